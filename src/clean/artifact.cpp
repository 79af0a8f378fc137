// See artifact.h. Every opener starts with one of a few bytes, so a text without them is left at once.
#include "clean/artifact.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "clean/bare_line.h"
#include "clean/inside.h"
#include "clean/message_key.h"
#include "clean/razor.h"
#include "clean/shortcode.h"
#include "clean/token.h"
#include "clean/vocabulary.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr std::size_t kLongest = 400;        // bytes from an opener to the end of its closer
constexpr std::size_t kLongestWhole = 1000;  // bytes of a text that is nothing but artifacts
constexpr std::size_t kLongestPhpTail = 80;  // bytes of what PHP leaves
constexpr std::size_t kLongestNotice = 160;  // bytes of "Loading…" and its kin
constexpr std::size_t kLongestSlot = 80;     // bytes of "undefined" and a label
constexpr std::size_t kMostLabelWords = 3;   // beside each template in a slot: "{{ count }} helpful votes"

// What delimiters open with.
constexpr std::array<bool, 256> kOpens = [] {
  std::array<bool, 256> opens{};
  for (const char c : {'{', '[', '<', '*', '%', '#'}) opens[static_cast<unsigned char>(c)] = true;
  return opens;
}();

// Sixteen bytes that are looked at together; compilers make vector code of it.
using Block = unsigned char __attribute__((vector_size(16)));

bool holds_opener(const char* bytes) {
  constexpr unsigned char kCase = '{' ^ '[';
  Block block;
  std::memcpy(&block, bytes, sizeof block);
  const auto opens = ((block | kCase) == '{') | (block == '<') | (block == '*') | (block == '%') | (block == '#');
  std::array<std::uint64_t, 2> halves;
  std::memcpy(halves.data(), &opens, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

bool is_word_char(char c) { return base::is_ascii_alphanumeric(c) || c == '_' || c == '-'; }

// Signs that say nothing beside an artifact: punctuation, bullets, arrows, currencies, pictures. Not those of code
// (brackets, backticks, "=", "<"), of questions, and of mathematics.
bool is_light(char32_t c) {
  static constexpr std::pair<char32_t, char32_t> kSigns[] = {
      {0x80, 0xBE},       // Latin-1, without ¿
      {0xD7, 0xD7},       // ×
      {0x2000, 0x21FF},   // dashes, quotes, bullets, currencies, arrows
      {0x2300, 0x29FF},   // technical signs, boxes, stars, dingbats
      {0x2B00, 0x2BFF},   // more arrows and stars
      {0x3000, 0x303F},   // punctuation of Chinese and Japanese
      {0xFE00, 0xFE6F},   // variation selectors, small forms
      {0xFF01, 0xFF0F},   // full-width punctuation
      {0xFF1A, 0xFF1B},   // the same: colon and semicolon
      {0xFFE0, 0xFFE6},   // full-width currencies
      {0x1F000, 0x1FAFF}  // pictures
  };
  if (c < 0x80) {
    static constexpr std::string_view kAscii = "|,;:+-()/\"'.!*%#$&@";
    return c <= ' ' || kAscii.find(static_cast<char>(c)) != std::string_view::npos;
  }
  const auto holds = [c](const auto& range) { return c >= range.first && c <= range.second; };
  return !text::is_letter(c) &&
         (text::is_space(c) || text::is_invisible(c) || std::any_of(std::begin(kSigns), std::end(kSigns), holds));
}

// Where the closer of a delimited artifact that opens at `from` ends, or npos. Quoted strings are stepped over if they
// close on the line; an engine that does not know quotes ends at the first closer, which is the fallback.
std::size_t closer_end(std::string_view text, std::size_t from, std::string_view close) {
  const std::string_view window = text.substr(from, kLongest);
  const std::string_view line = window.substr(0, std::min(window.find('\n'), window.size()));
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (quote != 0) {
      if (line[i] == quote) quote = 0;
    } else if (line[i] == '\'' || line[i] == '"' || line[i] == '`') {
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
  // What stands inside other braces is no artifact of its own: "{{2}}" holds no "{2}", "{{{{x}}}}" no "{{x}}",
  // Hugo's "{{% note %}}" no "{% …".
  if (family.open.front() == '{' && at > 0 && text[at - 1] == '{') return std::nullopt;
  const std::size_t inner = at + family.open.size();
  std::size_t end = closer_end(text, inner, family.close);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view content = text.substr(inner, end - family.close.size() - inner);
  // Nothing reaches over another opener of its kind; and a row of openers would be read again and again.
  if (content.find(family.open) != std::string_view::npos) return std::nullopt;
  if (!fits_inside(content, family.inside)) return std::nullopt;
  while (family.open == "{{" && end < text.size() && text[end] == '}') ++end;  // {{{raw}}}
  return Artifact{at, end, static_cast<Family>(family.id), family.weak && !is_code(content)};
}

std::optional<Artifact> artifact_at(std::string_view text, std::size_t at) {
  if (text[at] == '{') {
    const std::size_t end = message_end(text, at);
    if (end != std::string_view::npos) return Artifact{at, end, Family::kMessage, false};
  }
  const char behind = at + 1 < text.size() ? text[at + 1] : '\0';
  if (text[at] == '[' && behind != '[' && behind != '%' && behind != '(') {
    const std::size_t end = shortcode_end(text, at);
    return end == std::string_view::npos ? std::nullopt : std::optional(Artifact{at, end, Family::kShortcode, false});
  }
  const std::string_view rest = text.substr(at);
  if (!vocabulary().openers[opener_bit(rest.front(), rest.size() > 1 ? rest[1] : '\0')]) return std::nullopt;
  for (const DelimitedFamily& family : vocabulary().delimited) {
    if (family.open.front() != rest.front()) continue;
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

// Where the search goes on after the escaped opener at `at`: behind "}}" where "{{ … }}" closes before another opens,
// else behind the braces. A brace that stays open hides nothing.
std::size_t escaped_end(std::string_view text, std::size_t at) {
  const std::size_t inner = std::min(text.find_first_not_of('{', at), text.size());
  if (inner < at + 2) return std::max(inner, at + 1);
  const std::string_view window = text.substr(inner, kLongest);
  const std::string_view line = window.substr(0, window.find('\n'));
  const std::size_t close = line.find("}}");
  return close == std::string_view::npos || line.substr(0, close).find("{{") != std::string_view::npos
             ? inner
             : inner + close + 2;
}

std::size_t next_opener(std::string_view text, std::size_t from) {
  while (from + sizeof(Block) <= text.size() && !holds_opener(text.data() + from)) from += sizeof(Block);
  while (from < text.size() && !kOpens[static_cast<unsigned char>(text[from])]) ++from;
  return from < text.size() ? from : std::string_view::npos;
}

// What HTML leaves of `<?php echo $user->name ?>`: the parser's comment ends at the arrow, and "name ?>" is shown.
// "Really ?>" and "what is this ?>" are somebody's words.
bool is_php_tail(std::string_view text) {
  if (text.size() > kLongestPhpTail || !text.ends_with("?>")) return false;
  const std::string_view code = text.substr(0, text.size() - 2);
  const auto is_all = [](std::string_view part, std::string_view signs) {
    return std::all_of(part.begin(), part.end(),
                       [&](char c) { return is_word_char(c) || signs.find(c) != std::string_view::npos; });
  };
  if (!is_all(code, " ->$[]'\"();")) return false;
  if (code.find_first_of("$[;") != std::string_view::npos || code.find("->") != std::string_view::npos) return true;
  const std::string_view word = text::trim_ascii(code);
  return word.empty() || (code.back() == ' ' && base::is_ascii_lower(word.front()) && is_all(word, "()"));
}

// What a text holds beside its artifacts.
struct Beside {
  std::size_t words = 0;
  bool only_labels = true;  // all of the words are of labels, or numbers
  bool only_light = true;   // what is no word is light punctuation
};

class BesideReader {
 public:
  // `null`: the artifact is a word that may be a number, as "null" is in German.
  explicit BesideReader(bool null = false) : null_(null) {}

  Beside read(std::string_view text, const std::vector<Artifact>& found) {
    std::size_t from = 0;
    for (const Artifact& artifact : found) {
      read_words(text.substr(from, artifact.begin - from));
      from = artifact.end;
    }
    read_words(text.substr(from));
    return beside_;
  }

 private:
  void read_words(std::string_view text) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
      const text::CodePoint c = text::code_point_at(text, at);
      const bool of_word = text::is_letter(c.value) || text::is_digit(c.value) || c.value == '_';
      if (!of_word) {
        end_word(text.substr(begin, at - begin));
        begin = at + c.length;
        beside_.only_light &= is_light(c.value);
      }
      at += c.length;
    }
    end_word(text.substr(begin));
  }

  void end_word(std::string_view word) {
    if (word.empty()) return;
    ++beside_.words;
    const bool number = std::all_of(word.begin(), word.end(), base::is_ascii_digit);
    if (number || !beside_.only_labels) return;
    const std::string folded = text::fold(word);
    beside_.only_labels =
        is_one_of(WordKind::kLabel, folded) || (!null_ && is_one_of(WordKind::kLabelOfTemplate, folded));
  }

  bool null_;
  Beside beside_;
};

bool covers(std::string_view text, const std::vector<Artifact>& found) {
  const Beside beside = BesideReader().read(text, found);
  return beside.words == 0 && beside.only_light;
}

// "Please enable JavaScript to view the comments": a text that asks for it, and what for in a few words.
bool is_script_notice(std::string_view folded) {
  constexpr std::ptrdiff_t kMostWords = 9;
  if (folded.find(kScriptLanguage) == std::string_view::npos) return false;
  for (const std::string_view head : vocabulary().script_notices) {
    if (!folded.starts_with(head)) continue;
    std::string_view rest = folded.substr(head.size());
    if (rest.starts_with(',')) rest.remove_prefix(1);  // "Włącz JavaScript, aby wyświetlić tę stronę"
    if (!rest.starts_with(' ')) continue;
    rest.remove_prefix(1);
    const bool purpose = std::ranges::any_of(vocabulary().purposes, [&](std::string_view one) {
      return rest.starts_with(one) && (rest.size() == one.size() || rest[one.size()] == ' ');
    });
    if (purpose && std::ranges::count(rest, ' ') < kMostWords) return true;
  }
  return false;
}

// Without full stops, exclamation marks, colons and ellipses at the end, those of Chinese and Japanese among them.
std::string_view without_stops(std::string_view text) {
  while (!text.empty() && !base::is_ascii_alphanumeric(text.back())) {
    const text::CodePoint last = text::code_point_before(text, text.size());
    static constexpr std::u32string_view kStops = U".!: \u2026\u3002\uFF01\uFF0E\u22EF\u30FB\uFF1A\u00A0";
    if (kStops.find(last.value) == std::u32string_view::npos) return text;
    text.remove_suffix(last.length);
  }
  return text;
}

// Where Chinese or Japanese meet letters of ASCII some write a space and some do not: without it.
std::string without_spaces_of_alphabets(std::string folded) {
  const auto beyond = [](char c) {
    return static_cast<std::uint8_t>(c) >= 0xE3 && static_cast<std::uint8_t>(c) <= 0xEF;
  };
  for (std::size_t at = folded.find(' '); at != std::string::npos && at + 1 < folded.size();) {
    // The last byte of a character of three bytes says nothing of it; its first does.
    const bool packs = beyond(folded[at + 1]) || (at >= 3 && beyond(folded[at - 3]) && (folded[at - 1] & 0x80) != 0);
    if (packs) folded.erase(at, 1);
    at = folded.find(' ', packs ? at : at + 1);
  }
  return folded;
}

// Whether no word goes on before or behind a part of a text.
bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  return (begin == 0 || !is_word_char(text[begin - 1])) && (end == text.size() || !is_word_char(text[end]));
}

// "null votes", "NaN out of 5", "undefined mins ago": what a program prints for nothing, beside words of a label.
bool is_nothing_with_label(std::string_view text) {
  static constexpr std::pair<char, std::string_view> kPrinted[] = {
      {'u', "undefined"}, {'u', "null"}, {'N', "NaN"}, {'[', "[object Object]"}};  // each with a byte that is in it
  if (text.size() > kLongestSlot) return false;
  char missing = 0;
  for (const auto& [byte, printed] : kPrinted) {
    if (byte == missing) continue;
    if (!text.contains(byte)) missing = byte;
    const std::size_t at = byte == missing ? std::string_view::npos : text.find(printed);
    if (at == std::string_view::npos) continue;
    if (!stands_alone(text, at, at + printed.size())) continue;
    const Beside beside =
        BesideReader(printed == "null").read(text, {Artifact{at, at + printed.size(), Family::kLiteral, false}});
    return beside.words > 0 && beside.only_labels && beside.only_light;
  }
  return false;
}

// "[object Object]", "[object HTMLDivElement], [object Text]": what scripts print for a thing that is no text.
bool are_objects(std::string_view text) {
  constexpr std::string_view kOpen = "[object ";
  while (text.starts_with(kOpen)) {
    const std::size_t end = text.find(']');
    const std::string_view name = text.substr(kOpen.size(), std::min(end, text.size()) - kOpen.size());
    const bool named = !name.empty() && base::is_ascii_upper(name.front()) && std::ranges::all_of(name, is_word_char);
    if (end == std::string_view::npos || !named) return false;
    text.remove_prefix(end + 1);
    if (text.empty()) return true;
    text.remove_prefix(std::min(text.find_first_not_of(", \n\t"), text.size()));
  }
  return false;
}

// Whether a text begins with a letter that one of the words does, or with a sign.
bool may_be_slot_word(std::string_view text) {
  const char first = text::ascii_lower(text.front());
  return !base::is_ascii_alphanumeric(first) || vocabulary().slot_letters[static_cast<std::size_t>(first)];
}

// "undefined undefined", "NaN%", "NaN/NaN/NaN", "Invalid Date": what programs print for nothing, and signs.
bool is_printed_nothing(std::string_view text) {
  if (text.size() > kLongestSlot || !may_be_slot_word(text)) return false;
  const std::string folded = text::fold(text);
  if (vocabulary().slot_words.contains(folded)) return true;
  std::size_t words = 0, begin = 0;
  for (std::size_t at = 0; at <= folded.size(); ++at) {
    if (at < folded.size() && is_word_char(folded[at]) && folded[at] != '-') continue;
    const std::string_view word = std::string_view(folded).substr(begin, at - begin);
    begin = at + 1;
    if (at < folded.size() && std::string_view(" ,/:%.-").find(folded[at]) == std::string_view::npos) return false;
    if (word.empty()) continue;
    if (word != "undefined" && word != "null" && word != "nan") return false;
    ++words;
  }
  return words > 1 || (words == 1 && folded.ends_with('%'));
}

// What is a template where a value belongs, and may be an author's words elsewhere: a comment, the names of fields in
// small letters, a snippet that was not run.
bool is_slot_template(std::string_view text) {
  const auto between = [text](std::string_view open, std::string_view close) {
    if (text.size() <= open.size() + close.size() || !text.starts_with(open) || !text.ends_with(close)) {
      return std::string_view();
    }
    return text.substr(open.size(), text.size() - open.size() - close.size());
  };
  if (!between("{#", "#}").empty()) return true;
  const std::string_view snippet = between("[[!", "]]"), field = between("%%", "%%");
  return (!snippet.empty() && std::ranges::all_of(snippet, is_word_char)) ||
         (!field.empty() && std::ranges::all_of(field, is_word_char));
}

// Places for values that begin with one of these signs: "%1$s", ":count".
std::vector<Artifact> formats_in(std::string_view text, std::string_view signs) {
  std::vector<Artifact> found;
  for (std::size_t at = text.find_first_of(signs); at != std::string_view::npos; at = text.find_first_of(signs, at)) {
    const std::size_t end = format_end(text, at);
    if (end != std::string_view::npos) found.push_back({at, end, Family::kMessage, false});
    at = end == std::string_view::npos ? at + 1 : end;
  }
  return found;
}

// "%s replies", "%1$s of %2$s", ":count comments": places for values, and words of labels; `labelled`: at least one.
bool is_format(std::string_view text, bool labelled) {
  if (text.size() > kLongestSlot) return false;
  const std::vector<Artifact> found = formats_in(text, "%:");
  if (found.empty()) return false;
  const Beside beside = BesideReader().read(text, found);
  return beside.only_labels && beside.only_light && (beside.words > 0 || !labelled);
}

// "@Model.Count", "@Model.Count votes"
bool is_razor_with_label(std::string_view text) {
  if (!text.starts_with('@')) return false;
  if (is_razor(text)) return true;
  const std::size_t end = text.rfind(' ');
  if (end == std::string_view::npos || !is_razor(text.substr(0, end))) return false;
  const Beside beside = BesideReader().read(text.substr(end), {});
  return beside.only_labels && beside.only_light;
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
    case Family::kRazor:
      return "razor";
    case Family::kDirective:
      return "directive";
    case Family::kMessage:
      return "message";
  }
  const auto index = static_cast<std::size_t>(family);
  return index < vocabulary().family_names.size() ? vocabulary().family_names[index] : "unknown";
}

bool is_weak(std::string_view text) {
  return may_hold_artifact(text) && std::ranges::any_of(find_artifacts(text), &Artifact::weak);
}

// The signs of mail merges are frequent in prose and stand for something only in a text that holds little else. In a
// short text a look at each byte costs less than the calls of memchr, in a long one a pass of it for each sign is
// several times faster than one pass that looks for all of them. Of the last block some bytes are looked at twice.
constexpr std::size_t kLongestMerge = 48;

bool may_hold_artifact(std::string_view text) {
  if (text.size() < sizeof(Block)) {
    return std::ranges::any_of(text, [](char c) { return kOpens[static_cast<unsigned char>(c)]; });
  }
  if (text.size() <= kLongestMerge) {
    const std::size_t last = text.size() - sizeof(Block);
    for (std::size_t at = 0; at < last; at += sizeof(Block)) {
      if (holds_opener(text.data() + at)) return true;
    }
    return holds_opener(text.data() + last);
  }
  const auto holds = [&](char c) { return text.find(c) != std::string_view::npos; };
  return holds('{') || holds('[') || holds('<');
}

std::vector<Artifact> find_artifacts(std::string_view text) {
  std::vector<Artifact> found;
  std::size_t at = next_opener(text, 0);
  while (at != std::string_view::npos) {
    std::size_t from = at;
    if (from > 0 && text[from] == '{' && std::string_view("$#!").find(text[from - 1]) != std::string_view::npos) --from;
    if (from > 0 && from < at && text[from] == '!' && text[from - 1] == '$') --from;  // "$!{user.name}" of Velocity
    const bool escaped = is_escaped(text, from);
    auto artifact = escaped ? std::nullopt : artifact_at(text, from);
    const bool alone = from < at && text[from] != '$';  // "Hello!{name}" may hold {name}; ${5} is a price, or code
    if (!artifact && !escaped && alone) artifact = artifact_at(text, at);
    if (artifact) found.push_back(*artifact);
    std::size_t next = artifact ? artifact->end : at + 1;
    if (escaped) next = escaped_end(text, at);
    at = next_opener(text, next);
  }
  return found;
}

namespace {

// "found [object Object] results"
std::optional<Artifact> object_in(std::string_view text) {
  constexpr std::string_view kOpen = "[object ";
  const std::size_t at = text.find(kOpen);
  const std::size_t end = at == std::string_view::npos ? at : text.find(']', at);
  if (end == std::string_view::npos || !are_objects(text.substr(at, end + 1 - at))) return std::nullopt;
  return Artifact{at, end + 1, Family::kLiteral, false};
}

// "a balance of @Model.Balance dollars"; no address of mail, and no name of an account.
std::optional<Artifact> razor_in(std::string_view text) {
  const auto is_outside = [](char c) { return c == ' ' || c == '\n' || c == ',' || c == ';'; };
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    if (at > 0 && is_word_char(text[at - 1])) continue;
    std::size_t end = at;
    while (end < text.size() && !is_outside(text[end])) ++end;
    while (end > at && std::string_view(".?!:").find(text[end - 1]) != std::string_view::npos) --end;
    if (is_razor(text.substr(at, end - at))) return Artifact{at, end, Family::kRazor, false};
  }
  return std::nullopt;
}

// Of a long text, in which may_hold_artifact looks for none.
std::optional<Artifact> merge_in(std::string_view text) {
  if (text.size() <= kLongestMerge || !(text.contains("*|") || text.contains("%%"))) return std::nullopt;
  const std::vector<Artifact> found = find_artifacts(text);
  const auto is_merge = [text](const Artifact& artifact) {
    return text.substr(artifact.begin).starts_with("*|") || text.substr(artifact.begin).starts_with("%%");
  };
  const auto at = std::ranges::find_if(found, is_merge);
  return at == found.end() ? std::nullopt : std::optional(*at);
}

}  // namespace

std::optional<Artifact> sentence_artifact(std::string_view text, bool suspect) {
  const auto object = suspect ? object_in(text) : std::nullopt;
  if (object) return object;
  const auto razor = razor_in(text);
  return razor ? razor : merge_in(text);
}

std::optional<Family> whole_artifact(std::string_view text) {
  return whole_artifact(text, may_hold_artifact(text::trim(text)));
}

std::optional<Family> whole_artifact(std::string_view text, bool suspect) {
  text = text::trim(text);
  if (text.empty() || text.size() > kLongestWhole) return std::nullopt;
  if (text.front() == '@' && is_razor(text)) return Family::kRazor;
  if (is_bare_line(text)) return Family::kDirective;
  if (!suspect) {
    if (is_message_key(text)) return Family::kMessageKey;
    return is_php_tail(text) ? std::optional(Family::kPhpTail) : std::nullopt;
  }
  if (are_objects(text)) return Family::kLiteral;
  const bool literal = vocabulary().artifacts_begin.may_be(text) && vocabulary().artifacts.contains(text::fold(text));
  if (literal) return Family::kLiteral;
  const std::vector<Artifact> found = find_artifacts(text);
  if (found.empty()) return std::nullopt;
  if (!covers(text, found)) return std::nullopt;
  return found.front().family;
}

namespace {

// Whether a text is a stub ("TBD") or a directive, beside a label, too: "None votes" may be said of votes.
bool is_alone(std::string_view text) {
  if (is_bare_line(text)) return true;
  const std::string folded = text::fold(text);
  return folded != "none" && vocabulary().slot_words.contains(folded);
}

// "TBD points", "@lang('votes') likes": without the words of a label at its end.
std::string_view without_label(std::string_view text) {
  for (std::size_t space = text.rfind(' '); space != std::string_view::npos; space = text.rfind(' ')) {
    if (!is_one_of(WordKind::kLabel, text::fold(text.substr(space + 1)))) break;
    text = text::trim(text.substr(0, space));
  }
  return text;
}

}  // namespace

bool unrendered(std::string_view text) {
  text = text::trim(text);
  if (text.empty() || text.size() > kLongestWhole) return false;
  if (is_printed_nothing(text) || is_slot_template(text) || is_razor_with_label(text)) return true;
  if (is_bare_line(text) || is_bare_reference(text) || is_format(text, false)) return true;
  if (const std::string_view own = without_label(text); own.size() < text.size() && is_alone(own)) return true;
  if (!may_hold_artifact(text)) return is_message_key_in_slot(text) || is_php_tail(text) || is_nothing_with_label(text);
  const std::vector<Artifact> found = find_artifacts(text);
  if (found.empty()) return whole_artifact(text).has_value() || is_nothing_with_label(text);
  const Beside beside = BesideReader().read(text, found);
  return beside.words <= kMostLabelWords * found.size() || (beside.only_labels && beside.only_light);
}

bool template_line(std::string_view text) {
  text = text::trim(text);
  if (text.empty() || text.size() > kLongestWhole) return false;
  if (is_razor_with_label(text) || is_bare_line(text) || is_format(text, true)) return true;
  if (!may_hold_artifact(text)) return is_message_key(text) || is_php_tail(text) || is_nothing_with_label(text);
  const std::vector<Artifact> found = find_artifacts(text);
  if (found.empty()) return whole_artifact(text).has_value() || is_nothing_with_label(text);
  const auto is_shortcode = [](const Artifact& artifact) { return artifact.family == Family::kShortcode; };
  if (std::any_of(found.begin(), found.end(), is_shortcode)) return false;
  const Beside beside = BesideReader().read(text, found);
  return beside.only_labels && beside.only_light;
}

std::string filled(std::string_view text, std::string_view value) {
  std::vector<Artifact> places;
  if (may_hold_artifact(text)) places = find_artifacts(text);
  if (places.empty()) places = formats_in(text, "%");
  for (const std::string_view printed : {"undefined", "NaN", "[object Object]"}) {
    const std::size_t at = places.empty() ? text.find(printed) : std::string_view::npos;
    const std::size_t end = at == std::string_view::npos ? at : at + printed.size();
    if (at != end && stands_alone(text, at, end)) places.push_back({.begin = at, .end = end});
  }
  std::string out;
  std::size_t from = 0;
  for (const Artifact& place : places) {
    out.append(text.substr(from, place.begin - from)).append(value);
    from = place.end;
  }
  if (!places.empty()) out.append(text.substr(from));
  return out;
}

bool is_notice(std::string_view text) {
  text = text::trim(text);
  if (text.empty() || text.size() > kLongestNotice) return false;
  const std::string_view said = without_stops(text);
  if (!vocabulary().notices_begin.may_be(said)) return false;
  const std::string folded = without_spaces_of_alphabets(text::fold(said));
  if (vocabulary().notices.contains(folded) || is_script_notice(folded)) return true;
  const std::string_view stops = text.substr(said.size());
  const bool dotted = stops.find("..") != std::string_view::npos || stops.find("\u2026") != std::string_view::npos;
  return dotted && vocabulary().dotted_notices.contains(folded);
}

}  // namespace thresh::clean
