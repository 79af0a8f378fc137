// See extras.h. Headings and ratings are proposals that the posts vote on, as parts.cpp has them.
#include "automatic/thread/extras.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <ranges>
#include <string>
#include <unordered_map>

#include "automatic/thread/cards.h"
#include "automatic/thread/dates.h"
#include "automatic/thread/name_hash.h"
#include "automatic/thread/outside.h"
#include "automatic/thread/proposals.h"
#include "automatic/thread/star_icons.h"
#include "automatic/thread/words.h"
#include "base/ascii.h"
#include "extract/type_reader.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

constexpr std::size_t kLongestHeadline = 200;  // bytes
constexpr std::size_t kLongestRating = 80;
constexpr std::size_t kLongestNote = 160;  // bytes of one whose words do not start with what says so
constexpr std::size_t kLongestEdit = 240;  // of a note on a change

// Attributes that say a rating to who sees no stars, and those that are called one, wherever they stand.
constexpr std::array<std::string_view, 6> kSaying = {"aria-label", "title", "alt", "style", "data-score", "content"};
constexpr std::array<std::string_view, 4> kNamed = {"data-rating", "data-stars", "data-rating-value",
                                                    "data-star-rating"};

bool is_heading(Name name) { return name >= Name::kH1 && name <= Name::kH6; }

// The proposal that most posts have; null where it is in less than half of them.
const Proposal* most_common(const Proposals& proposals, std::size_t posts) {
  const auto worth = [&](const Proposal& p) {
    return static_cast<double>(p.posts()) / static_cast<double>(posts) + p.merit / static_cast<double>(p.places.size());
  };
  const auto ranked = proposals.ranked(0, worth);
  for (const Proposal* one : ranked) {
    if (one->posts() * 2 >= posts) return one;
  }
  return nullptr;
}

// Gives each post that has none yet the first of its places.
void give(const Proposal& proposal, Place Post::* part, std::vector<Post>& posts) {
  for (const Proposed& one : proposal.places) {
    if (!(posts[one.post].*part).found()) posts[one.post].*part = one.place;
  }
}

// One that somebody gives: what many gave ("4.8 of 5, 126 reviews") tells of who or what a post is by or about.
bool is_rating(const Survey& survey, std::string_view words) {
  return survey.page().types->fit(record::Type::kRating, words) == normalize::Fit::kSure && !many_gave(words);
}

// Whether words that read as a rating say so themselves, wherever they stand: with stars, or in words ("4 out of 5").
bool speaks_for_itself(std::string_view words) {
  const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  return std::ranges::any_of(words, [&](char c) { return base::is_ascii_letter(c) || beyond_ascii(c); });
}

// Where the attributes of an element say a rating.
std::optional<Place> rating_in_attributes(const Survey& survey, NodeId id, bool called) {
  const html::Document& document = survey.document();
  for (const html::Attribute& attribute : document.attributes(id)) {
    const std::string_view name = document.name(attribute), value = document.value(attribute);
    if (value.size() > kLongestRating) continue;
    const bool named = std::ranges::find(kNamed, name) != kNamed.end();
    if (!named && std::ranges::find(kSaying, name) == kSaying.end()) continue;
    if (!named && !called && (name == "style" || !speaks_for_itself(value))) continue;
    if (is_rating(survey, value))
      return many_gave(survey.short_text(id, kLongestRating)) ? std::nullopt : std::optional(Place{id, &attribute});
  }
  return std::nullopt;
}

// Where an element that is called a rating says it: itself, or an element in it that has no words.
std::optional<Place> rating_at(const Survey& survey, NodeId id) {
  if (auto own = rating_in_attributes(survey, id, true)) return own;
  const std::string words = survey.short_text(id, kLongestRating);
  if (!words.empty()) return is_rating(survey, words) ? std::optional(Place{.node = id}) : std::nullopt;
  const html::Document& document = survey.document();
  for (NodeId inner = id + 1; inner < document.node(id).end; ++inner) {
    if (!document.is_element(inner)) continue;
    if (auto place = rating_in_attributes(survey, inner, true)) return place;
  }
  return std::nullopt;
}

// What readers give a rating with, and where pages count: no words there are a rating that a post has.
bool is_input(Name name) {
  constexpr Name kInputs[] = {Name::kButton, Name::kLabel, Name::kInput, Name::kOption, Name::kSelect, Name::kA};
  return std::ranges::find(kInputs, name) != std::end(kInputs);
}

// The words of an element that shows none, for who hears the page: "Rated 4 out of 5" behind a picture of stars. Empty
// where they are long or a script's.
std::string unseen_words(const Survey& survey, NodeId id) {
  const html::Document& document = survey.document();
  std::string words;
  if (document.node(id).end - id > kLongestRating) return words;
  for (NodeId inner = id; inner < document.node(id).end; ++inner) {
    const Name name = document.node(inner).name;
    if (document.is_element(inner) && (name == Name::kScript || name == Name::kStyle || is_input(name))) return {};
    if (document.is_text(inner)) words += document.text(inner);
    if (words.size() > 2 * kLongestRating) return {};
  }
  words = text::collapse_spaces(words);
  return words.size() <= kLongestRating ? words : std::string();
}

// The same of an element that nothing calls one.
std::optional<Place> unnamed_rating_at(const Survey& survey, NodeId id) {
  if (is_input(survey.document().node(id).name)) return std::nullopt;
  if (auto own = rating_in_attributes(survey, id, false)) return own;
  const bool silent = survey.sum(Survey::kLetters, id) == 0;
  const std::string words = silent ? unseen_words(survey, id) : survey.short_text(id, kLongestRating);
  const bool says = !words.empty() && speaks_for_itself(words) && is_rating(survey, words);
  if (!says) return std::nullopt;
  return Place{.node = id, .made = silent ? words : std::string()};
}

// The date in a note on a change.
std::optional<Place> edit_at(const Survey& survey, NodeId id) {
  const html::Document& document = survey.document();
  for (NodeId inner = id; inner < document.node(id).end; ++inner) {
    const html::Attribute* const at =
        document.is_element(inner) ? document.find_attribute(inner, Name::kDatetime) : nullptr;
    if (at != nullptr && date_words(document.value(*at))) return Place{.node = inner, .attribute = at};
  }
  const std::string words = survey.short_text(id, kLongestEdit);
  const auto date = date_words(words);
  if (!date) return std::nullopt;
  const auto& made = survey.page().types->read(record::Type::kDate, *date);
  if (!made || made->value.is_null()) return std::nullopt;
  return Place{.node = id, .words = std::string(*date)};
}

}  // namespace

void find_headlines(const Survey& survey, const Keys& keys, std::vector<Post>& posts) {
  const html::Document& document = survey.document();
  Proposals proposals;
  constexpr std::uint32_t kZones = kProfile | kQuote | kSignature | kControl | kAside;
  for_each_element_outside(survey, posts, kZones, [&](std::size_t i, NodeId id) {
    const bool heading = is_heading(document.node(id).name);
    if (!heading && (survey.roles(id) & kHeadline) == 0) return true;
    if (survey.sum(Survey::kAuthors, id) > 0 || survey.sum(Survey::kDates, id) > 0) return true;
    const std::string words = survey.short_text(id, kLongestHeadline);
    const bool own = !words.empty() && words != posts[i].author_name && !is_word(thread_words().label, words) &&
                     !is_word(thread_words().act, words) && !is_word(thread_words().answers, words);
    if (own && id != posts[i].author.node) proposals.add(keys.of(id), i, {.node = id}, heading ? 0.2 : 0.3, words);
    return !own;
  });
  const Proposal* const best = most_common(proposals, posts.size());
  if (best == nullptr || best->words.size() * 2 < best->posts()) return;
  give(*best, &Post::headline, posts);
}

namespace {

// The words of a place.
std::string words_at(const Survey& survey, const Place& place) {
  return place.attribute != nullptr ? std::string(survey.document().value(*place.attribute))
                                    : survey.short_text(place.node, kLongestRating);
}

// Whether stars may be those that boards give their members: who wrote several posts has the same in all of them.
bool may_be_ranks(const Proposal& proposal, const std::vector<Post>& posts) {
  std::unordered_map<std::string_view, std::string_view> first;  // by author
  bool again = false;
  for (const Proposed& one : proposal.places) {
    const std::string_view author = posts[one.post].author_name;
    if (author.empty()) continue;
    const auto [known, is_new] = first.try_emplace(author, one.words);
    if (!is_new && known->second != one.words) return false;
    again = again || !is_new;
  }
  return again;
}

// Ratings that are drawn: how many stars each post has, at the place where most have some.
class DrawnRatings {
 public:
  DrawnRatings(const Survey& survey, const Keys& keys) : survey_(survey), keys_(keys) {}

  // Looks at an element.
  void add(std::size_t post, NodeId id) {
    if (survey_.sum(Survey::kLetters, id) > 0) return;
    const auto stars = star_icons(survey_.document(), id);
    if (stars) proposals_.add(keys_.of(id), post, {.node = id}, stars->graded ? 1 : 0, stars->words(true));
  }
  // Some say that they are full or empty: stars that are all the same may be what readers press, or a member's rank.
  void give_to(std::vector<Post>& posts) const {
    const Proposal* const best = most_common(proposals_, posts.size());
    if (best == nullptr || best->merit == 0 || may_be_ranks(*best, posts)) return;
    std::vector<Stars> drawn;
    for (const Proposed& one : best->places) drawn.push_back(*star_icons(survey_.document(), one.place.node));
    if (std::ranges::all_of(drawn, [](const Stars& stars) { return stars.all == 1; })) return;  // beside something
    const bool of_all = std::ranges::adjacent_find(drawn, std::not_equal_to(), &Stars::all) == drawn.end();
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      Place& rating = posts[best->places[i].post].rating;
      if (!rating.found()) rating = {.node = best->places[i].place.node, .made = drawn[i].words(of_all)};
    }
  }

 private:
  const Survey& survey_;
  const Keys& keys_;
  Proposals proposals_;
};

}  // namespace

namespace {

// "17", "+4", without a scale.
bool is_bare_number(std::string_view words) {
  if (words.starts_with('+') || words.starts_with('-')) words.remove_prefix(1);
  return base::all_ascii_digits(words);
}

}  // namespace

// The stars that the class of an element without words counts: "a-star-4-5", "bubble_50" (of fifty), "stars-3".
std::optional<std::string> stars_in_class(std::string_view classes) {
  for (const auto part : std::views::split(classes, ' ')) {
    const std::string name = text::ascii_lower(std::string_view(part.begin(), part.end()));
    const std::size_t digit = name.find_first_of("0123456789");
    if (digit == 0 || digit == std::string::npos || (name[digit - 1] != '-' && name[digit - 1] != '_')) continue;
    const std::string_view word = std::string_view(name).substr(0, digit - 1),
                           number = std::string_view(name).substr(digit);
    if (!word.ends_with("star") && !word.ends_with("stars") && !word.ends_with("rating") && !word.ends_with("bubble"))
      continue;
    const bool half =
        number.size() == 3 && (number[1] == '-' || number[1] == '_' || number[1] == '.') && number[2] == '5';
    const bool tens = number.size() == 2 && base::all_ascii_digits(number) && (number[1] == '0' || number[1] == '5');
    if (number[0] > '5' || (number.size() > 1 && !half && !tens)) continue;
    const bool is_half = half || (tens && number[1] == '5');
    return std::string(1, number[0]) + (is_half ? ".5" : "") + " out of 5 stars";
  }
  return std::nullopt;
}

// Such elements, one in each of nearly all posts, and not the same in all.
void find_ratings_in_classes(const Survey& survey, const Keys& keys, std::vector<Post>& posts) {
  const html::Document& document = survey.document();
  Proposals proposals;
  for_each_element_outside(survey, posts, kProfile | kQuote | kSignature, [&](std::size_t i, NodeId id) {
    if (survey.sum(Survey::kLetters, id) > 0 || is_input(document.node(id).name)) return true;
    auto stars = stars_in_class(document.attribute(id, Name::kClass).value_or(""));
    if (!stars) return true;
    proposals.add(keys.of(id), i, {.node = id, .made = *stars}, 0, *stars);
    return false;
  });
  const Proposal* const best = most_common(proposals, posts.size());
  if (best == nullptr || best->posts() != best->places.size() || best->words.size() < 2 || may_be_ranks(*best, posts))
    return;
  give(*best, &Post::rating, posts);
}

// "4,9", as a number with one digit behind the sign and a text of its own, up to ten.
bool is_decimal(std::string_view words) {
  const std::size_t sign = words.find_first_of(".,");
  if (words.starts_with("10") && sign == 2) return words.size() == 4 && words.back() == '0';
  return words.size() == 3 && sign == 1 && base::is_ascii_digit(words.front()) && base::is_ascii_digit(words.back());
}

// Of how many "4/5" and "7.5/10" are, five or ten; 0 where it is no such fraction.
int best_of_fraction(std::string_view words) {
  constexpr std::size_t kLongest = 8;  // bytes
  const std::size_t sign = words.find('/');
  if (words.size() > kLongest || sign == std::string_view::npos || sign == 0) return 0;
  const std::string_view best = text::trim(words.substr(sign + 1)), value = text::trim(words.substr(0, sign));
  const int most = best == "5" ? 5 : best == "10" ? 10 : 0;
  const auto rating = most == 0 ? std::nullopt : normalize::rating(words);
  return rating && rating->value && *rating->value <= most && value.find_first_not_of("0123456789.,") == value.npos
             ? most
             : 0;
}

// Whether fractions only count the posts: "1/5", "2/5", "3/5".
bool only_count(const Proposal& proposal) {
  if (!proposal.places.front().words.contains('/')) return false;
  const auto digit = [](const Proposed& one) { return one.words.front(); };
  for (std::size_t i = 1; i < proposal.places.size(); ++i) {
    if (digit(proposal.places[i]) != digit(proposal.places[i - 1]) + 1) return false;
  }
  return proposal.places.size() > 1;
}

// Such numbers that nearly all posts have at the same place, and such fractions that are of the same best.
void find_decimal_ratings(const Survey& survey, const Keys& keys, std::vector<Post>& posts) {
  const html::Document& document = survey.document();
  Proposals proposals;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    for_each_outside(survey, posts[i], [&](NodeId id) {
      if (document.is_element(id)) return (survey.roles(id) & (kProfile | kVote)) == 0;
      const std::string_view words = text::trim(document.text(id));
      const int most = best_of_fraction(words);
      const Key key = mixed(keys.of(id), static_cast<Key>(most));
      if (most > 0 || is_decimal(words)) proposals.add(key, i, {.node = id}, 0, std::string(words));
      return true;
    });
  }
  const Proposal* const best = most_common(proposals, posts.size());
  const auto written =
      static_cast<std::size_t>(std::ranges::count_if(posts, [](const Post& post) { return !post.opening; }));
  if (best == nullptr || best->posts() < 2 || best->posts() * 10 < written * 9 || only_count(*best)) return;
  give(*best, &Post::rating, posts);
}

// What one of several things is rated with: price, service.
bool is_of_part(const html::Document& document, NodeId id) {
  constexpr std::string_view kParts[] = {"subrating",      "subscore",  "ratingdetail", "detailedrating",
                                         "categoryrating", "criterion", "criteria",     "aspectrating"};
  const auto value = document.attribute(id, Name::kClass);
  if (!value || !(value->contains("ating") || value->contains("core") || value->contains("riteri"))) return false;
  std::string name;
  for (const char c : *value) {
    if (base::is_ascii_letter(c)) name += base::ascii_lower(c);
  }
  return std::ranges::any_of(kParts, [&](std::string_view part) { return name.contains(part); });
}

// Elements that are called a rating first; where most posts have none, any that say one; those that draw one; those
// whose class counts stars; at last bare decimal numbers.
void find_ratings(const Survey& survey, const Keys& keys, std::vector<Post>& posts) {
  DrawnRatings drawn(survey, keys);
  for (const bool called : {true, false}) {
    Proposals proposals;
    bool counted = false;  // a number that is no rating stands in what is called one: 0, 17
    const std::uint32_t zones = kProfile | kQuote | kSignature | (called ? 0U : std::uint32_t{kControl});
    for_each_element_outside(survey, posts, zones, [&](std::size_t i, NodeId id) {
      if (is_of_part(survey.document(), id)) return false;
      if (called && (survey.roles(id) & kRating) == 0) return true;
      const Place& votes = posts[i].votes;  // a "score" may be either, and one number is not both
      if (votes.found() && survey.document().contains(id, votes.node) &&
          is_bare_number(survey.short_text(id, kLongestRating)))
        return true;
      auto place = called ? rating_at(survey, id) : unnamed_rating_at(survey, id);
      if (!place) {
        if (!called) drawn.add(i, id);
        counted = counted || (called && is_bare_number(survey.short_text(id, kLongestRating)));
        return true;
      }
      std::string words = called ? std::string() : words_at(survey, *place);
      proposals.add(keys.of(id), i, std::move(*place), 0, std::move(words));
      return false;
    });
    const Proposal* const best = most_common(proposals, posts.size());
    if (best == nullptr || (!called && may_be_ranks(*best, posts))) continue;
    if (counted && is_bare_number(words_at(survey, best->places.front().place))) continue;
    return give(*best, &Post::rating, posts);
  }
  drawn.give_to(posts);
  const auto is_rated = [](const Post& post) { return post.rating.found(); };
  if (std::ranges::none_of(posts, is_rated)) find_ratings_in_classes(survey, keys, posts);
  if (std::ranges::none_of(posts, is_rated)) find_decimal_ratings(survey, keys, posts);
}

namespace {

// Whether a line in a body says within it that it was edited, and stands at its end, where it goes as a note.
bool is_dropped_note(const Survey& survey, const Post& post, NodeId id, std::string_view words) {
  if (post.body.empty() || !survey.is_block(id) || !holds_word(thread_words().edited, words)) return false;
  const html::Document& document = survey.document();
  const NodeId end = document.node(post.body.back()).end;
  return id > post.body.front() && id < end && words.size() <= kLongestNote &&
         survey.sum(Survey::kLetters, Stretch{document.node(id).end, end}) == 0;
}

}  // namespace

void find_edits(const Survey& survey, std::vector<Post>& posts) {
  const html::Document& document = survey.document();
  for (Post& post : posts) {
    for_each_own(document, post.item, [&](NodeId id) {
      if (survey.hidden(id) || post.edited.found()) return false;
      if (!document.is_element(id)) return true;
      if ((survey.roles(id) & (kQuote | kSignature)) != 0 && survey.zoned(id)) return false;
      const std::uint32_t letters = survey.sum(Survey::kLetters, id);
      if (letters == 0 || letters > kLongestEdit || !survey.holds_digit(id)) return true;
      const std::string words = survey.short_text(id, kLongestEdit);
      if (!starts_with_word(thread_words().edited, words) && !is_dropped_note(survey, post, id, words)) return true;
      if (auto place = edit_at(survey, id)) post.edited = std::move(*place);
      return false;
    });
  }
}

}  // namespace thresh::automatic
