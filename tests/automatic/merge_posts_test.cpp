// Posts that a page's markup and its shape both have: what one says and the other does not comes together.
#include "automatic/merge_posts.h"

#include <catch2/catch.hpp>
#include <deque>

#include "convert/pages.h"

using namespace thresh;
using tests::text_of;
using tests::value_of;

namespace {

struct Said {
  std::string name, date, body;
  int votes;
};

const std::vector<Said> kPosts = {
    {"Jenna_78", "2019-03-04T09:12:00Z",
     "I had the operation three weeks ago and my knee is still as thick as on the first day.", 3},
    {"mark.t", "2019-03-04T11:40:00Z",
     "Mine was like that for five weeks, and then it went down within a few days of rest.", 12},
    {"Dr. Alan Whitfield", "2019-03-05T08:03:00Z",
     "Ask them for a scan if it does not get better until the end of the month.", 27},
    {"sunnydays", "2019-03-05T19:55:00Z",
     "Thank you all, that is a great relief. I have an appointment on Monday morning.", 1}};

std::string posting(const Said& post, std::string_view type) {
  return "{\"@type\":\"" + std::string(type) + "\",\"text\":\"" + post.body +
         "\",\"upvoteCount\":" + std::to_string(post.votes) + ",\"author\":{\"@type\":\"Person\",\"name\":\"" +
         post.name + "\"},\"dateCreated\":\"" + post.date + "\"";
}

// A QAPage that has these answers, the accepted one as markup has it: apart.
std::string markup(const std::vector<std::size_t>& suggested, std::size_t accepted) {
  std::string list;
  for (const std::size_t i : suggested) list += (list.empty() ? "" : ",") + posting(kPosts[i], "Answer") + "}";
  return "<script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@type\":\"QAPage\",\"mainEntity\":" +
         posting(kPosts[0], "Question") +
         ",\"name\":\"Still swollen?\",\"answerCount\":3,\"acceptedAnswer\":" + posting(kPosts[accepted], "Answer") +
         "},\"suggestedAnswer\":[" + list + "]}}</script>";
}

// A page whose shape shows the posts, in classes that say nothing, with ages for dates.
std::string page_of(const std::string& said) {
  std::string page = "<html lang=en><head><title>Still swollen? - Board</title>" + said +
                     "</head><body><nav><a href=/>Home</a></nav><div class=q><h1>Still swollen?</h1>";
  for (const Said& post : kPosts) {
    page += "<div class=item><div class=hd><span class=nm>" + post.name +
            "</span> <span>4 years ago</span></div><div class=tx><p>" + post.body +
            "</p></div><button>Like</button> <a>Reply</a></div>";
  }
  return page + "</div></body></html>";
}

record::Map record_of(const std::string& page) {
  convert::Input input = tests::input_of("page.html", page);
  input.captured = "2023-06-15T12:00:00Z";
  return convert::convert(input, {})->record;
}

std::string shown(const record::Map& record, const std::string& at) {
  const record::Value votes = value_of(record, at + "/votes"), accepted = value_of(record, at + "/accepted");
  return text_of(record, at + "/author/name") + ' ' + text_of(record, at + "/date") + ' ' +
         (votes.as_integer() == nullptr ? "-" : std::to_string(*votes.as_integer())) +
         (accepted.as_bool() != nullptr && *accepted.as_bool() ? " accepted" : "");
}

}  // namespace

TEST_CASE("what the markup says of a post comes to what the page shows, in the page's order") {
  const std::string page = page_of(markup({1, 3}, 2));
  const record::Map record = record_of(page);
  REQUIRE(text_of(record, "/kind") == "qa");
  CHECK(shown(record, "/question") == "Jenna_78 2019-03-04T09:12:00Z 3");
  REQUIRE(value_of(record, "/answers").as_list()->size() == 3);
  CHECK(shown(record, "/answers/0") == "mark.t 2019-03-04T11:40:00Z 12");
  CHECK(shown(record, "/answers/1") == "Alan Whitfield 2019-03-05T08:03:00Z 27 accepted");
  CHECK(shown(record, "/answers/2") == "sunnydays 2019-03-05T19:55:00Z 1");
  CHECK(*value_of(record, "/answers/0/position").as_integer() == 1);
  CHECK(*value_of(record, "/answers/2/position").as_integer() == 3);
}

TEST_CASE("a post is met by the start of it that the markup has") {
  std::string said = markup({1, 3}, 2);
  for (const Said& post : kPosts) said.replace(said.find(post.body), post.body.size(), post.body.substr(0, 50) + "...");
  const record::Map record = record_of(page_of(said));
  REQUIRE(text_of(record, "/kind") == "qa");
  CHECK(shown(record, "/answers/1") == "Alan Whitfield 2019-03-05T08:03:00Z 27 accepted");
  CHECK(text_of(record, "/answers/1/body") == kPosts[2].body);
}

TEST_CASE("posts that the markup leaves out stay") {
  const std::string page = page_of(markup({}, 2));
  const record::Map record = record_of(page);
  REQUIRE(text_of(record, "/kind") == "qa");
  REQUIRE(value_of(record, "/answers").as_list()->size() == 3);
  CHECK(shown(record, "/answers/1") == "Alan Whitfield 2019-03-05T08:03:00Z 27 accepted");
  CHECK(text_of(record, "/answers/2/body").starts_with("Thank you all"));
}

TEST_CASE("what the markup has as author and votes is not a part of the text that it has exactly") {
  const auto merged = [](const std::string& before, const std::string& behind, const std::string& author) {
    static std::deque<std::string> kept;
    const auto draft_of = [](const std::vector<std::string>& runs, const std::string& by) {
      extract::Draft root;
      root.kind = extract::Draft::Kind::kGroup;
      extract::Draft& posts = root.child("posts");
      posts.kind = extract::Draft::Kind::kList;
      extract::Draft& post = posts.children.emplace_back();
      post.kind = extract::Draft::Kind::kGroup;
      extract::Found body;
      for (const std::string& words : runs) {
        if (!words.empty()) body.passage.runs.push_back({.text = kept.emplace_back(words)});
      }
      post.child("body").values.push_back(body);
      if (!by.empty()) post.child("author").values.push_back({.passage = {{{.text = kept.emplace_back(by)}}}});
      if (!by.empty()) post.child("votes").values.push_back({.passage = {{{.text = "8"}}}});
      return root;
    };
    extract::Draft shown = draft_of({before, kPosts[2].body, behind}, "");
    automatic::merge_posts(shown, draft_of({kPosts[2].body}, author), true);
    return text::compose(shown.find("posts")->children.front().find("body")->values.front().passage);
  };
  const std::string own = kPosts[2].body;
  CHECK(merged("", "Ann Field, DDS", "Dr. Ann Field, DDS") == own);
  CHECK(merged("", "8", "Ann Field") == own);
  CHECK(merged("Ann Field ", " 8", "Ann Field") == own);
  CHECK(merged("", "", "Ann Field") == own);
  CHECK(merged("", " Yours, Ann", "Ann Field") == own + " Yours, Ann");  // "Yours" is the author's
  CHECK(merged("", "9", "Ann Field") == own + "9");
}

TEST_CASE("a text and its by-line in one stretch are parted by the markup's text") {
  std::string said = markup({1, 3}, 2), page = page_of(said);
  const std::string own = "<p>" + kPosts[2].body + "</p>";
  page.replace(page.find(own), own.size(), "<p>" + kPosts[2].body + " Dr. Alan Whitfield</p>");
  CHECK(text_of(record_of(page), "/answers/1/body") == kPosts[2].body);
}

TEST_CASE("an author among other words, and a date that says less, give way") {
  const auto draft_of = [](const std::string& author, const std::string& date, const std::string& votes) {
    static std::deque<std::string> kept;
    extract::Draft root;
    root.kind = extract::Draft::Kind::kGroup;
    extract::Draft& posts = root.child("posts");
    posts.kind = extract::Draft::Kind::kList;
    extract::Draft& post = posts.children.emplace_back();
    post.kind = extract::Draft::Kind::kGroup;
    for (const auto& [name, text] :
         {std::pair("body", kPosts[0].body), {"author", author}, {"date", date}, {"votes", votes}}) {
      if (!text.empty())
        post.child(name).values.emplace_back().passage.runs.emplace_back().text = kept.emplace_back(text);
    }
    return root;
  };
  const auto text_at = [](const extract::Draft& draft, std::string_view name) {
    const extract::Draft* const field = draft.find("posts")->children.front().find(name);
    return field == nullptr || field->values.empty() ? "" : text::compose(field->values.front().passage);
  };
  extract::Draft draft = draft_of("Senior Member Ann_72 Posts: 12", "2019", "");
  const automatic::Merged merged = automatic::merge_posts(draft, draft_of("Ann_72", "2019-03-04", "7"));
  CHECK(merged.met == 1);
  CHECK(merged.begin_as_one);
  CHECK(text_at(draft, "author") == "Ann_72");
  CHECK(text_at(draft, "date") == "2019-03-04");
  CHECK(text_at(draft, "votes") == "7");

  extract::Draft other = draft_of("Ann_72", "2019-03-04 10:00", "5");
  automatic::merge_posts(other, draft_of("Bert", "2019-03-04", "7"));
  CHECK(text_at(other, "author") == "Ann_72");
  CHECK(text_at(other, "date") == "2019-03-04 10:00");
  CHECK(text_at(other, "votes") == "5");
}
