// Lists of addresses in each form that sites have them, sound and damaged.
#include "fetch/sitemap.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <chrono>

#include "base/clock.h"

namespace {

using namespace thresh::fetch;
using thresh::base::FindingCode;

const Url kFrom = *parse_url("https://forum.example/feeds/list.xml");

std::string urlset(std::string_view entries) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">" +
         std::string(entries) + "</urlset>";
}

std::vector<std::string> urls(const Sitemap& sitemap) {
  std::vector<std::string> all;
  for (const SitemapEntry& entry : sitemap.entries) all.push_back(entry.url);
  return all;
}

std::string modified(const SitemapEntry& entry) {
  return entry.modified ? thresh::base::utc_text(*entry.modified) : "none";
}

}  // namespace

TEST_CASE("a sitemap lists pages, with the day they changed") {
  const Sitemap sitemap =
      read_sitemap(urlset("<url><loc> https://forum.example/q/1?a=1&amp;b=2 </loc><lastmod>2026-03-01</lastmod></url>"
                          "<url><lastmod>never</lastmod><loc><![CDATA[https://forum.example/q/2]]></loc></url>"),
                   kFrom);
  CHECK(sitemap.kind == Sitemap::Kind::kPages);
  CHECK(urls(sitemap) == std::vector<std::string>{"https://forum.example/q/1?a=1&b=2", "https://forum.example/q/2"});
  CHECK(modified(sitemap.entries[0]) == "2026-03-01T00:00:00Z");
  CHECK(modified(sitemap.entries[1]) == "none");
  CHECK(sitemap.findings.empty());
}

TEST_CASE("an index lists sitemaps, and prefixes do not count") {
  const Sitemap sitemap = read_sitemap(
      "<s:sitemapindex xmlns:s=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><s:sitemap>"
      "<s:loc>https://forum.example/s1.xml.gz</s:loc></s:sitemap></s:sitemapindex>",
      kFrom);
  CHECK(sitemap.kind == Sitemap::Kind::kIndex);
  CHECK(urls(sitemap) == std::vector<std::string>{"https://forum.example/s1.xml.gz"});
}

TEST_CASE("images and translations of a page are no pages of the list") {
  const Sitemap sitemap =
      read_sitemap(urlset("<url><image:image><image:loc>https://forum.example/a.png</image:loc></image:image>"
                          "<loc>https://forum.example/q/1</loc><xhtml:link rel=\"alternate\" href=\"/de\"/></url>"),
                   kFrom);
  CHECK(urls(sitemap) == std::vector<std::string>{"https://forum.example/q/1"});
}

TEST_CASE("RSS 2.0: the link, else a guid that is one") {
  const Sitemap sitemap = read_sitemap(
      "<rss version=\"2.0\"><channel><link>https://forum.example/</link>"
      "<item><link>https://forum.example/q/1</link><pubDate>Wed, 02 Oct 2002 13:00:00 GMT</pubDate></item>"
      "<item><guid>https://forum.example/q/2</guid></item>"
      "<item><guid isPermaLink=\"false\">abc</guid></item>"
      "<item><link>/q/3</link><guid isPermaLink=\"false\">x</guid></item></channel></rss>",
      kFrom);
  CHECK(sitemap.kind == Sitemap::Kind::kPages);
  CHECK(urls(sitemap) == std::vector<std::string>{"https://forum.example/q/1", "https://forum.example/q/2",
                                                  "https://forum.example/q/3"});
  CHECK(modified(sitemap.entries[0]) == "2002-10-02T13:00:00Z");
}

TEST_CASE("RSS 1.0 has its items beside the channel") {
  const Sitemap sitemap = read_sitemap(
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\">"
      "<channel><link>https://forum.example/</link></channel>"
      "<item><link>https://forum.example/q/1</link><dc:date>2026-03-01T10:00:00Z</dc:date></item></rdf:RDF>",
      kFrom);
  CHECK(urls(sitemap) == std::vector<std::string>{"https://forum.example/q/1"});
  CHECK(modified(sitemap.entries[0]) == "2026-03-01T10:00:00Z");
}

TEST_CASE("RFC 4287, 4.2.7: the alternate link of an Atom entry") {
  const Sitemap sitemap = read_sitemap(
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><link href=\"https://forum.example/\"/>"
      "<entry><link rel=\"self\" href=\"/self\"/><link rel=\"alternate\" href=\"../q/1\"/>"
      "<updated>2026-03-01T10:00:00+01:00</updated></entry>"
      "<entry><link href=\"https://forum.example/q/2\"/><published>2026-03-02T00:00:00Z</published></entry></feed>",
      kFrom);
  CHECK(urls(sitemap) == std::vector<std::string>{"https://forum.example/q/1", "https://forum.example/q/2"});
  CHECK(modified(sitemap.entries[0]) == "2026-03-01T09:00:00Z");
  CHECK(modified(sitemap.entries[1]) == "2026-03-02T00:00:00Z");
}

TEST_CASE("RFC 4287, 2: addresses are resolved against xml:base, of the feed, of the entry, of the link") {
  const Sitemap sitemap = read_sitemap(
      "<feed xml:base=\"https://forum.example/p/\"><entry><link href=\"1\"/></entry>"
      "<entry xml:base=\"q/\"><link href=\"2\"/></entry>"
      "<entry xml:base=\"q/\"><link xml:base=\"/r/\" href=\"3\"/></entry>"
      "<entry xml:base=\"mailto:x\"><link href=\"https://forum.example/4\"/></entry></feed>",
      kFrom);
  CHECK(urls(sitemap) == std::vector<std::string>{"https://forum.example/p/1", "https://forum.example/p/q/2",
                                                  "https://forum.example/r/3", "https://forum.example/4"});
}

TEST_CASE("an address that needs an entity that the file declares is none") {
  const Sitemap sitemap = read_sitemap(
      "<!DOCTYPE urlset [<!ENTITY e SYSTEM "
      "\"file:///etc/passwd\">]><urlset><url><loc>https://forum.example/&e;</loc></url>"
      "<url><loc>https://forum.example/?a=1&amp;b=2</loc></url></urlset>",
      kFrom);
  CHECK(urls(sitemap) == std::vector<std::string>{"https://forum.example/?a=1&b=2"});
  CHECK(sitemap.passed_over == 1);
}

TEST_CASE("a plain list has an address a line") {
  const Sitemap sitemap =
      read_sitemap("\xEF\xBB\xBFhttps://forum.example/q/1\r\n\r\n  https://forum.example/q/2  \nhello\n", kFrom);
  CHECK(sitemap.kind == Sitemap::Kind::kPages);
  CHECK(urls(sitemap) == std::vector<std::string>{"https://forum.example/q/1", "https://forum.example/q/2"});
  CHECK(sitemap.passed_over == 1);
}

TEST_CASE("what is no list is none") {
  for (const char* bytes : {"", "hello", "<html><body>404</body></html>", "<?xml version=\"1.0\"?>", "<", "{}"}) {
    INFO(bytes);
    const Sitemap sitemap = read_sitemap(bytes, kFrom);
    CHECK(sitemap.kind == Sitemap::Kind::kNone);
    CHECK(sitemap.entries.empty());
  }
}

TEST_CASE("what comes before the damage is used, with a finding") {
  const std::string whole = urlset(
      "<url><loc>https://forum.example/q/1</loc></url>"
      "<url><loc>https://forum.example/q/2</loc></url>");
  const Sitemap cut = read_sitemap(std::string_view(whole).substr(0, whole.size() - 30), kFrom);
  CHECK(cut.entries.front().url == "https://forum.example/q/1");
  REQUIRE(cut.findings.size() == 1);
  CHECK(cut.findings[0].code == FindingCode::kPageDamaged);
  const Sitemap mismatched =
      read_sitemap(urlset("<url><loc>https://forum.example/q/1</loc></url><url><loc>x</url>"), kFrom);
  CHECK(mismatched.entries.front().url == "https://forum.example/q/1");
  CHECK(mismatched.findings.size() == 1);
}

TEST_CASE("of a list that is cut only the address is lost in which it ends") {
  const auto of = [](std::string_view end) {
    return urls(read_sitemap("<urlset><url><loc>https://forum.example/q/1</loc></url>"
                             "<url><loc>https://forum.example/q/2" +
                                 std::string(end),
                             kFrom))
        .size();
  };
  for (const char* end : {"", "34", "<![CDATA["}) CHECK(of(end) == 1);
  for (const char* end : {"</loc>", "</loc></url><url>", "</loc><lastmod>2026-", "</loc></url><url><loc>",
                          "</loc></url><url><lo", "</loc></url><!-- a", "</loc", "<"}) {
    INFO(end);
    CHECK(of(end) == 2);
  }
  CHECK(urls(read_sitemap("<urlset><url><loc><![CDATA[https://forum.example/q", kFrom)).empty());
}

TEST_CASE("a list that is cut anywhere gives a beginning of what the whole list gives") {
  std::string entries;
  for (int i = 0; i < 20; ++i) entries += "<url><loc>https://forum.example/q/" + std::to_string(i) + "/</loc></url>";
  const std::string whole = urlset(entries);
  const auto all = urls(read_sitemap(whole, kFrom));
  REQUIRE(all.size() == 20);
  std::size_t least = 0;
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const auto some = urls(read_sitemap(std::string_view(whole).substr(0, size), kFrom));
    INFO(size);
    REQUIRE(some.size() <= all.size());
    REQUIRE(some.size() + 1 >= least);
    least = std::max(least, some.size());
    for (std::size_t i = 0; i + 1 < some.size(); ++i) REQUIRE(some[i] == all[i]);
  }
}

TEST_CASE("each address is listed once, and what is no web address is counted") {
  const Sitemap sitemap = read_sitemap(
      urlset("<url><loc>https://forum.example/q/1</loc></url><url><loc>https://forum.example/q/1#a</loc></url>"
             "<url><loc>ftp://forum.example/</loc></url><url><loc></loc></url>"),
      kFrom);
  CHECK(sitemap.entries.size() == 1);
  CHECK(sitemap.passed_over == 1);
}

TEST_CASE("limits of size and count cut, with a finding") {
  std::string entries;
  for (int i = 0; i < 100; ++i) entries += "<url><loc>https://forum.example/q/" + std::to_string(i) + "</loc></url>";
  const Sitemap few = read_sitemap(urlset(entries), kFrom, {.entries = 10});
  CHECK(few.entries.size() == 10);
  REQUIRE(few.findings.size() == 1);
  CHECK(few.findings[0].code == FindingCode::kPageCut);
  const Sitemap small = read_sitemap(urlset(entries), kFrom, {.bytes = 1'000});
  CHECK(small.entries.size() > 3);
  CHECK(small.entries.size() < 30);
  CHECK(small.findings.front().code == FindingCode::kPageCut);
}

TEST_CASE("entities that a file declares do not grow") {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE urlset [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c <= 'z'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ';';
    bomb += "\">";
  }
  bomb +=
      "]><urlset><url><loc>https://forum.example/&z;</loc></url><url><loc>https://forum.example/1</loc></url></urlset>";
  CHECK(urls(read_sitemap(bomb, kFrom)) == std::vector<std::string>{"https://forum.example/1"});
}

TEST_CASE("depth costs nothing") {
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  const auto before = std::chrono::steady_clock::now();
  CHECK(read_sitemap(deep, kFrom).kind == Sitemap::Kind::kNone);
  CHECK(read_sitemap(urlset("<url>" + deep), kFrom).entries.empty());
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(5));
}

TEST_CASE("UTF-16 is read, too") {
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view("<urlset><url><loc>https://forum.example/q/1</loc></url></urlset>")) {
    (wide += c) += '\0';
  }
  CHECK(read_sitemap(wide, kFrom).entries.size() == 1);
}

TEST_CASE("any bytes are a list or none") {
  REQUIRE(rc::check([](const std::string& text) {
    read_sitemap(text, kFrom);
    read_sitemap(urlset(text), kFrom);
  }));
}
