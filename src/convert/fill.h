// A draft to a record's data: every passage cleaned, every value normalized, every absence given its reason.
//
// The shape of the record's kind leads: each of its fields is written, in its order, from the draft of that name.
//
// Tested by tests/convert/fill_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "base/arena.h"
#include "clean/page_syntax.h"
#include "convert/account.h"
#include "convert/bookkeeping.h"
#include "convert/provenance.h"
#include "extract/draft.h"
#include "extract/type_reader.h"
#include "record/shape.h"
#include "record/value.h"

namespace thresh::convert {

class Filler {
 public:
  // `account`, `provenance`: where each value that is filled in is entered; may be null.
  Filler(const clean::PageSyntax& syntax, extract::TypeReader& types, base::Arena& arena, Bookkeeping& books,
         Account* account = nullptr, Provenance* provenance = nullptr)
      : syntax_(syntax), types_(types), arena_(arena), books_(books), account_(account), provenance_(provenance) {}

  // The fields of a shape from a group's draft, appended to `map`. `path`: the JSON pointer of the map.
  void fill(const record::Shape& shape, extract::Draft& group, const std::string& path, record::Map& map);

  // The fields that a selector file names itself (kind `custom`), in its order.
  void fill_open(extract::Draft& group, const std::string& path, record::Map& map);

  // Whether anything at all was found on the page.
  bool found_anything() const { return found_anything_; }

 private:
  record::Value field_value(const record::Field& field, extract::Draft& draft, const std::string& path);
  record::Value object(const record::Field& field, extract::Draft& draft, const std::string& path);
  record::Value described(const record::Field& field, extract::Draft& group, const std::string& path);
  record::Value open_value(extract::Draft& draft, const std::string& path);
  record::Value list_of_objects(const record::Shape* shape, extract::Draft& draft, bool essential,
                                const std::string& path);
  record::Value list_of_values(extract::Draft& draft, record::Type type, bool once, const std::string& path);
  record::Value joined(extract::Draft& draft, bool prose, const std::string& path);
  record::Value single(extract::Draft& draft, record::Type type, bool prose, const std::string& path);
  // `at`: where in the record the value stands, if not at `path`.
  record::Value typed(extract::Found& found, record::Type type, bool prose, const std::string& path,
                      const std::string* at = nullptr);
  void reconcile(extract::Draft& draft, record::Type type, const record::Value& value, bool prose,
                 const std::string& path);
  void count(extract::Draft& list, bool essential, const std::string& path);
  record::Value open_date(const extract::Made& made, std::string words, const std::string& path);
  record::Value not_of_type(record::Type type, std::string words, const std::string& path);
  void miss(const std::string& path, record::Absence reason, std::string text = {});
  void collapse_absences(std::size_t from, const std::string& path);
  void note_beside(const std::string& path);

  const clean::PageSyntax& syntax_;
  extract::TypeReader& types_;
  base::Arena& arena_;
  Bookkeeping& books_;
  Account* account_;
  Provenance* provenance_;
  normalize::Fit fit_ = normalize::Fit::kSure;  // of the value made last
  record::Map beside_;                          // what the value made last has to say beside itself, by suffix
  bool found_anything_ = false;
};

}  // namespace thresh::convert
