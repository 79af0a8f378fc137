// Bytes as one gzip member (RFC 1952), by libdeflate; unit_deflate.cpp is the adapter.
//
// Tested by tests/source/warc_writer_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace thresh::source {

// Empty where there is not the memory for it. The same bytes always give the same member.
std::string gzip_member(std::string_view bytes);

}  // namespace thresh::source
