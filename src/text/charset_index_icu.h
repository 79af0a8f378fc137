// The indexes of the WHATWG Encoding standard (section 5): which character a byte, or a pair of bytes, stands for.
//
// They are read out of ICU's converters once, when the first page needs them, and corrected where ICU differs from the
// standard. Only the decoders and the detection of encodings use them.
//
// Tested by tests/text/charset_index_test.cpp, against digests of the standard's own lists.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace thresh::text {

// The character of each byte of a single-byte encoding; U+FFFD for none. Unknown names are windows-1252.
using SingleByteIndex = std::array<char16_t, 256>;
const SingleByteIndex& single_byte_index(std::string_view charset);

// The same as UTF-8: the bytes from the lowest on, their number in bits 24 to 30, and bit 31 for what means nothing.
using SingleByteTable = std::array<std::uint32_t, 256>;
const SingleByteTable& single_byte_table(std::string_view charset);

// The characters by the standard's "pointer"; 0 for none.
using Index = std::vector<char32_t>;
const Index& gb18030_index();   // 126 rows of 190
const Index& gb18030_ranges();  // the 39,420 four-byte characters of the Basic Multilingual Plane, one by one
const Index& big5_index();      // 126 rows of 157
const Index& euc_kr_index();    // 126 rows of 190
const Index& jis0208_index();   // 94 rows of 94, and then the 26 that only Shift_JIS reaches, private use among them
const Index& jis0212_index();   // 94 rows of 94

}  // namespace thresh::text
