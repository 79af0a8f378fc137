// Text that was UTF-8 and was read in a single-byte encoding: where it stands in a text, and what it was.
//
// A character from U+0080 on is two to four bytes of UTF-8, and shows as as many characters of the encoding: "é" as
// "Ã©" in windows-1252. Such sequences stand side by side in stretches. A stretch is evident where it is much stranger
// (strangeness.h) than what it spells; a letter beyond ASCII that came through whole right beside it speaks against it,
// since damage comes in whole words, and so do intact characters elsewhere in the text against a single stretch. Once a
// text holds evident ones, the less evident are believed too, and those that lost a byte: a no-break space that became
// a space ("Ã " for "à"), a byte that became U+FFFD or "?".
//
// Tested by tests/clean/misread_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "clean/sloppy_codecs.h"
#include "clean/sloppy_reader.h"

namespace thresh::clean {

struct Misreading {
  Codec codec = Codec::kWestern;
  std::vector<Misread> characters;  // in order; never empty
};

// The codecs in which some neighbours in `text` may be such a sequence; none for most texts.
Codecs suspects(std::u32string_view text);
// The same, of UTF-8 text, quickly.
Codecs suspects(std::string_view text);

// Whether a sequence stands at `at`, evident or not.
bool is_sequence(std::u32string_view text, std::size_t at, Codec codec);

// What `text` shows in the codec of `candidates` that explains most; nothing where none does evidently. Linear.
// `mended`, by character where it is not empty: what was mended before, and did not come through whole.
std::optional<Misreading> find_misreading(std::u32string_view text, Codecs candidates,
                                          const std::vector<bool>& mended = {});

}  // namespace thresh::clean
