// See votes.h.
#include "automatic/thread/votes.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "automatic/thread/loose_names.h"
#include "automatic/thread/name_hash.h"
#include "automatic/thread/outside.h"
#include "automatic/thread/proposals.h"
#include "automatic/thread/signs.h"
#include "automatic/thread/words.h"
#include "base/ascii.h"
#include "clean/artifact.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::NodeId;

constexpr std::size_t kLongestLine = 80;      // bytes of what votes may stand in
constexpr std::uint32_t kShortestTold = 12;   // letters of a line that spells its number out
constexpr std::size_t kLongestNumber = 8;     // bytes of a number alone
constexpr std::uint32_t kLongestButton = 48;  // letters of what votes are given with
constexpr NodeId kMostOfButton = 12;          // nodes
constexpr std::int64_t kHighScore = 20;       // that two posts hardly share by chance

constexpr std::string_view kNoMinus = "\u2212";
// Signs beside a count that ASCII does not have.
constexpr std::array<std::string_view, 9> kSigns = {"·", "•", "：", "・", "！", "（", "）", "\u00A0", "\uFE0F"};

// What attributes that hold a count of votes are called, behind "data-", without signs.
constexpr std::array<std::string_view, 16> kCounting = {
    "votes",       "vote",          "score",   "likes",  "votecount", "votescount", "likecount", "likescount",
    "upvotecount", "reactioncount", "upvotes", "points", "kudos",     "karma",      "netvotes",  "helpfulcount"};

bool is_ascii_sign(char c) { return static_cast<unsigned char>(c) < 0x80 && !base::is_ascii_alphanumeric(c); }

// Without signs around it, but for those that are pictures.
std::string_view without_signs(std::string_view text) {
  return stripped_of(text, is_ascii_sign, is_ascii_sign, kSigns);
}

struct Numeral {
  std::size_t begin = 0, end = 0;
  std::string_view in(std::string_view line) const { return line.substr(begin, end - begin); }
};

// The first number of a line with its sign and what is glued to it ("1.2k").
std::optional<Numeral> numeral_in(std::string_view line, std::size_t from = 0) {
  const auto is_digit = [&](std::size_t at) { return at < line.size() && base::is_ascii_digit(line[at]); };
  Numeral numeral{from, from};
  while (numeral.begin < line.size() && !is_digit(numeral.begin)) ++numeral.begin;
  if (numeral.begin == line.size()) return std::nullopt;
  numeral.end = numeral.begin;
  const auto joins = [](char c) { return c == '.' || c == ',' || c == '\''; };
  while (is_digit(numeral.end) || (numeral.end < line.size() && joins(line[numeral.end]) && is_digit(numeral.end + 1)))
    ++numeral.end;
  std::size_t word = numeral.end;
  while (word < line.size() && !is_ascii_sign(line[word])) ++word;
  const Numeral longer{numeral.begin, word};
  // "1.2k", but not "12人": a multiplier makes another number.
  const auto plain = normalize::count(numeral.in(line)), with = normalize::count(longer.in(line));
  if (with && (!plain || with->value != plain->value)) numeral.end = word;
  const bool apart = numeral.begin < 2 || is_ascii_sign(line[numeral.begin - 2]);
  if (numeral.begin > 0 && apart && (line[numeral.begin - 1] == '+' || line[numeral.begin - 1] == '-')) --numeral.begin;
  return numeral;
}

// Whether a line speaks of people and of what pleased them.
bool tells_of_votes(std::string_view line) {
  return holds_word(thread_words().people, line) && holds_word(thread_words().pleased, line);
}

// "Was this answer helpful? Yes", before the number of those who said so.
bool asks_and_says_yes(std::string_view before) {
  const std::size_t mark = before.find_last_of('?');
  const std::size_t wide = before.rfind("\uFF1F"), turned = before.rfind("\u061F");
  const auto behind = [&](std::size_t at, std::size_t size) { return at == std::string_view::npos ? 0 : at + size; };
  const std::size_t end = std::max({behind(mark, 1), behind(wide, 3), behind(turned, 2)});
  return end > 0 && is_word(thread_words().yes, before.substr(end)) &&
         holds_word(thread_words().pleased, before.substr(0, end));
}

// Whether a text is such a question alone: "هل كانت الإجابة مفيدة؟"
bool asks_for_votes(std::string_view text) {
  const bool asks = text.ends_with('?') || text.ends_with("\uFF1F") || text.ends_with("\u061F");
  return asks && holds_word(thread_words().pleased, text);
}

// Whether what stands on one side of a number is nothing, or what votes are called.
bool is_label(std::string_view side) {
  return side.empty() || is_word(thread_words().helpful, side) || is_word(thread_words().voted, side);
}

// The parts of "9 likes, 2 replies", of which each has a number.
std::vector<std::string_view> parts_of(std::string_view line) {
  constexpr std::array<std::string_view, 4> kParting = {", ", "·", "•", "|"};
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= line.size();) {
    std::size_t end = line.size(), size = 1;
    for (const std::string_view sign : kParting) {
      const std::size_t at = line.find(sign, begin);
      if (at >= end) continue;
      end = at;
      size = sign.size();
    }
    parts.push_back(text::trim(line.substr(begin, end - begin)));
    begin = end + size;
  }
  const auto has_number = [](std::string_view part) { return std::ranges::any_of(part, base::is_ascii_digit); };
  if (parts.size() < 2 || !std::ranges::all_of(parts, has_number)) parts.clear();
  return parts;
}

}  // namespace

std::optional<std::string> votes_in(std::string_view line, bool marked) {
  line = text::trim(line);
  if (line.empty() || line.size() > kLongestLine) return std::nullopt;
  if (const std::string filled = clean::filled(line, "7"); !filled.empty())
    return votes_in(filled, marked) ? std::optional(std::string(line)) : std::nullopt;
  std::string plain;
  if (const std::size_t minus = line.find(kNoMinus); minus != std::string_view::npos) {
    plain = std::string(line.substr(0, minus)) + '-' + std::string(line.substr(minus + kNoMinus.size()));
    const auto read = votes_in(plain, marked);
    return read && normalize::count(line) ? std::optional(std::string(line)) : read;
  }
  auto numeral = numeral_in(line);
  if (!numeral) {
    const bool told = tells_of_votes(line) && normalize::count(line);
    return told ? std::optional(std::string(line)) : std::nullopt;
  }
  const std::string_view before = without_signs(line.substr(0, numeral->begin));
  const std::string_view behind = without_signs(line.substr(numeral->end));
  const bool alone = before.empty() && behind.empty();
  const bool labelled = !alone && is_label(before) && is_label(behind);
  if (asks_and_says_yes(text::trim(line.substr(0, numeral->begin))))
    return std::string(without_signs(numeral->in(line)));
  if (!(alone && marked) && !labelled && !tells_of_votes(line)) {
    for (const std::string_view part : parts_of(line)) {
      if (auto votes = votes_in(part, false)) return votes;
    }
    return std::nullopt;
  }
  // "15人中12人": the second is the part.
  if (!labelled && (behind.starts_with("人中") || behind.starts_with("名中"))) {
    if (const auto part = numeral_in(line, numeral->end)) numeral = part;
  } else if (normalize::count(line)) {
    return std::string(line);
  }
  const std::string_view words = numeral->in(line);
  return normalize::count(words) ? std::optional(std::string(words)) : std::nullopt;
}

namespace {

bool counts_votes(std::string_view attribute) {
  if (!attribute.starts_with("data-")) return false;
  std::string name(attribute.substr(5));
  std::erase_if(name, [](char c) { return c == '-' || c == '_'; });
  return std::ranges::find(kCounting, name) != kCounting.end();
}

// What gathers the candidates of one post after the other.
class Gatherer {
 public:
  Gatherer(const Survey& survey, const Keys& keys) : survey_(survey), keys_(keys) {}

  bool visit(std::size_t post, NodeId id) {
    add_attributes(post, id);
    const std::uint32_t letters = survey_.sum(Survey::kLetters, id);
    if (letters == 0 || letters > kLongestLine) return true;
    if (!survey_.holds_digit(id) && letters < kShortestTold) return true;
    const std::string line = survey_.short_text(id, kLongestLine);
    const std::uint32_t roles = survey_.roles(id);
    const bool named = (roles & kVote) != 0;
    // What a rating is called is votes where it has a sign: "+12".
    const bool signed_rating = (roles & kRating) != 0 && (line.starts_with('+') || line.starts_with('-'));
    auto words = votes_in(line, named || signed_rating || stands_beside_vote(id, line));
    if (!words && (roles & kRating) != 0 && line.size() <= kLongestNumber && normalize::count(line))
      rated.add(keys_.of(id), post, {id, nullptr, line}, 0, line);
    if (!words) return true;
    const double merit = (named ? 0.3 : 0) + (words->size() == line.size() ? 0.1 : 0);
    proposals.add(keys_.of(id), post, {id, nullptr, std::move(*words)}, merit, line);
    return true;
  }

  Proposals proposals;
  Proposals rated;  // bare numbers of what is called a rating

 private:
  // A number alone beside what votes are given with: a button, a sign, a picture that is called so.
  bool stands_beside_vote(NodeId id, std::string_view line) const {
    constexpr int kMostSiblings = 16;
    if (line.size() > kLongestNumber || !numeral_in(line) || has_words(line)) return false;
    const html::Document& document = survey_.document();
    const NodeId parent = document.parent(id);
    if (parent == html::kNoNode) return false;
    NodeId before = html::kNoNode;
    int seen = 0;
    for (NodeId next = document.first_child(parent); next != html::kNoNode; next = document.next_sibling(next)) {
      if (++seen > kMostSiblings) return false;
      const bool blank = document.is_text(next) && text::trim(document.text(next)).empty();
      if (next == id || blank || survey_.hidden(next)) continue;
      if (next > id) return gives_votes(before) || gives_votes(next);
      before = next;
    }
    return gives_votes(before);
  }

  static bool has_words(std::string_view line) {
    return std::ranges::any_of(line, [](char c) { return base::is_ascii_letter(c) && c != 'k' && c != 'K'; });
  }

  // Whether a node is such a thing, and says nothing else.
  bool gives_votes(NodeId node) const {
    if (node == html::kNoNode || survey_.sum(Survey::kLetters, node) > kLongestButton) return false;
    const auto is_vote = [](std::string_view words) {
      return is_word(thread_words().voted, words) || is_word(thread_words().helpful, words);
    };
    const html::Document& document = survey_.document();
    if (survey_.sum(Survey::kLetters, node) > 0) {
      const std::string words = survey_.short_text(node, kLongestLine);
      if (is_vote(words) || asks_for_votes(words)) return true;
      // "Up" of what is called a vote.
      const html::Name name = document.node(node).name;
      return document.is_element(node) && (survey_.roles(node) & kVote) != 0 &&
             (name == html::Name::kA || name == html::Name::kButton);
    }
    if (!document.is_element(node)) return false;
    for (NodeId id = node; id < std::min(document.node(node).end, node + kMostOfButton); ++id) {
      if (!document.is_element(id)) continue;
      if ((survey_.roles(id) & kVote) != 0) return true;
      for (const html::Attribute& attribute : document.attributes(id)) {
        const bool says = attribute.name() == html::Name::kTitle || attribute.name() == html::Name::kAlt ||
                          document.name(attribute) == "aria-label";
        if (says && is_vote(document.value(attribute))) return true;
      }
    }
    return false;
  }

  void add_attributes(std::size_t post, NodeId id) {
    const html::Document& document = survey_.document();
    const bool rates = (survey_.roles(id) & (kRating | kVote)) == kRating;  // its score is that of its stars
    for (const html::Attribute& attribute : document.attributes(id)) {
      const std::string_view name = document.name(attribute), value = document.value(attribute);
      if (value.empty() || value.size() > kLongestLine) continue;
      const bool called = counts_votes(name);
      if (called && rates) continue;
      if (!called && attribute.name() != html::Name::kTitle && name != "aria-label") continue;
      auto words = votes_in(value, called);
      if (!words) continue;
      const Key key = mixed(mixed(13, keys_.of(id)), static_cast<Key>(attribute.name()));
      proposals.add(key, post, {id, &attribute, std::move(*words)}, called ? 0.25 : 0.1, std::string(value));
    }
  }

  const Survey& survey_;
  const Keys& keys_;
};

std::int64_t value_of(const Proposed& one) {
  const auto count = normalize::count(one.place.words);
  return count ? count->value : 0;
}

// Whether a count is the author's: those who wrote several posts have the same in all of them.
bool is_of_authors(const Proposal& proposal, const std::vector<Post>& posts) {
  std::unordered_map<std::string_view, std::int64_t> known;
  std::size_t same = 0, last = SIZE_MAX;
  for (const Proposed& one : proposal.places) {
    const Post& post = posts[one.post];
    const std::int64_t value = value_of(one);
    if (one.post == last || post.author_name.empty() || value == 0) continue;
    last = one.post;
    const auto [before, is_new] = known.try_emplace(post.author_name, value);
    if (is_new) continue;
    if (before->second != value) return false;
    same += value >= kHighScore ? 2 : 1;
  }
  return same >= 2;
}

// Whether the numbers only count the posts: 1, 2, 3. What is called votes may do so by chance where there are few.
bool are_positions(const Proposal& proposal) {
  constexpr std::size_t kFewest = 3, kFewestCalled = 4;
  if (proposal.places.size() < kFewest || proposal.posts() != proposal.places.size()) return false;
  const auto apart = [](const Proposed& one) { return value_of(one) - static_cast<std::int64_t>(one.post); };
  const std::int64_t first = apart(proposal.places.front());
  const bool called = std::ranges::any_of(proposal.places, [](const Proposed& one) { return has_letter(one.words); });
  return first >= 0 && first <= 2 && proposal.places.size() >= (called ? kFewestCalled : kFewest) &&
         std::ranges::all_of(proposal.places, [&](const Proposed& one) { return apart(one) == first; });
}

// Whether bare numbers in elements that are called ratings count votes: no scale has 0 or a minus, and few posts that
// are rated up to 100 get less than 6.
bool count_votes(const Proposal& proposal) {
  constexpr std::int64_t kMostSteps = 10, kFew = 5;
  bool many = false, few = false;
  for (const Proposed& one : proposal.places) {
    const std::int64_t value = value_of(one);
    if (value <= 0) return true;
    many = many || value > kMostSteps;
    few = few || value <= kFew;
  }
  return many && few;
}

// A post may show several counts side by side, one a kind of reaction: their sum.
void take_votes(const Survey& survey, const Proposal& proposal, std::vector<Post>& posts) {
  const html::Document& document = survey.document();
  for (std::size_t i = 0; i < proposal.places.size();) {
    const Proposed& first = proposal.places[i];
    Place& votes = posts[first.post].votes = first.place;
    posts[first.post].liked = holds_word(thread_words().liked, first.words);
    std::int64_t sum = 0;
    std::size_t summed = 0;
    for (; i < proposal.places.size() && proposal.places[i].post == first.post; ++i) {
      const Place& other = proposal.places[i].place;
      if (document.parent(other.node) != document.parent(first.place.node) || !normalize::count(other.words)) continue;
      sum += value_of(proposal.places[i]);
      ++summed;
    }
    if (summed > 1) votes.made = std::to_string(sum);
  }
}

}  // namespace

void find_votes(const Survey& survey, const Keys& keys, std::vector<Post>& posts) {
  Gatherer gatherer(survey, keys);
  for_each_element_outside(survey, posts, kProfile | kQuote | kSignature,
                           [&](std::size_t i, NodeId id) { return gatherer.visit(i, id); });
  const auto worth = [&](const Proposal& p) { return share(p, posts) + average(p); };
  for (const Proposal* const proposal : gatherer.proposals.ranked(0.2, worth)) {
    if (is_of_authors(*proposal, posts) || are_positions(*proposal)) continue;
    take_votes(survey, *proposal, posts);
    return;
  }
  for (const Proposal* const proposal : gatherer.rated.ranked(0.6, worth)) {
    if (!count_votes(*proposal) || is_of_authors(*proposal, posts)) continue;
    take_votes(survey, *proposal, posts);
    return;
  }
}

}  // namespace thresh::automatic
