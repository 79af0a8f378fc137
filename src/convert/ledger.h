// What became of the visible text of a page: each character is kept in a field, removed for a reason, or unclaimed.
//
// The three add up to the page: a Ledger is made by going over the page's characters, not over what was found
// (convert/account.h makes it). Its text form is a line of JSON a page; docs/ledger.md tells of it.
//
// Tested by tests/convert/ledger_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/span.h"
#include "record/value.h"

namespace thresh::convert {

struct Ledger {
  enum class State : std::uint8_t { kUnclaimed, kKept, kRemoved };

  // What the spans of one field, or of one reason, have in common.
  struct Entry {
    State state = State::kUnclaimed;
    std::string path;         // kept: a JSON pointer into the record
    std::string reason;       // removed: a name of record::Removal
    std::string rule;         // "realself/question@1:42" (a line of the selector file), "artifact:mustache"
    double confidence = 1.0;  // removed: that it is chaff
    bool operator==(const Entry&) const = default;
  };

  struct Span {
    base::Span bytes;         // of the original input
    std::uint32_t entry = 0;  // into `entries`
    bool raw = false;         // HTML in which character references do not count: of iframe, noembed, xmp …
  };

  std::string charset, sha256;  // how the input's bytes are read, and which they are; empty where it was not read
  bool html = false;            // character references count in the spans, but for those that are raw
  std::vector<Entry> entries;
  std::vector<Span> spans;                           // in the order of their bytes, none empty
  std::size_t kept = 0, removed = 0, unclaimed = 0;  // characters: code points that are not white space
  std::size_t characters() const { return kept + removed + unclaimed; }
};

std::string_view name(Ledger::State state);

// How bytes of a page are read. U+0000 means nothing in a dump.
enum class ReadAs : std::uint8_t { kDump, kHtml, kRawHtml };  // raw: character references do not count
// What they stand for.
std::string text_of(std::string_view bytes, std::string_view charset, ReadAs as);
// The text of a span of a ledger, out of the page's bytes.
std::string text_of(const Ledger& ledger, const Ledger::Span& span, std::string_view page);

// A line of a ledger file. `error`: of a page that gave no record; null else.
record::Map ledger_line(const Ledger& ledger, const record::Value& source, const base::Error* error);
// Its parts, for who writes it as text: all but `spans`, and of a span what its entry says.
record::Map ledger_head(const Ledger& ledger, const record::Value& source, const base::Error* error);
record::Map entry_of(const Ledger::Entry& entry);

}  // namespace thresh::convert
