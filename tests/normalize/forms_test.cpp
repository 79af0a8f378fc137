// The tables of forms, one a kind of value.
#include "forms.h"

#include "normalize/normalize.h"
#include "renderings.h"

namespace thresh::normalize {

TEST_CASE("Every form of every table is read as the table says") {
  for (const Table& table : tables()) check_forms(std::string(table.name) + ".tsv", table.render);
}

TEST_CASE("A relative date is open without the day of the capture, and nothing else of its table is one") {
  check_forms("relative_date.tsv", [](std::string_view text) {
    const auto seen_from_there = date(text, {kCaptured, DayOrder::kUnknown, DayOrder::kUnknown, DayOrder::kUnknown});
    const auto alone = date(text);
    CHECK(alone.has_value() == seen_from_there.has_value());
    if (alone) CHECK(alone->open == Date::Open::kCapture);
    return seen_from_there ? seen_from_there->iso : "-";
  });
}

TEST_CASE("What a capture does not tell leaves a relative date open") {
  const auto seen_from = [](std::string_view captured, std::string_view text) {
    return date(text, {captured, DayOrder::kUnknown, DayOrder::kUnknown, DayOrder::kUnknown}).value();
  };
  CHECK(seen_from("2026", "3 days ago").open == Date::Open::kCapture);
  CHECK(seen_from("2026-11", "3 days ago").open == Date::Open::kCapture);
  CHECK(seen_from("2026-11", "3 months ago").iso == "2026-08");
  CHECK(seen_from("2026", "3 years ago").iso == "2023");
  CHECK(seen_from("last summer", "3 years ago").open == Date::Open::kCapture);
  CHECK(seen_from("2026-11-25", "30 hours ago").iso == "2026-11-24");
  CHECK(seen_from("2026-11-25T02:00", "3 hours ago").iso == "2026-11-24");
  CHECK(seen_from("2026-11-25T02:00", "2 hours ago").iso == "2026-11-25");
  CHECK(seen_from("2026-03-31", "1 month ago").iso == "2026-02");
  CHECK(seen_from("2026-01-01", "yesterday").iso == "2025-12-31");
}

TEST_CASE("A currency that the page names decides what a sign of several stands for, and nothing else") {
  CHECK(money("$5")->currency.empty());
  CHECK(money("$5", "CAD")->currency == "CAD");
  CHECK(money("$5", "EUR")->currency.empty());
  CHECK(money("€5", "USD")->currency == "EUR");
  CHECK_FALSE(money("5", "USD"));
}

}  // namespace thresh::normalize
