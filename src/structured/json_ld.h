// JSON-LD (W3C JSON-LD 1.1) as search engines read it: the objects of the page's blocks as items.
//
// Contexts are not fetched. A name counts by what stands behind its prefix or namespace, which is the same in every
// vocabulary that pages use. An object of a list, of @graph, @set or @list is one like any other; an object that has
// only an @id (and a type) stands for the one that has that @id and more to say, wherever it is on the page. {"@value":
// x} is x. Nulls are nothing.
//
// Tested by tests/structured/json_ld_test.cpp.
#pragma once

#include "extract/embedded_json.h"
#include "html/budget.h"
#include "structured/item.h"

namespace thresh::structured {

// Appends the items of `roots`: outer before inner. Views into the values. Each value takes a step of the budget.
void read_json_ld(const std::vector<const record::Value*>& roots, html::Budget& budget, Items& items);

// The blocks as they stand, lists written out one by one, for `thresh inspect`; blocks that are no object are left out.
record::List print_json_ld(const std::vector<const record::Value*>& roots);

}  // namespace thresh::structured
