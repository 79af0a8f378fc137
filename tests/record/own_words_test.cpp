#include "record/own_words.h"

#include <catch2/catch.hpp>

namespace thresh::record {
namespace {

Map map(std::initializer_list<std::pair<const char*, Value>> entries) {
  Map out;
  for (const auto& [key, value] : entries) out.add(key, value);
  return out;
}

Map question(const char* votes_date, int votes) {
  Map place = map({{"name", "Baltimore"}, {"country", "US"}});
  Map rating = map({{"value", 4.5}, {"as_written", "4.5 out of 5 stars"}});
  Map author = map({{"name", "Ada Example"},
                    {"as_written", "Ada Example, MD"},
                    {"credentials", List{"MD"}},
                    {"url", "https://example.org/ada"},
                    {"location", place},
                    {"rating", rating}});
  Map answer = map({{"position", 1},
                    {"headline", "It does"},
                    {"body", "Yes, after a month."},
                    {"author", author},
                    {"date", votes_date},
                    {"votes", votes}});
  return map({{"id", "qa-0123456789abc"},
              {"kind", "qa"},
              {"source", map({{"name", "a.html"}, {"sha256", "00"}})},
              {"url", "https://example.org/q/1"},
              {"language", "en"},
              {"tags", List{"tea"}},
              {"title", "Does it fade?"},
              {"question", map({{"body", "I wonder."}, {"author", nullptr}})},
              {"answers", List{answer}},
              {"schema", 1},
              {"warnings", List{map({{"message", "the page states 14"}})}}});
}

TEST_CASE("titles, headlines, bodies and names are the words of a record") {
  CHECK(own_words(question("2020", 3)).words ==
        "Does it fade?\nI wonder.\nIt does\nYes, after a month.\nAda Example\n");
}

TEST_CASE("dates, counts, places and ratings are facts; id, source, address and bookkeeping are not even that") {
  CHECK(own_words(question("2020", 3)).words == own_words(question("2021", 4)).words);
  CHECK(own_words(question("2020", 3)).facts != own_words(question("2021", 3)).facts);
  CHECK(own_words(question("2020", 3)).facts != own_words(question("2020", 4)).facts);
  const std::string facts = own_words(question("2020", 3)).facts;
  for (const char* there : {"votes=3", "date=2020", "name=Baltimore", "value=4.5", "language=en", "tags=tea"}) {
    INFO(there);
    CHECK(facts.find(there) != std::string::npos);
  }
  Map other = question("2020", 3);
  other.set("id", "qa-zzzzzzzzzzzzz");
  other.set("source", map({{"name", "b.html"}, {"sha256", "11"}}));
  other.set("url", "https://example.org/q/2");
  other.set("schema", 2);
  other.set("warnings", List{});
  CHECK(own_words(other).facts == facts);
}

TEST_CASE("in a custom record every text is a word but addresses, dates and copies of what stands beside them") {
  const Map lamp = map({{"kind", "custom"},
                        {"fields", map({{"lamp", "A lamp"},
                                        {"price", 12},
                                        {"sold", true},
                                        {"shop", "https://example.org/lamp"},
                                        {"since", "2019-03-12T10:00Z"},
                                        {"none", nullptr},
                                        {"by", map({{"maker", "Ada"}, {"as_written", "by Ada"}})},
                                        {"parts", List{"Foot", "Shade"}}})}});
  CHECK(own_words(lamp).words == "A lamp\nAda\nFoot\nShade\n");
  CHECK(own_words(lamp).facts.find("price=12") != std::string::npos);
  CHECK(own_words(lamp).facts.find("none") == std::string::npos);
}

TEST_CASE("a record is called by its title, its name, its headline or what it reviews") {
  CHECK(own_words(question("2020", 3)).title == "Does it fade?");
  CHECK(own_words(map({{"kind", "profile"}, {"name", "Ada"}})).title == "Ada");
  CHECK(own_words(map({{"kind", "review"}, {"item", map({{"name", "A lamp"}})}, {"headline", nullptr}})).title ==
        "A lamp");
  CHECK(own_words(map({{"kind", "custom"}, {"fields", map({{"name", "A lamp"}})}})).title == "A lamp");
  CHECK(own_words(map({{"kind", "page"}, {"title", nullptr}})).title.empty());
}

TEST_CASE("a record of no known kind has no words") {
  CHECK(own_words(map({{"title", "A"}})).words.empty());
  CHECK(own_words(map({{"kind", "poem"}, {"title", "A"}})).words.empty());
}

TEST_CASE("a record may be deep") {
  Value deep = "word";
  for (int i = 0; i < 2'000; ++i) deep = List{std::move(deep)};
  CHECK(own_words(map({{"kind", "custom"}, {"fields", map({{"a", std::move(deep)}})}})).words == "word\n");
}

}  // namespace
}  // namespace thresh::record
