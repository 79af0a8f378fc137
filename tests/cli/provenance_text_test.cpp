// Provenance that is written as text is what it is as a list.
#include "cli/provenance_text.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "emit/json_writer.h"

namespace thresh::cli {
namespace {

using convert::Origin;
using convert::OriginPiece;
using convert::Origins;

std::string listed(const Origins& origins) { return emit::json_text(record::Value(convert::list_of(origins))); }

std::string text_of(const Origins& origins) { return std::string(provenance_text(origins).text()); }

void add_leaf(Origins& origins, const std::string& path, const std::string& part, std::uint32_t origin) {
  Origins::Leaf leaf;
  leaf.path = static_cast<std::uint32_t>(origins.text.size());
  leaf.part = leaf.path + static_cast<std::uint32_t>(path.size());
  leaf.end = leaf.part + static_cast<std::uint32_t>(part.size());
  leaf.origin = origin;
  origins.text += path + part;
  origins.leaves.push_back(leaf);
}

TEST_CASE("no leaves are an empty list") { CHECK(text_of({}) == "[]"); }

TEST_CASE("an entry has the form that docs/provenance.md tells") {
  Origins origins;
  origins.rules = "a/b@1";
  origins.origins.push_back({.from = extract::From::kText,
                             .pieces = {{.bytes = {3, 7}, .text = {}, .spaces = true}, {.bytes = {}, .text = "\n"}},
                             .rule_line = 4,
                             .confidence = 0.9,
                             .alternative = 2,
                             .transforms = {"one_line", "person"}});
  add_leaf(origins, "/author/name", "/name", 0);
  CHECK(text_of(origins) ==
        R"([{"path":"/author/name","from":"text","rule":"a/b@1:4","alternative":2,"confidence":0.9,)"
        R"("pieces":[{"begin":3,"end":7,"spaces":true},{"text":"\n"}],"transforms":["one_line","person/name"]}])");
}

rc::Gen<std::string> any_text() {
  return rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab\"\\\n\x01\xC3/")));
}

OriginPiece any_piece() {
  OriginPiece piece;
  piece.bytes.begin = *rc::gen::inRange<std::uint32_t>(0, UINT32_MAX / 2);
  piece.bytes.end = piece.bytes.begin + *rc::gen::elementOf(std::vector<std::uint32_t>{0, 1, 5, UINT32_MAX / 2});
  if (*rc::gen::arbitrary<bool>()) piece.text = *any_text();
  piece.in_attribute = *rc::gen::arbitrary<bool>();
  piece.raw = *rc::gen::arbitrary<bool>();
  piece.spaces = *rc::gen::arbitrary<bool>();
  piece.mended = *rc::gen::arbitrary<bool>();
  return piece;
}

Origin any_origin() {
  Origin origin;
  origin.from = *rc::gen::elementOf(std::vector{extract::From::kText, extract::From::kJson, extract::From::kMeta});
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) origin.pieces.push_back(any_piece());
  origin.rule_line = *rc::gen::inRange<std::uint32_t>(0, 3);
  origin.alternative = *rc::gen::inRange<std::uint16_t>(0, 3);
  origin.confidence = *rc::gen::elementOf(std::vector{0.0, 0.7, 0.9, 0.95, 1.0});
  origin.transforms = *rc::gen::container<std::vector<std::string>>(any_text());
  return origin;
}

TEST_CASE("any origins are written as the list of them is") {
  REQUIRE(rc::check([] {
    Origins origins;
    origins.rules = *any_text();
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i) origins.origins.push_back(any_origin());
    for (int i = *rc::gen::inRange(0, 9); i > 0; --i) {
      const auto origin = *rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(origins.origins.size()));
      const bool parted = !origins.origins[origin].transforms.empty();
      add_leaf(origins, *any_text(), parted ? *any_text() : std::string(), origin);
    }
    RC_ASSERT(text_of(origins) == listed(origins));
  }));
}

}  // namespace
}  // namespace thresh::cli
