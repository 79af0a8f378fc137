#include "cli/run_journal.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"

namespace thresh::cli {
namespace {

using tests::MemoryDisk;

std::unique_ptr<RunJournal> opened(MemoryDisk& disk, std::string_view run = "a",
                                   const std::string& ledger = "l.jsonl") {
  auto journal = RunJournal::open(disk, "out.jsonl", ledger, run);
  REQUIRE(journal);
  return *std::move(journal);
}

record::Fingerprint print_of(std::uint64_t words) {
  record::Fingerprint print;
  print.words = words;
  print.digest[3] = static_cast<std::uint8_t>(words);
  print.long_enough = words % 2 == 0;
  print.signature[7] = words * 3;
  print.keys[1] = static_cast<std::uint32_t>(words + 1);
  print.title = {.words = words, .numbers = 7};
  return print;
}

TEST_CASE("a run that was never killed leaves its two files and nothing else") {
  MemoryDisk disk;
  auto journal = opened(disk);
  CHECK_FALSE(journal->is_done());
  CHECK(journal->state().pages == 0);
  CHECK(journal->records()->write("one\n"));
  CHECK(journal->ledger()->write("ledger\n"));
  journal->keep_original("x", print_of(1));
  CHECK(journal->finish({.pages = 1, .records = 1}));
  CHECK(disk.files == std::map<std::string, std::string>{{"out.jsonl", "one\n"}, {"l.jsonl", "ledger\n"}});
}

TEST_CASE("what was written after the journal counts for nothing") {
  MemoryDisk disk;
  {
    auto journal = opened(disk);
    auto records = journal->records(), ledger = journal->ledger();
    CHECK(records->write("one\n"));
    CHECK(ledger->write("l1\n"));
    journal->keep_original("x", print_of(2));
    CHECK(journal->save({.pages = 3, .records = 1, .repeated = 4, .unwanted = 5, .with_findings = 6, .failed = 2}));
    CHECK(records->write("two\n"));
    CHECK(records->commit());
    CHECK(ledger->write("l2\n"));
    journal->keep_original("y", print_of(3));
  }
  CHECK(disk.files["out.jsonl.part"] == "one\ntwo\n");
  auto journal = opened(disk);
  CHECK(disk.files["out.jsonl.part"] == "one\n");
  CHECK(journal->state().pages == 3);
  CHECK(journal->state().records == 1);
  CHECK(journal->state().repeated == 4);
  CHECK(journal->state().unwanted == 5);
  CHECK(journal->state().with_findings == 6);
  CHECK(journal->state().failed == 2);
  std::vector<std::string> ids;
  CHECK(journal->for_each_original([&](std::string_view id, const record::Fingerprint& print) {
    ids.emplace_back(id);
    const record::Fingerprint expected = print_of(2);
    CHECK(print.words == expected.words);
    CHECK(print.digest == expected.digest);
    CHECK(print.long_enough == expected.long_enough);
    CHECK(print.signature == expected.signature);
    CHECK(print.keys == expected.keys);
    CHECK(print.title.words == expected.title.words);
    CHECK(print.title.numbers == expected.title.numbers);
  }));
  CHECK(ids == std::vector<std::string>{"x"});
  CHECK(journal->records()->write("three\n"));
  CHECK(journal->finish({.pages = 4, .records = 2}));
  CHECK(disk.files == std::map<std::string, std::string>{{"out.jsonl", "one\nthree\n"}, {"l.jsonl", "l1\n"}});
}

TEST_CASE("parts without a journal are those of a run that had not come to its first") {
  MemoryDisk disk;
  disk.files["out.jsonl.part"] = "half";
  auto journal = opened(disk);
  CHECK(journal->finish({}));
  CHECK(disk.files["out.jsonl"].empty());
}

TEST_CASE("a journal of another run is told, and nothing is touched") {
  MemoryDisk disk;
  CHECK(opened(disk)->save({.pages = 1}));
  const auto files = disk.files;
  const auto journal = RunJournal::open(disk, "out.jsonl", "l.jsonl", "b");
  REQUIRE_FALSE(journal);
  CHECK(journal.error().code == base::ErrorCode::kUsage);
  CHECK(disk.files == files);
}

TEST_CASE("a damaged journal, and parts that are shorter than it says, are told") {
  for (const char* bytes : {"", "{", "[]", "{\"run\":\"a\"}", "{\"run\":\"a\",\"pages\":-1}"}) {
    MemoryDisk disk;
    CHECK(opened(disk)->save({.pages = 1}));
    disk.files["out.jsonl.part.journal"] = bytes;
    CHECK_FALSE(RunJournal::open(disk, "out.jsonl", "l.jsonl", "a"));
  }
  MemoryDisk disk;
  auto journal = opened(disk);
  CHECK(journal->records()->write("one\n"));
  CHECK(journal->save({.pages = 1}));
  disk.files["out.jsonl.part"] = "on";
  CHECK_FALSE(RunJournal::open(disk, "out.jsonl", "l.jsonl", "a"));
}

TEST_CASE("originals that are cut short are told") {
  MemoryDisk disk;
  auto journal = opened(disk);
  journal->keep_original("x", print_of(1));
  CHECK(journal->save({.pages = 1}));
  disk.files["out.jsonl.part.originals"].pop_back();
  const auto nothing = [](std::string_view, const record::Fingerprint&) {};
  CHECK_FALSE(journal->for_each_original(nothing));
}

// Writes two records with the journal saved between them.
bool run_through(MemoryDisk& disk) {
  auto journal = RunJournal::open(disk, "out.jsonl", "l.jsonl", "a");
  if (!journal) return false;
  if ((*journal)->is_done()) return true;
  for (std::uint64_t page = (*journal)->state().pages; page < 3;) {
    const std::string line = std::to_string(page) + '\n';
    if (!(*journal)->records()->write(line) || !(*journal)->ledger()->write(line)) return false;
    (*journal)->keep_original(line, print_of(page));
    if (!(*journal)->save({.pages = ++page})) return false;
  }
  return (*journal)->finish({.pages = 3}).has_value();
}

TEST_CASE("whatever operation of the disk fails, the next run ends as if none had") {
  MemoryDisk sound;
  REQUIRE(run_through(sound));
  const std::size_t all = sound.operations();
  CHECK(all > 20);
  for (std::size_t n = 1; n <= all; ++n) {
    for (const bool for_good : {false, true}) {
      MemoryDisk disk;
      for_good ? disk.fail_from(n) : disk.fail_at(n);
      CHECK_FALSE(run_through(disk));
      disk.fail_never();
      CHECK(run_through(disk));
      CHECK(disk.files == sound.files);
    }
  }
}

}  // namespace
}  // namespace thresh::cli
