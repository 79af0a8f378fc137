// What a property of a microformat says: the element's own attribute, its pieces of the class `value`, or its words.
//
// Tested by tests/structured/microformats_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "base/arena.h"
#include "html/budget.h"
#include "html/document.h"
#include "structured/item.h"

namespace thresh::structured {

// The value of an element as the property of a kind: 'p', 'u', 'd' (dt-) or 'e'. `date`: that of the item's date before
// it, which a mere time is of; a date that is found is put there.
Value microformat_value(const html::Document& document, html::NodeId element, char kind, std::string& date,
                        html::Budget& budget, base::Arena& arena);

// The words of an element with those of its pictures: their alt, else (where `sources`) the address of theirs. Script
// and style are left out; trimmed. A step of the budget a node; empty once that is spent.
std::string microformat_text(const html::Document& document, html::NodeId element, bool sources, std::string_view base,
                             html::Budget& budget);

// Whether an element has a class.
bool has_class(const html::Document& document, html::NodeId element, std::string_view name);

}  // namespace thresh::structured
