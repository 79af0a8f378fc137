// See join_pages.h.
#include "convert/join_pages.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/finding.h"
#include "record/shape.h"

namespace thresh::convert {
namespace {

using record::List;
using record::Map;
using record::Value;

// The list under a key; nullptr if there is none.
List* list_at(Map& map, std::string_view key) {
  Value* value = map.find(key);
  return value == nullptr ? nullptr : value->as_list();
}

std::string_view text_at(const Map& map, std::string_view key) {
  const Value* value = map.find(key);
  const std::string* text = value == nullptr ? nullptr : value->as_text();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

Map warning_of(base::FindingCode code, std::string path, std::string message) {
  Map warning;
  warning.add("code", base::name(code));
  warning.add("path", std::move(path));
  warning.add("message", std::move(message));
  return warning;
}

// Whether two items say the same; their positions differ.
bool same_item(const Value& a, const Value& b) {
  const auto& left = a.as_map()->entries();
  const auto& right = b.as_map()->entries();
  return std::ranges::equal(left, right, [](const Map::Entry& x, const Map::Entry& y) {
    return x.first == y.first && (x.first == "position" || x.second == y.second);
  });
}

// What items are looked up by.
std::string words_of(const Value& item) {
  return std::string(text_at(*item.as_map(), "headline")) + '\n' + std::string(text_at(*item.as_map(), "body"));
}

// Where the items of a page's list went: their numbers in the whole list.
struct Moved {
  struct Place {
    std::size_t at = 0;
    bool is_new = true;  // it was not there already
  };
  std::string list;
  std::vector<Place> to;
};

// `known`: the items of `whole` by their words.
template <class Known>
Moved move_items(std::string_view name, Known& known, List& whole, List&& next) {
  Moved moved{std::string(name), {}};
  const std::size_t first_new = whole.size();
  for (Value& item : next) {
    std::string words = words_of(item);
    const auto [begin, end] = known.equal_range(words);
    const auto same = std::find_if(begin, end, [&](const auto& entry) { return same_item(whole[entry.second], item); });
    moved.to.push_back({same != end ? same->second : whole.size(), same == end});
    if (same != end) continue;
    known.emplace(std::move(words), whole.size());
    if (Value* position = item.as_map()->find("position")) *position = Value(whole.size() + 1);
    whole.push_back(std::move(item));
  }
  // What an item answers is a position on its own page.
  for (std::size_t n = first_new; n < whole.size(); ++n) {
    Value* reply_to = whole[n].as_map()->find("reply_to");
    const std::int64_t* position = reply_to == nullptr ? nullptr : reply_to->as_integer();
    if (position == nullptr || *position < 1 || static_cast<std::size_t>(*position) > moved.to.size()) continue;
    *reply_to = Value(moved.to[static_cast<std::size_t>(*position) - 1].at + 1);
  }
  return moved;
}

// "/answers/2/votes" where the item 2 went; nothing for a path that is in no moved item.
std::optional<std::string> moved_path(std::string_view path, const std::vector<Moved>& moved) {
  for (const Moved& one : moved) {
    const std::string prefix = '/' + one.list + '/';
    if (!path.starts_with(prefix)) continue;
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(path.data() + prefix.size(), path.data() + path.size(), index);
    if (error != std::errc() || index >= one.to.size() || !one.to[index].is_new) return std::nullopt;
    return prefix + std::to_string(one.to[index].at) + std::string(end, path.data() + path.size());
  }
  return std::nullopt;
}

// Entries of bookkeeping with a `path`: those about items move along.
void move_entries(std::string_view key, Map& whole, Map& next, const std::vector<Moved>& moved) {
  List* to = list_at(whole, key);
  List* from = list_at(next, key);
  if (to == nullptr || from == nullptr) return;
  for (Value& entry : *from) {
    auto path = moved_path(text_at(*entry.as_map(), "path"), moved);
    if (!path) continue;
    entry.as_map()->set("path", *std::move(path));
    to->push_back(std::move(entry));
  }
}

// What was removed, added up by reason.
void add_removed(Map& whole, Map& next) {
  List* to = list_at(whole, "removed");
  List* from = list_at(next, "removed");
  if (to == nullptr || from == nullptr) return;
  for (Value& entry : *from) {
    const auto same = [&](const Value& one) {
      return text_at(*one.as_map(), "reason") == text_at(*entry.as_map(), "reason");
    };
    const auto found = std::ranges::find_if(*to, same);
    if (found == to->end()) {
      to->push_back(std::move(entry));
      continue;
    }
    const std::int64_t* count = found->as_map()->find("count")->as_integer();
    const std::int64_t* more = entry.as_map()->find("count")->as_integer();
    if (count != nullptr && more != nullptr) found->as_map()->set("count", *count + *more);
  }
}

// The larger of what two pages state of a list.
void join_stated(Map& whole, Map& next) {
  Value* to = whole.find("completeness");
  Value* from = next.find("completeness");
  if (to == nullptr || from == nullptr || to->as_map() == nullptr || from->as_map() == nullptr) return;
  for (auto& [name, counts] : from->as_map()->entries()) {
    Value* known = to->as_map()->find(name);
    if (known == nullptr) {
      to->as_map()->add(name, counts);
      continue;
    }
    const std::int64_t* stated = counts.as_map()->find("stated")->as_integer();
    const std::int64_t* before = known->as_map()->find("stated")->as_integer();
    if (stated != nullptr && (before == nullptr || *before < *stated)) known->as_map()->set("stated", *stated);
  }
}

}  // namespace

void PageJoiner::add(Converted page) {
  ++pages_;
  if (whole_ && text_at(whole_->record, "kind") != text_at(page.record, "kind")) return;
  const record::Kind* kind = record::find_kind(text_at(page.record, "kind"));
  if (!whole_) {
    whole_ = std::move(page);
    for (const record::Field& field : kind->shape->fields) {
      const List* items = list_at(whole_->record, field.name);
      if (!field.list || field.shape == nullptr || items == nullptr) continue;
      Known& known = known_[std::string(field.name)];
      for (std::size_t n = 0; n < items->size(); ++n) known.emplace(words_of((*items)[n]), n);
    }
    return;
  }
  std::vector<Moved> moved;
  for (auto& [name, known] : known_) {
    List* from = list_at(page.record, name);
    if (from != nullptr) moved.push_back(move_items(name, known, *list_at(whole_->record, name), std::move(*from)));
  }
  for (const std::string_view key : {"absent", "warnings", "conflicts"}) {
    move_entries(key, whole_->record, page.record, moved);
  }
  add_removed(whole_->record, page.record);
  join_stated(whole_->record, page.record);
}

std::optional<Converted> PageJoiner::take(std::string_view missing) {
  if (whole_ && pages_ > 1) settle();
  List* warnings = whole_ ? list_at(whole_->record, "warnings") : nullptr;
  if (!missing.empty() && warnings != nullptr) {
    warnings->emplace_back(
        warning_of(base::FindingCode::kIncomplete, "", "a further page of the thread is missing: " + std::string(missing)));
    whole_->has_findings = true;
  }
  return std::exchange(whole_, std::nullopt);
}

void PageJoiner::settle() {
  const std::string_view incomplete = base::name(base::FindingCode::kIncomplete);
  List* warnings = list_at(whole_->record, "warnings");
  Value* completeness = whole_->record.find("completeness");
  if (warnings == nullptr || completeness == nullptr || completeness->as_map() == nullptr) return;
  std::erase_if(*warnings, [&](const Value& warning) { return text_at(*warning.as_map(), "code") == incomplete; });
  for (auto& [name, counts] : completeness->as_map()->entries()) {
    const List* list = list_at(whole_->record, name);
    if (name != "pages" && list == nullptr) continue;
    const std::size_t found = name == "pages" ? pages_ : list->size();
    counts.as_map()->set("found", found);
    const std::int64_t* stated = counts.as_map()->find("stated")->as_integer();
    if (stated == nullptr || static_cast<std::size_t>(*stated) == found) continue;
    warnings->emplace_back(
        warning_of(base::FindingCode::kIncomplete, name == "pages" ? std::string() : '/' + name,
                   "the pages state " + std::to_string(*stated) + ' ' + name + " and hold " + std::to_string(found)));
  }
  whole_->has_findings = !warnings->empty();
}

}  // namespace thresh::convert
