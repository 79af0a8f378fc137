// The city at the end of an address with its street: "123 Main St, Houston, TX 77002", "Hauptstr. 12, 10115 Berlin".
//
// An address is told by a number before its first comma (or a post-office box) and by the postal code at its end: that
// of the United States behind a state, that of Great Britain behind the city, five or four digits before it. Anything
// else is no address that we know.
//
// Tested by tests/normalize/forms_test.cpp with place.tsv.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace thresh::normalize {

// The city and what it lies in, as parts between commas would say it ("Houston", "TX"). `glued`: the street may stand
// before the city without a comma ("123 Main St. Houston").
struct AddressEnd {
  std::vector<std::string_view> parts;
  bool glued = false;
};

std::optional<AddressEnd> address_end(std::string_view text);

}  // namespace thresh::normalize
