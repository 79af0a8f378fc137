// Character references that were escaped twice.
#include "clean/entities.h"

#include <catch2/catch.hpp>

using thresh::base::Arena;
using thresh::clean::mend_entities;

TEST_CASE("Complete references to typographic characters are decoded, anything else is left") {
  Arena arena;
  CHECK(mend_entities("a&nbsp;b &eacute; &#8217; &#x2014; &uuml; &AMP;", arena) == "a\u00A0b é ’ — ü &");
  for (const char* text :
       {"&lt;b&gt;", "&#60;", "&#0;", "&#xD800;", "&#1114112;", "&nbsp", "&unknown;", "AT&T", "&;", "&#;", "&"}) {
    CHECK(mend_entities(text, arena) == text);
  }
}

TEST_CASE("A text with nothing to mend is not copied") {
  Arena arena;
  const std::string_view text = "no reference here";
  CHECK(mend_entities(text, arena).data() == text.data());
}
