// See strict_value.h.
#include "dataset/strict_value.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "normalize/normalize.h"
#include "rules/strict.h"
#include "rules/wording.h"
#include "text/unicode.h"

namespace thresh::dataset {
namespace {

using rules::quoted;
using rules::Report;
using rules::YamlNode;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

}  // namespace

std::optional<std::string> line_of(const YamlNode& node, std::string_view what, Report& report) {
  auto text = rules::text_of(node, what, report);
  if (!text || std::ranges::none_of(*text, is_control)) return text;
  report.error(node, std::string(what) + " is one line without control characters");
  return std::nullopt;
}

std::optional<std::int64_t> duration_of(const YamlNode& node, std::string_view what, std::int64_t least,
                                        std::int64_t most, Report& report) {
  const auto text = rules::text_of(node, "a duration", report);
  if (!text) return std::nullopt;
  const auto value = read_duration(*text);
  if (value && *value >= least && *value <= most) return value;
  const bool number_only = std::ranges::all_of(*text, base::is_ascii_digit);
  if (value || !number_only) {
    report.error(node, quoted(what) + " is a duration from " + duration_text(least) + " to " + duration_text(most),
                 value ? "" : "write it like 500ms, 2s, 10m, 1h30m or 7d");
  } else {
    report.error(node, quoted(*text) + " has no unit", "write " + *text + "s for seconds; there are ms, s, m, h, d, w");
  }
  return std::nullopt;
}

std::optional<std::uint64_t> size_of(const YamlNode& node, std::string_view what, std::uint64_t most, Report& report) {
  const auto text = rules::text_of(node, "a size", report);
  if (!text) return std::nullopt;
  const auto value = read_size(*text);
  if (value && *value > 0 && *value <= most) return value;
  report.error(node, quoted(what) + " is a size of at most " + size_text(most),
               value ? "" : "write it like 500KB or 10MB");
  return std::nullopt;
}

std::optional<double> percent_of(const YamlNode& node, std::string_view what, Report& report) {
  const auto text = rules::text_of(node, "a percentage", report);
  if (!text) return std::nullopt;
  const auto value = read_percent(*text);
  if (value) return value;
  const bool number_only = read_percent(*text + "%").has_value();
  report.error(node, quoted(what) + " is a percentage from 0% to 100%", number_only ? "write " + *text + "%" : "");
  return std::nullopt;
}

std::optional<std::string> address_of(const YamlNode& node, Report& report) {
  auto text = line_of(node, "an address", report);
  if (!text) return std::nullopt;
  const std::string folded = text::ascii_lower(*text);
  const bool is_web = folded.starts_with("https://") || folded.starts_with("http://");
  if (!is_web || !normalize::url(*text, {})) {
    const std::size_t slash = folded.find('/');  // "a.example/q", and no file's name
    const bool bare = slash != std::string::npos && folded.find('.') < slash && !folded.substr(slash).starts_with("//");
    report.error(node, quoted(*text) + " is no address of http or https", bare ? "write https://" + *text : "");
    return std::nullopt;
  }
  const std::string_view rest = std::string_view(*text).substr(text->find("://") + 3);
  if (rest.substr(0, rest.find_first_of("/?#")).find('@') == std::string_view::npos) return text;
  report.error(node, "an address here has no user and no password", "send it as a header: `headers:` of `fetch`");
  return std::nullopt;
}

std::optional<PathText> path_of(const YamlNode& node, std::string_view what, Report& report) {
  auto text = line_of(node, what, report);
  if (!text) return std::nullopt;
  return PathText{std::move(*text), report.place(node)};
}

std::vector<PathText> paths_of(const YamlNode& node, std::string_view what, Report& report) {
  std::vector<PathText> paths;
  for (const YamlNode* item : rules::texts_of(node, what, report)) {
    if (auto path = path_of(*item, what, report)) paths.push_back(std::move(*path));
  }
  return paths;
}

std::optional<std::string> variable_of(const YamlNode& node, Report& report) {
  auto name = rules::text_of(node, "the name of a variable", report);
  if (!name) return std::nullopt;
  const auto is_part = [](char c) { return base::is_ascii_alphanumeric(c) || c == '_'; };
  if (std::ranges::all_of(*name, is_part) && !base::is_ascii_digit(name->front())) return name;
  report.error(node, quoted(*name) + " cannot be a variable of the environment",
               "write its name, not its value: secrets do not belong in this file");
  return std::nullopt;
}

Secret secret_of(const YamlNode& node, std::string_view what, Report& report) {
  if (!node.is_map()) return {line_of(node, what, report).value_or(""), {}};
  constexpr std::array<std::string_view, 1> kKeys = {"env"};
  rules::check_keys(node, kKeys, what, report);
  const YamlNode* variable = node.find("env");
  if (variable == nullptr) return {};
  return {{}, variable_of(*variable, report).value_or("")};
}

std::optional<std::string> slug_of(const YamlNode& node, Report& report) {
  constexpr std::size_t kLongest = 64;
  auto name = rules::text_of(node, "a name", report);
  if (!name) return std::nullopt;
  const auto is_part = [](char c) { return (c >= 'a' && c <= 'z') || base::is_ascii_digit(c) || c == '-' || c == '_'; };
  const bool starts = is_part(name->front()) && name->front() != '-' && name->front() != '_';
  if (starts && name->size() <= kLongest && std::ranges::all_of(*name, is_part)) return name;
  report.error(node, quoted(*name) + " cannot be the name of a dataset",
               "a name has lower-case letters, digits, `-` and `_`, and starts with a letter or digit; at most 64");
  return std::nullopt;
}

}  // namespace thresh::dataset
