// An HTTP message as archives keep it: its first line, its header, and its body with the codings undone.
//
// Archives hold what servers sent and what crawlers made of it: bodies that say "chunked" and are not, chunks whose
// sizes are wrong, bodies that say "gzip" and were stored decoded. The body is what is there: where a coding cannot be
// undone at all it is left, and where it breaks off what came before it is kept.
//
// Tested by tests/source/http_message_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "source/warc_header.h"

namespace thresh::source {

struct HttpMessage {
  int status = 0;  // of a response; 0 where there is none
  std::string_view first_line;
  std::vector<HeaderField> fields;
  std::string_view head;  // first line, header and the empty line, as they stand
  std::string_view body;  // as it stands

  std::string_view field(std::string_view name) const { return find_field(fields, name); }
  // The values of all fields of that name, in order, with commas between them (RFC 9110, section 5.3).
  std::string fields_of(std::string_view name) const;
  std::string text;  // what `fields` views
};

// Reads a message. Bytes without an empty line are all header. Not an HTTP message: status 0 and all of it is the body.
// Views of `block` and of `message` itself.
void read_http(std::string_view block, HttpMessage& message);

// What a body holds. `bytes` views the message, or `storage`.
struct HttpBody {
  std::string_view bytes;
  std::string storage;
  bool cut = false;      // there is more than the limit
  bool damaged = false;  // a coding breaks off
};
void read_body(const HttpMessage& message, std::size_t limit, HttpBody& body);

// Undoes the chunked transfer coding (RFC 9112, section 7.1) to the end of `out`; false where the bytes are not chunked
// at all, and then `out` is as it was. Where a chunk is wrong, the rest is taken as it stands.
bool undo_chunks(std::string_view bytes, std::string& out);

// The essence of a media type in lower case: "text/html"; and its charset, without quotes.
std::string media_type(std::string_view content_type);
// Whether what is said to be of that type may be a page: HTML, XHTML, plain text, or what nothing is said of.
bool is_page_type(std::string_view content_type);
std::string_view charset_of(std::string_view content_type);

}  // namespace thresh::source
