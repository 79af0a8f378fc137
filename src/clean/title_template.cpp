// See title_template.h.
#include "clean/title_template.h"

#include <algorithm>
#include <array>

#include "clean/artifact.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr std::size_t kLongestTitle = 300;  // bytes
constexpr std::string_view kBar = " | ";
constexpr std::array<std::string_view, 6> kSigns = {kBar, " - ", " \u2013 ", " \u2014 ", " :: ", " \u00B7 "};
constexpr std::array<std::string_view, 2> kNothing = {"undefined", "null"};

struct Cut {
  std::string_view first, sign, rest;
};

// At the first sign; `sign` is empty where there is none.
Cut cut_of(std::string_view title) {
  Cut cut{title, {}, {}};
  for (const std::string_view sign : kSigns) {
    const std::size_t at = title.find(sign);
    if (at < cut.first.size()) cut = {title.substr(0, at), sign, title.substr(at + sign.size())};
  }
  return cut;
}

}  // namespace

bool is_title_template(std::string_view title) {
  if (title.size() > kLongestTitle) return false;
  const Cut cut = cut_of(title);
  if (cut.sign.empty() || !cut_of(cut.rest).sign.empty()) return false;
  const std::string_view own = text::trim(cut.first);
  if (own.empty() || text::trim(cut.rest).empty()) return false;
  const bool nothing = cut.sign == kBar && std::ranges::count(kNothing, own) > 0;
  return nothing || whole_artifact(own).has_value() || is_notice(own);
}

}  // namespace thresh::clean
