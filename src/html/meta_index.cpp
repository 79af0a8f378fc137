// See meta_index.h.
#include "html/meta_index.h"

#include <algorithm>
#include <functional>

#include "text/unicode.h"

namespace thresh::html {
namespace {

constexpr std::string_view kNames[] = {"name", "property", "itemprop", "http-equiv"};

// The names that a <meta> goes by, each once.
std::vector<std::string> names_of(const Document& document, NodeId meta) {
  std::vector<std::string> names;
  for (const std::string_view attribute : kNames) {
    const auto said = document.attribute(meta, attribute);
    std::string name = text::ascii_lower(text::trim_ascii(said.value_or("")));
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace

MetaIndex::MetaIndex(const Document& document) {
  for (NodeId id = 0; id < document.size(); ++id) {
    if (!document.is_element(id) || document.node(id).name != Name::kMeta) continue;
    const Attribute* content = document.find_attribute(id, "content");
    if (content == nullptr) continue;
    const Said said = {document.value(*content), content->source};
    for (std::string& name : names_of(document, id)) contents_[std::move(name)].push_back(said);
  }
}

std::span<const MetaIndex::Said> MetaIndex::all(std::string_view name) const {
  const auto found = contents_.find(text::ascii_lower(text::trim_ascii(name)));
  return found == contents_.end() ? std::span<const Said>() : found->second;
}

MetaIndex::Said MetaIndex::first(std::string_view name) const {
  for (const Said& said : all(name)) {
    if (const std::string_view content = text::trim(said.content); !content.empty()) return {content, said.source};
  }
  return {};
}

}  // namespace thresh::html
