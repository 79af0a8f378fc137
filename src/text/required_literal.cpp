// One pass over the pattern. See required_literal.h.
#include "text/required_literal.h"

#include <algorithm>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::text {
namespace {

// The runs of fixed characters as they are read, and the longest so far.
class Runs {
 public:
  void add(std::string_view character) {
    last_ = run_.size();
    run_ += character;
  }
  // What follows is not fixed.
  void cut() {
    if (run_.size() > longest_.size()) longest_ = run_;
    run_.clear();
    last_ = 0;
  }
  // The character read last may be missing.
  void cut_before_last() {
    run_.resize(last_);
    cut();
  }
  const std::string& longest() const { return longest_; }

 private:
  std::string run_, longest_;
  std::size_t last_ = 0;  // where the last character of the run begins
};

// Where a bracket expression ends that begins at `at`: "[^]a-z]", "[[:alpha:]_]".
std::size_t class_end(std::string_view source, std::size_t at) {
  std::size_t i = at + 1;
  if (source.substr(i).starts_with('^')) ++i;
  if (source.substr(i).starts_with(']')) ++i;
  while (i < source.size() && source[i] != ']') {
    const std::size_t named = source.substr(i).starts_with("[:") ? source.find(":]", i) : std::string_view::npos;
    if (named != std::string_view::npos) {
      i = named + 2;
    } else {
      i += source[i] == '\\' ? 2 : 1;
    }
  }
  return std::min(i + 1, source.size());
}

// Where a group ends that begins at `at`, with the groups inside it.
std::size_t group_end(std::string_view source, std::size_t at) {
  std::size_t depth = 0;
  while (at < source.size()) {
    const char c = source[at];
    if (c == '[') {
      at = class_end(source, at);
      continue;
    }
    depth += c == '(';
    depth -= c == ')';
    at += c == '\\' ? 2 : 1;
    if (depth == 0) break;
  }
  return std::min(at, source.size());
}

bool is_octal(char c) { return c >= '0' && c <= '7'; }

// Where an escape ends that is no plain character: "\d", "\pL", "\p{Greek}", "\x{2014}", "\x41", "\101".
std::size_t escape_end(std::string_view source, std::size_t at) {
  const char kind = source[at + 1];
  if (is_octal(kind)) {
    constexpr std::size_t kMostDigits = 3;
    std::size_t end = at + 2;
    while (end < source.size() && end < at + 1 + kMostDigits && is_octal(source[end])) ++end;
    return end;
  }
  const bool named = kind == 'p' || kind == 'P' || kind == 'x';
  if (!named || at + 2 >= source.size()) return at + 2;
  if (source[at + 2] != '{') return std::min(at + (kind == 'x' ? 4 : 3), source.size());
  return std::min(source.find('}', at), source.size() - 1) + 1;
}

// Whether flags make letters match in either case: "(?i)", "(?is:". A name with an i in it is taken for one, too.
bool may_ignore_case(std::string_view source) {
  for (std::size_t at = source.find("(?"); at != std::string_view::npos; at = source.find("(?", at + 2)) {
    const std::size_t end = source.find_first_of(":)>", at);
    if (source.substr(at, end - at).find('i') != std::string_view::npos) return true;
  }
  return false;
}

// Reads what stands at `at` and returns where the next begins.
std::size_t read_piece(std::string_view source, std::size_t at, Runs& runs) {
  const char c = source[at];
  if (c == '?' || c == '*' || c == '{') {
    runs.cut_before_last();
    const bool bounds = c == '{' && at + 1 < source.size() && base::is_ascii_digit(source[at + 1]);
    return bounds ? std::min(source.find('}', at), source.size() - 1) + 1 : at + 1;
  }
  if (c == '\\' && at + 1 < source.size()) {
    const bool character = !base::is_ascii_alphanumeric(source[at + 1]);
    if (!character) return runs.cut(), escape_end(source, at);
    const std::size_t length = code_point_at(source, at + 1).length;
    return runs.add(source.substr(at + 1, length)), at + 1 + length;
  }
  const bool fixed = std::string_view("([.^$+\\").find(c) == std::string_view::npos;
  if (!fixed) {
    runs.cut();
    return c == '(' ? group_end(source, at) : c == '[' ? class_end(source, at) : at + 1;
  }
  const std::size_t length = code_point_at(source, at).length;
  runs.add(source.substr(at, length));
  return at + length;
}

}  // namespace

std::string required_literal(std::string_view source) {
  if (may_ignore_case(source) || source.find("\\Q") != std::string_view::npos) return {};
  Runs runs;
  for (std::size_t at = 0; at < source.size();) {
    if (source[at] == '|') return {};
    at = read_piece(source, at, runs);
  }
  runs.cut();
  return runs.longest();
}

}  // namespace thresh::text
