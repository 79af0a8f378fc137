// Reads typed values, each text once: what a page holds is asked for again and again (does this line fit? which part of
// it is the name? what does the name say?), and to read a person or a place costs microseconds.
//
// One TypeReader a page. What it remembers is short and its number bounded by the page.
//
// Tested by tests/extract/types_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "extract/types.h"

namespace thresh::extract {

// What a TypeReader is told of its page, whose views outlive it.
struct PageFacts {
  std::string base_url = {};       // relative URLs are resolved against it
  std::string_view captured = {};  // when it was taken, ISO 8601; may be empty
  std::string language = {};       // a BCP 47 tag; may be empty
  std::string currency = {};       // of its prices, ISO 4217; may be empty
  std::string_view text = {};  // all of it, where dates are looked for that tell which number is the day; may be empty
};

class TypeReader {
 public:
  explicit TypeReader(PageFacts facts = {});
  explicit TypeReader(std::string base_url) : TypeReader(PageFacts{std::move(base_url)}) {}
  TypeReader(const TypeReader&) = delete;  // its context views its facts
  TypeReader& operator=(const TypeReader&) = delete;

  // As extract::make and extract::fit, of the text without its mojibake: a name is one before it is cleaned, too. The
  // result lives until the next call.
  const std::optional<Made>& read(record::Type type, std::string_view text);
  normalize::Fit fit(record::Type type, std::string_view text);

  // Dates of the page that follow each other (normalize::day_order_of_series), which are asked where nothing else tells
  // which number is the day; what was read before is read anew then.
  void settle_day_order(std::span<const std::string> dates);

  // As normalize::place_and_specialty. Its two halves are remembered under their own words.
  const std::optional<normalize::PlaceAndSpecialty>& read_pair(std::string_view text);

 private:
  std::optional<Made> make_new(record::Type type, std::string_view text);
  std::optional<Made> make_mended(record::Type type, std::string_view text);
  void survey_dates();
  void remember(record::Type type, std::string_view text, Made made);

  PageFacts facts_;
  Context context_;
  bool surveyed_ = false;  // once a date could be read in two ways
  std::string key_;
  std::unordered_map<std::string, std::optional<Made>> known_;
  std::unordered_map<std::string, std::optional<normalize::PlaceAndSpecialty>> pairs_;
  std::optional<Made> last_;  // of what is not worth remembering
};

}  // namespace thresh::extract
