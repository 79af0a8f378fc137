// Several pages of a thread made one record.
#include "convert/join_pages.h"

#include <catch2/catch.hpp>


using namespace thresh;

namespace {

record::Map answer(int position, const std::string& body) {
  record::Map item;
  item.add("position", position);
  item.add("body", body);
  return item;
}

record::Map entry(const std::string& path, const std::string& reason) {
  record::Map map;
  map.add("path", path);
  map.add("reason", reason);
  return map;
}

// A page of a question that states four answers.
convert::Converted page(const std::vector<std::string>& bodies, const std::string& title = "Why?") {
  convert::Converted converted;
  record::Map& record = converted.record;
  record.add("kind", "qa");
  record.add("title", title);
  record::List answers, absent, warnings, removed;
  for (const std::string& body : bodies) {
    absent.emplace_back(entry("/answers/" + std::to_string(answers.size()) + "/votes", "not_on_page"));
    answers.emplace_back(answer(static_cast<int>(answers.size()) + 1, body));
  }
  absent.emplace_back(entry("/question/date", "not_on_page"));
  record::Map counts;
  counts.add("stated", 4);
  counts.add("found", answers.size());
  record::Map completeness;
  completeness.add("answers", std::move(counts));
  record::Map warning;
  warning.add("code", "incomplete");
  warning.add("path", "/answers");
  warning.add("message", "the page states 4 answers");
  warnings.emplace_back(std::move(warning));
  record::Map gone;
  gone.add("reason", "disclaimer");
  gone.add("count", 2);
  removed.emplace_back(std::move(gone));
  record.add("answers", std::move(answers));
  record.add("completeness", std::move(completeness));
  record.add("absent", std::move(absent));
  record.add("warnings", std::move(warnings));
  record.add("removed", std::move(removed));
  converted.has_findings = true;
  return converted;
}

std::string at(const convert::Converted& converted, std::string_view pointer) {
  const record::Value whole(converted.record);
  const record::Value* value = record::at(whole, pointer);
  if (value == nullptr) return "(nothing)";
  if (const std::int64_t* number = value->as_integer()) return std::to_string(*number);
  return value->as_text() == nullptr ? "(something)" : *value->as_text();
}

}  // namespace

TEST_CASE("The answers of all pages follow each other, numbered through") {
  convert::PageJoiner joiner;
  joiner.add(page({"one", "two"}));
  joiner.add(page({"three", "four"}, "Why? - page 2"));
  const auto whole = joiner.take();
  REQUIRE(whole);
  CHECK(at(*whole, "/title") == "Why?");
  CHECK(at(*whole, "/answers/2/body") == "three");
  CHECK(at(*whole, "/answers/3/position") == "4");
  CHECK(at(*whole, "/completeness/answers/found") == "4");
  CHECK(at(*whole, "/warnings/0") == "(nothing)");
  CHECK_FALSE(whole->has_findings);
  CHECK(at(*whole, "/removed/0/count") == "4");
}

TEST_CASE("What is said of an answer moves with it; of other fields the first page has the say") {
  convert::PageJoiner joiner;
  joiner.add(page({"one", "two"}));
  joiner.add(page({"three"}));
  const auto whole = joiner.take();
  CHECK(at(*whole, "/absent/2/path") == "/question/date");
  CHECK(at(*whole, "/absent/3/path") == "/answers/2/votes");
  CHECK(at(*whole, "/absent/4") == "(nothing)");
}

TEST_CASE("An answer that each page repeats counts once, and a thread that is not whole says so") {
  convert::PageJoiner joiner;
  joiner.add(page({"pinned", "two"}));
  joiner.add(page({"pinned", "three"}));
  const auto whole = joiner.take();
  CHECK(at(*whole, "/answers/2/body") == "three");
  CHECK(at(*whole, "/answers/3") == "(nothing)");
  CHECK(at(*whole, "/absent/3/path") == "/answers/2/votes");
  CHECK(at(*whole, "/warnings/0/message") == "the pages state 4 answers and hold 3");
  CHECK(whole->has_findings);
}

TEST_CASE("A page that is known of and missing is told") {
  convert::PageJoiner joiner;
  joiner.add(page({"one", "two", "three", "four"}));
  const auto whole = joiner.take("time_out");
  CHECK(at(*whole, "/warnings/1/message") == "a further page of the thread is missing: time_out");
}

TEST_CASE("What answers another item still does") {
  convert::PageJoiner joiner;
  convert::Converted first = page({"one", "two"}), second = page({"three", "four"});
  (*second.record.find("answers")->as_list())[1].as_map()->add("reply_to", 1);
  joiner.add(std::move(first));
  joiner.add(std::move(second));
  CHECK(at(*joiner.take(), "/answers/3/reply_to") == "3");
}

TEST_CASE("A single page stays as it is, and nothing gives nothing") {
  convert::PageJoiner joiner;
  CHECK_FALSE(joiner.take());
  joiner.add(page({"one"}));
  const auto whole = joiner.take();
  CHECK(at(*whole, "/warnings/0/message") == "the page states 4 answers");
}
