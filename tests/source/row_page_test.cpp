// A row as a page: which value is taken, and what it stands for.
#include "source/row_page.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <utility>

#include "base/utf8.h"

using namespace thresh::source;
using Form = RowValue::Form;

namespace {

std::string json(std::string_view raw) {
  std::string out;
  append_value({raw, Form::kJson}, out);
  return out;
}

// The page of a row with these members.
RawPage page_of(const std::vector<std::pair<std::string, std::string>>& row, const NamedKeys& named = {}) {
  const DumpKeys keys(named);
  RowPage values(true);
  for (const auto& [key, value] : row) values.offer(keys.find_column(key), {value}, keys.takes_any_html());
  RawPage page;
  const bool made = values.make(page, 1000);
  if (!made) page.bytes = "(none)";
  return page;
}

}  // namespace

TEST_CASE("escapes of JSON are undone") {
  CHECK(json("plain text that is longer than a word") == "plain text that is longer than a word");
  CHECK(json(R"(a\nb\t\"c\" \\ \/ \b\f\r)") == "a\nb\t\"c\" \\ / \b\f\r");
  CHECK(json(R"(\u00e9\u20ac\uD83D\uDE00\u0041)") == "é€😀A");
  CHECK(json(R"(\ud83d x \ude00)") == "\uFFFD x \uFFFD");  // half a pair
  CHECK(json(R"(\ud83d\u0041)") ==
        "\uFFFD"
        "A");
  CHECK(json(R"(\'\u12)") == R"('\u12)");  // no escapes
  CHECK(json("\\") == "\\");
}

TEST_CASE("two quotes of CSV are one") {
  std::string out = "before ";
  append_value({R"(He said ""hi"" to me, and "more")", Form::kQuoted}, out);
  CHECK(out == R"(before He said "hi" to me, and "more")");
}

TEST_CASE("any text survives being written as JSON and as CSV") {
  CHECK(rc::check("JSON", [](const std::string& bytes) {
    std::string written;
    constexpr char kDigits[] = "0123456789abcdef";
    for (const char c : bytes) {
      if (c == '"' || c == '\\') {
        written += {'\\', c};
      } else if (static_cast<unsigned char>(c) < ' ') {
        written += {'\\', 'u', '0', '0', kDigits[c >> 4], kDigits[c & 15]};
      } else {
        written += c;
      }
    }
    RC_ASSERT(json(written) == bytes);
  }));
  CHECK(rc::check("CSV", [](const std::string& bytes) {
    std::string written, read;
    for (const char c : bytes) written += c == '"' ? std::string("\"\"") : std::string(1, c);
    append_value({written, Form::kQuoted}, read);
    RC_ASSERT(read == bytes);
  }));
}

TEST_CASE("any bytes between quotes are read within their room") {
  CHECK(rc::check([](const std::string& raw) {
    RC_ASSERT(json(raw).size() <= raw.size());
    RC_ASSERT(!thresh::base::is_utf8(raw) || thresh::base::is_utf8(json(raw)));
  }));
}

TEST_CASE("HTML goes before text, and a tag tells where the key does not") {
  CHECK(page_of({{"text", "words"}, {"html", "<p>words"}}).bytes == "<p>words");
  CHECK(page_of({{"text", "words"}, {"content", "<p>words"}}).bytes == "<p>words");
  CHECK(page_of({{"text", "words"}, {"content", "others"}}).bytes == "words");
  CHECK(page_of({{"content", "others"}}).bytes == "others");
  CHECK(page_of({{"title", "t"}, {"text", "words"}, {"blob", "<!DOCTYPE html><p>x"}}).bytes == "<!DOCTYPE html><p>x");
  CHECK(page_of({{"title", "<b>t</b>"}, {"text", "words"}}).bytes == "words");  // a tag makes no document
  CHECK(page_of({{"html", ""}, {"text", "words"}}).bytes == "words");
  CHECK(page_of({{"html", "no tag"}}).is_html);
  CHECK_FALSE(page_of({{"body", "no tag"}}).is_html);
  CHECK(page_of({{"id", "5"}, {"votes", "3"}, {"page", "3"}, {"source", "a paper"}}).bytes == "(none)");
  CHECK(page_of({{"source", "<html><p>x"}}).bytes == "<html><p>x");
}

TEST_CASE("a page is what the user says, and only that") {
  CHECK(page_of({{"html", "<p>a"}, {"old", "b"}}, {.text = "old"}).bytes == "b");
  CHECK(page_of({{"html", "<p>a"}, {"old", "b"}}, {.html = "old"}).is_html);
  CHECK(page_of({{"html", "<p>a"}}, {.html = "old"}).bytes == "(none)");
  CHECK(page_of({{"x", "<html>"}}, {.html = "old"}).bytes == "(none)");
  CHECK(page_of({{"a", "words"}, {"b", "<p>"}}, {.html = "b", .text = "a"}).bytes == "<p>");
}

TEST_CASE("an address looks like one, a time is one") {
  const RawPage page = page_of({{"text", "t"},
                                {"source", "cc_net"},
                                {"link", "https://a.example/b"},
                                {"timestamp", "soon"},
                                {"date", "2024-01-15"}});
  CHECK(page.url == "https://a.example/b");
  CHECK(page.captured == "2024-01-15");
  CHECK(page_of({{"text", "t"}, {"url", " https://a.example "}, {"link", "https://b.example"}}).url ==
        "https://a.example");
  CHECK(page_of({{"text", "t"}, {"where", "a/b"}}, {.url = "where"}).url == "a/b");
  CHECK(page_of({{"text", "t"}, {"url", "not known: //x"}}).url.empty());
}

TEST_CASE("text of JSON is UTF-8, whatever a page says of itself; bytes are what the row says") {
  CHECK(page_of({{"html", "<meta charset=koi8-r>"}, {"charset", "koi8-r"}}).charset == "utf-8");
  const DumpKeys keys{NamedKeys{}};
  RowPage values(false);
  values.offer(keys.find_column("html"), {"<p>\xC4\xC1"}, true);
  values.offer(keys.find_column("charset"), {"koi8-r"}, true);
  RawPage page;
  REQUIRE(values.make(page, 100));
  CHECK(page.charset == "koi8-r");
}

TEST_CASE("a page that is too long is cut") {
  const RawPage page = page_of({{"text", std::string(1001, 'x')}});
  CHECK(page.cut);
  CHECK(page.bytes.size() == 1000);
}
