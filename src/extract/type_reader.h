// Reads typed values, each text once: what a page holds is asked for again and again (does this line fit? which part of
// it is the name? what does the name say?), and to read a person or a place costs microseconds.
//
// One TypeReader a page. What it remembers is short and its number bounded by the page.
//
// Tested by tests/extract/types_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "extract/types.h"

namespace thresh::extract {

class TypeReader {
 public:
  // `base_url` resolves relative URLs.
  explicit TypeReader(std::string base_url = {}) : base_url_(std::move(base_url)) {}

  // As extract::make and extract::fit, of the text without its mojibake: a name is one before it is cleaned, too. The
  // result lives until the next call.
  const std::optional<Made>& read(record::Type type, std::string_view text);
  normalize::Fit fit(record::Type type, std::string_view text);

  // As normalize::place_and_specialty. Its two halves are remembered under their own words.
  const std::optional<normalize::PlaceAndSpecialty>& read_pair(std::string_view text);

 private:
  void remember(record::Type type, std::string_view text, Made made);

  std::string base_url_;
  std::string key_;
  std::unordered_map<std::string, std::optional<Made>> known_;
  std::unordered_map<std::string, std::optional<normalize::PlaceAndSpecialty>> pairs_;
  std::optional<Made> last_;  // of what is not worth remembering
};

}  // namespace thresh::extract
