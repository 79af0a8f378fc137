// How the name of a place is spelled, as far as that tells it from prose, and the postal codes around it.
// Used by place.cpp and tested through it.
#pragma once

#include <cstddef>
#include <string_view>

namespace thresh::normalize {

struct PlaceShape {
  std::size_t words = 0;
  bool fits = false;     // letters, few words, capitals where names of places have them, or all in lower case
  bool lower = false;    // all in lower case: "baltimore"
  bool telling = false;  // fits, and looks like a name even where no gazetteer knows it: "Orange County"
};

PlaceShape shape_of_place(std::string_view name);

// Whether a word of the name says that it is prose ("your"), or all of them may say so ("Best", "Good Hope").
bool is_prose(std::string_view name);
bool is_all_prose(std::string_view name);

// Whether a word of two or more begins or ends names of places ("Lake Ozark", "Orange County", "Upper East Side");
// whether the last one or two end them.
bool has_geographic_word(std::string_view name);
bool ends_geographic(std::string_view name);

// "WA 98101", "ON M5V 2T6", "London SW1A 1AA", "10115 Berlin": the text without the postal code. `number_behind`: a
// code of digits alone may stand behind, as it does behind a region; behind a name it would be a year ("Berlin 2018").
std::string_view without_postal_code(std::string_view text, bool number_behind);

// The city in "Greater Seattle Area", "Downtown Boston"; empty where no such words stand around one.
std::string_view without_surroundings(std::string_view name);

// The city of "Paris 15e" and of "Berlin-Mitte", and the countries where parts of cities are written so; empty where
// the name is none of a part.
struct CityOfPart {
  std::string_view city, countries;
};

CityOfPart city_of_part(std::string_view name);

// Whether `word` is a small word inside names ("Rio de Janeiro"); a label before them ("Location"); `folded` words.
bool is_inner_word(std::string_view folded);
bool is_place_label(std::string_view folded);

}  // namespace thresh::normalize
