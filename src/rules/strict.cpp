// See strict.h.
#include "rules/strict.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "rules/layout_syntax.h"
#include "rules/suggest.h"
#include "text/unicode.h"

namespace thresh::rules {
namespace {

// What YAML 1.1 or 1.2 readers take for a boolean or null when it stands without quotes.
bool is_bare_word(const YamlNode& node) {
  constexpr std::array<std::string_view, 8> kWords = {"yes", "no", "on", "off", "true", "false", "null", "~"};
  return !node.quoted && std::ranges::find(kWords, text::ascii_lower(node.text)) != kWords.end();
}

std::string quote(std::string_view text) { return "`" + std::string(text) + "`"; }

void report_swallowed(const YamlNode& node, Report& report) {
  report.error(node, "YAML takes " + quote(node.swallowed) + " for a comment, because of the ` #`",
               "put the whole value in quotes; a comment has a space after its #");
}

void report_no_text(const YamlNode& node, std::string_view what, Report& report) {
  std::string hint;
  if (node.flow) hint = std::string("quote text that starts with `") + (node.is_list() ? '[' : '{') + '`';
  report.error(node, expected(what, node), std::move(hint));
}

}  // namespace

std::string expected(std::string_view what, const YamlNode& node) {
  const std::string start(what);
  const std::string expected = start + " is expected here, not ";
  switch (node.kind) {
    case YamlNode::Kind::kNull:
      return start + " is missing here";
    case YamlNode::Kind::kScalar:
      return expected + "a text";
    case YamlNode::Kind::kList:
      return expected + (node.items.empty() ? "an empty list" : "a list");
    case YamlNode::Kind::kMap:
      return expected + (node.entries.empty() ? "an empty map" : "a map");
  }
  return start;
}

std::optional<std::string> text_of(const YamlNode& node, std::string_view what, Report& report) {
  if (!node.swallowed.empty()) {
    report_swallowed(node, report);
  } else if (is_bare_word(node) && (node.is_scalar() || node.is_null()) && !node.text.empty()) {
    report.error(node, quote(node.text) + " is no text to YAML", "quote it: \"" + node.text + "\"");
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
  report.error(key, quote(*text) + " cannot be " + std::string(what),
               "a name has letters, digits, `_` and `-`, and starts with a letter");
  return false;
}

std::optional<bool> bool_of(const YamlNode& node, std::string_view what, Report& report) {
  if (node.is_scalar() && !node.quoted && node.text == "true") return true;
  if (node.is_scalar() && !node.quoted && node.text == "false") return false;
  report.error(node, quote(what) + " is `true` or `false`");
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
  report.error(node, quote(what) + " is a whole number " + range);
  return std::nullopt;
}

bool is_filled_map(const YamlNode& node, std::string_view what, Report& report) {
  if (node.is_map() && !node.entries.empty()) return true;
  report.error(node, expected(what, node));
  return false;
}

void check_keys(const YamlNode& map, std::span<const std::string_view> known, std::string_view what, Report& report) {
  for (const YamlEntry& entry : map.entries) {
    if (std::ranges::find(known, entry.key.text) != known.end()) continue;
    const std::string suggestion = did_you_mean(entry.key.text, known);
    report.error(entry.key, "unknown key " + quote(entry.key.text) + suggestion,
                 suggestion.empty() ? std::string(what) + " has: " + listed(known) : std::string());
  }
}

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
