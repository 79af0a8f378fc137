// See parser.h. Lists, combinators, compounds and names of elements.
#include "html/selectors/parser.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

constexpr std::size_t kMaxCompounds = 64;

// A U+0000 counts as U+FFFD (CSS Syntax Level 3, section 3.3).
std::string without_nul(std::string_view source) {
  std::string out;
  for (const char c : source) c == '\0' ? out += "\uFFFD" : out += c;
  return out;
}

// The place in a source that `offset` was in it without its U+0000.
std::size_t offset_with_nul(std::string_view source, std::size_t offset) {
  std::size_t at = 0;
  for (std::size_t seen = 0; at < source.size() && seen < offset; ++at) seen += source[at] == '\0' ? 3 : 1;
  return at;
}

}  // namespace

std::expected<Program, base::SyntaxError> SelectorParser::parse() {
  if (const std::string_view source = reader_.source(); source.contains('\0')) {
    const std::string replaced = without_nul(source);
    auto parsed = SelectorParser(replaced).parse();
    const auto set_back = [&](base::SyntaxError& error) { error.offset = offset_with_nul(source, error.offset); };
    if (!parsed) set_back(parsed.error());
    if (parsed) std::ranges::for_each(parsed->ignored, set_back);
    return parsed;
  }
  if (!list(program_.list, Leading::kAllowed)) return std::unexpected(std::move(error_));
  if (reader_.at_end()) return std::move(program_);
  fail(reader_.at(), "unexpected " + reader_.quoted(), reader_.peek() == '@' ? "put a space before ' @attribute'" : "");
  return std::unexpected(std::move(error_));
}

bool SelectorParser::list(SelectorList& out, Leading leading) {
  do {
    if (!complex(out.emplace_back(), leading)) return false;
  } while (reader_.take(','));
  return true;
}

// What is no selector is left out of the list (Selectors Level 4, section 18.1).
bool SelectorParser::forgiving_list(SelectorList& out) {
  do {
    const std::size_t start = reader_.at();
    const int depth = depth_;
    if (complex(out.emplace_back(), Leading::kNone)) continue;
    out.pop_back();
    if (hopeless_) return false;
    reader_.go_to(start);
    reader_.skip_argument();
    if (reader_.at_end()) return false;  // the error may be why
    depth_ = depth;
    program_.ignored.push_back(std::exchange(error_, {}));
  } while (reader_.take(','));
  return true;
}

bool SelectorParser::complex(ComplexSelector& out, Leading leading) {
  reader_.skip_space();
  Combinator next = Combinator::kDescendant;
  const std::size_t start = reader_.at();
  const bool leads = combinator(next);
  if (leads && leading == Leading::kNone) return fail(start, "a selector in here cannot start with a combinator");
  if (leads || leading == Leading::kImplied) {
    out.compounds.emplace_back().anchor = true;
    out.combinators.push_back(next);
    program_.asks_scope |= leading == Leading::kAllowed;
  }
  for (;;) {
    if (out.compounds.size() >= kMaxCompounds) return fail(reader_.at(), "the selector has too many parts");
    if (!compound(out.compounds.emplace_back())) return false;
    const bool space = reader_.skip_space();
    if (reader_.at_end() || reader_.peek() == ',' || reader_.peek() == ')') return true;
    if (!combinator(next)) {
      if (!error_.message.empty()) return false;
      if (!space) return fail(reader_.at(), "unexpected " + reader_.quoted());
      next = Combinator::kDescendant;
    }
    out.combinators.push_back(next);
  }
}

// '>', '+' or '~' and the white space after it.
bool SelectorParser::combinator(Combinator& out) {
  if (reader_.take('>')) {
    out = Combinator::kChild;
  } else if (reader_.take('+')) {
    out = Combinator::kNextSibling;
  } else if (reader_.take('~')) {
    out = Combinator::kLaterSibling;
  } else if (reader_.peek() == '|' && reader_.peek(1) == '|') {
    return fail(reader_.at(), "the column combinator '||' is not supported",
                "the cells of a column are td:nth-child(2)");
  } else {
    return false;
  }
  reader_.skip_space();
  return true;
}

bool SelectorParser::compound(CompoundSelector& out) {
  if (!simple(out, true)) return false;
  constexpr std::string_view kStarts = "#.[:";
  for (reader_.skip_comments(); !reader_.at_end() && kStarts.contains(reader_.peek()); reader_.skip_comments()) {
    if (!simple(out, false)) return false;
  }
  if (reader_.peek() == '*') return fail(reader_.at(), "'*' must stand at the start of a selector");
  if (reader_.peek() == '|' && reader_.peek(1) != '|') {
    return fail(reader_.at(), "a namespace must stand at the start of a selector");
  }
  return true;
}

bool SelectorParser::simple(CompoundSelector& out, bool first) {
  const char c = reader_.peek();
  if (reader_.take('#')) return name(out.ids.emplace_back(), "an id after '#'");
  if (reader_.take('.')) return name(out.classes.emplace_back(), "a class after '.'");
  if (reader_.take('[')) return attribute(out.attributes.emplace_back());
  if (reader_.take(':')) return pseudo(out);
  const bool prefix = c == '|' && reader_.peek(1) != '|';
  if (first && (c == '*' || c == '-' || c == '\\' || prefix || is_name_start(c))) return element(out.element);
  const bool missing = reader_.at_end() || c == ',' || c == ')';
  const bool twice = c == '|' || c == '>' || c == '+' || c == '~';
  return fail(reader_.at(),
              missing ? "a selector is missing before " + reader_.quoted() : "unexpected " + reader_.quoted(),
              base::is_ascii_digit(c) ? "a name cannot start with a digit"
              : c == '&'              ? "the place that a selector starts from is :scope"
              : twice                 ? "a selector is missing in front of it"
                                      : "");
}

// A name or '*', with a namespace prefix and a '|' in front or without (Selectors Level 4, section 5).
bool SelectorParser::element(ElementTest& out) {
  const std::size_t start = reader_.at();
  std::string first;
  const bool star = reader_.take('*');
  if (!star && reader_.peek() != '|' && !name(first, "an element")) return false;
  if (reader_.peek() != '|' || reader_.peek(1) == '|' || reader_.peek(1) == '=') {
    if (!star) out.name = name_index(first);
    return true;
  }
  if (!star && !element_space(first, start, out.space)) return false;
  reader_.take('|');
  if (reader_.take('*')) return true;
  std::string local;
  if (!name(local, "an element after '|'")) return false;
  out.name = name_index(local);
  return true;
}

// The prefixes are fixed: a page declares none for selectors. All its elements have a namespace, so `|a` finds nothing.
bool SelectorParser::element_space(std::string_view prefix, std::size_t start, ElementSpace& out) {
  constexpr std::pair<std::string_view, ElementSpace> kPrefixes[] = {
      {"", ElementSpace::kNone},
      {"html", ElementSpace::kHtml},
      {"svg", ElementSpace::kSvg},
      {"math", ElementSpace::kMathMl},
  };
  for (const auto& [known, space] : kPrefixes) {
    if (prefix == known) return out = space, true;
  }
  return fail(start, "unknown namespace '" + std::string(prefix) + "'", "there are html|, svg|, math| and *|");
}

// An identifier. `what`: for the message.
bool SelectorParser::name(std::string& out, std::string_view what) {
  if (!reader_.at_name()) {
    const bool digit = base::is_ascii_digit(reader_.peek(reader_.peek() == '-' ? 1 : 0));
    return fail(reader_.at(), "expected " + std::string(what) + ", not " + reader_.quoted(),
                digit ? "a name that starts with a digit is written [id=\"1a\"] or [class~=\"1a\"]" : "");
  }
  out = reader_.name();
  return true;
}

bool SelectorParser::string(std::string& out) {
  const std::size_t start = reader_.at();
  if (reader_.string(out)) return true;
  if (reader_.at_end()) return fail(start, "the closing quote is missing");
  return fail(reader_.at(), "a string ends at the end of its line", "a line end in it is written \\A and a space");
}

bool SelectorParser::close_parenthesis() {
  reader_.skip_space();
  return reader_.take(')') || fail(reader_.at(), "')' is missing before " + reader_.quoted());
}

bool SelectorParser::fail(std::size_t offset, std::string message, std::string hint) {
  if (error_.message.empty()) {
    error_ = {std::move(message), std::min(offset, reader_.source().size()), std::move(hint)};
  }
  return false;
}

NameIndex SelectorParser::name_index(std::string_view exact) {
  const auto [known, added] = indexes_.try_emplace(std::string(exact), static_cast<NameIndex>(program_.names.size()));
  if (added) program_.names.push_back({std::string(exact), text::ascii_lower(exact)});
  return known->second;
}

}  // namespace thresh::html
