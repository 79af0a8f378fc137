// Microdata (HTML standard, section 5).
//
// An item is an element with itemscope; its properties are the elements inside it with itemprop, those of other items
// inside it excepted, and those of the elements that its itemref names. What a value is depends on its element
// (section 5.2.4). Beyond the standard: `content` counts on any element, as search engines read it.
//
// One pass over the tree gives each property to the item around it; only what itemref names is walked again, and each
// step of that is one of the page's budget.
//
// Tested by tests/structured/microdata_test.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "html/budget.h"
#include "html/document.h"
#include "structured/item.h"
#include "structured/said.h"

namespace thresh::structured {

// Appends the page's items, in page order. An item that is the value of a property is `owned`.
void read_microdata(const html::Document& document, html::Budget& budget, Items& items);

// The top-level items (section 5.2.5, "to JSON"): {type: […], id, properties: {name: […]}}. Addresses are resolved
// against `base`. Where an item is inside of itself, "ERROR" stands in its place, as the standard has it.
record::List print_microdata(const Items& items, const Said& said, std::string_view base);

}  // namespace thresh::structured
