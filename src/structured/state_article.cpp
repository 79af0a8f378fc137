// See state_article.h.
#include "structured/state_article.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/embedded.h"
#include "base/rows.h"
#include "extract/json.h"
#include "extract/type_reader.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::structured {
namespace {

using extract::Found;
using html::NodeId;
using record::List;
using record::Map;

using Names = std::span<const std::string_view>;

constexpr std::size_t kMostValues = 200'000;  // of one page's states
constexpr std::size_t kShortestTitle = 8;     // bytes; a shorter one is the name of many things
constexpr std::string_view kTitles[] = {"title", "headline", "name", "heading"};
constexpr std::string_view kAuthors[] = {"author", "authors",    "byline",     "creator",
                                         "writer", "authorName", "author_name"};
constexpr std::string_view kNames[] = {"name", "displayName", "display_name", "fullName", "full_name"};
constexpr std::string_view kDates[] = {
    "publishedAt",        "published_at",   "datePublished",   "date_published",   "publishDate",    "publish_date",
    "publishedDate",      "published_date", "publicationDate", "publication_date", "firstPublished", "firstPublishedAt",
    "first_published_at", "pubDate",        "published",       "publishTime",      "createdAt",      "created_at"};
constexpr std::string_view kModified[] = {"updatedAt",   "updated_at",   "modifiedAt",
                                          "modified_at", "dateModified", "lastModified"};

// The name of the state that a script holds, by its id or by what it assigns first; empty where it holds none.
std::string_view state_of(const html::Document& document, NodeId script) {
  static const std::unordered_set<std::string_view> kStates = [] {
    std::unordered_set<std::string_view> names;
    base::for_each_row(base::embedded("data/embedded_states.tsv"),
                       [&](std::string_view row) { names.insert(base::take_column(row)); });
    return names;
  }();
  const auto known = [&](std::string_view name) {
    const auto at = kStates.find(name);
    return at == kStates.end() ? std::string_view() : *at;
  };
  if (const auto id = document.attribute(script, html::Name::kId)) return known(*id);
  const NodeId child = document.first_child(script);
  std::string_view text = child == html::kNoNode ? std::string_view() : text::trim_ascii(document.text(child));
  for (const std::string_view before : {"window.", "self.", "globalThis.", "var ", "window[\"", "window['"}) {
    if (text.starts_with(before)) text.remove_prefix(before.size());
  }
  return known(text.substr(0, text.find_first_of(" =\"']")));
}

class Finder {
 public:
  Finder(Markup& markup, std::string_view title) : markup_(markup), title_(text::fold(text::collapse_spaces(title))) {}

  void find() {
    if (title_.size() < kShortestTitle) return;
    const html::Document& document = *markup_.page().document;
    for (NodeId id = 0; id < document.size(); ++id) {
      if (!document.is_element(id) || document.node(id).name != html::Name::kScript) continue;
      const std::string_view name = state_of(document, id);
      const NodeId script = name.empty() ? html::kNoNode : document.first_child(id);
      if (script == html::kNoNode || !may_hold_title(document.text(script))) continue;
      if (const record::Value* state = markup_.json().named(name)) walk(*state);
    }
  }

  std::vector<Claim> authors, dates, modified;

 private:
  // Whether it may be worth reading: it holds the first word of the title, or letters that are written as numbers.
  bool may_hold_title(std::string_view script) const {
    if (script.contains("\\u")) return true;
    const std::string_view first = std::string_view(title_).substr(0, title_.find(' '));
    return first.size() < 3 || text::fold(script.substr(0, kLooked)).contains(first) || script.size() > kLooked;
  }

  void walk(const record::Value& root) {
    std::vector<const record::Value*> open = {&root};
    while (!open.empty() && seen_ < kMostValues) {
      const record::Value* value = open.back();
      open.pop_back();
      ++seen_;
      if (const List* list = value->as_list()) {
        for (auto one = list->rbegin(); one != list->rend(); ++one) open.push_back(&*one);
      } else if (const Map* map = value->as_map()) {
        if (has_title(*map)) take(*map);
        for (const auto& [key, member] : map->entries()) {
          if (member.as_list() != nullptr || member.as_map() != nullptr) open.push_back(&member);
        }
      }
    }
  }

  bool has_title(const Map& map) const {
    return std::ranges::any_of(kTitles, [&](std::string_view key) {
      const record::Value* const value = map.find(key);
      const std::string* const words = value == nullptr ? nullptr : value->as_text();
      return words != nullptr && words->size() <= 4 * title_.size() &&
             text::fold(text::collapse_spaces(*words)) == title_;
    });
  }

  void take(const Map& map) {
    for (const std::string_view key : kAuthors) {
      if (!authors.empty()) break;
      if (const record::Value* value = map.find(key)) take_authors(*value, key);
    }
    take_date(map, kDates, dates);
    take_date(map, kModified, modified);
  }

  void take_authors(const record::Value& value, std::string_view key) {
    if (const List* list = value.as_list()) {
      for (const record::Value& one : *list) take_author(one, key);
    } else {
      take_author(value, key);
    }
  }

  void take_author(const record::Value& value, std::string_view key) {
    const record::Value* name = &value;
    if (const Map* map = value.as_map()) {
      name = nullptr;
      for (const std::string_view one : kNames) {
        if (name == nullptr) name = map->find(one);
      }
    }
    if (name == nullptr || name->as_text() == nullptr) return;
    const std::string words = text::collapse_spaces(*name->as_text());
    const bool telling = words.contains(' ') || (!words.empty() && static_cast<unsigned char>(words.front()) >= 0xE0);
    if (telling && markup_.page().types->fit(record::Type::kPerson, words) != normalize::Fit::kNo)
      add(*name, key, authors, false);
  }

  void take_date(const Map& map, Names keys, std::vector<Claim>& claims) {
    constexpr std::size_t kDay = 10;  // bytes of ISO 8601
    for (const std::string_view key : keys) {
      if (!claims.empty()) return;
      const record::Value* const value = map.find(key);
      if (value == nullptr || value->as_map() != nullptr || value->as_list() != nullptr) continue;
      add(*value, key, claims, true);
      if (claims.empty()) continue;
      const auto date = normalize::date(text::compose(claims.back().passage));
      if (!date || date->iso.size() < kDay) claims.clear();
    }
  }

  void add(const record::Value& scalar, std::string_view key, std::vector<Claim>& claims, bool date) {
    Value value;
    value.kind = Value::Kind::kJson;
    value.json = &scalar;
    auto found = markup_.said().found(value);
    if (!found) return;
    Claim claim;
    static_cast<Found&>(claim) = date ? markup_.said().date(*std::move(found)) : *std::move(found);
    claim.origin = Origin::kState;
    claim.said_as = key;
    claims.push_back(std::move(claim));
  }

  static constexpr std::size_t kLooked = 1U << 16;  // bytes

  Markup& markup_;
  std::string title_;
  std::size_t seen_ = 0;
};

}  // namespace

void add_state(Markup& markup, std::string_view title, Metadata& said) {
  Finder finder(markup, title);
  finder.find();
  if (said.author.empty()) said.author = std::move(finder.authors);
  if (said.date.empty()) said.date = std::move(finder.dates);
  if (said.modified.empty()) said.modified = std::move(finder.modified);
}

}  // namespace thresh::structured
