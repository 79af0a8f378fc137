// Ratings: "4.9 out of 5 stars 103 reviews", "4,7 von 5 Sternen", "8/10", "★★★★☆". See normalize.h.
//
// The whole text must be a rating: [label] value [of best] [unit] [number of ratings], with words from
// data/rating_words.tsv. A word outside of that grammar makes it something else ("3 von 5 geschafft", "Rate this
// recipe 5 out of 5 stars", a control). Bare forms that could be a date, a page or a part of a series need more:
// "(1/5)" never, "3 of 5" only beside a word for ratings. A 0 that nobody gave means unrated, which is no value.
//
// Tested by tests/normalize/forms_test.cpp with rating.tsv.
#include <algorithm>
#include <array>
#include <string>

#include "normalize/normalize.h"
#include "normalize/numeral.h"
#include "normalize/reader.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongest = 160;  // bytes
constexpr double kLargestBest = 100;   // with a word that says it is a rating
constexpr double kLargestBare = 10;    // of a number that stands alone

struct RatingWords {
  Lexicon label;    // "rated", "average rating"
  Lexicon of;       // "out of", "von"
  Lexicon unit;     // "stars"
  Lexicon mark;     // a unit only behind the best: "5 von 5 Punkten"; "41 points" are votes
  Lexicon share;    // after a percentage: "positive", "worth it"
  Lexicon link;     // "based on"
  Lexicon counted;  // "reviews", "ratings"
};

RatingWords load() {
  RatingWords words;
  const std::array<std::pair<std::string_view, Lexicon*>, 7> kinds = {{{"label", &words.label},
                                                                       {"of", &words.of},
                                                                       {"unit", &words.unit},
                                                                       {"mark", &words.mark},
                                                                       {"share", &words.share},
                                                                       {"link", &words.link},
                                                                       {"counted", &words.counted}}};
  load_kinds("data/rating_words.tsv", kinds);
  return words;
}

const RatingWords& words() {
  static const RatingWords kWords = load();
  return kWords;
}

struct Draft {
  Rating rating;
  bool context = false;     // a word or a star says that it is a rating
  bool bare_share = false;  // a percentage of nobody knows what
  bool out_of = false;      // the words between value and best say it too: "out of", "/"
};

bool take_filled_star(Reader& reader) {
  return reader.take_any_of({"\u2605\uFE0F", "\u2605", "\u2B50\uFE0F", "\u2B50", "\U0001F31F", "\u272D", "\u2729"});
}
bool take_empty_star(Reader& reader) { return reader.take_any_of({"\u2606\uFE0F", "\u2606", "\u2730", "\u2B51"}); }

// "★★★★☆" is 4 of 5; "★★★★" is 4 of nobody knows how many; "⭐×5" is 5.
bool take_stars(Reader& reader, Draft& draft) {
  double filled = 0;
  double empty = 0;
  bool half = false;
  while (take_filled_star(reader)) ++filled;
  half = filled > 0 && reader.take_any_of({"\u00BD", "1/2"});
  while (take_empty_star(reader)) ++empty;
  if (filled + empty == 0 || filled + empty > kLargestBest) return false;
  if (filled == 1 && empty == 0 && !half) {  // a star as a sign: "⭐×5", "★ 4.5 (12)"
    reader.take_any_of({"\u00D7", "x"});
    const auto times = short_decimal(reader.take_numeral());
    filled = times.value_or(filled);
  }
  draft.rating.value = filled + (half ? 0.5 : 0);
  if (empty > 0) draft.rating.best = filled + empty + (half ? 1 : 0);
  draft.context = true;
  return true;
}

bool take_unit(Reader& reader, Draft& draft) {
  const bool unit = take_filled_star(reader) || reader.take_word(words().unit);
  draft.context = draft.context || unit;
  return unit;
}

// The best that can be given, after the value: "out of 5", "/ 10", "von 5".
bool take_best(Reader& reader, Draft& draft) {
  const bool slash = reader.take("/");
  const bool out_of = slash || reader.take("out of");
  if (!out_of && !reader.take_word(words().of)) return true;
  draft.rating.best = short_decimal(reader.take_numeral());
  draft.out_of = out_of;
  return draft.rating.best && *draft.rating.best > 0;
}

// "87% positive": a value out of 100.
bool take_percent(Reader& reader, Draft& draft) {
  if (!reader.take("%")) return false;
  draft.rating.best = kLargestBest;
  draft.bare_share = !reader.take_word(words().share) && !draft.context;
  draft.context = true;
  return true;
}

bool take_value(Reader& reader, Draft& draft) {
  while (reader.take_word(words().label)) {
    draft.context = true;
    reader.take_any_of({":", "-"});
  }
  if (take_stars(reader, draft)) return draft.rating.best || take_best(reader, draft);
  const std::string_view numeral = reader.take_numeral();
  draft.rating.value = short_decimal(numeral);
  if (!draft.rating.value) return false;
  if (numeral.size() > 1 && numeral.front() == '0' && text::is_digit(static_cast<std::uint8_t>(numeral[1])))
    return false;
  if (take_percent(reader, draft)) {
    const bool whole = numeral.find_first_of(".,") == std::string_view::npos;
    return whole || !draft.bare_share;  // "0.7%" is any share of anything
  }
  take_unit(reader, draft);
  if (!take_best(reader, draft)) return false;
  const bool marked = draft.rating.best && reader.take_word(words().mark);
  take_unit(reader, draft);
  const bool whole = numeral.find_first_of(".,") == std::string_view::npos;
  draft.context = draft.context || marked || (draft.rating.best && !whole);
  return true;
}

// "(1,234)", "103 reviews", "based on 12 ratings", "· 12 reviews".
bool take_count(Reader& reader, Draft& draft) {
  while (reader.take_any_of({"|", "\u00B7", "\u2022", ",", "-", ";"}) || reader.take_word(words().link)) {
  }
  const bool open = reader.take("(");
  if (open) reader.take_word(words().link);
  const bool named_before = open && reader.take_word(words().counted);
  const std::string_view numeral = reader.take_numeral();
  if (numeral.empty()) return false;
  draft.rating.count = whole_number(numeral);
  reader.take("+");
  const bool named = reader.take_word(words().counted) || named_before;
  const bool closed = !open || reader.take(")");
  return draft.rating.count && closed && (open || named);
}

bool is_plausible(const Draft& draft) {
  const Rating& rating = draft.rating;
  const double value = *rating.value;
  if (value > rating.best.value_or(kLargestBest) || rating.best.value_or(0) > kLargestBest) return false;
  if (value == 0 && rating.count.value_or(0) == 0) return false;  // nobody has rated it
  if (draft.context) return true;
  if (!rating.best) return value <= kLargestBare;
  const bool usual = *rating.best == 5 || *rating.best == 10 || *rating.best == 100;
  return usual && (draft.out_of || rating.count.has_value());
}

}  // namespace

std::optional<Rating> rating(std::string_view text) {
  // Without a digit there must be a star, which is no ASCII.
  const auto telling = [](char c) { return (c >= '0' && c <= '9') || (c & 0x80) != 0; };
  if (text.size() > kLongest || std::ranges::none_of(text, telling)) return std::nullopt;
  const std::string folded = text::fold(text);
  Reader reader(folded);
  Draft draft;
  if (!take_value(reader, draft)) return std::nullopt;
  if (!reader.at_end() && !take_count(reader, draft)) return std::nullopt;
  if (!reader.at_end() || !is_plausible(draft)) return std::nullopt;
  draft.rating.as_written = std::string(text);
  return draft.rating;
}

}  // namespace thresh::normalize
