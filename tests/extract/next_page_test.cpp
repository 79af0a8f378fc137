// The `next:` of a selector file over small pages.
#include "extract/next_page.h"

#include <catch2/catch.hpp>

#include "extract/page_support.h"

using namespace thresh;
using tests::ExtractPage;

namespace {

std::string next_of(const std::string& next, const std::string& body) {
  ExtractPage page = ExtractPage::html(body, "https://forum.example/t/1");
  return extract::next_page(tests::extract_rules("custom", "html: {t: h1}\nnext: " + next + "\n"), page.view());
}

}  // namespace

TEST_CASE("The next page is the address of a link, with its attribute named or not") {
  CHECK(next_of("a.next @href", "<a class=next href='/t/1?page=2'>Next</a>") == "https://forum.example/t/1?page=2");
  CHECK(next_of("a.next", "<a class=next href='?page=2'>Next</a>") == "https://forum.example/t/1?page=2");
  CHECK(next_of("xpath://a[.='Next']/@href", "<a href=/t/1/2>Next</a>") == "https://forum.example/t/1/2");
  CHECK(next_of("json:__DATA__ paging.next",
                "<script id=__DATA__ type=application/json>{\"paging\": {\"next\": "
                "\"/t/1/2\"}}</script>") == "https://forum.example/t/1/2");
}

TEST_CASE("The first alternative that has one counts") {
  const std::string kAny = "{any: [\"link[rel=next] @href\", \"a.next @href\"]}";
  CHECK(next_of(kAny, "<link rel=next href=/a><a class=next href=/b>") == "https://forum.example/a");
  CHECK(next_of(kAny, "<a class=next href=/b>") == "https://forum.example/b");
  CHECK(next_of(kAny, "<a class=next href='javascript:void(0)'>x</a><a class=next href=/c>y</a>") ==
        "https://forum.example/c");
}

TEST_CASE("A page that has no next one gives none") {
  CHECK(next_of("a.next @href", "<a class=prev href=/t/1>Previous</a>") == "");
  CHECK(next_of("a.next @href", "<a class=next>Next</a>") == "");
  CHECK(next_of("a.next @href", "<a class=next href='javascript:next()'>Next</a>") == "");
}

TEST_CASE("Links in what the rules drop are found") {
  CHECK(next_of("nav a @href\ndrop: [nav]", "<nav><a href=/t/1/2>2</a></nav>") == "https://forum.example/t/1/2");
}
