// Where each value of a record comes from, noted while the record is filled (convert/fill.h).
//
// An origin is entered at the path of what was read: an author's name may fill six leaves of a record, and they all
// have its words. `take` gives each leaf its own: the bytes, the rule, the transforms, the last of which names the
// part. Nothing is worked out unless somebody asks.
//
// Tested by tests/convert/provenance_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clean/page_syntax.h"
#include "clean/passage_cleaner.h"
#include "convert/origin.h"
#include "convert/origins.h"
#include "convert/page.h"
#include "convert/pieces.h"
#include "convert/place_table.h"
#include "extract/draft.h"
#include "record/shape.h"
#include "record/value.h"

namespace thresh::convert {

class Provenance {
 public:
  // `rules`: the id of those that the page is read by; empty where there are none.
  Provenance(Page& page, const clean::PageSyntax& syntax, std::string_view rules)
      : page_(page), syntax_(syntax), rules_(rules), writer_(page) {}

  // A value, cleaned, of which the passage is composed to `composed`: `words` were read as `type` and stand at `path`.
  void enter(const extract::Found& found, const text::Composition& composed, record::Type type, clean::Slot slot,
             std::string_view words, std::string_view path);
  // A value that the program finds without rules, in an attribute.
  void enter_attribute(base::Span source, std::string_view words, record::Type type, std::string_view path);

  // How sure the value at a path is.
  void rate(std::string_view path, double confidence);
  // What stands at a path stands at another instead.
  void move(std::string_view from, std::string_view to) { places_.move(from, to); }
  // What was read of the words at `from` gives another value, too: `part` of it stands at `to`.
  void share(std::string_view from, std::string_view part, std::string_view to) { places_.share(from, part, to); }

  // The origin of each leaf of the record that has one: not of what the program says of it. Called once.
  Origins take(const record::Map& record) &&;

 private:
  void explain_taken(Origin& origin, const extract::Found& found, const std::string& composed, clean::Slot slot);
  bool stands_for_itself(const extract::Taken& taken, std::string_view words) const;

  Page& page_;
  const clean::PageSyntax& syntax_;
  std::string rules_;
  PieceWriter writer_;
  std::vector<Origin> origins_;
  PlaceTable places_;
};

}  // namespace thresh::convert
