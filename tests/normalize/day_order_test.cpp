// What tells which of two numbers is the day: the other dates of a page, and its language.
#include "normalize/day_order.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::normalize {

TEST_CASE("A date with a number over 12 tells the order for its separator") {
  CHECK(day_orders_in("asked 25/12/2020").slashed == DayOrder::kDayFirst);
  CHECK(day_orders_in("asked 12/25/2020").slashed == DayOrder::kMonthFirst);
  CHECK(day_orders_in("<td>25-12-2020</td>").dashed == DayOrder::kDayFirst);
  CHECK(day_orders_in("<td>25-12-2020</td>").slashed == DayOrder::kUnknown);
  CHECK(day_orders_in("25.12.2020").pointed == DayOrder::kDayFirst);
}

TEST_CASE("Dates that contradict each other, or that are none, tell nothing") {
  for (const char* page : {"25/12/2020 and 12/25/2020", "03/04/2020", "25/12/20", "2020/12/25", "125/12/2020",
                           "25/12/20201", "25/12", "", "/", "25/12/", "32/12/2020", "/25/12/2020", "25/13/2020"}) {
    INFO(page);
    CHECK(day_orders_in(page).slashed == DayOrder::kUnknown);
  }
}

TEST_CASE("Dates that follow each other tell the order where one way spans far less") {
  using Dates = std::vector<std::string>;
  const auto order = [](const Dates& dates, std::string_view captured = "2023-06-15T12:00:00Z") {
    return day_order_of_series(dates, captured);
  };
  const Dates of_march = {"03-04-2019, 09:12 AM", "03-04-2019, 11:40 AM", "03-05-2019, 08:03 AM",
                          "03-06-2019, 07:21 AM"};
  CHECK(order(of_march) == DayOrder::kMonthFirst);
  CHECK(order({"04/03/2019", "05/03/2019", "06/03/2019"}) == DayOrder::kDayFirst);
  CHECK(order({"06/03/2019", "05/03/2019", "04/03/2019"}) == DayOrder::kDayFirst);
  // Some that are out of order, one alone, the same day, and days that lie far apart in both ways say nothing.
  CHECK(order({"03/04/2019", "03/08/2019", "03/05/2019"}) == DayOrder::kUnknown);
  CHECK(order({"03/04/2019"}) == DayOrder::kUnknown);
  CHECK(order({"03/04/2019", "03/04/2019"}) == DayOrder::kUnknown);
  CHECK(order({"03/02/2019", "03/03/2019"}) == DayOrder::kUnknown);  // the next day, or a month later
  CHECK(order({"01/02/2017", "03/04/2018", "05/06/2019"}) == DayOrder::kUnknown);
  // Nobody writes in the future.
  CHECK(order(of_march, "2019-03-05T12:00:00Z") == DayOrder::kUnknown);
  CHECK(order({}) == DayOrder::kUnknown);
}

TEST_CASE("Dates of a page with a clock behind them are a series") {
  const std::string posts =
      "<p>Join Date: 05-02-2011</p><td>03-04-2019, <span class='time'>09:12 AM</span></td>"
      "<p>Join Date: 01-02-2003</p><td>03-05-2019, <span class='time'>08:03 AM</span></td>"
      "<td>03-06-2019 at 7:21 AM</td>";
  CHECK(day_orders_by_series(posts, {}).dashed == DayOrder::kMonthFirst);
  CHECK(day_orders_by_series(posts, {}).slashed == DayOrder::kUnknown);
  CHECK(day_orders_by_series(posts, "2019-03-05T12:00:00Z").dashed == DayOrder::kUnknown);
  CHECK(day_orders_by_series("03-04-2019, 03-05-2019, 03-06-2019", {}).dashed == DayOrder::kUnknown);
}

TEST_CASE("A language tells the order; English alone, and where the year comes first, nothing") {
  CHECK(day_order_of_language("en-US") == DayOrder::kMonthFirst);
  CHECK(day_order_of_language("en-GB") == DayOrder::kDayFirst);
  CHECK(day_order_of_language("de") == DayOrder::kDayFirst);
  CHECK(day_order_of_language("pt-BR") == DayOrder::kDayFirst);
  for (const char* tag : {"", "en", "en-CA", "ja", "ja-JP", "zh-Hans-CN", "und"}) {
    INFO(tag);
    CHECK(day_order_of_language(tag) == DayOrder::kUnknown);
  }
}

TEST_CASE("Only two short numbers with something behind them ask for the order") {
  for (const char* text : {"3/4/2021", "on 03-04-2021 at 5", "03.04.21"}) CHECK(asks_for_day_order(text));
  for (const char* text : {"2021-03-04", "12 March", "3/4", "2021/3/4", "", "a/b/c"})
    CHECK_FALSE(asks_for_day_order(text));
}

}  // namespace thresh::normalize
