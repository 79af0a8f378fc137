// Names that choose: which files of a folder are taken, which entries of an archive are pages.
//
// Tested by tests/source/page_name_test.cpp.
#pragma once

#include <string_view>

namespace thresh::source {

// Whether a file or an entry is a page by its name, which has no folder in it: .html .htm .xhtml .txt .text, those with
// .gz.
bool has_page_name(std::string_view name);

// Whether it is taken where its folder is named: a page, or a file of many that is nothing else: .warc .arc .wet, those
// with .gz, .warc.zst, .jsonl .ndjson, those with .gz and .zst. Tables, lists of JSON, databases and archives of files
// are often something else than pages, and are named one by one.
bool is_taken_from_folder(std::string_view name);

}  // namespace thresh::source
