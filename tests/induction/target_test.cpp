// Where the values of a record stand.
#include "induction/target.h"

#include <catch2/catch.hpp>

#include "induction/support.h"

using namespace thresh;
using induction::Target;

TEST_CASE("values are known by their text nodes, attributes and meta elements") {
  const tests::Read read(tests::board("Lamp goes out", tests::board_posts()));
  const induction::PageTargets targets = induction::targets_of(*read.page);
  const html::Document& document = read.page->document();
  const Target& title = targets.values.at("title");
  CHECK(title.form == Target::Form::kTexts);
  CHECK(document.name(title.element) == "h1");
  CHECK(title.words == "Lamp goes out");
  const auto& posts = targets.lists.at("posts");
  REQUIRE(posts.size() == 4);
  const Target& body = posts[1].values.at("body");
  CHECK(document.name(body.element) == "p");
  CHECK(document.text(body.texts.front()) == tests::board_texts()[1]);
  const Target& name = posts[2].values.at("author.name");
  CHECK(document.attribute(name.element, "class") == "user");
  const Target& link = posts[2].values.at("author.url");
  CHECK(link.form == Target::Form::kAttribute);
  CHECK(link.name == "href");
  CHECK(link.element == name.element);
  CHECK(posts[2].reply_to == 0);
}

TEST_CASE("texts that comments part are one value") {
  std::vector<std::string> posts = tests::board_posts();
  const std::size_t at = posts[1].find("That sounds");
  posts[1].insert(at + 4, "<!-- -->");
  const tests::Read read(tests::board("Lamp goes out", posts));
  const induction::PageTargets targets = induction::targets_of(*read.page);
  CHECK(targets.lists.at("posts")[1].values.at("body").texts.size() == 2);
}
