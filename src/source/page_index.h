// The index of a folder of pages, as `thresh fetch -o folder/` writes it: index.jsonl, a line a file, which says where
// and when the file was fetched.
//
// A page that is read from such a folder has what its line says; the index itself is no page and no dump. A folder that
// was fetched into several times has lines of all the fetches; of two lines of one file the last one counts.
//
// Tested by tests/source/page_index_test.cpp and tests/fetch/fetch_test.py.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/disk.h"

namespace thresh::source {

inline constexpr std::string_view kIndexName = "index.jsonl";

struct IndexedPage {
  std::string url = {};           // where it was fetched from in the end
  std::string content_type = {};  // as the server said it
  std::string fetched = {};       // when
};

// Whether this file is such an index, by its name and its first line. Damage is not looked for.
bool is_page_index(base::Disk& disk, const std::string& path);

// The indexes of the folders that pages are read from. Keeps that of the last folder.
class PageIndexes {
 public:
  // What is known of a page; null where its folder has no index, or that does not know it.
  const IndexedPage* find(base::Disk& disk, const std::string& path);

 private:
  bool read_any_ = false;
  std::string folder_;  // of which `pages_` are
  std::map<std::string, IndexedPage, std::less<>> pages_;
};

}  // namespace thresh::source
