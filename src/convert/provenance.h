// Where each value of a record comes from, noted while the record is filled (convert/fill.h).
//
// An origin is entered at the path of what was read: an author's name may fill six leaves of a record, and they all
// have its words. `write_to` gives each leaf its own: the bytes, the rule, the transforms, the last of which names the
// part. Nothing is worked out unless somebody asks.
//
// Tested by tests/convert/provenance_test.cpp.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clean/page_syntax.h"
#include "clean/passage_cleaner.h"
#include "convert/origin.h"
#include "convert/page.h"
#include "convert/pieces.h"
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
  void rate(const std::string& path, double confidence);
  // What stands at a path stands at another instead.
  void move(const std::string& from, const std::string& to);
  // What was read of the words at `from` gives another value, too: `part` of it stands at `to`.
  void share(const std::string& from, std::string_view part, const std::string& to);

  // Of a leaf of the record; nothing for one that the program made.
  std::optional<Origin> of(std::string_view path) const;

  // Adds `provenance`: a list with the origin of each leaf that has one, in the order of the record.
  void write_to(record::Map& record) const;

 private:
  struct Place {
    std::size_t origin = 0;
    std::string part;  // of what was read: a JSON pointer
  };
  void put(const std::string& path, Place place);
  void explain_taken(Origin& origin, const extract::Found& found, const std::string& composed, clean::Slot slot);

  Page& page_;
  const clean::PageSyntax& syntax_;
  std::string rules_;
  PieceWriter writer_;
  std::vector<Origin> origins_;
  std::map<std::string, Place, std::less<>> places_;
};

// Calls `visit(path, value)` for each leaf of a record that a page gives: not for what the program says of it.
template <class Visit>
void for_each_leaf(const record::Value& value, const std::string& path, Visit visit) {
  if (const record::List* list = value.as_list()) {
    for (std::size_t i = 0; i < list->size(); ++i) for_each_leaf((*list)[i], path + '/' + std::to_string(i), visit);
  } else if (const record::Map* map = value.as_map()) {
    for (const auto& [key, member] : map->entries()) {
      for_each_leaf(member, path + '/' + record::pointer_segment(key), visit);
    }
  } else if (!value.is_null()) {
    visit(path, value);
  }
}

}  // namespace thresh::convert
