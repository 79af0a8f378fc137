// See json_path.h.
#include "rules/json_path.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::rules {
namespace {

// No honest path is longer; extract/ walks the steps one by one.
constexpr std::size_t kMostSteps = 64;

// Reads steps from a place in the source on; keeps the first mistake and where it is.
class Parser {
 public:
  Parser(std::string_view source, std::size_t at) : text_(source), at_(at) {}

  // Reads steps to the end of the source.
  bool steps(std::vector<JsonPath::Step>& out) {
    if (next() == '$' && (at_ + 1 == text_.size() || text_[at_ + 1] == '.' || text_[at_ + 1] == '[')) ++at_;
    bool first = true;
    while (at_ < text_.size()) {
      if (out.size() == kMostSteps) return fail(at_, "more than 64 steps");
      JsonPath::Step step;
      if (next() == '[' ? !bracket(step) : !key(step, first)) return false;
      out.push_back(std::move(step));
      first = false;
    }
    return true;
  }

  const base::SyntaxError& error() const { return error_; }

 private:
  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool fail(std::size_t offset, std::string message, std::string hint = {}) {
    error_ = {std::move(message), offset, std::move(hint)};
    return false;
  }

  // A key runs up to these; what holds one of them is written in brackets.
  static bool ends_key(char c) { return c == '.' || c == '[' || c == ']' || c == ' ' || c == '\t'; }

  // ".key", or "key" at the start.
  bool key(JsonPath::Step& step, bool first) {
    if (next() == '.')
      ++at_;
    else if (!first)
      return fail(at_, "a `.` or a `[` is missing here", "write odd keys as [\"odd key\"]");
    const std::size_t start = at_;
    while (at_ < text_.size() && !ends_key(text_[at_])) ++at_;
    if (at_ == start) return fail(start, "a key is missing here", "write odd keys as [\"odd key\"]");
    step.key = text_.substr(start, at_ - start);
    if (step.key != "*") return true;
    return fail(start, "every element is written `[*]`");
  }

  // "[0]", "[*]", "[\"odd key\"]"
  bool bracket(JsonPath::Step& step) {
    const std::size_t start = at_++;
    if (next() == '"' || next() == '\'') {
      if (!quoted_key(step)) return fail(start, "this key is never closed");
    } else if (next() == '*') {
      step.every = true;
      ++at_;
    } else {
      std::uint32_t index = 0;
      const char* begin = text_.data() + at_;
      const auto [end, failure] = std::from_chars(begin, text_.data() + text_.size(), index);
      if (failure != std::errc()) return fail(start, "brackets hold a number, `*` or a quoted key");
      at_ += static_cast<std::size_t>(end - begin);
      step.index = index;
    }
    if (next() != ']') return fail(start, "this `[` is never closed");
    ++at_;
    return true;
  }

  // A backslash makes the next character itself.
  bool quoted_key(JsonPath::Step& step) {
    const char quote = text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      step.key += text_[at_++];
    }
    return next() == quote && (++at_, !step.key.empty());
  }

  std::string_view text_;
  std::size_t at_;
  base::SyntaxError error_;
};

// Reads the steps of `source` from `at` on into `path`.
std::expected<JsonPath, base::SyntaxError> with_steps(JsonPath path, std::string_view source, std::size_t at) {
  Parser parser(source, at);
  if (!parser.steps(path.steps)) return std::unexpected(parser.error());
  return path;
}

// How a path without a blank was likely meant: the script's id or the variable is a part of it, or is missing.
std::string rooted(std::string_view source) {
  const bool is_window = source.starts_with("window.");
  if (!is_window && !source.starts_with("__")) return "`json:__NEXT_DATA__ " + std::string(source) + "`";
  const std::size_t end =
      std::min(source.find_first_of(".[", is_window ? std::string_view("window.").size() : 0), source.size());
  std::string_view path = source.substr(end);
  if (path.starts_with('.')) path.remove_prefix(1);
  return "`json:" + std::string(source.substr(0, end)) + ' ' + std::string(path.empty() ? "$" : path) + "`";
}

}  // namespace

std::expected<JsonPath, base::SyntaxError> parse_json_path(std::string_view source, bool relative) {
  // The root ends at the first space outside of brackets; a key with a space stands in brackets.
  const std::size_t space = source.find_first_of(" \t");
  const std::size_t bracket = source.find('[');
  JsonPath path;
  if (space == std::string_view::npos || bracket < space) {
    if (relative && !source.starts_with('@')) return with_steps(std::move(path), source, 0);
    return std::unexpected(
        base::SyntaxError{"this path does not say where the JSON is", 0,
                          "name the script's id or variable first, and a space behind it: " + rooted(source)});
  }
  path.root = source.substr(0, space);
  if (path.root == "@") return std::unexpected(base::SyntaxError{"an attribute's name is missing after `@`", 0, {}});
  if (path.root.starts_with('@')) path.root = text::ascii_lower(path.root);
  return with_steps(std::move(path), source, source.find_first_not_of(" \t", space));
}

std::expected<JsonPath, base::SyntaxError> parse_json_ld_path(std::string_view source) {
  if (source.empty()) return std::unexpected(base::SyntaxError{"the path is empty", 0, {}});
  auto path = with_steps({}, source, 0);
  if (!path || path->steps.empty()) return path;
  const std::string& first = path->steps.front().key;
  if (!first.empty() && base::is_ascii_upper(first.front())) {
    path->root = first;
    path->steps.erase(path->steps.begin());
  }
  return path;
}

}  // namespace thresh::rules
