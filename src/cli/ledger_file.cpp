// See ledger_file.h.
#include "cli/ledger_file.h"

#include <unistd.h>

#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace thresh::cli {

base::Result<std::unique_ptr<LedgerFile>> LedgerFile::create(base::Disk& disk, const std::string& path) {
  if (path == "-") {
    return std::make_unique<LedgerFile>(base::descriptor_output(STDOUT_FILENO, "standard output"));
  }
  auto output = disk.create(path);
  if (!output) return std::unexpected(std::move(output.error()));
  return std::make_unique<LedgerFile>(*std::move(output));
}

std::string LedgerFile::json(const record::Map& map) {
  json_.clear();
  json_.write(map);
  return std::string(json_.text());
}

// convert::ledger_line as text. A page has thousands of spans and few entries, so each entry is written once.
base::Result<void> LedgerFile::add(const std::string& page, const convert::Ledger& ledger, const base::Error* error) {
  std::vector<std::string> entries;
  for (const convert::Ledger::Entry& entry : ledger.entries) {
    std::string text = json(convert::entry_of(entry));
    text.front() = ',';  // behind the bytes
    text.pop_back();
    entries.push_back(std::move(text));
  }
  std::string line = json(convert::ledger_head(ledger, page, error));
  line.back() = ',';
  line += "\"spans\":[";
  const auto add_number = [&line](std::uint32_t number) {
    std::array<char, 10> digits;
    line.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
  };
  for (bool first = true; const convert::Ledger::Span& span : ledger.spans) {
    line += std::exchange(first, false) ? "{\"begin\":" : ",{\"begin\":";
    add_number(span.bytes.begin);
    line += ",\"end\":";
    add_number(span.bytes.end);
    line += entries[span.entry];
    line += span.raw ? ",\"raw\":true}" : "}";
  }
  return output_->write(line += "]}\n");
}

}  // namespace thresh::cli
