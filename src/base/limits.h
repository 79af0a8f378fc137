// What a single page may cost. Budgets are counted in bytes and steps, never in seconds, so that the same input
// always gives the same output. A page over a limit is cut there, with a finding `page_cut`.
#pragma once

#include <cstddef>
#include <cstdint>

namespace thresh::base {

struct Limits {
  std::size_t page_bytes = std::size_t{16} << 20;    // of a page, as it comes and as UTF-8
  std::size_t input_bytes = std::size_t{64} << 20;   // of a single input after decompression
  std::size_t arena_bytes = std::size_t{256} << 20;  // memory of the parser, and of what is kept of one page
  std::uint32_t nodes = 2'000'000;                   // in a document
  std::uint32_t depth = 512;                         // of the tree, as browsers cap it
  std::uint32_t attributes = 512;                    // of one element
  std::uint64_t match_steps = 200'000'000;           // of all selectors and paths into JSON on one page
  std::uint32_t layout_cells = 1u << 24;             // lines of a dump x states of its layout
  std::size_t rules_bytes = std::size_t{256} << 10;  // of a selector file
  std::uint32_t rules_depth = 32;                    // of its nesting
  std::uint32_t layout_states = 1024;                // of a text layout, after its bounds are written out
};

}  // namespace thresh::base
