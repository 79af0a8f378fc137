// Values of items off the page.
#include "structured/said.h"

#include <catch2/catch.hpp>

#include "extract/page_support.h"

using namespace thresh;
using structured::Value;
using tests::ExtractPage;

namespace {

Value json_value(const record::Value& scalar) {
  Value value;
  value.kind = Value::Kind::kJson;
  value.json = &scalar;
  return value;
}

}  // namespace

TEST_CASE("Said: JSON is text, HTML as the text that it shows, or text with references") {
  const auto page = ExtractPage::html("<p>x");
  const structured::Said said(page.view(), nullptr);
  const auto words = [&](const record::Value& scalar) {
    const auto found = said.found(json_value(scalar));
    return found ? text::compose(found->passage) : "(nothing)";
  };
  CHECK(words("a < b") == "a < b");
  CHECK(words("<p>One</p><p>Two &amp; three</p>") == "One\n\nTwo & three");
  CHECK(words("R&amp;D") == "R&D");
  CHECK(words(3) == "3");
  CHECK(words(" <p></p> ") == "(nothing)");
  CHECK(said.words(json_value("a\n b")) == "a b");
}

TEST_CASE("Said: an element's words know their bytes, an attribute's value its own") {
  const auto page = ExtractPage::html("<b>Hi</b><i title=There>");
  const structured::Said said(page.view(), nullptr);
  const auto element = said.found(page.document().find("b"));
  REQUIRE(element);
  const base::Span source = element->passage.runs.front().source;
  CHECK(page.view().text.substr(source.begin, source.size()) == "Hi");
  const auto attribute =
      said.found(*page.document().find_attribute(page.document().find("i"), "title"), extract::From::kAttribute);
  REQUIRE(attribute);
  CHECK(text::compose(attribute->passage) == "There");
}

TEST_CASE("Said: nothing is read once the page's budget is spent") {
  const auto page = ExtractPage::html("<b>Hi</b>");
  page.view().budget->steps = 3;
  CHECK_FALSE(structured::Said(page.view(), nullptr).found(page.document().find("b")));
}
