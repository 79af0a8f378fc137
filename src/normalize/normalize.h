// The normalizers, one function a kind of value, each in the file of its name.
//
// Each takes trimmed UTF-8 as it stands on the page and gives nothing where the words are no such value. All are
// linear in the text and refuse, rather than read, a text longer than any such value is. No state, no locale.
//
// Tested by tests/normalize/, whose tables of forms (*.tsv) anyone can extend.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "normalize/values.h"

namespace thresh::normalize {

// `language`: of the page, a BCP 47 tag; may be empty. A few titles are initials elsewhere ("M. Martin" in French).
std::optional<Person> person(std::string_view text, std::string_view language = {});
// Without the words that introduce a writer: "By", "Written by".
std::string without_byline(std::string_view text);

// `language`: of the page, a BCP 47 tag; may be empty. A few titles mean something else in one language.
std::optional<Specialty> specialty(std::string_view text, std::string_view language = {});
std::optional<Place> place(std::string_view text);

// `text` as a place (may be missing) followed by a specialty: the longest specialty that ends the text is taken, the
// rest must look like a place or be empty. "Oral Surgeon" has no place; "Orange County Dermatologist" has one that no
// gazetteer holds.
std::optional<PlaceAndSpecialty> place_and_specialty(std::string_view text);

std::optional<Rating> rating(std::string_view text);
std::optional<Count> count(std::string_view text);

// `sign`: that of the page's language. Where it is the comma, "1,859" is 1.859; else three digits behind it are
// thousands.
std::optional<double> number(std::string_view text, DecimalSign sign = DecimalSign::kUnknown);

std::optional<Date> date(std::string_view text, const DateContext& context = {});
std::optional<bool> boolean(std::string_view text);

// `currency`: that of the page's prices (ISO 4217), which decides what a sign of several currencies stands for; may be
// empty. `sign`: that of the page's language: three digits behind a single separator are thousands, unless it is the
// decimal sign there and of the currency too ("1,859 €" in German, "$3.459" in English).
// `language`: of the page, which decides where no currency does ("1200元" in zh-TW, "120 kr" in sv).
std::optional<Money> money(std::string_view text, std::string_view currency = {},
                           DecimalSign sign = DecimalSign::kUnknown, std::string_view language = {});

// A BCP 47 tag in its usual case: "en_us" is "en-US"; "Deutsch (Schweiz)" is "de-CH".
std::optional<std::string> language(std::string_view text);

// `text` as an absolute URL in its normal form, without parameters that only track, resolved against `base` (RFC 3986,
// sections 5 and 6) where it is relative. Nothing for a relative one without a base, for text with white space inside,
// `javascript:` …
std::optional<std::string> url(std::string_view text, std::string_view base);

}  // namespace thresh::normalize
