// What stands around the name in a by-line: words before it ("Answered by"), notes behind it ("(retired)", "- Board-
// certified", "on March 12, 2020"), and what those say of the person's field and place. Used by person.cpp and tested
// through it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "normalize/values.h"

namespace thresh::normalize {

// What a person practises, and where.
struct Practice {
  std::optional<Specialty> specialty;
  std::optional<Place> location;
  bool whole = false;  // it says nothing else
};

bool is_sure_place(std::string_view text);

// What `text` says of it: "Dallas Plastic Surgeon", "Dermatologist, Seattle, WA"; nothing where it says neither.
std::optional<Practice> practice_of(std::string_view text);

// Whether `text` is of what someone does or where, with capitals: "Medical Director", "University Hospital".
bool is_function(std::string_view text);

// Whether `text` may stand behind a name and its letters: a field, a place, or a function; at most kLongestNote bytes.
inline constexpr std::size_t kLongestNote = 60;
bool is_note(std::string_view text);

// Whether `text` may stand behind a name that nothing else proves: who practises a field ("Dallas Dermatologist"), or
// a profession ("Staff Writer").
bool is_title(std::string_view text);

// The text before the first sign that sets a note apart: " - ", " | ".
std::string_view before_sign(std::string_view text);

struct Byline {
  std::string core;               // the name and what belongs to it, letters and fields behind commas
  bool introduced = false;        // "by" or the like stood before it
  bool bare = true;               // nothing was cut off that could make it something else than a by-line
  bool entitled = false;          // a title was: no user's handle has one
  std::optional<Practice> aside;  // what the notes that were cut off say
};

Byline byline_of(std::string_view text);

}  // namespace thresh::normalize
