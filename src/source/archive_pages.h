// The pages of an archive: which of its records are pages, and what is known of each.
//
// A page is a response of HTTP with a status of 2xx, a resource, or a conversion (the text of a page: WET files of
// Common Crawl), whose type is HTML or plain text, or is not said. /robots.txt is none. A record that is damaged is no
// page: it is an error that names the place.
//
// Tested by tests/source/archive_pages_test.cpp.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/stream.h"
#include "source/source.h"
#include "source/warc_reader.h"

namespace thresh::source {

// "crawl.warc.gz#1234+56" taken apart; nullopt where it is no such name.
struct PlaceInArchive {
  std::string archive;
  ArchivePlace place;
};
std::optional<PlaceInArchive> place_in_archive(std::string_view name);
// And put together.
std::string name_in_archive(std::string_view archive, const ArchivePlace& place);

// All pages, or the one at `only`; `input` stands there, and `first` was read from it.
std::unique_ptr<Reader> archive_pages(std::unique_ptr<base::Input> input, std::string_view first, std::string archive,
                                      std::optional<ArchivePlace> only, const base::Limits& limits);

// The pages of a part, from the first record that begins in it on. `input` and `first` are the start of the archive,
// `behind` stands one byte before the part, and is null if that begins at 0.
std::unique_ptr<Reader> pages_of_part(std::unique_ptr<base::Input> input, std::string_view first,
                                      std::unique_ptr<base::Input> behind, std::string archive, Part part,
                                      const base::Limits& limits);

// When a record was made, as ISO 8601 has it: an instant or a day; empty where WARC-Date is neither.
std::string capture_time(std::string_view warc_date);

}  // namespace thresh::source
