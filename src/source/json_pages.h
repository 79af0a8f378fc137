// Pages in objects of JSON: one a line (JSON lines), or the elements of a list, or one after the other over several
// lines.
//
// A file is read by lines where its first one holds whole objects, else by brackets. Lines that are damaged cost
// themselves; between objects that are told apart by brackets, what is no object is an error and passed over up to the
// next bracket that opens one.
//
// Tested by tests/source/json_pages_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/stream.h"
#include "source/source.h"

namespace thresh::source {

// `only`: the line, or the element, to be read, from 1. `input` is unpacked.
std::unique_ptr<Reader> json_pages(std::unique_ptr<base::Input> input, std::string file,
                                   std::optional<std::uint64_t> only, const base::Limits& limits,
                                   const NamedKeys& keys);

// The size of the object that `text` begins with, brackets and all; nullopt where it does not end there. Asked again
// with more text behind it, it goes on where it stopped.
class ObjectScan {
 public:
  std::optional<std::size_t> end(std::string_view text);

 private:
  std::size_t at_ = 0, depth_ = 0;
  bool in_string_ = false;
};

}  // namespace thresh::source
