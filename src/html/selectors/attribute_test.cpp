// See attribute_test.h.
#include "html/selectors/attribute_test.h"

#include <string>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

bool equals(std::string_view a, std::string_view b, bool ignore_case) {
  return ignore_case ? text::equals_ignoring_ascii_case(a, b) : a == b;
}

bool has_part(std::string_view text, std::string_view part, bool ignore_case) {
  if (!ignore_case) return text.find(part) != std::string_view::npos;
  return text::ascii_lower(text).find(text::ascii_lower(part)) != std::string::npos;
}

}  // namespace

bool has_word(std::string_view text, std::string_view word, bool ignore_case) {
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && base::is_ascii_space(text[at])) ++at;
    const std::size_t start = at;
    while (at < text.size() && !base::is_ascii_space(text[at])) ++at;
    if (at > start && equals(text.substr(start, at - start), word, ignore_case)) return true;
  }
  return false;
}

bool satisfies(std::string_view value, const AttributeTest& test, bool ignore_case) {
  const std::string_view wanted = test.value;
  const auto part = [&](std::size_t from) { return equals(value.substr(from, wanted.size()), wanted, ignore_case); };
  switch (test.op) {
    case AttributeOperator::kPresent:
      return true;
    case AttributeOperator::kEquals:
      return equals(value, wanted, ignore_case);
    case AttributeOperator::kWord:
      return !wanted.empty() && has_word(value, wanted, ignore_case);
    case AttributeOperator::kDash:
      return part(0) && (value.size() == wanted.size() || value[wanted.size()] == '-');
    case AttributeOperator::kPrefix:
      return !wanted.empty() && part(0);
    case AttributeOperator::kSuffix:
      return !wanted.empty() && value.size() >= wanted.size() && part(value.size() - wanted.size());
    case AttributeOperator::kSubstring:
      return !wanted.empty() && has_part(value, wanted, ignore_case);
  }
  return false;
}

}  // namespace thresh::html
