// A passage as pieces of the page: which bytes its text was copied from, and what stands between them.
//
// The pieces, each read as it says, joined are the passage's text. A piece is a stretch of bytes as long as it can be:
// it ends where a tag, a comment or something removed stands between two characters, and where white space is other
// than one rule makes of the bytes.
//
// Tested by tests/convert/provenance_test.cpp.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "convert/alignment.h"
#include "convert/origin.h"
#include "convert/page.h"
#include "text/passage.h"

namespace thresh::convert {

class PieceWriter {
 public:
  explicit PieceWriter(const Page& page);

  // `composed`: what the passage is composed to.
  std::vector<OriginPiece> pieces_of(const text::Passage& passage, const text::Composition& composed);

 private:
  // A part of a run's text, counted from the run's first byte before it was cut.
  struct Part {
    std::size_t begin, end;
  };
  void add_text(std::string_view text);
  void add(const text::Run& run, Part part);
  void add_inner(const text::Run& run, Part part);
  void add_bytes(base::Span source, std::string_view text, bool raw, bool spaces, bool mended);
  void add_stretches(const Alignment& all, Part part);
  void add_mended(const text::Run& run, std::string_view text);
  const Alignment& aligned(const text::Run& run);

  const Page& page_;
  bool cuttable_;        // bytes that were cut out of the page can be read without those around them
  Alignment alignment_;  // of the run that was asked for last
  std::vector<OriginPiece> out_;
};

}  // namespace thresh::convert
