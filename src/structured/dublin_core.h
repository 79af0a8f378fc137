// Dublin Core in <meta> and <link> (DCMI, "Expressing Dublin Core metadata using HTML/XHTML meta and link elements").
//
// A name is a prefix and an element, "DC.title", or with a refinement, "DC.Date.modified". Prefixes are declared by
// <link rel="schema.DC" href="…">; DC and DCTERMS are known without. Each is an element of the fifteen or a term.
//
// Tested by tests/structured/dublin_core_test.cpp.
#pragma once

#include "html/document.h"
#include "record/value.h"

namespace thresh::structured {

// {namespaces: {DC: "…"}, elements: […], terms: […]}, each with name, its other attributes, and its URI. Empty where
// the page has none.
record::Map print_dublin_core(const html::Document& document);

}  // namespace thresh::structured
