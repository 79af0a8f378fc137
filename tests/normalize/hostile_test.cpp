// Properties that hold for any text: no normalizer crashes, none reads much of a long line, and what they give is
// made of what they got.
#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

// How many of the normalizers find a value in `text`.
int run_all(const std::string& text) {
  int found = 0;
  found += person(text).has_value();
  found += specialty(text).has_value();
  found += place(text).has_value();
  found += place_and_specialty(text).has_value();
  found += rating(text).has_value();
  found += count(text).has_value();
  found += number(text).has_value();
  found += date(text).has_value();
  found += boolean(text).has_value();
  found += language(text).has_value();
  found += money(text).has_value();
  found += url(text, "https://example.com/a/b").has_value();
  return found;
}

// Pieces that the grammars of the normalizers are made of, so that random texts come close to values.
rc::Gen<std::string> pieces() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
          "Dr.", "Jane", "de", "la", "O’Brien", ",", ", ", " ", "MD", "M.D.", "Jr.", "-", " – ", "Seattle", "WA",
          "98101", "Plastic Surgeon", "4.9", "4,7", "/", "5", "out of", "von", "★", "☆", "½", "⭐", "×", "%", "(", ")",
          "(retired)", "Answered by", "Aesthetician", "County", "TX", "on a scale of", "1 to 5", " on ", "answered:",
          "1,234", "1.2k", "people found this helpful", "March", "12", "'12", "2020", ":", "3", "pm", "Z", "+02:00",
          ".", "年", "月", "日", "前", "ago", "vor ", "3 days", "yesterday", "$", "€", "USD", "万", "üzerinden",
          "つ星のうち", "\u00A0", "\u200B", "\u0301", "ß", "山田", "://", "..", "#", "?", "@", "\"", "'", "")),
      [](const std::vector<std::string>& list) {
        std::string text;
        for (const std::string& piece : list) text += piece;
        return text;
      });
}

}  // namespace

TEST_CASE("No text makes a normalizer fail") {
  REQUIRE(rc::check("pieces of values in any order", [] { RC_ASSERT(run_all(*pieces()) <= 12); }));
  REQUIRE(rc::check("any text", [] {
    std::string text;
    for (const std::uint32_t c : *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange(0u, 0x11'0000u))) {
      text::append_utf8(text, static_cast<char32_t>(c));
    }
    RC_ASSERT(run_all(text) <= 12);
  }));
}

TEST_CASE("A person's name is made of the words that stand there") {
  REQUIRE(rc::check([] {
    const std::string text = *pieces();
    const auto found = person(text);
    if (!found) return;
    RC_ASSERT(!found->name.empty());
    RC_ASSERT(found->as_written == text::trim(text));
    for (const std::string* part : {&found->given, &found->family}) {
      RC_ASSERT(found->name.find(*part) != std::string::npos);
    }
  }));
}

TEST_CASE("A rating lies between nothing and its best") {
  REQUIRE(rc::check([] {
    const auto found = rating(*pieces());
    if (!found) return;
    RC_ASSERT(found->value.has_value());
    RC_ASSERT(*found->value >= 0);
    RC_ASSERT(*found->value <= found->best.value_or(*found->value));
    RC_ASSERT(found->count.value_or(0) >= 0);
  }));
}

TEST_CASE("A date that is read is read the same when it is written in ISO 8601") {
  REQUIRE(rc::check([] {
    const auto found = date(*pieces(), {"2026-11-25T14:30:00Z"});
    if (!found || found->open != Date::Open::kNothing) return;
    RC_ASSERT(date(found->iso).has_value());
    RC_ASSERT(date(found->iso)->iso == found->iso);
  }));
}

TEST_CASE("Every day of the calendar is read back from its written form, and no other day") {
  const auto any = [](int low, int high) { return rc::gen::inRange(low, high); };
  REQUIRE(rc::check([&any] {
    using std::chrono::day, std::chrono::month, std::chrono::year;
    const int y = *any(1500, 2200), m = *any(1, 13), d = *any(1, 32);
    const bool real =
        std::chrono::year_month_day(year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))).ok();
    RC_ASSERT(date(std::to_string(d) + "." + std::to_string(m) + "." + std::to_string(y)).has_value() == real);
  }));
}

TEST_CASE("White space around a value and no-break spaces inside change nothing") {
  REQUIRE(rc::check([] {
    const std::string text = *pieces();
    std::string spaced = " \u00A0" + text + "\t";
    for (std::size_t at = spaced.find(' ', 1); at != std::string::npos; at = spaced.find(' ', at + 1)) {
      if (at + 1 < spaced.size()) spaced.replace(at, 1, "\u00A0");
    }
    const auto plain = rating(text), other = rating(spaced);
    RC_ASSERT(plain.has_value() == other.has_value());
    if (!plain) return;  // RC_ASSERT would look at both sides of an ||
    RC_ASSERT(*plain->value == *other->value);
    RC_ASSERT(plain->count == other->count);
  }));
}

TEST_CASE("A long line is refused by every normalizer but the one of URLs") {
  std::string prose;
  while (prose.size() < 100'000) prose += "Jane Doe, MD was here in Seattle, WA and gave 4.9 out of 5 stars. ";
  CHECK(run_all(prose) == 0);
  CHECK(run_all(std::string(1'000'000, 'A')) == 0);
  CHECK(run_all(std::string(1'000'000, '9')) == 0);
  CHECK(run_all(std::string(1'000'000, ',')) == 0);
  CHECK(run_all(std::string(1'000'000, ' ')) == 0);
}

}  // namespace thresh::normalize
