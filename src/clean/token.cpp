// See token.h.
#include "clean/token.h"

#include <algorithm>

#include "base/ascii.h"

namespace thresh::clean {
namespace {

using base::is_ascii_digit;
using base::is_ascii_letter;
using base::is_ascii_lower;
using base::is_ascii_upper;
using Kind = Token::Kind;

bool starts_name(char c) { return is_ascii_letter(c) || c == '_' || c == '$'; }
bool continues_name(char c) { return base::is_ascii_alphanumeric(c) || c == '_' || c == '$'; }

constexpr std::string_view kConnectors[] = {"?.", "!.", "->", ".", "-", "/"};  // of a path, without white space
constexpr std::string_view kStrongOperators[] = {"===", "!==", "==", "!=", "<=", ">=", "&&", "||", "??", ":=", "=>"};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::optional<std::vector<Token>> run() {
    while (true) {
      const std::size_t before = at_;
      while (at_ < text_.size() && base::is_ascii_space(text_[at_])) ++at_;
      if (at_ == text_.size()) return std::move(out_);
      spaced_ = at_ > before;
      if (!take()) return std::nullopt;
    }
  }

 private:
  char peek(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  bool push(Kind kind, std::size_t length) {
    out_.push_back({kind, text_.substr(at_, length), spaced_});
    at_ += length;
    return true;
  }

  bool take() {
    if (const std::size_t sigil = start_of_word()) return push(Kind::kWord, word_length(sigil));
    const char c = text_[at_];
    if (is_ascii_digit(c)) return take_number();
    if (c == '\'' || c == '"' || c == '`') return take_string(c);
    for (const std::string_view op : kStrongOperators) {
      if (text_.substr(at_).starts_with(op)) return push(Kind::kStrong, op.size());
    }
    return take_sign(c);
  }

  bool take_sign(char c) {
    switch (c) {
      case '!':
        return push(Kind::kNot, 1);
      case '|':
        return push(Kind::kBar, 1);
      case ',':
        return push(Kind::kComma, 1);
      case ':':
        return push(Kind::kColon, 1);
      case '?':
        return push(Kind::kQuestion, 1);
      case '=':
        return push(Kind::kEquals, 1);
      case '(':
      case '[':
      case '{':
        return push(Kind::kOpen, 1);
      case ')':
      case ']':
      case '}':
        return push(Kind::kClose, 1);
      default:
        return std::string_view("-+/*%<>~").find(c) != std::string_view::npos && push(Kind::kWeak, 1);
    }
  }

  // How many bytes of a word's start are certain; zero where no word starts.
  std::size_t start_of_word() const {
    const char c = text_[at_];
    if (c == '$' && (starts_name(peek(1)) || peek(1) == '.')) return 1;
    if (c == '@' && starts_name(peek(1))) return 2;
    if ((c == '?' || c == '!') && peek(1) == '.' && starts_name(peek(2)) && !spaced_) return 3;  // after a call: f()?.x
    if (text_.substr(at_).starts_with("../")) return 3;
    if (c == '.') return starts_name(peek(1)) ? 2 : !continues_name(peek(1)) && peek(1) != '.' ? 1 : 0;
    return is_ascii_letter(c) || c == '_' ? 1 : 0;
  }

  std::size_t word_length(std::size_t length) const {
    if (text_[at_ + length - 1] == '.') return length;  // the lone dot of Go
    while (true) {
      while (continues_name(peek(length))) ++length;
      const std::string_view rest = text_.substr(at_ + length);
      const auto connector = std::find_if(std::begin(kConnectors), std::end(kConnectors), [&](std::string_view mark) {
        return rest.size() > mark.size() && rest.starts_with(mark) && continues_name(rest[mark.size()]);
      });
      if (connector == std::end(kConnectors)) return length;
      length += connector->size() + 1;
    }
  }

  bool take_number() {
    std::size_t length = 1;
    while (is_ascii_digit(peek(length)) || (peek(length) == '.' && is_ascii_digit(peek(length + 1)))) ++length;
    if (peek(length) == '.' && peek(length + 1) == '.' && continues_name(peek(length + 2))) {  // Liquid's 1..5
      length += 2;
      while (continues_name(peek(length)) || peek(length) == '.') ++length;
    }
    return !continues_name(peek(length)) && push(Kind::kNumber, length);
  }

  bool take_string(char quote) {
    const bool touches =
        !spaced_ && !out_.empty() && (out_.back().kind == Kind::kWord || out_.back().kind == Kind::kNumber);
    if (touches) return false;  // an apostrophe: don't
    for (std::size_t length = 1; at_ + length < text_.size(); ++length) {
      if (text_[at_ + length] == '\\') {
        ++length;
      } else if (text_[at_ + length] == quote) {
        return push(Kind::kString, length + 1);
      }
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool spaced_ = false;
  std::vector<Token> out_;
};

}  // namespace

std::optional<std::vector<Token>> tokens_of(std::string_view text) { return Lexer(text).run(); }

bool has_sigil(std::string_view word) { return !word.empty() && std::string_view(".$@").find(word[0]) < 3; }

bool is_compound(std::string_view word) {
  if (word.find('_', 1) != std::string_view::npos) return true;
  for (std::size_t i = 2; i + 1 < word.size(); ++i) {
    const bool hump = is_ascii_upper(word[i]) && is_ascii_lower(word[i + 1]);
    if (hump && is_ascii_lower(word[i - 1]) && is_ascii_lower(word[i - 2])) return is_ascii_lower(word[0]);
  }
  return false;
}

bool is_code(std::string_view word) {
  return has_sigil(word) || is_compound(word) || word.find_first_of("._$>[") != std::string_view::npos;
}

}  // namespace thresh::clean
