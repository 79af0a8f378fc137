// See artifact.h. Every opener starts with one of a few bytes, so a text without them is left at once.
#include "clean/artifact.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "clean/expression.h"
#include "clean/families.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr std::size_t kLongest = 200;                       // bytes from an opener to the end of its closer
constexpr std::size_t kLongestWhole = 1000;                 // bytes of a text that is nothing but artifacts
constexpr std::size_t kLongestPhrase = 80;                  // bytes of a message key, and of what PHP leaves
constexpr std::size_t kLongestNotice = 160;                 // bytes of "Loading…" and its kin
constexpr std::size_t kLongestSlotWord = 16;                // bytes of "undefined" and its kin
constexpr std::size_t kMostLabelWords = 3;                  // beside a template in a slot: "{{ count }} helpful votes"
constexpr std::string_view kLight = " \t\r\n|,;:+-()/\"'";  // punctuation that says nothing beside an artifact

bool is_name_char(char c) { return base::is_ascii_lower(c) || base::is_ascii_digit(c) || c == '_' || c == '-'; }
bool is_word_char(char c) { return is_name_char(c) || base::is_ascii_upper(c); }

// Where the closer of a delimited artifact that opens at `from` ends, or npos. Quoted strings are stepped over if they
// close on the line; an engine that does not know quotes ends at the first closer, which is the fallback.
std::size_t closer_end(std::string_view text, std::size_t from, std::string_view close) {
  const std::string_view window = text.substr(from, kLongest);
  const std::string_view line = window.substr(0, std::min(window.find('\n'), window.size()));
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (quote != 0) {
      if (line[i] == quote) quote = 0;
    } else if (line[i] == '\'' || line[i] == '"') {
      quote = line[i];
    } else if (line[i] == close.front() && line.substr(i).starts_with(close)) {
      return from + i + close.size();
    }
  }
  const std::size_t plain = line.find(close);
  return plain == std::string_view::npos ? plain : from + plain + close.size();
}

// The artifact of one family at `at`, if there is one.
std::optional<Artifact> delimited_at(std::string_view text, std::size_t at, const DelimitedFamily& family) {
  if (!text.substr(at).starts_with(family.open)) return std::nullopt;
  // What stands inside other braces is no artifact of its own: "{{2}}" holds no "{2}", Hugo's "{{% note %}}" no "{% …".
  if (family.open != "{{" && family.open.front() == '{' && at > 0 && text[at - 1] == '{') return std::nullopt;
  const std::size_t inner = at + family.open.size();
  std::size_t end = closer_end(text, inner, family.close);
  if (end == std::string_view::npos) return std::nullopt;
  if (!fits_inside(text.substr(inner, end - family.close.size() - inner), family.inside)) return std::nullopt;
  while (family.open == "{{" && end < text.size() && text[end] == '}') ++end;  // {{{raw}}}
  return Artifact{at, end, static_cast<Family>(family.id)};
}

// [name], [name attribute="value"], [/name]: a name that is known, or attributes.
std::optional<Artifact> shortcode_at(std::string_view text, std::size_t at) {
  const std::string_view window = text.substr(at, kLongest);
  const std::size_t close = window.find(']');
  if (close == std::string_view::npos || close < 2 || window.substr(0, close).find('\n') != std::string_view::npos)
    return std::nullopt;
  if (window.substr(close + 1).starts_with("(")) return std::nullopt;  // a Markdown link
  std::string_view inner = window.substr(1, close - 1);
  const bool closing = inner.front() == '/';
  if (closing) inner.remove_prefix(1);
  if (inner.ends_with('/')) inner.remove_suffix(1);
  std::size_t length = 0;
  while (length < inner.size() && is_name_char(inner[length])) ++length;
  const std::string_view rest = inner.substr(length);
  const bool known = vocabulary().shortcodes.contains(inner.substr(0, length));
  const bool ends = rest.empty() || rest.front() == ' ';
  const bool attributes = !closing && length > 1 && rest.find("=\"") != std::string_view::npos;
  if (length == 0 || !ends || !(known || attributes)) return std::nullopt;
  return Artifact{at, at + close + 1, Family::kShortcode};
}

std::optional<Artifact> artifact_at(std::string_view text, std::size_t at) {
  if (text[at] == '[') return shortcode_at(text, at);
  for (const DelimitedFamily& family : vocabulary().delimited) {
    if (const auto found = delimited_at(text, at, family)) return found;
  }
  return std::nullopt;
}

// Whether what opens at `at` is content by its looks: ${{ … }} of GitHub Actions, \{{ of a page that escapes it,
// x^{{2}} of a formula.
bool is_escaped(std::string_view text, std::size_t at) {
  return text.substr(at).starts_with("${{") ||
         (at > 0 && (std::string_view("\\^_").find(text[at - 1]) != std::string_view::npos ||
                     (text[at] == '{' && text[at - 1] == '$')));
}

std::size_t next_opener(std::string_view text, std::size_t from) {
  while (from < text.size() && text[from] != '{' && text[from] != '[' && text[from] != '<') ++from;
  return from < text.size() ? from : std::string_view::npos;
}

// label.votes: at least three segments, or a first segment that translations use; no host name, no file name.
bool is_message_key(std::string_view text) {
  static constexpr std::string_view kHeads[] = {"button", "common",  "error",    "form", "i18n",        "label",
                                                "labels", "message", "messages", "msg",  "translation", "translations"};
  static constexpr std::string_view kTails[] = {"com",  "org", "net",  "edu", "gov",  "info", "biz",  "html",  "htm",
                                                "php",  "asp", "aspx", "jsp", "js",   "css",  "txt",  "pdf",   "jpg",
                                                "jpeg", "png", "gif",  "svg", "webp", "json", "xml",  "yaml",  "yml",
                                                "csv",  "zip", "exe",  "app", "dev",  "blog", "shop", "online"};
  if (text.size() > kLongestPhrase || text.empty() || !base::is_ascii_lower(text.front())) return false;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return is_word_char(c) || c == '.'; })) return false;
  const std::size_t first = text.find('.');
  const std::size_t last = text.rfind('.');
  if (first == std::string_view::npos || text.find("..") != std::string_view::npos) return false;
  const std::string_view tail = text.substr(last + 1);
  if (tail.size() < 3 || std::find(std::begin(kTails), std::end(kTails), text::ascii_lower(tail)) != std::end(kTails))
    return false;
  if (text.starts_with("www.")) return false;
  return first != last || std::find(std::begin(kHeads), std::end(kHeads), text.substr(0, first)) != std::end(kHeads);
}

// What HTML leaves of `<?php echo $user->name ?>`: the parser's comment ends at the arrow.
bool is_php_tail(std::string_view text) {
  if (text.size() > kLongestPhrase || !text.ends_with("?>")) return false;
  const std::string_view code = text.substr(0, text.size() - 2);
  if (!code.empty() && code.find_first_of(" ->$[();") == std::string_view::npos) return false;  // "Really?>"
  return std::all_of(code.begin(), code.end(), [](char c) {
    return is_word_char(c) || std::string_view(" ->$[]'\"();").find(c) != std::string_view::npos;
  });
}

// Whether nothing but light punctuation stands beside the artifacts.
bool covers(std::string_view text, const std::vector<Artifact>& found) {
  std::size_t covered = 0;
  for (const Artifact& artifact : found) {
    if (text.substr(covered, artifact.begin - covered).find_first_not_of(kLight) != std::string_view::npos)
      return false;
    covered = artifact.end;
  }
  return text.substr(covered).find_first_not_of(kLight) == std::string_view::npos;
}

}  // namespace

std::string_view name(Family family) {
  switch (family) {
    case Family::kShortcode:
      return "shortcode";
    case Family::kLiteral:
      return "literal";
    case Family::kMessageKey:
      return "message-key";
    case Family::kPhpTail:
      return "php-tail";
  }
  const auto index = static_cast<std::size_t>(family);
  return index < vocabulary().delimited.size() ? vocabulary().delimited[index].name : "unknown";
}

// Three passes of memchr: several times faster than one pass that looks for three characters.
bool may_hold_artifact(std::string_view text) {
  return text.find('{') != std::string_view::npos || text.find('[') != std::string_view::npos ||
         text.find('<') != std::string_view::npos;
}

std::vector<Artifact> find_artifacts(std::string_view text) {
  std::vector<Artifact> found;
  std::size_t at = next_opener(text, 0);
  while (at != std::string_view::npos) {
    std::size_t from = at;
    if (from > 0 && text[from] == '{' && std::string_view("$#!").find(text[from - 1]) != std::string_view::npos) --from;
    const bool escaped = is_escaped(text, from);
    auto artifact = escaped ? std::nullopt : artifact_at(text, from);
    const bool alone = from < at && text[from] != '$';  // "Hello!{name}" may hold {name}; ${5} is a price, or code
    if (!artifact && !escaped && alone) artifact = artifact_at(text, at);
    if (artifact) found.push_back(*artifact);
    std::size_t next = artifact ? artifact->end : at + 1;
    if (escaped) next = std::min(text.find('}', at), text.size());
    at = next_opener(text, next);
  }
  return found;
}

std::optional<Family> whole_artifact(std::string_view text) {
  text = text::trim(text);
  if (text.empty() || text.size() > kLongestWhole) return std::nullopt;
  if (!may_hold_artifact(text)) {
    if (is_message_key(text)) return Family::kMessageKey;
    return is_php_tail(text) ? std::optional(Family::kPhpTail) : std::nullopt;
  }
  if (vocabulary().artifacts.contains(text::fold(text))) return Family::kLiteral;
  const std::vector<Artifact> found = find_artifacts(text);
  if (found.empty()) return std::nullopt;
  if (!covers(text, found)) return std::nullopt;
  return found.front().family;
}

bool unrendered(std::string_view text) {
  text = text::trim(text);
  if (text.empty() || text.size() > kLongestWhole) return false;
  if (text.size() <= kLongestSlotWord && vocabulary().slot_words.contains(text::fold(text))) return true;
  if (!may_hold_artifact(text)) return is_message_key(text) || is_php_tail(text);
  const std::vector<Artifact> found = find_artifacts(text);
  if (found.empty()) return whole_artifact(text).has_value();
  std::size_t words = 0;  // beside the artifacts
  bool in_word = false;
  std::size_t next = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (next < found.size() && i == found[next].begin) i = found[next++].end - 1;
    const bool word = i < text.size() && (is_word_char(text[i]) || static_cast<unsigned char>(text[i]) >= 0x80);
    words += word && !in_word;
    in_word = word;
  }
  return words <= kMostLabelWords || covers(text, found);
}

bool is_notice(std::string_view text) {
  text = text::trim(text);
  if (text.empty() || text.size() > kLongestNotice) return false;
  while (!text.empty() && std::string_view(".!: ").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return vocabulary().notices.contains(text::fold(text));
}

}  // namespace thresh::clean
