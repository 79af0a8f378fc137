// See replies.h.
#include "automatic/thread/replies.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "automatic/thread/outside.h"
#include "automatic/thread/words.h"
#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

constexpr std::size_t kLongestLine = 100;  // bytes of a line that says whom a post is for
constexpr NodeId kNodesToName = 8;         // from such words to the name
constexpr int kDeepest = 40;

// What a class or an attribute that says a depth is called, before its number.
constexpr std::array<std::string_view, 6> kDepths = {"depth", "level", "lvl", "indent", "nest", "nesting"};
// What a container of replies is called.
constexpr std::array<std::string_view, 6> kContainers = {"replies",        "children",  "responses",
                                                         "commentreplies", "subthread", "childcomments"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// A name in lower case without signs: "Comment-Replies" is "commentreplies".
std::string bare_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (base::is_ascii_letter(c)) out += base::ascii_lower(c);
  }
  return out;
}

template <class Visit>
void for_each_class(std::string_view classes, Visit visit) {
  for (std::size_t at = 0; at < classes.size();) {
    while (at < classes.size() && base::is_ascii_space(classes[at])) ++at;
    const std::size_t begin = at;
    while (at < classes.size() && !base::is_ascii_space(classes[at])) ++at;
    if (at > begin) visit(classes.substr(begin, at - begin));
  }
}

std::optional<int> number_of(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || value < 0) return std::nullopt;
  return value;
}

// "depth-2", "comment--level3": the number.
std::optional<int> depth_in_class(std::string_view name) {
  std::size_t digits = name.size();
  while (digits > 0 && base::is_ascii_digit(name[digits - 1])) --digits;
  if (digits == name.size()) return std::nullopt;
  std::string_view word = name.substr(0, digits);
  while (!word.empty() && !base::is_ascii_letter(word.back())) word.remove_suffix(1);
  std::size_t begin = word.size();
  while (begin > 0 && base::is_ascii_letter(word[begin - 1])) --begin;
  if (!is_one_of(kDepths, text::ascii_lower(word.substr(begin)))) return std::nullopt;
  return number_of(name.substr(digits));
}

// The pixels of a left margin or padding.
std::optional<int> margin_in(std::string_view style) {
  for (const std::string_view property : {"margin-left", "padding-left", "margin-inline-start"}) {
    std::size_t at = style.find(property);
    if (at == std::string_view::npos) continue;
    at += property.size();
    while (at < style.size() && (style[at] == ':' || base::is_ascii_space(style[at]))) ++at;
    return number_of(style.substr(at));
  }
  return std::nullopt;
}

struct Depth {
  int value = 0;
  bool drawn = false;  // a margin: only what is more or less counts
};

// What an element says of how deep its post stands.
std::optional<Depth> depth_of(const html::Document& document, NodeId id) {
  if (id == html::kNoNode) return std::nullopt;
  std::optional<Depth> depth;
  for (const html::Attribute& attribute : document.attributes(id)) {
    const std::string_view value = document.value(attribute);
    const std::string_view name = document.name(attribute);
    if (attribute.name() == Name::kClass) {
      for_each_class(value, [&](std::string_view one) {
        if (const auto number = depth_in_class(one)) depth = Depth{*number, false};
      });
    } else if (attribute.name() == Name::kStyle) {
      if (const auto margin = margin_in(value); margin && !depth) depth = Depth{*margin, true};
    } else if ((name.starts_with("data-") && is_one_of(kDepths, bare_name(name.substr(5)))) || name == "aria-level") {
      if (const auto number = number_of(value)) depth = Depth{*number, false};
    }
  }
  return depth;
}

class Replies {
 public:
  Replies(const Survey& survey, std::vector<Post>& posts)
      : survey_(survey), document_(survey.document()), posts_(posts) {}

  void run() {
    if (by_containers() || by_depth()) return;
    by_words();
  }

 private:
  // Posts in a container of replies answer the post that is its neighbour before.
  bool by_containers() {
    bool any = false;
    for (std::size_t i = 1; i < posts_.size(); ++i) {
      const NodeId root = posts_[i].item.root;
      if (root == html::kNoNode) continue;
      for (NodeId id = document_.parent(root); id != html::kNoNode; id = document_.parent(id)) {
        if (!is_container(id)) continue;
        const auto [known, is_new] = neighbours_.try_emplace(id, SIZE_MAX);
        if (is_new) known->second = neighbour_before(i, id);
        const std::size_t before = known->second;
        if (before != SIZE_MAX) {
          posts_[i].reply_to = before;
          any = true;
        }
        break;
      }
    }
    return any;
  }

  bool is_container(NodeId id) const {
    const auto classes = document_.attribute(id, Name::kClass);
    bool named = false;
    if (classes)
      for_each_class(*classes, [&](std::string_view one) { named |= is_one_of(kContainers, bare_name(one)); });
    return named;
  }

  // The last post before a container whose element is its sibling.
  std::size_t neighbour_before(std::size_t post, NodeId container) const {
    for (std::size_t i = post; i-- > 0;) {
      const NodeId root = posts_[i].item.root;
      if (root == html::kNoNode || root > container) continue;
      return document_.parent(root) == document_.parent(container) ? i : SIZE_MAX;
    }
    return SIZE_MAX;
  }

  // A tree in order, each with its depth.
  bool by_depth() {
    std::vector<std::optional<Depth>> depths;
    std::size_t said = 0;
    for (const Post& post : posts_) {
      depths.push_back(depth_of(document_, post.item.root));
      said += depths.back().has_value();
    }
    const std::size_t apart = posts_.front().opening ? 1 : 0;
    const bool is_drawn = std::ranges::any_of(depths, [](const auto& one) { return one && one->drawn; });
    if (said == 0 || (said + apart < posts_.size() && !is_drawn)) return false;
    std::vector<std::size_t> parents(posts_.size(), SIZE_MAX);
    std::vector<std::pair<int, std::size_t>> open;  // depth and post
    bool any = false;
    for (std::size_t i = apart; i < posts_.size(); ++i) {
      const int depth = depths[i] ? depths[i]->value : 0;
      if (!open.empty() && !is_drawn && depth > open.back().first + 1) return false;  // no tree
      while (!open.empty() && open.back().first >= depth) open.pop_back();
      if (open.empty() && i > apart && depth > 0 && !is_drawn && depth > first_depth(depths, apart)) return false;
      if (!open.empty()) {
        parents[i] = open.back().second;
        any = true;
      }
      open.emplace_back(depth, i);
      if (open.size() > static_cast<std::size_t>(kDeepest)) return false;
    }
    if (!any) return false;
    for (std::size_t i = 0; i < posts_.size(); ++i) posts_[i].reply_to = parents[i];
    return true;
  }
  static int first_depth(const std::vector<std::optional<Depth>>& depths, std::size_t first) {
    return depths[first] ? depths[first]->value : 0;
  }

  // "in reply to anna": the last post of hers above.
  void by_words() {
    std::unordered_map<std::string_view, std::size_t> last;  // post of an author
    for (std::size_t i = 0; i < posts_.size(); ++i) {
      for_each_outside(survey_, posts_[i], [&](NodeId id) {
        if (!document_.is_text(id) || posts_[i].reply_to != SIZE_MAX) return true;
        if (const auto name = answered(id, posts_[i].item.stretch.end)) {
          if (const auto known = last.find(*name); known != last.end()) posts_[i].reply_to = known->second;
        }
        return true;
      });
      if (!posts_[i].author_name.empty()) last[posts_[i].author_name] = i;
    }
  }

  // The name behind words such as "in reply to", in the same text or the next.
  std::optional<std::string_view> answered(NodeId id, NodeId end) const {
    const std::string_view line = text::trim(document_.text(id));
    if (line.empty() || line.size() > kLongestLine || !starts_with_word(thread_words().replying, line))
      return std::nullopt;
    for (const Post& post : posts_) {
      if (post.author_name.empty() || !line.ends_with(post.author_name)) continue;
      return std::string_view(post.author_name);
    }
    if (!is_word(thread_words().replying, line)) return std::nullopt;
    for (NodeId next = id + 1; next < end && next - id < kNodesToName; ++next) {
      if (!document_.is_text(next) || survey_.hidden(next)) continue;
      std::string_view name = text::trim(document_.text(next));
      while (name.starts_with('@')) name.remove_prefix(1);
      if (!name.empty()) return name;
    }
    return std::nullopt;
  }

  const Survey& survey_;
  const html::Document& document_;
  std::vector<Post>& posts_;
  std::unordered_map<NodeId, std::size_t> neighbours_;  // by container: the post before it
};

}  // namespace

void find_replies(const Survey& survey, std::vector<Post>& posts) {
  if (posts.size() < 2) return;
  const bool known = std::ranges::any_of(posts, [](const Post& post) { return post.reply_to != SIZE_MAX; });
  if (!known) Replies(survey, posts).run();
}

}  // namespace thresh::automatic
