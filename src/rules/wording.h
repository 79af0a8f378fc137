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

// ": did you mean `answers`?", or nothing where no name is near: a third of the letters may be wrong, at least one.
std::string did_you_mean(std::string_view name, std::span<const std::string_view> names);

// What to say of a name that does not exist.
struct Unknown {
  std::string message;  // "unknown field `anwsers`: did you mean `answers`?"
  std::string hint;     // "there are: …" where nothing is near
};
Unknown unknown(std::string_view what, std::string_view name, std::span<const std::string_view> names);

}  // namespace thresh::rules
