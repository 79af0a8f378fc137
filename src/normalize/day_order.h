// Which comes first where a page writes days and months as two numbers.
//
// A page tells by its other dates: "25/12/2020" puts the day first, "12/25/2020" the month; where both stand it tells
// nothing. The language that it declares tells less surely, and what it is called alone ("en") often nothing.
//
// Tested by tests/normalize/day_order_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "normalize/values.h"

namespace thresh::normalize {

// By the page's own dates with a year of four digits, in one pass over its text (or its markup), per separator.
struct DayOrders {
  DayOrder slashed = DayOrder::kUnknown, dashed = DayOrder::kUnknown, pointed = DayOrder::kUnknown;
};
DayOrders day_orders_in(std::string_view page);

// Whether a text holds two short numbers and something behind them, as "3/4/2021": such a date asks for the order.
bool asks_for_day_order(std::string_view text);

// By dates that follow each other, as those of a thread's posts, where nothing else tells: read in the right way they
// are in order, none lies behind the day on which the page was taken (ISO 8601; may be empty), and they span far less
// than read in the other.
DayOrder day_order_of_series(std::span<const std::string> dates, std::string_view captured);

// The same of the days of a page that have a clock behind them ("03-04-2019, 9:12 AM"), per separator.
DayOrders day_orders_by_series(std::string_view page, std::string_view captured);

// By a BCP 47 tag in its usual case, such as "en-US"; may be empty. data/day_order.tsv has what is not day first.
DayOrder day_order_of_language(std::string_view tag);

}  // namespace thresh::normalize
