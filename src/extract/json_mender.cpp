// See json_mender.h.
#include "extract/json_mender.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::extract {
namespace {

bool is_word(char c) { return base::is_ascii_alphanumeric(c) || c == '_' || c == '$' || (c & 0x80) != 0; }

// Writes a literal of JavaScript, or JSON with the usual mistakes, as sound JSON: one pass, a token at a time. A look
// ahead is over a run of blanks, and no run is looked over more than a few times, so the time is linear.
class Mender {
 public:
  explicit Mender(std::string_view text) : text_(text) { out_.reserve(text.size() + 16); }

  // The value that the text starts with; nothing where it is not clear what was meant.
  std::optional<std::string> mend() {
    do {
      if (!skip_blanks() || !token()) return std::nullopt;
    } while (!open_.empty());
    return std::move(out_);
  }

 private:
  enum class Expect : std::uint8_t { kKey, kColon, kValue, kComma };
  struct Level {
    bool object;
    bool any = false;  // it has an element or a key already
    Expect expect;
  };

  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  // The length of the blank at a place: 0 if there is none. U+00A0 and U+FEFF are blanks to JavaScript.
  std::size_t blank_at(std::size_t at) const {
    if (at >= text_.size()) return 0;
    if (static_cast<unsigned char>(text_[at]) <= ' ') return 1;
    const std::string_view rest = text_.substr(at, 3);
    return rest.starts_with("\xC2\xA0") ? 2 : rest == "\xEF\xBB\xBF" ? 3 : 0;
  }

  std::size_t behind_blanks(std::size_t at) const {
    while (const std::size_t length = blank_at(at)) at += length;
    return at;
  }

  // Over blanks and comments; false where the text ends.
  bool skip_blanks() {
    for (at_ = behind_blanks(at_); peek() == '/'; at_ = behind_blanks(at_)) {
      const bool line = peek(1) == '/';
      if (!line && peek(1) != '*') break;
      const std::size_t end = text_.find(line ? "\n" : "*/", at_ + 2);
      if (end == std::string_view::npos) return false;
      at_ = end + (line ? 1 : 2);
    }
    return at_ < text_.size();
  }

  bool token() {
    const char c = peek();
    if (open_.empty()) return value();
    if (c == ',') return ++at_, comma();
    if (c == '}' || c == ']') return ++at_, close(c == '}');
    Level& level = open_.back();
    switch (level.expect) {
      case Expect::kKey:
        part_from_last();
        level.expect = Expect::kColon;
        return key();
      case Expect::kColon:
        level.expect = Expect::kValue;
        out_ += ':';
        return ++at_, c == ':';
      case Expect::kValue:
        if (!level.object) part_from_last();
        level.expect = Expect::kComma;
        return value();
      case Expect::kComma:
        break;
    }
    return false;  // a comma is missing: where, nobody knows
  }

  void part_from_last() {
    if (open_.back().any) out_ += ',';
    open_.back().any = true;
  }

  // A comma too many is none; a member without a value is null.
  bool comma() {
    Level& level = open_.back();
    if (level.expect == Expect::kColon) return false;
    if (level.object && level.expect == Expect::kValue) out_ += "null";
    level.expect = level.object ? Expect::kKey : Expect::kValue;
    return true;
  }

  bool close(bool object) {
    const Level level = open_.back();
    if (level.object != object || level.expect == Expect::kColon) return false;
    if (object && level.expect == Expect::kValue) out_ += "null";
    out_ += object ? '}' : ']';
    open_.pop_back();
    return true;
  }

  bool key() {
    if (peek() == '"' || peek() == '\'') return string(":");
    const std::string_view name = word();
    out_ += '"';
    out_ += name;
    out_ += '"';
    return !name.empty();
  }

  bool value() {
    const char c = peek();
    if (c == '{' || c == '[') {
      if (open_.size() >= kDeepestJson) return false;
      open_.push_back({c == '{', false, c == '{' ? Expect::kKey : Expect::kValue});
      out_ += c;
      return ++at_, true;
    }
    if (c == '"' || c == '\'') return string(open_.empty() ? "" : open_.back().object ? ",}" : ",]");
    return base::is_ascii_digit(c) || c == '-' || c == '+' || c == '.' ? number() : literal();
  }

  std::string_view word() {
    const std::size_t start = at_;
    while (is_word(peek())) ++at_;
    return text_.substr(start, at_ - start);
  }

  bool number() {
    const std::size_t start = peek() == '+' ? ++at_ : at_;
    while (base::is_ascii_alphanumeric(peek()) || peek() == '.' || peek() == '-' || peek() == '+') ++at_;
    const std::string_view digits = text_.substr(start, at_ - start);
    if (digits == "-Infinity" || digits == "Infinity") return out_ += "null", true;
    if (digits.starts_with('.')) out_ += '0';
    out_ += digits;
    return true;
  }

  // A constant. Scripts made small write !0 for true, !1 for false and void 0 for undefined.
  bool literal() {
    const std::string_view rest = text_.substr(at_, 6);
    if (rest.starts_with("!0") || rest.starts_with("!1")) {
      out_ += rest[1] == '0' ? "true" : "false";
      at_ += 2;
      return !is_word(peek());
    }
    if (rest == "void 0") return out_ += "null", at_ += 6, !is_word(peek());
    const std::string_view name = word();
    const bool known = name == "true" || name == "false" || name == "null";
    const bool nothing = name == "undefined" || name == "NaN" || name == "Infinity";
    if (known) out_ += name;
    if (nothing) out_ += "null";
    return known || nothing;
  }

  // Whether the quote at a place ends a string that one of `followers` comes behind. Behind a comma in an object a key
  // has to follow: in `"He said "no", twice"` none does.
  bool ends_string(std::size_t quote, std::string_view followers) const {
    if (followers.empty()) return true;
    const std::size_t next = behind_blanks(quote + 1);
    if (next >= text_.size()) return false;
    const char c = text_[next];
    if (c == '/') return text_.substr(next, 2) == "//" || text_.substr(next, 2) == "/*";
    if (!followers.contains(c)) return false;
    if (c != ',') return true;
    const std::size_t behind = behind_blanks(next + 1);
    const char other = behind < text_.size() ? text_[behind] : '\0';
    if (other == '"' || other == '\'' || other == '/' || other == ',') return true;
    if (followers.contains(']')) return !is_word(other) || base::is_ascii_digit(other) || is_constant(behind);
    return other == '}' || is_bare_key(behind);
  }

  bool is_constant(std::size_t at) const {
    constexpr std::string_view kConstants[] = {"true", "false", "null", "undefined", "NaN"};
    return std::ranges::any_of(kConstants, [&](std::string_view one) { return text_.substr(at).starts_with(one); });
  }

  bool is_bare_key(std::size_t at) const {
    constexpr std::size_t kLongest = 64;
    const std::size_t start = at;
    while (at < text_.size() && at - start < kLongest && is_word(text_[at])) ++at;
    return at > start && at < text_.size() && text_[at] == ':';
  }

  // Whether a bare quote inside of a string may be text. Where a quote, a colon or a bracket comes behind it, a comma
  // may be missing instead, but for a quote right before the one that ends the string.
  bool is_inner_quote(std::size_t quote, std::string_view followers) const {
    if (followers == ":") return false;
    if (quote + 1 < text_.size() && text_[quote + 1] == '"') return ends_string(quote + 1, followers);
    const std::size_t next = behind_blanks(quote + 1);
    return next < text_.size() && !std::string_view("\":{[}]").contains(text_[next]);
  }

  bool string(std::string_view followers) {
    const char quote = text_[at_++];
    out_ += '"';
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == quote && (quote != '"' || ends_string(at_ - 1, followers))) return out_ += '"', true;
      if (c == quote && !is_inner_quote(at_ - 1, followers)) return false;
      if (c == '\\' ? !escape() : !character(c)) return false;
    }
    return false;
  }

  bool character(char c) {
    if (static_cast<unsigned char>(c) >= 0x20) {
      if (c == '"') out_ += '\\';
      out_ += c;
    } else if (c != '\r') {
      out_ += c == '\n' ? "\\n" : c == '\t' ? "\\t" : " ";
    }
    return true;
  }

  // Behind a backslash. JSON has fewer escapes than JavaScript: \x41, \' and a line that goes on are none of it.
  bool escape() {
    if (at_ == text_.size()) return false;
    const char c = text_[at_++];
    if (c == '\n') return true;
    if (std::string_view("\"\\/bfnrtu").contains(c)) {
      out_ += '\\';
      out_ += c;
      return true;
    }
    if (c != 'x') return character(c);
    if (!base::is_ascii_alphanumeric(peek()) || !base::is_ascii_alphanumeric(peek(1))) return false;
    out_ += "\\u00";
    out_ += text_.substr(at_, 2);
    at_ += 2;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<Level> open_;
};

}  // namespace

std::optional<std::string> mend_json(std::string_view text) { return Mender(text).mend(); }

}  // namespace thresh::extract
