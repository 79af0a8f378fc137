// Which encoding makes bytes likeliest: how detection tells legacy encodings apart.
//
// Each encoding is tried with each language that is written in it. What it makes of the bytes has a probability: of
// each letter after the one before it, of symbols, of bytes that mean nothing. Probabilities are told as information
// (letter_model.h), summed, and the least wins. Since all explain the same bytes, the sums compare, whether an encoding
// takes one byte for a letter or two.
//
// Tested by tests/text/detection_rate_test.py and decode_test.cpp, which measures how often it is right.
#pragma once

#include <string>
#include <string_view>

namespace thresh::text {

// What a page has that tells of its encoding.
struct Evidence {
  std::string words;  // those that are not all ASCII, a line each: in no encoding a line end is part of a character
  std::string ascii_words;    // those that are, with spaces between
  std::string_view language;  // that the page says it is in ("pt"), empty if it does not
  bool may_be_utf8 = false;   // damaged; what is valid needs no guess
};

// The WHATWG name of the likeliest; "windows-1252" where nothing tells.
std::string_view likeliest_charset(const Evidence& evidence);

}  // namespace thresh::text
