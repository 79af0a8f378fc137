// Microformats2 (https://microformats.org/wiki/microformats2-parsing), and the classic ones by the new names that they
// have there (data/microformats1.tsv).
//
// An item is an element with a root class (h-entry). Its properties are the elements inside it, up to the next root,
// with a property class: p- for words, u- for an address, dt- for a date, e- for markup. What a page leaves out is
// implied: a name, a photo, an address. A value may be written in pieces (the value-class pattern). A property whose
// element is a root has that item as its value; a root that is no property is a child, a property without a name here.
// An item without any h- class that has a classic one is read by the classic names, and nothing is implied of it.
//
// One pass; what a value reads of its element is paid for by the page's budget.
//
// Tested by tests/structured/microformats_test.cpp.
#pragma once

#include <string_view>

#include "base/arena.h"
#include "html/budget.h"
#include "html/document.h"
#include "structured/item.h"

namespace thresh::structured {

// Appends the page's items, in page order; those that stand inside others are `owned`. Values that are made up of
// pieces live in the arena.
void read_microformats(const html::Document& document, html::Budget& budget, base::Arena& arena, Items& items);

// The items at the top as microformats parsers write them: {type, properties, children, id}.
record::List print_microformats(const html::Document& document, const Items& items, std::string_view base,
                                html::Budget& budget, base::Arena& arena);

}  // namespace thresh::structured
