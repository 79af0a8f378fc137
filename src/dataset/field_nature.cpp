// See field_nature.h.
#include "dataset/field_nature.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "base/embedded.h"
#include "base/rows.h"
#include "text/unicode.h"

namespace thresh::dataset {
namespace {

using record::Field;
using record::Type;

bool is_vital(const Field& field) {
  if (field.essential) return true;
  switch (field.type) {
    case Type::kDate:
      return field.name != "edited" && field.name != "modified";
    case Type::kCount:
      return field.name != "reply_to";
    case Type::kNumber:
    case Type::kPerson:
    case Type::kGroup:
      return !field.list;
    case Type::kText:
    case Type::kMarkdown:
    case Type::kHtml:
      return field.name == "title" || field.name == "name" || field.name == "body";
    default:
      return false;
  }
}

const std::unordered_set<std::string_view>& counter_words() {
  static const std::unordered_set<std::string_view> kWords = [] {
    std::unordered_set<std::string_view> words;
    base::for_each_row(base::embedded("data/counter_words.tsv"), [&](std::string_view row) { words.insert(row); });
    return words;
  }();
  return kWords;
}

// Whether one of the words of a name ("viewCount", "helpful-votes") is in the table.
bool counts(std::string_view name) {
  std::string word;
  const auto known = [&] { return counter_words().contains(word); };
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
    if (!lower && known()) return true;
    if (!lower) word.clear();
    if (lower || upper) word += text::ascii_lower(c);
  }
  return known();
}

}  // namespace

FieldNature nature_of(const record::Shape& owner, std::string_view name, const FieldNature& inside) {
  FieldNature nature;
  const Field* field = owner.find(name);
  if (field == nullptr) return nature;
  const bool of_person = &owner == &record::person_shape() || owner.name == "profile";
  nature.shape = field->shape;
  nature.counter = inside.counter || name == "votes" || name == "votes_approximate" ||
                   (field->shape == &record::rating_shape() && of_person) ||
                   (&owner == &record::rating_shape() && name == "count");
  nature.vital = nature.counter || is_vital(*field);
  nature.words_of_date = name == "date_as_written";
  nature.position = field->assigned && name == "position";
  return nature;
}

FieldNature nature_of_custom(std::string_view name, const FieldNature& inside) {
  FieldNature nature;
  nature.counter = inside.counter || counts(name);
  nature.vital = nature.counter;
  nature.words_of_date = name.ends_with("date_as_written");
  return nature;
}

}  // namespace thresh::dataset
