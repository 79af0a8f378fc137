// See new_records.h.
#include "dataset/new_records.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "convert/bookkeeping.h"
#include "record/fingerprint.h"
#include "record/own_words.h"

namespace thresh::dataset {
namespace {

using record::Map;
using record::Value;

Value stale_value(const Stale& stale) {
  Map map;
  map.add("since", base::utc_text(stale.since));
  map.add("reason", stale.reason);
  return map;
}

std::string text_of(const Map& map, std::string_view key) {
  const Value* value = map.find(key);
  return value == nullptr || value->as_text() == nullptr ? std::string() : *value->as_text();
}

// Sets a record's mark as stale, or takes it away; whether that changes it. One that is stale already stays so since
// then, for whatever reason now.
bool set_stale(Map& record, NewRecords::Mark mark, const Stale& stale) {
  const Value* before = record.find("stale");
  if (mark == NewRecords::Mark::kAsItWas) return false;
  if (mark == NewRecords::Mark::kFresh) return record.erase("stale");
  Value now = stale_value(stale);
  if (before != nullptr && before->as_map() != nullptr) {
    const Value* since = before->as_map()->find("since");
    if (since != nullptr) now.as_map()->set("since", *since);
  }
  if (before != nullptr && *before == now) return false;
  record.set("stale", std::move(now));
  return true;
}

// "records.yaml".
std::string file_name(const std::string& format) {
  const std::string_view extension = emit::find_format(format)->extension;
  return "records" + (extension.empty() ? '.' + format : std::string(extension));
}

}  // namespace

std::set<std::string> NewRecords::names(const OutputSettings& output) {
  std::set<std::string> names = {std::string(base_name(output))};
  if (output.ledger) names.emplace(kLedger);
  for (const std::string& format : output.formats) names.insert(file_name(format));
  return names;
}

base::Result<NewRecords> NewRecords::begin(NewVersion& version, const OutputSettings& output, Before before) {
  NewRecords all;
  all.before_ = std::move(before);
  if (auto opened = all.open(version, base_name(output), "jsonl", false); !opened) {
    return std::unexpected(std::move(opened.error()));
  }
  for (const std::string& name : output.formats) {
    if (name == "jsonl" && !output.bare) continue;
    if (auto opened = all.open(version, file_name(name), name, output.bare); !opened) {
      return std::unexpected(std::move(opened.error()));
    }
  }
  if (!output.ledger) return all;
  auto file = version.create(kLedger);
  if (!file) return std::unexpected(std::move(file.error()));
  all.ledger_ = *std::move(file);
  all.ledger_lines_ = emit::find_format("jsonl")->make(*all.ledger_, {});
  return all;
}

base::Result<void> NewRecords::open(NewVersion& version, std::string_view name, std::string_view format, bool bare) {
  auto output = version.create(name);
  if (!output) return std::unexpected(std::move(output.error()));
  File file;
  file.output = *std::move(output);
  file.emitter = emit::find_format(format)->make(*file.output, {.many = true});
  file.bare = bare;
  files_.push_back(std::move(file));
  return {};
}

void NewRecords::note_fingerprints(base::Disk& disk, const std::string& path) {
  auto created = NewFingerprints::create(disk, path);
  if (created) fingerprints_.emplace(*std::move(created));
}

void NewRecords::keep_fingerprints(std::string_view sha256) {
  // Without them the next run takes longer, and that is all.
  if (fingerprints_) static_cast<void>(fingerprints_->commit(sha256));
  fingerprints_.reset();
}

// Says of a record whether it repeats an earlier one of this version; whether that is news.
bool NewRecords::mark_duplicate(Map& record, const record::Fingerprint& print) {
  if (fingerprints_ && !fingerprints_->add(print)) fingerprints_.reset();
  const auto original = seen_.add(text_of(record, "id"), print);
  Value now = original ? Value(original->id) : Value();
  const Value* before = record.find("duplicate_of");
  if (before != nullptr && *before == now) return false;
  record.set("duplicate_of", std::move(now));
  return true;
}

std::string NewRecords::line_of(const Map& record) {
  writer_->clear();
  writer_->write(record);
  return std::string(writer_->text());
}

base::Result<void> NewRecords::write(const Map& record, std::string_view line) {
  ++records_;
  std::optional<Map> bare;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    File& file = files_[i];
    base::Result<void> written;
    if (i == 0) {
      written = file.output->write(line);
      if (written) written = file.output->write("\n");
    } else if (file.bare) {
      if (!bare) convert::strip_bookkeeping(bare.emplace(record));
      written = file.emitter->write(*bare);
    } else {
      written = file.emitter->write(record);
    }
    if (!written) return written;
  }
  return {};
}

// An id says the kind. A record that the version before does not have is none that changed: somebody published another
// version by hand.
base::Result<void> NewRecords::note_kind(const Map& record, const std::vector<std::string>& was) {
  const std::string own = text_of(record, "kind") + '-';
  if (was.empty() || std::ranges::any_of(was, [&](const std::string& id) { return id.starts_with(own); })) return {};
  const auto line = before_.records.take(was.front());
  if (!line) return std::unexpected(line.error());
  if (line->empty()) return {};
  const auto before = reader_->read(line->text);
  if (!before) return std::unexpected(before.error());
  statistics_.add_other_kind(record, *before->as_map());
  return {};
}

base::Result<std::string> NewRecords::add(convert::Converted converted, Mark mark, const Stale& stale,
                                          const std::vector<std::string>& was) {
  Map& record = converted.record;
  if (auto noted = note_kind(record, was); !noted) return std::unexpected(std::move(noted.error()));
  mark_duplicate(record, record::fingerprint(record::own_words(record)));
  const std::string id = text_of(record, "id");
  const auto before = before_.records.take(id);
  if (!before) return std::unexpected(before.error());
  if (mark != Mark::kFresh && !before->empty()) {
    const auto old = reader_->read(before->text);
    if (!old) return std::unexpected(old.error());
    const Value* stale_before = old->as_map()->find("stale");
    if (stale_before != nullptr) record.set("stale", *stale_before);
  }
  set_stale(record, mark, stale);
  const std::string line = line_of(record);
  differs_ |= before->text != line;
  const bool is_stale = record.find("stale") != nullptr;
  stale_ += is_stale ? 1 : 0;
  statistics_.add(record, is_stale);
  if (auto written = write(record, line); !written) return std::unexpected(std::move(written.error()));
  return id;
}

base::Result<void> NewRecords::add_ledger(const convert::Ledger& ledger, std::string_view source,
                                          const base::Error* error) {
  if (!ledger_lines_) return {};
  return ledger_lines_->write(convert::ledger_line(ledger, std::string(source), error));
}

base::Result<std::size_t> NewRecords::keep(const std::vector<std::string>& ids, Mark mark, const Stale& stale) {
  std::size_t kept = 0;
  for (const std::string& id : ids) {
    auto line = before_.records.take(id);
    if (!line) return std::unexpected(std::move(line.error()));
    if (line->empty()) continue;
    auto value = reader_->read(line->text);
    if (!value) return std::unexpected(std::move(value.error()));
    Map record = std::move(*value->as_map());
    const auto known = before_.fingerprints.at(line->number);
    const record::Fingerprint print = known ? *known : record::fingerprint(record::own_words(record));
    const bool repeats = mark_duplicate(record, print), marked = set_stale(record, mark, stale);
    const bool is_stale = record.find("stale") != nullptr;
    stale_ += is_stale ? 1 : 0;
    statistics_.add(record, is_stale);
    differs_ |= repeats || marked;
    if (repeats || marked) line->text = line_of(record);
    if (auto written = write(record, line->text); !written) return std::unexpected(std::move(written.error()));
    ++kept;
  }
  return kept;
}

base::Result<void> NewRecords::keep_ledger(std::string_view source) {
  if (!ledger_) return {};
  auto line = before_.ledger.take(source);
  if (!line) return std::unexpected(std::move(line.error()));
  return line->empty() ? base::Result<void>() : ledger_->write(line->text + '\n');
}

base::Result<void> NewRecords::drop(const std::vector<std::string>& ids, bool is_gone) {
  for (const std::string& id : ids) {
    auto line = before_.records.take(id);
    if (!line) return std::unexpected(std::move(line.error()));
    if (line->empty()) continue;
    differs_ = true;
    if (!is_gone) continue;
    auto value = reader_->read(line->text);
    if (!value) return std::unexpected(std::move(value.error()));
    statistics_.add_removed(*value->as_map());
  }
  return {};
}

base::Result<void> NewRecords::finish() {
  differs_ |= records_ != before_.records.size();
  for (File& file : files_) {
    if (auto done = file.emitter->finish(); !done) return done;
    if (auto done = file.output->commit(); !done) return done;
  }
  return ledger_ ? ledger_->commit() : base::Result<void>();
}

}  // namespace thresh::dataset
