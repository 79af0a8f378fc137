// Profiles of pages that show somebody and have no markup.
#include "automatic/profile.h"

#include <catch2/catch.hpp>

#include "convert/pages.h"

using namespace thresh;

namespace {

record::Map record_of(std::string_view html) {
  convert::Input input = tests::input_of("p.html", html);
  input.url = "https://health.example/doctors/17";
  auto converted = convert::convert(input, {});
  REQUIRE(converted);
  return std::move(converted->record);
}

const std::string kBio =
    "<h2>About</h2><p>Dr. Lopez is a board-certified orthopedic surgeon who treats injuries of the knee and the "
    "shoulder. She trained at Baylor College of Medicine and has practiced in Austin since 2008. Her clinic sees "
    "patients of every age, and she teaches residents on Fridays.</p>";

std::string review(int stars, const std::string& name, const std::string& date, const std::string& head,
                   const std::string& text) {
  return "<div class=review><h4>" + head + "</h4><div><span aria-label='" + std::to_string(stars) +
         " out of 5 stars'></span> <span class=by>" + name + "</span> <span>" + date + "</span></div><p>" + text +
         "</p></div>";
}

const std::string kReviews =
    "<h2>Reviews</h2>" +
    review(5, "Janet P.", "May 2, 2023", "Listens well",
           "She took the time to explain the scan to me and answered all of my questions. The staff called me back the "
           "same day.") +
    review(2, "Mark", "April 11, 2023", "Long wait",
           "I waited for more than an hour past my appointment and then saw her for five minutes. The parking is "
           "expensive as well.") +
    review(4, "Ann", "March 30, 2023", "Good result",
           "My shoulder is as good as new after the surgery. The physical therapy that she ordered was hard but worth "
           "it.");

std::string page(const std::string& head, const std::string& reviews) {
  return "<html lang=en><head><title>Dr. Maria Lopez, MD - Orthopedic Surgeon | HealthAsk</title></head><body><main>" +
         head + kBio + reviews + "</main></body></html>";
}

}  // namespace

TEST_CASE("a doctor's page is a profile with its reviews") {
  const record::Map record =
      record_of(page("<h1>Dr. Maria Lopez, MD</h1><p>Orthopedic Surgery</p><p>4.7 <span>(126 reviews)</span></p>"
                     "<address>1200 Lavaca St, Austin, TX 78701</address><a href='tel:+15125550100'>(512) 555-0100</a>",
                     kReviews));
  CHECK(tests::text_of(record, "/kind") == "profile");
  CHECK(tests::text_of(record, "/name") == "Dr. Maria Lopez");
  CHECK(tests::text_of(record, "/credentials/0") == "MD");
  CHECK(tests::text_of(record, "/specialties/0/as_written") == "Orthopedic Surgery");
  CHECK(tests::text_of(record, "/rating/as_written") == "4.7 (126 reviews)");
  CHECK(tests::text_of(record, "/contact/phone") == "(512) 555-0100");
  CHECK(tests::text_of(record, "/contact/address") == "1200 Lavaca St, Austin, TX 78701");
  CHECK(tests::text_of(record, "/bio").contains("board-certified"));
  CHECK(tests::text_of(record, "/reviews/0/author/name") == "Janet P.");
  CHECK(tests::text_of(record, "/reviews/1/headline") == "Long wait");
  CHECK(tests::text_of(record, "/reviews/2/rating/as_written") == "4 out of 5 stars");
}

TEST_CASE("a house is one where it can be reached and is rated") {
  const std::string head = "<h1>The Lantern Oyster House</h1><p>4.5 <span>(612 reviews)</span></p>";
  CHECK(tests::text_of(record_of(page(head + "<a href='tel:+18605550177'>+1 860-555-0177</a>", kReviews)), "/kind") ==
        "profile");
  std::string recipe;
  for (int step = 1; step < 12; ++step)
    recipe += "<p>Step " + std::to_string(step) +
              ": stir the pot until the oysters open, and take out those that do not, "
              "for they are no good any more and would spoil the soup.</p>";
  CHECK(tests::text_of(record_of(page(head + recipe, kReviews)), "/kind") != "profile");
}

TEST_CASE("a doctor in a heading makes no profile alone") {
  CHECK(tests::text_of(record_of(page("<h1>Dr. Maria Lopez, MD</h1>", "")), "/kind") != "profile");
}
