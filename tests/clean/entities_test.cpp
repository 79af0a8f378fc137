// Character references that were escaped twice.
#include "clean/entities.h"

#include <catch2/catch.hpp>

using thresh::base::Arena;
using thresh::clean::mend_entities;
using thresh::clean::Standing;

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

TEST_CASE("What stands by itself is kept where a page speaks about references, what touches letters is not") {
  Arena arena;
  CHECK(mend_entities("Put &nbsp; there, it&#8217;s fine", arena, Standing::kSigns) == "Put &nbsp; there, it’s fine");
  CHECK(mend_entities("\"&auml;\" is &auml; in Gr&ouml;&szlig;e", arena, Standing::kSigns) ==
        "\"&auml;\" is &auml; in Größe");
  CHECK(mend_entities("&nbsp; and &copy; &amp; all", arena, Standing::kLetters) == "&nbsp; and © & all");
}

TEST_CASE("References that stand by themselves are letters or signs") {
  using thresh::clean::standing_references;
  CHECK(standing_references("a &nbsp; b") == Standing::kLetters);
  CHECK(standing_references("(&auml;)") == Standing::kLetters);
  CHECK(standing_references("a &amp; b &ndash; c") == Standing::kSigns);
  CHECK(standing_references("It&#8217;s caf&eacute; R&D &lt; &") == Standing::kNone);
  CHECK(thresh::clean::holds_reference("&lt;"));
  CHECK_FALSE(thresh::clean::holds_reference("a && b; c"));
}
