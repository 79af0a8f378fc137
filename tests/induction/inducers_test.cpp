// The parts that find selectors: fields, items, flags, parts of texts, what is left out.
#include <catch2/catch.hpp>

#include "induction/field_inducer.h"
#include "induction/flag_inducer.h"
#include "induction/item_inducer.h"
#include "induction/left_out_inducer.h"
#include "induction/part_pattern.h"
#include "induction/support.h"

using namespace thresh;
using html::NodeId;
using induction::Example;
using induction::Target;

namespace {

// All elements of a class, in page order.
std::vector<NodeId> of_class(const induction::ExamplePage& page, std::string_view name) {
  std::vector<NodeId> out;
  for (NodeId id = 0; id < page.document().size(); ++id) {
    if (page.document().attribute(id, "class") == name) out.push_back(id);
  }
  return out;
}

Target text_of(const induction::ExamplePage& page, NodeId element, std::string words = "") {
  Target target;
  target.form = Target::Form::kTexts;
  target.element = element;
  target.texts = page.texts_in(element);
  target.words = std::move(words);
  return target;
}

// A page whose posts' fields the tests name themselves.
std::string page_with(const std::string& posts) {
  return "<html><body><h1>On lamps</h1>" + posts + "<p>" + tests::board_texts()[0] + " " + tests::board_texts()[1] +
         "</p></body></html>";
}

}  // namespace

TEST_CASE("of several ways the one that is right everywhere and wrong nowhere is taken") {
  const tests::Read read(
      page_with("<div class=i><b class=x>One</b><i>a</i></div><div class=i><i>b</i></div>"
                "<div class=i><b class=y>Three</b><i>c</i></div>"));
  const auto items = of_class(*read.page, "i");
  REQUIRE(items.size() == 3);
  const NodeId first = items[0] + 1, third = items[2] + 1;
  const Target one = text_of(*read.page, first), three = text_of(*read.page, third);
  const std::vector<Example> examples = {{.page = read.page.get(), .scope = items[0], .target = &one},
                                         {.page = read.page.get(), .scope = items[1]},
                                         {.page = read.page.get(), .scope = items[2], .target = &three}};
  const induction::Choice choice = induction::induce_field(examples, true);
  CHECK(choice.any == std::vector<std::string>{"b"});
  CHECK(choice.right == 2);
  CHECK(choice.wrong == 0);
}

TEST_CASE("where no way holds everywhere, others follow") {
  const tests::Read read(page_with("<div class=i><b>One</b><u>x</u></div><div class=i><s>Two</s><u>x</u></div>"));
  const auto items = of_class(*read.page, "i");
  const Target one = text_of(*read.page, items[0] + 1), two = text_of(*read.page, items[1] + 1);
  const std::vector<Example> examples = {{.page = read.page.get(), .scope = items[0], .target = &one},
                                         {.page = read.page.get(), .scope = items[1], .target = &two}};
  const induction::Choice choice = induction::induce_field(examples, true);
  CHECK(choice.right == 2);
  CHECK(choice.wrong == 0);
  CHECK(choice.any.size() <= 2);
}

TEST_CASE("an author behind the editor is the last one") {
  const std::string sign = "<div class=sign><a href=/e>Editor</a></div>";
  const tests::Read read(page_with("<div class=i>" + sign +
                                   "<div class=sign><a href=/a>Ana</a></div></div><div class=i>"
                                   "<div class=sign><a href=/b>Ben</a></div></div>"));
  const auto items = of_class(*read.page, "i");
  const auto signs = of_class(*read.page, "sign");
  REQUIRE(signs.size() == 3);
  const Target ana = text_of(*read.page, signs[1] + 1), ben = text_of(*read.page, signs[2] + 1);
  const std::vector<Example> examples = {{.page = read.page.get(), .scope = items[0], .target = &ana},
                                         {.page = read.page.get(), .scope = items[1], .target = &ben}};
  const induction::Choice choice = induction::induce_field(examples, true);
  CHECK(choice.right == 2);
  CHECK(choice.wrong == 0);
}

TEST_CASE("items are those elements that hold one item each, and none is left over") {
  const tests::Read read(tests::board("Lamp goes out", tests::board_posts()));
  const induction::PageTargets targets = induction::targets_of(*read.page);
  const std::vector<induction::ListExample> lists = {{read.page.get(), &targets.lists.at("posts")}};
  const auto choice = induction::induce_items(lists);
  REQUIRE(choice);
  CHECK(choice->css == ".post");
  CHECK(choice->found == 4);
  CHECK(choice->left_over == 0);
  CHECK(choice->elements.front() == of_class(*read.page, "post"));
}

TEST_CASE("what is like an item and is none is told apart by its classes") {
  std::vector<std::string> posts = tests::board_posts();
  posts.insert(posts.begin() + 2, "<div class='post sponsor'><p>Lamps, half price</p></div>");
  const tests::Read read(tests::board("Lamp goes out", posts));
  induction::PageTargets targets = induction::targets_of(*read.page);
  auto& items = targets.lists.at("posts");
  // Whatever the page was read as: the advertisement is no post.
  std::erase_if(items, [](const induction::ItemTargets& item) { return !item.values.contains("author.name"); });
  REQUIRE(items.size() == 4);
  const std::vector<induction::ListExample> lists = {{read.page.get(), &items}};
  const auto choice = induction::induce_items(lists);
  REQUIRE(choice);
  CHECK(choice->found == 4);
  CHECK(choice->left_over == 0);
  CHECK(choice->css == ".post:not(.sponsor)");
}

TEST_CASE("a flag is a class that only those have for which it is so") {
  const tests::Read read(
      page_with("<div class='i a'><b>x</b></div><div class='i a ok'><b class=tick>y</b></div>"
                "<div class='i b'><b>z</b></div>"));
  std::vector<NodeId> items;
  for (const char* name : {"i a", "i a ok", "i b"}) items.push_back(of_class(*read.page, name).front());
  Target yes;
  yes.words = "true";
  std::vector<Example> examples;
  for (const NodeId item : items) examples.push_back({.page = read.page.get(), .scope = item});
  examples[1].target = &yes;
  const auto flag = induction::induce_flag(examples);
  REQUIRE(flag);
  CHECK(flag->find("' ok '") != std::string::npos);
  examples[0].target = &yes;  // and then `a` is it
  CHECK(induction::induce_flag(examples)->find("' a '") != std::string::npos);
  examples[2].target = &yes;
  examples[0].target = examples[1].target = nullptr;
  CHECK(induction::induce_flag(examples)->find("' b '") != std::string::npos);
}

TEST_CASE("a part of a text is found by the words around it") {
  const tests::Read read(
      page_with("<div class=i><p class=by>Posted by Ana Lee on 3 May</p></div><div class=i><p "
                "class=by>Posted by Ben on 14 June</p></div>"));
  const auto lines = of_class(*read.page, "by");
  const Target ana = text_of(*read.page, lines[0], "Ana Lee"), ben = text_of(*read.page, lines[1], "Ben");
  const std::vector<Example> names = {{.page = read.page.get(), .scope = lines[0], .target = &ana},
                                      {.page = read.page.get(), .scope = lines[1], .target = &ben}};
  CHECK(induction::pattern_of_part(names) == "regex:Posted\\s+by\\s+(.+?)\\s+on\\s+");
  const Target may = text_of(*read.page, lines[0], "3 May"), june = text_of(*read.page, lines[1], "14 June");
  const std::vector<Example> dates = {{.page = read.page.get(), .scope = lines[0], .target = &may},
                                      {.page = read.page.get(), .scope = lines[1], .target = &june}};
  CHECK(induction::pattern_of_part(dates) == "regex:\\s+on\\s+(.+?)$");
  // A whole text needs none.
  const Target whole = text_of(*read.page, lines[0], "Posted by Ana Lee on 3 May");
  const std::vector<Example> texts = {{.page = read.page.get(), .scope = lines[0], .target = &whole}};
  CHECK_FALSE(induction::pattern_of_part(texts));
}

TEST_CASE("what is left out is found by selectors that take nothing of what stays") {
  const tests::Read read(
      page_with("<div class=i><p>One</p><div class=bar>Share</div><p>Two</p><div class='bar keep'>x</div>"
                "<ul class=links><li>Go</ul></div>"));
  const NodeId item = of_class(*read.page, "i").front();
  std::vector<NodeId> stays, goes;
  for (const NodeId text : read.page->texts_in(item)) {
    const std::string_view words = read.page->document().text(text);
    (words == "Share" || words == "Go" ? goes : stays).push_back(text);
  }
  const auto subtrees = induction::largest_subtrees(*read.page, item, goes, stays);
  REQUIRE(subtrees.size() == 2);
  CHECK(read.page->document().name(subtrees[1]) == "ul");
  const std::vector<induction::LeftOutExample> examples = {
      {.place = {.page = read.page.get(), .scope = item}, .inside = item, .subtrees = subtrees, .stays = stays}};
  const induction::LeftOut out = induction::induce_left_out(examples, 5);
  CHECK(out.remaining == 0);
  CHECK(out.selectors.size() == 2);
  for (const std::string& css : out.selectors) CHECK(css != ".bar");
}
