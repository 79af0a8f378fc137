// Ratings: "4.9 out of 5 stars 103 reviews", "4,7 von 5 Sternen", "8/10", "★★★★☆". See normalize.h.
//
// The whole text must be a rating: [label] value [of best | on a scale of worst to best] [unit] [number of ratings], or
// the best first ("5 üzerinden 4,7", 5つ星のうち4.7), with words from data/rating_words.tsv. A word outside of that
// grammar makes it something else ("3 von 5 geschafft", "Rate this recipe 5 out of 5 stars", a control). Bare forms
// that could be a date, a page or a part of a series need more:
// "(1/5)" never, "3 of 5" only beside a word for ratings. A 0 that nobody gave means unrated, which is no value.
//
// Tested by tests/normalize/forms_test.cpp with rating.tsv.
#include <algorithm>
#include <cmath>
#include <string>

#include "base/ascii.h"
#include "normalize/fold.h"
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
constexpr double kMostThousands = 1e6;
constexpr std::size_t kLeastWord = 3;  // letters

struct RatingWords {
  Lexicon label;       // "rated", "average rating"
  Lexicon of;          // "out of", "von"
  Lexicon unit;        // "stars"
  Lexicon mark;        // a unit only behind the best: "5 von 5 Punkten"; "41 points" are votes
  Lexicon share;       // after a percentage: "positive", "worth it"
  Lexicon link;        // "based on"
  Lexicon counted;     // "reviews", "ratings"
  Lexicon scale;       // "on a scale of", before worst and best
  Lexicon to;          // between these
  Lexicon best_first;  // between the best and the value: "üzerinden"
  Lexicon multiplier;  // of the number of ratings, as counts have it
};

RatingWords load() {
  RatingWords words;
  load_kinds("data/rating_words.tsv", {{"label", &words.label},
                                       {"of", &words.of},
                                       {"unit", &words.unit},
                                       {"mark", &words.mark},
                                       {"share", &words.share},
                                       {"link", &words.link},
                                       {"counted", &words.counted},
                                       {"scale", &words.scale},
                                       {"to", &words.to},
                                       {"best_first", &words.best_first}});
  load_kinds("data/count_words.tsv", {{"multiplier", &words.multiplier}});
  return words;
}

const RatingWords& words() {
  static const RatingWords kWords = load();
  return kWords;
}

struct RatingParts {
  Rating rating;
  bool context = false;     // a word or a star says that it is a rating
  bool bare_share = false;  // a percentage of nobody knows what
  bool out_of = false;      // the words between value and best say it too: "out of", "/"
  bool unit = false;        // "stars" stands behind the value
  bool million = false;     // there is an M
};

bool take_filled_star(Reader& reader) {
  return reader.take_any_of({"\u2605\uFE0F", "\u2605", "\u2B50\uFE0F", "\u2B50", "\U0001F31F", "\u272D", "\u2B51"});
}
bool take_empty_star(Reader& reader) {
  return reader.take_any_of({"\u2606\uFE0F", "\u2606", "\u2729", "\u2730", "\u2B52"});
}

// "●●●●○": five circles are a rating; fewer may number or mark anything.
bool take_circles(Reader& reader, RatingParts& parts) {
  constexpr int kCircles = 5;
  Reader attempt = reader;
  int filled = 0, empty = 0;
  while (attempt.take("\u25CF")) ++filled;
  while (attempt.take_any_of({"\u25CB", "\u25EF"})) ++empty;
  if (filled + empty != kCircles) return false;
  parts.rating.value = filled;
  parts.rating.best = kCircles;
  parts.context = true;
  reader = attempt;
  return true;
}

// "★★★★☆" is 4 of 5; "★★★★" is 4 of nobody knows how many; "⭐×5" is 5.
bool take_stars(Reader& reader, RatingParts& parts) {
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
  parts.rating.value = filled + (half ? 0.5 : 0);
  if (empty > 0) parts.rating.best = filled + empty + (half ? 1 : 0);
  parts.context = true;
  return true;
}

// "★★★★★ 4.9", "4.9 ★★★★★": the stars show the number beside them, roughly.
bool take_shown_number(Reader& reader, RatingParts& parts) {
  Reader attempt = reader;
  const std::string_view numeral = attempt.take_numeral();
  const auto value = short_decimal(numeral);
  // A whole number may be that of the ratings, unless the best stands behind it: "★★★★★ 5/5".
  Reader behind = attempt;
  const bool of_best = behind.take("/") || behind.take_word(words().of);
  if (!value || (numeral.find_first_of(".,") == std::string_view::npos && !of_best)) return false;
  if (*value > parts.rating.best.value_or(kLargestBare) || std::abs(*value - *parts.rating.value) > 1) return false;
  parts.rating.value = value;
  reader = attempt;
  return true;
}

void take_shown_stars(Reader& reader, RatingParts& parts) {
  Reader attempt = reader;
  RatingParts stars;
  if (!take_stars(attempt, stars) || stars.rating.value.value_or(0) < 2) return;
  if (std::abs(*stars.rating.value - *parts.rating.value) > 1 ||
      stars.rating.best.value_or(kLargestBest) < *parts.rating.value)
    return;
  parts.context = true;
  parts.rating.best = stars.rating.best;
  reader = attempt;
}

bool take_unit(Reader& reader, RatingParts& parts) {
  const bool unit = take_filled_star(reader) || reader.take_word(words().unit);
  parts.context = parts.context || unit;
  parts.unit = parts.unit || unit;
  return unit;
}

// "on a scale of 1 to 5", "on a scale of 10": the worst and the best that can be given.
bool take_scale(Reader& reader, RatingParts& parts) {
  parts.context = true;
  const bool open = reader.take("(");
  parts.rating.best = short_decimal(reader.take_numeral());
  if (reader.take("-") || reader.take_word(words().to)) {
    parts.rating.worst = parts.rating.best;
    parts.rating.best = short_decimal(reader.take_numeral());
  }
  if (open && !reader.take(")")) return false;
  return parts.rating.best && (!parts.rating.worst || *parts.rating.worst < *parts.rating.best);
}

// "(满分 5 分)", ", 最多 5 颗星": the best behind a comma or in brackets. False where they hold something else.
bool take_best_apart(Reader& reader, RatingParts& parts) {
  Reader attempt = reader;
  const bool open = attempt.take("(");
  if (!open && !attempt.take(",")) return false;
  const bool of = attempt.take_word(words().of).has_value();
  const auto best = short_decimal(attempt.take_numeral());
  attempt.take_word(words().unit);
  if (!of && !attempt.take_word(words().best_first)) return false;  // "(5点満点)"
  if (!best || *best <= 0 || (open && !attempt.take(")"))) return false;
  parts.rating.best = best;
  parts.context = true;
  reader = attempt;
  return true;
}

// The best that can be given, after the value: "out of 5", "/ 10", "von 5", or the scale.
bool take_best(Reader& reader, RatingParts& parts) {
  if (take_best_apart(reader, parts)) return true;
  if (reader.take_word(words().scale)) return take_scale(reader, parts);
  const bool slash = reader.take("/");
  const bool out_of = slash || reader.take("out of");
  const Reader before = reader;
  if (!out_of && !reader.take_word(words().of)) return true;
  const std::string_view numeral = reader.take_numeral();
  if (Reader behind = reader; !out_of && behind.take_word(words().counted)) {
    reader = before;  // "8,5 uit 123 beoordelingen"
    return true;
  }
  parts.rating.best = short_decimal(numeral);
  parts.out_of = out_of;
  return parts.rating.best && *parts.rating.best > 0;
}

// Behind "87%" or "%87": a value out of 100.
void set_percent(Reader& reader, RatingParts& parts) {
  parts.rating.best = kLargestBest;
  parts.bare_share = !reader.take_word(words().share) && !parts.context;
  parts.context = true;
  reader.take(";");  // of a style: "width:90%;"
}

bool take_percent(Reader& reader, RatingParts& parts) {
  if (!reader.take("%")) return false;
  set_percent(reader, parts);
  return true;
}

// "5 üzerinden ", "5つ星のうち": the best before the value, which follows.
bool take_best_first(Reader& reader, RatingParts& parts) {
  Reader attempt = reader;
  const auto best = short_decimal(attempt.take_numeral());
  if (!best || *best <= 0) return false;
  if (!attempt.take_word(words().unit)) attempt.take_word(words().mark);
  const auto word = attempt.take_word(words().best_first);
  if (!word) return false;
  parts.rating.best = best;
  parts.context = parts.context || *word == 0;  // 1: of anything, "5개 중 3개"
  reader = attempt;
  return true;
}

// "4½", "3 1/2 stars": a half behind a whole number.
bool take_half(Reader& reader, std::string_view numeral) {
  if (numeral.find_first_of(".,") != std::string_view::npos) return false;
  if (reader.take("\u00BD")) return true;
  Reader attempt = reader;
  if (!attempt.take("1/2")) return false;
  Reader behind = attempt;
  if (!behind.take_word(words().unit) && !behind.take_word(words().of)) return false;
  reader = attempt;
  return true;
}

bool take_value(Reader& reader, RatingParts& parts) {
  while (reader.take_word(words().label)) {
    parts.context = true;
    reader.take_any_of({":", "-"});
  }
  const bool best_first = take_best_first(reader, parts);
  const bool percent_first = reader.take("%");  // Turkish
  if (take_stars(reader, parts) || take_circles(reader, parts)) {
    const bool number = take_shown_number(reader, parts);
    if (parts.rating.best && !number) return true;
    if (!take_best(reader, parts)) return false;
    take_unit(reader, parts);
    return true;
  }
  const std::string_view numeral = reader.take_numeral();
  parts.rating.value = short_decimal(numeral);
  if (!parts.rating.value) return false;
  if (numeral.size() > 1 && numeral.front() == '0' && text::is_digit(static_cast<std::uint8_t>(numeral[1])))
    return false;
  if (take_half(reader, numeral)) *parts.rating.value += 0.5;
  if (best_first) {
    while (take_unit(reader, parts) || reader.take_word(words().mark)) {
    }
    return true;
  }
  if (percent_first || take_percent(reader, parts)) {
    if (percent_first) set_percent(reader, parts);
    const bool whole = numeral.find_first_of(".,") == std::string_view::npos;
    return whole || !parts.bare_share;  // "0.7%" is any share of anything
  }
  take_shown_stars(reader, parts);
  take_unit(reader, parts);
  Reader behind_mark = reader;
  if (behind_mark.take_word(words().mark) && Reader(behind_mark).take_word(words().of)) reader = behind_mark;
  if (!take_best(reader, parts)) return false;
  const bool whole = numeral.find_first_of(".,") == std::string_view::npos;
  // "5 von 5 Punkten", "4,5 балла"; "41 points" are votes.
  const bool marked = (parts.rating.best || !whole || parts.context) && reader.take_word(words().mark);
  take_unit(reader, parts);
  parts.context = parts.context || marked || (parts.rating.best && !whole);
  return true;
}

// A number of ratings: "1,234", "1.2k", "3M". Rounded numbers are taken as they are: a rating has no room to say so.
// `million`: "m" is one, as it is in capitals only ("5 stars 3m" was written three months ago).
std::optional<std::int64_t> take_number(Reader& reader, bool million) {
  const std::string_view numeral = reader.take_numeral();
  if (numeral.empty()) return std::nullopt;
  const std::string_view rest = reader.rest();
  const bool glued = numeral.data() + numeral.size() == rest.data();
  const bool one_letter = glued && (rest.size() < 2 || !text::is_letter(text::code_point_at(rest, 1).value));
  double times = one_letter && reader.take("k") ? 1e3 : one_letter && million && reader.take("m") ? 1e6 : 1;
  Reader attempt = reader;
  const auto word = times == 1 ? attempt.take_word(words().multiplier) : std::nullopt;  // "1,2 Tsd.", not a letter
  const bool letter = rest.size() < 2 || !text::is_letter(text::code_point_at(rest, 1).value);
  if (word && (!letter || !base::is_ascii_letter(rest.front()))) {
    times = *word;
    reader = attempt;
  }
  if (times == 1) return whole_number(numeral);
  const auto value = short_decimal(numeral);
  return value && *value < kMostThousands ? std::optional(std::llround(*value * times)) : std::nullopt;
}

// "(1,234)", "103 reviews", "based on 12 ratings", "· 12 reviews"; behind "out of 5 stars" a bare number too.
bool take_count(Reader& reader, RatingParts& parts) {
  while (reader.take_any_of({"|", "\u00B7", "\u2022", ",", "-", ";", "."}) || reader.take_word(words().link)) {
  }
  const bool open = reader.take("(");
  if (open) reader.take_word(words().link);
  const bool named_before = reader.take_word(words().counted).has_value();  // "Vote count: 12", "리뷰 123개"
  if (named_before) reader.take(":");
  parts.rating.count = take_number(reader, parts.million);
  if (!parts.rating.count) return false;
  reader.take("+");
  const bool named = reader.take_word(words().counted) || named_before;
  const bool closed = !open || reader.take(")");
  const bool bare = parts.unit && parts.rating.best && reader.at_end();
  return closed && (open || named || bare);
}

bool is_plausible(const RatingParts& parts) {
  const Rating& rating = parts.rating;
  const double value = *rating.value;
  if (value > rating.best.value_or(kLargestBest) || rating.best.value_or(0) > kLargestBest) return false;
  if (value < rating.worst.value_or(0)) return false;
  if (value == 0 && rating.count.value_or(0) == 0) return false;  // nobody has rated it
  if (parts.context) return true;
  if (!rating.best) return value <= kLargestBare;
  const bool usual = *rating.best == 5 || *rating.best == 10 || *rating.best == 100;
  return usual && (parts.out_of || rating.count.has_value());
}

// Puts back the blank that is lost between a word and a number: "stars103 reviews", "5stars". Shorter words may belong
// to the number ("1.2k", "x5").
std::string with_blanks(std::string_view folded) {
  std::string out;
  std::size_t letters = 0;  // of the word that ends here
  for (std::size_t at = 0; at < folded.size(); ++at) {
    const bool letter = base::is_ascii_letter(folded[at]);
    const bool digit = base::is_ascii_digit(folded[at]);
    const bool word_starts = letter && std::ranges::all_of(folded.substr(at, kLeastWord), base::is_ascii_letter) &&
                             at + kLeastWord <= folded.size();
    const bool after_digit = !out.empty() && base::is_ascii_digit(out.back());
    if ((digit && letters >= kLeastWord) || (word_starts && after_digit)) out += ' ';
    letters = letter ? letters + 1 : 0;
    out += folded[at];
  }
  return out;
}

// "4.5 out of 5 stars." without its full stop; "4." numbers a list.
std::string_view without_stop(std::string_view text) {
  const bool plain = text.find_first_not_of("0123456789.") == std::string_view::npos;
  return text.ends_with('.') && !plain ? text::trim_ascii(text.substr(0, text.size() - 1)) : text;
}

}  // namespace

std::optional<Rating> rating(std::string_view text) {
  // Without a digit there must be a star, which is no ASCII.
  const auto telling = [](char c) { return (c >= '0' && c <= '9') || (c & 0x80) != 0; };
  if (text.size() > kLongest || std::ranges::none_of(text, telling)) return std::nullopt;
  const std::string words_of_it = with_blanks(normalize::folded(text));
  Reader reader(without_stop(words_of_it));
  RatingParts parts;
  parts.million = text.find('M') != std::string_view::npos;
  if (!take_value(reader, parts)) return std::nullopt;
  if (!reader.at_end() && !take_count(reader, parts)) return std::nullopt;
  if (!reader.at_end() || !is_plausible(parts)) return std::nullopt;
  parts.rating.as_written = std::string(text);
  return parts.rating;
}

}  // namespace thresh::normalize
