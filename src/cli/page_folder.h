// Pages written into a folder, a file each, and `index.jsonl`, which says where each came from.
//
// A file's name is the number of the page and letters of its address, so that no address leads out of the folder:
// "000012-forum.example-q-12.html"; the second page of a thread is 000012.2. Pages are written as they came, decoded
// but not converted to UTF-8.
//
// A folder that has pages keeps them: the numbers go on behind the highest one, and the index behind its lines. The
// line of a page is appended as soon as its file is there, so that a run that is killed leaves an index of all but the
// last.
//
// Tested by tests/cli/page_folder_test.cpp and tests/fetch/fetch_test.py.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/disk.h"
#include "base/error.h"
#include "base/stream.h"
#include "emit/json_writer.h"
#include "fetch/fetcher.h"

namespace thresh::cli {

// The name of the file of a page, without folder. `part`: which page of its thread it is, from 1.
std::string page_file_name(std::size_t number, std::size_t part, std::string_view url, std::string_view content_type);

class PageFolder {
 public:
  // Makes the folder where it is not there. Errors: kWriteFailed; those of reading what is there.
  static base::Result<std::unique_ptr<PageFolder>> create(base::Disk& disk, std::string folder);
  // `before`: how many numbers of pages are taken.
  PageFolder(base::Disk& disk, std::string folder, std::unique_ptr<base::Appender> index, std::size_t before)
      : disk_(disk), folder_(std::move(folder)), index_(std::move(index)), before_(before) {}

  // A page that came. Errors: kWriteFailed.
  base::Result<void> add(std::size_t number, std::size_t part, const fetch::Fetched& page);
  // The index is on the disk, so that it outlives a power failure.
  base::Result<void> commit() { return index_->sync(); }

 private:
  base::Disk& disk_;
  std::string folder_;
  std::unique_ptr<base::Appender> index_;
  std::size_t before_;
  emit::JsonWriter writer_{emit::JsonWriter::Layout::kCompact};
};

}  // namespace thresh::cli
