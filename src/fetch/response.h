// A response as it comes in, piece by piece: the head kept as received, the body decoded as it arrives, and both
// bounded. It knows nothing of where the bytes come from.
//
// Interim responses (1xx) are passed over, and trailers dropped. Where the body is over its limit, in a coding that is
// not known, or damaged, the rest of it is not wanted: the transfer is to be ended then.
//
// Tested by tests/fetch/response_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "fetch/transport.h"
#include "source/content_coding.h"

namespace thresh::fetch {

class Response {
 public:
  // Fills `exchange` in. `keep_coded`: also keeps a coded body as it came.
  Response(Exchange& exchange, std::size_t head_limit, std::size_t body_limit, bool keep_coded)
      : exchange_(exchange), head_limit_(head_limit), body_limit_(body_limit), keep_coded_(keep_coded) {}

  // A line of the head, with its line end, or a part of the body. False: no more is wanted.
  bool add_head(std::string_view line);
  bool add_body(std::string_view bytes);
  // After the last byte; gives the exchange its fate if it has none that ended it.
  void finish();

  // Why no more was wanted, if that is so.
  bool gave_up() const { return exchange_.fate != Fate::kOk; }
  bool has_head() const { return whole_head_; }

 private:
  bool fail(Fate fate, std::string message);
  bool end_head();
  bool start_body();

  Exchange& exchange_;
  std::size_t head_limit_, body_limit_;
  bool keep_coded_;
  bool whole_head_ = false;
  bool body_started_ = false;
  std::size_t wire_bytes_ = 0;
  std::optional<source::ContentDecoder> decoder_;
};

// The status in the first line of a head: "HTTP/1.1 404 Not Found"; 0 where it has none.
int status_of(std::string_view head);

}  // namespace thresh::fetch
