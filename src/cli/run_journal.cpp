// See run_journal.h. The journal is a line of JSON, written beside the old one and put in its place.
#include "cli/run_journal.h"

#include <cstring>
#include <utility>

#include "emit/json_writer.h"
#include "record/json_reader.h"

namespace thresh::cli {
namespace {

using base::Result;

constexpr std::size_t kFlushAt = std::size_t{1} << 18;   // bytes
constexpr std::size_t kLongest = std::size_t{64} << 10;  // of a journal
constexpr std::size_t kReadAtOnce = std::size_t{1} << 20;

template <class Number>
void put(std::string& out, const Number& number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

// Takes a number off the front; false where there is none.
template <class Number>
bool take(std::string_view& in, Number& number) {
  if (in.size() < sizeof(number)) return false;
  std::memcpy(&number, in.data(), sizeof(number));
  in.remove_prefix(sizeof(number));
  return true;
}

bool take(std::string_view& in, record::Fingerprint& print, std::string_view& id) {
  std::uint8_t long_enough = 0;
  std::uint32_t size = 0;
  const bool whole = take(in, print.words) && take(in, print.digest) && take(in, long_enough) &&
                     take(in, print.signature) && take(in, print.keys) && take(in, print.title.words) &&
                     take(in, print.title.numbers) && take(in, size);
  if (!whole || in.size() < size) return false;
  print.long_enough = long_enough != 0;
  id = in.substr(0, size);
  in.remove_prefix(size);
  return true;
}

constexpr std::pair<std::string_view, std::uint64_t RunState::*> kCounts[] = {
    {"pages", &RunState::pages},        {"records", &RunState::records}, {"repeated", &RunState::repeated},
    {"unwanted", &RunState::unwanted},  {"failed", &RunState::failed},   {"with_findings", &RunState::with_findings},
    {"unfetched", &RunState::unfetched}};
constexpr std::string_view kSizes[] = {"records_bytes", "ledger_bytes", "originals_bytes"};

std::unexpected<base::Error> damaged(const std::string& path) {
  return base::failure(base::ErrorCode::kUnreadable, "the journal " + path + " is damaged",
                       "take it away and run without --resume, or from the beginning with it");
}

}  // namespace

class RunJournal::PartOutput final : public base::Output {
 public:
  explicit PartOutput(Part& part) : part_(part) {}
  Result<void> write(std::string_view bytes) override { return part_.add(bytes); }
  Result<void> commit() override { return part_.flush(); }

 private:
  Part& part_;
};

std::unique_ptr<base::Output> RunJournal::output_of(Part& part) { return std::make_unique<PartOutput>(part); }

Result<void> RunJournal::Part::add(std::string_view bytes) {
  waiting += bytes;
  return waiting.size() < kFlushAt ? Result<void>() : flush();
}

Result<void> RunJournal::Part::flush() {
  if (waiting.empty()) return {};
  auto appended = file->append(waiting);
  if (appended) waiting.clear();
  return appended;
}

RunJournal::RunJournal(base::Disk& disk, std::string output, std::string ledger, std::string_view run)
    : disk_(disk), output_path_(std::move(output)), ledger_path_(std::move(ledger)), run_(run) {
  records_.path = output_path_ + ".part";
  if (!ledger_path_.empty()) ledger_.path = ledger_path_ + ".part";
  originals_.path = records_.path + ".originals";
}

Result<std::unique_ptr<RunJournal>> RunJournal::open(base::Disk& disk, std::string output, std::string ledger,
                                                     std::string_view run) {
  for (std::string* path : {&output, &ledger}) {
    if (path->empty()) continue;
    auto place = disk.place_of(*path);
    if (!place) return std::unexpected(std::move(place.error()));
    *path = *std::move(place);
  }
  std::unique_ptr<RunJournal> journal(new RunJournal(disk, std::move(output), std::move(ledger), run));
  auto read = journal->read_journal();
  if (!read) return std::unexpected(std::move(read.error()));
  if (journal->done_) {
    if (auto placed = journal->put_in_place(); !placed) return std::unexpected(std::move(placed.error()));
    return journal;
  }
  Part* const parts[] = {&journal->records_, &journal->ledger_, &journal->originals_};
  for (std::size_t i = 0; i < std::size(parts); ++i) {
    if (parts[i]->path.empty()) continue;
    if (auto opened = journal->open_part(*parts[i], journal->sizes_[i]); !opened) {
      return std::unexpected(std::move(opened.error()));
    }
  }
  return journal;
}

// Whether there is a journal; where there is none, what stands in the parts counts for nothing.
Result<bool> RunJournal::read_journal() {
  const std::string path = records_.path + ".journal";
  const auto bytes = disk_.read(path, kLongest);
  if (!bytes && bytes.error().code == base::ErrorCode::kNotFound) return false;
  if (!bytes) return std::unexpected(bytes.error());
  record::JsonReader reader;
  const auto value = reader.read(*bytes);
  const record::Map* map = value ? value->as_map() : nullptr;
  if (map == nullptr) return damaged(path);
  const record::Value* run = map->find("run");
  if (run == nullptr || *run != record::Value(run_)) {
    return base::failure(base::ErrorCode::kUsage, records_.path + " is of another run: other inputs, rules or flags",
                         "run that one again, or take the .part files away");
  }
  const auto number = [&](std::string_view key, std::uint64_t& out) {
    const record::Value* found = map->find(key);
    const std::int64_t* integer = found == nullptr ? nullptr : found->as_integer();
    if (integer == nullptr || *integer < 0) return false;
    out = static_cast<std::uint64_t>(*integer);
    return true;
  };
  for (const auto& [key, count] : kCounts) {
    if (!number(key, state_.*count)) return damaged(path);
  }
  for (std::size_t i = 0; i < std::size(kSizes); ++i) {
    if (!number(kSizes[i], sizes_[i])) return damaged(path);
  }
  const record::Value* done = map->find("done");
  done_ = done != nullptr && *done == record::Value(true);
  return true;
}

Result<void> RunJournal::open_part(Part& part, std::uint64_t size) {
  auto file = disk_.append(part.path);
  if (!file) return std::unexpected(std::move(file.error()));
  part.file = *std::move(file);
  if (part.file->size() < size) return damaged(records_.path + ".journal");
  return part.file->size() == size ? Result<void>() : part.file->cut(size);
}

void RunJournal::keep_original(std::string_view id, const record::Fingerprint& print) {
  std::string& out = originals_.waiting;
  put(out, print.words);
  put(out, print.digest);
  put(out, static_cast<std::uint8_t>(print.long_enough));
  put(out, print.signature);
  put(out, print.keys);
  put(out, print.title.words);
  put(out, print.title.numbers);
  put(out, static_cast<std::uint32_t>(id.size()));
  out += id;
}

Result<void> RunJournal::for_each_original(
    const std::function<void(std::string_view, const record::Fingerprint&)>& visit) {
  auto input = disk_.stream(originals_.path);
  if (!input) return std::unexpected(std::move(input.error()));
  std::string held;  // what of the last piece is no whole entry yet
  while (true) {
    const std::size_t before = held.size();
    held.resize(before + kReadAtOnce);
    const auto count = (*input)->read(held.data() + before, kReadAtOnce);
    if (!count) return std::unexpected(count.error());
    held.resize(before + *count);
    std::string_view rest = held;
    while (true) {
      std::string_view entry = rest, id;
      record::Fingerprint print;
      if (!take(entry, print, id)) break;
      visit(id, print);
      rest = entry;
    }
    held.erase(0, held.size() - rest.size());
    if (*count == 0) break;
  }
  return held.empty() ? Result<void>() : damaged(originals_.path);
}

Result<void> RunJournal::save(const RunState& state) { return write_journal(state, false); }

Result<void> RunJournal::write_journal(const RunState& state, bool done) {
  Part* const parts[] = {&records_, &ledger_, &originals_};
  record::Map map;
  map.add("run", run_);
  map.add("done", done);
  for (const auto& [key, count] : kCounts) map.add(key, static_cast<std::int64_t>(state.*count));
  for (std::size_t i = 0; i < std::size(parts); ++i) {
    if (parts[i]->file != nullptr) {
      if (auto flushed = parts[i]->flush(); !flushed) return flushed;
      if (auto synced = parts[i]->file->sync(); !synced) return synced;
    }
    map.add(kSizes[i], static_cast<std::int64_t>(parts[i]->file == nullptr ? 0 : parts[i]->file->size()));
  }
  auto output = disk_.create(records_.path + ".journal");
  if (!output) return std::unexpected(std::move(output.error()));
  if (auto written = (*output)->write(emit::json_text(map)); !written) return written;
  return (*output)->commit();
}

Result<void> RunJournal::finish(const RunState& state) {
  if (auto written = write_journal(state, true); !written) return written;
  for (Part* part : {&records_, &ledger_, &originals_}) part->file = nullptr;
  return put_in_place();
}

// A run that is killed in here begins here again.
Result<void> RunJournal::put_in_place() {
  const auto place = [this](const std::string& part, const std::string& path) -> Result<void> {
    if (part.empty() || disk_.kind(part) == base::PathKind::kMissing) return {};
    return disk_.move(part, path);
  };
  if (auto moved = place(ledger_.path, ledger_path_); !moved) return moved;
  if (auto moved = place(records_.path, output_path_); !moved) return moved;
  if (auto removed = disk_.remove(originals_.path); !removed) return removed;
  return disk_.remove(records_.path + ".journal");
}

}  // namespace thresh::cli
