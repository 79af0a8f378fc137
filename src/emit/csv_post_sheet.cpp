// One row an answer (qa), post (thread), or record of the other kinds. The columns are the same for all of them, so
// that kinds can mix in a file and files can be joined; what a kind does not have stays empty.
//
// The columns of the page repeat in each of its rows; those from `position` on are the post's. `specialty` to
// `rating_count` belong to the author, `post_rating` is what the post itself gives. A page without posts is one row.
// The bio of a profile and the words of a `custom` record stand in `body`. Where records of that kind may come, their
// fields stand in one column more, `more`, as a JSON object: nothing is lost, whichever record comes first.
//
// Tested by tests/emit/csv_test.cpp.
#include <cstdint>
#include <string_view>

#include "emit/csv_leaves.h"
#include "emit/csv_sheet.h"
#include "emit/reading.h"

namespace thresh::emit {
namespace {

using record::Map;
using record::Value;

// Where a cell comes from: a JSON pointer into the record or the post of the row, or a value with a rule of its own.
enum class From : std::uint8_t { kRecord, kPost, kTitle, kAsker, kAuthor, kBody };

struct Source {
  std::string_view name;
  From from;
  std::string_view pointer = {};
  Column::Type type = Column::Type::kText;
};

constexpr auto kInteger = Column::Type::kInteger, kNumber = Column::Type::kNumber, kBool = Column::Type::kBool;

constexpr Source kColumns[] = {
    {"id", From::kRecord, "/id"},
    {"kind", From::kRecord, "/kind"},
    {"source", From::kRecord, "/source/name"},
    {"url", From::kRecord, "/url"},
    {"title", From::kTitle},
    {"question", From::kRecord, "/question/body"},
    {"question_author", From::kAsker},
    {"position", From::kPost, "/position", kInteger},
    {"reply_to", From::kPost, "/reply_to", kInteger},
    {"headline", From::kPost, "/headline"},
    {"body", From::kBody},
    {"author", From::kAuthor},
    {"credentials", From::kPost, "/author/credentials"},
    {"specialty", From::kPost, "/author/specialty/name"},
    {"specialty_code", From::kPost, "/author/specialty/nucc"},
    {"place", From::kPost, "/author/location/name"},
    {"region", From::kPost, "/author/location/region"},
    {"country", From::kPost, "/author/location/country"},
    {"rating", From::kPost, "/author/rating/value", kNumber},
    {"rating_count", From::kPost, "/author/rating/count", kInteger},
    {"votes", From::kPost, "/votes", kInteger},
    {"accepted", From::kPost, "/accepted", kBool},
    {"post_rating", From::kPost, "/rating/value", kNumber},
    {"date", From::kPost, "/date"},
};

// The posts that make the rows; null where the record itself is the post (an article has a body and an author too).
const record::List* posts_of(const Map& record) {
  const Value& kind = value_at(record, "/kind");
  const std::string* name = kind.as_text();
  if (name == nullptr) return nullptr;
  if (*name == "qa") return value_at(record, "/answers").as_list();
  return *name == "thread" ? value_at(record, "/posts").as_list() : nullptr;
}

class PostSheet : public Sheet {
 public:
  PostSheet(Formulas formulas, bool more) : formulas_(formulas), more_(more) {}

  std::vector<Column> columns() const override {
    std::vector<Column> columns;
    for (const Source& column : kColumns) columns.push_back({std::string(column.name), column.type});
    if (more_) columns.push_back({std::string(kMore)});
    return columns;
  }

  void append_header(std::string& out) const override {
    for (const Source& column : kColumns) {
      if (&column != kColumns) out += ',';
      out += column.name;
    }
    if (more_) out.append(",").append(kMore);
    out += '\n';
  }

  void append_rows(std::string& out, const Map& record) const override {
    const record::List* posts = posts_of(record);
    if (posts == nullptr || posts->empty()) return append_row(out, record, record);
    for (const Value& post : *posts) {
      static const Map kNothing;
      append_row(out, record, post.as_map() != nullptr ? *post.as_map() : kNothing);
    }
  }

 private:
  void append_row(std::string& out, const Map& record, const Map& post) const {
    for (const Source& column : kColumns) {
      if (&column != kColumns) out += ',';
      if (column.from == From::kBody)
        append_cell(out, body(record, post), formulas_);
      else
        append_cell(out, cell(column, record, post), formulas_);
    }
    if (more_) append_more(out, record);
    out += '\n';
  }

  void append_more(std::string& out, const Map& record) const {
    out += ',';
    const Map* fields = value_at(record, "/fields").as_map();
    if (fields != nullptr) append_cell(out, more_of(flattened(*fields)), formulas_);
  }

  static const Value& cell(const Source& column, const Map& record, const Map& post) {
    switch (column.from) {
      case From::kTitle:
        return reading_title(record);
      case From::kAsker:
        return person_name(value_at(record, "/question/author"));
      case From::kAuthor:
        return person_name(value_at(post, "/author"));
      case From::kPost:
        return value_at(post, column.pointer);
      default:
        return value_at(record, column.pointer);
    }
  }

  static Value body(const Map& record, const Map& post) {
    if (record.find("fields") != nullptr) return reading_text(record);
    const Value& bio = value_at(record, "/bio");
    return bio.is_null() ? value_at(post, "/body") : bio;
  }

  Formulas formulas_;
  bool more_;
};

}  // namespace

std::unique_ptr<Sheet> post_sheet(Formulas formulas, bool more) { return std::make_unique<PostSheet>(formulas, more); }

}  // namespace thresh::emit
