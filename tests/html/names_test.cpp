// Tests of html/names.h.
#include "html/names.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "base/ascii.h"

namespace thresh::html {
namespace {

struct Names {
  base::Arena arena;
  NameTable table{arena};
};

TEST_CASE("a name is found in any spelling of its letters") {
  Names names;
  CHECK(names.table.intern("div") == Name::kDiv);
  CHECK(names.table.intern("DiV") == Name::kDiv);
  CHECK(names.table.intern("DiV") == Name::kDiv);  // by its spelling, this time
  CHECK(names.table.intern_fast(std::string_view("ANNOTATION-XML, and more", 14)) == Name::kAnnotationXml);
  CHECK(names.table.text(Name::kAnnotationXml) == "annotation-xml");
  CHECK(names.table.text(Name::kNone).empty());
}

TEST_CASE("a name that is not known gets a number of its own, once") {
  Names names;
  const Name one = names.table.intern("my-Element");
  CHECK(static_cast<std::uint32_t>(one) >= kKnownNames);
  CHECK(names.table.intern("MY-ELEMENT") == one);
  CHECK(names.table.intern("my-elements") != one);
  CHECK(names.table.text(one) == "my-element");
  CHECK(names.table.find("my-element") == one);
  CHECK(names.table.find("my-Element") == Name::kNone);  // names in the tree are in lower case
  CHECK(names.table.find("your-element") == Name::kNone);
  CHECK(traits_of(one) == 0);
}

TEST_CASE("names longer than their key are told apart by their text") {
  Names names;
  const std::string base(40, 'x'), one = base + "a", other = base + "b";
  const Name a = names.table.intern(one);
  const Name b = names.table.intern(other);
  CHECK(a != b);
  CHECK(names.table.intern(base + "A") == a);
  CHECK(names.table.find(other) == b);
  CHECK(names.table.intern("preserveAspectRatio") == Name::kPreserveAspectRatio);
}

TEST_CASE("names that were made to fall on one slot do not") {
  constexpr auto slot = [](NameKey key, NameSeed seed) { return mix(key, seed) >> 54; };
  std::set<std::uint64_t> slots;
  std::size_t made = 0;
  for (std::uint64_t i = 0; made < 500; ++i) {
    const NameKey key = {i, 0};
    if (slot(key, {}) != 0) continue;  // with the numbers that stand in the source
    slots.insert(slot(key, NameSeed::of_process()));
    ++made;
  }
  CHECK(slots.size() > 100);
}

TEST_CASE("names of one length that differ in any of their bytes are told apart") {
  Names names;
  std::set<Name> numbers;
  for (std::size_t size = 1; size < 60; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string name(size, 'y');
      name[at] = 'z';
      numbers.insert(names.table.intern(name));
      CHECK(names.table.find(name) == names.table.intern(name));
    }
  }
  CHECK(numbers.size() == 59 * 60 / 2);
}

TEST_CASE("the end tag of a known name is known by its bytes") {
  CHECK(end_tag_key(Name::kDiv).is_at("div> and more"));
  CHECK(end_tag_key(Name::kDiv).size == 4);
  CHECK(end_tag_key(Name::kSection).is_at("section>"));
  CHECK_FALSE(end_tag_key(Name::kDiv).is_at("div > and more"));
  CHECK_FALSE(end_tag_key(Name::kDiv).is_at("DIV> and more"));
  CHECK_FALSE(end_tag_key(Name::kBlockquote).is_at("blockquote>"));  // too long: it is read as any other name
  CHECK_FALSE(end_tag_key(Name::kNone).is_at("> and more"));
  CHECK_FALSE(end_tag_key(Name{kKnownNames + 1}).is_at("\0\0\0\0\0\0\0\0"));
}

TEST_CASE("U+0000 in a name is U+FFFD") {
  Names names;
  const Name name = names.table.intern(std::string_view("a\0", 2));
  CHECK(names.table.text(name) == "a\uFFFD");
  CHECK(names.table.intern_fast(std::string_view("a\0 and enough to read", 2)) == name);
  CHECK(names.table.intern("a") == Name::kA);
}

TEST_CASE("names of SVG and MathML have the form that the tree has") {
  Names names;
  const Name lower = names.table.intern("viewBox");
  CHECK(lower == Name::kViewBox);
  CHECK(names.table.text(lower) == "viewbox");
  CHECK(names.table.text(adjusted(lower, kSvgAttribute)) == "viewBox");
  CHECK(adjusted(lower, kSvgTag) == lower);
  CHECK(is_adjusted(adjusted(lower, kSvgAttribute), lower));
  CHECK(names.table.find("viewBox") == adjusted(lower, kSvgAttribute));
  const Name href = adjusted(Name::kXlinkHref, kForeignAttribute);
  CHECK(has_prefix(href));
  CHECK(names.table.text(href) == "xlink href");
  CHECK_FALSE(has_prefix(Name::kXlinkHref));
}

TEST_CASE("any name is found again, however many there are") {
  REQUIRE(rc::check([](const std::vector<std::string>& written) {
    Names names;
    std::vector<std::pair<std::string, Name>> seen;
    for (const std::string& text : written) {
      if (text.empty()) continue;
      seen.emplace_back(text, names.table.intern(text));
    }
    for (const auto& [text, name] : seen) {
      RC_ASSERT(names.table.intern(text) == name);
      std::string lower;
      for (const char c : text) c == '\0' ? lower += "\uFFFD" : lower += base::ascii_lower(c);
      RC_ASSERT(names.table.text(name) == lower);
      RC_ASSERT(names.table.find(lower) == name);
    }
  }));
}

}  // namespace
}  // namespace thresh::html
