#include "convert/reconcile.h"

#include <catch2/catch.hpp>

#include "convert/convert.h"
#include "pages.h"

namespace thresh::convert {
namespace {

using record::Type;
using record::Value;

bool agree(Type type, std::string_view a, std::string_view b) {
  const extract::Context page = {.base_url = "https://a.example/"};
  const auto left = extract::make(type, a, page), right = extract::make(type, b, page);
  REQUIRE(left);
  REQUIRE(right);
  CHECK(convert::agree(type, *left, *right) == convert::agree(type, *right, *left));
  return convert::agree(type, *left, *right);
}

TEST_CASE("texts agree where one is the other, with something around it or cut short") {
  CHECK(agree(Type::kText, "Is tea good for you?", "Is tea good for you? | Tea Forum"));
  CHECK(agree(Type::kText, "“Is tea good — for you”", "is tea good for you"));
  CHECK(
      agree(Type::kText, "Tea is a drink that has been drunk for lo…", "Tea is a drink that has been drunk for long."));
  CHECK_FALSE(agree(Type::kText, "Is tea good for you?", "Tea Forum"));
  CHECK_FALSE(agree(Type::kText, "Tea", "Tea and cake"));
  CHECK_FALSE(agree(Type::kText, "tea for two", "steal tea for twosomes"));
}

TEST_CASE("values agree as what they are") {
  CHECK(agree(Type::kCount, "1.2k", "1,234"));
  CHECK_FALSE(agree(Type::kCount, "1.2k", "1,434"));
  CHECK_FALSE(agree(Type::kCount, "12", "13"));
  CHECK(agree(Type::kRating, "4.9 out of 5 stars", "4.87 out of 5"));
  CHECK(agree(Type::kRating, "4.5 out of 5 stars", "9/10"));
  CHECK_FALSE(agree(Type::kRating, "4.9 out of 5 stars", "4.7 out of 5"));
  CHECK(agree(Type::kPerson, "Dr. Ana Lee, MD", "Ana Lee"));
  CHECK(agree(Type::kPerson, "A. Lee", "Ana Lee, MD"));
  CHECK_FALSE(agree(Type::kPerson, "Ana Lee", "Ben Lee"));
  CHECK_FALSE(agree(Type::kPerson, "Ana Lee", "Ana Moore"));
  CHECK(agree(Type::kDate, "March 12, 2020", "2020-03-12T08:30:00Z"));
  CHECK_FALSE(agree(Type::kDate, "March 12, 2020", "2020-03-13"));
  CHECK(agree(Type::kUrl, "http://www.a.example/x/", "https://a.example/x"));
  CHECK_FALSE(agree(Type::kUrl, "/x", "/y"));
  CHECK(agree(Type::kLanguage, "en", "en-US"));
  CHECK(agree(Type::kSpecialty, "Dermatologist", "Dermatology"));
}

TEST_CASE("values that are written otherwise agree") {
  CHECK(agree(Type::kDate, "2020-03-12T14:05:00Z", "2020-03-12T14:05Z"));
  CHECK(agree(Type::kDate, "2020-03-12T14:05Z", "2020-03-12T15:05:00+01:00"));
  CHECK(agree(Type::kDate, "2020-03-12T23:30:00-05:00", "2020-03-13T04:30:00Z"));
  CHECK_FALSE(agree(Type::kDate, "2020-03-12T14:05:00Z", "2020-03-12T14:05:01Z"));
  CHECK_FALSE(agree(Type::kDate, "2020-03-12T14:05:00Z", "2020-03-12T14:05:00+01:00"));
  CHECK(agree(Type::kMoney, "$1,234", "1234 USD"));
  CHECK(agree(Type::kMoney, "12,50 €", "12.50 EUR"));
  CHECK(agree(Type::kMoney, "from $99", "$99.00"));
  CHECK_FALSE(agree(Type::kMoney, "$12", "$13"));
  CHECK_FALSE(agree(Type::kMoney, "$12", "12 €"));
  CHECK_FALSE(agree(Type::kMoney, "$12", "$12-15"));
  CHECK(agree(Type::kRating, "★★★★☆", "4.2 out of 5"));
  CHECK_FALSE(agree(Type::kRating, "★★★★☆", "4.8 out of 5"));
  CHECK(agree(Type::kPerson, "Jane", "Jane Doe"));
  CHECK_FALSE(agree(Type::kPerson, "Jane", "Joan Doe"));
}

TEST_CASE("what agrees makes a value surer, what does not less sure") {
  using normalize::Fit;
  CHECK(confidence(Fit::kSure, 0, 0) == Approx(0.9));
  CHECK(confidence(Fit::kSure, 1, 0) == Approx(0.95));
  CHECK(confidence(Fit::kSure, 0, 1) == Approx(0.8));
  CHECK(confidence(Fit::kUnsure, 0, 0) == Approx(0.7));
  CHECK(confidence(Fit::kUnsure, 0, 9) == Approx(0.1));
}

record::Map converted(std::string_view page, bool provenance = false) {
  const auto rules = tests::rules_of(R"(rules: a/b@1
record: custom
html:
  title: {any: [h1, "meta:og:title", title]}
  author: {any: [.by, "jsonld:author.name", "meta:author"], type: person}
  votes: {any: ["jsonld:upvoteCount", .votes], type: count}
)");
  Options options;
  options.rules = rules;
  options.use_first = true;
  options.provenance = provenance;
  return convert(tests::input_of("p.html", page), options)->record;
}

constexpr std::string_view kPage = R"(<title>Tea? | Forum of Tea</title><meta name="author" content="B. Moore">
<meta property="og:title" content="Is tea good?"><h1>Is tea good?</h1><p class=by>Ana Lee, MD</p><p class=votes>12 votes</p>
<script type="application/ld+json">{"author": {"name": "Ana Lee"}, "upvoteCount": 13}</script>)";

TEST_CASE("sources that differ from the one that was taken are conflicts") {
  const record::Map record = converted(kPage);
  CHECK(tests::text_of(record, "/fields/author/name") == "Ana Lee");
  CHECK(tests::value_of(record, "/fields/votes") == Value(13));
  REQUIRE(record.find("conflicts")->as_list()->size() == 2);
  CHECK(tests::text_of(record, "/conflicts/0/path") == "/fields/author");
  CHECK(tests::value_of(record, "/conflicts/0/values") == Value(record::List{"Ana Lee, MD", "B. Moore"}));
  CHECK(tests::value_of(record, "/conflicts/0/from") == Value(record::List{"text", "meta"}));
  CHECK(tests::text_of(record, "/conflicts/1/path") == "/fields/votes");
  CHECK(tests::value_of(record, "/conflicts/1/values") == Value(record::List{13, 12}));
}

TEST_CASE("fallbacks of the same kind are no second source") {
  // <title> is looked at after <h1>, and both are the page's text.
  const record::Map record = converted("<title>Home</title><h1>Is tea good?</h1>");
  CHECK(record.find("conflicts")->as_list()->empty());
}

TEST_CASE("what the whole page says is no second source of an item of it") {
  const auto rules = tests::rules_of(R"(rules: a/b@1
record: custom
html:
  items:
    each: li
    name: {any: ["b", "meta:author", "jsonld:author"]}
    votes: {any: [i, "json:@data-item votes"], type: count}
)");
  Options options;
  options.rules = rules;
  options.use_first = true;
  const auto converted =
      convert(tests::input_of("p.html",
                              "<meta name=author content=Zed><li data-item='{\"votes\": 2}'><b>Ana</b><i>2</i>"
                              "<li data-item='{\"votes\": 4}'><b>Ben</b><i>3</i>"),
              options);
  REQUIRE(converted->record.find("conflicts")->as_list()->size() == 1);
  CHECK(tests::text_of(converted->record, "/conflicts/0/path") == "/fields/items/1/votes");
}

TEST_CASE("provenance says how sure a value is") {
  const record::Map record = converted(kPage, true);
  for (const Value& one : *record.find("provenance")->as_list()) {
    const record::Map& entry = *one.as_map();
    const std::string& path = *entry.find("path")->as_text();
    const double sure = *entry.find("confidence")->as_real();
    if (path == "/fields/title") CHECK(sure == Approx(0.95));
    if (path == "/fields/author/name") CHECK(sure == Approx(0.9));  // one agrees, one does not
    if (path == "/fields/votes") CHECK(sure == Approx(0.8));
  }
}

}  // namespace
}  // namespace thresh::convert
