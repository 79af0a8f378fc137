// The gazetteer: names of countries, regions and cities of 15,000 people or more (GeoNames, CC BY 4.0).
//
// data/places.tsv is sorted bytewise by key, so that a name is found by bisection in the very bytes that are compiled
// into the program: nothing is loaded or built, and the pages of memory that are touched are those that are needed.
// A key may have several rows, the preferred one first; tools/make_places.py tells the order and makes the file.
//
// Tested by tests/normalize/gazetteer_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::normalize {

enum class PlaceKind : std::uint8_t {
  kCountry,
  kRegion,
  kCity,  // of 100,000 people or more
  kTown,
  kCode,      // a region's postal code, which only counts behind a city: "MD"
  kProvince,  // a part of a region by its code, which only counts behind a city that is known: "MI" of Milan
};

struct GazetteerRow {
  std::string_view name;     // as it is usually written in English
  std::string_view region;   // ISO 3166-2 part; empty for a country, or where it is not known
  std::string_view country;  // ISO 3166-1 alpha-2
  PlaceKind kind;
};

// The key that a name is filed under: loose_key with "saint", "sainte", "fort" and "mount" shortened.
std::string place_key(std::string_view name);

// All rows of a key, the preferred one first.
std::vector<GazetteerRow> find_places(std::string_view key);

}  // namespace thresh::normalize
