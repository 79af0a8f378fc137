// See expression.h. A machine with two states: it waits for an operand, or it has one and waits for what may follow.
#include "clean/expression.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "clean/vocabulary.h"

namespace thresh::clean {
namespace {

using Kind = Token::Kind;

bool is_operand(Kind kind) { return kind == Kind::kWord || kind == Kind::kNumber || kind == Kind::kString; }

bool is_plain(const Token& token) { return token.kind == Kind::kWord && !is_code(token.text); }

char partner(char open) { return open == '(' ? ')' : open == '[' ? ']' : '}'; }

class Parser {
 public:
  Parser(std::span<const Token> tokens, Grammar grammar) : tokens_(tokens), grammar_(grammar) {}

  Reading run() {
    if (tokens_.size() == 1 && tokens_[0].kind == Kind::kWord) {
      const std::string_view word = tokens_[0].text;
      return {true, is_code(word), false, false, word};
    }
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      if (!(have_ ? follow() : operand())) return {};
    }
    const bool trails_off = grammar_ == Grammar::kStatement && after_keyword_;  // include "x" only
    result_.complete = open_.empty() && names_ && (have_ || trails_off);
    result_.evidence |= weak_number_ && !capitals_;
    return result_;
  }

 private:
  // An open bracket, or the '?' of a ternary, and the head of the call around it.
  struct Open {
    char mark;
    std::size_t head;
  };

  const Token& token() const { return tokens_[at_]; }
  const Token* next() const { return at_ + 1 < tokens_.size() ? &tokens_[at_ + 1] : nullptr; }
  bool prove() { return result_.evidence = true; }

  bool wait(bool by_keyword = false) {
    have_ = false;
    filter_ = false;
    after_keyword_ = by_keyword;
    return true;
  }

  // Waiting for an operand.
  bool operand() {
    switch (token().kind) {
      case Kind::kWord:
        return is_prefix() || take_operand();
      case Kind::kNumber:
        return !after_bar_ && take_operand();
      case Kind::kString:
        prove();
        names_ |= grammar_ == Grammar::kStatement;  // extends "base.html"
        return !after_bar_ && take_operand();
      case Kind::kColon:
        return grammar_ == Grammar::kStatement && after_keyword_;  // limit:5
      case Kind::kNot: {
        const bool touches = next() != nullptr && !next()->spaced;
        return touches && !after_bar_;
      }
      case Kind::kWeak:
        return (token().text == "-" || token().text == "+") && next() != nullptr && !next()->spaced;
      case Kind::kOpen:
        return push();
      case Kind::kClose: {  // f(), [], a trailing comma
        const Kind before = at_ > 0 ? tokens_[at_ - 1].kind : Kind::kBar;
        return (before == Kind::kOpen || before == Kind::kComma) && pop();
      }
      default:
        return false;
    }
  }

  // not x, new X
  bool is_prefix() const {
    return is_one_of(WordKind::kPrefix, token().text) && !after_bar_ && next() != nullptr && next()->spaced;
  }

  bool take_operand() {
    const std::string_view text = token().text;
    if (token().kind == Kind::kWord) {
      names_ = true;
      capitals_ |= base::is_ascii_upper(text.front());
      result_.evidence |= is_code(text);
    }
    if (after_bar_ && !take_filter(text)) return false;
    after_bar_ = false;
    const bool of_hash = at_ > 0 && tokens_[at_ - 1].kind == Kind::kEquals;  // the 1 of {{helper a=1 b=2}}
    if (!of_hash) head_ = at_;
    have_ = true;
    return true;
  }

  // A filter proves itself by its name, by its argument, or by what it is applied to.
  bool take_filter(std::string_view name) {
    if (!base::is_ascii_lower(name.front()) && !has_sigil(name) && !is_one_of(WordKind::kFilter, name)) return false;
    const bool argued = next() != nullptr && !next()->spaced && next()->kind == Kind::kOpen;
    const bool known = is_one_of(WordKind::kFilter, name);
    if (known || argued || is_compound(name)) prove();
    filter_ = true;
    names_ = true;
    return true;
  }

  // Having an operand.
  bool follow() {
    const Token& here = token();
    switch (here.kind) {
      case Kind::kStrong:
        prove();
        return wait();
      case Kind::kWeak:
        weak_number_ |= here.text != "/" && next() != nullptr && next()->kind == Kind::kNumber;
        return wait();
      case Kind::kBar:
        in_filters_ = true;
        after_bar_ = true;
        return next() != nullptr && next()->kind == Kind::kWord && wait();
      case Kind::kComma:
        return (!open_.empty() || in_filters_ || grammar_ == Grammar::kStatement) && wait();
      case Kind::kColon:
        return take_colon();
      case Kind::kQuestion:
        if (here.spaced) prove();  // "Ready? Yes: now" is prose
        open_.push_back({'?', head_});
        return wait();
      case Kind::kEquals:
        return take_equals();
      case Kind::kClose:
        return pop();
      case Kind::kOpen:
        if (here.spaced) return argument() && push();
        prove();
        return push();
      case Kind::kNot:
        return false;
      case Kind::kNumber:
      case Kind::kString:
        return argument();
      case Kind::kWord:
        if (!here.spaced) return is_operand(tokens_[at_ - 1].kind) ? false : (prove(), true);  // x[0].name
        if (is_one_of(WordKind::kKeyword, here.text)) {
          result_.loops |= here.text == "in";
          result_.assigns |= here.text == "as";
          return wait(true);
        }
        return argument();
    }
    return false;
  }

  bool push() {
    open_.push_back({token().text.front(), head_});
    return wait();
  }

  bool pop() {
    while (!open_.empty() && open_.back().mark == '?') return false;  // a ternary without its other half
    if (open_.empty() || partner(open_.back().mark) != token().text.front()) return false;
    head_ = open_.back().head;
    open_.pop_back();
    return have_ = true;
  }

  bool take_colon() {
    if (!open_.empty() && open_.back().mark == '?') {
      open_.pop_back();
      return wait();
    }
    if (in_filters_) prove();
    return (in_filters_ || !open_.empty() || grammar_ == Grammar::kStatement) && wait();
  }

  // key=value of a helper; an assignment of a statement.
  bool take_equals() {
    if (grammar_ == Grammar::kPlain || tokens_[at_ - 1].kind != Kind::kWord) return false;
    const bool hash = !token().spaced && next() != nullptr && !next()->spaced;
    if (!hash && grammar_ != Grammar::kStatement) return false;
    result_.assigns = true;
    if (hash) prove();
    return wait();
  }

  // One operand right after another: helpers take arguments so, and so does prose.
  bool argument() {
    const Token& here = token();
    if (grammar_ == Grammar::kPlain || !here.spaced) return false;
    if (here.kind == Kind::kString) prove();
    if (here.kind == Kind::kWord) result_.evidence |= is_code(here.text);
    const bool hash = here.kind == Kind::kWord && next() != nullptr && next()->kind == Kind::kEquals && !next()->spaced;
    if (hash) return true;
    const Token& head = tokens_[head_];
    const bool helps = head.kind == Kind::kWord && (filter_ || is_one_of(WordKind::kHelper, head.text));
    const bool nested = !open_.empty() && open_.back().mark == '(';  // {{#if (eq a b)}}
    if (helps && (nested || !is_plain(here) || tokens_[at_ - 1].kind == Kind::kString)) return true;
    if (grammar_ == Grammar::kStatement) return !(is_plain(here) && is_plain(tokens_[at_ - 1]));
    if (head.kind != Kind::kWord) return false;
    return is_compound(head.text) || (here.kind == Kind::kWord && is_go_field(here.text));
  }

  // .Title, $x: what a function of Go is given. ".net" is none.
  static bool is_go_field(std::string_view word) {
    return word == "." || word.starts_with('$') ||
           (word.starts_with('.') && word.size() > 1 && base::is_ascii_upper(word[1]));
  }

  std::span<const Token> tokens_;
  Grammar grammar_;
  Reading result_;
  std::vector<Open> open_;
  std::size_t at_ = 0;
  std::size_t head_ = 0;  // the operand that arguments would belong to
  bool have_ = false;
  bool after_keyword_ = false;
  bool after_bar_ = false;
  bool in_filters_ = false;   // a bar stood before: what follows are filters and their arguments
  bool filter_ = false;       // the operand is the name of a filter
  bool names_ = false;        // something is named: 7*7 is arithmetic
  bool capitals_ = false;     // "Season - 1"
  bool weak_number_ = false;  // count + 1
};

}  // namespace

Reading read_expression(std::span<const Token> tokens, Grammar grammar) {
  if (tokens.empty()) return {};
  return Parser(tokens, grammar).run();
}

}  // namespace thresh::clean
