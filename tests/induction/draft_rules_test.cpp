// Whole selector files out of pages: they give what the pages give without them.
#include "induction/draft_rules.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "html/soup.h"
#include "induction/support.h"
#include "rules/load.h"

using namespace thresh;

namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string article(std::string_view title, std::string_view first, std::string_view aside) {
  return "<html lang=en><head><title>" + std::string(title) +
         " - The Daily</title><meta property=article:published_time "
         "content=2024-05-11><meta name=author content='Ana Lee'></head><body><nav><a href=/>Home</a> <a "
         "href=/s>Sport</a> "
         "<a href=/a>Arts</a></nav><main><article class=story><h1>" +
         std::string(title) + "</h1><p>" + std::string(first) +
         "</p><div class=share-buttons><a href=/share>Share</a> <a href=/tweet>Tweet</a></div><h2>What comes "
         "next</h2><p>By "
         "Friday the water stood at the steps of the library. Volunteers carried the oldest books to the upper floor, "
         "and "
         "the school next door was closed until Monday, because its cellar had filled up.</p></article><aside "
         "class=related>" +
         std::string(aside) +
         "</aside></main><footer><p>&copy; 2024 The Daily. All rights reserved.</p>"
         "</footer></body></html>";
}

const std::string kFirst =
    "The river rose for three days, then it fell again, and nobody in the town could say why it had come so early in "
    "the year. The mayor, who had lived through the flood of 1987, ordered the sandbags to be filled all the same.";
const std::string kOther =
    "The hall was full an hour before the meeting began, and those who had come late stood in the rain to hear what "
    "was said through the open doors. In the end the plan for the wall was put off until the autumn, as every year.";

}  // namespace

TEST_CASE("a board gives a file with its items and their fields, which gives the same thread") {
  const induction::Draft draft =
      tests::draft_of({tests::board("Lamp goes out", tests::board_posts())}, "https://board.example/t/17/lamp");
  INFO(draft.yaml);
  CHECK(draft.kind == "thread");
  CHECK(draft.differences.empty());
  CHECK(holds(draft.yaml, "rules: board-example/thread@1"));
  CHECK(holds(draft.yaml, "url: [\"https://board.example/t/*\"]"));
  CHECK(holds(draft.yaml, "each: \".post\""));
  CHECK(holds(draft.yaml, "body: \".text\""));
  CHECK(holds(draft.yaml, ".user @href"));
  CHECK(holds(draft.yaml, "@datetime"));
}

TEST_CASE("an article goes without what stands in it, and its head says who and when") {
  const induction::Draft draft =
      tests::draft_of({article("Rain in May", kFirst, "<h3>Read on</h3><p><a href=/b>Snow in July</a>"),
                       article("The wall", kOther, "<h3>Read on</h3><p><a href=/c>Sun</a>")},
                      "https://daily.example/2024/x");
  INFO(draft.yaml);
  CHECK(draft.kind == "article");
  for (const induction::Difference& one : draft.differences) UNSCOPED_INFO(one.what);
  CHECK(draft.differences.empty());
  CHECK(holds(draft.yaml, "title: \"h1\""));
  CHECK(holds(draft.yaml, "meta:article:published_time"));
  CHECK(holds(draft.yaml, "meta:author"));
  CHECK(holds(draft.yaml, "without: "));
}

TEST_CASE("what several pages have in common is what the file asks for") {
  // The second page has a class that the first one has not, and its posts a number each.
  std::vector<std::string> other = tests::board_posts();
  for (std::size_t i = 0; i < other.size(); ++i) {
    other[i].replace(other[i].find("class=post"), 10, "class='post even p" + std::to_string(7810 + i) + "'");
  }
  const induction::Draft draft =
      tests::draft_of({tests::board("Lamp goes out", tests::board_posts()), tests::board("Another lamp", other)});
  INFO(draft.yaml);
  CHECK(draft.differences.empty());
  CHECK(holds(draft.yaml, "each: \".post\""));
  CHECK(holds(draft.yaml, "html: [\".post\"]"));
}

TEST_CASE("a question that only the markup tells of is read from the markup") {
  const induction::Draft draft = tests::draft_of(
      {"<title>Wet cellar</title><script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@type\":"
       "\"QAPage\",\"mainEntity\":{\"@type\":\"Question\",\"name\":\"Why is my cellar wet?\",\"text\":\"It is wet in "
       "every spring.\",\"answerCount\":2,\"acceptedAnswer\":{\"@type\":\"Answer\",\"text\":\"The drain is blocked.\","
       "\"upvoteCount\":3},\"suggestedAnswer\":[{\"@type\":\"Answer\",\"text\":\"Ask a "
       "plumber.\",\"author\":{\"@type\":"
       "\"Person\",\"name\":\"Ana Lee\"},\"upvoteCount\":1}]}}</script><p>Loading the answers"});
  INFO(draft.yaml);
  CHECK(draft.kind == "qa");
  CHECK(holds(draft.yaml, "each: \"jsonld:Answer\""));
  CHECK(holds(draft.yaml, "\"jsonld:Question.text\""));
  CHECK(holds(draft.yaml, "votes: \"json:upvoteCount\""));
  for (const induction::Difference& one : draft.differences) {
    // Which one is accepted is told by the list that it stands in.
    CHECK(one.what.contains("/accepted"));
  }
}

TEST_CASE("a profile that only the markup tells of is read by the paths that lead to its values") {
  const auto page = [](const std::string& name, const std::string& phone, const std::string& id) {
    return "<title>" + name +
           "</title><script type=application/ld+json>[{\"@type\":\"WebSite\",\"name\":\"The "
           "surgery\"},{\"@context\":\"https://schema.org\",\"@type\":\"Physician\",\"name\":\"" +
           name + "\",\"telephone\":\"" + phone +
           "\",\"medicalSpecialty\":\"Dermatology\",\"address\":{\"@type\":"
           "\"PostalAddress\",\"streetAddress\":\"3 Marine Parade\",\"addressLocality\":\"Brighton\"},"
           "\"aggregateRating\":{\"@type\":\"AggregateRating\",\"ratingValue\":\"4." +
           id + "\",\"reviewCount\":\"7" + id + "\"}}]</script><body><h1>" + name +
           "</h1><p>Has been with us since 201" + id +
           " and sees patients on every day but Friday, mostly for their skin.</p>";
  };
  const induction::Draft draft =
      tests::draft_of({page("Dr Alison Wu", "+44 1273 555555", "1"), page("Dr Ben Ode", "+44 1273 555666", "4")});
  INFO(draft.yaml);
  CHECK(draft.kind == "profile");
  CHECK(holds(draft.yaml, "name: {any: [\"jsonld:Physician.name\"]"));
  CHECK(holds(draft.yaml, "type: \"const:Physician\""));
  CHECK(holds(draft.yaml, "phone: \"jsonld:telephone\""));
  CHECK(holds(draft.yaml, "specialties: \"jsonld:medicalSpecialty\""));
  CHECK(holds(draft.yaml, "value: \"jsonld:aggregateRating.ratingValue\""));
  CHECK(holds(draft.yaml, "count: \"jsonld:aggregateRating.reviewCount\""));
  CHECK_FALSE(holds(draft.yaml, "reviewRating"));
  CHECK_FALSE(holds(draft.yaml, "match:"));  // a body is no fingerprint
  for (const induction::Difference& one : draft.differences) {
    CAPTURE(one.what);
    CHECK(one.what.contains("/contact/address"));  // a path gives one of its parts
  }
}

TEST_CASE("pages of different kinds and plain text are refused") {
  const std::string page = tests::board("Lamp goes out", tests::board_posts());
  const std::string story = article("Rain in May", kFirst, "");
  const std::vector<convert::Input> mixed = {tests::input_of("a.html", page), tests::input_of("b.html", story)};
  const auto draft = induction::draft_rules(mixed, {});
  REQUIRE_FALSE(draft);
  CHECK(draft.error().code == base::ErrorCode::kUsage);
  CHECK(draft.error().message == "the pages are of different kinds: a.html is read as thread, b.html as article");
  const std::vector<convert::Input> text = {tests::input_of("a.txt", "One line\nAnother line\n")};
  const auto of_text = induction::draft_rules(text, {});
  REQUIRE_FALSE(of_text);
  CHECK(of_text.error().code == base::ErrorCode::kUsage);
}

// The pages of all fixtures, one by one: whatever is drafted is a right file, and is told apart where it is not the
// same.
TEST_CASE("a file that is drafted loads") {
  std::size_t drafted = 0;
  for (const tests::PageFile& page : tests::project_pages()) {
    if (!page.name.ends_with(".html")) continue;
    const std::vector<convert::Input> inputs = {tests::input_of(page.name, page.bytes)};
    const auto draft = induction::draft_rules(inputs, {});
    if (!draft) {
      INFO(page.name << ": " << draft.error().message);
      const base::ErrorCode code = draft.error().code;
      CHECK((code == base::ErrorCode::kEmptyPage || code == base::ErrorCode::kBlockedPage ||
             code == base::ErrorCode::kBinaryPage || code == base::ErrorCode::kUsage));
      continue;
    }
    ++drafted;
    INFO(page.name << "\n" << draft->yaml);
    CHECK(rules::load(draft->yaml, "draft.yaml", {}));
  }
  CHECK(drafted > 20);
}

TEST_CASE("any page gives a right file or an error") {
  rc::check("soup", [] {
    const std::string page = "<html><body>x" + *html::tag_soup();
    const std::vector<convert::Input> inputs = {tests::input_of("page.html", page)};
    const auto draft = induction::draft_rules(inputs, {});
    if (!draft && draft.error().code == base::ErrorCode::kBadRules) RC_FAIL(draft.error().message);
  });
}
