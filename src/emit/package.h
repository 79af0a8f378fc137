// What describes a set of written files to those who have it from others: a Data Package, Croissant, a dataset card.
//
// Tested by tests/emit/package_test.cpp, and with the programs that read such descriptions by
// tests/cli/package_test.py.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "emit/emit.h"
#include "emit/field_tally.h"
#include "record/value.h"

namespace thresh::emit {

struct PackagedFile {
  std::string name;  // beside the descriptions
  std::uint64_t bytes = 0;
  std::string sha256;  // lower-case hexadecimal
  std::size_t records = 0;
  std::vector<Column> columns = {};  // of a table
  std::string kind = {};             // of its records, where each kind has its files
};

class Package {
 public:
  std::string name;         // of the set: letters a-z, digits, '-', '_', '.'
  std::string_view format;  // of emit.cpp
  std::vector<PackagedFile> files = {};
  std::size_t records = 0;
  std::map<std::string, std::size_t> kinds = {}, languages = {};  // how many records there are of each
  FieldTally fields = {};

  // Notes a record that was written to a file, which is told by its number; `whole` is the same before fields were
  // chosen.
  void add(const record::Map& written, const record::Map& whole, std::size_t file = 0);
  // Whether records of every file, but for those without any, have the field.
  bool is_everywhere(const std::string& field) const;

 private:
  void add_fields(const record::Map& written, const record::Map& whole, std::size_t file);

  std::map<std::string, std::size_t> numbers_ = {};  // of the fields
  std::vector<std::vector<bool>> seen_ = {};         // by file and field
};

// Every text of a package has this in it, so that it is known again and nothing else is written over.
inline constexpr std::string_view kPackageMark = "thresh convert --package";

// "my-records.v2" of "out/My records.v2.jsonl".
std::string package_name(std::string_view path);
// The media type of a format's files.
std::string_view media_type(std::string_view format);
// Whether the files are JSON lines: an object a line, which readers take for a table.
bool is_lines(std::string_view format);

std::string datapackage_json(const Package& package);  // Data Package, version 2
std::string croissant_json(const Package& package);    // Croissant 1.0
std::string dataset_card(const Package& package);      // README.md of the Hugging Face Hub

}  // namespace thresh::emit
