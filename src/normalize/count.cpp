// Counts: votes, answers, comments, "12 people found this helpful". See normalize.h.
//
// A count is a whole number with at most a sign before it, a multiplier behind it ("1.2k") and what is counted around
// it. What may be counted is a vocabulary, data/count_words.tsv, because the words decide: "14 answers" is a count, "2
// weeks after my surgery" is prose. Whole phrases around a number stand there too ("a # personas les resultó útil"). A
// number that is rounded by its writer ("1.2k", "500+", "over 500") is marked approximate.
//
// Tested by tests/normalize/forms_test.cpp with count.tsv.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "base/ascii.h"
#include "base/embedded.h"
#include "normalize/fold.h"
#include "normalize/normalize.h"
#include "normalize/numeral.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongest = 160;  // bytes
constexpr std::size_t kMostPlainDigits = 10;
constexpr double kMostValue = 1e15;

struct CountWords {
  Lexicon counted;      // "answers", "people found this helpful"
  Lexicon numbers;      // "one", "no"
  Lexicon multipliers;  // "k", "mio."
  Lexicon of;           // "12 of 14 people found this helpful"
  Lexicon ordinal;      // "Answer 12" is the twelfth
  Lexicon who, found, what, helpful;
  Lexicon about;    // "over", before a rounded number
  Lexicon more;     // the same, behind it: 以上
  Lexicon lead;     // "based on", before what is counted
  Lexicon often;    // "times", behind a number with such a lead
  Lexicon upon;     // "comments on", before what they are on
  Lexicon phrases;  // "#" stands for the number; without one the phrase has it as its value
};

// A phrase without the blanks around its number, which some scripts do not write.
std::string phrase_key(std::string_view head, std::string_view tail) {
  return std::string(text::trim_ascii(head)) + '#' + std::string(text::trim_ascii(tail));
}

void load_phrases(Lexicon& phrases) {
  for (const Row& row : rows_of(base::embedded("data/count_words.tsv"))) {
    if (row[0] != "phrase") continue;
    const std::string words = folded(row[1]);
    const std::size_t number = words.find('#');
    std::uint32_t value = 0;
    std::from_chars(row[2].data(), row[2].data() + row[2].size(), value);
    phrases.add(number == std::string::npos ? words : phrase_key(words.substr(0, number), words.substr(number + 1)),
                value);
  }
  phrases.seal();
}

CountWords load() {
  CountWords words;
  load_kinds("data/count_words.tsv", {{"counted", &words.counted},
                                      {"number", &words.numbers},
                                      {"multiplier", &words.multipliers},
                                      {"of", &words.of},
                                      {"ordinal", &words.ordinal},
                                      {"who", &words.who},
                                      {"found", &words.found},
                                      {"what", &words.what},
                                      {"helpful", &words.helpful},
                                      {"about", &words.about},
                                      {"more", &words.more},
                                      {"lead", &words.lead},
                                      {"often", &words.often},
                                      {"upon", &words.upon}});
  load_phrases(words.phrases);
  return words;
}

const CountWords& words() {
  static const CountWords kWords = load();
  return kWords;
}

void skip_spaces(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// "people found this answer helpful", "person finds it useful".
bool is_found_helpful(std::string_view text) {
  for (const Lexicon* part : {&words().who, &words().found, &words().what}) {
    const auto prefix = part->longest_prefix(text);
    if (!prefix) return false;
    text.remove_prefix(prefix->bytes);
    skip_spaces(text);
  }
  return words().helpful.contains(text);
}

// Whether `text` is nothing, or names what is counted.
bool is_counted(std::string_view text) {
  text = text::trim_ascii(text);
  for (const std::string_view end : {":", ".", "!", ">", "\u00BB", "\u203A"}) {  // "22." numbers a list
    if (text.size() > end.size() && text.ends_with(end)) {
      text = text::trim_ascii(text.substr(0, text.size() - end.size()));
      break;
    }
  }
  return text.empty() || words().counted.contains(text) || is_found_helpful(text);
}

// "one person found this helpful", "no comments": the thing counted must follow.
std::optional<Count> spelled_out(std::string_view text) {
  const auto number = words().numbers.longest_prefix(text, 1);
  if (!number) return std::nullopt;
  const std::string_view rest = text::trim_ascii(text.substr(number->bytes));
  if (rest.empty() || !text::is_letter(text::code_point_at(rest, 0).value) || !is_counted(rest)) return std::nullopt;
  return Count{static_cast<std::int64_t>(number->value), false};
}

// The multiplier that follows a numeral; 1 if there is none. A single letter is one only if it is glued to the number,
// but for "k" and "M", as "1,2 M" is written in French; and "m" only if it is a capital ("52m" are minutes or metres).
std::uint32_t take_multiplier(std::string_view& rest, bool capital_m) {
  std::string_view after = rest;
  skip_spaces(after);
  const auto multiplier = words().multipliers.longest_prefix(after, 1);
  if (!multiplier || words().counted.contains(text::trim_ascii(after))) return 1;  // "12 mi piace"
  const std::string_view word = after.substr(0, multiplier->bytes);
  const bool glued = after.size() == rest.size();
  if ((word.size() == 1 && !glued && word != "k" && word != "m") || (word == "m" && !capital_m)) return 1;
  rest = after.substr(word.size());
  return multiplier->value;
}

std::optional<Count> value_of(std::string_view numeral, std::uint32_t multiplier) {
  const auto whole = whole_number(numeral);
  if (multiplier == 1 && numeral.size() > kMostPlainDigits && numeral.find_first_of(".,' ") == std::string_view::npos) {
    return std::nullopt;  // the number of a book or a phone
  }
  if (multiplier == 1) return whole ? std::optional(Count{*whole, false}) : std::nullopt;
  // "1,234k" may mean two things; "12k" and "1.2k" only one.
  const bool plain = numeral.find_first_of(".,' ") == std::string_view::npos;
  const auto value = plain && whole ? std::optional(static_cast<double>(*whole)) : short_decimal(numeral);
  if (!value || *value * multiplier > kMostValue) return std::nullopt;
  return Count{std::llround(*value * multiplier), true};
}

// "12 of 14 people found this helpful": the 12 is what counts.
void skip_total(std::string_view& rest) {
  std::string_view after = rest;
  skip_spaces(after);
  const auto of = words().of.longest_prefix(after, 2);
  if (!of) return;
  after.remove_prefix(of->bytes);
  skip_spaces(after);
  const std::string_view total = numeral_at_start(after);
  if (!whole_number(total)) return;
  after.remove_prefix(total.size());
  if (!text::trim_ascii(after).empty()) rest = after;  // without a noun it is a page number
}

std::string_view unwrapped(std::string_view text) {
  const bool round = text.starts_with('(') && text.ends_with(')');
  const bool square = text.starts_with('[') && text.ends_with(']');
  return text.size() > 2 && (round || square) ? text::trim_ascii(text.substr(1, text.size() - 2)) : text;
}

// "over ", "約": takes them off the front of what stands before a count.
bool take_about(std::string_view& head) {
  const auto about = words().about.longest_prefix(head, 3);
  if (!about) return false;
  head = text::trim_ascii(head.substr(about->bytes));
  return true;
}

// What stands before a count: "Answers: (", "up vote", "~", "+". Its sign goes to `negative`; a dash with a blank on
// both sides and words before it is none, but stands between them ("Comments - 12").
bool accept_head(std::string_view head, bool& negative, bool& approximate) {
  if (head.ends_with(" - ")) head.remove_suffix(2);
  const bool apart = head.ends_with(' ');
  head = text::trim_ascii(head);
  if (head.ends_with("\u00B7")) head.remove_suffix(std::string_view("\u00B7").size());  // "Utile · 12"
  while (take_about(head)) approximate = true;
  if (head.ends_with('+') || head.ends_with('-')) {
    negative = head.back() == '-';
    head.remove_suffix(1);
    if (negative && !head.empty() && text::is_letter(text::code_point_at(head, head.size() - 1).value)) return false;
    head = text::trim_ascii(head);
  }
  if (head.ends_with('~') || head.ends_with("\u2248")) {
    approximate = true;
    head.remove_suffix(head.ends_with('~') ? 1 : std::string_view("\u2248").size());
  }
  if (head.ends_with('(')) head.remove_suffix(1);
  return is_counted(head) && !(apart && words().ordinal.contains(head));
}

// Whether what follows a number is no part of it: "12 votes", 12件, not "12th".
bool is_apart(std::string_view rest) {
  if (rest.empty() || rest.front() == ' ' || words().counted.contains(rest)) return true;  // "12x bekeken"
  const char32_t next = text::code_point_at(rest, 0).value;
  return !text::is_letter(next) || may_touch(next);
}

// "12 thoughts on “How to prune”": what was counted, and a title in quotes.
bool is_counted_upon(std::string_view text) {
  text = text::trim_ascii(text);
  const auto upon = words().upon.longest_prefix(text);
  if (!upon) return false;
  text = text::trim_ascii(text.substr(upon->bytes));
  constexpr std::array<std::string_view, 7> kQuotes = {"\"",     "\u201C", "\u201E", "\u00AB",
                                                       "\u2018", "\u300C", "\u300A"};
  return std::ranges::any_of(kQuotes, [text](std::string_view quote) { return text.starts_with(quote); });
}

// "based on ", "viewed ": takes it off the front of what stands before a count.
bool take_lead(std::string_view& head) {
  const auto lead = words().lead.longest_prefix(head, 3);
  if (!lead) return false;
  head = text::trim_ascii(head.substr(lead->bytes));
  return true;
}

}  // namespace

std::optional<Count> count(std::string_view text) {
  if (text.size() > kLongest) return std::nullopt;
  const std::string folded_text = folded(text);
  const std::string_view all = unwrapped(folded_text);
  const std::size_t digits = all.find_first_of("0123456789");
  if (digits == std::string_view::npos) {
    const auto phrase = words().phrases.find(all);
    return phrase ? std::optional(Count{*phrase, false}) : spelled_out(all);
  }
  std::string_view head = all.substr(0, digits);
  std::string_view rest = all.substr(digits);
  const std::string_view numeral = numeral_at_start(rest);
  rest.remove_prefix(numeral.size());
  auto found = value_of(numeral, take_multiplier(rest, text.find('M') != std::string_view::npos));
  if (!found) return std::nullopt;
  if (take(rest, '+')) found->approximate = true;
  if (words().phrases.contains(phrase_key(head, rest))) return found;
  bool negative = false;
  const bool led = take_lead(head);  // and then what is counted must follow
  if (!accept_head(head, negative, found->approximate)) return std::nullopt;
  if (const auto more = words().more.longest_prefix(rest, 2)) {
    rest.remove_prefix(more->bytes);
    found->approximate = true;
  }
  if (head.find('(') != std::string_view::npos) take(rest, ')');
  if (!is_apart(rest)) return std::nullopt;
  skip_total(rest);
  if (words().phrases.contains(phrase_key(head, rest))) return found;
  const std::string_view behind = text::trim_ascii(rest);
  if (!is_counted(rest) && !is_counted_upon(rest) && !(led && words().often.contains(behind))) return std::nullopt;
  if (led && behind.empty()) return std::nullopt;
  if (negative) found->value = -found->value;
  return found;
}

}  // namespace thresh::normalize
