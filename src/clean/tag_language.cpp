// See tag_language.h.
#include "clean/tag_language.h"

#include <algorithm>

#include "base/ascii.h"
#include "clean/expression.h"
#include "clean/token.h"
#include "clean/vocabulary.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

bool is_name_char(char c) { return base::is_ascii_alphanumeric(c) || c == '_'; }

// The name at the start of a text, with full stops inside: "spring.message".
std::string_view name_at(std::string_view text) {
  const auto fits = [](char c) { return is_name_char(c) || c == '.'; };
  const auto end = std::ranges::find_if_not(text, fits);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

bool is_expression(std::string_view text) {
  const auto tokens = tokens_of(text);
  return tokens && !tokens->empty() && read_expression(*tokens, Grammar::kPlain).complete;
}

bool has_letter(std::string_view text) { return std::ranges::any_of(text, base::is_ascii_letter); }

// Takes "(user.name)", "user.items[0].name" off the front; false where no such name stands there.
bool take_path(std::string_view& text) {
  const bool open = text.starts_with('(');
  const std::size_t end = open ? text.find(')') : text.find_first_of("?!");
  if (end == std::string_view::npos || end == 0) return false;
  const std::string_view path = text.substr(open, end - open);
  text.remove_prefix(end + open);
  return base::is_ascii_lower(path.front()) && is_expression(path);
}

// Takes "?html", "?string("0.00")" off the front; false where what follows is no built-in.
bool take_builtin(std::string_view& text) {
  if (!text.starts_with('?')) return false;
  text.remove_prefix(1);
  const std::string_view name = name_at(text);
  if (!is_one_of(WordKind::kBuiltin, name.substr(0, name.find('.')))) return false;
  text.remove_prefix(name.size());
  if (!text.starts_with('(')) return true;
  const std::size_t close = text.find(')');
  if (close == std::string_view::npos) return false;
  text.remove_prefix(close + 1);
  return true;
}

// Whether what stands behind "!" may be a default: nothing, a string, a number, a name.
bool is_default(std::string_view text) {
  text = text::trim_ascii(text);
  return text.empty() || (text.size() > 1 && text.front() == text.back() && (text[0] == '"' || text[0] == '\'')) ||
         is_expression(text);
}

// attribute="value"
bool has_attribute(std::string_view text) {
  const std::size_t at = text.find('=');
  return at != std::string_view::npos && at > 0 && is_name_char(text[at - 1]) && at + 1 < text.size() &&
         (text[at + 1] == '"' || text[at + 1] == '\'');
}

}  // namespace

bool fits_freemarker(std::string_view inner) {
  inner = text::trim_ascii(inner);
  for (const std::string_view head : {"fn:", "not empty ", "empty "}) {  // of JSP's expressions
    if (inner.starts_with(head)) return is_expression(inner.substr(head.size()));
  }
  if (!take_path(inner) || inner.empty()) return false;
  while (!inner.empty()) {
    if (inner.starts_with('!')) return is_default(inner.substr(1));
    if (!take_builtin(inner)) return false;
  }
  return true;
}

bool fits_freemarker_tag(std::string_view inner) {
  if (inner.starts_with("--")) return inner.ends_with("--") && has_letter(inner);
  const std::string_view name = name_at(inner);
  const std::string_view rest = text::trim_ascii(inner.substr(name.size()));
  if (rest.empty() || rest == "/") return is_one_of(WordKind::kFreemarkerAlone, name);
  return is_one_of(WordKind::kFreemarker, name) && inner[name.size()] == ' ';
}

bool fits_freemarker_call(std::string_view inner) {
  const std::string_view name = name_at(inner);
  if (name.empty() || !base::is_ascii_lower(name.front())) return false;
  const std::string_view rest = text::trim_ascii(inner.substr(name.size()));
  return rest == "/" || has_attribute(rest) ||
         (rest.find('=') != std::string_view::npos && inner[name.size()] == ' ') ||
         (!rest.empty() && rest.front() == '"');
}

bool fits_markup(std::string_view inner) {
  const std::string_view name = name_at(inner);
  if (name.empty() || !base::is_ascii_lower(name.front()) || name.contains('.')) return false;
  const std::string_view rest = inner.substr(name.size());
  const bool alone = name == "choose" || name == "otherwise" || rest.ends_with('/');
  return text::trim_ascii(rest).empty() ? name == "choose" || name == "otherwise"
                                        : (has_attribute(rest) || (alone && text::trim_ascii(rest) == "/"));
}

bool fits_markup_end(std::string_view inner) {
  return !inner.empty() && base::is_ascii_lower(inner.front()) && std::ranges::all_of(inner, is_name_char);
}

bool fits_toolkit(std::string_view inner) {
  if (inner.starts_with('#')) return has_letter(inner);
  const auto is_mark = [](char c) { return c == '-' || c == '+' || c == '=' || c == '~'; };
  while (!inner.empty() && is_mark(inner.front())) inner.remove_prefix(1);
  while (!inner.empty() && is_mark(inner.back())) inner.remove_suffix(1);
  inner = text::trim_ascii(inner);
  const std::string_view name = name_at(inner);
  if (is_one_of(WordKind::kToolkit, name)) return name.size() == inner.size() || inner[name.size()] == ' ';
  const auto tokens = tokens_of(inner);
  if (!tokens || tokens->empty()) return false;
  const Reading reading = read_expression(*tokens, Grammar::kTemplate);
  return reading.complete && (reading.evidence || !reading.lone_word.empty());
}

}  // namespace thresh::clean
