// The library, in one header: raw pages in, clean records out.
//
//   #include <thresh/thresh.h>
//
//   auto converter = thresh::Converter::make();                       // with the shipped selector files
//   auto record = converter->convert({.bytes = html, .url = "https://forum.example/q/1"});
//   if (record) std::puts(thresh::to_json(*record).c_str());
//
// A record is a map of values (record/value.h); docs/records.md says what it holds. Nothing throws: what can go wrong
// is an Error (base/error.h) with a code, a message, a place and a likely fix. A Converter may be used from several
// threads at the same time. Deeper parts stand in the headers of the rooms (docs/architecture.md).
//
// Tested by tests/api/thresh_test.cpp and tests/api/package_test.py, which builds examples/library against an installed
// library.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "record/value.h"

namespace thresh {

// A raw page and what is known of it beside its bytes. All are views: they have to live as long as the call.
struct RawPage {
  std::string_view bytes;          // HTML or a plain-text dump, in any encoding
  std::string_view name = "page";  // in the record and in messages
  std::string_view url = {};       // where it was fetched from; takes part in choosing the rules
  std::string_view charset = {};   // what the server said
  std::string_view captured = {};  // when it was fetched, ISO 8601: what "3 days ago" is counted from
};

struct ConverterOptions {
  std::vector<std::string> rules = {};  // files and folders of selector files; empty: the shipped ones
  bool provenance = false;              // each value says which bytes of the page it was read from
  bool bare = false;                    // the data alone: no absent, warnings, removed, completeness
};

class Converter {
 public:
  // Errors: kNotFound, kUnreadable; kBadRules, one for each fault of the files.
  static std::expected<Converter, std::vector<base::Error>> make(const ConverterOptions& options = {});
  Converter(Converter&&) noexcept;
  Converter& operator=(Converter&&) noexcept;
  ~Converter();

  // Errors: kEmptyPage, kBinaryPage, kBlockedPage.
  base::Result<record::Map> convert(const RawPage& page) const;

 private:
  struct State;
  explicit Converter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// One line, without a line end; UTF-8.
std::string to_json(const record::Map& record);
// One document, as `thresh convert --to yaml` writes it.
std::string to_yaml(const record::Map& record);

}  // namespace thresh
