// Outputs: records in, bytes out.
//
// An Emitter writes records one after another to an Output as they come, so that memory stays constant and a run that
// ends early has written whole records. The formats stand in one table; to add one, add its file and its line there.
//
// Tested by tests/emit/.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "columns/schema.h"
#include "record/field_path.h"
#include "record/value.h"

namespace thresh::emit {

// A column of a table.
struct Column {
  enum class Type : std::uint8_t { kText, kInteger, kNumber, kBool };
  std::string name;
  Type type = Type::kText;
};

// A value of a record that is JSON text already. The record has the key, with null.
struct Written {
  std::string_view key, json;
};

class Emitter {
 public:
  virtual ~Emitter() = default;
  // Writes one record (a map with at least `kind`).
  virtual base::Result<void> write(const record::Map& record) = 0;
  // The same of a record with such a value, where the format takes them (Format::takes_written); others write null.
  virtual base::Result<void> write_with(const record::Map& record, const Written&) { return write(record); }
  // Writes what stands after the last record. Called once.
  virtual base::Result<void> finish() = 0;
  // About how many bytes `finish` would write now: of a format that has to hold everything back.
  virtual std::uint64_t held() { return 0; }
  // The columns of a format that has a header line, once it is written.
  virtual std::vector<Column> columns() const { return {}; }
};

struct EmitOptions {
  bool csv_raw = false;                        // cells that could be formulas are left as they are
  bool many = false;                           // several records are expected (JSON: an array, even for one)
  std::vector<record::FieldPath> fields = {};  // the columns; empty: as the format has them
  std::string scratch = {};                    // a folder for files of passing use; empty: the machine's
  std::size_t files = 1;                       // that are written at the same time, among which memory is shared
  std::uint64_t ends_at = 0;                   // bytes at which the file is ended and another begun; 0: it is not
  // The columns of `fields` in records of the kind `custom` (convert/custom_columns.h); null where none is expected, or
  // nothing is known of them: JSON in Arrow.
  std::shared_ptr<const columns::Schema> custom_fields = {};
};

// What a format does where fields are chosen: it has its own and no others; it writes a record that has them alone
// (record::project), which is for the caller to make; or they are its columns.
enum class Fields : std::uint8_t { kFixed, kProjected, kColumns };

struct Format {
  std::string_view name;       // "yaml"
  std::string_view extension;  // ".yaml", for guessing the format of an output's name; may be empty
  std::string_view about;      // one line, for --help
  Fields fields;
  std::unique_ptr<Emitter> (*make)(base::Output& output, const EmitOptions& options);  // null: not by this program
  bool grows = false;               // records can be added behind those that another run wrote
  bool binary = false;              // nothing that a terminal could show
  std::string_view elsewhere = {};  // of a format without a maker: how such files are made
  bool one_kind = false;            // records of several kinds do not go into one file
  bool takes_written = false;       // values that are JSON text already
};

// All of them, in the order in which help shows them.
std::span<const Format> formats();
const Format* find_format(std::string_view name);
std::vector<std::string> format_names();
// The names of those that are written on two lines, as help shows them: "yaml, json … or arrow".
std::string format_list();
// By the extension of an output's name; nullptr if it has none that is known.
const Format* format_of_path(std::string_view path);

}  // namespace thresh::emit
