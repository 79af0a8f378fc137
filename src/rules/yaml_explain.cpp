// See yaml_explain.h.
#include "rules/yaml_explain.h"

#include <algorithm>
#include <array>

#include "rules/wording.h"

namespace thresh::rules {
namespace {

using base::Error;

constexpr std::string_view kBlanks = " \t";

struct Explanation {
  std::string_view theirs;  // how yaml-cpp's message starts
  std::string_view ours;
  std::string_view hint;
};

// Those that need no look at the lines around.
constexpr std::array kExplanations = {
    Explanation{"illegal block entry", "a list item cannot stand here", "put it on a line of its own"},
    Explanation{"end of map not found", "this line does not fit the map before it", "check its indentation"},
    Explanation{"end of sequence not found", "this line does not fit the list before it", "check its indentation"},
    Explanation{"illegal flow end", "this bracket does not close the one that is open",
                "quote text that holds brackets"},
    Explanation{"illegal character when scanning block", "text follows a block mark",
                "quote text that starts with `>` or `|`"},
    Explanation{"unexpected character in block scalar", "text follows a block mark",
                "quote text that starts with `>` or `|`"},
    Explanation{"unknown token", "YAML does not allow a value to start like this", "quote it"},
    Explanation{"unknown escape character", "in double quotes a backslash starts an escape, and this is none",
                "use single quotes, in which a backslash is itself"},
    Explanation{"cannot assign multiple tags", "YAML takes this `!` for a tag, and tags are not allowed",
                "quote text that starts with `!`"},
    Explanation{"illegal EOF in scalar", "a quote is never closed", ""},
    Explanation{"map keys cannot", "a key cannot stand here", "check the indentation"},
};

// A line with what YAML sees of it.
struct Line {
  std::string_view text;
  std::size_t start = 0;   // bytes into the file
  std::size_t indent = 0;  // bytes of white space; the length of an empty line

  explicit Line(const SourceText& source, std::uint32_t number) : text(source.line(number)) {
    start = static_cast<std::size_t>(text.data() - source.bytes().data());
    indent = std::min(text.find_first_not_of(kBlanks), text.size());
  }
  std::string_view words() const { return text.substr(indent); }
  bool says_nothing() const { return words().empty() || words().front() == '#'; }
  // A `: ` or a `:` at the end makes what is before it a key.
  bool has_key() const { return text.find(": ") != std::string_view::npos || text.ends_with(':'); }
};

// The line before `number` that is neither blank nor a comment; nothing at the start of the file.
std::optional<Line> line_before(const SourceText& source, std::uint32_t number) {
  while (--number > 0) {
    const Line line(source, number);
    if (!line.says_nothing()) return line;
  }
  return std::nullopt;
}

// Whether a value may begin here, so that a quote is one and not an apostrophe.
bool starts_token(std::string_view bytes, std::size_t at) {
  constexpr std::string_view kBefore = "[{,\n\r";
  if (at == 0 || kBefore.find(bytes[at - 1]) != std::string_view::npos) return true;
  if (kBlanks.find(bytes[at - 1]) == std::string_view::npos) return false;
  const std::size_t word = bytes.find_last_not_of(kBlanks, at - 1);
  return word == std::string_view::npos || std::string_view("[{,\n\r:-?").find(bytes[word]) != std::string_view::npos;
}

bool starts_comment(std::string_view bytes, std::size_t at) {
  return bytes[at] == '#' && (at == 0 || std::string_view(" \t\n\r").find(bytes[at - 1]) != std::string_view::npos);
}

// What follows a quoted text or a comment that begins at `at`; one character on where neither does.
std::size_t step(std::string_view bytes, std::size_t at) {
  if (starts_comment(bytes, at)) return std::min(bytes.find('\n', at), bytes.size());
  const bool quote = (bytes[at] == '"' || bytes[at] == '\'') && starts_token(bytes, at);
  return quote ? std::min(end_of_quoted(bytes, at), bytes.size()) : at + 1;
}

// Whether a bracket closes the one at `open`; quotes and comments are passed over.
bool is_closed(std::string_view bytes, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t at = open; at < bytes.size(); at = step(bytes, at)) {
    if (bytes[at] == '[' || bytes[at] == '{') ++depth;
    if ((bytes[at] == ']' || bytes[at] == '}') && --depth == 0) return true;
  }
  return false;
}

// The first quote that nothing closes.
std::optional<std::size_t> open_quote(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size(); at = step(bytes, at)) {
    const bool quote = (bytes[at] == '"' || bytes[at] == '\'') && starts_token(bytes, at);
    if (quote && end_of_quoted(bytes, at) == std::string_view::npos) return at;
  }
  return std::nullopt;
}

Error tab_error(const SourceText& source, std::size_t at) {
  return error_at(source, at, "a tab cannot indent a line", "indent with spaces");
}

// White space that is none to YAML, at the start of a line: what stands behind it is not indented by it.
std::optional<Error> odd_indentation(const SourceText& source, const Line& line) {
  const std::string odd = foreign_character(line.words().substr(0, line.words().find_first_of(" :")));
  const bool leads = !line.words().empty() && static_cast<unsigned char>(line.words().front()) >= 0x80;
  if (!leads || odd.starts_with('`')) return std::nullopt;
  return error_at(source, line.start + line.indent, odd + " cannot indent a line", "indent with spaces");
}

Error too_deep(const SourceText& source, const Line& line) {
  return error_at(source, line.start + line.indent, "this line stands deeper than the one before, which has a value",
                  "indent it like its neighbours");
}

// A line that should be a key and has no `: `.
Error no_colon(const SourceText& source, const Line& line) {
  const std::size_t colon = line.text.find(':');
  if (colon != std::string_view::npos) {
    return error_at(source, line.start + colon, "a space is missing behind this colon");
  }
  const std::string word(line.words().substr(0, line.words().find_first_of(kBlanks)));
  return error_at(source, line.start + line.indent, "a colon is missing on this line", "`" + word + ":`");
}

// A `:` where YAML awaits no key: a second one on the line, or the end of a key that began a line before.
Error unexpected_colon(const SourceText& source, std::size_t at) {
  const std::uint32_t number = source.position(at).line;
  const Line line(source, number);
  const std::size_t tab = line.text.substr(0, line.indent).find('\t');
  if (tab != std::string_view::npos) return tab_error(source, line.start + tab);
  if (line.text.substr(0, at - line.start).find(": ") != std::string_view::npos) {
    return error_at(source, at, "YAML finds a second `: ` on this line", "quote a value that holds `: `");
  }
  const auto before = line_before(source, number);
  if (before && !before->has_key()) return no_colon(source, *before);
  if (before && line.indent > before->indent) return too_deep(source, line);
  return error_at(source, at, "YAML cannot take what stands before this `:` for a key", "check the lines before");
}

// A bracket or brace whose end was not found: because there is none, or because something stands in between.
Error broken_flow(const SourceText& source, std::size_t at, std::size_t bracket) {
  const std::string_view bytes = source.bytes();
  const char open = bytes[bracket];
  if (!is_closed(bytes, bracket)) {
    return error_at(source, bracket, std::string("a `") + open + "` is never closed",
                    std::string("quote text that starts with `") + open + "` or holds ` #`");
  }
  const char found = at < bytes.size() ? bytes[at] : '\0';
  if (found == '{' || found == '[') {
    return error_at(source, at, std::string("within brackets a text ends before a `") + found + '`',
                    std::string("quote a text that holds `") + found + "`; a key has a `: ` behind it");
  }
  if (found == ':') {
    return error_at(source, at, "a second `: `, and no `,` before it",
                    "put a `,` between two fields; quote a value that holds `: `");
  }
  return error_at(source, at, "a `,` is missing before this", "quote the whole of a value that holds quotes");
}

// A line that goes on with no map that is open.
std::optional<Error> stray_line(const SourceText& source, std::size_t at) {
  const std::uint32_t number = source.position(at).line;
  const Line line(source, number);
  const auto before = line_before(source, number);
  const bool is_first = at == line.start + line.indent;
  if (!is_first || !before || !before->has_key() || line.indent <= before->indent) return std::nullopt;
  return too_deep(source, line);
}

// A quote that ends too early, or, where it spans lines, too late.
std::optional<Error> behind_quote(const SourceText& source, std::size_t at, const YamlQuote& quote) {
  const std::string_view between = source.bytes().substr(quote.end, std::max(at, quote.end) - quote.end);
  if (at < quote.end || between.find_first_not_of(kBlanks) != std::string_view::npos) return std::nullopt;
  const std::uint32_t last = source.position(quote.end - 1).line;
  if (source.position(quote.begin).line != last) {
    return error_at(source, quote.begin, "this quote is closed only on line " + std::to_string(last),
                    "close it where its text ends");
  }
  return error_at(source, at, "text follows a closing quote", "put the whole value in quotes of the other kind");
}

}  // namespace

Error error_at(const SourceText& source, std::size_t offset, std::string message, std::string hint) {
  return {base::ErrorCode::kBadRules, std::move(message), source.file_place(offset, 1), std::move(hint)};
}

Error open_quote_error(const SourceText& source, std::size_t begin) {
  return error_at(source, begin, "this quote is never closed", "close it where its text ends");
}

// In double quotes a backslash hides the next character; in single ones a quote is written twice.
std::size_t end_of_quoted(std::string_view bytes, std::size_t begin) {
  const char quote = bytes[begin];
  for (std::size_t at = begin + 1; at < bytes.size(); ++at) {
    if (bytes[at] == '\\' && quote == '"') {
      ++at;
    } else if (bytes[at] == quote) {
      const bool doubled = quote == '\'' && bytes.substr(at + 1).starts_with('\'');
      if (!doubled) return at + 1;
      ++at;
    }
  }
  return std::string_view::npos;
}

Error explain_yaml(const SourceText& source, const YamlTrouble& trouble) {
  const std::string_view theirs = trouble.theirs;
  const std::size_t at = std::min(trouble.at, source.bytes().size());
  if (auto error = odd_indentation(source, Line(source, source.position(at).line))) return std::move(*error);
  if (theirs.starts_with("illegal map value")) return unexpected_colon(source, at);
  if (theirs.starts_with("illegal tab")) return tab_error(source, at);
  const bool is_flow = theirs.starts_with("end of map flow") || theirs.starts_with("end of sequence flow");
  if (is_flow && trouble.bracket) return broken_flow(source, at, *trouble.bracket);
  if (theirs.starts_with("illegal EOF in scalar")) {
    if (const auto quote = open_quote(source.bytes())) return open_quote_error(source, *quote);
  }
  if (theirs.starts_with("end of map not found")) {
    if (auto error = trouble.quote ? behind_quote(source, at, *trouble.quote) : std::nullopt) return std::move(*error);
    if (auto error = stray_line(source, at)) return std::move(*error);
  }
  for (const Explanation& known : kExplanations) {
    if (theirs.starts_with(known.theirs)) {
      return error_at(source, at, std::string(known.ours), std::string(known.hint));
    }
  }
  return error_at(source, at, "bad YAML: " + std::string(theirs));
}

}  // namespace thresh::rules
