// "Baltimore Plastic Surgeon": a place and a specialty in one line. See normalize.h.
//
// The longest specialty that ends the line is taken and the rest must be a place, so that "Oral Surgeon" does not
// become a surgeon in Oral (Kazakhstan). Words that no gazetteer knows are a place before a title that stands for one
// specialty ("Orleans Parish Dermatologist"); before a broad one only if they are called like a place: "Orange County
// Nurse" has one, "Breast Surgeon" has not. The other order is read too, where the place is known: "Plastic Surgeon in
// Dallas".
//
// Tested by tests/normalize/forms_test.cpp with place_and_specialty.tsv.
#include <algorithm>
#include <array>
#include <string>

#include "normalize/normalize.h"
#include "normalize/place_shape.h"
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

// "Paramedical", "Experienced", "Pediatric": more about the person than a place.
bool ends_like_adjective(std::string_view words) {
  constexpr std::array<std::string_view, 5> kEndings = {"al", "ed", "ic", "ive", "ous"};
  return std::ranges::any_of(kEndings, [words](std::string_view ending) { return words.ends_with(ending); });
}

// Whether a place that no gazetteer knows may stand before a title: "Memphis Renowned" says of the place only Memphis,
// and where a comma stands between (`joined`), it may as well be a person: "Emma Fox, Aesthetician".
bool may_precede(std::string_view where, TitleKind kind, bool joined) {
  if (has_geographic_word(where)) return true;
  if (joined || ends_like_adjective(where)) return false;
  if (kind != TitleKind::kTitle && kind != TitleKind::kMapped) return false;
  for (std::size_t end = where.rfind(' '); end != std::string_view::npos; end = where.rfind(' ', end - 1)) {
    const auto known = place(where.substr(0, end));
    if (known && known->fit == Fit::kSure) return false;
    if (end == 0) break;
  }
  return true;
}

// "Philadelphia, PA" lies in Pennsylvania and practises nothing: letters that are also a region's stay with the place,
// unless only the place without them is known ("Dallas, NP").
bool is_region(std::string_view title, std::string_view text, Fit fit_before) {
  if (case_of(title) != Case::kCapitals || title.find(' ') != std::string_view::npos) return false;
  const auto whole = place(text);
  return whole && !whole->name.empty() && whole->fit >= fit_before;
}

std::optional<PlaceAndSpecialty> place_first(std::string_view text, const Words& words) {
  for (const std::string_view word : words) {
    const auto start = static_cast<std::size_t>(word.data() - text.data());
    const std::string_view title = text.substr(start);
    const auto found = find_specialty(title);
    if (!found) continue;
    PlaceAndSpecialty both{std::nullopt, *specialty(title)};
    if (start == 0) return both;
    const std::string_view before = text::trim(text.substr(0, start));
    both.place = place(without_joint(before));
    if (!both.place) return std::nullopt;
    const bool joined = both.place->as_written.size() < before.size();
    if (both.place->fit != Fit::kSure && !may_precede(both.place->as_written, found->kind, joined)) return std::nullopt;
    return is_region(title, text, both.place->fit) ? std::nullopt : std::optional(std::move(both));
  }
  return std::nullopt;
}

// The sign or word between a title and a place that `text` starts with; empty if there is none.
std::string_view joint_of(std::string_view text) {
  constexpr std::array<std::string_view, 6> kJoints = {" in ", ", ", " - ", " | ", " \u2013 ", " \u00B7 "};
  const bool may_be = text.size() > 2 && (text[0] == ',' || text[2] == ' ' || text[1] == 'i' || (text[1] & 0x80) != 0);
  if (!may_be) return {};
  const auto joint = std::ranges::find_if(kJoints, [text](std::string_view j) { return text.starts_with(j); });
  return joint == kJoints.end() ? std::string_view() : *joint;
}

// "Plastic Surgeon in Dallas", "Dermatologist, Seattle, WA", "Dentist | Boston".
std::optional<PlaceAndSpecialty> specialty_first(std::string_view text) {
  std::size_t word = 0;  // the start of the word before `at`
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != ' ' && text[at] != ',') continue;
    const std::string_view joint = joint_of(text.substr(at));
    if (!joint.empty() && ends_specialties(text.substr(word, at - word))) {
      const auto title = specialty(text.substr(0, at));
      auto where = title ? place(text.substr(at + joint.size())) : std::nullopt;
      if (where && where->fit == Fit::kSure) return PlaceAndSpecialty{std::move(where), *title};
    }
    if (text[at] == ' ') word = at + 1;
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
