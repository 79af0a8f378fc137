// See bare_line.h.
#include "clean/bare_line.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "clean/vocabulary.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr std::size_t kLongest = 300;         // bytes of a directive
constexpr std::size_t kLongestMessage = 400;  // bytes of a message

bool is_name_char(char c) { return base::is_ascii_alphanumeric(c) || c == '_'; }

std::size_t name_length(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_name_char) - text.begin());
}

// Whether a text is one pair of round brackets with a variable or a string in it.
bool is_argument(std::string_view text) {
  if (text.size() < 3 || text.front() != '(' || text.back() != ')') return false;
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
    if (depth == 0 && at + 1 < text.size()) return false;
  }
  return depth == 0 && text.find_first_of("$'\"") != std::string_view::npos;
}

bool is_directive(std::string_view text, WordKind kind) {
  const std::size_t name = name_length(text);
  return is_one_of(kind, text.substr(0, name)) && is_argument(text::trim_ascii(text.substr(name)));
}

// "user.name", "user.getName()": a name of small letters, and of its parts.
bool is_reference(std::string_view text) {
  bool part = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (part && !base::is_ascii_lower(c)) return false;
    part = c == '.';
    const bool call = c == '(' && at + 1 < text.size() && text[at + 1] == ')';
    if (call) ++at;
    if (!call && !part && !is_name_char(c)) return false;
  }
  return !text.empty() && !part;
}

}  // namespace

bool is_bare_line(std::string_view text) {
  if (text.size() < 3 || text.size() > kLongest) return false;
  const std::string_view rest = text.substr(1);
  switch (text.front()) {
    case '@':
      return is_one_of(WordKind::kBladeAlone, rest) || is_directive(rest, WordKind::kBlade);
    case '#':
      return is_directive(rest, WordKind::kVelocity);
    case '$':
      return rest.front() == '!' && is_reference(rest.substr(1));
    default:
      return false;
  }
}

std::size_t message_end(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 6> kTypes = {"plural", "select", "selectordinal", "number", "date", "time"};
  std::string_view inner = text.substr(at, kLongestMessage);
  inner.remove_prefix(1);
  const std::size_t name = name_length(inner);
  if (name == 0 || name >= inner.size() || inner[name] != ',') return std::string_view::npos;
  const std::string_view behind = text::trim_ascii(inner.substr(name + 1));
  const std::string_view type = behind.substr(0, name_length(behind));
  if (std::ranges::find(kTypes, type) == kTypes.end()) return std::string_view::npos;
  int depth = 1;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    depth += inner[i] == '{' ? 1 : inner[i] == '}' ? -1 : 0;
    if (depth == 0) return at + 1 + i + 1;
  }
  return std::string_view::npos;
}

bool is_bare_reference(std::string_view text) {
  if (text.starts_with("$")) {
    text.remove_prefix(text.starts_with("$!") ? 2 : 1);
    return text.contains('.') && is_reference(text);
  }
  if (text.starts_with("<<") && text.ends_with(">>") && text.size() > 4) {
    return is_one_of(WordKind::kField, text::ascii_lower(text.substr(2, text.size() - 4)));
  }
  return false;
}

std::size_t format_end(std::string_view text, std::size_t at) {
  if (at > 0 && (is_name_char(text[at - 1]) || text[at - 1] == '%' || text[at - 1] == ':'))
    return std::string_view::npos;
  std::size_t end = at + 1;
  const auto ends = [text](std::size_t to) { return to == text.size() || !is_name_char(text[to]); };
  if (text[at] == ':') {
    const std::string_view name = text.substr(end, name_length(text.substr(end)));
    const bool field = is_one_of(WordKind::kField, name);
    return field && at + 1 + name.size() < text.size() ? at + 1 + name.size() : std::string_view::npos;
  }
  if (text.substr(end).starts_with('(')) {
    const std::size_t name = name_length(text.substr(end + 1));
    if (name == 0 || end + 1 + name >= text.size() || text[end + 1 + name] != ')') return std::string_view::npos;
    end += name + 2;
  } else {
    std::size_t digits = end;
    while (digits < text.size() && base::is_ascii_digit(text[digits])) ++digits;
    if (digits > end && digits < text.size() && text[digits] == '$') end = digits + 1;
  }
  const bool type = end < text.size() && std::string_view("sdiuf@").find(text[end]) != std::string_view::npos;
  return type && ends(end + 1) ? end + 1 : std::string_view::npos;
}

}  // namespace thresh::clean
