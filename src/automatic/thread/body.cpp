// See body.h.
#include "automatic/thread/body.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_map>

#include "automatic/thread/words.h"
#include "base/ascii.h"
#include "html/element_style.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

constexpr double kMostOfIt = 0.6;          // of a post's running text, for an element to be on the way to its body
constexpr double kEnoughSupport = 0.25;    // of the posts
constexpr double kNearlyAll = 0.9;         // of them
constexpr int kNumbersOfDate = 3;          // a day, a month, a year
constexpr std::size_t kShortestRuler = 5;  // signs of the line before a signature
constexpr std::uint32_t kLongestSignature = 400;  // letters
constexpr std::uint32_t kLongestNote = 120;       // letters of a note on edits or of buttons in a body

// Elements that carry text of a body and are none.
bool is_part_of_text(Name name) {
  switch (name) {
    case Name::kP:
    case Name::kSpan:
    case Name::kA:
    case Name::kLi:
    case Name::kUl:
    case Name::kOl:
    case Name::kB:
    case Name::kI:
    case Name::kEm:
    case Name::kStrong:
    case Name::kFont:
    case Name::kPre:
    case Name::kCode:
    case Name::kBlockquote:
      return true;
    default:
      return false;
  }
}

// An element's sum, without items inside of it.
std::uint32_t own(const Survey& survey, Survey::Count count, const Item& item, NodeId node) {
  std::uint32_t sum = survey.sum(count, node);
  const NodeId end = survey.document().node(node).end;
  auto inner = std::ranges::lower_bound(item.inner, node, {}, &Stretch::begin);
  for (; inner != item.inner.end() && inner->begin < end; ++inner) sum -= survey.sum(count, *inner);
  return sum;
}

struct Candidate {
  double support = 0, share = 0, dirt = 0, authors = 0, depth = 0;
  bool body = false, text = false, paragraph = false;
};

class BodyFinder {
 public:
  BodyFinder(const Survey& survey, const Keys& keys, std::vector<Post>& posts)
      : survey_(survey), document_(survey.document()), keys_(keys), posts_(posts) {}

  void run() {
    for (const Post& post : posts_) {
      if (!post.titled && !post.labelled) vote(post);
    }
    const std::vector<Key> keys = elected();
    for (Post& post : posts_) {
      if (!post.titled) take(post, keys);
    }
  }

 private:
  // The next neighbour; of an element that reaches out of the stretch its first child.
  NodeId next(NodeId id, Stretch stretch) const {
    const NodeId end = document_.node(id).end;
    return end > stretch.end ? id + 1 : end;
  }

  // The child of a stretch with the most running text.
  NodeId fullest(const Item& item, Stretch stretch) const {
    NodeId best = html::kNoNode;
    std::uint32_t most = 0;
    for (NodeId id = stretch.begin; id < stretch.end; id = next(id, stretch)) {
      if (!document_.is_element(id) || survey_.hidden(id) || document_.node(id).end > stretch.end) continue;
      const std::uint32_t prose = own(survey_, Survey::kProse, item, id);
      if (prose > most) {
        most = prose;
        best = id;
      }
    }
    return best;
  }

  // From the post inwards, outermost first.
  std::vector<NodeId> way_inwards(const Post& post, double most_of_it) const {
    std::vector<NodeId> way;
    const double prose = own_sum(survey_, Survey::kProse, post.item);
    Stretch stretch = post.item.stretch;
    while (prose > 0) {
      const NodeId child = fullest(post.item, stretch);
      if (child == html::kNoNode || own(survey_, Survey::kProse, post.item, child) < most_of_it * prose) break;
      way.push_back(child);
      stretch = {child + 1, document_.node(child).end};
    }
    return way;
  }

  void vote(const Post& post) {
    const double prose = own_sum(survey_, Survey::kProse, post.item);
    if (prose == 0) return;
    ++voters_;
    double depth = 0;
    for (const NodeId id : way_inwards(post, kMostOfIt)) {
      Candidate& candidate = candidates_[keys_.of(id)];
      candidate.support += 1;
      candidate.share += own(survey_, Survey::kProse, post.item, id) / prose;
      for (const auto count : {Survey::kAuthors, Survey::kDates, Survey::kActs})
        candidate.dirt += own(survey_, count, post.item, id) > 0 ? 1 : 0;
      candidate.authors += own(survey_, Survey::kAuthors, post.item, id) > 0 ? 1 : 0;
      candidate.depth += depth++;
      candidate.body |= (survey_.roles(id) & kBody) != 0;
      candidate.text |= is_part_of_text(document_.node(id).name);
      candidate.paragraph |= document_.node(id).name == Name::kP;
    }
  }

  // The keys that may be bodies, the best first.
  std::vector<Key> elected() const {
    std::vector<std::pair<double, Key>> order;
    for (const auto& [key, candidate] : candidates_) {
      const double n = candidate.support;
      if (n < kEnoughSupport * voters_) continue;
      // A quote names somebody in some posts, a by-line in all.
      const bool by_line = candidate.authors >= kNearlyAll * n;
      const double worth = candidate.share / n + 0.3 * n / voters_ + (candidate.body ? 0.15 : 0) -
                           0.15 * candidate.dirt / n - (by_line ? 0.15 : 0) + 0.01 * candidate.depth / n -
                           (candidate.paragraph ? 0.1
                            : candidate.text    ? 0.3
                                                : 0);
      order.emplace_back(worth, key);
    }
    std::sort(order.begin(), order.end(), std::greater<>());
    std::vector<Key> keys;
    for (const auto& [worth, key] : order) keys.push_back(key);
    return keys;
  }

  // The element with the best key that the post has; of several the one with the most letters.
  void take(Post& post, const std::vector<Key>& keys) {
    NodeId best = html::kNoNode;
    std::size_t rank = keys.size();
    std::uint32_t most = 0;
    for_each_own(document_, post.item, [&](NodeId id) {
      if (survey_.hidden(id) || survey_.zoned(id)) return false;
      if (!document_.is_element(id)) return true;
      const auto found =
          std::find(keys.begin(), keys.begin() + std::min<std::ptrdiff_t>(rank + 1, std::ssize(keys)), keys_.of(id));
      const auto here = static_cast<std::size_t>(found - keys.begin());
      if (here >= keys.size() || here > rank) return true;
      const std::uint32_t letters = own(survey_, Survey::kLetters, post.item, id) + 1;
      if (here < rank || letters > most) {
        rank = here;
        most = letters;
        best = id;
      }
      return true;
    });
    if (post.labelled || best == html::kNoNode) best = alone(post);
    if (best != html::kNoNode) {
      post.body = with_neighbours(post, best);
    } else if (own_sum(survey_, Survey::kProse, post.item) > 0) {
      take_all(post);
    }
  }

  // A paragraph with the others that stand beside it in the post, and with what stands between paragraphs: lists,
  // quotes. Anything else alone.
  std::vector<NodeId> with_neighbours(const Post& post, NodeId best) const {
    if (document_.node(best).name != Name::kP) return {best};
    std::vector<NodeId> body;
    for (NodeId id = document_.first_child(document_.parent(best)); id != html::kNoNode;
         id = document_.next_sibling(id)) {
      if (id == best || is_neighbour(post, id)) body.push_back(id);
    }
    return body;
  }

  bool is_neighbour(const Post& post, NodeId id) const {
    const bool inside = post.item.stretch.contains(id) && document_.node(id).end <= post.item.stretch.end;
    if (!inside || survey_.hidden(id) || survey_.zoned(id)) return false;
    const std::uint32_t letters = own(survey_, Survey::kLetters, post.item, id);
    if (letters == 0 || letters < survey_.sum(Survey::kLetters, id)) return false;
    const auto says = [&](Survey::Count count) { return survey_.sum(count, id) > 0; };
    const bool by_somebody = says(Survey::kAuthors) || says(Survey::kDates);
    if (!document_.is_element(id)) return says(Survey::kProse);
    if (!is_part_of_text(document_.node(id).name)) return says(Survey::kProse) && !by_somebody;
    return says(Survey::kProse) || (survey_.is_block(id) && survey_.sum(Survey::kLinked, id) * 2 < letters &&
                                    !by_somebody && !says(Survey::kActs));
  }

  // Without the others' help: the innermost element that holds nearly all of the running text.
  NodeId alone(const Post& post) const {
    std::vector<NodeId> way = way_inwards(post, 0.85);
    while (!way.empty() && is_part_of_text(document_.node(way.back()).name)) way.pop_back();
    return way.empty() ? html::kNoNode : way.back();
  }

  // What stands beside each other in the stretch, but for what says who and when.
  void take_all(Post& post) {
    const Stretch& stretch = post.item.stretch;
    for (NodeId id = stretch.begin; id < stretch.end; id = next(id, stretch)) {
      if (document_.node(id).end > stretch.end || survey_.hidden(id) || survey_.zoned(id) ||
          survey_.sum(Survey::kLetters, id) == 0)
        continue;
      if (survey_.sum(Survey::kProse, id) == 0 && survey_.sum(Survey::kDates, id) > 0) continue;
      post.body.push_back(id);
    }
  }

  const Survey& survey_;
  const html::Document& document_;
  const Keys& keys_;
  std::vector<Post>& posts_;
  std::unordered_map<Key, Candidate> candidates_;
  double voters_ = 0;
};

// How many numbers stand in a text: a day and a clock are five.
int numbers_in(std::string_view text) {
  int count = 0;
  bool before = false;
  for (const char c : text) {
    const bool digit = base::is_ascii_digit(c);
    count += digit && !before;
    before = digit;
  }
  return count;
}

// A note of the page in what somebody wrote: that it was edited, that there is more to see, who liked it. Where the
// words that say so stand within a line, it is a note only as the last one of the body.
std::optional<record::Removal> note_in(const Survey& survey, NodeId id, NodeId end) {
  const std::uint32_t letters = survey.sum(Survey::kLetters, id);
  if (letters == 0 || letters > kLongestNote) return std::nullopt;
  const std::string words = survey.short_text(id, kLongestNote * 2);
  if (is_word(thread_words().expand, words)) return record::Removal::kInterface;
  const bool numbered = numbers_in(words) >= kNumbersOfDate;
  const bool dated = numbered || survey.sum(Survey::kDates, id) > 0 || Survey::is_date(words);
  if (dated && starts_with_word(thread_words().edited, words)) return record::Removal::kBoilerplate;
  const html::Document& document = survey.document();
  if (!survey.is_block(id) && !survey.is_block(document.parent(id))) return std::nullopt;
  const std::uint32_t behind = survey.sum(Survey::kLetters, Stretch{document.node(id).end, end});
  if (behind > 0) return std::nullopt;
  if (numbered && holds_word(thread_words().edited, words)) return record::Removal::kBoilerplate;
  const bool by_users = survey.sum(Survey::kLinked, id) * 3 >= letters || numbers_in(words) == 1;
  if (by_users && holds_word(thread_words().likers, words)) return record::Removal::kInterface;
  return std::nullopt;
}

std::optional<record::Removal> reason_of(const Survey& survey, NodeId id, NodeId end) {
  if (const auto note = note_in(survey, id, end)) return note;
  const std::uint32_t roles = survey.roles(id);
  const html::Document& document = survey.document();
  if (survey.names_author(id) || survey.names_date(id)) return std::nullopt;
  if ((roles & kSignature) != 0 && survey.zoned(id)) return record::Removal::kBoilerplate;
  if (survey.sum(Survey::kLetters, id) > kLongestNote) return std::nullopt;
  if ((roles & kAside) != 0 && survey.zoned(id)) return record::Removal::kBoilerplate;
  if ((roles & (kControl | kEdited)) != 0 && survey.zoned(id) && document.find("pre", id) == html::kNoNode)
    return record::Removal::kInterface;
  return std::nullopt;
}

}  // namespace

void find_bodies(const Survey& survey, const Keys& keys, std::vector<Post>& posts) {
  BodyFinder(survey, keys, posts).run();
}

namespace {

// Whether a text is the line of signs that stands before a signature, and no more than one stands behind it.
bool is_ruler(const Survey& survey, const Post& post, NodeId id, NodeId end) {
  const html::Document& document = survey.document();
  if (!document.is_text(id) || survey.hidden(id)) return false;
  const std::string_view line = text::trim(document.text(id));
  const bool ruled = line.size() >= kShortestRuler && line.find_first_not_of('_') == std::string_view::npos;
  if (!ruled && line != "--") return false;
  const NodeId first = post.body.front();
  return survey.sum(Survey::kLetters, Stretch{id + 1, end}) <= kLongestSignature &&
         survey.sum(Survey::kLetters, Stretch{first, id}) > 0;
}

// Whether a subtree says a part of the post that the record has.
bool is_told(const html::Document& document, const Post& post, NodeId node) {
  const auto is_in = [&](const Place& place) { return place.found() && document.contains(node, place.node); };
  return is_in(post.author) || is_in(post.date) || is_in(post.votes) || is_in(post.url);
}

}  // namespace

std::vector<Dropped> chaff_in_bodies(const Survey& survey, const std::vector<Post>& posts) {
  const html::Document& document = survey.document();
  std::vector<Dropped> dropped;
  for (const Post& post : posts) {
    for (const NodeId body : post.body) {
      const NodeId end = document.node(body).end;
      bool signing = false;  // behind the line that sets a signature apart
      for (NodeId id = body + 1; id < end;) {
        signing = signing || is_ruler(survey, post, id, end);
        if (signing && survey.sum(Survey::kLetters, id) > 0) {
          dropped.push_back({id, record::Removal::kBoilerplate});
          id = document.node(id).end;
          continue;
        }
        if (std::ranges::binary_search(post.frame, id)) {
          if (!is_told(document, post, id)) dropped.push_back({id, record::Removal::kInterface});
          id = document.node(id).end;
          continue;
        }
        const auto reason = document.is_element(id) ? reason_of(survey, id, end) : std::nullopt;
        if (reason && survey.sum(Survey::kLetters, id) > 0) {
          dropped.push_back({id, *reason});
          id = document.node(id).end;
        } else {
          ++id;
        }
      }
    }
  }
  return dropped;
}

}  // namespace thresh::automatic
