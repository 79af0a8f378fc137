// The words of a record as `text` and `flat` give them.
#include "emit/reading.h"

#include <catch2/catch.hpp>

#include "emit/memory_output.h"
#include "emit/records.h"

namespace thresh::emit {
namespace {

using record::List;
using record::Map;
using record::Value;

const std::string kQuestionText =
    "Does it fade?\n\nI wonder.\n\nYes, it does\n\nGive it a week, or two.\n\nThen \"look\" again.\n\nNo.";

TEST_CASE("a question page reads as title, question and answers, without by-lines") {
  CHECK(reading_text(question_record()) == kQuestionText);
}

TEST_CASE("every kind reads in page order") {
  const auto text = [](std::initializer_list<std::pair<std::string, Value>> entries) {
    return reading_text(map_of(entries));
  };
  const List posts{map_of({{"headline", "H"}, {"body", "a"}}), map_of({{"body", "b"}})};
  CHECK(text({{"kind", "page"}, {"title", "T"}, {"description", "D"}, {"body", "B"}}) == "T\n\nB");
  CHECK(text({{"kind", "thread"}, {"title", "T"}, {"posts", posts}}) == "T\n\nH\n\na\n\nb");
  CHECK(text({{"kind", "article"}, {"title", "T"}, {"body", "B"}, {"comments", posts}}) == "T\n\nB");
  CHECK(text({{"kind", "review"}, {"item", map_of({{"name", "I"}})}, {"headline", "H"}, {"body", "B"}}) ==
        "I\n\nH\n\nB");
  CHECK(text({{"kind", "profile"}, {"name", "N"}, {"bio", "B"}, {"reviews", posts}}) == "N\n\nB\n\nH\n\na\n\nb");
}

TEST_CASE("a custom record reads as all of its texts in order") {
  const Map fields = map_of({{"name", "Soup"},
                             {"minutes", 20},
                             {"note", nullptr},
                             {"empty", ""},
                             {"steps", List{"Boil.", map_of({{"text", "Stir."}})}}});
  CHECK(reading_text(custom_record(fields)) == "Soup\n\nBoil.\n\nStir.");
}

TEST_CASE("a record of which nothing is known reads as nothing") {
  CHECK(reading_text(Map{}).empty());
  CHECK(reading_text(map_of({{"kind", "qa"}, {"question", nullptr}, {"answers", List{nullptr, 3}}})).empty());
  CHECK(emitted("text", {Map{}}).empty());
}

TEST_CASE("texts are set apart by a line of dashes") {
  const Map page = map_of({{"kind", "page"}, {"body", "B"}});
  CHECK(emitted("text", {page}) == "B\n");
  CHECK(emitted("text", {page, page}) == "B\n\n---\n\nB\n");
}

TEST_CASE("flat is one line of the facts that every kind has") {
  CHECK(emitted("flat", {question_record()}) ==
        "{\"name\":\"page.html\",\"url\":\"https://example.org/fetched\",\"kind\":\"qa\",\"title\":\"Does it "
        "fade?\",\"author\":\"Jo\",\"date\":\"2020-03-11\",\"text\":\"Does it fade?\\n\\nI wonder.\\n\\nYes, it "
        "does\\n\\nGive it a week, or two.\\n\\nThen \\\"look\\\" again.\\n\\nNo.\"}\n");
  CHECK(emitted("flat", {Map{}}) ==
        "{\"name\":null,\"url\":null,\"kind\":null,\"title\":null,\"author\":null,\"date\":null,\"text\":\"\"}\n");
}

TEST_CASE("the facts of a page are found where its kind keeps them") {
  const Map ada = map_of({{"name", nullptr}, {"as_written", "Ada, MD"}});
  const Map thread = map_of({{"kind", "thread"}, {"posts", List{map_of({{"author", ada}, {"date", "2020"}})}}});
  CHECK(reading_author(thread) == Value("Ada, MD"));
  CHECK(reading_date(thread) == Value("2020"));
  const Map review =
      map_of({{"kind", "review"}, {"headline", nullptr}, {"item", map_of({{"name", "A lamp"}})}, {"author", nullptr}});
  CHECK(reading_title(review) == Value("A lamp"));
  CHECK(reading_author(review).is_null());
  CHECK(reading_title(custom_record(map_of({{"title", "Soup"}}))) == Value("Soup"));
  CHECK(reading_author(custom_record(map_of({{"author", "Ada"}}))) == Value("Ada"));
  CHECK(reading_title(custom_record(map_of({{"title", 3}}))).is_null());
  CHECK(reading_url(map_of({{"url", "https://example.org"}})) == Value("https://example.org"));
}

}  // namespace
}  // namespace thresh::emit
