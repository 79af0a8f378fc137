// Layouts: their automata against a plain matcher of regular expressions, which parse is preferred, what is refused.
#include "rules/layout.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <set>

#include "text/table.h"

namespace thresh::rules {
namespace {

using Names = std::vector<std::string>;

const Names kLines = {"a", "b", "c"};

Layout compiled(std::string_view expression, const Names& parts = {}, const Names& part_expressions = {}) {
  auto layout = Layout::compile(expression, kLines, parts, part_expressions, 1024);
  if (!layout) throw std::runtime_error(layout.error().message);
  return std::move(*layout);
}

// The states that reading `word` ('a' is line type 0) can lead to.
std::set<std::uint16_t> states_after(const Layout& layout, std::string_view word) {
  std::set<std::uint16_t> here = {Layout::kStart};
  for (const char letter : word) {
    std::set<std::uint16_t> next;
    for (const std::uint16_t state : here) {
      for (const Layout::Move& move : layout.moves(state)) {
        if (layout.states()[move.to].line_type == letter - 'a') next.insert(move.to);
      }
    }
    here = std::move(next);
  }
  return here;
}

bool accepts(const Layout& layout, std::string_view word) {
  for (const std::uint16_t state : states_after(layout, word)) {
    if (layout.states()[state].accepts) return true;
  }
  return false;
}

// A random expression, and the matcher that we believe: the set of places where it can end, by the definition.
struct Expression {
  enum class Op : std::uint8_t { kLetter, kSequence, kChoice, kRepeat };
  Op op = Op::kLetter;
  char letter = 'a';
  std::uint32_t least = 0, most = 0;  // kRepeat; UINT32_MAX: without end
  std::vector<Expression> children;

  std::string written() const {
    if (op == Op::kLetter) return std::string(1, letter);
    std::string out = "(";
    for (std::size_t i = 0; i < children.size(); ++i) {
      if (i > 0) out += op == Op::kChoice ? " | " : " ";
      out += children[i].written();
    }
    out += ")";
    if (op != Op::kRepeat) return out;
    return out + "{" + std::to_string(least) + "," + (most == UINT32_MAX ? "" : std::to_string(most)) + "}";
  }

  std::set<std::size_t> ends(const std::string& word, const std::set<std::size_t>& starts) const {
    std::set<std::size_t> out;
    if (op == Op::kLetter) {
      for (const std::size_t at : starts) {
        if (at < word.size() && word[at] == letter) out.insert(at + 1);
      }
    } else if (op == Op::kSequence) {
      out = starts;
      for (const Expression& child : children) out = child.ends(word, out);
    } else if (op == Op::kChoice) {
      for (const Expression& child : children) out.merge(child.ends(word, starts));
    } else {
      std::set<std::size_t> here = starts;
      const std::size_t rounds = most == UINT32_MAX ? least + word.size() + 1 : most;
      for (std::size_t round = 0; round <= rounds; ++round) {
        if (round >= least) out.insert(here.begin(), here.end());
        here = children[0].ends(word, here);
      }
    }
    return out;
  }
};

rc::Gen<Expression> expression(int depth);

rc::Gen<Expression> letter() {
  return rc::gen::map(rc::gen::element('a', 'b', 'c'), [](char c) {
    Expression out;
    out.letter = c;
    return out;
  });
}

rc::Gen<Expression> compound(int depth) {
  return rc::gen::exec([depth] {
    Expression out;
    out.op = *rc::gen::element(Expression::Op::kSequence, Expression::Op::kChoice, Expression::Op::kRepeat);
    const auto count = out.op == Expression::Op::kRepeat ? 1 : *rc::gen::inRange(1, 4);
    for (int i = 0; i < count; ++i) out.children.push_back(*expression(depth - 1));
    out.least = *rc::gen::inRange<std::uint32_t>(0, 3);
    out.most = *rc::gen::element(UINT32_MAX, out.least + *rc::gen::inRange<std::uint32_t>(0, 3));
    if (out.most == 0) out.most = 1;
    return out;
  });
}

rc::Gen<Expression> expression(int depth) { return depth == 0 ? letter() : rc::gen::oneOf(letter(), compound(depth)); }

TEST_CASE("A layout accepts exactly the lines that its regular expression describes") {
  REQUIRE(rc::check([] {
    const Expression random = *expression(4);
    const std::string word = *rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c'));
    const bool expected = random.ends(word, {0}).contains(word.size());
    RC_ASSERT(accepts(compiled(random.written()), word) == expected);
  }));
}

TEST_CASE("Moves prefer later states, then the loop, then earlier states") {
  REQUIRE(rc::check([] {
    const Layout layout = compiled((*expression(4)).written());
    for (std::uint16_t state = 0; state < layout.states().size(); ++state) {
      const auto moves = layout.moves(state);
      for (std::size_t i = 1; i < moves.size(); ++i) RC_ASSERT(moves[i - 1].to > moves[i].to);
    }
  }));
}

// Reads `word` along the only way through the layout; a '|' stands before each line that starts a new item.
std::string items(const Layout& layout, std::string_view word) {
  std::string out;
  std::uint16_t state = Layout::kStart;
  for (const char letter : word) {
    const Layout::Move* chosen = nullptr;
    for (const Layout::Move& move : layout.moves(state)) {
      if (layout.states()[move.to].line_type == letter - 'a' && chosen == nullptr) chosen = &move;
    }
    if (chosen == nullptr) return out + "!";
    if (chosen->new_item) out += '|';
    out += letter;
    state = chosen->to;
  }
  return out;
}

TEST_CASE("A part starts a new item when it is entered again, not while its own expression goes on") {
  const Layout layout = compiled("a item*", {"item"}, {"b c*"});
  CHECK(items(layout, "abccbbc") == "a|bcc|b|bc");
  CHECK(layout.states()[1].part == Layout::kNoPart);
  CHECK(layout.states()[2].part == 0);
}

TEST_CASE("A part that may begin in several ways still starts one item each time") {
  const Layout layout = compiled("item+", {"item"}, {"a? b c?"});
  CHECK(items(layout, "abcbab") == "|abc|b|ab");
}

TEST_CASE("A part that stands twice in a layout starts a new item at each place") {
  const Layout layout = compiled("item c item", {"item"}, {"a b?"});
  CHECK(items(layout, "abcab") == "|abc|ab");
}

TEST_CASE("Copies of a part that bounds write out are items of their own") {
  const Layout layout = compiled("item{2,3}", {"item"}, {"a b"});
  CHECK(items(layout, "ababab") == "|ab|ab|ab");
  CHECK(accepts(layout, "abab"));
  CHECK_FALSE(accepts(layout, "ab"));
  CHECK_FALSE(accepts(layout, "abababab"));
}

TEST_CASE("A part that may take nothing lets the layout go on") {
  const Layout layout = compiled("item* c", {"item"}, {"a* b?"});
  CHECK(accepts(layout, "c"));
  CHECK(accepts(layout, "aabc"));
  CHECK(accepts(layout, "bbc"));
}

// tests/rules/layout_errors.tsv: a layout, the part `item` (may be empty), the message, its offset.
TEST_CASE("A wrong layout is refused with the place of the mistake") {
  for (const auto& row : tests::table("rules/layout_errors.tsv", 4)) {
    const Names parts = row[1].empty() ? Names{} : Names{"item"};
    const Names part_expressions = row[1].empty() ? Names{} : Names{row[1]};
    const auto layout = Layout::compile(row[0], kLines, parts, part_expressions, 1024);
    INFO(row[0] << " | " << row[1]);
    REQUIRE_FALSE(layout);
    CHECK(layout.error().message == row[2]);
    CHECK(std::to_string(layout.error().offset) == row[3]);
  }
}

TEST_CASE("Bounds that multiply are refused before they are written out") {
  std::string bomb = "a";
  for (int i = 0; i < 30; ++i) bomb = "(" + bomb + "){999}";
  const auto layout = Layout::compile(bomb, kLines, {}, {}, 1024);
  REQUIRE_FALSE(layout);
  CHECK(layout.error().message ==
        "the layout has over a million states when its bounds are written out; 1023 are allowed");
}

TEST_CASE("Any text is a layout or an error") {
  REQUIRE(rc::check([] {
    const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcx(){}|*+?,0123 \n")));
    const auto layout = Layout::compile(text, kLines, {}, {}, 64);
    if (layout)
      RC_ASSERT(layout->states().size() <= 64u);
    else
      RC_ASSERT(layout.error().offset <= text.size());
  }));
}

}  // namespace
}  // namespace thresh::rules
