// The file that --ledger names: a line of JSON a page (convert/ledger.h), written as the pages come.
//
// As other outputs it is written beside its name and renamed when it is whole.
//
// Tested by tests/cli/ledger_file_test.cpp and tests/cli/ledger.test.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "base/disk.h"
#include "convert/ledger.h"
#include "emit/json_writer.h"
#include "emit/text_buffer.h"

namespace thresh::cli {

class LedgerFile {
 public:
  static base::Result<std::unique_ptr<LedgerFile>> create(base::Disk& disk, const std::string& path);
  explicit LedgerFile(std::unique_ptr<base::Output> output) : output_(std::move(output)) {}

  // `error`: why the page gave no record; null if it gave one.
  base::Result<void> add(const std::string& page, const convert::Ledger& ledger, const base::Error* error);
  base::Result<void> commit() { return output_->commit(); }

 private:
  using Entry = convert::Ledger::Entry;
  std::vector<std::size_t> write_entries(const std::vector<Entry>& entries);

  std::unique_ptr<base::Output> output_;
  emit::TextBuffer line_, entries_;
  emit::JsonWriter head_{emit::JsonWriter::Layout::kCompact};
};

}  // namespace thresh::cli
