// See charset_likelihood.h. All figures are quarters of a bit: 4 make something half as likely.
#include "text/charset_likelihood.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "text/charset_decoder.h"
#include "text/charset_index_icu.h"
#include "text/letter_model.h"
#include "text/unicode.h"
#include "text/unicode_icu.h"

namespace thresh::text {
namespace {

using Information = std::uint64_t;

constexpr unsigned kBit = 4;
constexpr char16_t kReplacement = 0xFFFD;

// What text holds beside the letters of its language, by how seldom that is: a symbol of a hundred is seven bits. These
// are estimates, mended where detection_rate_test.py showed them to be wrong; nothing is fitted to its texts.
constexpr unsigned kAsciiLetter = 6 * kBit;     // in a language of other letters, beside one of those
constexpr unsigned kPunctuation = 7 * kBit;     // quotes, dashes, no-break spaces …
constexpr unsigned kSymbol = 12 * kBit;         // § of another day: fractions, superscripts, box drawing
constexpr unsigned kLoanLetter = 10 * kBit;     // a letter of Latin-1 that the language has only in loans: "naïve"
constexpr unsigned kForeignLetter = 13 * kBit;  // a letter of the same script that the language has not
constexpr unsigned kForeignScript = 16 * kBit;  // a letter of another script
constexpr unsigned kControl = 20 * kBit;        // C1 controls, which nobody writes
constexpr unsigned kMeaningless = 25 * kBit;    // no character at all
constexpr unsigned kCapitalInside = 8 * kBit;   // a capital behind a small letter
constexpr unsigned kCapitals = 1 * kBit;        // a capital behind another
constexpr unsigned kRareIdeograph = 17 * kBit;  // that the model has not
constexpr unsigned kLine = 1 * kBit;            // a symbol behind itself: ─────
constexpr unsigned kHalfwidth = 11 * kBit;      // halfwidth katakana, of a time before pages
constexpr unsigned kStatedLanguage =
    12 * kBit;  // what a page gains that says the language: `lang` is often a template's

// How much seldomer an encoding is than windows-1252, among pages that do not say which it is.
struct Prior {
  std::string_view charset;
  unsigned information;
};
constexpr std::array<Prior, 11> kPriors = {{
    {"windows-1252", 0},
    {"iso-8859-15", 6 * kBit},
    {"iso-8859-2", 3 * kBit},
    {"iso-8859-5", 8 * kBit},
    {"iso-8859-6", 8 * kBit},
    {"iso-8859-7", 4 * kBit},
    {"koi8-r", 3 * kBit},
    {"koi8-u", 4 * kBit},
    {"ibm866", 8 * kBit},
    {"x-mac-cyrillic", 9 * kBit},
    {"windows-1258", 6 * kBit},
}};
constexpr unsigned kUsualPrior = 2 * kBit;

unsigned prior_of(std::string_view charset) {
  const auto prior = std::ranges::find(kPriors, charset, &Prior::charset);
  return prior == kPriors.end() ? kUsualPrior : prior->information;
}

char32_t lower_case(char32_t c) {
  constexpr char32_t kCapitalIWithDot = 0x130;  // which case folding leaves to the Turks
  return c == kCapitalIWithDot ? U'i' : icu::fold_case(c);
}

bool is_punctuation(char32_t c) {
  constexpr std::u32string_view kMarks =
      U"\u00A0\u00A3\u00A9\u00AB\u00AE\u00B0\u00B7\u00BB\u00BF\u00A1\u00A7\u060C\u061B\u061F\u20AC\u2116";
  return (c >= 0x2013 && c <= 0x2026) || kMarks.find(c) != std::u32string_view::npos;
}

// How a language reads the bytes of an encoding.
class Reading {
 public:
  Reading(const PairModel& model, std::string_view charset) : model_(model), charset_(charset) {
    const SingleByteIndex& index = single_byte_index(charset);
    const bool is_latin = model.is_latin();
    for (std::size_t byte = 0; byte < index.size(); ++byte) {
      const char32_t c = index[byte];
      Meaning& meaning = meanings_[byte];
      if (!is_letter(c) && !icu::is_mark(c)) {
        meaning.extra = byte < 0x80 ? 0 : beside_letters(c);
        continue;
      }
      meaning.letter = static_cast<std::uint8_t>(model.letter(lower_case(c)));
      meaning.is_capital = is_upper(c);
      meaning.is_small = !meaning.is_capital;
      if (meaning.letter != 0) continue;
      meaning.extra = byte < 0x80 ? kAsciiLetter : of_others(c, is_latin);
    }
  }

  const PairModel& model() const { return model_; }
  std::string_view charset() const { return charset_; }

  // Of the words, which line ends are between. Gives up beyond `limit`.
  Information read(std::string_view words, Information limit) const {
    Information sum = 0;
    Meaning before;
    for (const char byte : words) {
      const Meaning& meaning = meanings_[static_cast<std::uint8_t>(byte)];
      sum += meaning.extra;
      if (before.letter != 0 || meaning.letter != 0) sum += model_.information(before.letter, meaning.letter);
      if (meaning.is_capital) sum += before.is_small ? kCapitalInside : before.is_capital ? kCapitals : 0;
      before = meaning;
      if (byte == '\n' && sum > limit) break;
    }
    return sum;
  }

 private:
  struct Meaning {
    std::uint8_t letter = 0;  // 0: none of the language
    std::uint8_t extra = 0;
    bool is_capital = false;
    bool is_small = false;
  };

  // Of a letter that the language has not.
  static std::uint8_t of_others(char32_t c, bool is_latin) {
    if (icu::is_latin(c) != is_latin) return kForeignScript;
    return c < 0x100 ? kLoanLetter : kForeignLetter;
  }

  static std::uint8_t beside_letters(char32_t c) {
    if (c == kReplacement) return kMeaningless;
    if (c < 0xA0) return kControl;
    return is_punctuation(c) ? kPunctuation : kSymbol;
  }

  const PairModel& model_;
  std::string_view charset_;
  std::array<Meaning, 256> meanings_;
};

// Every language in every encoding of single bytes, made once.
const std::vector<Reading>& readings() {
  static const std::vector<Reading> kReadings = [] {
    std::vector<Reading> all;
    for (const PairModel& model : letter_models().pairs) {
      for (const std::string_view charset : model.charsets) all.emplace_back(model, charset);
    }
    return all;
  }();
  return kReadings;
}

unsigned beside_ideographs(char32_t c) {
  if (c < 0x80) return is_letter(c) ? kAsciiLetter : c == '\n' ? 0 : kPunctuation;
  if (c == kReplacement) return kMeaningless;
  if (c >= 0xFF61 && c <= 0xFF9F) return kHalfwidth;
  if (c < 0xA0) return kControl;
  if (c >= 0xE000 && c <= 0xF8FF) return kControl;
  return is_letter(c) ? kRareIdeograph : kSymbol;
}

Information read_characters(const CharacterModel& model, std::string_view words, std::string_view charset) {
  const std::string text = convert(words, charset).text;
  Information sum = 0;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const unsigned known = point.value < model.information.size() ? model.information[point.value] : 0;
    const bool is_line =
        point.value == before && point.value >= 0xA0 && point.value != kReplacement && !is_letter(point.value);
    sum += is_line ? kLine : known != 0 ? known : beside_ideographs(point.value);
    before = point.value;
    at += point.length;
  }
  return sum;
}

// Damaged UTF-8 of any language: as if all letters of two bytes were alike, and all characters of three.
Information read_utf8(std::string_view words) {
  constexpr std::array<unsigned, 5> kByLength = {0, 18, 8 * kBit, 12 * kBit, 17 * kBit};
  Information sum = 0;
  for (std::size_t at = 0; at < words.size();) {
    const base::Sequence sequence = base::sequence_at(words, at);
    if (words[at] != '\n') sum += sequence.sound ? kByLength[sequence.length] : kMeaningless;
    at += sequence.length;
  }
  return sum;
}

Information read_ascii(const PairModel& model, std::string_view word) {
  Information sum = 0;
  std::size_t before = 0;
  for (const char c : word) {
    const auto place = static_cast<std::uint8_t>(ascii_lower(c) - 'a');
    const std::size_t letter = place < 26 ? place + std::size_t{1} : 0;
    sum += model.information(before, letter);
    before = letter;
  }
  return sum + model.information(before, 0);
}

// How much likelier the words of ASCII are in a language of Latin letters than in English, which stands on pages of all
// languages. Half counts: words on a page are not of one language for sure.
class AsciiWords {
 public:
  explicit AsciiWords(std::string_view words) {
    const PairModel& english = letter_models().pairs.front();
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find(' ', at), words.size());
      const std::string_view word = words.substr(at, end - at);
      words_.push_back({word, read_ascii(english, word)});
      at = end + 1;
    }
  }

  Information gain(const PairModel& model) const {
    if (!model.is_latin()) return 0;
    Information sum = 0;
    for (const Word& word : words_) {
      const Information here = read_ascii(model, word.text);
      if (here < word.in_english) sum += (word.in_english - here) / 2;
    }
    return sum;
  }

 private:
  struct Word {
    std::string_view text;
    Information in_english;
  };
  std::vector<Word> words_;
};

// The least information so far, and whose it is.
class Contest {
 public:
  explicit Contest(const Evidence& evidence) : evidence_(evidence) {
    const AsciiWords ascii_words(evidence.ascii_words);
    for (const PairModel& model : letter_models().pairs) {
      gains_.push_back(ascii_words.gain(model) + stated(model.language));
    }
  }

  // The first words tell who is likely to win; then most of the others need not be read to the end.
  void enter(const std::vector<Reading>& readings) {
    const std::string_view words = evidence_.words;
    const std::string_view first = words.substr(0, words.find('\n', std::min(words.size(), kFirstWords)));
    std::vector<std::pair<Information, const Reading*>> order;
    for (const Reading& reading : readings) order.emplace_back(total(reading, reading.read(first, kNoLimit)), &reading);
    std::ranges::sort(order);
    for (const auto& [ignored, reading] : order) {
      const Information rest = prior_of(reading->charset()) + kEnough - gain_of(*reading);
      judge(reading->charset(), total(*reading, reading->read(words, best_ - std::min(best_, rest))));
    }
  }

  void enter(const CharacterModel& model) {
    for (const std::string_view charset : model.charsets) {
      const Information information = read_characters(model, evidence_.words, charset);
      judge(charset, kEnough + information + prior_of(charset) - stated(model.language));
    }
  }

  // UTF-8 is of any language, so it has what the words of ASCII give to the best of them.
  void enter_utf8() { judge("utf-8", kEnough + read_utf8(evidence_.words) + kUsualPrior - std::ranges::max(gains_)); }

  std::string_view winner() const { return winner_; }

 private:
  static constexpr std::size_t kFirstWords = 128;
  static constexpr Information kNoLimit = std::numeric_limits<Information>::max();
  static constexpr Information kEnough = Information{1} << 40;  // so that a gain makes no sum negative

  Information stated(std::string_view language) const {
    const bool is_it = !evidence_.language.empty() && language.substr(0, language.find('-')) == evidence_.language;
    return is_it ? kStatedLanguage : 0;
  }

  Information gain_of(const Reading& reading) const {
    return gains_[static_cast<std::size_t>(&reading.model() - letter_models().pairs.data())];
  }

  Information total(const Reading& reading, Information information) const {
    return kEnough + information + prior_of(reading.charset()) - gain_of(reading);
  }

  void judge(std::string_view charset, Information information) {
    if (information >= best_) return;
    best_ = information;
    winner_ = charset;
  }

  const Evidence& evidence_;
  std::vector<Information> gains_;  // of the models, in their order
  Information best_ = kNoLimit;
  std::string_view winner_ = "windows-1252";
};

}  // namespace

std::string_view likeliest_charset(const Evidence& evidence) {
  Contest contest(evidence);
  contest.enter(readings());
  for (const CharacterModel& model : letter_models().characters) contest.enter(model);
  if (evidence.may_be_utf8) contest.enter_utf8();
  return contest.winner();
}

}  // namespace thresh::text
