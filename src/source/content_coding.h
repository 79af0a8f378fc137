// Undoes the content codings of HTTP (RFC 9110, section 8.4) as bytes come in: gzip, deflate, br, zstd, and several of
// them one inside the other.
//
// Memory is bounded whatever comes: each coding hands 64 KiB at a time to the next one and has a window of at most
// 16 MiB, and no coding of a body decodes more than the limit and 64 KiB. What a body holds before it is damaged or cut
// short is kept.
//
// Tested by tests/source/content_coding_test.cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "source/coding_stream.h"

namespace thresh::source {

class ContentDecoder {
 public:
  // `codings`: the value of Content-Encoding, in any case: "gzip", "x-gzip", "deflate" (in a zlib stream or without),
  // "br", "zstd", "identity", or a list of these in the order in which they were applied. `limit`: how many decoded
  // bytes are kept. Errors: kBadArchive for a coding that is not known, and for more than three.
  static base::Result<ContentDecoder> make(std::string_view codings, std::size_t limit);

  // Decodes the next bytes of the body to the end of `out`. Errors: kBadArchive where they are damaged, with the byte
  // of the body near which that is; what came before is in `out`, and every later call gives the same error.
  base::Result<void> add(std::string_view bytes, std::string& out);
  // To be called after the last byte. Errors: kBadArchive where a coding ends too early. A body without any bytes is
  // complete, as that of an answer to HEAD is.
  base::Result<void> finish();

  // Whether there was more than the limit; what comes then is not looked at.
  bool cut() const { return cut_; }
  // How many bytes were decoded so far.
  std::size_t decoded() const { return stages_.empty() ? plain_ : stages_.back().decoded; }

 private:
  // One coding. `pending` is what it still has to take; it views `buffer`, or the bytes that are being added.
  struct Stage {
    std::string_view name;
    std::unique_ptr<CodingStream> stream;
    std::string buffer;
    std::string_view pending;
    bool has_more = false;  // it has output that did not fit
    std::size_t decoded = 0;
  };

  explicit ContentDecoder(std::size_t limit) : limit_(limit) {}
  void add_plain(std::string_view bytes, std::string& out);
  bool run(std::size_t at, std::string& out);
  base::Error trouble(std::size_t stage, std::string_view what) const;

  std::vector<Stage> stages_;  // the outermost coding, which was applied last, first
  std::size_t limit_;
  std::size_t taken_ = 0;  // bytes of the body
  std::size_t plain_ = 0;
  bool cut_ = false;
  std::optional<base::Error> error_;
};

}  // namespace thresh::source
