// See parser.h. What follows a ':' (Selectors Level 4, sections 3.5, 4 and 7 to 14).
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "html/selectors/an_plus_b.h"
#include "html/selectors/parser.h"
#include "html/selectors/pseudo_classes.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

constexpr int kMaxDepth = 16;

PseudoTest first_of(const NthName& name) {
  PseudoTest test;
  test.kind = PseudoClass::kNth;
  test.offset = 1;
  test.from_end = name.from_end;
  test.of_type = name.of_type;
  return test;
}

std::string quoted(std::string_view text) {
  std::string out(1, '\'');
  out += text;
  return out += '\'';
}

// Of a colon in the name of an element, as XML has it: "fb:like", "svg:path".
std::string prefix_hint(std::string_view before) {
  constexpr std::string_view kPrefixes[] = {"dc", "fb", "g", "itunes", "media", "o", "v", "w"};
  std::size_t start = before.size();
  while (start > 0 && is_name_char(before[start - 1])) --start;
  const std::string_view prefix = before.substr(start);
  if (prefix == "svg" || prefix == "math") return "a namespace is written svg|path";
  return std::ranges::find(kPrefixes, prefix) == std::end(kPrefixes) ? "" : "a ':' in a name is written \\:";
}

// "2 n" is no formula, and "2/**/n" is none either.
std::string without_comments(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t close = text.substr(at).starts_with("/*") ? text.find("*/", at + 2) : text.npos;
    out += close == text.npos ? text[at] : ' ';
    if (close != text.npos) at = close + 1;
  }
  return out;
}

}  // namespace

bool SelectorParser::pseudo(CompoundSelector& out) {
  const std::size_t start = reader_.at() - 1;
  if (reader_.take(':')) return pseudo_element(start);
  std::string called;
  if (!name(called, "a pseudo-class after ':'")) return false;
  called = text::ascii_lower(called);
  if (is_old_pseudo_element(called)) return reader_.go_to(start + 1), pseudo_element(start);
  if (!reader_.take('(')) return plain_pseudo(out, called) || unknown_pseudo(start, called);
  if (++depth_ > kMaxDepth) {
    hopeless_ = true;
    return fail(reader_.at(), "the selector is nested too deep");
  }
  const bool read = function(out.pseudos.emplace_back(), called) || unknown_pseudo(start, called);
  --depth_;
  return read;
}

// Whoever writes `::text` and `::attr(href)` comes from parsel.
bool SelectorParser::pseudo_element(std::size_t start) {
  const std::string called = text::ascii_lower(reader_.word());
  std::string hint = "an element's text is taken by default; ' @name' takes an attribute";
  if (called == "text") hint = "leave it out: an element's text is taken by default; ' @name' takes an attribute";
  if (called == "attr" && reader_.take('(')) {
    reader_.skip_space();
    const std::string attribute = reader_.word();
    if (!attribute.empty()) hint = "an attribute is taken by ' @" + attribute + "' behind the selector";
  }
  return fail(start, "pseudo-elements are not supported", std::move(hint));
}

// False without an error if the name is unknown.
bool SelectorParser::plain_pseudo(CompoundSelector& out, std::string_view called) {
  if (const NthName* first = find_nth_first(called)) return out.pseudos.push_back(first_of(*first)), true;
  PseudoTest& test = out.pseudos.emplace_back();
  if (const auto kind = find_plain(called, in_definition_)) {
    test.kind = *kind;
    program_.asks_scope |= *kind == PseudoClass::kScope;
    return true;
  }
  if (const std::string_view source = definition_of(called); !source.empty()) return defined_by(test, source);
  return is_live(called);
}

// A pseudo-class that is short for a selector: what it is short for is read in its place.
bool SelectorParser::defined_by(PseudoTest& out, std::string_view source) {
  const CssReader outside = std::exchange(reader_, CssReader(source));
  const int depth = std::exchange(depth_, 0);
  const bool nested = std::exchange(in_definition_, true);
  out.kind = PseudoClass::kIs;
  const bool read = list(out.list, Leading::kNone);
  in_definition_ = nested;
  depth_ = depth;
  reader_ = outside;
  return read;
}

// The argument of a pseudo-class and its parenthesis. False without an error if the name is unknown.
bool SelectorParser::function(PseudoTest& out, std::string_view called) {
  if (find_nth(called) != nullptr) return nth_function(out, called) && close_parenthesis();
  if (called == "dir") return direction(out) && close_parenthesis();
  return (selector_function(out, called) || text_function(out, called)) && close_parenthesis();
}

bool SelectorParser::selector_function(PseudoTest& out, std::string_view called) {
  if (called == "is" || called == "where") return out.kind = PseudoClass::kIs, forgiving_list(out.list);
  if (called == "not") return out.kind = PseudoClass::kNot, list(out.list, Leading::kNone);
  if (called == "has") return out.kind = PseudoClass::kHas, list(out.list, Leading::kImplied);
  if (called != "current" && called != "host" && called != "host-context") return false;
  return list(out.list, Leading::kNone);
}

bool SelectorParser::text_function(PseudoTest& out, std::string_view called) {
  if (!error_.message.empty()) return false;
  constexpr std::pair<std::string_view, PseudoClass> kFunctions[] = {
      {"contains", PseudoClass::kContains},
      {"-soup-contains", PseudoClass::kContains},
      {"-soup-contains-own", PseudoClass::kContainsOwn},
      {"lang", PseudoClass::kLanguage},
  };
  for (const auto& [known, kind] : kFunctions) {
    if (known == called) return out.kind = kind, texts(out, called);
  }
  return false;
}

// Words or strings, parted by commas.
bool SelectorParser::texts(PseudoTest& out, std::string_view called) {
  do {
    reader_.skip_space();
    const std::size_t start = reader_.at();
    std::string text;
    if (reader_.peek() == '"' || reader_.peek() == '\'') {
      if (!string(text)) return false;
    } else if (reader_.at_name()) {
      text = reader_.name();
    }
    reader_.skip_space();
    const bool ends = reader_.peek() == ',' || reader_.peek() == ')';
    if (reader_.at() == start || (!ends && !reader_.at_end())) {
      return fail(start, std::string(called) + "() takes a text in quotes");
    }
    const bool language = out.kind == PseudoClass::kLanguage;
    out.texts.push_back(language ? text::ascii_lower(text) : text::collapse_spaces(text));
  } while (reader_.take(','));
  return true;
}

// A word that is neither is valid and matches nothing (Selectors Level 4, section 7.1).
bool SelectorParser::direction(PseudoTest& out) {
  reader_.skip_space();
  std::string word;
  if (!name(word, "ltr or rtl")) return false;
  word = text::ascii_lower(word);
  if (word == "rtl") out.kind = PseudoClass::kRightToLeft;
  if (word == "ltr") out.kind = PseudoClass::kLeftToRight;
  return true;
}

bool SelectorParser::nth_function(PseudoTest& out, std::string_view called) {
  const NthName& nth = *find_nth(called);
  out.kind = PseudoClass::kNth;
  out.from_end = nth.from_end;
  out.of_type = nth.of_type;
  reader_.skip_space();
  const std::size_t start = reader_.at();
  std::size_t end = start;  // of the formula
  bool of = false;
  while (!reader_.at_end() && reader_.peek() != ')' && !of) {
    reader_.skip_space();
    if (reader_.at() == end && reader_.word().empty()) reader_.go_to(end + 1);
    end = reader_.at();
    const bool apart = base::is_ascii_space(reader_.source()[end - 1]);
    of = apart && text::ascii_lower(reader_.source().substr(end, 2)) == "of" && !is_name_char(reader_.peek(2));
  }
  const std::string formula =
      text::ascii_lower(text::trim_ascii(without_comments(reader_.source().substr(start, end - start))));
  const auto read = read_an_plus_b(formula);
  if (!read) {
    return fail(start, formula.empty() ? "a position is missing" : quoted(formula) + " is no position",
                "a number, odd, even, or a formula such as 2n+1");
  }
  out.step = read->step;
  out.offset = read->offset;
  if (!of) return true;
  if (nth.of_type) return fail(end, std::string(called) + "() takes no 'of'", "write :nth-child(… of S)");
  reader_.go_to(end + 2);
  return list(out.list, Leading::kNone);
}

bool SelectorParser::unknown_pseudo(std::size_t start, std::string_view called) {
  if (!error_.message.empty()) return false;
  std::string hint = pseudo_hint(called);
  if (hint.empty()) hint = prefix_hint(reader_.source().substr(0, start));
  return fail(start, "unknown pseudo-class ':" + std::string(called) + "'", std::move(hint));
}

}  // namespace thresh::html
