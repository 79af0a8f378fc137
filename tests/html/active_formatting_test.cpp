// Tests of html/tree/active_formatting.h.
#include "html/tree/active_formatting.h"

#include <catch2/catch.hpp>

namespace thresh::html {
namespace {

struct List {
  // `page`: the values of the attributes, one byte each.
  explicit List(std::string text) : page(std::move(text)), builder(page, arena, 512) {}

  NodeId element(std::initializer_list<std::pair<Name, std::uint32_t>> attributes) {
    Node node;
    node.type = NodeType::kElement;
    node.name = Name::kB;
    node.first = static_cast<std::uint32_t>(builder.attributes().size());
    node.attributes = static_cast<std::uint16_t>(attributes.size());
    for (const auto& [name, at] : attributes) {
      builder.attributes().push_back(Attribute::make(name, 0, {at, at + 1}));
    }
    return builder.add({0}, node);
  }

  std::string page;
  base::Arena arena;
  DocumentBuilder builder;
  ActiveFormatting list{builder};
};

TEST_CASE("of four alike the earliest leaves the list (the Noah's Ark clause)") {
  List made("xyx");
  std::vector<NodeId> nodes;
  for (int i = 0; i < 4; ++i) nodes.push_back(made.element({{Name::kId, 0}, {Name::kClass, 1}}));
  // The same attributes in another order, with the value from elsewhere in the page.
  nodes.push_back(made.element({{Name::kClass, 1}, {Name::kId, 2}}));
  for (const NodeId node : nodes) CHECK(made.list.push(node, Name::kB));
  CHECK(made.list.find(nodes[0]) == ActiveFormatting::kNowhere);
  CHECK(made.list.find(nodes[1]) == ActiveFormatting::kNowhere);
  CHECK(made.list.find(nodes[2]) != ActiveFormatting::kNowhere);
  CHECK(made.list.size() == 4);                                                        // a marker and three
  CHECK(made.list.push(made.element({{Name::kId, 1}, {Name::kClass, 0}}), Name::kB));  // not alike
  CHECK(made.list.push(made.element({{Name::kId, 0}, {Name::kClass, 1}}), Name::kI));  // nor of that name
  CHECK(made.list.size() == 6);
}

TEST_CASE("a marker hides what is before it, until it is cleared") {
  List made("");
  const NodeId outer = made.element({});
  made.list.push(outer, Name::kB);
  made.list.push_marker();
  CHECK(made.list.find(Name::kB) == ActiveFormatting::kNowhere);
  const NodeId inner = made.element({});
  made.list.push(inner, Name::kI);
  CHECK(made.list[made.list.find(Name::kI)].node == inner);
  made.list.clear_to_marker();
  CHECK(made.list.last().node == outer);
  made.list.clear_to_marker();  // to the list's start
  CHECK(made.list.last().is_marker());
}

TEST_CASE("the list is bounded") {
  List made(std::string(1000, 'x'));
  bool all = true;
  for (int i = 0; i < 200; ++i) all = made.list.push(made.element({{static_cast<Name>(1 + i), 0}}), Name::kB) && all;
  CHECK_FALSE(all);
  CHECK(made.list.size() == ActiveFormatting::kMaxActive + 1);
}

TEST_CASE("the list contains what stands before a marker, which is not found") {
  List made("");
  const NodeId before = made.element({}), behind = made.element({}), gone = made.element({});
  made.list.push(before, Name::kB);
  made.list.push_marker();
  made.list.push(behind, Name::kB);
  CHECK(made.list.contains(before));
  CHECK(made.list.contains(behind));
  CHECK_FALSE(made.list.contains(gone));
  CHECK(made.list.find(before) == ActiveFormatting::kNowhere);
  made.list.clear_to_marker();
  CHECK(made.list.contains(before));
  CHECK_FALSE(made.list.contains(behind));
  made.list.remove(made.list.find(before));
  CHECK_FALSE(made.list.contains(before));
}

}  // namespace
}  // namespace thresh::html
