// Which repeated structure of a page carries its posts, and what is the same in all of them.
#include "automatic/thread/groups.h"

#include <catch2/catch.hpp>

#include "automatic/thread/group_choice.h"
#include "automatic/thread/keys.h"
#include "automatic/thread/pages.h"
#include "extract/page_support.h"

using namespace thresh;
using namespace thresh::automatic;
using tests::ExtractPage;
using tests::Written;

namespace {

std::string by_class(const Written& post, int number) {
  return "<div class='post n" + std::to_string(number % 2) + "'><a class=username href=/u/" + post.author + ">" +
         post.author + "</a> <time datetime=2021-03-03>" + post.date + "</time><div class=text>" + post.text +
         "</div></div>";
}

std::vector<Group> groups_of(const Survey& survey) { return find_groups(survey, {0, survey.document().size()}, 8); }

}  // namespace

TEST_CASE("The group with author, date and text in each item is the best") {
  const auto page =
      ExtractPage::html(tests::page_of("<ul><li><a href=/a>News</a><li><a href=/b>Shop</a></ul>", by_class));
  const Survey survey(page.view());
  const auto groups = groups_of(survey);
  REQUIRE_FALSE(groups.empty());
  CHECK(groups.front().elements.size() == 4);
  CHECK(page.document().attribute(groups.front().elements.front(), "class") == "post n1");
}

TEST_CASE("Posts may be cousins in wrappers") {
  const auto page = ExtractPage::html(tests::page_of("", [](const Written& post, int number) {
    return (number == 3   ? "<div class=ad>Buy now</div></section><section>"
            : number == 1 ? "<section>"
                          : "") +
           by_class(post, number);
  }));
  const Survey survey(page.view());
  CHECK(groups_of(survey).front().elements.size() == 4);
}

TEST_CASE("An item is without the items inside of it") {
  const auto page = ExtractPage::html(
      "<body><div class=c><p>outer words are here</p><div class=c><p>inner</p></div></div><div class=c>third</div>");
  const Survey survey(page.view());
  Group group;
  for (html::NodeId id = 0; id < page.document().size(); ++id) {
    if (page.document().is_element(id) && page.document().attribute(id, "class") == "c") group.elements.push_back(id);
  }
  const auto items = items_of(survey, group);
  REQUIRE(items.size() == 3);
  CHECK(items[1].parent == 0);
  CHECK(items[2].parent == SIZE_MAX);
  CHECK(own_sum(survey, Survey::kLetters, items[0]) == 17);
  CHECK(own_sum(survey, Survey::kLetters, items[1]) == 5);
}

TEST_CASE("Zones and what is hidden are no running text") {
  const auto page = ExtractPage::html("<body><p>" + std::string(400, 'x') +
                                      "</p><div class=signature>A signature of some length, under every post.</div>"
                                      "<div hidden>Hidden words of some length, which nobody sees at all.</div>");
  const Survey survey(page.view());
  CHECK(survey.sum(Survey::kProse, {0, page.document().size()}) == 400);
}

TEST_CASE("A page whose body is called after a zone is none") {
  const auto page =
      ExtractPage::html("<body class=has-sidebar><p>Forty letters of running text stand here, or more.</p>");
  const Survey survey(page.view());
  CHECK(survey.sum(Survey::kProse, {0, page.document().size()}) > 30);
}

TEST_CASE("The same part of two posts has the same key, with a class or without") {
  const auto page = ExtractPage::html(
      "<body><div class=p><b>anna</b><p>one</p></div><div class=p><b>ben</b><p>two</p><p>three</p></div>");
  const Survey survey(page.view());
  Group group;
  for (html::NodeId id = 0; id < page.document().size(); ++id) {
    if (page.document().is_element(id) && page.document().attribute(id, "class") == "p") group.elements.push_back(id);
  }
  std::vector<Post> posts;
  for (const Item& item : items_of(survey, group)) posts.emplace_back().item = item;
  const Keys keys(survey, posts);
  const html::NodeId first = group.elements[0], second = group.elements[1];
  CHECK(keys.of(first + 1) == keys.of(second + 1));
  CHECK(keys.of(first + 3) == keys.of(second + 3));
  CHECK(keys.of(second + 3) != keys.of(second + 5));
}

TEST_CASE("Of two nested groups that are nearly as good the outer one is the posts, unless the inner ones have names") {
  const auto chosen = [](std::string_view author, double outer_score) {
    const auto page = ExtractPage::html(tests::page_of("", [&](const Written& post, int) {
      return "<div class=outer><b>" + post.author + "</b><div class=inner>" + std::string(author) + "<time>" +
             post.date + "</time><p>" + post.text + "</p></div></div>";
    }));
    const Survey survey(page.view());
    Group inner, outer;
    for (html::NodeId id = 0; id < survey.document().size(); ++id) {
      const auto value = survey.document().attribute(id, "class");
      if (value == "inner") inner.elements.push_back(id);
      if (value == "outer") outer.elements.push_back(id);
    }
    inner.score = 1;
    outer.score = outer_score;
    const std::vector<Group> groups = {inner, outer};
    const Group posts = posts_among(survey, groups);
    return std::string(survey.document().attribute(posts.elements.front(), "class").value_or(""));
  };
  CHECK(chosen("", 0.95) == "outer");
  CHECK(chosen("", 0.5) == "inner");
  CHECK(chosen("<a class=username href=/user/1>anna</a>", 0.95) == "inner");
}
