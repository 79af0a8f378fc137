// See selector_parser.h. Recursive descent, at most kMaxDepth deep; each function reads one rule of the grammar and
// leaves the first error in error_.
#include "html/selector_parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/ascii.h"
#include "text/nearest.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

constexpr int kMaxDepth = 16;
constexpr std::size_t kMaxCompounds = 64;

// The attributes whose values HTML compares without regard to case (HTML standard, section 4.16.2).
constexpr std::array<std::string_view, 46> kCaselessAttributes = {
    "accept",   "accept-charset", "align",    "alink",      "axis",   "bgcolor",  "charset",   "checked",  "clear",
    "codetype", "color",          "compact",  "declare",    "defer",  "dir",      "direction", "disabled", "enctype",
    "face",     "frame",          "hreflang", "http-equiv", "lang",   "language", "link",      "media",    "method",
    "multiple", "nohref",         "noresize", "noshade",    "nowrap", "readonly", "rel",       "rev",      "rules",
    "scope",    "scrolling",      "selected", "shape",      "target", "text",     "type",      "valign",   "valuetype",
    "vlink"};

struct NthName {
  std::string_view name;
  bool from_end, of_type, once;  // once: `first-child` and the like, without an argument
};
constexpr NthName kNthNames[] = {
    {"nth-child", false, false, false},   {"nth-last-child", true, false, false},
    {"nth-of-type", false, true, false},  {"nth-last-of-type", true, true, false},
    {"first-child", false, false, true},  {"last-child", true, false, true},
    {"first-of-type", false, true, true}, {"last-of-type", true, true, true},
};

constexpr std::string_view kPseudoNames[] = {
    "is",          "where",      "not",           "has",          "nth-child",  "nth-last-child", "nth-of-type",
    "first-child", "last-child", "first-of-type", "last-of-type", "only-child", "only-of-type",   "nth-last-of-type",
    "empty",       "root",       "scope",         "contains",
};

bool is_hex(char c) { return base::is_ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_name_start(char c) { return base::is_ascii_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_name(char c) { return is_name_start(c) || base::is_ascii_digit(c) || c == '-'; }

std::string quoted(char c) { return c == '\0' ? "the end" : std::string("'") + c + "'"; }

PseudoTest nth_test(std::int32_t step, std::int32_t offset, bool from_end, bool of_type) {
  PseudoTest test;
  test.kind = PseudoClass::kNth;
  test.step = step;
  test.offset = offset;
  test.from_end = from_end;
  test.of_type = of_type;
  return test;
}

}  // namespace

std::expected<SelectorList, base::SyntaxError> SelectorParser::parse() {
  SelectorList out;
  if (!list(out, Leading::kAllowed)) return std::unexpected(std::move(error_));
  if (at_end()) return out;
  fail(at_, "unexpected " + quoted(peek()), peek() == '@' ? "put a space before ' @attribute'" : "");
  return std::unexpected(std::move(error_));
}

bool SelectorParser::list(SelectorList& out, Leading leading) {
  do {
    if (!complex(out.emplace_back(), leading)) return false;
  } while (take(','));
  return true;
}

bool SelectorParser::complex(ComplexSelector& out, Leading leading) {
  skip_space();
  Combinator next = Combinator::kDescendant;
  const std::size_t start = at_;
  const bool leads = combinator(next);
  if (leads && leading == Leading::kNone) return fail(start, "a selector in here cannot start with a combinator");
  if (leads || leading == Leading::kImplied) {
    out.compounds.emplace_back().anchor = true;
    out.combinators.push_back(next);
  }
  for (;;) {
    if (out.compounds.size() >= kMaxCompounds) return fail(at_, "the selector has too many parts");
    if (!compound(out.compounds.emplace_back())) return false;
    const bool space = skip_space();
    if (at_end() || peek() == ',' || peek() == ')') return true;
    if (!combinator(next)) {
      if (!space) return fail(at_, "unexpected " + quoted(peek()));
      next = Combinator::kDescendant;
    }
    out.combinators.push_back(next);
  }
}

// '>', '+' or '~' and the white space after it.
bool SelectorParser::combinator(Combinator& out) {
  if (take('>')) {
    out = Combinator::kChild;
  } else if (take('+')) {
    out = Combinator::kNextSibling;
  } else if (take('~')) {
    out = Combinator::kLaterSibling;
  } else {
    return false;
  }
  skip_space();
  return true;
}

bool SelectorParser::compound(CompoundSelector& out) {
  const std::size_t start = at_;
  if (!simple(out, true)) return false;
  while (!at_end() && (peek() == '#' || peek() == '.' || peek() == '[' || peek() == ':')) {
    if (!simple(out, false)) return false;
  }
  if (peek() == '|') return fail(at_, "namespaces are not supported", "pages have none: leave the part before | out");
  if (peek() == '*' && at_ > start) return fail(at_, "'*' must stand at the start of a selector");
  return true;
}

bool SelectorParser::simple(CompoundSelector& out, bool first) {
  const char c = peek();
  if (take('#')) return name(out.ids.emplace_back(), "an id after '#'");
  if (take('.')) return name(out.classes.emplace_back(), "a class after '.'");
  if (take('[')) return attribute(out.attributes.emplace_back());
  if (take(':')) return pseudo(out);
  if (first && take('*')) return true;
  if (first && (is_name_start(c) || c == '-' || c == '\\')) {
    if (!name(out.name, "an element")) return false;
    out.name = text::ascii_lower(out.name);
    return true;
  }
  const bool comma = c == ',' || c == ')' || c == '\0';
  return fail(at_, comma ? "a selector is missing before " + quoted(c) : "unexpected " + quoted(c),
              base::is_ascii_digit(c) ? "a name cannot start with a digit" : "");
}

bool SelectorParser::attribute(AttributeTest& out) {
  skip_space();
  if (!name(out.name, "an attribute after '['")) return false;
  out.name = text::ascii_lower(out.name);
  out.ignore_case = std::ranges::find(kCaselessAttributes, out.name) != kCaselessAttributes.end();
  skip_space();
  if (take(']')) return true;
  if (!attribute_operator(out.op) || !attribute_value(out)) return false;
  skip_space();
  if (take('i') || take('I')) {
    out.ignore_case = true;
  } else if (take('s') || take('S')) {
    out.ignore_case = false;
  }
  skip_space();
  return take(']') || fail(at_, "']' is missing before " + quoted(peek()));
}

bool SelectorParser::attribute_operator(AttributeOperator& out) {
  constexpr std::pair<char, AttributeOperator> kOperators[] = {
      {'~', AttributeOperator::kWord},   {'|', AttributeOperator::kDash},      {'^', AttributeOperator::kPrefix},
      {'$', AttributeOperator::kSuffix}, {'*', AttributeOperator::kSubstring},
  };
  const std::size_t start = at_;
  out = AttributeOperator::kEquals;
  for (const auto& [sign, op] : kOperators) {
    if (take(sign)) out = op;
  }
  if (at_ > start + 1 || !take('=')) {
    return fail(start, "unknown operator in [ ]", "one of = ~= |= ^= $= *=, or ] to ask only whether it is there");
  }
  skip_space();
  return true;
}

bool SelectorParser::attribute_value(AttributeTest& out) {
  if (peek() == '"' || peek() == '\'') return string(out.value);
  if (is_name(peek()) || peek() == '\\') {
    while (!at_end() && (is_name(peek()) || peek() == '\\')) {
      if (peek() == '\\') {
        escape(out.value);
      } else {
        out.value += source_[at_++];
      }
    }
    return true;
  }
  return fail(at_, "a value is missing before " + quoted(peek()), "put quotes around it");
}

bool SelectorParser::pseudo(CompoundSelector& out) {
  const std::size_t start = at_ - 1;
  if (take(':')) {
    return fail(start, "pseudo-elements are not supported",
                "an element's text is taken by default; ' @name' takes an attribute");
  }
  std::string called;
  if (!name(called, "a pseudo-class after ':'")) return false;
  called = text::ascii_lower(called);
  if (take('('))
    return nested(out.pseudos.emplace_back(), called) || (error_.message.empty() && unknown_pseudo(start, called));
  for (const NthName& nth : kNthNames) {
    if (nth.once && nth.name == called) return out.pseudos.push_back(nth_test(0, 1, nth.from_end, nth.of_type)), true;
  }
  if (called == "only-child" || called == "only-of-type") {
    const bool of_type = called == "only-of-type";
    out.pseudos.push_back(nth_test(0, 1, false, of_type));
    out.pseudos.push_back(nth_test(0, 1, true, of_type));
    return true;
  }
  PseudoTest& test = out.pseudos.emplace_back();
  if (called == "empty") return test.kind = PseudoClass::kEmpty, true;
  if (called == "root") return test.kind = PseudoClass::kRoot, true;
  if (called == "scope") return test.kind = PseudoClass::kScope, true;
  return unknown_pseudo(start, called);
}

// The argument of a pseudo-class and its parenthesis. False without an error if the name is unknown.
bool SelectorParser::nested(PseudoTest& out, std::string_view called) {
  if (++depth_ > kMaxDepth) return fail(at_, "the selector is nested too deep");
  bool read = false;
  if (called == "is" || called == "where" || called == "not") {
    out.kind = called == "not" ? PseudoClass::kNot : PseudoClass::kIs;
    read = list(out.list, Leading::kNone) && close_parenthesis();
  } else if (called == "has") {
    out.kind = PseudoClass::kHas;
    read = list(out.list, Leading::kImplied) && close_parenthesis();
  } else if (called == "contains") {
    out.kind = PseudoClass::kContains;
    read = contains(out) && close_parenthesis();
  }
  for (const NthName& candidate : kNthNames) {
    if (candidate.once || candidate.name != called) continue;
    out = nth_test(0, 0, candidate.from_end, candidate.of_type);
    read = nth(out) && close_parenthesis();
  }
  --depth_;
  return read;
}

bool SelectorParser::contains(PseudoTest& out) {
  do {
    skip_space();
    std::string text;
    if (peek() != '"' && peek() != '\'') return fail(at_, ":contains takes a text in quotes");
    if (!string(text)) return false;
    out.texts.push_back(text::collapse_spaces(text));
    skip_space();
  } while (take(','));
  return true;
}

bool SelectorParser::nth(PseudoTest& out) {
  const std::size_t start = at_;
  const std::size_t end = std::min(source_.find_first_of(")oO", at_), source_.size());
  const bool odd = end < source_.size() && source_[end] != ')' && text::ascii_lower(source_.substr(end, 3)) == "odd";
  at_ = odd ? end + 3 : end;
  const std::string formula = text::ascii_lower(text::trim_ascii(source_.substr(start, at_ - start)));
  if (!an_plus_b(formula, out)) {
    return fail(start, "'" + formula + "' is no position", "a number, odd, even, or a formula such as 2n+1");
  }
  skip_space();
  if (out.of_type || (peek() != 'o' && peek() != 'O')) return true;
  const std::size_t of = at_;
  if (text::ascii_lower(source_.substr(at_, 2)) != "of" || !base::is_ascii_space(peek(2)))
    return fail(of, "unexpected 'o'");
  at_ += 2;
  return list(out.list, Leading::kNone);
}

// CSS Syntax Level 3, section 6.
bool SelectorParser::an_plus_b(std::string_view text, PseudoTest& out) {
  if (text == "odd") return out.step = 2, out.offset = 1, true;
  if (text == "even") return out.step = 2, out.offset = 0, true;
  const auto number = [](std::string_view digits, std::int32_t& value) {
    if (digits.starts_with('+')) {
      digits.remove_prefix(1);
      if (digits.starts_with('+') || digits.starts_with('-')) return false;  // one sign is enough
    }
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size();
  };
  const std::size_t n = text.find('n');
  if (n == std::string_view::npos) return number(text, out.offset);
  const std::string_view step = text.substr(0, n);
  if (step.empty() || step == "+" || step == "-") {
    out.step = step == "-" ? -1 : 1;
  } else if (!number(step, out.step)) {
    return false;
  }
  std::string rest;  // "+ 1" is "+1"
  for (const char c : text.substr(n + 1)) {
    if (!base::is_ascii_space(c)) rest += c;
  }
  return rest.empty() || ((rest[0] == '+' || rest[0] == '-') && number(rest, out.offset));
}

// An identifier. `what`: for the message.
bool SelectorParser::name(std::string& out, std::string_view what) {
  const std::size_t start = at_;
  const std::size_t first = peek() == '-' ? 1 : 0;
  if (!is_name_start(peek(first)) && peek(first) != '\\' && !(first == 1 && peek(1) == '-')) {
    const bool digit = base::is_ascii_digit(peek(first));
    return fail(start, "expected " + std::string(what) + ", not " + quoted(peek()),
                digit ? "a name that starts with a digit is written [id=\"1a\"] or [class~=\"1a\"]" : "");
  }
  while (!at_end() && (is_name(peek()) || (peek() == '\\' && at_ + 1 < source_.size()))) {
    if (peek() == '\\') {
      escape(out);
    } else {
      out += source_[at_++];
    }
  }
  return at_ > start || fail(start, "expected " + std::string(what));
}

bool SelectorParser::string(std::string& out) {
  const std::size_t start = at_;
  const char quote = source_[at_++];
  while (!at_end() && peek() != quote) {
    if (peek() == '\\' && peek(1) == '\n') {
      at_ += 2;
    } else if (peek() == '\\' && at_ + 1 < source_.size()) {
      escape(out);
    } else {
      out += source_[at_++];
    }
  }
  return take(quote) || fail(start, "the closing quote is missing");
}

// A backslash and one to six hexadecimal digits with a space, or any other character for itself.
void SelectorParser::escape(std::string& out) {
  ++at_;
  std::size_t digits = 0;
  char32_t value = 0;
  while (digits < 6 && is_hex(peek(digits))) {
    const char c = peek(digits++);
    value = value * 16 + static_cast<char32_t>(base::is_ascii_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  at_ += digits;
  if (digits == 0) {
    if (!at_end()) out += source_[at_++];
    return;
  }
  if (base::is_ascii_space(peek())) ++at_;
  const bool valid = value != 0 && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
  text::append_utf8(out, valid ? value : U'\uFFFD');
}

bool SelectorParser::close_parenthesis() {
  skip_space();
  return take(')') || fail(at_, "')' is missing before " + quoted(peek()));
}

// Comments, too, which alone are no white space (CSS Syntax Level 3, section 4.3.2).
bool SelectorParser::skip_space() {
  bool space = false;
  while (!at_end()) {
    const std::size_t close = source_.substr(at_).starts_with("/*") ? source_.find("*/", at_ + 2) : source_.npos;
    if (base::is_ascii_space(source_[at_])) {
      ++at_;
      space = true;
    } else if (close != source_.npos) {
      at_ = close + 2;
    } else {
      return space;
    }
  }
  return space;
}

bool SelectorParser::take(char c) {
  if (at_end() || source_[at_] != c) return false;
  ++at_;
  return true;
}

bool SelectorParser::fail(std::size_t offset, std::string message, std::string hint) {
  if (error_.message.empty()) error_ = {std::move(message), std::min(offset, source_.size()), std::move(hint)};
  return false;
}

bool SelectorParser::unknown_pseudo(std::size_t offset, std::string_view called) {
  constexpr std::string_view kOfTheMoment[] = {"hover", "focus", "active", "visited", "link", "target"};
  constexpr std::string_view kOfAttributes[] = {"checked", "disabled", "required", "selected"};
  const std::string_view nearest = text::nearest(called, kPseudoNames);
  std::string hint = nearest.empty() ? "" : "did you mean :" + std::string(nearest) + "?";
  if (called == "first") hint = "did you mean :first-child or :first-of-type?";
  if (called == "last") hint = "did you mean :last-child or :last-of-type?";
  if (called == "eq") hint = "did you mean :nth-child? It counts from 1";
  if (std::ranges::find(kOfTheMoment, called) != std::end(kOfTheMoment)) hint = "a saved page has no such state";
  if (std::ranges::find(kOfAttributes, called) != std::end(kOfAttributes)) {
    hint = "write what the page says: [" + std::string(called) + "]";
  }
  return fail(offset, "unknown pseudo-class ':" + std::string(called) + "'", std::move(hint));
}

}  // namespace thresh::html
