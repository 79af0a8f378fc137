// What tells which of two numbers is the day: the other dates of a page, and its language.
#include "normalize/day_order.h"

#include <catch2/catch.hpp>
#include <string>

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
