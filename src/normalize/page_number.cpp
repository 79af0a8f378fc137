// See page_number.h. The text as words and numbers, punctuation left out; of these a page word, and the two numbers
// with something between them that says "of".
#include "normalize/page_number.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "normalize/fold.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongest = 60;         // bytes
constexpr std::int64_t kMostPages = 99'999;  // "Page 1 of 1998" is one of a book, "Page 3 of 20240101" is none
constexpr char32_t kFirstHan = 0x3400;

struct PageWords {
  Lexicon page, lead, of, among;
};

const PageWords& words() {
  static const PageWords kWords = [] {
    PageWords all;
    load_kinds("data/page_words.tsv",
               {{"page", &all.page}, {"lead", &all.lead}, {"of", &all.of}, {"among", &all.among}});
    return all;
  }();
  return kWords;
}

struct Token {
  std::string word;  // empty for a number
  std::int64_t number = 0;
};

// Each Chinese character is a word, any other run of letters is one; a slash is one; other signs part words.
class Tokens {
 public:
  explicit Tokens(const std::string& text) : text_(text) {}

  std::optional<std::vector<Token>> read() {
    for (std::size_t at = 0; at < text_.size();) {
      const text::CodePoint point = text::code_point_at(text_, at);
      const std::string_view letter = std::string_view(text_).substr(at, point.length);
      at += point.length;
      if (point.value >= '0' && point.value <= '9') {
        end_word();
        digits_ += letter;
      } else if (text::is_digit(point.value)) {
        return std::nullopt;  // of another script
      } else if (text::is_letter(point.value)) {
        if (!end_number()) return std::nullopt;
        word_ += letter;
        if (is_unspaced(point.value) && point.value >= kFirstHan) end_word();
      } else {
        end_word();
        if (!end_number()) return std::nullopt;
        if (point.value == '/') tokens_.push_back({"/"});
      }
    }
    end_word();
    if (!end_number()) return std::nullopt;
    return std::move(tokens_);
  }

 private:
  void end_word() {
    if (!word_.empty()) tokens_.push_back({std::move(word_)});
    word_.clear();
  }
  bool end_number() {
    if (digits_.empty()) return true;
    Token token;
    const auto [end, failure] = std::from_chars(digits_.data(), digits_.data() + digits_.size(), token.number);
    digits_.clear();
    if (failure != std::errc() || token.number < 1 || token.number > kMostPages) return false;
    tokens_.push_back(token);
    return true;
  }

  const std::string& text_;
  std::vector<Token> tokens_;
  std::string word_, digits_;
};

// What stands before, between and behind the two numbers: which kinds of words.
struct Seen {
  bool page = false, of = false, among = false;

  // Whether it is one of them.
  bool add(const std::string& word) {
    const bool is_page = words().page.contains(word), is_among = words().among.contains(word);
    const bool is_of = is_among || words().of.contains(word);
    page |= is_page;
    of |= is_of;
    among |= is_among;
    return is_page || is_of || words().lead.contains(word);
  }
};

bool holds_two_numbers(std::string_view text) {
  int numbers = 0;
  for (bool in_number = false; const char c : text) {
    const bool digit = base::is_ascii_digit(c);
    numbers += digit && !in_number;
    if (numbers > 2) return false;
    in_number = digit;
  }
  return numbers == 2;
}

}  // namespace

std::optional<PageNumber> page_number(std::string_view text) {
  if (text.size() > kLongest || !holds_two_numbers(text)) return std::nullopt;
  const auto tokens = Tokens(folded(text)).read();
  if (!tokens) return std::nullopt;
  std::vector<std::int64_t> numbers;
  Seen seen[3];
  for (const Token& token : *tokens) {
    if (numbers.size() == 2 && token.word.empty()) return std::nullopt;
    if (token.word.empty()) {
      numbers.push_back(token.number);
    } else if (!seen[numbers.size()].add(token.word)) {
      return std::nullopt;
    }
  }
  const bool paged = seen[0].page || seen[1].page || seen[2].page;
  if (numbers.size() != 2 || !paged || !seen[1].of || seen[2].of) return std::nullopt;
  if (seen[1].among) std::swap(numbers[0], numbers[1]);
  if (numbers[0] > numbers[1]) return std::nullopt;
  return PageNumber{numbers[0], numbers[1]};
}

}  // namespace thresh::normalize
