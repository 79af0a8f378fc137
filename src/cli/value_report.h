// What `thresh explain PAGE PATH` says of a value: the line of the page that it stands in, with carets under it, the
// rule that found it, and what each transform made of the words; of a value that is missing, why.
//
// Tested by tests/cli/ledger.test.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/span.h"
#include "convert/convert.h"
#include "text/decode.h"

namespace thresh::cli {

// A page as it was decoded, and where in it the bytes of the page stand.
class SourceText {
 public:
  explicit SourceText(const text::Decoded& page) : page_(page) {}
  std::string_view text() const { return page_.text; }
  // Where the text of these bytes is.
  base::Span of(base::Span bytes) const { return {at(bytes.begin), at(bytes.end)}; }

 private:
  std::uint32_t at(std::uint32_t byte) const;
  const text::Decoded& page_;
};

// Finds the places of characters that are asked for one after another, in one walk over the text as long as they
// ascend.
class Places {
 public:
  // Line and column, from 1.
  struct Place {
    std::size_t line = 1, column = 1;
  };
  explicit Places(std::string_view text) : text_(text) {}
  Place of(std::size_t at);

 private:
  std::string_view text_;  // UTF-8
  std::size_t at_ = 0;
  Place place_;
};

// A text in quotes, shortened, and safe for a terminal.
std::string excerpt(std::string_view words);

// `record`: with its provenance. `path`: a JSON pointer. Errors: kNotFound for a path that the record does not have,
// with the nearest one as a hint.
base::Result<std::string> value_report(const convert::Input& input, const convert::Options& options,
                                       const record::Map& record, const std::string& path);

}  // namespace thresh::cli
