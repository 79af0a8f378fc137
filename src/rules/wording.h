// The words that error messages share: quoting, lists of names, "did you mean".
//
// Tested by tests/rules/wording_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace thresh::rules {

// "`answers`"
std::string quoted(std::string_view name);

// "a, b, c"; cut after 40 names.
std::string listed(std::span<const std::string_view> names);

// ": did you mean `answers`?", or nothing where no name is near (text/nearest.h).
std::string did_you_mean(std::string_view name, std::span<const std::string_view> names);

// The first character of a name that is not ASCII, as a person can look for it: "a no-break space (U+00A0)",
// "`í` (U+00ED)". Empty if there is none.
std::string foreign_character(std::string_view name);

// What is wrong with a text that cannot be a name: the character that is not ASCII, or what names are made of.
std::string name_hint(std::string_view name);

// What to say of a name that does not exist.
struct Unknown {
  std::string message;  // "unknown field `anwsers`: did you mean `answers`?"
  std::string hint;     // "there are: …" where nothing is near
};
Unknown unknown(std::string_view what, std::string_view name, std::span<const std::string_view> names);

}  // namespace thresh::rules
