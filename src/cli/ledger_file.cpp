// See ledger_file.h.
#include "cli/ledger_file.h"

#include <unistd.h>

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
  line_.clear();
  const std::string head = json(convert::ledger_head(ledger, page, error));
  line_.add(std::string_view(head).substr(0, head.size() - 1));
  line_.add(",\"spans\":[");
  const auto add_number = [this](std::uint32_t number) {
    constexpr std::size_t kSize = 10;
    char* const out = line_.room(kSize);
    line_.grow_to(std::to_chars(out, out + kSize, number).ptr);
  };
  for (bool first = true; const convert::Ledger::Span& span : ledger.spans) {
    if (!std::exchange(first, false)) line_.add(',');
    line_.add("{\"begin\":");
    add_number(span.bytes.begin);
    line_.add(",\"end\":");
    add_number(span.bytes.end);
    line_.add(entries[span.entry]);
    if (span.raw) line_.add(",\"raw\":true");
    line_.add('}');
  }
  line_.add("]}\n");
  return output_->write(line_.text());
}

}  // namespace thresh::cli
