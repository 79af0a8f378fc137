// See parts.h.
#include "automatic/thread/parts.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "automatic/thread/dates.h"
#include "automatic/thread/links.h"
#include "automatic/thread/loose_names.h"
#include "automatic/thread/name_hash.h"
#include "automatic/thread/outside.h"
#include "automatic/thread/proposals.h"
#include "automatic/thread/turns.h"
#include "automatic/thread/words.h"
#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

constexpr std::size_t kLongestName = 80;      // bytes
constexpr std::uint32_t kLongestBold = 30;    // letters of a name that only stands in bold
constexpr std::size_t kLongestMarkLine = 60;  // bytes
constexpr std::size_t kLongestMark = 60;      // bytes of what marks the accepted answer

// Posts of one author are possible, but what says the same under each of many posts is a label; less surely so where
// the page says that it is a name ("Anonymous" on boards where everybody is).
double variety(const Proposal& proposal) {
  constexpr double kSaid = 0.14;  // less than what a class or a link to a user is worth
  if (proposal.places.size() <= 3 || proposal.words.size() > 1) return 0;
  return average(proposal) >= kSaid ? -0.1 : -0.4;
}

// What a name stands in, where no class and no link says that it is one.
bool is_bold(Name name) {
  return name == Name::kStrong || name == Name::kB || name == Name::kDt || name == Name::kH3 || name == Name::kH4 ||
         name == Name::kH5 || name == Name::kH6 || name == Name::kTh;
}

// What the last texts before a node, at most three of its post, say of it.
struct Context {
  bool edited = false, asked = false;
};
Context context_of(const Survey& survey, const Post& post, NodeId node) {
  const html::Document& document = survey.document();
  Context context;
  int texts = 0;
  for (NodeId id = node; id-- > post.item.stretch.begin && texts < 3 && node - id < 24;) {
    if (!document.is_text(id) || survey.hidden(id) || text::trim(document.text(id)).empty()) continue;
    ++texts;
    const std::string_view said = text::trim(document.text(id));
    if (starts_with_word(thread_words().edited, said)) context.edited = true;
    if (starts_with_word(thread_words().asked, said)) context.asked = true;
    if (context.edited || context.asked) break;
  }
  return context;
}

constexpr Key kLabelled = 31;  // keys of names that words stand before, apart from others of the same text

// The name in a short text that starts with words for who wrote it: "by Janet P. on May 2, 2023".
std::optional<std::string_view> labelled_name(const Survey& survey, NodeId id) {
  const html::Document& document = survey.document();
  if (!document.is_text(id)) return std::nullopt;
  const std::string_view text = text::trim(document.text(id));
  if (text.size() > kLongestName || !text.contains(' ') || !starts_with_word(thread_words().by, text))
    return std::nullopt;
  const auto date = date_words(text);
  return name_in(date ? text.substr(0, static_cast<std::size_t>(date->data() - text.data())) : text);
}

// The link that a text leads to which is nothing but words for who wrote something: "Comment by <a>Ann</a>".
NodeId labelled_link(const Survey& survey, NodeId id) {
  const html::Document& document = survey.document();
  const NodeId next = document.next_sibling(id);
  if (next == html::kNoNode || document.node(next).name != Name::kA) return html::kNoNode;
  const std::string_view text = document.text(id);
  if (text.size() > kLongestName || !is_word(thread_words().by, text::trim(text))) return html::kNoNode;
  return has_letter(survey.short_text(next, kLongestName)) ? next : html::kNoNode;
}

// An attribute of an element that names its author: data-author="anna".
const html::Attribute* author_attribute(const Survey& survey, NodeId id) {
  for (const html::Attribute& attribute : survey.document().attributes(id)) {
    const std::string_view name = survey.document().name(attribute);
    if (!name.starts_with("data-")) continue;
    const std::string_view said = name.substr(5);
    const bool named = said == "author" || said == "username" || said == "user-name" || said == "author-name" ||
                       said == "author-username" || said == "poster";
    const std::string_view value = survey.document().value(attribute);
    if (named && !value.empty() && value.size() <= kLongestName && has_letter(value)) return &attribute;
  }
  return nullptr;
}

}  // namespace

void find_authors(const Survey& survey, const Keys& keys, std::vector<Post>& posts) {
  const html::Document& document = survey.document();
  Proposals proposals;
  std::unordered_set<Key> parted;  // proposals of one of several texts: whichever varies most names the author
  for (std::size_t i = 0; i < posts.size(); ++i) {
    for_each_outside(survey, posts[i], [&](NodeId id) {
      if (!document.is_element(id)) {
        if (const auto name = labelled_name(survey, id))
          proposals.add(mixed(keys.of(id), kLabelled), i, {id, nullptr, std::string(*name)}, 0, std::string(*name));
        else if (const NodeId link = labelled_link(survey, id); link != html::kNoNode)
          proposals.add(mixed(keys.of(id), kLabelled), i, {.node = link}, 0, survey.short_text(link, kLongestName));
        return true;
      }
      if (const html::Attribute* said = author_attribute(survey, id)) {
        proposals.add(static_cast<Key>(said->name()), i, {id, said, {}}, 0.2, std::string(document.value(*said)));
      }
      if ((survey.roles(id) & (kEdited | kQuote | kAside)) != 0 && survey.zoned(id)) return false;
      const bool bold = is_bold(document.node(id).name) && survey.sum(Survey::kLetters, id) <= kLongestBold &&
                        !posts[i].body.empty() && (id < posts[i].body.front() || !posts[i].frame.empty());
      if (!survey.names_author(id) && !bold) return true;
      std::string name = survey.short_text(id, kLongestName);
      const bool guest = survey.names_author(id) && is_word(thread_words().guest, name);
      const bool said = (survey.roles(id) & kAuthor) != 0;
      if (!guest && never_names(name)) return true;
      if (name.empty() || is_number_of_post(name) || !has_letter(name) || is_word(thread_words().act, name) ||
          (is_word(thread_words().label, name) && !guest) || is_turn_label(name) || Survey::is_date(name)) {
        return true;
      }
      constexpr double kField = 0.8;
      const auto href = document.attribute(id, Name::kHref);
      double merit = survey.names_author(id) ? 0 : -0.2;
      merit += href && leads_to_user(*href) ? 0.3 : 0;
      if (said) merit += 0.15;
      if (name.size() < 2 || text::length(name) < 2) merit -= 0.6;
      if (survey.sum(Survey::kDates, id) > 0) merit -= 0.3;
      const Context context = context_of(survey, posts[i], id);
      merit += (context.asked ? 0.2 : 0) - (context.edited ? 0.5 : 0);
      const std::vector<NodeId> parts = name_parts(survey, id);
      for (std::size_t part = 0; part < parts.size(); ++part) {
        parted.insert(keys.of(parts[part]));
        std::string words = survey.short_text(parts[part], kLongestName);
        const double own = merit - 0.02 * static_cast<double>(part) - (is_field(survey, words) ? kField : 0);
        proposals.add(keys.of(parts[part]), i, {.node = parts[part]}, own, std::move(words));
      }
      if (!parts.empty()) return false;
      // "Level 2" may stand where others have a name, and is hardly one.
      const bool counted = counts_something(name) && !(href && leads_to_user(*href));
      const Key key = counted ? mixed(keys.of(id), 17) : keys.of(id);
      merit -= (counted ? 0.5 : 0) + (is_field(survey, name) ? kField : 0);
      proposals.add(key, i, {.node = id}, merit, std::move(name));
      return true;
    });
  }
  const auto worth = [&](const Proposal& p) {
    const double varied = static_cast<double>(p.words.size()) / static_cast<double>(p.places.size());
    return share(p, posts) + average(p) + variety(p) + (parted.contains(p.key) ? 0.2 * varied - 0.2 : 0);
  };
  deal(proposals.ranked(0.15, worth), posts, [](Post& post, const Proposed& one) {
    post.author = one.place;
    post.author_name = one.words;
  });
  find_names_above(survey, keys, posts);
  find_names_beside_dates(survey, posts);
  find_names_in_heads(survey, posts);
  strip_names(survey, posts);
  for (Post& post : posts) {
    if (!post.author.found()) continue;
    // The address may be on a link around the name, or in it.
    for (NodeId id = post.author.node; id != html::kNoNode && post.item.stretch.contains(id);
         id = document.parent(id)) {
      const html::Attribute* href = document.find_attribute(id, Name::kHref);
      if (href == nullptr || document.node(id).name != Name::kA) continue;
      post.author_url = {id, href, {}};
      break;
    }
    for (NodeId id = post.author.node; !post.author_url.found() && id < document.node(post.author.node).end; ++id) {
      const html::Attribute* href = document.is_element(id) ? document.find_attribute(id, Name::kHref) : nullptr;
      if (href != nullptr && leads_to_user(document.value(*href))) post.author_url = {id, href, {}};
    }
  }
}

void find_urls(const Survey& survey, const Keys& keys, std::vector<Post>& posts) {
  const html::Document& document = survey.document();
  Proposals proposals;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    const Item& item = posts[i].item;
    const auto id_of = item.root == html::kNoNode ? std::nullopt : document.attribute(item.root, Name::kId);
    const std::string_view number = id_of ? last_number(*id_of, 2) : std::string_view();
    for_each_outside(survey, posts[i], [&](NodeId id) {
      if (!document.is_element(id) || document.node(id).name != Name::kA) return true;
      const html::Attribute* attribute = document.find_attribute(id, Name::kHref);
      if (attribute == nullptr) return true;
      const std::string_view href = document.value(*attribute);
      if (href.size() < 2 || leads_to_user(href)) return true;
      const std::string_view own = last_number(href, 2);
      const bool same = !number.empty() && own == number;
      const bool anchor = href.contains('#') && !last_number(href.substr(href.find('#'))).empty();
      const bool dated = survey.sum(Survey::kDates, id) > 0;
      if (own.empty() || !(same || anchor || dated)) return true;
      if (leads_to_action(href)) return true;
      proposals.add(keys.of(id), i, {id, attribute, {}}, same * 0.4 + anchor * 0.2 + dated * 0.3, std::string(href));
      return true;
    });
  }
  const auto worth = [&](const Proposal& p) { return p.words.size() < p.posts() ? 0 : share(p, posts) + average(p); };
  const auto ranked = proposals.ranked(0.7, worth);
  if (ranked.empty()) return;
  deal({ranked.front()}, posts, [](Post& post, const Proposed& one) { post.url = one.place; });
}

namespace {

// Whether an element marks the accepted answer: with the words for it alone, or in a short line that neither asks nor
// counts nor leads somewhere else.
bool says_accepted(const Survey& survey, NodeId id) {
  const std::string line = survey.short_text(id, kLongestMark);
  if (line.empty()) return false;
  if (is_word(thread_words().accepted, line) || line == "✔" || line == "✓" || line == "✅") return true;
  if (line.size() > kLongestMarkLine || survey.sum(Survey::kLinked, id) > 0 || survey.holds_digit(id)) return false;
  if (line.ends_with('?') || line.ends_with("？")) return false;
  return holds_word(thread_words().chosen, line);
}

}  // namespace

void find_accepted(const Survey& survey, const Keys& keys, std::vector<Post>& posts) {
  const html::Document& document = survey.document();
  Proposals proposals;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    for_each_outside(survey, posts[i], [&](NodeId id) {
      if (!document.is_element(id)) return true;
      const std::uint32_t letters = survey.sum(Survey::kLetters, id);
      if (letters > kLongestMark && id != posts[i].item.root) return true;
      const bool marked = (survey.roles(id) & kAccepted) != 0;
      const bool said = letters > 0 && says_accepted(survey, id);
      // Between what opens the thread and the next post a mark is that of the latter.
      const bool heads_next = said && posts[i].opening && i + 1 < posts.size() && !posts[i].body.empty() &&
                              id >= document.node(posts[i].body.back()).end;
      if (marked || said) proposals.add(keys.of(id), i + heads_next, {.node = id}, said ? 1 : 0.5, {});
      return true;
    });
  }
  for (const Proposal& proposal : proposals.all()) {
    if (proposal.posts() * 3 > posts.size() + 2 || proposal.posts() == posts.size()) continue;
    for (const Proposed& one : proposal.places) posts[one.post].accepted = true;
  }
}

}  // namespace thresh::automatic
