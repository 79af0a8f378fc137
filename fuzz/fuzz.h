// What the fuzz targets share: the input as text, and a promise that stops the run where it is broken.
//
// A target is a function that must not crash, hang, leak or break a promise for any input. It stands in NAME_fuzz.cpp
// and has its seeds in fuzz/run and, where words help, a dictionary in NAME.dict. What a fuzzer finds becomes a test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace thresh::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Takes the first line off `text`, so that an input can hold several parts.
inline std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

// Ends the run, as a crash would, where a promise is broken.
inline void must(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

}  // namespace thresh::fuzz
