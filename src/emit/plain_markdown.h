// Markdown as plain words: what a reader sees of it, without marks and addresses.
//
// Reads what html/render.h writes (CommonMark without its rarities): headings, quotes, lists, fences, emphasis, code,
// links, escapes. Images go as a whole. What is no mark stays as it is. Linear.
//
// Tested by tests/emit/plain_markdown_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace thresh::emit {

std::string plain_markdown(std::string_view markdown);

}  // namespace thresh::emit
