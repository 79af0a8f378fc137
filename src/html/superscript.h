// What a superscript of digits is in plain text, where nothing else would keep it from the word or number before it:
// "10<sup>6</sup>" is 10^6 and not 106, "said.<sup>1</sup>" has a footnote, "$129<sup>99</sup>" has cents.
//
// A superscript of anything but a whole number ("1<sup>st</sup>", "<sup>TM</sup>") stays as it is.
//
// Tested by tests/html/superscript_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>

namespace thresh::html {

// What the text that holds the superscript is read as.
enum class Raised : std::uint8_t {
  kWords,
  kNumber,  // two digits behind a number are its fraction, unless that number is 10
  kAmount,  // of money: two digits behind a number are cents
};

// What is put around a superscript: "^" before it, or a decimal sign, or the brackets of a footnote.
struct Fence {
  std::string_view before, behind;
};

struct Superscript {
  std::string_view words;
  std::string_view base;    // the text right before it, without a space between them
  std::string_view behind;  // and right behind it: "2<sup>1</sup>/<sub>2</sub>" is 2 1/2
  bool linked = false;      // it is a link within the page
};
Fence fence_of(const Superscript& superscript, Raised as);

// The same of an element that is called the cents or the fraction of a price ("price-cents"), by its class: two digits
// behind a number are set off by a decimal sign.
Fence fence_of_fraction(std::string_view digits, std::string_view base);

// Whether a class names the cents or the fraction of an amount.
bool is_called_fraction(std::string_view classes);

}  // namespace thresh::html
