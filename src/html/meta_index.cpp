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
    if (!document.is_element(id) || document.name(id) != "meta") continue;
    const auto content = document.attribute(id, "content");
    if (!content) continue;
    for (std::string& name : names_of(document, id)) contents_[std::move(name)].push_back(*content);
  }
}

std::span<const std::string_view> MetaIndex::all(std::string_view name) const {
  const auto found = contents_.find(text::ascii_lower(text::trim_ascii(name)));
  return found == contents_.end() ? std::span<const std::string_view>() : found->second;
}

std::string_view MetaIndex::first(std::string_view name) const {
  for (const std::string_view content : all(name)) {
    if (!text::trim(content).empty()) return text::trim(content);
  }
  return {};
}

}  // namespace thresh::html
