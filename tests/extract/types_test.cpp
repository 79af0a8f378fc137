// Typed values as records have them, and the reader that remembers them.
#include "extract/types.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <charconv>

#include "base/arena.h"
#include "clean/mojibake.h"
#include "extract/type_reader.h"
#include "text/table.h"

using namespace thresh;
using extract::make;
using extract::TypeReader;
using record::Type;

namespace {

std::string shown(const record::Value* value) {
  if (value == nullptr) return "(no such field)";
  if (value->is_null()) return "null";
  if (const std::string* text = value->as_text()) return *text;
  if (const bool* yes = value->as_bool()) return *yes ? "true" : "false";
  if (const std::int64_t* integer = value->as_integer()) return std::to_string(*integer);
  if (value->as_real() == nullptr) return "(a map or a list)";
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, *value->as_real()).ptr};
}

// Texts that come close to values, and texts that do not.
rc::Gen<std::string> texts() {
  return rc::gen::oneOf(
      rc::gen::string<std::string>(),
      rc::gen::element<std::string>("Baltimore Plastic Surgeon", "Oral Surgeon", "Jane Doe, MD", "4.9 out of 5", "12",
                                    "March 12, 2020", "Toronto, ON", "Dermatologist", "", " ", "no", "1.2k"));
}

}  // namespace

TEST_CASE("A text becomes the value that the table says") {
  for (const auto& row : tests::table("extract/types.tsv", 4)) {
    INFO(row[0] << " of \"" << row[1] << "\" at " << row[2]);
    const auto type = record::type_of_name(row[0]);
    REQUIRE(type);
    const auto made = make(*type, row[1], {"https://site.example/page/"});
    CHECK((made ? shown(record::at(made->value, row[2])) : "no") == row[3]);
    const bool no = extract::fit(*type, row[1]) == normalize::Fit::kNo;
    CHECK((no || *type == Type::kUrl) == (row[3] == "no" || *type == Type::kUrl));
  }
}

TEST_CASE("The page's language decides what a separator is, and what a title means") {
  const auto read = [](Type type, std::string_view text, const std::string& language, std::string_view at) {
    TypeReader types(extract::PageFacts{.language = language});
    const auto& made = types.read(type, text);
    return made ? shown(record::at(made->value, at)) : "no";
  };
  CHECK(read(Type::kMoney, "1,859 €", "de", "/amount") == "1.859");
  CHECK(read(Type::kMoney, "1,859 €", "", "/amount") == "1859");
  CHECK(read(Type::kNumber, "1,859", "fr-FR", "") == "1.859");
  CHECK(read(Type::kNumber, "1,859", "en", "") == "1859");
  CHECK(read(Type::kSpecialty, "整形外科", "zh-TW", "/name") == "Plastic Surgery");
  CHECK(read(Type::kSpecialty, "整形外科", "ja", "/name") == "Orthopaedic Surgery");
}

TEST_CASE("Every type that a selector file can name has a maker; a group has none") {
  for (const std::string_view name : record::type_names()) {
    INFO(name);
    bool made = false;
    for (const char* text : {"4.9 out of 5", "12", "Jane Doe, MD", "Toronto, ON", "Dermatologist", "2020-03-12", "yes",
                             "en", "$5", "https://site.example/"}) {
      made |= make(*record::type_of_name(name), text, {}).has_value();
    }
    CHECK(made);
  }
  CHECK_FALSE(make(Type::kGroup, "words", {}));
}

TEST_CASE("What a value has to say beside itself stands beside it") {
  CHECK(make(Type::kCount, "1.2k", {})->beside.find("_approximate") != nullptr);
  CHECK(make(Type::kCount, "1200", {})->beside.empty());
  CHECK(shown(make(Type::kDate, "March 12, 2020", {})->beside.find("_as_written")) == "March 12, 2020");
  CHECK(make(Type::kDate, "2020-03-12", {})->beside.empty());
}

TEST_CASE("A date that nobody can tell is one without a value, and keeps its words") {
  const auto relative = make(Type::kDate, "3 days ago", {});
  REQUIRE(relative);
  CHECK(relative->value.is_null());
  CHECK(relative->open == normalize::Date::Open::kCapture);
  CHECK(shown(relative->beside.find("_as_written")) == "3 days ago");
  CHECK(extract::fit(Type::kDate, "3 days ago") == normalize::Fit::kUnsure);
  CHECK(make(Type::kDate, "03/04/2021", {})->open == normalize::Date::Open::kDayOrder);
}

TEST_CASE("Money has its amount, its currency and its words, and the upper end where it is a range") {
  const auto range = make(Type::kMoney, "€4,000–€6,500", {});
  REQUIRE(range);
  CHECK(shown(record::at(range->value, "/amount")) == "4000");
  CHECK(shown(record::at(range->value, "/to")) == "6500");
  CHECK(shown(record::at(range->value, "/currency")) == "EUR");
  CHECK(shown(record::at(range->value, "/as_written")) == "€4,000–€6,500");
  const auto one = make(Type::kMoney, "$5", {});
  CHECK(shown(record::at(one->value, "/to")) == "(no such field)");
  CHECK(shown(record::at(one->value, "/currency")) == "null");
}

TEST_CASE("A reader knows of its page when it was taken, in what order it writes days, and its currency") {
  TypeReader captured(extract::PageFacts{.captured = "2026-11-25"});
  CHECK(shown(&captured.read(Type::kDate, "3 days ago")->value) == "2026-11-22");
  TypeReader american(extract::PageFacts{.language = "en-US", .currency = "USD"});
  CHECK(shown(&american.read(Type::kDate, "03/04/2021")->value) == "2021-03-04");
  CHECK(shown(record::at(american.read(Type::kMoney, "$5")->value, "/currency")) == "USD");
  TypeReader by_its_dates(extract::PageFacts{.language = "en-US", .text = "<p>asked 25/12/2020</p>"});
  CHECK(shown(&by_its_dates.read(Type::kDate, "03/04/2021")->value) == "2021-04-03");
  TypeReader of_other_dates(extract::PageFacts{.text = "<p>asked 25-12-2020</p>"});
  CHECK(of_other_dates.read(Type::kDate, "03/04/2021")->value.is_null());
  CHECK(shown(&of_other_dates.read(Type::kDate, "03-04-2021")->value) == "2021-04-03");
}

TEST_CASE("A text that holds only the other half of a by-line is told apart from one that holds neither") {
  CHECK(extract::holds_only_other(Type::kPlace, "Oral Surgeon"));
  CHECK_FALSE(extract::holds_only_other(Type::kPlace, "Dallas Oral Surgeon"));
  CHECK_FALSE(extract::holds_only_other(Type::kPlace, "nothing of the kind"));
  CHECK(extract::holds_only_other(Type::kSpecialty, "Dallas, TX"));
  CHECK_FALSE(extract::holds_only_other(Type::kSpecialty, "Dallas Dermatologist"));
  CHECK_FALSE(extract::holds_only_other(Type::kSpecialty, "nothing of the kind"));
  CHECK_FALSE(extract::holds_only_other(Type::kPerson, "Dallas, TX"));
}

TEST_CASE("A blank object has every field that is always written, lists as empty ones") {
  const record::Map person = extract::blank(record::person_shape());
  for (const record::Field& field : record::person_shape().fields) {
    INFO(field.name);
    const record::Value* value = person.find(field.name);
    CHECK((value == nullptr) == field.optional);
    if (value != nullptr) CHECK((field.list ? value->as_list() != nullptr : value->is_null()));
  }
}

TEST_CASE("A reader that remembers says what the makers say, in whatever order it is asked") {
  REQUIRE(rc::check([](std::size_t first_type) {
    TypeReader reader("https://site.example/");
    const auto names = record::type_names();
    for (const std::string& text : *rc::gen::container<std::vector<std::string>>(texts())) {
      (void)reader.read_pair(text);
      for (std::size_t i = 0; i < names.size(); ++i) {
        const Type type = *record::type_of_name(names[(first_type + i) % names.size()]);
        base::Arena arena;  // random bytes may be mojibake
        const std::string_view read = is_text(type) ? text : clean::mend_mojibake(text, arena);
        const auto fresh = make(type, read, {"https://site.example/"});
        const auto& known = reader.read(type, text);
        RC_ASSERT(known.has_value() == fresh.has_value());
        if (!fresh) continue;
        RC_ASSERT(known->value == fresh->value);
        RC_ASSERT(known->beside == fresh->beside);
        RC_ASSERT(known->fit == fresh->fit);
      }
    }
  }));
}

TEST_CASE("A reader tells a name through its mojibake, and leaves prose as it stands") {
  TypeReader reader;
  CHECK(reader.fit(Type::kPerson, "Jos\u00C3\u00A9 Garc\u00C3\u00ADa, MD") == normalize::Fit::kSure);
  CHECK(shown(reader.read(Type::kPerson, "Jos\u00C3\u00A9 Garc\u00C3\u00ADa, MD")->value.as_map()->find("name")) ==
        "José García");
  CHECK(shown(&reader.read(Type::kText, "Jos\u00C3\u00A9")->value) == "Jos\u00C3\u00A9");
}

TEST_CASE("A reader of many texts stays right after it has stopped to remember") {
  TypeReader reader;
  for (int i = 0; i < 10'000; ++i) {
    REQUIRE(*reader.read(Type::kCount, std::to_string(i) + " votes")->value.as_integer() == i);
  }
  CHECK(*reader.read(Type::kCount, "7 votes")->value.as_integer() == 7);
}
