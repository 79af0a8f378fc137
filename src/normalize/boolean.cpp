// Truth values as pages and their attributes write them. See normalize.h. Tested by tests/normalize/forms_test.cpp.
#include <array>
#include <string>
#include <utility>

#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongest = 32;

// English, and the words for yes and no in the languages that the other vocabularies speak. The URLs are schema.org's
// Boolean. Question pages mark an answer as accepted in words. An attribute that is there without a value says yes in
// HTML, but no text is no value here.
constexpr std::array<std::pair<std::string_view, bool>, 33> kWords = {{
    {"true", true},
    {"yes", true},
    {"1", true},
    {"on", true},
    {"y", true},
    {"checked", true},
    {"ja", true},
    {"oui", true},
    {"si", true},
    {"sim", true},
    {"wahr", true},
    {"vrai", true},
    {"accepted", true},
    {"accepted answer", true},
    {"best answer", true},
    {"false", false},
    {"no", false},
    {"0", false},
    {"off", false},
    {"n", false},
    {"unchecked", false},
    {"nein", false},
    {"non", false},
    {"nao", false},
    {"nee", false},
    {"falsch", false},
    {"faux", false},
    {"http://schema.org/true", true},
    {"https://schema.org/true", true},
    {"http://schema.org/false", false},
    {"https://schema.org/false", false},
    {"\u2713", true},
    {"\u2714", true},
}};

}  // namespace

std::optional<bool> boolean(std::string_view text) {
  if (text.size() > kLongest) return std::nullopt;
  const std::string folded = text::fold(text);
  for (const auto& [word, value] : kWords) {
    if (folded == word) return value;
  }
  return std::nullopt;
}

}  // namespace thresh::normalize
