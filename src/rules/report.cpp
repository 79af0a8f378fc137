// See report.h.
#include "rules/report.h"

#include <algorithm>
#include <tuple>

#include "text/unicode.h"

namespace thresh::rules {
namespace {

// Code points of the scalar as written on its first line, quotes included.
std::uint32_t written_width(const SourceText& source, const YamlNode& node) {
  const std::string_view rest = source.bytes().substr(std::min(node.begin, source.bytes().size()));
  if (!node.quoted || rest.empty()) return static_cast<std::uint32_t>(text::length(node.text));
  const char quote = rest.front();
  if (quote != '"' && quote != '\'') return 1;
  // Up to the closing quote; in double quotes a backslash hides the next character.
  std::size_t end = 1;
  while (end < rest.size() && rest[end] != quote && rest[end] != '\n') end += rest[end] == '\\' && quote == '"' ? 2 : 1;
  return static_cast<std::uint32_t>(text::length(rest.substr(0, std::min(end + 1, rest.size()))));
}

// Where byte `offset` of the scalar's text stands in the file.
std::size_t offset_in_file(const SourceText& source, const YamlNode& node, std::size_t offset) {
  const std::string_view before = std::string_view(node.text).substr(0, offset);
  const std::string_view rest = source.bytes().substr(std::min(node.begin, source.bytes().size()));
  const std::size_t quote = node.quoted ? 1 : 0;
  if (rest.size() < quote || before.find('\n') != std::string_view::npos) return node.begin;
  return rest.substr(quote).starts_with(before) ? node.begin + quote + before.size() : node.begin;
}

// `text` without what is beyond the longest message.
std::string shortened(std::string text) {
  std::size_t end = 0;
  for (std::size_t seen = 0; end < text.size(); end += text::code_point_at(text, end).length) {
    if (++seen > Report::kLongestMessage) return text.substr(0, end) + "…";
  }
  return text;
}

}  // namespace

void Report::error(const YamlNode& at, std::string message, std::string hint) {
  add(at.begin, at.is_scalar() ? written_width(source_, at) : 1, std::move(message), std::move(hint));
}

base::FilePlace Report::place(const YamlNode& scalar) const {
  return source_.file_place(scalar.begin, written_width(source_, scalar));
}

void Report::error_inside(const YamlNode& at, std::size_t offset, std::size_t width, std::string message,
                          std::string hint) {
  const std::size_t place = offset_in_file(source_, at, offset);
  if (place == at.begin && offset > 0) return error(at, std::move(message), std::move(hint));
  add(place, width, std::move(message), std::move(hint));
}

void Report::add(std::size_t offset, std::size_t width, std::string message, std::string hint) {
  if (full()) return;
  message = shortened(std::move(message));
  hint = shortened(std::move(hint));
  errors_.push_back({base::ErrorCode::kBadRules, std::move(message),
                     source_.file_place(offset, static_cast<std::uint32_t>(width)), std::move(hint)});
}

std::vector<base::Error> Report::take() {
  const auto key = [](const base::Error& error) {
    return std::tie(error.place.line, error.place.column, error.message);
  };
  std::ranges::sort(errors_, {}, key);
  const auto repeated = std::ranges::unique(errors_, {}, key);
  errors_.erase(repeated.begin(), repeated.end());
  return std::move(errors_);
}

}  // namespace thresh::rules
