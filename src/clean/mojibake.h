// Mojibake: text that was decoded in the wrong encoding, once or several times over. "JosÃ© â€“ doctor" was "José –
// doctor".
//
// A few rounds: each finds what was UTF-8 and was read in one single-byte encoding (misread.h) and puts back the
// characters that it was. Only what is damaged changes: the author's curly quotes and everything else stay as they are.
// A control character of U+0080 to U+009F that windows-1252 has a character for is that character. Nothing that could
// still be read is lost; a sequence that had lost a byte before is U+FFFD.
//
// Tested by tests/clean/mojibake_test.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/span.h"

namespace thresh::clean {

// `text` with its mojibake mended: `text` itself where there is none, else a copy in `arena`. `text` must be valid
// UTF-8, and the result is. `damaged`, if it is not null, gets the bytes of `text` that were mended, in order,
// neighbours as one. Linear; ASCII costs next to nothing, other text little where no neighbours could be a sequence.
std::string_view mend_mojibake(std::string_view text, base::Arena& arena, std::vector<base::Span>* damaged = nullptr);

}  // namespace thresh::clean
