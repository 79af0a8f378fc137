// See change.h. Two records are walked together by a list of work; what differs is a leaf (a plain value, a whole
// object that is on one side only, an item of a list), and each leaf gets its class when all of them are known.
#include "dataset/change.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "dataset/field_nature.h"
#include "dataset/match_items.h"
#include "dataset/path_pattern.h"
#include "dataset/said_by_page.h"
#include "normalize/normalize.h"
#include "record/reasons.h"

namespace thresh::dataset {
namespace {

using record::Absence;
using record::List;
using record::Map;
using record::Value;

constexpr std::string_view kNames[] = {"counter",           "rules_changed",         "edited",           "new",
                                       "removed_at_source", "vanished_from_listing", "broken_extraction"};

constexpr std::size_t kFewKeys = 16;  // that are looked up one by one

const Value kNull;

const Value& member(const Map& map, std::string_view key) {
  const Value* value = map.find(key);
  return value == nullptr ? kNull : *value;
}

std::string text_of(const Map& map, std::string_view key) {
  const std::string* text = member(map, key).as_text();
  return text == nullptr ? std::string() : *text;
}

bool is_empty(const Value& value) {
  if (const List* list = value.as_list()) return list->empty();
  if (const Map* map = value.as_map()) return map->empty();
  return value.is_null() || (value.as_text() != nullptr && value.as_text()->empty());
}

bool holds_maps(const Value& value) {
  const List* list = value.as_list();
  return list != nullptr && std::ranges::any_of(*list, [](const Value& item) { return item.as_map() != nullptr; });
}

bool is_number(const Value& value) { return value.as_integer() != nullptr || value.as_real() != nullptr; }

// Why values of a record are null, by path.
class Absences {
 public:
  explicit Absences(const Map& record) {
    const List* list = member(record, "absent").as_list();
    if (list == nullptr) return;
    for (const Value& entry : *list) {
      const Map* map = entry.as_map();
      if (map != nullptr) reasons_.emplace(text_of(*map, "path"), text_of(*map, "reason"));
    }
  }

  // Of the value, or of the first that is below it; empty where nobody looked.
  std::string_view of(const std::string& path) const {
    const auto found = reasons_.lower_bound(path);
    if (found == reasons_.end() || !found->first.starts_with(path)) return {};
    const bool below = found->first.size() == path.size() || found->first[path.size()] == '/';
    if (below) return found->second;
    const auto inside = reasons_.lower_bound(path + '/');
    return inside != reasons_.end() && inside->first.starts_with(path + '/') ? std::string_view(inside->second)
                                                                             : std::string_view();
  }

 private:
  std::map<std::string, std::string> reasons_;
};

// A difference whose class is not known yet.
struct Leaf {
  enum class Form : std::uint8_t { kValue, kNewItem, kGoneItem } form = Form::kValue;
  std::string path, old_path;
  const Value* before = &kNull;
  const Value* after = &kNull;
  FieldNature nature;
  std::string list;  // of an item: the path of its list
};

// Two values that are to be compared.
struct Pair {
  const Value* before;
  const Value* after;
  std::string path, old_path;
  FieldNature nature;
};

// The members of a map, found quickly in large ones too.
class Members {
 public:
  explicit Members(const Map& map) : map_(map) {
    if (map.size() <= kFewKeys) return;
    for (const auto& [key, value] : map.entries()) index_.try_emplace(key, &value);
  }
  const Value* find(std::string_view key) const {
    if (index_.empty()) return map_.find(key);
    const auto found = index_.find(key);
    return found == index_.end() ? nullptr : found->second;
  }

 private:
  const Map& map_;
  std::unordered_map<std::string_view, const Value*> index_;
};

// Whether the words tell a date by how long ago it was, so that it takes a day to count from.
bool is_distance(const Map& map) {
  const std::string words = text_of(map, "date_as_written");
  if (words.empty()) return false;
  const auto date = normalize::date(words);
  return date && date->open == normalize::Date::Open::kCapture;
}

// A place in a list that an item names: the same number may mean another item now.
bool is_reply(std::string_view path) { return path.ends_with("/reply_to"); }

class Walk {
 public:
  Walk(const Map& before, const Map& after) {
    const record::Kind* kind = record::find_kind(text_of(after, "kind"));
    FieldNature root;
    root.shape = kind == nullptr ? nullptr : kind->shape;
    root_ = root.shape;
    add_members(before, after, Pair{nullptr, nullptr, "", "", root});
    while (!open_.empty()) {
      Pair pair = std::move(open_.back());
      open_.pop_back();
      take(pair);
    }
  }

  const std::vector<Leaf>& leaves() const { return leaves_; }
  // How many items had a value at a path without places, and in how many it went.
  const std::unordered_map<std::string, std::pair<std::size_t, std::size_t>>& emptied() const { return emptied_; }

 private:
  void take(const Pair& pair) {
    const Value& before = *pair.before;
    const Value& after = *pair.after;
    count(pair);
    if (before.as_map() != nullptr && after.as_map() != nullptr) {
      add_members(*before.as_map(), *after.as_map(), pair);
    } else if (!is_empty(before) && !is_empty(after) && holds_maps(before) && holds_maps(after)) {
      add_items(*before.as_list(), *after.as_list(), pair);
    } else if (is_reply(pair.path) || (!same_value(before, after) && !(is_empty(before) && is_empty(after)))) {
      leaves_.push_back({Leaf::Form::kValue, pair.path, pair.old_path, &before, &after, pair.nature, {}});
    }
  }

  void count(const Pair& pair) {
    if (pair.path.find('/', 1) == std::string::npos || is_empty(*pair.before)) return;  // no item of a list
    auto& [had, lost] = emptied_[path_pattern(pair.path)];
    ++had;
    if (is_empty(*pair.after)) ++lost;
  }

  FieldNature nature_of_member(const Pair& pair, std::string_view key) const {
    if (pair.nature.shape == nullptr) return nature_of_custom(key, pair.nature);
    FieldNature nature = nature_of(*pair.nature.shape, key, pair.nature);
    const bool at_top = pair.nature.shape == root_ && pair.path.empty();
    if (at_top && pair.nature.shape->find(key) == nullptr) {
      nature = nature_of(record::head_shape(), key, pair.nature);
      nature.vital = false;
    }
    return nature;
  }

  // The list of work is taken from its end, so members are put there last to first.
  void add_members(const Map& before, const Map& after, const Pair& pair) {
    const bool at_top = pair.path.empty();
    const Members old_members(before), new_members(after);
    const bool distance = is_distance(before) && is_distance(after);
    std::vector<Pair> next;
    const auto add = [&](const std::string& key, const Value& old_value, const Value& new_value) {
      if (at_top && !is_said_by_page(key)) return;
      FieldNature nature = nature_of_member(pair, key);
      if (nature.position) return;
      // "3 days ago", counted from another day, gives another date.
      if (distance && !is_empty(new_value) && (nature.words_of_date || key == "date")) nature.counter = true;
      const std::string segment = '/' + record::pointer_segment(key);
      next.push_back({&old_value, &new_value, pair.path + segment,
                      pair.old_path.empty() ? std::string() : pair.old_path + segment, nature});
    };
    for (const auto& [key, value] : after.entries()) {
      const Value* old_value = old_members.find(key);
      add(key, old_value == nullptr ? kNull : *old_value, value);
    }
    for (const auto& [key, value] : before.entries()) {
      if (new_members.find(key) == nullptr) add(key, value, kNull);
    }
    for (auto it = next.rbegin(); it != next.rend(); ++it) open_.push_back(std::move(*it));
  }

  void add_items(const List& before, const List& after, const Pair& pair) {
    const std::string& old_list = pair.old_path.empty() ? pair.path : pair.old_path;
    const std::vector<ItemPair> pairs = match_items(before, after);
    std::vector<Pair> next;
    for (const ItemPair& item : pairs) {
      const std::string old_path = item.before ? old_list + '/' + std::to_string(*item.before) : std::string();
      const std::string path = item.after ? pair.path + '/' + std::to_string(*item.after) : old_path;
      FieldNature nature = pair.nature;
      nature.counter = false;
      if (item.before && item.after) {
        note_position(before[*item.before], after[*item.after], pair.path);
        next.push_back({&before[*item.before], &after[*item.after], path, old_path == path ? "" : old_path, nature});
      } else if (item.after) {
        leaves_.push_back({Leaf::Form::kNewItem, path, "", &kNull, &after[*item.after], nature, pair.path});
      } else {
        leaves_.push_back({Leaf::Form::kGoneItem, path, "", &before[*item.before], &kNull, nature, pair.path});
      }
    }
    for (auto it = next.rbegin(); it != next.rend(); ++it) open_.push_back(std::move(*it));
  }

  void note_position(const Value& before, const Value& after, const std::string& list) {
    if (before.as_map() == nullptr || after.as_map() == nullptr) return;
    const std::int64_t* from = member(*before.as_map(), "position").as_integer();
    const std::int64_t* to = member(*after.as_map(), "position").as_integer();
    if (from != nullptr && to != nullptr) positions_[list].emplace(*from, *to);
  }

 public:
  // Whether a `reply_to` names the same item as before, which may stand at another position now.
  bool is_same_reply(const Leaf& leaf) const {
    if (!is_reply(leaf.path)) return false;
    const std::int64_t* from = leaf.before->as_integer();
    const std::int64_t* to = leaf.after->as_integer();
    const std::string_view item = std::string_view(leaf.path).substr(0, leaf.path.rfind('/'));
    const auto list = positions_.find(std::string(item.substr(0, item.rfind('/'))));
    if (from == nullptr || to == nullptr || list == positions_.end()) return same_value(*leaf.before, *leaf.after);
    const auto moved = list->second.find(*from);
    return moved == list->second.end() ? *from == *to : moved->second == *to;
  }

 private:
  const record::Shape* root_ = nullptr;
  std::vector<Pair> open_;
  std::vector<Leaf> leaves_;
  std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> emptied_;
  std::unordered_map<std::string, std::unordered_map<std::int64_t, std::int64_t>> positions_;  // by list
};

// What the bytes of a record's pages are told by: a thread may have several.
std::string digests_of(const Map& source) {
  std::string digests = text_of(source, "sha256");
  if (const record::List* pages = member(source, "pages").as_list()) {
    for (const Value& page : *pages) {
      if (const Map* map = page.as_map()) digests += ' ' + text_of(*map, "sha256");
    }
  }
  return digests;
}

class Judge {
 public:
  Judge(const Map& before, const Map& after, const PageFacts& facts, const Walk& walk)
      : before_(before), after_(after), absences_(after), walk_(walk) {
    const Map* old_source = member(before, "source").as_map();
    const Map* new_source = member(after, "source").as_map();
    if (old_source == nullptr || new_source == nullptr) return;
    const std::string digests = digests_of(*old_source);
    same_page_ = !digests.empty() && digests == digests_of(*new_source);
    rules_changed_ = facts.rules_changed || text_of(*old_source, "rules") != text_of(*new_source, "rules");
  }

  ChangeClass of(const Leaf& leaf) const {
    if (leaf.form == Leaf::Form::kNewItem) return same_page_ ? ChangeClass::kRulesChanged : ChangeClass::kNew;
    if (leaf.form == Leaf::Form::kGoneItem) return of_gone_item(leaf);
    if (is_empty(*leaf.after)) return of_emptied(leaf);
    if (leaf.nature.counter && is_counting(leaf)) return ChangeClass::kCounter;
    return same_page_ ? ChangeClass::kRulesChanged : ChangeClass::kEdited;
  }

  // An author edits a question, but makes no article of it.
  ChangeClass of_kind() const {
    return same_page_ || rules_changed_ ? ChangeClass::kRulesChanged : ChangeClass::kBroken;
  }

 private:
  // A number that appears or moves; an object of numbers that appears; the words of a rating. On the same page nothing
  // counts.
  bool is_counting(const Leaf& leaf) const {
    if (same_page_) return false;
    if (leaf.nature.shape != nullptr || leaf.nature.words_of_date) return true;
    const bool numbers = is_number(*leaf.after) && (leaf.before->is_null() || is_number(*leaf.before));
    return numbers || leaf.path.ends_with("/as_written") || leaf.path.ends_with("/date") ||
           leaf.after->as_bool() != nullptr || leaf.before->as_bool() != nullptr;
  }

  ChangeClass of_gone_item(const Leaf& leaf) const {
    if (same_page_) return rules_changed_ ? ChangeClass::kRulesChanged : ChangeClass::kBroken;
    return falls_short(leaf.list) ? ChangeClass::kBroken : ChangeClass::kRemovedAtSource;
  }

  ChangeClass of_emptied(const Leaf& leaf) const {
    if (same_page_) return ChangeClass::kBroken;
    const std::string_view reason = absences_.of(leaf.path);
    if (reason == record::name(Absence::kUnparsable) || reason == record::name(Absence::kUnrendered)) {
      return ChangeClass::kBroken;
    }
    if (reason == record::name(Absence::kNotApplicable)) return ChangeClass::kEdited;
    if (leaf.before->as_list() != nullptr && states(leaf.path, 0)) return ChangeClass::kRemovedAtSource;
    const auto emptied = walk_.emptied().find(path_pattern(leaf.path));
    const bool everywhere = emptied != walk_.emptied().end() && emptied->second.first > 1 &&
                            emptied->second.first == emptied->second.second;
    const bool missed = leaf.before->as_list() != nullptr && falls_short(leaf.path);
    return leaf.nature.vital || everywhere || missed || is_missed(leaf.path) ? ChangeClass::kBroken
                                                                             : ChangeClass::kEdited;
  }

  // Whether the new record itself complains that nothing was found there, or below.
  bool is_missed(const std::string& path) const {
    const List* warnings = member(after_, "warnings").as_list();
    if (warnings == nullptr) return false;
    return std::ranges::any_of(*warnings, [&](const Value& warning) {
      const Map* map = warning.as_map();
      return map != nullptr && text_of(*map, "code") == "nothing_matched" && text_of(*map, "path") == path;
    });
  }

  static std::optional<std::int64_t> counted(const Map& record, std::string_view list, std::string_view what) {
    const Map* lists = member(record, "completeness").as_map();
    const Map* counts = lists == nullptr || list.empty() ? nullptr : member(*lists, list.substr(1)).as_map();
    const std::int64_t* count = counts == nullptr ? nullptr : member(*counts, what).as_integer();
    return count == nullptr ? std::nullopt : std::optional(*count);
  }

  bool states(std::string_view list, std::int64_t number) const { return counted(after_, list, "stated") == number; }

  // Whether the page states more items than were found, and did not before.
  bool falls_short(std::string_view list) const {
    const auto short_of = [&](const Map& record) {
      const auto stated = counted(record, list, "stated"), found = counted(record, list, "found");
      return stated && found ? std::max<std::int64_t>(*stated - *found, 0) : 0;
    };
    return short_of(after_) > short_of(before_);
  }

  const Map& before_;
  const Map& after_;
  Absences absences_;
  const Walk& walk_;
  bool same_page_ = false, rules_changed_ = false;
};

RecordChange head_of(const Map& record) {
  RecordChange change;
  change.id = text_of(record, "id");
  change.kind = text_of(record, "kind");
  for (const std::string_view key : {"title", "name", "headline"}) {
    if (change.title.empty()) change.title = text_of(record, key);
  }
  const Map* source = member(record, "source").as_map();
  change.url = text_of(record, "url");
  if (source != nullptr) {
    if (change.url.empty()) change.url = text_of(*source, "url");
    change.page = text_of(*source, "name");
  }
  return change;
}

}  // namespace

std::string_view name(ChangeClass what) { return kNames[static_cast<std::size_t>(what)]; }

std::span<const std::string_view> change_class_names() { return kNames; }

std::optional<ChangeClass> change_class_of(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == std::end(kNames)) return std::nullopt;
  return static_cast<ChangeClass>(found - std::begin(kNames));
}

std::optional<RecordChange> compare(const Map* before, const Map* after, const PageFacts& facts) {
  if (before == nullptr && after == nullptr) return std::nullopt;
  RecordChange change = head_of(after != nullptr ? *after : *before);
  if (before == nullptr) {
    change.what = ChangeClass::kNew;
    return change;
  }
  if (after == nullptr) {
    const bool gone = facts.page == PageFacts::Page::kGone;
    change.what = gone ? ChangeClass::kRemovedAtSource : ChangeClass::kVanished;
    return change;
  }
  const Walk walk(*before, *after);
  const Judge judge(*before, *after, facts, walk);
  // The same page under another name: another kind was made of it, or another address was found in it.
  if (member(*before, "id") != member(*after, "id")) {
    Leaf leaf;
    leaf.path = "/id";
    leaf.before = &member(*before, "id");
    leaf.after = &member(*after, "id");
    change.fields.push_back({judge.of(leaf), leaf.path, "", *leaf.before, *leaf.after});
  }
  if (member(*before, "kind") != member(*after, "kind")) {
    change.fields.push_back({judge.of_kind(), "/kind", "", member(*before, "kind"), member(*after, "kind")});
  }
  for (const Leaf& leaf : walk.leaves()) {
    if (walk.is_same_reply(leaf)) continue;
    change.fields.push_back({judge.of(leaf), leaf.path, leaf.old_path, *leaf.before, *leaf.after});
  }
  if (change.fields.empty()) return std::nullopt;
  // A new or a removed item is an edit of its record.
  change.what = ChangeClass::kCounter;
  for (const FieldChange& field : change.fields) {
    const bool item = field.what == ChangeClass::kNew || field.what == ChangeClass::kRemovedAtSource;
    change.what = std::max(change.what, item ? ChangeClass::kEdited : field.what);
  }
  return change;
}

Map change_line(const RecordChange& change) {
  Map line;
  const auto add_text = [&](std::string_view key, const std::string& text) {
    line.add(key, text.empty() ? Value() : Value(text));
  };
  line.add("change", name(change.what));
  add_text("id", change.id);
  add_text("kind", change.kind);
  add_text("title", change.title);
  add_text("url", change.url);
  add_text("page", change.page);
  List fields;
  for (const FieldChange& field : change.fields) {
    Map entry;
    entry.add("change", name(field.what));
    entry.add("path", field.path);
    if (!field.old_path.empty()) entry.add("old_path", field.old_path);
    entry.add("old", field.before);
    entry.add("new", field.after);
    fields.emplace_back(std::move(entry));
  }
  line.add("fields", std::move(fields));
  return line;
}

bool same_value(const Value& a, const Value& b) {
  std::vector<std::pair<const Value*, const Value*>> open = {{&a, &b}};
  while (!open.empty()) {
    const auto [left, right] = open.back();
    open.pop_back();
    if (is_number(*left) && is_number(*right)) {
      const auto real = [](const Value& value) {
        return value.as_real() != nullptr ? *value.as_real() : static_cast<double>(*value.as_integer());
      };
      const bool whole = left->as_integer() != nullptr && right->as_integer() != nullptr;
      if (whole ? *left->as_integer() != *right->as_integer() : real(*left) != real(*right)) return false;
    } else if (left->as_list() != nullptr && right->as_list() != nullptr) {
      if (left->as_list()->size() != right->as_list()->size()) return false;
      for (std::size_t i = 0; i < left->as_list()->size(); ++i) {
        open.emplace_back(&(*left->as_list())[i], &(*right->as_list())[i]);
      }
    } else if (left->as_map() != nullptr && right->as_map() != nullptr) {
      const auto& own = left->as_map()->entries();
      const auto& other = right->as_map()->entries();
      if (own.size() != other.size()) return false;
      for (std::size_t i = 0; i < own.size(); ++i) {
        if (own[i].first != other[i].first) return false;  // our own writer keeps the order
        open.emplace_back(&own[i].second, &other[i].second);
      }
    } else if (*left != *right) {
      return false;
    }
  }
  return true;
}

void ChangeCounts::add(const RecordChange& change) {
  ++records[static_cast<std::size_t>(change.what)];
  for (const FieldChange& field : change.fields) ++fields[static_cast<std::size_t>(field.what)];
}

std::size_t ChangeCounts::changed() const {
  std::size_t sum = 0;
  for (const std::size_t count : records) sum += count;
  return sum;
}

}  // namespace thresh::dataset
