// See url_pattern.h.
#include "rules/url_pattern.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/ascii.h"
#include "rules/wording.h"

namespace thresh::rules {
namespace {

// RFC 3986, section 3.1, and what people write there.
bool is_scheme_char(char c) { return base::is_ascii_alphanumeric(c) || c == '_' || c == '-' || c == '.' || c == '/'; }

// A glob has to begin where an address begins: "https://…", "*://…", "*.example.org/…".
bool is_url_glob(std::string_view glob) {
  if (glob.starts_with('*')) return true;
  const std::size_t colon = glob.find("://");
  if (colon == 0 || colon == std::string_view::npos) return false;
  return std::ranges::all_of(glob.substr(0, colon), is_scheme_char);
}

// What no address holds and many a regular expression does: "/.*", "\d", "[^/]+", "$" at the end. ("page.*" is a glob.)
bool looks_like_regex(std::string_view glob) {
  constexpr std::array<std::string_view, 6> kMarks = {"/.*", "\\", ".+", "(.*", "(?:", "[^"};
  return glob.starts_with('^') || glob.ends_with('$') ||
         std::ranges::any_of(kMarks, [&](std::string_view mark) { return glob.find(mark) != std::string_view::npos; });
}

}  // namespace

std::optional<std::string> url_pattern_of(const YamlNode& node, Report& report) {
  if (looks_like_regex(node.text)) {
    report.error(node, quoted(node.text) + " looks like a regular expression",
                 "in a `url` a `*` alone stands for anything, and nothing else is special");
    return std::nullopt;
  }
  if (is_url_glob(node.text)) return node.text;
  report.error(node, quoted(node.text) + " is no address",
               "write https://" + node.text + ", or start it with `*`; `*` stands for anything");
  return std::nullopt;
}

}  // namespace thresh::rules
