// A ledger that is written as text is what it is as a value.
#include "cli/ledger_file.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "base/faulty_disk.h"
#include "emit/json_writer.h"

namespace thresh::cli {
namespace {

using convert::Ledger;

// The line of a ledger file that has only this one.
std::string line_of(const Ledger& ledger, const base::Error* error = nullptr) {
  tests::MemoryDisk disk;
  auto file = LedgerFile::create(disk, "l.jsonl");
  REQUIRE(file);
  REQUIRE((*file)->add("page.html", ledger, error));
  REQUIRE((*file)->commit());
  return disk.files["l.jsonl"];
}

std::string expected(const Ledger& ledger, const base::Error* error = nullptr) {
  return emit::json_text(convert::ledger_line(ledger, "page.html", error)) + '\n';
}

TEST_CASE("a page without spans has its line") {
  const base::Error error{base::ErrorCode::kEmptyPage, "empty", {}, {}};
  CHECK(line_of({}, &error) == expected({}, &error));
  CHECK(line_of({}).ends_with("\"spans\":[]}\n"));
}

TEST_CASE("any ledger is written as its value is") {
  REQUIRE(rc::check([] {
    const auto any_text = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab\"\\\n\xC3/")));
    Ledger ledger;
    ledger.charset = "utf-8";
    ledger.html = *rc::gen::arbitrary<bool>();
    ledger.kept = *rc::gen::inRange<std::size_t>(0, 1000);
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
      ledger.entries.push_back({.state = static_cast<Ledger::State>(*rc::gen::inRange(0, 3)),
                                .path = *any_text,
                                .reason = *any_text,
                                .rule = *any_text,
                                .confidence = *rc::gen::elementOf(std::vector{0.5, 0.99, 1.0})});
    }
    for (int i = *rc::gen::inRange(0, 9); i > 0; --i) {
      const auto begin = *rc::gen::arbitrary<std::uint32_t>(), end = *rc::gen::arbitrary<std::uint32_t>();
      const auto entry = *rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(ledger.entries.size()));
      ledger.spans.push_back({{begin, end}, entry, *rc::gen::arbitrary<bool>()});
    }
    RC_ASSERT(line_of(ledger) == expected(ledger));
  }));
}

}  // namespace
}  // namespace thresh::cli
