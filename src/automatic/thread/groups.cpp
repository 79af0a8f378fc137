// See groups.h.
#include "automatic/thread/groups.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <unordered_set>

#include "automatic/hash_numbers.h"
#include "automatic/thread/links.h"
#include "automatic/thread/name_hash.h"
#include "base/ascii.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

constexpr std::size_t kMostClasses = 10;  // of one element that are looked at
constexpr std::size_t kMostItems = 5000;  // of a group
constexpr std::size_t kSketched = 60;     // elements of an item
constexpr double kEnoughProse = 40;       // letters of an item: half of what is enough
constexpr double kComplete = 0.6;         // of the elements: then each is a post, and no two are one
constexpr double kFarReach = 0.85;        // what a stretch is worth, where an element alone would do
constexpr double kSomeOnly = 0.9;         // what every other element is worth, where all of them would do
constexpr double kShareExponent = 0.7;    // of an item's share of the prose

using Elements = std::span<const NodeId>;  // in page order

// Elements by what they share. Most sets have one member, so members are noted in one list and sorted by set at last.
class Gatherer {
 public:
  explicit Gatherer(const Survey& survey, Stretch part) : survey_(survey), part_(part) {
    const html::Document& document = survey.document();
    for (NodeId id = part.begin; id < part.end; ++id) {
      if (!document.is_element(id) || survey.hidden(id)) continue;
      if (survey.sum(Survey::kLetters, id) == 0 && document.node(id).name != Name::kHr) continue;
      add(id);
    }
    sort();
  }

  std::size_t size() const { return sets_.size(); }
  Elements elements(std::size_t set) const { return Elements(elements_).subspan(sets_[set].begin, sets_[set].size); }
  // Whether a set is that of the children of one element.
  bool siblings(std::size_t set) const { return sets_[set].siblings; }

 private:
  enum Kind : std::uint64_t { kClass = 1, kNumbered, kSibling, kAttribute };

  void add(NodeId id) {
    const html::Document& document = survey_.document();
    const auto tag = static_cast<std::uint64_t>(document.node(id).name);
    put(mixed(mixed(kSibling, tag), document.parent(id)), id, true);
    for (const html::Attribute& attribute : document.attributes(id)) {
      const Name name = attribute.name();
      const std::string_view value = document.value(attribute);
      if (name == Name::kClass) {
        add_classes(mixed(kClass, tag), value, id);
      } else if (name == Name::kItemprop) {
        put(mixed(mixed(kAttribute, tag), hash_of_name(value)), id, false);
      } else if ((name == Name::kId || document.name(attribute).starts_with("data-")) && !last_number(value).empty()) {
        const bool is_id = name == Name::kId;
        const std::uint64_t what = is_id ? hash_of_name(value) : static_cast<std::uint64_t>(name);
        put(mixed(mixed(kNumbered + is_id * 16, tag), what), id, false);
      }
    }
  }

  void add_classes(std::uint64_t hash, std::string_view value, NodeId id) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < value.size() && count < kMostClasses;) {
      while (at < value.size() && base::is_ascii_space(value[at])) ++at;
      const std::size_t begin = at;
      while (at < value.size() && !base::is_ascii_space(value[at])) ++at;
      if (at == begin) break;
      put(mixed(hash, hash_of_name(value.substr(begin, at - begin))), id, false);
      ++count;
    }
  }

  void put(std::uint64_t key, NodeId id, bool siblings) {
    const std::uint32_t number = numbers_.number(key);
    if (number == sets_.size()) sets_.push_back({.siblings = siblings});
    Set& set = sets_[number];
    if (set.size == kMostItems || (set.size > 0 && set.last == id)) return;
    ++set.size;
    set.last = id;
    members_.push_back({number, id});
  }

  // Puts the members of each set beside each other.
  void sort() {
    std::uint32_t begin = 0;
    for (Set& set : sets_) {
      set.begin = begin;
      begin += set.size;
      set.size = 0;
    }
    elements_.resize(members_.size());
    for (const auto& [number, id] : members_) {
      Set& set = sets_[number];
      elements_[set.begin + set.size++] = id;
    }
  }

  struct Set {
    std::uint32_t begin = 0, size = 0;  // in `elements_`
    NodeId last = 0;                    // of its members
    bool siblings = false;
  };
  struct Member {
    std::uint32_t set;
    NodeId element;
  };

  const Survey& survey_;
  Stretch part_;
  HashNumbers numbers_;
  std::vector<Set> sets_;
  std::vector<Member> members_;
  std::vector<NodeId> elements_;
};

bool are_siblings(const html::Document& document, Elements elements) {
  return std::ranges::all_of(elements,
                             [&](NodeId id) { return document.parent(id) == document.parent(elements.front()); });
}

std::uint64_t hash_of(Elements elements, Group::Reach reach) {
  std::uint64_t hash = static_cast<std::uint64_t>(reach);
  for (const NodeId id : elements) hash = mixed(hash, id);
  return hash;
}

// Every n-th of the elements, from one on.
std::vector<NodeId> every(Elements elements, std::size_t step) {
  std::vector<NodeId> out;
  for (std::size_t i = 0; i < elements.size(); i += step) out.push_back(elements[i]);
  return out;
}

double score(const Survey& survey, const std::vector<Item>& items, Group::Reach reach, double page_prose) {
  double sum = 0, like = 0;
  for (const Item& item : items) {
    const double prose = own_sum(survey, Survey::kProse, item);
    const double likely = likeness(survey, item);
    like += likely;
    if (prose == 0 || likely == 0) continue;
    sum += likely * prose / (prose + kEnoughProse) * std::pow(prose / page_prose, kShareExponent);
  }
  const double worth = reach == Group::Reach::kElement ? 1 : kFarReach;
  return worth * sum * std::sqrt(like / static_cast<double>(items.size()));
}

// How much the items are made of the same, from 0 to 1: each and the one behind it.
double sameness(const Survey& survey, const std::vector<Item>& items) {
  double sum = 0;
  Sketch last = sketch_of(survey, items.front());
  for (std::size_t i = 1; i < items.size(); ++i) {
    const Sketch here = sketch_of(survey, items[i]);
    const std::size_t both = (here | last).count();
    sum += both == 0 ? 1 : static_cast<double>((here & last).count()) / static_cast<double>(both);
    last = here;
  }
  return sum / static_cast<double>(items.size() - 1);
}

// The share of the elements that have an author and a date, seen forward from each.
double complete(const Survey& survey, Elements elements) {
  double complete = 0;
  for (const Item& item : items_of(survey, elements, Group::Reach::kForward))
    complete += own_sum(survey, Survey::kAuthors, item) > 0 && own_sum(survey, Survey::kDates, item) > 0;
  return complete / static_cast<double>(elements.size());
}

// Whether the elements are posts by themselves: most hold running text and say who or when, and what stands
// between them says it hardly more often.
bool stand_alone(const Survey& survey, Elements elements) {
  std::size_t full = 0, said = 0, said_between = 0;
  const auto says = [&](const auto& what) {
    return static_cast<std::size_t>(survey.sum(Survey::kAuthors, what) > 0) + (survey.sum(Survey::kDates, what) > 0);
  };
  for (const Item& item : items_of(survey, elements, Group::Reach::kForward)) {
    full += survey.sum(Survey::kProse, item.root) > 0;
    said += says(item.root);
    said_between += says(item.stretch);
  }
  return full * 10 >= elements.size() * 6 && said * 10 >= elements.size() * 6 && said * 10 >= said_between * 9;
}

// Whether a stretch holds who, when or running text that its element lacks.
bool gains_by_reach(const Survey& survey, const Item& item) {
  constexpr std::array kCounts{Survey::kAuthors, Survey::kDates, Survey::kProse};
  return std::ranges::any_of(kCounts, [&](Survey::Count count) {
    return survey.sum(count, item.root) == 0 && survey.sum(count, item.stretch) > 0;
  });
}

// Whether some do between two elements: what stands before the first or behind the last is not.
bool is_reach_needed(const Survey& survey, std::span<const Item> items, Group::Reach reach) {
  const auto between = reach == Group::Reach::kForward ? items.first(items.size() - 1) : items.subspan(1);
  return std::ranges::any_of(between, [&](const Item& item) { return gains_by_reach(survey, item); });
}

// Whether posts are made of several elements each: most of those that come first lack something.
bool are_heads(const Survey& survey, std::span<const Item> items) {
  const auto lacking = std::ranges::count_if(items, [&](const Item& item) { return gains_by_reach(survey, item); });
  return lacking * 10 >= std::ssize(items) * 6;
}

// Whether an item says who or when.
bool speaks(const Survey& survey, const Item& item) {
  return own_sum(survey, Survey::kAuthors, item) > 0 || own_sum(survey, Survey::kDates, item) > 0;
}

// Whether the elements are those of running text, and few say who or when: the paragraphs of one post, one of which may
// be its by-line.
bool are_paragraphs(const Survey& survey, const std::vector<Item>& items) {
  const Name name = survey.document().node(items.front().root).name;
  if (name != Name::kP && name != Name::kLi && name != Name::kBr && name != Name::kSpan) return false;
  return std::ranges::count_if(items, [&](const Item& item) { return speaks(survey, item); }) * 2 < std::ssize(items);
}

// Whether an element is called a comment, says when, and has words in a part that says neither who nor when.
bool is_whole_comment(const Survey& survey, NodeId id) {
  constexpr std::uint32_t kFewest = 8;  // letters
  const html::Document& document = survey.document();
  if (!document.is_element(id) || (survey.roles(id) & kComment) == 0 || survey.sum(Survey::kDates, id) == 0)
    return false;
  for (NodeId child = document.first_child(id); child != html::kNoNode; child = document.next_sibling(child)) {
    const bool says = survey.sum(Survey::kAuthors, child) > 0 || survey.sum(Survey::kDates, child) > 0;
    const std::uint32_t letters = survey.sum(Survey::kLetters, child);
    if (!says && letters >= kFewest && letters > survey.sum(Survey::kLinked, child)) return true;
    if (survey.sum(Survey::kDates, child) > 0 && survey.sum(Survey::kProse, child) > 0) return true;  // one level down
  }
  return false;
}

// The outermost ones.
std::vector<NodeId> whole_comments(const Survey& survey, Stretch part) {
  std::vector<NodeId> comments;
  for (NodeId id = part.begin; id < part.end;) {
    const bool whole = is_whole_comment(survey, id);
    if (whole) comments.push_back(id);
    id = whole ? survey.document().node(id).end : id + 1;
  }
  return comments;
}

// Whether stretches have their authors and dates from comments that stand behind their elements: the last paragraph of
// an article reaches to its comments.
bool are_before_comments(const Survey& survey, const std::vector<Item>& items, const std::vector<NodeId>& comments) {
  const html::Document& document = survey.document();
  if (items.front().stretch.begin != items.front().root &&  // that reach backward from comments
      std::ranges::all_of(items, [&](const Item& item) { return is_whole_comment(survey, item.root); }))
    return true;
  std::size_t speaking = 0, without = 0;
  for (Item item : items) {
    if (!speaks(survey, item)) continue;
    ++speaking;
    for (const NodeId comment : comments) {
      if (item.stretch.contains(comment) && !document.contains(comment, item.root))
        item.inner.push_back({comment, document.node(comment).end});
    }
    without += speaks(survey, item);
  }
  return without * 10 < speaking * 6;
}

}  // namespace

std::vector<Item> items_of(const Survey& survey, Elements elements, Group::Reach reach) {
  const html::Document& document = survey.document();
  std::vector<Item> items;
  items.reserve(elements.size());
  std::vector<std::size_t> open;  // items around
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const NodeId root = elements[i];
    Item item{.root = root, .stretch = {root, document.node(root).end}, .inner = {}};
    if (reach != Group::Reach::kElement) {
      const NodeId list = document.parent(root);
      const bool last = i + 1 == elements.size();
      if (reach == Group::Reach::kForward) {
        item.stretch.end = last ? document.node(list).end : elements[i + 1];
      } else {
        item.stretch.begin = i == 0 ? list + 1 : document.node(elements[i - 1]).end;
      }
    } else {
      while (!open.empty() && !items[open.back()].stretch.contains(root)) open.pop_back();
      if (!open.empty()) {
        item.parent = open.back();
        items[open.back()].inner.push_back(item.stretch);
      }
      open.push_back(items.size());
    }
    items.push_back(std::move(item));
  }
  return items;
}

std::uint32_t own_sum(const Survey& survey, Survey::Count count, const Item& item) {
  std::uint32_t sum = survey.sum(count, item.stretch);
  for (const Stretch& inner : item.inner) sum -= survey.sum(count, inner);
  return sum;
}

Sketch sketch_of(const Survey& survey, const Item& item) {
  const html::Document& document = survey.document();
  Sketch sketch;
  std::size_t elements = 0, inner = 0;
  for (NodeId id = item.stretch.begin; id < item.stretch.end && elements < kSketched;) {
    while (inner < item.inner.size() && item.inner[inner].end <= id) ++inner;
    if (inner < item.inner.size() && item.inner[inner].contains(id)) {
      id = item.inner[inner].end;
      continue;
    }
    if (document.is_element(id) && id != item.root) {
      sketch.set(survey.make(id));
      ++elements;
    }
    ++id;
  }
  return sketch;
}

std::vector<bool> outsiders(const Survey& survey, const std::vector<Item>& items) {
  std::vector<Sketch> sketches;
  std::array<std::size_t, Sketch{}.size()> counts{};
  for (const Item& item : items) {
    sketches.push_back(sketch_of(survey, item));
    for (std::size_t bit = 0; bit < counts.size(); ++bit) counts[bit] += sketches.back()[bit];
  }
  Sketch usual;
  for (std::size_t bit = 0; bit < counts.size(); ++bit) usual[bit] = counts[bit] * 2 > items.size();
  std::vector<bool> out;
  for (const Sketch& sketch : sketches) out.push_back((sketch & usual).count() * 2 < usual.count());
  return out;
}

double likeness(const Survey& survey, const Item& item) {
  if (own_sum(survey, Survey::kLetters, item) == own_sum(survey, Survey::kLinked, item)) return 0;
  const auto has = [&](Survey::Count count) { return own_sum(survey, count, item) > 0 ? 1.0 : 0.0; };
  const double evidence = 0.1 + 0.35 * has(Survey::kAuthors) + 0.35 * has(Survey::kDates) + 0.2 * has(Survey::kActs);
  const double teaser = has(Survey::kTitles) * (1 - has(Survey::kActs)) > 0 ? 0.4 : 1.0;
  return evidence * teaser;
}

std::vector<Group> find_groups(const Survey& survey, Stretch part, std::size_t most) {
  Gatherer gatherer(survey, part);
  const html::Document& document = survey.document();
  const double prose = std::max<double>(1, survey.sum(Survey::kProse, part));
  std::vector<Group> groups;
  std::unordered_set<std::uint64_t> known;
  const std::vector<NodeId> comments = whole_comments(survey, part);
  const auto consider = [&](Elements elements, Group::Reach reach, double trust = 1) {
    if (elements.size() < 2 || !known.insert(hash_of(elements, reach)).second) return;
    const std::vector<Item> items = items_of(survey, elements, reach);
    if (are_paragraphs(survey, items)) return;
    if (reach != Group::Reach::kElement) {
      if (!is_reach_needed(survey, items, reach)) return;
      if (!comments.empty() && are_before_comments(survey, items, comments)) return;
    }
    const double worth = trust * score(survey, items, reach, prose);
    if (worth > 0) groups.push_back({{elements.begin(), elements.end()}, reach, worth});
  };
  for (std::size_t i = 0; i < gatherer.size(); ++i) {
    const Elements set = gatherer.elements(i);
    if (set.size() < 2) continue;
    const bool siblings = gatherer.siblings(i) || are_siblings(document, set);
    if (siblings && stand_alone(survey, set)) {
      consider(set, Group::Reach::kElement);
      continue;
    }
    if (siblings) {
      consider(set, Group::Reach::kForward);
      consider(set, Group::Reach::kBackward);
    }
    if (gatherer.siblings(i) && set.size() >= 4 && complete(survey, set) < kComplete) {
      for (const std::size_t step : {2U, 3U}) {
        const std::vector<NodeId> heads = every(set, step);
        if (set.size() < 2 * step || !are_heads(survey, items_of(survey, heads, Group::Reach::kForward))) continue;
        consider(heads, Group::Reach::kForward, kSomeOnly);
      }
    }
    consider(set, Group::Reach::kElement);
  }
  const auto better = [](const Group& a, const Group& b) { return a.score > b.score; };
  std::sort(groups.begin(), groups.end(), better);
  if (groups.size() > most) groups.resize(most);
  for (Group& group : groups) group.score *= 0.4 + sameness(survey, items_of(survey, group.elements, group.reach));
  std::sort(groups.begin(), groups.end(), better);
  return groups;
}

}  // namespace thresh::automatic
