// Character references, and the text that a run of a page's bytes stands for.
//
// The parser keeps text and attribute values as runs of the page's bytes and notes how they are to be read; here they
// are read: character references (HTML standard, sections 13.2.5.72 and on), line ends ("preprocessing the input
// stream", section 13.2.3.5) and U+0000.
//
// Tested by tests/html/character_references_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace thresh::html {

// How a run of bytes is read.
enum TextFlag : std::uint8_t {
  kEncoded = 1u << 0,      // it holds a carriage return, U+0000 or, with kReferences, an ampersand
  kReferences = 1u << 1,   // character references count
  kInAttribute = 1u << 2,  // they count as in an attribute value
  kNulDropped = 1u << 3,   // U+0000 is left out, as in the body; else it becomes U+FFFD
};

struct CharacterReference {
  std::size_t length = 0;    // in the page, from the ampersand on; 0: this is none
  std::array<char, 8> text;  // UTF-8
  std::size_t size = 0;
  std::string_view view() const { return {text.data(), size}; }
};

// The character reference that `text` starts with (with "&").
CharacterReference read_character_reference(std::string_view text, bool in_attribute);

// Appends what `raw` stands for.
void append_decoded(std::string_view raw, std::uint8_t flags, std::string& out);

}  // namespace thresh::html
