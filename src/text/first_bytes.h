// The bytes that a text must begin with for an anchored regular expression to match it.
//
// "^(contact|view) (profile|doctor)" matches nothing that begins with another letter than "c" or "v". To look a byte up
// costs nothing, to call an automaton several hundred instructions; so most lines are left before it is asked.
//
// Tested by tests/text/first_bytes_test.cpp.
#pragma once

#include <bitset>
#include <string_view>

namespace thresh::text {

using ByteSet = std::bitset<256>;

// All bytes where the pattern is not anchored at its start, may match an empty text, or does more than this reads.
// `source` is a valid pattern in RE2's syntax, not multi-line; of one that is not, the result means nothing.
ByteSet first_bytes(std::string_view source);

}  // namespace thresh::text
