// See decimal_sign.h.
#include "normalize/decimal_sign.h"

#include <string>

#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {

DecimalSign decimal_sign_of_language(std::string_view tag) {
  static const Lexicon kSigns = [] {
    Lexicon words;
    load_kinds("data/decimal_signs.tsv", {{"sign", &words}});
    return words;
  }();
  if (tag.empty()) return DecimalSign::kUnknown;
  const std::string lower = text::ascii_lower(tag);
  auto sign = kSigns.find(lower);
  if (!sign) sign = kSigns.find(std::string_view(lower).substr(0, lower.find('-')));
  if (!sign || *sign > 1) return DecimalSign::kUnknown;
  return *sign == 1 ? DecimalSign::kComma : DecimalSign::kPoint;
}

}  // namespace thresh::normalize
