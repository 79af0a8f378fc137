// See first_bytes.h. A recursive descent over the pattern, as deep as an author nests groups and at most kDeepest.
#include "text/first_bytes.h"

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::text {
namespace {

constexpr int kDeepest = 20;  // groups inside groups

// What a piece of a pattern can begin with.
struct First {
  ByteSet bytes;
  bool nullable = false;  // it may take nothing, so that what follows it counts too
};

void add(ByteSet& bytes, unsigned char byte, bool either_case) {
  bytes.set(byte);
  if (!either_case) return;
  const char c = static_cast<char>(byte);
  if (base::is_ascii_upper(c)) bytes.set(static_cast<unsigned char>(c + ('a' - 'A')));
  if (c >= 'a' && c <= 'z') bytes.set(static_cast<unsigned char>(c - ('a' - 'A')));
}

ByteSet beyond_ascii() {
  ByteSet bytes;
  for (std::size_t byte = 0x80; byte < 256; ++byte) bytes.set(byte);
  return bytes;
}

ByteSet where(bool (*test)(char)) {
  ByteSet bytes;
  for (std::size_t byte = 0; byte < 0x80; ++byte) bytes.set(byte, test(static_cast<char>(byte)));
  return bytes;
}

bool is_word(char c) { return base::is_ascii_alphanumeric(c) || c == '_'; }
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v'); }

class Reader {
 public:
  explicit Reader(std::string_view source) : source_(source) {}

  // The first bytes of the whole pattern; all where any of its alternatives is not anchored.
  ByteSet run() {
    const First first = alternatives(0, true);
    return failed_ || at_ < source_.size() || first.nullable ? ByteSet().set() : first.bytes;
  }

 private:
  char here() const { return at_ < source_.size() ? source_[at_] : '\0'; }
  bool take(std::string_view text) {
    if (!source_.substr(at_).starts_with(text)) return false;
    at_ += text.size();
    return true;
  }

  First alternatives(int depth, bool anchored) {
    First all;
    const bool either_case = either_case_;
    do {
      const First one = sequence(depth, anchored);
      all.bytes |= one.bytes;
      all.nullable = all.nullable || one.nullable;
    } while (!failed_ && take("|"));
    either_case_ = either_case;  // a flag set inside a group ends with it
    return all;
  }

  First sequence(int depth, bool anchored) {
    First all{{}, true};
    while (take("(?i)")) either_case_ = true;
    if (anchored && !take("^")) failed_ = true;
    while (!failed_ && at_ < source_.size() && here() != '|' && here() != ')') {
      First one = atom(depth);
      if (may_be_missing()) one.nullable = true;
      if (all.nullable) all.bytes |= one.bytes;
      all.nullable = all.nullable && one.nullable;
    }
    return all;
  }

  // Reads the repetition behind an atom; whether it allows for none.
  bool may_be_missing() {
    bool missing = false;
    while (!failed_) {
      if (take("*") || take("?")) {
        missing = true;
      } else if (here() == '{') {
        missing = missing || source_.substr(at_).starts_with("{0") || source_.substr(at_).starts_with("{,");
        const std::size_t end = source_.find('}', at_);
        if (end == std::string_view::npos) failed_ = true;
        at_ = end + 1;
      } else if (!take("+")) {
        break;
      }
    }
    return missing;
  }

  First atom(int depth) {
    const char c = here();
    if (c == '(') return group(depth);
    if (c == '[') return {bracket(), false};
    if (c == '\\') return escape();
    if (c == '^' || c == '.' || c == '$') {
      ++at_;
      return {ByteSet().set(), c != '.'};  // the end of the text is no byte: whatever comes matches or does not
    }
    return {literal(), false};
  }

  First group(int depth) {
    ++at_;
    if (depth == kDeepest) failed_ = true;
    const bool either_case = either_case_;
    if (take("?i:")) {
      either_case_ = true;
    } else if (!take("?:") && here() == '?') {
      failed_ = true;  // other flags, names
    }
    if (failed_) return {};
    const First inside = alternatives(depth + 1, false);
    either_case_ = either_case;
    if (!take(")")) failed_ = true;
    return inside;
  }

  // A character that stands for itself.
  ByteSet literal() {
    ByteSet bytes;
    const CodePoint c = code_point_at(source_, at_);
    if (c.value >= 0x80 && either_case_) {
      bytes = beyond_ascii();
    } else {
      add(bytes, static_cast<unsigned char>(source_[at_]), either_case_);
    }
    // Two letters of ASCII have a third form beyond it: the Kelvin sign and the long s.
    if (either_case_ && (ascii_lower(source_[at_]) == 'k' || ascii_lower(source_[at_]) == 's')) bytes |= beyond_ascii();
    at_ += c.length;
    return bytes;
  }

  First escape() {
    at_ += 1;
    if (at_ >= source_.size()) return failed_ = true, First{};
    const char c = source_[at_];
    if (!base::is_ascii_alphanumeric(c)) return {literal(), false};
    ++at_;
    switch (c) {
      case 'b':
      case 'B':
        return {{}, true};
      case 'd':
      case 'w':
      case 's':
      case 'D':
      case 'W':
      case 'S':
        return {shorthand(c), false};
      default:
        failed_ = true;  // \p{Greek}, \x{2014}, \Q …
        return {};
    }
  }

  // RE2's \d, \w and \s know ASCII only.
  static ByteSet shorthand(char c) {
    const char kind = ascii_lower(c);
    const ByteSet plain = kind == 'd' ? where(base::is_ascii_digit) : kind == 'w' ? where(is_word) : where(is_blank);
    return kind == c ? plain : ~plain;
  }

  ByteSet bracket() {
    ++at_;
    const bool negated = take("^");
    ByteSet bytes;
    bool beyond = false;  // holds something beyond ASCII, or what this does not read
    for (bool first = true; at_ < source_.size() && (first || here() != ']'); first = false) {
      if (source_.substr(at_).starts_with("[:")) return failed_ = true, ByteSet();
      const std::uint32_t low = member(bytes, beyond);
      const bool range = here() == '-' && at_ + 1 < source_.size() && source_[at_ + 1] != ']';
      if (!range) {
        if (low < 0x80) add(bytes, static_cast<unsigned char>(low), either_case_);
        continue;
      }
      ++at_;
      const std::uint32_t high = member(bytes, beyond);
      for (std::uint32_t byte = low; byte <= high && byte < 0x80; ++byte) {
        add(bytes, static_cast<unsigned char>(byte), either_case_);
      }
    }
    if (!take("]")) failed_ = true;
    if (negated) bytes = ~bytes;
    // What of the characters beyond ASCII it holds is not looked at; those of either case may be anything.
    if (beyond || negated || either_case_) bytes |= beyond_ascii();
    return bytes;
  }

  // One member of a bracket expression, or one end of a range, as a code point; a shorthand goes to `bytes` at once.
  std::uint32_t member(ByteSet& bytes, bool& beyond) {
    if (take("\\")) {
      const char c = here();
      if (c != '\0' && std::string_view("dwsDWS").find(c) != std::string_view::npos) {
        bytes |= shorthand(c);
        ++at_;
        return UINT32_MAX;
      }
      if (base::is_ascii_alphanumeric(c)) {  // \x{A0}, \pL
        beyond = true;
        if (c != 'x' || at_ + 1 >= source_.size() || source_[at_ + 1] != '{') failed_ = true;
        const std::size_t end = source_.find('}', at_);
        if (end == std::string_view::npos) failed_ = true;
        if (failed_) return at_ = source_.size(), UINT32_MAX;
        const std::string_view digits = source_.substr(at_ + 2, end - at_ - 2);
        if (digits.size() < 2 || (digits.size() == 2 && digits[0] < '8')) failed_ = true;  // below 0x80
        at_ = end + 1;
        return UINT32_MAX;
      }
    }
    if (at_ >= source_.size()) return failed_ = true, UINT32_MAX;
    const CodePoint c = code_point_at(source_, at_);
    beyond = beyond || c.value >= 0x80;
    at_ += c.length;
    return c.value;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool either_case_ = false;
  bool failed_ = false;  // something was met that is not read here
};

}  // namespace

ByteSet first_bytes(std::string_view source) { return Reader(source).run(); }

}  // namespace thresh::text
