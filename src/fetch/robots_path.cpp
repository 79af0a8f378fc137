// See robots_path.h.
#include "fetch/robots_path.h"

#include "base/ascii.h"

namespace thresh::fetch {
namespace {

int hex_value(char c) {
  if (base::is_ascii_digit(c)) return c - '0';
  const char lower = base::ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The byte that an escape at `at` stands for, -1 where there is none.
int escaped_at(std::string_view text, std::size_t at) {
  if (text[at] != '%' || at + 2 >= text.size()) return -1;
  const int high = hex_value(text[at + 1]);
  const int low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

// Whether an escape of `c` and `c` itself are one: unreserved and reserved characters (RFC 3986, section 2), but for
// those that make the structure of an address or of a pattern.
bool is_same_escaped(char c, bool in_query) {
  constexpr std::string_view kSame = "-._~:@!&'()+,;=[]";
  return base::is_ascii_alphanumeric(c) || kSame.find(c) != std::string_view::npos ||
         (in_query && (c == '/' || c == '?'));
}

// What no URL holds as it is (RFC 3986, section 2): controls, spaces, what is not ASCII, and signs without a use.
bool needs_escape(char c) {
  constexpr std::string_view kUnused = "\"<>\\^`{|}\x7F";
  return c <= ' ' || (c & 0x80) != 0 || kUnused.find(c) != std::string_view::npos;
}

void append_escape(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

}  // namespace

std::string comparable_path(std::string_view path, bool pattern) {
  std::string out;
  out.reserve(path.size());
  bool in_query = false;
  for (std::size_t at = 0; at < path.size(); ++at) {
    const int escaped = escaped_at(path, at);
    const char c = escaped < 0 ? path[at] : static_cast<char>(escaped);
    in_query = in_query || (escaped < 0 && c == '?');
    if (escaped >= 0) {
      at += 2;
      is_same_escaped(c, in_query) ? void(out += c) : append_escape(out, c);
    } else if (needs_escape(c) || c == '%' || (c == '*' && !pattern) ||
               (c == '$' && !(pattern && at + 1 == path.size()))) {
      append_escape(out, c);
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace thresh::fetch
