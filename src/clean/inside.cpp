// See inside.h.
#include "clean/inside.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "clean/expression.h"
#include "clean/tag_language.h"
#include "clean/token.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

using base::is_ascii_digit;
using base::is_ascii_letter;
using base::is_ascii_upper;
using Kind = Token::Kind;
using Tokens = std::span<const Token>;

constexpr std::size_t kLongestWord = 60;  // bytes of a placeholder: {results_count}

bool is_word_char(char c) { return base::is_ascii_alphanumeric(c) || c == '_'; }

bool names_field(std::string_view word) { return is_one_of(WordKind::kField, text::ascii_lower(word)); }

// HOME, CITY: a variable of the shell, an abbreviation. FIRST_NAME is a mail merge's.
bool is_all_capitals(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return base::is_ascii_lower(c) || c == '.' || c == '$'; });
}

// `|key=`, `#if:`, `1|`: calls of MediaWiki templates and parser functions.
bool is_wiki(std::string_view text) {
  if (is_ascii_digit(text.front()) && text.find('|') != std::string_view::npos) return true;
  if (text.front() == '#' && text.find(':') != std::string_view::npos && text.find(": ") == text.find(':')) return true;
  for (std::size_t bar = text.find('|'); bar != std::string_view::npos; bar = text.find('|', bar + 1)) {
    std::size_t i = bar + 1;
    while (i < text.size() && (is_word_char(text[i]) || text[i] == ' ' || text[i] == '-')) ++i;
    const bool assigns = i < text.size() && text[i] == '=' && !(i + 1 < text.size() && text[i + 1] == '=');
    if (i > bar + 1 && assigns) return true;
  }
  return false;
}

// --- statements ---

bool is_lower_word(std::string_view word) { return !word.empty() && base::is_ascii_lower(word.front()); }

// Whether `rest` may follow a statement's name between delimiters that only statements have.
bool may_follow(Follows follows, Tokens rest) {
  if (rest.empty()) return follows == Follows::kNone || follows == Follows::kSome;
  const Reading reading = read_expression(rest, Grammar::kStatement);
  switch (follows) {
    case Follows::kNone:
      return false;
    case Follows::kSome:
    case Follows::kCondition:
    case Follows::kExpression:
      return reading.complete;
    case Follows::kCode:
      return reading.is_proven();
    case Follows::kAssignment:
      return reading.complete && reading.assigns;
    case Follows::kLoop:
      return reading.complete && reading.loops;
  }
  return false;
}

// "else if x" is the statement "if".
Tokens without_else(Tokens tokens) {
  const bool both = tokens.size() > 1 && tokens[0].text == "else" && tokens[1].text == "if";
  return both ? tokens.subspan(1) : tokens;
}

bool fits_tag(std::string_view inner) {
  const std::size_t start = inner.find_first_not_of("-+~=#% ");
  if (start == std::string_view::npos) return false;
  inner.remove_prefix(start);
  while (!inner.empty() && std::string_view(" -+~").find(inner.back()) != std::string_view::npos)
    inner.remove_suffix(1);
  const auto all = tokens_of(inner);
  if (!all || all->empty() || all->front().kind != Kind::kWord) return false;
  const Tokens tokens = without_else(*all);
  const std::string_view name = tokens[0].text;
  const Tokens rest = tokens.subspan(1);
  if (const Follows* follows = vocabulary().tag(name)) return may_follow(*follows, rest);
  const bool ends = name.starts_with("end") && vocabulary().tag(name.substr(3)) != nullptr;
  return (ends || (is_compound(name) && !is_ascii_upper(name.front()))) && may_follow(Follows::kSome, rest);
}

// {{ if user }}, {{ range .Pages }}: statements between delimiters that people use as well, so they have to prove more.
bool is_braced_statement(Tokens tokens) {
  tokens = without_else(tokens);
  const Follows* follows = tokens[0].kind == Kind::kWord ? vocabulary().tag(tokens[0].text) : nullptr;
  const Tokens rest = tokens.subspan(1);
  if (follows == nullptr || rest.empty()) return false;
  const Reading reading = read_expression(rest, Grammar::kStatement);
  if (!reading.complete) return false;
  switch (*follows) {
    case Follows::kNone:
    case Follows::kSome:
      return false;
    case Follows::kCondition:
      return reading.evidence || is_lower_word(reading.lone_word);
    case Follows::kExpression:
    case Follows::kCode:
      return reading.evidence;
    case Follows::kAssignment:
      return reading.evidence || reading.assigns;
    case Follows::kLoop:
      return reading.loops && (reading.evidence || rest.size() == 3);
  }
  return false;
}

// --- mustache ---

// What follows {{#, {{/, {{^, {{> and {{&: a name, and of a block or a partial its arguments.
bool fits_block(char sigil, Tokens tokens) {
  if (tokens.empty()) return sigil == '^';
  if (tokens[0].kind != Kind::kWord && !(sigil == '>' && tokens[0].kind == Kind::kString)) return false;
  if (tokens.size() == 1) return tokens[0].kind == Kind::kString || sigil != '^' || tokens[0].text.size() > 1;
  if (sigil != '#' && sigil != '>') return false;
  if (sigil == '#' && vocabulary().tag(tokens[0].text) != nullptr)
    return may_follow(Follows::kExpression, tokens.subspan(1));
  return read_expression(tokens, Grammar::kTemplate).is_proven();
}

// {{#each comments as |comment index|}}: without what stands between the bars.
std::string_view without_block_parameters(std::string_view inner) {
  const std::size_t as = inner.rfind(" as |");
  return as != std::string_view::npos && inner.ends_with('|') ? inner.substr(0, as) : inner;
}

bool is_comment_of_mustache(std::string_view inner) {
  // "{{!-- … --}}" of Handlebars, "{{-- … --}}" of Blade
  const bool marked =
      inner.starts_with("!--") || inner.starts_with("! ") || (inner.starts_with("--") && inner.ends_with("--"));
  return marked && std::any_of(inner.begin(), inner.end(), is_ascii_letter);
}

bool fits_lone_word(std::string_view word, bool triple) {
  if (!is_code(word) && is_all_capitals(word)) return false;
  return !triple || is_code(word) || names_field(word);  // {{{hugs}}}
}

// {{- x -}}, {{~ x ~}}: the marks touch the braces.
std::string_view without_trim_marks(std::string_view inner) {
  const auto is_mark = [](char c) { return c == '-' || c == '~'; };
  if (!inner.empty() && is_mark(inner.front())) inner.remove_prefix(1);
  if (!inner.empty() && is_mark(inner.back())) inner.remove_suffix(1);
  return inner;
}

// #, /, ^, > or & right behind the braces; taken off with what may follow it ({{#*inline}}, {{#>layout}}). Zero if
// none.
char take_sigil(std::string_view& inner) {
  if (inner.empty() || std::string_view("#/^>&").find(inner.front()) == std::string_view::npos) return 0;
  const char sigil = inner.front();
  inner.remove_prefix(1);
  if (sigil == '#' && (inner.starts_with('*') || inner.starts_with('>'))) inner.remove_prefix(1);
  inner = without_block_parameters(text::trim_ascii(inner));
  return sigil;
}

bool fits_mustache(std::string_view inner) {
  const bool triple = inner.starts_with('{');
  if (triple) inner.remove_prefix(1);
  if (inner.starts_with('{')) return inner.starts_with("{raw") || inner.starts_with("{/raw");  // {{{{raw}}}}
  if (is_comment_of_mustache(inner)) return true;
  inner = without_trim_marks(inner);
  const std::string_view content = text::trim_ascii(inner);
  if (content.empty() || is_wiki(content)) return false;
  if (content.starts_with("/*")) return content.ends_with("*/");  // Go
  const char sigil = take_sigil(inner);
  inner = text::trim_ascii(inner);
  if (inner.starts_with("::")) inner.remove_prefix(2);  // Angular's one-time binding
  const auto tokens = tokens_of(inner);
  if (!tokens) return false;
  if (sigil != 0) return fits_block(sigil, *tokens);
  if (tokens->empty()) return false;
  if (is_braced_statement(*tokens)) return true;
  const bool attribute =
      tokens->size() == 3 && (*tokens)[1].kind == Kind::kEquals && (*tokens)[2].kind == Kind::kString;
  const Reading reading = read_expression(*tokens, Grammar::kTemplate);
  if (!reading.complete) return false;
  if (!reading.lone_word.empty()) return fits_lone_word(reading.lone_word, triple);
  return reading.evidence || attribute;
}

// --- the other kinds ---

bool fits_expression(std::string_view inner, bool word_names_field) {
  const auto tokens = tokens_of(inner);
  if (!tokens) return false;
  const Reading reading = read_expression(*tokens, Grammar::kPlain);
  if (!reading.complete || reading.lone_word.empty()) return reading.is_proven();
  if (is_all_capitals(reading.lone_word)) return false;  // ${HOME}
  return !word_names_field || is_code(reading.lone_word) || names_field(reading.lone_word);
}

bool fits_variable(std::string_view inner) {
  if (inner.ends_with(" nofilter")) inner.remove_suffix(std::string_view(" nofilter").size());
  const std::string whole = "$" + std::string(inner);
  const auto tokens = tokens_of(whole);
  const bool named = tokens && !tokens->empty() && has_sigil(tokens->front().text) && tokens->front().text.size() > 1;
  return named && read_expression(*tokens, Grammar::kTemplate).complete;
}

bool fits_comment(std::string_view inner) {
  inner = text::trim_ascii(inner);
  const auto word_end = std::find_if_not(inner.begin(), inner.end(), is_ascii_letter);
  const std::string first = text::ascii_lower(inner.substr(0, static_cast<std::size_t>(word_end - inner.begin())));
  const bool marked = first == "todo" || first == "fixme" || inner.starts_with('@');
  return marked || inner.find("{{") != std::string_view::npos || inner.find("{%") != std::string_view::npos;
}

// Two words of prose in a row, parted by nothing but spaces; what is quoted does not count.
bool reads_as_prose(std::string_view code) {
  bool previous = false;
  char quote = 0;
  for (std::size_t begin = 0; begin < code.size();) {
    const std::size_t end = std::min(code.find(' ', begin), code.size());
    const std::string_view word = code.substr(begin, end - begin);
    const bool quoted = quote != 0;
    for (const char c : word) {
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      }
    }
    const bool letters = !word.empty() && std::all_of(word.begin(), word.end(), is_ascii_letter);
    const bool prose = letters && !quoted && !is_compound(word) && !is_one_of(WordKind::kScript, word);
    if (prose && previous) return true;
    if (!word.empty()) previous = prose;
    begin = end + 1;
  }
  return false;
}

// A call, an assignment, a block's bracket, @ivar, |x|: what only code has.
bool holds_code(std::string_view code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char before = i > 0 ? code[i - 1] : ' ';
    const char after = i + 1 < code.size() ? code[i + 1] : ' ';
    if (std::string_view("{};").find(code[i]) != std::string_view::npos) return true;
    if ((code[i] == '(' || code[i] == '[') && is_word_char(before)) return true;
    if (code[i] == '=' && (before == ' ' || before == '=' || before == '!')) return true;
    if ((code[i] == '@' || code[i] == ':' || code[i] == '|') && before == ' ' && is_word_char(after)) return true;
    if (code[i] == '_' && is_word_char(before) && is_word_char(after)) return true;
  }
  return false;
}

bool fits_script(std::string_view inner) {
  if (inner.starts_with('#') || inner.starts_with("--")) {
    return std::any_of(inner.begin(), inner.end(), is_ascii_letter);
  }
  if (inner.starts_with('@')) return inner.find("=\"") != std::string_view::npos;  // a directive of ASP and JSP
  const bool prints = !inner.empty() && std::string_view("=-:").find(inner.front()) != std::string_view::npos;
  while (!inner.empty() && std::string_view("=-:").find(inner.front()) != std::string_view::npos)
    inner.remove_prefix(1);
  while (!inner.empty() && inner.back() == '-') inner.remove_suffix(1);
  inner = text::trim_ascii(inner);
  if (inner.empty() || reads_as_prose(inner)) return false;
  if (holds_code(inner)) return true;
  if (const auto tokens = tokens_of(inner); tokens) {
    const Reading reading = read_expression(*tokens, Grammar::kTemplate);
    if (reading.is_proven() || (prints && reading.complete && !reading.lone_word.empty())) return true;
  }
  return is_one_of(WordKind::kScript, inner.substr(0, inner.find(' ')));
}

bool fits_smarty(std::string_view inner) {
  if (inner.starts_with('/')) return is_one_of(WordKind::kSmartyAlone, inner.substr(1));
  const std::size_t end = std::min(inner.find(' '), inner.size());
  const std::string_view name = inner.substr(0, end);
  const std::string_view rest = text::trim_ascii(inner.substr(end));
  if (rest.empty())
    return name == "else" || (is_one_of(WordKind::kSmartyAlone, name) && !is_one_of(WordKind::kSmarty, name));
  const auto tokens = is_one_of(WordKind::kSmarty, name) ? tokens_of(rest) : std::nullopt;
  if (!tokens) return false;
  const Reading reading = read_expression(*tokens, Grammar::kStatement);
  const bool variable = std::any_of(tokens->begin(), tokens->end(), [](const Token& token) {
    return token.kind == Kind::kWord && token.text.starts_with('$');
  });
  return reading.complete && (variable || (reading.assigns && reading.evidence));
}

// One identifier of two characters or more, with dots, or a number of one or two digits: {user.name}, {title}, {0}.
bool fits_word(std::string_view inner) {
  if (inner.empty() || inner.size() > kLongestWord) return false;
  if (std::all_of(inner.begin(), inner.end(), is_ascii_digit)) return inner.size() <= 2;
  const bool identifier = std::all_of(inner.begin(), inner.end(), [](char c) { return is_word_char(c) || c == '.'; });
  const bool ends = is_word_char(inner.front()) && is_word_char(inner.back()) && !is_ascii_digit(inner.front());
  if (!identifier || !ends || inner.size() < 2) return false;
  return is_compound(inner) || inner.find('.') != std::string_view::npos || names_field(inner);
}

// "FirstName" ends with "Name".
std::string_view last_hump(std::string_view word) {
  std::size_t at = word.size();
  while (at > 0 && !is_ascii_upper(word[at - 1])) --at;
  return at == 0 ? word : word.substr(at - 1);
}

// [[item.name]], [[ count | number ]]; [[Main Page]] and [[at]] are a wiki's and somebody's.
bool fits_code(std::string_view inner) {
  const auto tokens = tokens_of(inner);
  if (!tokens) return false;
  const Reading reading = read_expression(*tokens, Grammar::kPlain);
  if (!reading.complete || reading.lone_word.empty()) return reading.is_proven();
  return is_code(reading.lone_word) && !is_all_capitals(reading.lone_word);
}

// *|FNAME|*, *|IF:MEMBER|*
bool fits_token(std::string_view inner) {
  const auto of_token = [](char c) { return is_ascii_upper(c) || is_ascii_digit(c) || c == '_' || c == ':'; };
  return inner.size() > 1 && inner.size() <= kLongestWord && is_ascii_upper(inner.front()) &&
         std::ranges::all_of(inner, of_token);
}

// %FIRST_NAME%, ##CITY##, <<First Name>>: each word begins with a capital, and one of them names a field.
bool fits_merge(std::string_view inner) {
  if (inner.size() > kLongestWord) return false;
  bool field = false;
  for (std::size_t begin = 0; begin <= inner.size();) {
    const std::size_t end = std::min(inner.find_first_of("_ ", begin), inner.size());
    const std::string_view word = inner.substr(begin, end - begin);
    if (word.empty() || !is_ascii_upper(word.front()) || !std::ranges::all_of(word, base::is_ascii_alphanumeric)) {
      return false;
    }
    field = field || names_field(word);
    begin = end + 1;
  }
  return field || (inner.size() > 1 && names_field(last_hump(inner)));
}

// <<First Name>>, <<FirstName>>, <<CITY>>; <<Quote>> is somebody's.
bool fits_merge_words(std::string_view inner) {
  const auto capitals = std::ranges::count_if(inner, is_ascii_upper);
  return capitals > 1 && fits_merge(inner);
}

}  // namespace

bool fits_inside(std::string_view inner, Inside inside) {
  switch (inside) {
    case Inside::kMustache:
      return fits_mustache(inner);
    case Inside::kExpression:
      return fits_expression(inner, false);
    case Inside::kField:
      return fits_expression(inner, true);
    case Inside::kTag:
      return fits_tag(inner);
    case Inside::kComment:
      return fits_comment(inner);
    case Inside::kScript:
      return fits_script(inner);
    case Inside::kVariable:
      return fits_variable(inner);
    case Inside::kSmarty:
      return fits_smarty(inner);
    case Inside::kWord:
      return fits_word(inner);
    case Inside::kCode:
      return fits_code(inner);
    case Inside::kToken:
      return fits_token(inner);
    case Inside::kMerge:
      return fits_merge(inner);
    case Inside::kMergeCapitals:
      return std::ranges::none_of(inner, base::is_ascii_lower) && fits_merge(inner);
    case Inside::kMergeWords:
      return fits_merge_words(inner);
    case Inside::kFreemarker:
      return fits_freemarker(inner);
    case Inside::kFreemarkerTag:
      return fits_freemarker_tag(inner);
    case Inside::kFreemarkerCall:
      return fits_freemarker_call(inner);
    case Inside::kMarkup:
      return fits_markup(inner);
    case Inside::kMarkupEnd:
      return fits_markup_end(inner);
    case Inside::kToolkit:
      return fits_toolkit(inner);
  }
  return false;
}

}  // namespace thresh::clean
