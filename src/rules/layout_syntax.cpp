// A recursive-descent parser for layouts; its depth is capped. See layout_syntax.h.
#include "rules/layout_syntax.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "base/ascii.h"
#include "rules/wording.h"

namespace thresh::rules {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
// ASCII only: a layout is read the same in any locale.
bool starts_name(char c) { return base::is_ascii_letter(c) || c == '_'; }
bool continues_name(char c) { return base::is_ascii_alphanumeric(c) || c == '_' || c == '-'; }

// One function a rule of the grammar in layout_syntax.h. Each leaves the node that it read in `result_`, or the mistake
// in `error_`.
class Parser {
 public:
  explicit Parser(std::string_view expression) : text_(expression) {}

  std::expected<LayoutTree, base::SyntaxError> parse() {
    skip_space();
    if (at_end()) return std::unexpected(base::SyntaxError{"the layout is empty"});
    if (!choice() || !finished()) return std::unexpected(error_);
    return std::move(tree_);
  }

 private:
  using Op = LayoutNode::Op;

  bool at_end() const { return at_ == text_.size(); }
  char next() const { return at_end() ? '\0' : text_[at_]; }
  void skip_space() {
    while (!at_end() && is_space(text_[at_])) ++at_;
  }

  bool fail(std::size_t offset, std::string message, std::string hint = {}) {
    error_ = {std::move(message), offset, std::move(hint)};
    return false;
  }

  bool finished() {
    skip_space();
    if (at_end()) return true;
    return fail(at_, "this `)` closes nothing");
  }

  // Adds a node and makes it the current result. A choice or sequence of one stands for itself and is not added.
  bool add(LayoutNode node) {
    tree_.nodes.push_back(std::move(node));
    result_ = static_cast<std::uint32_t>(tree_.nodes.size() - 1);
    return true;
  }

  // Whether a choice goes on: takes the bar.
  bool bar_follows() {
    skip_space();
    if (next() != '|') return false;
    ++at_;
    skip_space();
    return true;
  }
  // Whether a sequence goes on: all that may follow it ends it.
  bool atom_follows() {
    skip_space();
    return !at_end() && next() != '|' && next() != ')';
  }
  bool choice() {
    LayoutNode node{.op = Op::kChoice, .name = {}, .offset = at_, .children = {}};
    do {
      if (!sequence()) return false;
      node.children.push_back(result_);
    } while (bar_follows());
    return node.children.size() == 1 || add(std::move(node));
  }

  bool sequence() {
    LayoutNode node{.op = Op::kSequence, .name = {}, .offset = at_, .children = {}};
    do {
      if (!repeat()) return false;
      node.children.push_back(result_);
    } while (atom_follows());
    return node.children.size() == 1 || add(std::move(node));
  }

  // One mark at most: `a**` says nothing new, and a chain of marks would make a tree as deep as the text is long.
  bool repeat() {
    LayoutNode node{.op = Op::kRepeat, .name = {}, .offset = at_, .children = {}};
    if (!atom()) return false;
    node.children.push_back(result_);
    if (!is_mark(next())) return true;
    if (!bounds(node)) return false;
    if (is_mark(next())) return fail(at_, "two repetition marks in a row", "one mark is enough, or use parentheses");
    return add(std::move(node));
  }

  static bool is_mark(char c) { return c == '?' || c == '*' || c == '+' || c == '{'; }

  bool bounds(LayoutNode& node) {
    const char mark = text_[at_++];
    if (mark == '{') return written_bounds(node);
    node.least = mark == '+' ? 1 : 0;
    node.most = mark == '?' ? 1 : UINT32_MAX;
    return true;
  }

  // After the '{': "n}", "n,}" or "n,m}".
  bool written_bounds(LayoutNode& node) {
    const std::size_t start = at_ - 1;
    if (!number(node.least)) return fail(start, "bounds are written {2}, {2,} or {1,3}");
    node.most = node.least;
    if (next() == ',') {
      ++at_;
      if (next() == '}')
        node.most = UINT32_MAX;
      else if (!number(node.most))
        return fail(start, "bounds are written {2}, {2,} or {1,3}");
    }
    if (next() != '}') return fail(start, "bounds are written {2}, {2,} or {1,3}");
    ++at_;
    if (node.most == 0) return fail(start, "the most that these bounds allow is nothing");
    if (node.least > node.most) return fail(start, "these bounds are the wrong way round");
    return true;
  }

  // A number far above any limit on states is refused here, before anything multiplies it.
  bool number(std::uint32_t& value) {
    const char* begin = text_.data() + at_;
    const auto [end, failure] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (failure != std::errc() || value > kMaxBound) return false;
    at_ += static_cast<std::size_t>(end - begin);
    return true;
  }

  bool atom() {
    if (next() == '(') return group();
    const std::size_t start = at_;
    if (!starts_name(next())) return unexpected();
    while (!at_end() && continues_name(text_[at_])) ++at_;
    return add({.op = Op::kName, .name = text_.substr(start, at_ - start), .offset = start, .children = {}});
  }

  // The one place where the parser recurses.
  bool group() {
    const std::size_t start = at_++;
    if (++depth_ > kMaxLayoutDepth) return fail(start, "parentheses nest too deep");
    skip_space();
    if (!choice()) return false;
    skip_space();
    if (next() != ')') return fail(start, "this `(` is never closed");
    ++at_;
    --depth_;
    return true;
  }

  // Says what is wrong where a name or a parenthesis should begin.
  bool unexpected() {
    if (at_end() || next() == '|' || next() == ')') {
      return fail(at_ > 0 && at_end() ? at_ - 1 : at_, "something is missing here",
                  "write `name?` for what may be absent");
    }
    if (is_mark(next())) return fail(at_, "there is nothing here to repeat");
    return fail(at_, "a layout holds names, `|`, parentheses, `?`, `*`, `+` and bounds such as {1,3}");
  }

  static constexpr std::uint32_t kMaxBound = 1'000'000;

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t depth_ = 0;
  std::uint32_t result_ = 0;  // the node read last
  LayoutTree tree_;
  base::SyntaxError error_;
};

}  // namespace

bool is_layout_name(std::string_view name) {
  if (name.empty() || !starts_name(name.front())) return false;
  for (const char c : name) {
    if (!continues_name(c)) return false;
  }
  return true;
}

std::expected<LayoutTree, base::SyntaxError> parse_layout_expression(std::string_view expression) {
  return Parser(expression).parse();
}

std::optional<base::SyntaxError> wrong_name(const LayoutNode& node, std::span<const std::string> line_types,
                                            std::span<const std::string> parts, bool in_part) {
  const bool is_part = std::ranges::find(parts, node.name) != parts.end();
  if (std::ranges::find(line_types, node.name) != line_types.end() || (is_part && !in_part)) return std::nullopt;
  if (is_part) {
    return base::SyntaxError{quoted(node.name) + " is a part, and a part cannot hold a part", node.offset,
                             "name its line types here", node.name.size()};
  }
  std::vector<std::string_view> names(line_types.begin(), line_types.end());
  if (!in_part) names.insert(names.end(), parts.begin(), parts.end());
  Unknown wrong = unknown("line type", node.name, names);
  return base::SyntaxError{std::move(wrong.message), node.offset, std::move(wrong.hint), node.name.size()};
}

}  // namespace thresh::rules
