// Money: "$4,000–$6,500", "1.234,56 €", "CHF 1'200", "R$ 1.234,50", "Rs. 1,20,000", 1,200円. See normalize.h.
//
// The whole text must be an amount with a currency before or behind it, or two of them with "to" between. Signs, names
// and codes of currencies stand in data/money_words.tsv; a sign that several share ("$", "kr") gives no currency unless
// the page or its language names one of them ("1200元" in zh-TW). The three-letter codes of ISO 4217 count in capitals
// only, for "all" and "top" are some. An amount without a currency is a number, not money.
//
// Tested by tests/normalize/forms_test.cpp with money.tsv.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/embedded.h"
#include "normalize/fold.h"
#include "normalize/normalize.h"
#include "normalize/numeral.h"
#include "normalize/reader.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongest = 120;  // bytes
constexpr double kMost = 1e15;
constexpr double kLeastPart = 1000;  // of an amount in several parts, the multiplier of the first

struct MoneyWords {
  std::vector<std::string_view> codes;  // of each currency word, parted by '|': the meaning of `currency`
  Lexicon currency;                     // "$", "euros", 円
  Lexicon code;                         // of ISO 4217, by its place in `codes`
  Lexicon label;                        // "price", "cost"
  Lexicon from;                         // "from", "ab"
  Lexicon to;                           // between two amounts
  Lexicon between, both;                // "between" $1 "and" $2
  Lexicon tail;                         // "incl. VAT"
  Lexicon of;                           // "de" of "2 millones de euros"
  Lexicon multiplier;                   // "k", "Mio.", of count_words.tsv, and "Cr"
  // What a sign of several currencies stands for by the language of the page ("zh-tw": TWD), and where neither the page
  // nor its language says.
  std::vector<std::pair<std::string_view, std::string_view>> by_language, usual;
};

// Those of counts, and those that only amounts have.
void load_multipliers(Lexicon& multipliers) {
  for (const std::string_view path : {"data/count_words.tsv", "data/money_words.tsv"}) {
    for (const Row& row : rows_of(base::embedded(path))) {
      std::uint32_t value = 0;
      if (row[0] != "multiplier") continue;
      std::from_chars(row[2].data(), row[2].data() + row[2].size(), value);
      multipliers.add(folded(row[1]), value);
    }
  }
  multipliers.seal();
}

MoneyWords load() {
  MoneyWords words;
  for (const Row& row : rows_of(base::embedded("data/money_words.tsv"))) {
    if (row[0] != "currency" && row[0] != "code") continue;
    Lexicon& lexicon = row[0] == "code" ? words.code : words.currency;
    lexicon.add(folded(row[1]), static_cast<std::uint32_t>(words.codes.size()));
    words.codes.push_back(row[0] == "code" ? row[1] : row[2]);
  }
  words.currency.seal();
  words.code.seal();
  for (const Row& row : rows_of(base::embedded("data/money_words.tsv"))) {
    if (row[0] == "language") words.by_language.emplace_back(row[1], row[2]);
    if (row[0] == "usual")
      words.usual.emplace_back(words.codes[words.currency.find(folded(row[1])).value_or(0)], row[2]);
  }
  load_kinds("data/money_words.tsv", {{"label", &words.label},
                                      {"from", &words.from},
                                      {"to", &words.to},
                                      {"between", &words.between},
                                      {"both", &words.both},
                                      {"of", &words.of},
                                      {"tail", &words.tail}});
  load_multipliers(words.multiplier);
  return words;
}

const MoneyWords& words() {
  static const MoneyWords kWords = load();
  return kWords;
}

// Blanks where a letter and a digit touch ("CHF1200", "500kr"); a single letter may be a multiplier ("4k").
std::string with_blanks(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char before = at == 0 ? ' ' : text[at - 1];
    const bool word = at + 1 < text.size() && base::is_ascii_letter(text[at]) && base::is_ascii_letter(text[at + 1]);
    const bool split =
        (base::is_ascii_letter(before) && base::is_ascii_digit(text[at])) || (base::is_ascii_digit(before) && word);
    if (split) out += ' ';
    out += text[at];
  }
  return out;
}

// One amount and the currencies that it could be of.
struct Amount {
  double value = 0;
  std::optional<double> by_point, by_comma;  // where three digits stand behind one: its value if that is a decimal sign
  double times = 1;                          // what its numeral was multiplied by
  std::string_view codes;                    // empty: none is named
};

// What is multiplied ("1.1k") gets no digits that are those of binary numbers alone.
double multiplied(double value, double times) { return times == 1 ? value : std::round(value * times * 100) / 100; }

// Currencies whose lands write the decimal point, so that their amounts keep it on pages in other languages too.
constexpr std::array<std::string_view, 16> kPointed = {"USD", "GBP", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD",
                                                       "MXN", "JPY", "CNY", "INR", "KRW", "THB", "ILS", "PHP"};

bool is_pointed(std::string_view codes) {
  return std::ranges::any_of(parts_of(codes),
                             [](std::string_view code) { return std::ranges::count(kPointed, code) > 0; });
}

class MoneyReader {
 public:
  // `capitals`: the words that stand in capitals in the text, folded, each between blanks.
  MoneyReader(std::string_view text, std::string_view capitals) : reader_(text), capitals_(capitals) {}

  std::optional<Money> read(std::string_view page_currency, DecimalSign sign, std::string_view language) {
    while (reader_.take_word(words().label)) reader_.take_any_of({":", "-"});
    const bool between = reader_.take_word(words().between).has_value();
    if (!between) reader_.take_word(words().from);
    auto low = take_amount();
    if (!low) return std::nullopt;
    std::optional<Amount> high;
    const bool both = between && reader_.take_word(words().both);
    if (both || is_range()) {
      high = take_amount();
      if (!high) return std::nullopt;
    }
    if (between && !high) return std::nullopt;
    reader_.take_any_of({"+", "~"});
    while (reader_.take_any_of({",", "(", ")"}) || reader_.take_word(words().tail)) {
    }
    const auto codes = high ? common(low->codes, high->codes) : low->codes;
    if (!reader_.at_end() || !codes || codes->empty()) return std::nullopt;
    settle_separator(*low, *codes, sign);
    if (high) {
      settle_separator(*high, *codes, sign);
      share_multiplier(*low, *high);
    }
    if (high && high->value < low->value) return std::nullopt;
    return Money{low->value, high ? std::optional(high->value) : std::nullopt,
                 decided(*codes, page_currency, language)};
  }

 private:
  // Whether a second amount follows: "12,800円～" has none, and "à vista" is no "à".
  bool is_range() {
    Reader attempt = reader_, behind = reader_;
    const bool tail = behind.take_word(words().tail).has_value();
    if (tail && (behind.at_end() || text::is_letter(text::code_point_at(behind.rest(), 0).value))) return false;
    if (!attempt.take_any_of({"-", "~", "\u301C", "\u2026", "..."}) && !attempt.take_word(words().to)) return false;
    if (attempt.at_end()) return false;
    reader_ = attempt;
    return true;
  }

  // "1,859 €" on a page in German is no thousands, nor is "$3.459" on one in English.
  static void settle_separator(Amount& amount, std::string_view codes, DecimalSign sign) {
    const bool pointed = is_pointed(codes);
    if (sign == DecimalSign::kComma && !pointed) amount.value = amount.by_comma.value_or(amount.value);
    if (sign == DecimalSign::kPoint && pointed) amount.value = amount.by_point.value_or(amount.value);
  }

  // "$4-6k", 20〜30万円: what the upper end is multiplied by goes for both, unless the lower one would be the larger.
  static void share_multiplier(Amount& low, const Amount& high) {
    if (low.times == 1 && low.value * high.times <= high.value) low.value = multiplied(low.value, high.times);
  }

  static bool holds(std::string_view codes, std::string_view code) {
    return !code.empty() && std::ranges::count(parts_of(codes), code) > 0;
  }

  // The codes of two amounts, or of two words beside one ("$ … USD"): those of the narrower one. Nothing where they
  // differ.
  static std::optional<std::string_view> common(std::string_view a, std::string_view b) {
    if (a.empty() || b.empty()) return a.empty() ? b : a;
    if (a == b) return a;
    const bool a_is_one = a.find('|') == std::string_view::npos;
    const bool b_is_one = b.find('|') == std::string_view::npos;
    if (b_is_one && holds(a, b)) return b;
    if (a_is_one && holds(b, a)) return a;
    return std::nullopt;
  }

  // The currency of the longest tag that begins the language: "zh-tw" before "zh"; empty where no row has it.
  static std::string_view currency_of(std::string_view language) {
    const std::string tag = text::ascii_lower(language);
    std::pair<std::string_view, std::string_view> best;
    for (const auto& row : words().by_language) {
      const bool begins =
          tag.starts_with(row.first) && (tag.size() == row.first.size() || tag[row.first.size()] == '-');
      if (begins && row.first.size() > best.first.size()) best = row;
    }
    return best.second;
  }

  static std::string decided(std::string_view codes, std::string_view page_currency, std::string_view language) {
    if (codes.find('|') == std::string_view::npos) return std::string(codes);
    if (holds(codes, page_currency)) return std::string(page_currency);
    const std::string_view spoken = currency_of(language);
    if (holds(codes, spoken)) return std::string(spoken);
    const auto usual = std::ranges::find(words().usual, codes, [](const auto& row) { return row.first; });
    return usual == words().usual.end() || !spoken.empty() ? std::string() : std::string(usual->second);
  }

  // The codes of a currency that stands here; empty if none does.
  std::string_view take_currency() {
    if (const auto word = reader_.take_word(words().currency)) return words().codes[*word];
    Reader attempt = reader_;
    const auto code = attempt.take_word(words().code);
    if (!code || capitals_.find(' ' + text::ascii_lower(words().codes[*code]) + ' ') == std::string::npos) return {};
    reader_ = attempt;
    return words().codes[*code];
  }

  // Whether the sign of a currency stands here, and no letter of a word: "1,3 M €".
  static bool is_sign(std::string_view text) {
    const auto currency = words().currency.longest_prefix(text);
    return currency && !text::is_letter(text::code_point_at(text, 0).value);
  }

  // "1.2k", "1,2 Mio.", 1.2万: what the numeral is multiplied by.
  double take_multiplier(bool glued) {
    Reader attempt = reader_;
    const std::string_view before = attempt.rest();
    const auto multiplier = attempt.take_word(words().multiplier);
    if (!multiplier) return 1;
    const bool letter =
        base::is_ascii_letter(before.front()) && (before.size() == 1 || !base::is_ascii_letter(before[1]));
    if (letter && !glued && !is_sign(attempt.rest())) return 1;
    while (attempt.take_word(words().of)) {
    }
    reader_ = attempt;
    return *multiplier;
  }

  // More than four digits behind a comma are two numbers in one ("$2,898" and "00") or no amount; behind "0," they may
  // be one.
  static bool has_long_fraction(std::string_view numeral) {
    constexpr std::size_t kMostDecimals = 4;
    const std::size_t comma = numeral.rfind(',');
    if (comma == std::string_view::npos || numeral.front() == '0') return false;
    const std::string_view fraction = numeral.substr(comma + 1);
    return fraction.size() > kMostDecimals && std::ranges::all_of(fraction, base::is_ascii_digit);
  }

  // "1.234,56", "1'200", "12,-": three digits behind a separator are thousands here.
  std::optional<Amount> take_value() {
    const std::string_view numeral = reader_.take_numeral();
    if (numeral.empty()) return std::nullopt;
    const bool glued = numeral.data() + numeral.size() == reader_.rest().data();
    const auto whole = whole_number(numeral);
    const auto value = whole ? std::optional(static_cast<double>(*whole)) : any_number(numeral);
    if (!value || has_long_fraction(numeral) ||
        (numeral.size() > 1 && numeral.front() == '0' && base::is_ascii_digit(numeral[1])))
      return std::nullopt;
    if (glued) reader_.take_any_of({",--", ".--", ",-", ".-", "/-", ":-"});
    const std::string_view word = reader_.rest();
    const double times = take_multiplier(glued);
    if (*value * times > kMost) return std::nullopt;
    if (times >= kLeastPart && may_touch(text::code_point_at(word, 0).value)) {
      const double more = take_parts(times);
      if (more > 0) return Amount{*value * times + more, {}, {}, 1, {}};
    }
    const auto with = [times](std::optional<double> other) {
      return other ? std::optional(multiplied(*other, times)) : std::nullopt;
    };
    return Amount{
        multiplied(*value, times), with(three_decimals(numeral, '.')), with(three_decimals(numeral, ',')), times, {}};
  }

  // "12万5千", "1억 2천만": what parts behind the first one add, each of less than the one before it.
  double take_parts(double above) {
    double sum = 0;
    while (true) {
      Reader attempt = reader_;
      const std::string_view numeral = attempt.take_numeral();
      const auto whole = whole_number(numeral);
      if (!whole) return sum;
      const auto multiplier = attempt.take_word(words().multiplier);
      const double times = multiplier.value_or(1);
      const double part = static_cast<double>(*whole) * times;
      if (times >= above || part >= above) return sum;
      reader_ = attempt;
      sum += part;
      above = times;
      if (times == 1) return sum;
    }
  }

  std::optional<Amount> take_amount() {
    bool negative = reader_.take("-");
    std::string_view before = take_currency();
    if (!before.empty()) {
      const std::string_view more = take_currency();  // "US $", "USD $"
      const auto both = common(before, more);
      if (!both) return std::nullopt;
      before = *both;
      negative = reader_.take("-") || negative;
    }
    auto value = take_value();
    if (!value) return std::nullopt;
    const std::string_view behind = take_currency();
    const auto codes = common(before, behind);
    if (!codes) return std::nullopt;
    if (!behind.empty() && before.empty()) take_cents(*value);
    if (reader_.rest() == "-") reader_.take("-");  // "¥12,800-"
    value->codes = *codes;
    if (!negative) return value;
    for (std::optional<double>* const other : {&value->by_point, &value->by_comma}) {
      if (*other) **other = -**other;
    }
    value->value = -value->value;
    return value;
  }

  // "12€50": the cents behind the sign, as French shops write them.
  void take_cents(Amount& amount) {
    if (amount.value != std::floor(amount.value) || amount.times != 1 || reader_.at_end()) return;
    const bool glued = reader_.rest().data()[-1] != ' ';
    if (!glued) return;
    if (const auto cents = reader_.take_digits(2, 2)) amount.value = (amount.value * 100 + *cents) / 100;
  }

  Reader reader_;
  std::string_view capitals_;
};

// The words of ASCII letters that stand in capitals, in lower case, with blanks around each.
std::string words_in_capitals(std::string_view text) {
  std::string out = " ";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && base::is_ascii_letter(text[at])) ++at;
    const std::string_view word = text.substr(begin, at - begin);
    const bool capitals = std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    if (!word.empty() && capitals) out += text::ascii_lower(word) + ' ';
    if (word.empty()) ++at;
  }
  return out;
}

}  // namespace

std::optional<Money> money(std::string_view text, std::string_view currency, DecimalSign sign,
                           std::string_view language) {
  if (text.size() > kLongest) return std::nullopt;
  const std::string words_of_it = with_blanks(folded(text));
  if (words_of_it.find_first_of("0123456789") == std::string::npos) return std::nullopt;
  const std::string capitals = words_in_capitals(text);
  return MoneyReader(words_of_it, capitals).read(currency, sign, language);
}

}  // namespace thresh::normalize
