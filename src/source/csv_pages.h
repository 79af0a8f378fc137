// Pages in the rows of CSV and TSV files with a header.
//
// A row that does not end (a quote that nothing closes) is an error with its place, and reading goes on behind its
// first line; how much is looked at twice because of that is bounded.
//
// Tested by tests/source/csv_pages_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/stream.h"
#include "source/source.h"

namespace thresh::source {

// `only`: the row to be read, from 1, the header not counted. `input` is unpacked.
std::unique_ptr<Reader> csv_pages(std::unique_ptr<base::Input> input, std::string file,
                                  std::optional<std::uint64_t> only, const base::Limits& limits, const NamedKeys& keys);

}  // namespace thresh::source
