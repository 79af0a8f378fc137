// What `thresh explain PAGE PATH` says of a value: the line of the page that it stands in, with carets under it, the
// rule that found it, and what each transform made of the words; of a value that is missing, why.
//
// Tested by tests/cli/ledger.test.
#pragma once

#include <string>
#include <string_view>

#include "convert/convert.h"

namespace thresh::cli {

// Finds the places of bytes that are asked for one after another, in one walk over the input as long as they ascend.
class Places {
 public:
  // Line and column, from 1.
  struct Place {
    std::size_t line = 1, column = 1;
  };
  explicit Places(std::string_view bytes) : bytes_(bytes) {}
  Place of(std::size_t at);

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  Place place_;
};

// A text in quotes, shortened, and safe for a terminal.
std::string excerpt(std::string_view words);

// `record`: with its provenance. `path`: a JSON pointer. Empty if the record says nothing of it.
std::string value_report(const convert::Input& input, const convert::Options& options, const record::Map& record,
                         std::string_view path);

}  // namespace thresh::cli
