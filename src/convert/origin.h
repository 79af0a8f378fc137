// Where a value of a record comes from: the bytes of the page, the rule, and what was done to them.
//
// Tested by tests/convert/provenance_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "extract/draft.h"
#include "record/value.h"

namespace thresh::convert {

// A part of the words that a value was read from.
struct OriginPiece {
  base::Span bytes;  // of the original input; empty where it is none of the page's
  std::string text;  // of a piece without bytes: what stands there. Of one with bytes: what was made of them, where
                     // that cannot be told from them alone
  bool in_attribute = false;  // they are the value of an attribute, or a part of it
  bool raw = false;           // character references do not count in the bytes
  bool spaces = false;        // each run of ASCII white space is one space
  bool mended = false;        // damage was mended: references that were escaped twice, and the like
};

struct Origin {
  extract::From from = extract::From::kText;
  std::vector<OriginPiece> pieces;      // joined, they are the words
  std::uint32_t rule_line = 0;          // of the selector file
  double confidence = 1;                // that the value is right (convert/reconcile.h)
  std::uint16_t alternative = 0;        // of the field's, from 1
  std::vector<std::string> transforms;  // what was done to the words, in order (convert/replay.h)
};

std::string_view name(extract::From from);

// An origin as a record has it, in `provenance`. `rules`: the id of those that the page is read by; may be empty.
record::Map entry_of(const Origin& origin, std::string_view path, std::string_view rules);
// The other way round; nothing for what is no such entry. The rule's line is left out.
std::optional<Origin> origin_of(const record::Map& entry);

// The words of an origin, before any transform, out of the page's bytes.
std::string words_of(const Origin& origin, std::string_view page, std::string_view charset, bool html);
// What one piece stands for.
std::string text_of(const OriginPiece& piece, std::string_view page, std::string_view charset, bool html);

}  // namespace thresh::convert
