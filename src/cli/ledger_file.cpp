// See ledger_file.h.
#include "cli/ledger_file.h"

#include <unistd.h>

namespace thresh::cli {

base::Result<std::unique_ptr<LedgerFile>> LedgerFile::create(base::Disk& disk, const std::string& path) {
  if (path == "-") {
    return std::make_unique<LedgerFile>(base::descriptor_output(STDOUT_FILENO, "standard output"));
  }
  auto output = disk.create(path);
  if (!output) return std::unexpected(std::move(output.error()));
  return std::make_unique<LedgerFile>(*std::move(output));
}

base::Result<void> LedgerFile::add(const std::string& page, const convert::Ledger& ledger, const base::Error* error) {
  json_.clear();
  json_.write(convert::ledger_line(ledger, page, error));
  return output_->write(std::string(json_.text()) + '\n');
}

}  // namespace thresh::cli
