// Archives for the tests of source/: records, and files made of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/compress.h"

namespace thresh::tests {

// A WARC record as it should be.
inline std::string warc_record(std::string_view type, std::string_view uri, std::string_view block,
                               std::string_view more = {}) {
  return "WARC/1.1\r\nWARC-Type: " + std::string(type) + "\r\nWARC-Record-ID: <urn:test:" + std::string(uri) +
         ">\r\nWARC-Date: 2026-11-25T08:00:00Z\r\nWARC-Target-URI: " + std::string(uri) + "\r\n" + std::string(more) +
         "Content-Type: application/http; msgtype=response\r\nContent-Length: " + std::to_string(block.size()) +
         "\r\n\r\n" + std::string(block) + "\r\n\r\n";
}

inline std::string http_response(std::string_view body, std::string_view more = {}) {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + std::string(more) + "\r\n" +
         std::string(body);
}

// How a file is made of records.
enum class Packed { kPlain, kGzip, kOneMember, kZstd };

inline std::string archive(const std::vector<std::string>& records, Packed packed) {
  std::string file, plain;
  for (const std::string& record : records) {
    plain += record;
    if (packed == Packed::kPlain) file += record;
    if (packed == Packed::kGzip) file += deflated(record, 31);
    if (packed == Packed::kZstd) file += zstd(record);
  }
  return packed == Packed::kOneMember ? deflated(plain, 31) : file;
}

}  // namespace thresh::tests
