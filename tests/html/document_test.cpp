// Tests of html/document.h.
#include "html/document.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "page_support.h"
#include "soup.h"

namespace thresh::html {
namespace {

TEST_CASE("parents, siblings and ends of any page agree") {
  REQUIRE(rc::check([] {
    const TestPage page(*tag_soup());
    const Document& document = page.document;
    RC_ASSERT(document.node(0).end == document.size());
    for (NodeId id = 0; id < document.size(); ++id) {
      NodeId previous = kNoNode;
      NodeId end = id + 1;
      for (NodeId child = document.first_child(id); child != kNoNode; child = document.next_sibling(child)) {
        RC_ASSERT(document.parent(child) == id);
        RC_ASSERT(document.previous_sibling(child) == previous);
        previous = child;
        end = document.node(child).end;
      }
      RC_ASSERT(document.node(id).end == end);
    }
  }));
}

}  // namespace
}  // namespace thresh::html
