// Drafts to records: shapes, absences and their reasons, counts, what a type has to say beside its value.
#include "convert/fill.h"

#include <catch2/catch.hpp>

#include "convert/drafts.h"
#include "convert/pages.h"

using namespace thresh;
using extract::Draft;
using record::Type;
using tests::codes;
using tests::group;
using tests::list;
using tests::text_of;
using tests::value;
using tests::value_of;

namespace {

// The record that a draft fills, and what is noted beside it.
struct Filled {
  Filled(const record::Shape& shape, Draft draft) {
    convert::Filler filler(syntax, types, arena, books);
    filler.fill(shape, draft, "", map);
    found = filler.found_anything();
  }
  explicit Filled(Draft draft) {
    convert::Filler filler(syntax, types, arena, books);
    filler.fill_open(draft, "/fields", map);
    found = filler.found_anything();
  }

  // "PATH reason" for each absent field, parted by a comma.
  std::string absent() const {
    std::string out;
    for (const convert::AbsentField& field : books.absent) {
      out += (out.empty() ? "" : ", ") + field.path + " " + std::string(record::name(field.reason));
    }
    return out;
  }

  clean::PageSyntax syntax;
  extract::TypeReader types{"https://a.example/"};
  base::Arena arena;
  convert::Bookkeeping books;
  record::Map map;
  bool found = false;
};

const record::Shape& kQa = *record::find_kind("qa")->shape;
const record::Shape& kPost = record::post_shape();

}  // namespace

TEST_CASE("Every field that is always written is there, in the order of the shape, looked for or not") {
  const Filled filled(kPost, group("", {value("body", Type::kText, {"Words."})}));
  std::vector<std::string> expected;
  for (const record::Field& field : kPost.fields) {
    if (!field.optional) expected.emplace_back(field.name);
  }
  std::vector<std::string> keys;
  for (const auto& [key, entry] : filled.map.entries()) keys.push_back(key);
  CHECK(keys == expected);
  CHECK(text_of(filled.map, "/body") == "Words.");
  CHECK(filled.absent() == "");  // what nobody looked for is not absent
  CHECK(filled.found);
}

TEST_CASE("What is missing has its reason") {
  Draft empty = value("headline", Type::kText, {});
  empty.empty = true;
  const Filled filled(kPost,
                      group("", {empty, value("url", Type::kUrl, {}), value("votes", Type::kCount, {"{{ votes }}"}),
                                 value("date", Type::kDate, {"soon"})}));
  CHECK(filled.absent() == "/headline empty, /date unparsable, /votes unrendered, /url not_on_page");
  CHECK(filled.books.absent[1].text == "soon");
  CHECK(codes(filled.books.warnings) == "unparsable");
  CHECK(filled.books.removed.entries().size() == 1);
  CHECK_FALSE(filled.found);
}

TEST_CASE("A required field that is missing is a finding") {
  Draft title = value("title", Type::kText, {});
  title.required = true;
  const Filled filled(kQa, group("", {title}));
  CHECK(codes(filled.books.warnings) == "nothing_matched");
  CHECK(filled.books.warnings.front().path == "/title");
}

TEST_CASE("A title stands on one line, a body on several") {
  const Filled filled(
      kPost, group("", {value("headline", Type::kText, {"Two\nlines"}), value("body", Type::kText, {"Two\nlines"})}));
  CHECK(text_of(filled.map, "/headline") == "Two lines");
  CHECK(text_of(filled.map, "/body") == "Two\nlines");
}

TEST_CASE("A body that takes all of its matches has them as paragraphs; a list has each once") {
  Draft body = value("body", Type::kText, {"One.", "Two.", "One."});
  body.many = true;
  CHECK(text_of(Filled(kPost, group("", {body})).map, "/body") == "One.\n\nTwo.\n\nOne.");
  Draft tags = value("tags", Type::kText, {"soil", "{{ tag }}", "sand", "soil"});
  const Filled filled(record::head_shape(), group("", {tags}));
  CHECK(value_of(filled.map, "/tags") == record::Value(record::List{"soil", "sand"}));
}

TEST_CASE("One value of several is the first, and that is a finding") {
  const Filled filled(kPost, group("", {value("votes", Type::kCount, {"3", "4"})}));
  CHECK(*value_of(filled.map, "/votes").as_integer() == 3);
  CHECK(codes(filled.books.warnings) == "several_matched");
}

TEST_CASE("What a value has to say beside itself is written where the shape has a place for it") {
  const Filled rounded(
      kPost, group("", {value("votes", Type::kCount, {"1.2k"}), value("date", Type::kDate, {"March 12, 2020"})}));
  CHECK(*value_of(rounded.map, "/votes_approximate").as_bool());
  CHECK(text_of(rounded.map, "/date") == "2020-03-12");
  CHECK(text_of(rounded.map, "/date_as_written") == "March 12, 2020");
  const Filled exact(kPost,
                     group("", {value("votes", Type::kCount, {"12"}), value("date", Type::kDate, {"2020-03-12"})}));
  CHECK(exact.map.find("votes_approximate") == nullptr);
  CHECK(exact.map.find("date_as_written") == nullptr);
}

TEST_CASE("Items have positions, and a list is compared with what the page states") {
  Draft answers = list("answers", {group("", {value("body", Type::kText, {"One."})}),
                                   group("", {value("body", Type::kText, {"Two."})})});
  const auto stated = [&](std::string_view words) {
    Draft with = answers;
    with.stated = value("", Type::kCount, {words}).values.front();
    return Filled(kQa, group("", {with}));
  };
  const Filled complete = stated("2 answers");
  CHECK(*value_of(complete.map, "/answers/1/position").as_integer() == 2);
  CHECK(complete.books.warnings.empty());
  const Filled incomplete = stated("14 answers");
  CHECK(codes(incomplete.books.warnings) == "incomplete");
  REQUIRE(incomplete.books.completeness.size() == 1);
  CHECK(incomplete.books.completeness.front().stated == 14);
  CHECK(incomplete.books.completeness.front().found == 2);
  const Filled unrendered = stated("{{ n }} answers");
  CHECK(unrendered.absent() == "/completeness/answers/stated unrendered");
  CHECK_FALSE(unrendered.books.completeness.front().stated);
}

TEST_CASE("An empty list is a finding, unless the page states that it is empty") {
  CHECK(codes(Filled(kQa, group("", {list("answers", {})})).books.warnings) == "nothing_matched");
  Draft none = list("answers", {});
  none.stated = value("", Type::kCount, {"0 answers"}).values.front();
  const Filled filled(kQa, group("", {none}));
  CHECK(filled.books.warnings.empty());
  CHECK(filled.absent() == "");
  CHECK(value_of(filled.map, "/answers").as_list()->empty());
}

TEST_CASE("A name fills the other fields of its author, and what they say themselves goes before it") {
  Draft author =
      group("author", {value("name", Type::kPerson, {"Dr. Susan Stuart, MD"}),
                       value("credentials", Type::kText, {"DO"}), value("location", Type::kPlace, {"Toronto, ON"})});
  const Filled filled(kPost, group("", {author}));
  CHECK(text_of(filled.map, "/author/name") == "Susan Stuart");
  CHECK(text_of(filled.map, "/author/honorific") == "Dr.");
  CHECK(text_of(filled.map, "/author/credentials/0") == "DO");
  CHECK(text_of(filled.map, "/author/location/country") == "CA");
}

TEST_CASE("An author of whom nothing is known is null, with the most telling reason") {
  const auto author = [](std::string_view name) {
    return group("", {group("author", {value("name", Type::kPerson, {name}), value("location", Type::kPlace, {}),
                                       value("rating", Type::kRating, {})})});
  };
  const Filled filled(kPost, author("{{ name }}"));
  CHECK(value_of(filled.map, "/author").is_null());
  CHECK(filled.absent() == "/author unrendered");
  const Filled nobody(kPost, group("", {group("author", {value("name", Type::kPerson, {})})}));
  CHECK(nobody.absent() == "/author not_on_page");
}

TEST_CASE("The fields of the kind custom stand in the order of the selector file, groups and lists in them") {
  Draft sizes = value("sizes", Type::kNumber, {"1.5", "2", "2"});
  sizes.many = true;
  const Filled filled(
      group("", {value("z", Type::kText, {"Words."}), sizes, group("maker", {value("name", Type::kText, {"Ada"})}),
                 list("offers", {group("", {value("stock", Type::kCount, {"1.2k"})})})}));
  std::string keys;
  for (const auto& [key, entry] : filled.map.entries()) keys += key + " ";
  CHECK(keys == "z sizes maker offers ");
  CHECK(value_of(filled.map, "/sizes") == record::Value(record::List{1.5, 2.0, 2.0}));
  CHECK(text_of(filled.map, "/maker/name") == "Ada");
  CHECK(*value_of(filled.map, "/offers/0/stock").as_integer() == 1200);
  CHECK(*value_of(filled.map, "/offers/0/stock_approximate").as_bool());
  CHECK(value_of(filled.map, "/offers/0/position").is_null());
}

TEST_CASE("An optional field that the rules look for in vain is left out") {
  const Filled filled(record::post_shape(), group("", {value("date_as_written", Type::kText, {})}));
  CHECK(filled.map.find("date_as_written") == nullptr);
}

TEST_CASE("A field that the rules name themselves is not written over by what another has to say beside itself") {
  for (const bool first : {true, false}) {
    std::vector<Draft> fields = {value("d", Type::kDate, {"March 12, 2020"}),
                                 value("d_as_written", Type::kText, {"mine"})};
    if (!first) std::swap(fields[0], fields[1]);
    const Filled filled(group("", std::move(fields)));
    CHECK(text_of(filled.map, "/d_as_written") == "mine");
    CHECK(filled.map.size() == 2);
  }
}

TEST_CASE("A list of values has no place for what is none, and says what it left out") {
  Draft numbers = value("n", Type::kCount, {"12", "many", "{{ n }}", "14"});
  numbers.many = true;
  const Filled filled(group("", {numbers}));
  REQUIRE(value_of(filled.map, "/n").as_list() != nullptr);
  CHECK(value_of(filled.map, "/n").as_list()->size() == 2);
  CHECK(filled.absent().empty());
  CHECK(codes(filled.books.warnings) == "unparsable");
  Draft none = value("n", Type::kCount, {"many", "few"});
  none.many = true;
  CHECK(Filled(group("", {none})).absent() == "/fields/n unparsable");
}

TEST_CASE("A name whose type is text is taken as it stands") {
  const Filled filled(record::post_shape(), group("", {group("author", {value("name", Type::kText, {"john.smith"})})}));
  CHECK(text_of(filled.map, "/author/name") == "john.smith");
  CHECK(text_of(filled.map, "/author/as_written") == "john.smith");
}

TEST_CASE("An empty list is a finding where the record is about it, or where the rules require it") {
  const auto& qa = *record::find_kind("qa")->shape;
  const auto& article = *record::find_kind("article")->shape;
  CHECK(codes(Filled(qa, group("", {list("answers", {})})).books.warnings) == "nothing_matched");
  CHECK(codes(Filled(article, group("", {list("comments", {})})).books.warnings).empty());
  Draft required = list("comments", {});
  required.required = true;
  required.stated = value("", Type::kCount, {"0"}).values.front();
  CHECK(codes(Filled(article, group("", {required})).books.warnings) == "nothing_matched");
}
