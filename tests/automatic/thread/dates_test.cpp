// Dates in short lines.
#include "automatic/thread/dates.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "normalize/normalize.h"
#include "text/unicode.h"

using namespace thresh;
using namespace thresh::automatic;

namespace {

std::string date_in(std::string_view line) { return std::string(date_words(line).value_or("")); }

}  // namespace

TEST_CASE("A line that is a date is taken whole, words before it included") {
  CHECK(date_in("March 19, 2024") == "March 19, 2024");
  CHECK(date_in("Posted on March 19, 2024") == "Posted on March 19, 2024");
  CHECK(date_in(" 3 years ago ") == "3 years ago");
}

TEST_CASE("A date is found at either end of a line") {
  CHECK(date_in("by anna » Tue Jul 11, 2023 4:30 pm") == "Tue Jul 11, 2023 4:30 pm");
  CHECK(date_in("2021-05-03 #4") == "2021-05-03");
  CHECK(date_in("Date: 04 March 2019, 09:12") == "Date: 04 March 2019, 09:12");
  CHECK(date_in("von anna am 04.03.2019 09:12") == "04.03.2019 09:12");
}

TEST_CASE("A date is found in the middle of a line, in any language") {
  CHECK(date_in("Hannah Mercer · June 14, 2022 · 4 min read") == "June 14, 2022");
  CHECK(date_in("anna wrote on 04 March 2019, 09:12:") == "04 March 2019, 09:12");
  CHECK(date_in("anna schrieb am 04.03.2019 um 09:12 Uhr:") == "04.03.2019 um 09:12 Uhr");
  CHECK(date_in("anna a écrit le 04/12/2019 à 09:12") == "le 04/12/2019 à 09:12");
  CHECK(date_in("anna escribió el 27 de diciembre de 2022, 13:20 (editado)") == "el 27 de diciembre de 2022, 13:20");
  CHECK(date_in("anna odpowiedział(a) 02.10.2015 o 19:13") == "02.10.2015 o 19:13");
  CHECK(date_in("anna o 19:13 w dniu 02.10.2015") == "19:13 w dniu 02.10.2015");
  CHECK(date_in("anna 发表于 2019-03-04 09:12") == "2019-03-04 09:12");
  CHECK(date_in("发布于 2019-03-04 09:12・IP 属地北京") == "2019-03-04 09:12");
  CHECK(date_in("12 ：anna：2020/07/05(日) 23:14 ID:x") == "2020/07/05(日) 23:14");
  CHECK(date_in("2020年3月12日 10時00分 佐藤美咲") == "2020年3月12日 10時00分");
  CHECK(date_in("Posted in News by Ann Berg, 2 days ago") == "2 days ago");
  CHECK(date_in("anna antwortete vor 3 Tagen (bearbeitet)") == "vor 3 Tagen");
}

TEST_CASE("A line may hold several dates") {
  const auto dates = dates_in("Published: 14 June 2022 | Updated: 15 June 2022, 10:30");
  REQUIRE(dates.size() == 2);
  CHECK(dates[0] == "14 June 2022");
  CHECK(dates[1] == "15 June 2022, 10:30");
}

TEST_CASE("Months and years are dates only where they are set apart") {
  CHECK(date_in("Ann Berg | March 2019 | Sport") == "March 2019");
  CHECK(date_in("The floods of March 2019 were the worst") == "");
  CHECK(date_in("Copyright 2022 Board") == "");
  CHECK(date_in("In 2022 we") == "");
}

TEST_CASE("Numbers are no dates") {
  CHECK(date_in("I have 3 cats") == "");
  CHECK(date_in("Chapter 4 of 12") == "");
  CHECK(date_in("12 comments, 1,234 views") == "");
  CHECK(date_in("Version 1.2.3") == "");
  CHECK(date_in("Call 0123 456 789") == "");
  CHECK(date_in(std::string(200, '1')) == "");
}

TEST_CASE("What is found is a part of the line that reads as a date") {
  rc::check([](const std::string& words) {
    static const std::string kLine = "may 4 2019 sat, 3 days ago: 12:30 (2020/1/2) ";
    std::string line;
    for (const unsigned char c : words) line += kLine.substr(c % kLine.size(), 3);
    for (const std::string_view date : dates_in(line)) {
      RC_ASSERT(line.find(date) != std::string::npos);
      RC_ASSERT(normalize::date(date).has_value());
    }
  });
}

TEST_CASE("A line that is a date in any form is found whole, before it is looked at closer") {
  for (const std::string table : {"date", "relative_date"}) {
    std::ifstream file(std::string(THRESH_SOURCE_DIR) + "/tests/normalize/" + table + ".tsv");
    REQUIRE(file);
    std::size_t forms = 0;
    for (std::string row; std::getline(file, row);) {
      const std::string form(text::trim(row.substr(0, row.find('\t'))));
      if (row.starts_with('#') || form.empty() || !normalize::date(form)) continue;
      ++forms;
      CHECK(date_in(form) == form);
    }
    CHECK(forms > 100);
  }
}
