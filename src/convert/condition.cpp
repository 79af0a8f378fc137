// See condition.h. The text is cut into tokens, and brought into postfix order by a stack of operators (Dijkstra's
// shunting yard), so that no nesting of parentheses costs the program's stack.
#include "convert/condition.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

using base::Result;
using record::Value;

struct Token {
  enum class Kind : std::uint8_t { kEnd, kWord, kQuoted, kSign } kind = Kind::kEnd;
  std::string text;
  std::size_t at = 0;  // its first byte
};

std::unexpected<base::Error> wrong(std::size_t at, std::string message) {
  message += ", at column " + std::to_string(at + 1);
  return base::failure(base::ErrorCode::kUsage, std::move(message));
}

bool is_word(char c) {
  return base::is_ascii_alphanumeric(c) || static_cast<std::uint8_t>(c) >= 0x80 ||
         std::string_view("_./:@+-%$#*").find(c) != std::string_view::npos;
}

// The token that begins at `at`, which is no white space. Quotes are doubled to stand for themselves, or follow '\'.
Result<Token> token_at(std::string_view text, std::size_t& at) {
  Token token;
  token.at = at;
  const char c = text[at];
  if (c == '"' || c == '\'') {
    token.kind = Token::Kind::kQuoted;
    for (++at; at < text.size(); ++at) {
      const bool escape = at + 1 < text.size() && text[at + 1] == c && (text[at] == '\\' || text[at] == c);
      if (!escape && text[at] == c) return ++at, token;
      token.text += escape ? text[++at] : text[at];
    }
    return wrong(token.at, std::string("the quote ") + c + " is not closed");
  }
  if (is_word(c)) {
    token.kind = Token::Kind::kWord;
    while (at < text.size() && is_word(text[at])) token.text += text[at++];
    return token;
  }
  constexpr std::array<std::string_view, 14> kSigns = {"!=", "!~", "<>", "<=", ">=", "==", "&&",
                                                       "||", "=",  "<",  ">",  "~",  "(",  ")"};
  for (const std::string_view sign : kSigns) {
    if (!text.substr(at).starts_with(sign)) continue;
    token.kind = Token::Kind::kSign;
    token.text = sign;
    at += sign.size();
    return token;
  }
  if (c == '!' || c == ',') {
    token.kind = Token::Kind::kSign;
    token.text = c;
    return ++at, token;
  }
  return wrong(at, std::string("`") + c + "` means nothing here");
}

Result<std::vector<Token>> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    if (base::is_ascii_space(text[at])) {
      ++at;
      continue;
    }
    auto token = token_at(text, at);
    if (!token) return std::unexpected(std::move(token.error()));
    tokens.push_back(*std::move(token));
  }
  tokens.push_back({Token::Kind::kEnd, "the end", text.size()});
  return tokens;
}

bool is_sign(const Token& token, std::string_view sign) {
  return token.kind == Token::Kind::kSign && token.text == sign;
}

bool is_keyword(const Token& token, std::string_view word) {
  return token.kind == Token::Kind::kWord && text::equals_ignoring_ascii_case(token.text, word);
}

std::size_t count_items(const record::FieldPath& path, const record::Map& record) {
  std::size_t count = 0;
  for (const Value* value : path.values(record)) {
    const record::List* list = value->as_list();
    count += list != nullptr ? list->size() : value->is_null() ? 0 : 1;
  }
  return count;
}

bool says_something(const Value& value) {
  if (const std::string* words = value.as_text()) return !words->empty();
  if (const bool* truth = value.as_bool()) return *truth;
  if (const record::List* list = value.as_list()) return !list->empty();
  return !value.is_null();
}

// What a value is compared by: a rating by its `value`.
const Value& compared(const Value& value) {
  const record::Map* map = value.as_map();
  const Value* inner = map == nullptr ? nullptr : map->find("value");
  return inner == nullptr ? value : *inner;
}

std::optional<double> number_of(const Value& value) {
  if (const std::int64_t* integer = value.as_integer()) return static_cast<double>(*integer);
  if (const double* real = value.as_real()) return *real;
  return std::nullopt;
}

}  // namespace

class ConditionReader {
 public:
  using Step = Condition::Step;
  using Test = Condition::Test;
  using Operand = Condition::Operand;

  explicit ConditionReader(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Result<Condition> read() {
    bool wants_operand = true;  // a comparison, "not" or "(" comes next
    while (here().kind != Token::Kind::kEnd) {
      auto done = wants_operand ? read_operand(wants_operand) : read_operator(wants_operand);
      if (!done) return std::unexpected(std::move(done.error()));
    }
    if (wants_operand) return wrong(here().at, "a comparison is missing");
    while (!open_.empty()) {
      if (open_.back().is_parenthesis) return wrong(open_.back().at, "the parenthesis is not closed");
      pop();
    }
    return std::move(condition_);
  }

 private:
  struct Open {
    Step::Kind kind = Step::Kind::kAnd;
    bool is_parenthesis = false;
    std::size_t at = 0;
  };

  const Token& here() const { return tokens_[at_]; }
  const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }

  void pop() {
    condition_.program_.emplace_back().kind = open_.back().kind;
    open_.pop_back();
  }

  Result<void> read_operand(bool& wants_operand) {
    const std::size_t at = here().at;
    if (is_keyword(here(), "not") || is_sign(here(), "!")) {
      take();
      open_.push_back({Step::Kind::kNot, false, at});
      return {};
    }
    if (is_sign(here(), "(")) {
      take();
      open_.push_back({Step::Kind::kAnd, true, at});
      return {};
    }
    wants_operand = false;
    return read_comparison();
  }

  Result<void> read_operator(bool& wants_operand) {
    const Token& token = take();
    if (is_sign(token, ")")) {
      while (!open_.empty() && !open_.back().is_parenthesis) pop();
      if (open_.empty()) return wrong(token.at, "`)` without `(`");
      open_.pop_back();
      return {};
    }
    const bool is_and = is_keyword(token, "and") || is_sign(token, "&&");
    if (!is_and && !is_keyword(token, "or") && !is_sign(token, "||")) {
      return wrong(token.at, "expected `and`, `or` or the end, not `" + token.text + "`");
    }
    const Step::Kind kind = is_and ? Step::Kind::kAnd : Step::Kind::kOr;
    // The enumerators stand in the order in which they bind: not, and, or.
    while (!open_.empty() && !open_.back().is_parenthesis && open_.back().kind <= kind) pop();
    open_.push_back({kind, false, token.at});
    wants_operand = true;
    return {};
  }

  Result<void> read_comparison() {
    Step step;
    if (auto named = read_field(step); !named) return named;
    const Token sign = here();
    if (is_keyword(sign, "in")) {
      take();
      step.test = Test::kEqual;
      if (auto listed = read_list(step); !listed) return listed;
      condition_.program_.push_back(std::move(step));
      return {};
    }
    constexpr std::array<std::pair<std::string_view, Test>, 10> kTests = {{{"=", Test::kEqual},
                                                                           {"==", Test::kEqual},
                                                                           {"!=", Test::kEqual},
                                                                           {"<>", Test::kEqual},
                                                                           {"<", Test::kLess},
                                                                           {"<=", Test::kLessOrEqual},
                                                                           {">", Test::kGreater},
                                                                           {">=", Test::kGreaterOrEqual},
                                                                           {"~", Test::kFound},
                                                                           {"!~", Test::kFound}}};
    const auto* const test = std::ranges::find(kTests, sign.text, &std::pair<std::string_view, Test>::first);
    const bool compares = sign.kind == Token::Kind::kSign && test != kTests.end();
    if (compares) {
      take();
      step.test = test->second;
      if (auto valued = read_value(step); !valued) return valued;
    }
    const bool negated = compares && (sign.text == "!=" || sign.text == "<>" || sign.text == "!~");
    condition_.program_.push_back(std::move(step));
    if (negated) condition_.program_.emplace_back().kind = Step::Kind::kNot;
    return {};
  }

  Result<void> read_field(Step& step) {
    Token name = take();
    step.counts = is_keyword(name, "count") && is_sign(here(), "(");
    if (step.counts) {
      take();
      name = take();
    }
    if (name.kind != Token::Kind::kWord && name.kind != Token::Kind::kQuoted) {
      return wrong(name.at, "expected the name of a field, not `" + name.text + "`");
    }
    step.path = record::FieldPath::read(name.text);
    if (!step.path) return wrong(name.at, "`" + name.text + "` is no name of a field");
    if (!step.counts) return {};
    const Token& close = take();
    return is_sign(close, ")") ? Result<void>() : wrong(close.at, "expected `)`, not `" + close.text + "`");
  }

  Result<void> read_value(Step& step) {
    const Token value = take();
    if (value.kind != Token::Kind::kWord && value.kind != Token::Kind::kQuoted) {
      return wrong(value.at, "expected a value, not `" + value.text + "`");
    }
    Operand operand = {.text = value.text, .number = {}, .truth = {}};
    if (value.kind == Token::Kind::kWord) {
      double number = 0;
      const char* const end = value.text.data() + value.text.size();
      const auto [stop, failure] = std::from_chars(value.text.data(), end, number);
      if (failure == std::errc() && stop == end) operand.number = number;
      operand.null = is_keyword(value, "null");
      if (is_keyword(value, "true") || is_keyword(value, "false")) operand.truth = is_keyword(value, "true");
    }
    if (step.counts && !operand.number) return wrong(value.at, "count() is compared with a number");
    if (step.test == Test::kFound) {
      auto pattern = text::Pattern::compile(value.text);
      if (!pattern) return wrong(value.at, pattern.error().message);
      step.pattern = *std::move(pattern);
    }
    step.operands.push_back(std::move(operand));
    return {};
  }

  Result<void> read_list(Step& step) {
    if (!is_sign(here(), "(")) return wrong(here().at, "expected `(` and a list of values, not `" + here().text + "`");
    do {
      take();
      if (auto valued = read_value(step); !valued) return valued;
    } while (is_sign(here(), ","));
    const Token& close = take();
    return is_sign(close, ")") ? Result<void>() : wrong(close.at, "expected `,` or `)`, not `" + close.text + "`");
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::vector<Open> open_;
  Condition condition_;
};

Result<Condition> Condition::read(std::string_view text) {
  auto tokens = tokens_of(text);
  if (!tokens) return std::unexpected(std::move(tokens.error()));
  return ConditionReader(*std::move(tokens)).read();
}

std::vector<record::FieldPath> Condition::fields() const {
  std::vector<record::FieldPath> fields;
  for (const Step& step : program_) {
    if (step.path) fields.push_back(*step.path);
  }
  return fields;
}

bool Condition::compare(Test test, const Value& whole, const Operand& operand) {
  const Value& value = compared(whole);
  if (operand.null) return test == Test::kEqual && value.is_null();
  if (const bool* truth = value.as_bool()) return test == Test::kEqual && operand.truth == *truth;
  const auto holds = [test](auto a, auto b) {
    switch (test) {
      case Test::kLess:
        return a < b;
      case Test::kLessOrEqual:
        return a <= b;
      case Test::kGreater:
        return a > b;
      case Test::kGreaterOrEqual:
        return a >= b;
      default:
        return a == b;
    }
  };
  if (const auto number = number_of(value)) return operand.number && holds(*number, *operand.number);
  const std::string* words = value.as_text();
  return words != nullptr && holds(std::string_view(*words), std::string_view(operand.text));
}

bool Condition::compare(const Step& step, const record::Map& record) {
  if (step.counts) {
    const Value count(count_items(*step.path, record));
    if (step.test == Test::kHolds) return *count.as_integer() > 0;
    return std::ranges::any_of(step.operands, [&](const Operand& one) { return compare(step.test, count, one); });
  }
  // Lists of values count by their items.
  std::vector<const Value*> values;
  for (const Value* value : step.path->values(record)) {
    const record::List* list = value->as_list();
    if (list == nullptr) values.push_back(value);
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) values.push_back(&(*list)[i]);
  }
  const bool may_be_absent = std::ranges::any_of(step.operands, &Operand::null);
  if (values.empty()) return step.test == Test::kEqual && may_be_absent;
  return std::ranges::any_of(values, [&](const Value* value) {
    if (step.test == Test::kHolds) return says_something(*value);
    if (step.test == Test::kFound) return value->as_text() != nullptr && step.pattern.found_in(*value->as_text());
    return std::ranges::any_of(step.operands, [&](const Operand& one) { return compare(step.test, *value, one); });
  });
}

bool Condition::holds(const record::Map& record) const {
  std::vector<bool> stack;
  for (const Step& step : program_) {
    if (step.kind == Step::Kind::kCompare) {
      stack.push_back(compare(step, record));
      continue;
    }
    const bool last = stack.back();
    if (step.kind == Step::Kind::kNot) {
      stack.back() = !last;
      continue;
    }
    stack.pop_back();
    stack.back() = step.kind == Step::Kind::kAnd ? stack.back() && last : stack.back() || last;
  }
  return stack.empty() || stack.back();
}

}  // namespace thresh::convert
