// See selector_hints.h.
#include "rules/selector_hints.h"

#include <algorithm>
#include <array>

#include "base/arena.h"
#include "base/ascii.h"
#include "html/names.h"
#include "rules/pick_reader.h"
#include "rules/wording.h"
#include "text/nearest.h"
#include "text/unicode.h"

namespace thresh::rules {
namespace {

using From = Pick::From;

// What HTML attribute names are made of in practice; a quote or a bracket ends a selector, not an attribute.
bool is_attribute_char(char c) {
  return base::is_ascii_alphanumeric(c) || c == '-' || c == '_' || c == ':' || c == '.';
}

bool is_name_char(char c) { return base::is_ascii_alphanumeric(c) || c == '-' || c == '_'; }

// Where `wanted` first says yes to a place outside of quotes and brackets; npos if nowhere. A backslash hides a
// character.
template <class Wanted>
std::size_t find_outside(std::string_view source, Wanted wanted) {
  int depth = 0;
  char quote = '\0';
  for (std::size_t at = 0; at < source.size(); ++at) {
    const char c = source[at];
    if (c == '\\') {
      ++at;
    } else if (quote != '\0') {
      quote = c == quote ? '\0' : quote;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (depth == 0 && wanted(at)) {
      return at;
    } else {
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    }
  }
  return std::string_view::npos;
}

// "word:" at the start of what was read as CSS: a prefix that is none.
std::string prefix_hint(std::string_view source) {
  const std::size_t colon = source.find(':');
  if (colon == std::string_view::npos || colon == 0 || !std::ranges::all_of(source.substr(0, colon), is_name_char)) {
    return {};
  }
  const std::string_view word = source.substr(0, colon);
  if (word == "css") return "leave `css:` out: what has no prefix is a CSS selector";
  const auto prefixes = PickReader::selector_keys().first(PickReader::selector_keys().size() - 1).subspan(1);
  const std::string_view meant = text::nearest(word, prefixes);
  return meant.empty() ? "" : "did you mean " + quoted(std::string(meant) + ":") + "?";
}

// An "@" where CSS has none.
std::string attribute_hint(std::string_view source) {
  const std::size_t at = find_outside(source, [&](std::size_t i) { return source[i] == '@'; });
  if (at == std::string_view::npos) return {};
  std::string_view name = source.substr(at + 1);
  name = name.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(name, is_attribute_char) - name.begin()));
  const std::string_view element = text::trim_ascii(source.substr(0, at));
  const std::string example =
      std::string(element.empty() ? "h1" : element) + " @" + std::string(name.empty() ? "name" : name);
  return "an attribute stands last, a space before its `@`: " + quoted(example);
}

// Whether HTML has such an element or attribute.
bool is_html_name(std::string_view word) {
  base::Arena arena;
  return html::NameTable(arena).find(word) != html::Name::kNone;
}

std::string css_hint(std::string_view source, const base::SyntaxError& error) {
  if (source.starts_with('/') && !source.starts_with("/*"))
    return "an XPath is written " + quoted("xpath:" + std::string(source));
  if (error.offset < source.size() && source[error.offset] == '@') return attribute_hint(source);
  const std::string prefix = prefix_hint(source);
  if (!prefix.empty() || !error.hint.empty()) return prefix.empty() ? error.hint : prefix;
  // "text:hello" and "re:x": a word that is neither a prefix nor an element with a pseudo-class.
  const std::size_t colon = source.find(':');
  const bool is_word = colon != std::string_view::npos && colon > 0 && error.offset <= colon + 1 &&
                       std::ranges::all_of(source.substr(0, colon), is_name_char);
  return is_word && !is_html_name(source.substr(0, colon)) ? "the prefixes are: xpath, meta, jsonld, json, regex, const"
                                                           : "";
}

// Functions of XPath 2.0 that people ask for.
std::string xpath_hint(std::string_view source, const base::SyntaxError& error) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kMissing = {{
      {"ends-with(", "`contains()`, or take the text with `regex:`"},
      {"matches(", "`contains()` or `starts-with()`, or take the text with `regex:`"},
      {"replace(", "`translate()`"},
      {"lower-case(", "`translate()`"},
      {"upper-case(", "`translate()`"},
      {"string-join(", "`many: true`"},
      {"tokenize(", "`substring-before()` and `substring-after()`"},
      {"exists(", "`boolean()`"},
  }};
  for (const auto& [call, instead] : kMissing) {
    if (source.find(call) == std::string_view::npos) continue;
    const std::string name = quoted(std::string(call.substr(0, call.size() - 1)) + "()");
    return name + " is not in XPath 1.0; use " + std::string(instead);
  }
  return error.hint;
}

// The XPath function id() needs a DTD that says which attribute is one; a page has none, so that it finds nothing.
std::optional<base::SyntaxError> id_call(std::string_view source) {
  char quote = '\0';
  for (std::size_t at = 0; at < source.size(); ++at) {
    const char c = source[at];
    if (quote != '\0' || c == '"' || c == '\'') {
      quote = quote == '\0' ? c : c == quote ? '\0' : quote;
      continue;
    }
    const bool starts = at == 0 || (!is_name_char(source[at - 1]) && source[at - 1] != ':');
    if (starts && source.substr(at).starts_with("id(")) {
      return base::SyntaxError{"`id()` finds nothing in a page", at, "write //*[@id='…']", 2};
    }
  }
  return std::nullopt;
}

}  // namespace

std::size_t attribute_at(std::string_view source) {
  std::size_t start = source.size();
  while (start > 0 && is_attribute_char(source[start - 1])) --start;
  if (start == source.size() || start == 0 || source[start - 1] != '@') return std::string_view::npos;
  const bool alone = start == 1 || source[start - 2] == ' ' || source[start - 2] == '\t';
  return alone ? start - 1 : std::string_view::npos;
}

std::string selector_hint(Pick::From from, std::string_view source, const base::SyntaxError& error) {
  if (from == From::kCss) return css_hint(source, error);
  if (from == From::kXPath) return xpath_hint(source, error);
  return error.hint;
}

std::optional<base::SyntaxError> surely_wrong(Pick::From from, std::string_view source) {
  if (from == From::kConst || from == From::kRegex) return std::nullopt;
  constexpr std::array<std::string_view, 7> kTypographic = {"“", "”", "„", "‘", "’", "«", "»"};
  for (const std::string_view quote : kTypographic) {
    if (!source.starts_with(quote)) continue;
    return base::SyntaxError{"to YAML " + quoted(quote) + " is a letter, and no quote", 0, "use \" or '"};
  }
  if (from == From::kXPath) return id_call(source);
  if (from != From::kMeta || attribute_at(source) == std::string_view::npos) return std::nullopt;
  return base::SyntaxError{"`meta:` takes the content by itself", attribute_at(source), "leave the attribute out",
                           source.size() - attribute_at(source)};
}

std::optional<std::size_t> leading_combinator(std::string_view css) {
  const auto leads = [&](std::size_t at) {
    const std::size_t before = at == 0 ? std::string_view::npos : css.find_last_not_of(" \t\n\r", at - 1);
    const bool first = before == std::string_view::npos || css[before] == ',';
    return first && (css[at] == '>' || css[at] == '+' || css[at] == '~');
  };
  const std::size_t at = find_outside(css, leads);
  return at == std::string_view::npos ? std::nullopt : std::optional(at);
}

}  // namespace thresh::rules
