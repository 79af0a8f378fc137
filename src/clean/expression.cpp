// See expression.h. One pass over the inside, outside of its quoted strings.
#include "clean/expression.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

using base::is_ascii_digit;
using base::is_ascii_letter;
using base::is_ascii_upper;

bool is_word(char c) { return base::is_ascii_alphanumeric(c) || c == '_'; }

// Words that may stand beside another word in an expression: `{{ if user }}`, `{{ x in list }}`.
constexpr std::array<std::string_view, 24> kKeywords = {
    "and", "as",      "block", "by",  "define", "each", "elif",    "else",  "end",      "for",    "from",  "if",
    "in",  "include", "is",    "not", "of",     "or",   "partial", "range", "template", "unless", "where", "with"};

bool is_keyword(std::string_view word) {
  return std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
}

// A word as prose has it: letters, none but the first upper case.
bool is_prose_word(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), is_ascii_letter) &&
         std::none_of(word.begin() + 1, word.end(), is_ascii_upper) && !is_keyword(word);
}

// `text` with the insides of its quoted strings blanked out, so that what they hold does not count.
std::string without_strings(std::string_view text) {
  std::string out(text);
  char quote = 0;
  for (char& c : out) {
    if (quote != 0) {
      if (c == quote) quote = 0;
      c = '"';
    } else if (c == '\'' || c == '"' || c == '`') {
      quote = c;
    }
  }
  return quote == 0 ? out : std::string(text);  // an apostrophe is no string
}

// Two words of prose in a row, parted by nothing but spaces.
bool reads_as_prose(std::string_view text) {
  bool previous_is_prose = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const bool prose = is_prose_word(word);
    if (prose && previous_is_prose) return true;
    previous_is_prose = prose;
  }
  return false;
}

bool is_latex(std::string_view text) {
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at + 1)) {
    if (at + 1 < text.size() && is_ascii_letter(text[at + 1])) return true;
  }
  return text.find('^', 1) != std::string_view::npos || text.find("_{") != std::string_view::npos;
}

// `|key=`, `#if:`, `1|`: calls of MediaWiki templates and parser functions.
bool is_wiki(std::string_view text) {
  if (is_ascii_digit(text.front()) && text.find('|') != std::string_view::npos) return true;
  if (text.front() == '{' && text.size() > 1 && is_ascii_digit(text[1])) return true;  // {{{1|}}}: a parameter
  if (text.front() == '#' && text.find(':') != std::string_view::npos && text.find(": ") == text.find(':')) return true;
  for (std::size_t bar = text.find('|'); bar != std::string_view::npos; bar = text.find('|', bar + 1)) {
    std::size_t i = bar + 1;
    while (i < text.size() && (is_word(text[i]) || text[i] == ' ' || text[i] == '-')) ++i;
    const bool assigns = i < text.size() && text[i] == '=' && !(i + 1 < text.size() && text[i + 1] == '=');
    if (i > bar + 1 && assigns) return true;
  }
  return false;
}

bool is_number(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_ascii_digit(c) || c == '.' || c == ','; });
}

bool is_shell_variable(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_ascii_upper(c) || is_ascii_digit(c) || c == '_'; });
}

// Whether the expression starts with what Handlebars, Mustache and Angular put first, and takes it off.
bool take_sigil(std::string_view& text) {
  const std::size_t start = std::min(text.find_first_not_of("{-~ "), text.size());
  text.remove_prefix(start);
  if (text.starts_with("::")) return text.remove_prefix(2), true;
  if (text.empty() || std::string_view("#/^!>&@.$").find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

bool fits_expression(std::string_view inner) {
  inner = text::trim_ascii(inner);
  while (!inner.empty() && (inner.back() == '}' || inner.back() == '-' || inner.back() == '~')) inner.remove_suffix(1);
  if (inner.empty() || inner.front() == '%' || inner.front() == '<') return false;  // Hugo's own shortcodes
  const std::string bare = without_strings(inner);
  std::string_view rest = bare;
  if (is_wiki(rest)) return false;
  const bool comment = rest.front() == '!';
  const bool sigil = take_sigil(rest);
  if (comment) return true;
  rest = text::trim_ascii(rest);
  if (rest.empty() || is_number(rest) || is_shell_variable(rest) || is_latex(rest)) return false;
  const bool starts_well =
      is_word(rest.front()) || std::string_view("\"'`([!-+").find(rest.front()) != std::string_view::npos;
  if (!starts_well || (!sigil && rest.find("::") != std::string_view::npos)) return false;
  return sigil || !reads_as_prose(rest);
}

bool fits_tag(std::string_view inner) {
  const std::size_t start = inner.find_first_not_of("-+~=#% ");
  return start != std::string_view::npos && !is_latex(inner.substr(start));
}

// One identifier of two characters or more, with dots, or a number of one or two digits: {user.name}, {0}.
bool fits_word(std::string_view inner) {
  if (inner.empty() || inner.size() > 60) return false;
  if (is_number(inner)) return inner.size() <= 2 && is_ascii_digit(inner.front()) && is_ascii_digit(inner.back());
  const bool identifier = std::all_of(inner.begin(), inner.end(), [](char c) { return is_word(c) || c == '.'; });
  return identifier && inner.size() >= 2 && !is_ascii_digit(inner.front()) && inner.front() != '.' &&
         inner.back() != '.';
}

bool fits_variable(std::string_view inner) {
  return !inner.empty() && (is_ascii_letter(inner.front()) || inner.front() == '_');
}

}  // namespace

bool fits_inside(std::string_view inner, Inside inside) {
  switch (inside) {
    case Inside::kExpression:
      return fits_expression(inner);
    case Inside::kTag:
      return fits_tag(inner);
    case Inside::kWord:
      return fits_word(inner);
    case Inside::kVariable:
      return fits_variable(inner);
  }
  return false;
}

}  // namespace thresh::clean
