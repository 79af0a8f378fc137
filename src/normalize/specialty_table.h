// The tables of specialties and professions, data/{specialties,professions}.tsv, and how a title is found in them. Used
// by specialty.cpp and place_and_specialty.cpp; tested through them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace thresh::normalize {

struct SpecialtyRow {
  std::string_view name, nucc, schema_org;
};

// What the words are to the specialty.
enum class TitleKind : std::uint8_t {
  kField,   // the field itself: "Plastic Surgery"
  kTitle,   // who practises it: "Plastic Surgeon"
  kMapped,  // a title that is nearest to this specialty: "Skin Doctor"
  kBroad,   // a title of many specialties, or an abbreviation: "Surgeon", "NP"
};

struct SpecialtyTitle {
  const SpecialtyRow* row;
  TitleKind kind;
};

// The specialty that the whole of `text` names, in any case, singular or plural, "Board Certified" and the like before
// it allowed.
std::optional<SpecialtyTitle> find_specialty(std::string_view text);

// Whether a text that ends with `word` can end with a specialty: a quick answer for prose.
bool ends_specialties(std::string_view word);

}  // namespace thresh::normalize
