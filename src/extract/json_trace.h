// Where the values of a page's embedded JSON stand in the page; kept only where provenance is asked for.
//
// Of JSON that could be read as it stands each scalar has its own bytes. Of JSON that had to be mended, or that stands
// in a string of a script (JSON.parse("…")), a scalar has the bytes of the whole, and its path in there.
//
// Tested by tests/extract/json_trace_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/span.h"
#include "extract/draft.h"
#include "html/document.h"
#include "record/value.h"

namespace thresh::extract {

// A text of the page that holds JSON: a script's, or an attribute's value.
struct JsonText {
  std::string_view text;   // decoded
  base::Span source;       // its bytes in the page
  std::uint8_t flags = 0;  // TextFlag: how they are read

  // Nothing where the text does not stand in one piece.
  static std::optional<JsonText> of_node(const html::Document& document, html::NodeId text);
  static JsonText of_attribute(const html::Document& document, const html::Attribute& attribute);
};

class JsonTrace {
 public:
  explicit JsonTrace(std::string_view page) : page_(page) {}

  // JSON that was read from `json`, a part of `whole.text`. `root` lives as long as the trace; `scalars`: see
  // parse_json.
  void add(const record::Value& root, const JsonText& whole, std::string_view json,
           std::span<const base::Span> scalars);
  // JSON that was read from a string of `whole.text`: `literal`, with its quotes.
  void add_quoted(const record::Value& root, const JsonText& whole, std::string_view literal);

  // Where a scalar stands; nothing for one of which that is not known.
  std::optional<Taken> find(const record::Value& scalar) const;

 private:
  struct Place {
    base::Span source;
    std::uint8_t flags = 0;
    bool quoted = false;
    std::string pointer;  // in there
  };
  void add_pointers(const record::Value& root, const Place& place);

  std::string_view page_;
  std::unordered_map<const record::Value*, Place> places_;
};

}  // namespace thresh::extract
