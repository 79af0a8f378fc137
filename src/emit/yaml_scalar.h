// Strings as YAML scalars that every reader takes for exactly that string.
//
// A reader of YAML 1.1 (PyYAML) takes `no` for false, `12:30:45` for 45045 and `2020-01-01` for a date; one of 1.2
// does not; both stumble over tabs, stray line breaks and control characters. So a string is written
//   - plain, where no reader of either version could see anything but that string;
//   - as a literal block (`|-`), where it has several lines and a block holds them exactly;
//   - in single quotes, or in double quotes where it has apostrophes and nothing to escape;
//   - in double quotes with escapes, for everything else.
// A string is never folded over lines.
//
// Tested by tests/emit/yaml_test.cpp and yaml_roundtrip_test.py.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace thresh::emit {

// Appends `text` as a value. `indent`: the column of the lines of a block, two more than that of the parent node.
// Bytes that are not UTF-8 become U+FFFD. No line break at the end.
void append_yaml_value(std::string& out, std::string_view text, std::size_t indent);

// Appends `text` on one line, as a key needs it.
void append_yaml_key(std::string& out, std::string_view text);

}  // namespace thresh::emit
