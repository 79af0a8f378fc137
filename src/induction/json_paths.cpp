// See json_paths.h.
#include "induction/json_paths.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/finding.h"
#include "base/limits.h"
#include "extract/embedded_json.h"
#include "extract/json.h"
#include "extract/json_words.h"
#include "induction/json_names.h"
#include "rules/json_path.h"
#include "structured/item.h"
#include "text/passage.h"
#include "text/unicode.h"

namespace thresh::induction {
namespace {

using record::Value;

// The JSON-LD of pages, each read once.
class PageJson {
 public:
  // What a field with that path would take on a page; empty where it finds nothing.
  std::string words(const ExamplePage& page, const rules::JsonPath& path) {
    for (const Value* object : objects(page)) {
      if (!path.root.empty() && !extract::has_type(*object, path.root)) continue;
      for (const Value* value : extract::follow(*object, path)) {
        if (std::string words = words_of(*value); !words.empty()) return words;
      }
    }
    return {};
  }

  // The types of the objects of a page, as a path starts with them.
  std::set<std::string> types(const ExamplePage& page) {
    std::set<std::string> out;
    for (const Value* object : objects(page)) {
      const record::Map* const map = object->as_map();
      const Value* const said = map == nullptr ? nullptr : map->find("@type");
      if (said == nullptr) continue;
      const record::List one = {*said};
      for (const Value& type : said->as_list() == nullptr ? one : *said->as_list()) {
        if (type.as_text() == nullptr) continue;
        const std::string_view name = structured::local_name(*type.as_text());
        if (!name.empty() && base::is_ascii_upper(name.front())) out.emplace(name);
      }
    }
    return out;
  }

 private:
  struct Read {
    explicit Read(const ExamplePage& page) : json(page.document(), findings) {}
    std::vector<base::Finding> findings;
    extract::EmbeddedJson json;
  };

  const std::vector<const Value*>& objects(const ExamplePage& page) {
    std::unique_ptr<Read>& read = read_[&page];
    if (!read) read = std::make_unique<Read>(page);
    return read->json.linked_data();
  }

  std::string words_of(const Value& value) {
    const record::List one = {value};
    for (const Value& each : value.as_list() == nullptr ? one : *value.as_list()) {
      const auto text = extract::json_text(each);
      if (!text) continue;
      extract::Taken unused;
      const text::Passage passage = extract::json_words(arena_.copy(*text), limits_, arena_, unused);
      return text::collapse_spaces(text::compose(passage));
    }
    return {};
  }

  base::Arena arena_;
  base::Limits limits_;
  std::map<const ExamplePage*, std::unique_ptr<Read>> read_;
};

bool is_right(const Target& target, const std::string& words) {
  if (words.empty()) return false;
  return words == target.words || (target.form == Target::Form::kMade && target.words.starts_with(words));
}

// In how many of the examples a path gives the value.
std::size_t rights(PageJson& json, const std::string& path, std::span<const Example> examples) {
  const auto parsed = rules::parse_json_ld_path(path);
  if (!parsed) return 0;
  std::size_t count = 0;
  for (const Example& one : examples) {
    if (one.target != nullptr && is_right(*one.target, json.words(*one.page, *parsed))) ++count;
  }
  return count;
}

}  // namespace

std::vector<std::string> json_paths(std::string_view kind, std::string_view path, std::span<const Example> examples) {
  constexpr std::size_t kMost = 3;
  std::vector<Example> said;  // whose values may be from JSON
  for (const Example& one : examples) {
    const bool may =
        one.target != nullptr && (one.target->form == Target::Form::kJson || one.target->form == Target::Form::kMade);
    if (may) said.push_back(one);
  }
  if (said.empty()) return {};
  PageJson json;
  std::set<std::string> types;
  for (const Example& one : said) types.merge(json.types(*one.page));
  std::vector<std::pair<std::size_t, std::string>> out;
  for (const std::string& name : json_names(kind, path)) {
    std::size_t best = rights(json, name, said);
    std::string written = name;
    for (const std::string& type : types) {
      if (best == said.size() || base::is_ascii_upper(name.front())) break;
      const std::size_t count = rights(json, type + '.' + name, said);
      if (count <= best) continue;
      best = count;
      written = type + '.' + name;
    }
    if (best > 0) out.emplace_back(best, written);
  }
  // What is right equally often stays in the order of the names.
  std::vector<std::string> paths;
  for (std::size_t count = said.size(); count > 0 && paths.size() < kMost; --count) {
    for (const auto& [own, one] : out) {
      if (own == count && paths.size() < kMost) paths.push_back(one);
    }
  }
  return paths;
}

bool has_json(std::string_view type, std::string_view path, std::span<const ExamplePage* const> pages) {
  const auto parsed = rules::parse_json_ld_path(std::string(type) + '.' + std::string(path));
  PageJson json;
  return parsed &&
         std::ranges::any_of(pages, [&](const ExamplePage* page) { return !json.words(*page, *parsed).empty(); });
}

}  // namespace thresh::induction
