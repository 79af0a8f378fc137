// Tests of html/document.h.
#include "html/document.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "page_support.h"
#include "soup.h"

namespace thresh::html {
namespace {

TEST_CASE("a builder links what it is given in preorder") {
  DocumentBuilder builder;
  const NodeId div = builder.open({.type = NodeType::kElement, .name = "div"});
  builder.add_attribute({"class", "x", {}});
  const NodeId text = builder.open({.type = NodeType::kText, .text = "t"});
  builder.close(text);
  const NodeId p = builder.open({.type = NodeType::kElement, .name = "p"});
  builder.close(div);  // closes p too
  const NodeId last = builder.open({.type = NodeType::kElement, .name = "p"});
  const Document document = builder.finish();

  CHECK(document.size() == 5);
  CHECK(document.parent(text) == div);
  CHECK(document.first_child(div) == text);
  CHECK(document.next_sibling(text) == p);
  CHECK(document.previous_sibling(p) == text);
  CHECK(document.next_sibling(p) == kNoNode);
  CHECK(document.next_sibling(div) == last);
  CHECK(document.next_sibling(0) == kNoNode);
  CHECK(document.first_child(last) == kNoNode);
  CHECK(document.attribute(div, "class") == "x");
  CHECK_FALSE(document.attribute(div, "id").has_value());
  CHECK(document.attributes(p).empty());
  CHECK(document.contains(div, p));
  CHECK_FALSE(document.contains(div, last));
  CHECK(document.find("p") == p);
  CHECK(document.find("p", last) == last);
  CHECK(document.find("h1") == kNoNode);
}

TEST_CASE("a builder without input gives a document of one node") {
  const Document document = DocumentBuilder().finish();
  CHECK(document.size() == 1);
  CHECK(document.first_child(0) == kNoNode);
  CHECK_FALSE(document.cut());
}

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
