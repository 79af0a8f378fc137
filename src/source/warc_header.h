// The header of a record: named fields, as WARC (ISO 28500:2017, clause 4) and HTTP have them, and the one line of ARC.
//
// What the world writes is read: lines that end in LF alone, folded lines (the end of the line and the blanks after it
// become blanks), blanks around the colon, fields without a value. A line without a colon is passed over.
//
// Tested by tests/source/warc_header_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::source {

struct HeaderField {
  std::string_view name;
  std::string_view value;
};

// The value of the first field of that name, in any case; empty where there is none.
std::string_view find_field(const std::vector<HeaderField>& fields, std::string_view name);

// The place just after the empty line that ends a header; npos where there is none.
std::size_t end_of_header(std::string_view bytes);

// The fields of `lines`, which are whole lines without the first one (the version, the status). Ends of folded lines
// are overwritten with blanks; the fields are views of `lines`.
std::vector<HeaderField> read_fields(std::string& lines, std::size_t from);

// The length that a header states; nullopt where it is no number, or too large to be one.
std::optional<std::uint64_t> read_length(std::string_view value);

// The URI without the angle brackets that Wget puts around it (WARC 1.0 shows them, 1.1 does not mean them).
std::string_view bare_uri(std::string_view value);

// Whether a record may begin with these bytes: the line "WARC/1.1", or the line of an ARC record.
bool may_begin_record(std::string_view bytes);
bool begins_warc(std::string_view bytes);

// The line of an ARC record, version 1 (five parts, https://archive.org/web/researcher/ArcFileFormat.php) or 2 (ten).
// URLs with blanks in them are whole: parts are counted from the end.
struct ArcLine {
  std::string_view url, address, date, type;
  std::optional<std::uint64_t> length;
  std::size_t size = 0;  // of the line, with its end
};
// nullopt where the bytes begin with no such line.
std::optional<ArcLine> read_arc_line(std::string_view bytes);

// "20140216050221" as "2014-02-16T05:02:21Z"; empty where it is no time.
std::string arc_time(std::string_view date);

}  // namespace thresh::source
