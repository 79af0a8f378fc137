// See ledger_file.h.
#include "cli/ledger_file.h"

#include <unistd.h>

#include <charconv>
#include <cstring>
#include <string_view>
#include <utility>

#include "emit/json_string.h"
#include "emit/number.h"

namespace thresh::cli {
namespace {

using convert::Ledger;

constexpr std::string_view kBegin = "{\"begin\":", kEnd = ",\"end\":", kRaw = ",\"raw\":true", kClose = "},";
constexpr std::size_t kNumber = 10;  // digits of an offset, at most

char* put(std::string_view text, char* out) {
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

}  // namespace

base::Result<std::unique_ptr<LedgerFile>> LedgerFile::create(base::Disk& disk, const std::string& path) {
  if (path == "-") {
    return std::make_unique<LedgerFile>(base::descriptor_output(STDOUT_FILENO, "standard output"));
  }
  auto output = disk.create(path);
  if (!output) return std::unexpected(std::move(output.error()));
  return std::make_unique<LedgerFile>(*std::move(output));
}

// The end of each entry's text (convert::entry_of), which stands behind the bytes of each of its spans. A page has
// thousands of spans and few entries, so each entry is written once.
std::vector<std::size_t> LedgerFile::write_entries(const std::vector<Entry>& entries) {
  entries_.clear();
  std::vector<std::size_t> ends;
  ends.reserve(entries.size());
  for (const Entry& entry : entries) {
    const auto add = [this](std::string_view key, std::string_view text) {
      entries_.add(key);
      emit::add_json_string(text, entries_);
    };
    add(",\"state\":", convert::name(entry.state));
    if (entry.state == Ledger::State::kKept) add(",\"path\":", entry.path);
    if (entry.state == Ledger::State::kRemoved) add(",\"reason\":", entry.reason);
    if (!entry.rule.empty()) add(",\"rule\":", entry.rule);
    if (entry.state == Ledger::State::kRemoved) {
      emit::NumberBuffer number;
      entries_.add(",\"confidence\":");
      entries_.add(emit::number_text(entry.confidence, number));
    }
    ends.push_back(entries_.text().size());
  }
  return ends;
}

// convert::ledger_line as text. Room for a span is asked for once.
base::Result<void> LedgerFile::add(const std::string& page, const Ledger& ledger, const base::Error* error) {
  const std::vector<std::size_t> ends = write_entries(ledger.entries);
  const std::string_view entries = entries_.text();
  head_.clear();
  head_.write(convert::ledger_head(ledger, page, error));
  line_.clear();
  line_.add(head_.text().substr(0, head_.text().size() - 1));
  line_.add(",\"spans\":[");
  for (const Ledger::Span& span : ledger.spans) {
    const std::size_t from = span.entry == 0 ? 0 : ends[span.entry - 1];
    const std::string_view entry = entries.substr(from, ends[span.entry] - from);
    char* out = line_.room(kBegin.size() + kEnd.size() + 2 * kNumber + entry.size() + kRaw.size() + kClose.size());
    out = put(kBegin, out);
    out = put(kEnd, std::to_chars(out, out + kNumber, span.bytes.begin).ptr);
    out = put(entry, std::to_chars(out, out + kNumber, span.bytes.end).ptr);
    if (span.raw) out = put(kRaw, out);
    line_.grow_to(put(kClose, out));
  }
  if (!ledger.spans.empty()) line_.drop_last();  // the comma behind the last span
  line_.add("]}\n");
  return output_->write(line_.text());
}

}  // namespace thresh::cli
