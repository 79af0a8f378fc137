// See wording.h.
#include "rules/wording.h"

#include <algorithm>
#include <utility>

#include "text/nearest.h"
#include "text/unicode.h"

namespace thresh::rules {
namespace {

// "U+00A0"
std::string notation(char32_t c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string digits;
  for (; c > 0 || digits.size() < 4; c >>= 4) digits.insert(digits.begin(), kDigits[c & 0xF]);
  return "U+" + digits;
}

}  // namespace

std::string quoted(std::string_view name) { return "`" + std::string(name) + "`"; }

std::string listed(std::span<const std::string_view> names) {
  constexpr std::size_t kMost = 40;
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < kMost; ++i) {
    if (i > 0) list += ", ";
    list += names[i];
  }
  if (names.size() > kMost) list += ", …";
  return list;
}

std::string did_you_mean(std::string_view name, std::span<const std::string_view> names) {
  const std::string_view nearest = text::nearest(name, names);
  return nearest.empty() ? "" : ": did you mean " + quoted(nearest) + "?";
}

std::string foreign_character(std::string_view name) {
  constexpr std::pair<char32_t, std::string_view> kUnseen[] = {
      {0x00A0, "a no-break space"},        {0x00AD, "a soft hyphen"},        {0x200B, "a zero-width space"},
      {0x200C, "a zero-width non-joiner"}, {0x200D, "a zero-width joiner"},  {0x202F, "a narrow no-break space"},
      {0x2060, "a word joiner"},           {0x3000, "an ideographic space"}, {0xFEFF, "a byte order mark"},
  };
  const auto at = std::ranges::find_if(name, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (at == name.end()) return {};
  const auto offset = static_cast<std::size_t>(at - name.begin());
  const text::CodePoint c = text::code_point_at(name, offset);
  const auto unseen = std::ranges::find(kUnseen, c.value, &std::pair<char32_t, std::string_view>::first);
  const std::string shown =
      unseen == std::end(kUnseen) ? quoted(name.substr(offset, c.length)) : std::string(unseen->second);
  return shown + " (" + notation(c.value) + ")";
}

std::string name_hint(std::string_view name) {
  const std::string odd = foreign_character(name);
  if (!odd.empty()) return "it holds " + odd + "; a name has only ASCII letters, digits, `_` and `-`";
  return "a name has letters, digits, `_` and `-`, and starts with a letter";
}

Unknown unknown(std::string_view what, std::string_view name, std::span<const std::string_view> names) {
  const std::string suggestion = did_you_mean(name, names);
  // With a suggestion the whole list would only be noise.
  const bool list = suggestion.empty() && !names.empty();
  return {"unknown " + std::string(what) + " " + quoted(name) + suggestion, list ? "there are: " + listed(names) : ""};
}

}  // namespace thresh::rules
