// Tests of html/document_builder.h.
#include "html/document_builder.h"

#include <catch2/catch.hpp>

#include "html/serialize.h"

namespace thresh::html {
namespace {

struct Building {
  explicit Building(std::string_view page = "") : builder(page, arena, 512) {}

  NodeId element(Name name, Place place) {
    Node node;
    node.type = NodeType::kElement;
    node.name = name;
    node.first = static_cast<std::uint32_t>(builder.attributes().size());
    return builder.add(place, node);
  }

  base::Arena arena;
  DocumentBuilder builder;
};

TEST_CASE("a builder links what it is given in preorder") {
  Building made("xt");
  made.builder.attributes().push_back(Attribute::make(Name::kClass, 0, {0, 1}));
  Node node;
  node.type = NodeType::kElement;
  node.name = Name::kDiv;
  node.attributes = 1;
  const NodeId div = made.builder.add({0}, node);
  made.builder.add_text({div}, {1, 2}, 0);
  const NodeId text = div + 1;
  const NodeId p = made.element(Name::kP, {div});
  const NodeId last = made.element(Name::kP, {0});
  const Document document = made.builder.finish();

  CHECK(document.size() == 5);
  CHECK(document.parent(text) == div);
  CHECK(document.text(text) == "t");
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
  Building made;
  const Document document = made.builder.finish();
  CHECK(document.size() == 1);
  CHECK(document.first_child(0) == kNoNode);
  CHECK_FALSE(document.cut());
}

TEST_CASE("nodes that are put elsewhere than at the end come into preorder") {
  Building made("abcd");
  const NodeId div = made.element(Name::kDiv, {0});
  const NodeId table = made.element(Name::kTable, {div});
  made.builder.add_text({div, table}, {0, 1}, 0);
  made.builder.add_text({div, table}, {2, 3}, 0);  // another piece of the same text
  const NodeId b = made.element(Name::kB, {div});
  made.builder.move(b, {div, table});
  const NodeId i = made.element(Name::kI, {table});
  made.element(Name::kP, {i});
  made.builder.move_children(table, b);
  const NodeId gone = made.element(Name::kS, {div});
  made.builder.remove(gone);
  const Document document = made.builder.finish();
  CHECK(inner_html(document, 0) == "<div>ac<b><i><p></p></i></b><table></table></div>");
  CHECK(document.pieces(2) == std::vector<base::Span>{{0, 1}, {2, 3}});
  CHECK(document.source(2) == base::Span{0, 3});
  for (NodeId id = 1; id < document.size(); ++id) {
    CHECK(document.node(id).end <= document.node(document.parent(id)).end);
    CHECK(document.parent(id) < id);
  }
}

TEST_CASE("text goes on where the text before it ends, and starts anew after an element") {
  Building made("ab&amp;cd");
  made.builder.add_text({0}, {0, 1}, kReferences);
  made.builder.add_text({0}, {1, 7}, kEncoded | kReferences);
  made.builder.add_text({0}, {7, 8}, 0);  // read in another way: a piece
  made.element(Name::kBr, {0});
  made.builder.add_text({0}, {8, 9}, 0);
  const Document document = made.builder.finish();
  CHECK(document.size() == 4);
  CHECK(document.text(1) == "ab&c");
  CHECK(document.pieces(1).size() == 2);
  CHECK(document.text(3) == "d");
}

TEST_CASE("a linked tree is no deeper than the limit") {
  base::Arena arena;
  DocumentBuilder builder("", arena, 3);
  Node node;
  node.type = NodeType::kElement;
  node.name = Name::kDiv;
  NodeId at = 0;
  for (int i = 0; i < 10; ++i) at = builder.add({at}, node);
  builder.move(at, {0});
  const Document document = builder.finish();
  CHECK(document.cut());
  CHECK(document.size() == 11);
  for (NodeId id = 1; id < document.size(); ++id) {
    std::size_t depth = 0;
    for (NodeId up = id; up != 0; up = document.parent(up)) ++depth;
    CHECK(depth <= 3);
  }
}

}  // namespace
}  // namespace thresh::html
