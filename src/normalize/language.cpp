// Language tags (BCP 47) in their usual case. See normalize.h. Tested by tests/normalize/forms_test.cpp.
//
// The syntax is that of RFC 5646, section 2.1, as far as pages use it: language, script, region, variants, then
// extensions; the case is that of section 2.1.1. What POSIX and CMSs write is read too: "en_US", "de_DE.UTF-8".
// Whether a subtag is registered is not checked.
#include <string>

#include "base/ascii.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongest = 64;

template <class Test>
bool all(std::string_view text, const Test& test) {
  for (const char c : text) {
    if (!test(c)) return false;
  }
  return true;
}

// The next subtag; what is left of `rest` starts after its separator.
std::string_view next_subtag(std::string_view& rest) {
  const std::size_t end = std::min(rest.find_first_of("-_"), rest.size());
  const std::string_view subtag = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return subtag;
}

// Where in a tag the subtags stand that are already read.
enum class Stage { kLanguage, kScript, kRegion, kVariant, kExtension };

// Writes a subtag in its usual case; false if it cannot stand there.
bool append(std::string& out, std::string_view subtag, Stage& stage) {
  const bool letters = all(subtag, base::is_ascii_letter);
  if (subtag.empty() || subtag.size() > 8 || !all(subtag, base::is_ascii_alphanumeric)) {
    return false;
  }
  std::string usual = text::ascii_lower(subtag);
  if (stage < Stage::kScript && letters && subtag.size() == 4) {
    usual[0] = base::ascii_upper(usual[0]);
    stage = Stage::kScript;
  } else if (stage < Stage::kRegion &&
             ((letters && subtag.size() == 2) || (subtag.size() == 3 && all(subtag, base::is_ascii_digit)))) {
    for (char& c : usual) c = base::ascii_upper(c);
    stage = Stage::kRegion;
  } else if (stage == Stage::kLanguage && letters && subtag.size() == 3) {
    // an extended language subtag ("zh-yue"): stays before script and region
  } else if (stage < Stage::kExtension &&
             (subtag.size() >= 5 || (subtag.size() == 4 && base::is_ascii_digit(subtag[0])))) {
    stage = Stage::kVariant;
  } else if (subtag.size() == 1 || stage == Stage::kExtension) {
    stage = Stage::kExtension;
  } else {
    return false;
  }
  out += '-' + usual;
  return true;
}

}  // namespace

std::optional<std::string> language(std::string_view text) {
  text = text::trim(text);
  if (text.size() > kLongest) return std::nullopt;
  std::string_view rest = text.substr(0, text.find_first_of(".@"));  // POSIX: the charset and the modifier
  const std::string_view primary = next_subtag(rest);
  if (primary.size() < 2 || primary.size() > 3 || !all(primary, base::is_ascii_letter)) return std::nullopt;
  std::string out = text::ascii_lower(primary);
  Stage stage = Stage::kLanguage;
  bool more = primary.size() < text.size() && text[primary.size()] != '.' && text[primary.size()] != '@';
  while (more) {
    more = rest.find_first_of("-_") != std::string_view::npos;
    if (!append(out, next_subtag(rest), stage)) return std::nullopt;
  }
  const bool dangling = stage == Stage::kExtension && out.size() >= 2 && out[out.size() - 2] == '-';
  return dangling ? std::nullopt : std::optional(out);
}

}  // namespace thresh::normalize
