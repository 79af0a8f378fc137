// Where a page links to, by relation (HTML standard, section 4.6.7), as the microformats parsers have it: the addresses
// of each relation, and of each address its relations, its words and what else the link says.
//
// Tested by tests/structured/rel_test.cpp.
#pragma once

#include <string_view>

#include "html/document.h"
#include "record/value.h"

namespace thresh::structured {

struct Relations {
  record::Map rels;      // {"author": ["https://…"]}
  record::Map rel_urls;  // {"https://…": {"rels": ["author"], "text": "…"}}
};

Relations relations_of(const html::Document& document, std::string_view base);

}  // namespace thresh::structured
