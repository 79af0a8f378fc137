// See group_choice.h.
#include "automatic/thread/group_choice.h"

#include <algorithm>
#include <vector>

namespace thresh::automatic {

int says(const Survey& survey, const Item& item) {
  return (own_sum(survey, Survey::kAuthors, item) > 0) + (own_sum(survey, Survey::kDates, item) > 0);
}

namespace {

using html::NodeId;

constexpr std::size_t kFewItems = 3;   // of a group that may be large parts of the page
constexpr double kNearlyAsGood = 0.5;  // of a group's score
constexpr double kNearlyAll = 0.8;     // of the running text of an item

// Whether a group is the rest of another but the first, which opens the page, and more of its kind inside of these.
bool holds_replies(const Survey& survey, const Group& best, const Group& group) {
  constexpr std::size_t kFewest = 3;
  const bool elements = best.reach == Group::Reach::kElement && group.reach == Group::Reach::kElement;
  if (!elements || best.elements.size() < kFewest || group.elements.size() < best.elements.size()) return false;
  std::size_t inside = 0;
  auto own = best.elements.begin() + 1;
  NodeId end = 0;
  for (const NodeId id : group.elements) {
    if (own != best.elements.end() && id == *own) {
      end = survey.document().node(*own++).end;
    } else if (id >= end) {
      return false;
    } else {
      ++inside;
    }
  }
  return own == best.elements.end() && inside > 0;
}

// What nearly all of a group's items say of themselves at least.
int all_say(const Survey& survey, const Group& group) {
  const std::vector<Item> items = items_of(survey, group);
  for (const int least : {2, 1}) {
    const auto count = std::ranges::count_if(items, [&](const Item& item) { return says(survey, item) >= least; });
    if (count * 10 >= std::ssize(items) * 9) return least;
  }
  return 0;
}

// A group that may be made of another's items, with what of that is asked for each of these.
struct Large {
  Large(const Survey& survey, const Group& of)
      : group(of), least(of.elements.size() > kFewItems ? all_say(survey, of) : 0) {
    for (const Item& item : items_of(survey, of)) prose += own_sum(survey, Survey::kProse, item);
  }

  const Group& group;
  int least = 0;  // what all of its items say, where they are many
  double prose = 0;
};

// Whether a group is what a few large parts of the page are made of, one by one: a question, and all that answers it;
// or what many are, posts with the replies to them, where each of the group says of itself what these do.
bool are_parts(const Survey& survey, const Large& whole, const Group& group) {
  constexpr double kAll = 0.9;
  const Group& large = whole.group;
  const bool elements = large.reach == Group::Reach::kElement && group.reach == Group::Reach::kElement;
  if (!elements || group.elements.size() <= large.elements.size()) return false;
  if (large.elements.size() > kFewItems && all_say(survey, group) < std::max(whole.least, 1)) return false;
  double prose = 0;
  NodeId end = 0;
  for (const NodeId id : group.elements) {
    const auto holds = [&](NodeId part) { return survey.document().contains(part, id); };
    if (id < end || std::ranges::none_of(large.elements, holds)) return false;
    end = survey.document().node(id).end;
    prose += survey.sum(Survey::kProse, id);
  }
  return prose >= kAll * whole.prose;
}

// The group whose elements are called posts and hold those of another one by one, which say neither who nor when: the
// texts of the posts. That other where there is none.
const Group& around(const Survey& survey, std::span<const Group> groups, const Group& inner) {
  if (inner.reach != Group::Reach::kElement) return inner;
  for (const Item& item : items_of(survey, inner)) {
    if (says(survey, item) > 0) return inner;
  }
  const auto holds = [&](const Group& outer) {
    if (outer.reach != Group::Reach::kElement || outer.elements.size() != inner.elements.size()) return false;
    for (std::size_t i = 0; i < inner.elements.size(); ++i) {
      const NodeId id = outer.elements[i];
      const bool called = (survey.roles(id) & (kPost | kAnswer)) != 0 && id != inner.elements[i];
      if (!called || !survey.document().contains(id, inner.elements[i])) return false;
    }
    return true;
  };
  const auto outer = std::ranges::find_if(groups, holds);
  return outer == groups.end() ? inner : *outer;
}

// Of posts that nobody has written: the group that is nearly as good and holds them one by one, for the name may stand
// beside them there; that of the largest elements. They themselves where there is none.
const Group& with_names(const Survey& survey, std::span<const Group> groups, const Group& inner) {
  constexpr double kAsGood = 0.9;
  if (inner.reach != Group::Reach::kElement) return inner;
  const auto named = [&](const Item& item) { return own_sum(survey, Survey::kAuthors, item) > 0; };
  if (std::ranges::any_of(items_of(survey, inner), named)) return inner;
  const Group* best = &inner;
  for (const Group& outer : groups) {
    const bool alike = outer.reach == Group::Reach::kElement && outer.elements.size() == inner.elements.size() &&
                       outer.score >= kAsGood * inner.score;
    const auto holds = [&](NodeId outside, NodeId inside) {
      return outside != inside && survey.document().contains(outside, inside);
    };
    if (alike && std::ranges::equal(outer.elements, best->elements, holds)) best = &outer;
  }
  return *best;
}

// The largest element around one of a group's that holds no other of them.
NodeId widest(const html::Document& document, const std::vector<NodeId>& elements, std::size_t i) {
  const NodeId before = i == 0 ? html::kNoNode : elements[i - 1];
  const NodeId behind = i + 1 == elements.size() ? html::kNoNode : elements[i + 1];
  NodeId widest = elements[i];
  for (NodeId id = document.parent(widest); id != html::kNoNode; id = document.parent(id)) {
    const bool others = (before != html::kNoNode && document.contains(id, before)) ||
                        (behind != html::kNoNode && document.contains(id, behind));
    if (others || document.node(id).name == html::Name::kBody) break;
    widest = id;
  }
  return widest;
}

// Of posts that nobody has written at no time: the elements around them, one around each, where most of these say a
// little more, and no running text: who wrote them. The group itself where they do not.
Group with_heads(const Survey& survey, const Group& group) {
  constexpr std::uint32_t kLongestHead = 250;  // letters
  if (group.reach != Group::Reach::kElement) return group;
  for (const Item& item : items_of(survey, group)) {
    if (says(survey, item) > 0 || item.parent != SIZE_MAX) return group;
  }
  Group wide{.elements = {}, .reach = group.reach, .score = group.score};
  std::size_t headed = 0;
  std::uint32_t prose = 0, beside = 0;
  for (std::size_t i = 0; i < group.elements.size(); ++i) {
    const NodeId inner = group.elements[i], outer = widest(survey.document(), group.elements, i);
    const std::uint32_t more = survey.sum(Survey::kLetters, outer) - survey.sum(Survey::kLetters, inner);
    if (more > kLongestHead || survey.sum(Survey::kProse, inner) == 0) return group;
    headed += more > 0;
    prose += survey.sum(Survey::kProse, inner);
    beside += survey.sum(Survey::kProse, outer) - survey.sum(Survey::kProse, inner);
    wide.elements.push_back(outer);
  }
  return headed * 10 >= group.elements.size() * 6 && beside * 4 <= prose ? wide : group;
}

// Where the best group is a few large parts of the page that nothing calls posts: one that is nearly as good, has more
// elements, all of them called so, and stands in one of these. Null where there is none.
const Group* called_inside(const Survey& survey, std::span<const Group> groups) {
  constexpr double kAsGood = 0.8, kComments = 0.1;  // of the best one's score
  const Group& best = groups.front();
  const auto called = [&](NodeId id) { return (survey.roles(id) & (kPost | kAnswer | kComment)) != 0; };
  const auto comment = [&](NodeId id) { return (survey.roles(id) & kComment) != 0; };
  if (best.elements.size() > kFewItems || std::ranges::any_of(best.elements, called)) return nullptr;
  const auto is_inside = [&](const Group& group) {
    return std::ranges::any_of(items_of(survey, best), [&](const Item& item) {
      return item.stretch.contains(group.elements.front()) && item.stretch.contains(group.elements.back());
    });
  };
  for (const Group& group : groups.subspan(1)) {
    if (group.score < kComments * best.score) return nullptr;
    if (group.reach != Group::Reach::kElement || !std::ranges::all_of(group.elements, called)) continue;
    const bool more = group.elements.size() > best.elements.size() && group.score >= kAsGood * best.score;
    if ((more || std::ranges::all_of(group.elements, comment)) && is_inside(group)) return &group;
  }
  return nullptr;
}

// Where a group is a few large parts of the page (the question, all answers), or one of its items says nearly all:
// another good group that is nearly all of one of these. Null where there is none.
const Group* inside_of(const Survey& survey, std::span<const Group> groups, const Group& large) {
  const std::vector<Item> items = items_of(survey, large);
  double all = 0, most = 0;
  for (const Item& item : items) {
    const double prose = own_sum(survey, Survey::kProse, item);
    all += prose;
    most = std::max(most, prose);
  }
  if (large.elements.size() > kFewItems && most < kNearlyAll * all) return nullptr;
  for (const Group& group : groups) {
    if (group.score < kNearlyAsGood * large.score) break;
    for (const Item& item : items) {
      const auto is_inside = [&](NodeId id) { return item.stretch.contains(id) && id != item.root; };
      if (&group == &large || !std::ranges::all_of(group.elements, is_inside)) continue;
      std::uint32_t prose = 0;
      for (const Item& inner : items_of(survey, group)) prose += own_sum(survey, Survey::kProse, inner);
      if (prose > kNearlyAll * own_sum(survey, Survey::kProse, item)) return &group;
    }
  }
  return nullptr;
}

// The first of the groups, but for those above that tell the same better.
const Group& best_of(const Survey& survey, std::span<const Group> groups) {
  constexpr int kMostSteps = 4;
  const Group* best = called_inside(survey, groups);
  if (best == nullptr) best = &groups.front();
  const Large large(survey, *best);
  for (const Group& group : groups) {
    if (&group == best || group.score < kNearlyAsGood * best->score) continue;
    if (holds_replies(survey, *best, group) || are_parts(survey, large, group)) return group;
  }
  for (int step = 0; step < kMostSteps; ++step) {
    const Group* const inner = inside_of(survey, groups, *best);
    if (inner == nullptr) break;
    best = inner;
  }
  return *best;
}

}  // namespace

Group posts_among(const Survey& survey, std::span<const Group> groups) {
  return with_heads(survey, with_names(survey, groups, around(survey, groups, best_of(survey, groups))));
}

}  // namespace thresh::automatic
