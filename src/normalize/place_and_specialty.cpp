// "Baltimore Plastic Surgeon": a place and a specialty in one line. See normalize.h.
//
// The longest specialty that ends the line is taken and the rest must be a place, so that "Oral Surgeon" does not
// become a surgeon in Oral (Kazakhstan). Words that no gazetteer knows are a place only before a title that stands for
// one specialty: "Orange County Dermatologist" is one, "Breast Surgeon" is not. The other order is read too, where the
// place is known: "Plastic Surgeon in Dallas".
//
// Tested by tests/normalize/forms_test.cpp with place_and_specialty.tsv.
#include <array>
#include <string>

#include "normalize/normalize.h"
#include "normalize/specialty_table.h"
#include "normalize/words.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongest = 160;  // bytes

// Without the sign that joins a place to what follows: "Dallas, ", "Dallas - ".
std::string_view without_joint(std::string_view text) {
  constexpr std::array<std::string_view, 7> kJoints = {",", "-", "|", "\u2013", "\u2014", "\u00B7", "\u2022"};
  text = text::trim(text);
  for (const std::string_view joint : kJoints) {
    if (text.ends_with(joint)) return text::trim(text.substr(0, text.size() - joint.size()));
  }
  return text;
}

std::optional<PlaceAndSpecialty> place_first(std::string_view text, const Words& words) {
  for (const std::string_view word : words) {
    const auto start = static_cast<std::size_t>(word.data() - text.data());
    const std::string_view title = text.substr(start);
    const auto found = find_specialty(title);
    if (!found) continue;
    PlaceAndSpecialty both{std::nullopt, *specialty(title)};
    if (start == 0) return both;
    both.place = place(without_joint(text.substr(0, start)));
    if (!both.place) return std::nullopt;
    const bool telling = found->kind == TitleKind::kTitle || found->kind == TitleKind::kMapped;
    if (both.place->fit != Fit::kSure && !telling) return std::nullopt;
    return both;
  }
  return std::nullopt;
}

// "Plastic Surgeon in Dallas", "Dermatologist, Seattle, WA", "Dentist | Boston".
std::optional<PlaceAndSpecialty> specialty_first(std::string_view text) {
  constexpr std::array<std::string_view, 6> kJoints = {" in ", ", ", " - ", " | ", " \u2013 ", " \u00B7 "};
  for (const std::string_view joint : kJoints) {
    const std::size_t at = text.find(joint);
    if (at == std::string_view::npos) continue;
    const std::string_view before = text.substr(0, at);
    if (!ends_specialties(before.substr(before.rfind(' ') + 1))) continue;
    const auto title = specialty(before);
    auto where = title ? place(text.substr(at + joint.size())) : std::nullopt;
    if (where && where->fit == Fit::kSure) return PlaceAndSpecialty{std::move(where), *title};
  }
  return std::nullopt;
}

}  // namespace

std::optional<PlaceAndSpecialty> place_and_specialty(std::string_view text) {
  if (text.size() > kLongest) return std::nullopt;
  text = text::trim(text);
  const auto words = words_of(text);
  if (!words || words->empty()) return std::nullopt;
  if (ends_specialties(words->back())) return place_first(text, *words);
  return specialty_first(text);
}

}  // namespace thresh::normalize
