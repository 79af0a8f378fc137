// See parser.h. What stands in [ ] (Selectors Level 4, section 6).
#include <algorithm>
#include <array>
#include <utility>

#include "html/selectors/parser.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

// The attributes whose values HTML compares without regard to case (HTML standard, section 4.16.2).
constexpr std::array<std::string_view, 46> kCaselessAttributes = {
    "accept",   "accept-charset", "align",    "alink",      "axis",   "bgcolor",  "charset",   "checked",  "clear",
    "codetype", "color",          "compact",  "declare",    "defer",  "dir",      "direction", "disabled", "enctype",
    "face",     "frame",          "hreflang", "http-equiv", "lang",   "language", "link",      "media",    "method",
    "multiple", "nohref",         "noresize", "noshade",    "nowrap", "readonly", "rel",       "rev",      "rules",
    "scope",    "scrolling",      "selected", "shape",      "target", "text",     "type",      "valign",   "valuetype",
    "vlink"};

bool is_caseless(std::string_view name) {
  return std::ranges::find(kCaselessAttributes, text::ascii_lower(name)) != kCaselessAttributes.end();
}

// The namespaces of attributes, as the names of the tree have them: "xlink href" (HTML standard, section 13.2.6.1).
constexpr std::array<std::string_view, 3> kAttributeSpaces = {"xlink", "xml", "xmlns"};

}  // namespace

bool SelectorParser::attribute(AttributeTest& out) {
  reader_.skip_space();
  if (!attribute_name(out)) return false;
  reader_.skip_space();
  if (reader_.take(']')) return true;
  if (!attribute_operator(out.op) || !attribute_value(out.value)) return false;
  reader_.skip_space();
  if (!attribute_flag(out.value_case)) return false;
  reader_.skip_space();
  return reader_.take(']') || fail(reader_.at(), "']' is missing before " + reader_.quoted());
}

bool SelectorParser::attribute_name(AttributeTest& out) {
  const std::size_t start = reader_.at();
  const bool any = reader_.peek() == '*' && reader_.peek(1) == '|';
  std::string first;
  if (any) {
    reader_.take('*');
  } else if (reader_.peek() != '|' && !name(first, "an attribute after '['")) {
    return false;
  }
  if (reader_.peek() != '|' || reader_.peek(1) == '=') {
    if (is_caseless(first)) out.value_case = ValueCase::kIgnoredInHtml;
    out.name = name_index(first);
    return true;
  }
  reader_.take('|');
  std::string local;
  if (!name(local, "an attribute after '|'")) return false;
  if (is_caseless(local)) out.value_case = ValueCase::kIgnoredInHtml;
  return attribute_names(out, any ? "*" : first, local, start);
}

// An attribute of a namespace, or of any.
bool SelectorParser::attribute_names(AttributeTest& out, std::string_view prefix, std::string_view local,
                                     std::size_t start) {
  if (prefix == "*") {  // a row of names, new ones, so that they stand one after another
    out.name = static_cast<NameIndex>(program_.names.size());
    out.names = 1 + static_cast<NameIndex>(kAttributeSpaces.size());
    program_.names.push_back({std::string(local), text::ascii_lower(local)});
    for (const std::string_view space : kAttributeSpaces) {
      const std::string adjusted = std::string(space) + ' ' + text::ascii_lower(local);
      program_.names.push_back({adjusted, adjusted});
    }
    return true;
  }
  if (prefix.empty()) return out.name = name_index(local), true;
  if (std::ranges::find(kAttributeSpaces, prefix) == kAttributeSpaces.end()) {
    return fail(start, "attributes have no namespace '" + std::string(prefix) + "'",
                "there are xlink|, xml|, xmlns| and *|; most have none");
  }
  out.name = name_index(std::string(prefix) + ' ' + text::ascii_lower(local));
  return true;
}

bool SelectorParser::attribute_operator(AttributeOperator& out) {
  constexpr std::pair<char, AttributeOperator> kOperators[] = {
      {'~', AttributeOperator::kWord},   {'|', AttributeOperator::kDash},      {'^', AttributeOperator::kPrefix},
      {'$', AttributeOperator::kSuffix}, {'*', AttributeOperator::kSubstring},
  };
  const std::size_t start = reader_.at();
  out = AttributeOperator::kEquals;
  for (const auto& [sign, op] : kOperators) {
    if (reader_.take(sign)) out = op;
  }
  if (reader_.at() > start + 1 || !reader_.take('=')) {
    const bool unequal = reader_.peek() == '!';
    return fail(start, "unknown operator in [ ]",
                unequal ? "one of = ~= |= ^= $= *=; unequal is :not([name=value])"
                        : "one of = ~= |= ^= $= *=, or ] to ask only whether it is there");
  }
  reader_.skip_space();
  return true;
}

// A string or a word; a word that starts with a digit is taken, too.
bool SelectorParser::attribute_value(std::string& out) {
  if (reader_.peek() == '"' || reader_.peek() == '\'') return string(out);
  out = reader_.word();
  return !out.empty() || fail(reader_.at(), "a value is missing before " + reader_.quoted(), "put quotes around it");
}

bool SelectorParser::attribute_flag(ValueCase& out) {
  const std::size_t start = reader_.at();
  const std::string flag = text::ascii_lower(reader_.word());
  if (flag == "i") return out = ValueCase::kIgnored, true;
  if (flag == "s") return out = ValueCase::kExact, true;
  if (flag.empty()) return true;
  return fail(start, "']' is missing before '" + flag + "'", "a value with spaces needs quotes; i ignores its case");
}

}  // namespace thresh::html
