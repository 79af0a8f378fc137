// What ASP.NET's Razor leaves of a page that it did not render: @Model.Title, @(item.Price), @Html.Raw(Model.Body).
//
// Private to the room. Tested by tests/clean/artifact_test.cpp with tests/clean/artifacts.tsv.
#pragma once

#include <string_view>

namespace thresh::clean {

// Whether the whole text is an expression of Razor. Mentions (@jane.doe), addresses and decorators are none: it has to
// start at one of the names that Razor gives a page, or to stand in parentheses.
bool is_razor(std::string_view text);

}  // namespace thresh::clean
