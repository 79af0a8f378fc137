// RDFa 1.1 (RDFa Core 1.1, section 7.5, in HTML by HTML+RDFa 1.1): what the page says of which resource.
//
// All of RDFa Lite (vocab, typeof, property, resource, prefix) and of the rest about, href, src, content, datatype,
// datetime, rel and rev with their incomplete triples, and xmlns: prefixes. Not inlist, and no XML literals: markup
// counts as its words. Every resource that something is said of is an item, its properties named by whole IRIs.
//
// One pass with the contexts of open elements on a stack; elements without attributes of RDFa have none of their own.
//
// Tested by tests/structured/rdfa_test.cpp.
#pragma once

#include <string_view>

#include "base/arena.h"
#include "html/budget.h"
#include "html/document.h"
#include "structured/item.h"
#include "structured/said.h"

namespace thresh::structured {

// Appends the page's resources, in page order. `base`: the page's address; where it is empty, the page itself is the
// resource "". Names and IRIs live in the arena.
void read_rdfa(const html::Document& document, std::string_view base, html::Budget& budget, base::Arena& arena,
               Items& items);

// The resources as expanded JSON-LD: {"@id", "@type": […], IRI: [{"@value"} or {"@id"}]}.
record::List print_rdfa(const Items& items, const Said& said);

}  // namespace thresh::structured
