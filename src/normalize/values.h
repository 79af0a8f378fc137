// What the normalizers make of a text: plain structs, one for each kind of value.
//
// Every normalizer takes the words as they stand on the page (trimmed UTF-8) and gives nothing where they are no such
// value: rather none than a wrong one. `Fit` tells how sure it is; a layout uses that to choose between parses.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::normalize {

// How well a text fits a type.
enum class Fit : std::uint8_t {
  kNo,      // it is no such value
  kUnsure,  // it has the shape, but nothing that proves it ("Summer Rain" as a person)
  kSure,    // something proves it (a credential, a known specialty, "out of 5 stars")
};

// "Plastic Surgeon"
struct Specialty {
  std::string name;  // canonical: "Plastic Surgery"
  std::string as_written;
  std::string nucc;  // "208200000X"; may be empty
  // A term of schema.org/MedicalSpecialty ("PlasticSurgery") or, of another profession, a type of LocalBusiness
  // ("LegalService"); may be empty.
  std::string schema_org;
  bool exact = true;  // false: mapped to the nearest that the vocabulary has
};

struct PlaceCandidate {
  std::string name, region, country;
};

// "San Diego", "Toronto, ON, Canada", "India"
struct Place {
  std::string name;
  std::string as_written;
  std::string region;                      // the postal or ISO 3166-2 part ("MD", "ON"); may be empty
  std::string country;                     // ISO 3166-1 alpha-2; may be empty
  std::vector<PlaceCandidate> candidates;  // where the name is ambiguous: all of them, the chosen first
  Fit fit = Fit::kNo;                      // kUnsure: capitalized words that no gazetteer knows
};

// "Dr. Susan M. Stuart, MD, FAAD, Dallas Dermatologist"
struct Person {
  std::string name;  // without honorific and credentials, with the suffix: "Susan M. Stuart"
  std::string as_written;
  std::string honorific;  // "Dr."
  std::string given, middle, family;
  std::string suffix;                    // "Jr.", "III"
  std::vector<std::string> credentials;  // in their usual form: "MD", "FACS"
  std::optional<Specialty> specialty;    // what the by-line says behind the name
  std::optional<Place> location;
  Fit fit = Fit::kNo;
};

// A line such as "Baltimore Plastic Surgeon": the longest specialty that ends it, and the place before it.
struct PlaceAndSpecialty {
  std::optional<Place> place;
  Specialty specialty;
};

// "4.9 out of 5 stars 103 reviews", "4 on a scale of 1 to 5"; never rescaled.
struct Rating {
  std::optional<double> value, best, worst;
  std::optional<std::int64_t> count;
  std::string as_written;
};

// "+12", "1.2k", "12 people found this helpful"
struct Count {
  std::int64_t value = 0;
  bool approximate = false;  // a rounded count: "1.2k"
};

// Which of two numbers is the day: "03/04/2021".
enum class DayOrder : std::uint8_t { kUnknown, kDayFirst, kMonthFirst };

// What is known of a page that its dates are read by.
struct DateContext {
  std::string_view captured = {};  // when the page was taken, ISO 8601; empty where nobody knows
  DayOrder slashed = DayOrder::kUnknown, dashed = DayOrder::kUnknown, pointed = DayOrder::kUnknown;
};

// "March 12, 2020, 3:11am" is "2020-03-12T03:11"; "3 days ago" needs the day on which the page was taken.
struct Date {
  // What is missing, so that the words are a date and nobody can say which.
  enum class Open : std::uint8_t { kNothing, kCapture, kDayOrder };
  std::string iso;  // ISO 8601, of the precision that the page gives; empty where it is open
  Open open = Open::kNothing;
};

// What parts the whole of a number from its fraction.
enum class DecimalSign : std::uint8_t { kUnknown, kPoint, kComma };

// "$4,000–$6,500", "1.234,56 €", "Rs. 1,20,000"
struct Money {
  double amount = 0;         // of a range the lower end
  std::optional<double> to;  // the upper end
  std::string currency;      // ISO 4217; empty where the sign is that of several
};

}  // namespace thresh::normalize
