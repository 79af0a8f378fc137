// Words as Markdown that shows exactly those words (CommonMark 0.31, and the tables and strikethrough of GFM).
//
// A character that Markdown could take for a mark gets a backslash, where it could be one and nowhere else:
// `snake_case` and "a < b" stay as they are. A line break becomes a hard one, a blank line parts paragraphs. White
// space at the ends of lines, which no reader of Markdown shows, is left out; bytes that are not UTF-8 become U+FFFD.
//
// Tested by tests/emit/markdown_test.cpp and markdown_test.py.
#pragma once

#include <string>
#include <string_view>

namespace thresh::emit {

// Appends `text` as paragraphs, without a line break at the end. Each line gets `prefix` ("> ") in front.
void append_markdown(std::string& out, std::string_view text, std::string_view prefix = {});

// Appends `text` on one line: for headings and by-lines. `begins`: it is the first thing on the line.
void append_markdown_line(std::string& out, std::string_view text, bool begins = false);

// Appends `[text](<url>)`.
void append_markdown_link(std::string& out, std::string_view text, std::string_view url);

// Appends text that is Markdown already. A fence that it leaves open is closed, so that what follows is not taken for
// code.
void append_markdown_body(std::string& out, std::string_view markdown);

}  // namespace thresh::emit
