// See strict.h.
#include "rules/strict.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "rules/layout_syntax.h"
#include "rules/wording.h"
#include "text/unicode.h"

namespace thresh::rules {
namespace {

// What YAML 1.1 or 1.2 readers take for a boolean or null when it stands without quotes.
bool is_bare_word(const YamlNode& node) {
  constexpr std::array<std::string_view, 8> kWords = {"yes", "no", "on", "off", "true", "false", "null", "~"};
  return !node.quoted && std::ranges::find(kWords, text::ascii_lower(node.text)) != kWords.end();
}

// The rest of the value is lost, in silence for any other reader: `css: div #main` is "div".
void report_swallowed(const YamlNode& node, Report& report) {
  report.error(node, "YAML takes " + quoted(node.swallowed) + " for a comment, because of the ` #`",
               "put the whole value in quotes; a comment has a space after its #");
}

// A list or map in brackets is most often a text that should have been quoted.
void report_no_text(const YamlNode& node, std::string_view what, Report& report) {
  std::string hint;
  if (node.flow) hint = std::string("quote text that starts with `") + (node.is_list() ? '[' : '{') + '`';
  report.error(node, expected(what, node), std::move(hint));
}

// What was meant by something that stands where a map has to.
std::string map_hint(const YamlNode& node) {
  if (node.is_null() && node.text.empty()) return "indent the lines that belong under it";
  if (!node.is_scalar() || node.quoted) return {};
  const std::size_t end = node.text.find_first_of(": \n");
  if (end == std::string::npos || end == 0) return {};
  const std::string key = node.text.substr(0, end);
  const std::string_view rest = text::trim(std::string_view(node.text).substr(end + 1));
  if (!is_layout_name(key) || rest.starts_with("//")) return {};
  const std::string fixed = quoted(key + ": " + std::string(rest.substr(0, rest.find('\n'))));
  return (node.text[end] == ':' ? "a space is missing behind the colon: " : "a colon is missing: ") + fixed;
}

}  // namespace

std::string expected(std::string_view what, const YamlNode& node) {
  const std::string start(what);
  const std::string instead = start + " is expected here, not ";
  switch (node.kind) {
    case YamlNode::Kind::kNull:
      return start + " is missing here";
    case YamlNode::Kind::kScalar:
      return instead + "a text";
    case YamlNode::Kind::kList:
      return instead + (node.items.empty() ? "an empty list" : "a list");
    case YamlNode::Kind::kMap:
      return instead + (node.entries.empty() ? "an empty map" : "a map");
  }
  return start;
}

std::optional<std::string> text_of(const YamlNode& node, std::string_view what, Report& report) {
  if (!node.swallowed.empty()) {
    report_swallowed(node, report);
  } else if (is_bare_word(node) && (node.is_scalar() || node.is_null()) && !node.text.empty()) {
    report.error(node, quoted(node.text) + " is no text to YAML", "quote it: \"" + node.text + "\"");
  } else if (!node.is_scalar()) {
    report_no_text(node, what, report);
  } else if (text::trim(node.text).empty()) {
    report.error(node, std::string(what) + " is missing here");
  } else {
    return node.text;
  }
  return std::nullopt;
}

bool is_name_key(const YamlNode& key, std::string_view what, Report& report) {
  const auto text = text_of(key, what, report);
  if (!text) return false;
  if (is_layout_name(*text)) return true;
  report.error(key, quoted(*text) + " cannot be " + std::string(what), name_hint(*text));
  return false;
}

// YAML 1.2 only: `yes` is a text there, and a boolean to older readers.
std::optional<bool> bool_of(const YamlNode& node, std::string_view what, Report& report) {
  if (node.is_scalar() && !node.quoted && node.text == "true") return true;
  if (node.is_scalar() && !node.quoted && node.text == "false") return false;
  const std::string meant = text::ascii_lower(node.text);
  const bool yes = meant == "yes" || meant == "on" || meant == "true" || meant == "1";
  const bool no = meant == "no" || meant == "off" || meant == "false" || meant == "0";
  const std::string quotes = node.quoted && (yes || no) ? ", without quotes" : "";
  report.error(node, quoted(what) + " is `true` or `false`",
               yes  ? "write `true`" + quotes
               : no ? "write `false`" + quotes
                    : "");
  return std::nullopt;
}

std::optional<std::uint32_t> number_of(const YamlNode& node, std::string_view what, std::uint32_t least,
                                       std::uint32_t most, Report& report) {
  std::uint32_t value = 0;
  const char* end = node.text.data() + node.text.size();
  const auto [stop, failure] = std::from_chars(node.text.data(), end, value);
  const bool is_number = node.is_scalar() && failure == std::errc() && stop == end;
  if (is_number && least <= value && value <= most) return value;
  std::string range = "from " + std::to_string(least);
  if (most != UINT32_MAX) range += " to " + std::to_string(most);
  report.error(node, quoted(what) + " is a whole number " + range);
  return std::nullopt;
}

std::optional<record::Type> type_of(const YamlNode& node, Report& report) {
  const auto name = text_of(node, "a type", report);
  if (!name) return std::nullopt;
  const auto type = record::type_of_name(*name);
  if (type) return type;
  const Unknown wrong = unknown("type", *name, record::type_names());
  report.error(node, wrong.message, wrong.hint);
  return std::nullopt;
}

std::optional<record::Removal> reason_of(const YamlNode& node, Report& report) {
  const auto name = text_of(node, "a reason", report);
  if (!name) return std::nullopt;
  const auto reason = record::removal_of_name(*name);
  if (reason) return reason;
  const Unknown wrong = unknown("reason", *name, record::removal_names());
  report.error(node, wrong.message, wrong.hint);
  return std::nullopt;
}

bool is_filled_map(const YamlNode& node, std::string_view what, Report& report) {
  if (node.is_map() && !node.entries.empty()) return true;
  report.error(node, expected(what, node), map_hint(node));
  return false;
}

void check_keys(const YamlNode& map, std::span<const std::string_view> known, std::string_view what, Report& report) {
  for (const YamlEntry& entry : map.entries) {
    if (std::ranges::find(known, entry.key.text) != known.end()) continue;
    if (const std::string odd = foreign_character(entry.key.text); !odd.empty()) {
      report.error(entry.key, "the key " + quoted(entry.key.text) + " holds " + odd,
                   "indent with spaces, or remove it");
      continue;
    }
    const Unknown wrong = unknown("key", entry.key.text, known);
    // The list says of what: "a line type has: …".
    report.error(entry.key, wrong.message, wrong.hint.empty() ? "" : std::string(what) + " has: " + listed(known));
  }
}

// The nodes and not their texts, so that who checks them can say where they stand.
std::vector<const YamlNode*> texts_of(const YamlNode& node, std::string_view what, Report& report) {
  std::vector<const YamlNode*> texts;
  if (!node.is_list()) {
    if (text_of(node, what, report)) texts.push_back(&node);
    return texts;
  }
  if (node.items.empty()) report.error(node, expected(what, node));
  for (const YamlNode& item : node.items) {
    if (text_of(item, what, report)) texts.push_back(&item);
  }
  return texts;
}

}  // namespace thresh::rules
