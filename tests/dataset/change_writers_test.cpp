// What people and programs see of changes; that nothing of a record does anything but be seen.
#include "dataset/change_writers.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "dataset/records.h"
#include "dataset/shown_change.h"
#include "emit/memory_output.h"
#include "text/unicode.h"

namespace thresh::dataset {
namespace {

RecordChange edited(const record::Value& before, const record::Value& after) {
  RecordChange change;
  change.id = "qa-1";
  change.title = "Title";
  change.url = "https://clinic.example/q/1";
  change.fields.push_back({ChangeClass::kEdited, "/title", "", before, after});
  return change;
}

template <class Make>
std::string written(const std::vector<RecordChange>& changes, Make make) {
  emit::MemoryOutput output;
  const auto writer = make(output);
  ChangeCounts counts;
  counts.same = 2;
  for (const RecordChange& change : changes) {
    counts.add(change);
    REQUIRE(writer->take(change).has_value());
  }
  REQUIRE(writer->finish(counts).has_value());
  return output.text;
}

std::string text(const std::vector<RecordChange>& changes, bool color = false) {
  return written(changes, [&](base::Output& output) { return text_writer(output, color); });
}

std::string page(const std::vector<RecordChange>& changes) {
  return written(changes, [](base::Output& output) { return page_writer(output, "old <1>", "new"); });
}

// Payloads that have been tried on pages and terminals before.
std::vector<std::string> payloads() {
  std::vector<std::string> all = {"<script>alert(1)</script>",
                                  "</del><script>alert(1)</script>",
                                  "<img src=x onerror=alert(1)>",
                                  "<svg/onload=alert(1)>",
                                  "\"><script>alert(1)</script>",
                                  "'><img src=x onerror=alert(1)>",
                                  "</style><script>alert(1)</script>",
                                  "</title><script>alert(1)</script>",
                                  "<!--",
                                  "-->",
                                  "<![CDATA[",
                                  "]]>",
                                  "<iframe src=javascript:alert(1)>",
                                  "<a href=javascript:alert(1)>x</a>",
                                  "&lt;script&gt;",
                                  "&#60;script&#62;",
                                  "<base href=//evil.example>",
                                  "<meta http-equiv=refresh content=0;url=//evil.example>",
                                  "<link rel=stylesheet href=//evil.example>",
                                  "<style>*{background:url(//evil.example)}</style>",
                                  "<form action=//evil.example><input name=x>",
                                  "<plaintext>",
                                  "<textarea>",
                                  "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                                  "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
                                  "\x1B[31mred",
                                  "\x1B]0;title\x07",
                                  "a\rb",
                                  "\xE2\x80\xAE"
                                  "evil",
                                  "\xC2\x9B"
                                  "31m",
                                  "<scr\x00ipt>",
                                  "\xFF\xFE<b>",
                                  "<object data=//evil.example>",
                                  "<embed src=//evil.example>",
                                  "<template><script>alert(1)</script></template>",
                                  "<details open ontoggle=alert(1)>",
                                  "<video><source onerror=alert(1)>",
                                  "<body onload=alert(1)>",
                                  "<x onclick=alert(1)>",
                                  "<input autofocus onfocus=alert(1)>",
                                  "</section></body></html><script>alert(1)</script>",
                                  "<dd><dl><dt>",
                                  "<ins><del>",
                                  "javascript:alert(1)",
                                  "data:text/html,<script>alert(1)</script>",
                                  "=cmd|' /C calc'!A0",
                                  "{{7*7}}",
                                  "${7*7}",
                                  "<%= 7*7 %>"};
  std::mt19937 random(9);
  while (all.size() < 200) {  // and mixtures of them
    const std::string& one = all[random() % 40];
    const std::string& other = all[random() % 40];
    all.push_back(one.substr(0, random() % (one.size() + 1)) + other);
  }
  return all;
}

TEST_CASE("text shows what went and what came, word by word") {
  CHECK(text({edited("Does it hurt?", "Does it hurt much?")}) ==
        "edited  qa-1  Title\n  edited  /title\n    Does it [-hurt?-]{+hurt much?+}\n"
        "1 of 3 records differs: 1 edited\n");
  CHECK(text({edited(12, 15)}).find("    [-12-]{+15+}\n") != std::string::npos);
  CHECK(text({edited(nullptr, "now")}).find("    {+now+}\n") != std::string::npos);
  RecordChange fresh;
  fresh.what = ChangeClass::kNew;
  fresh.id = "qa-2";
  fresh.url = "https://clinic.example/q/2";
  CHECK(text({fresh}).starts_with("new  qa-2  https://clinic.example/q/2\n"));
  CHECK(text({}) == "2 records, no difference\n");
}

TEST_CASE("long texts that stay are shortened") {
  const std::string same(500, 'x');
  const std::string shown_text = text({edited(same + " a", same + " b")});
  CHECK(shown_text.size() < 300);
  CHECK(shown_text.find("[-a-]{+b+}") != std::string::npos);
  CHECK(shortened("\xC3\xA4\xC3\xB6\xC3\xBC", 3) == "\xC3\xA4\xC3\xB6\xC3\xBC");
  CHECK(shortened("\xC3\xA4\xC3\xB6\xC3\xBC", 2) == "\xC3\xA4\xC3\xB6 \xE2\x80\xA6 ");
}

TEST_CASE("colour is there only where it is wanted") {
  CHECK(text({edited("a", "b")}).find('\x1B') == std::string::npos);
  CHECK(text({edited("a", "b")}, true).find("\x1B[31m[-a-]\x1B[0m") != std::string::npos);
}

TEST_CASE("no control of a record reaches a terminal") {
  for (const std::string& payload : payloads()) {
    RecordChange change = edited(payload, payload + " x");
    change.id = change.title = change.url = change.fields[0].path = change.fields[0].old_path = payload;
    const std::string shown_text = text({change});
    REQUIRE(text::is_valid_utf8(shown_text));
    for (std::size_t at = 0; at < shown_text.size();) {
      const auto c = text::code_point_at(shown_text, at);
      at += c.length;
      REQUIRE((c.value == '\n' || (c.value >= 0x20 && c.value != 0x7F && !(c.value >= 0x80 && c.value < 0xA0))));
      REQUIRE_FALSE((c.value >= 0x202A && c.value <= 0x202E));
    }
  }
}

TEST_CASE("200 hostile payloads are text on the page, and nothing else") {
  const std::set<std::string> allowed = {"html", "head", "meta", "title", "style", "body", "h1",  "h2",  "section",
                                         "b",    "code", "div",  "dl",    "dt",    "dd",   "del", "ins", "p"};
  for (const std::string& payload : payloads()) {
    RecordChange change = edited(payload, "x " + payload);
    change.id = change.title = change.url = change.fields[0].path = change.fields[0].old_path = payload;
    const std::string html = page({change});
    REQUIRE(text::is_valid_utf8(html));
    INFO(payload);
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
      if (html.compare(at, 15, "<!DOCTYPE html>") == 0) continue;
      const std::size_t begin = at + (html[at + 1] == '/' ? 2 : 1);
      const std::size_t end = html.find_first_of(" >", begin);
      REQUIRE(allowed.contains(html.substr(begin, end - begin)));
      // Attributes are ours too: nothing but these.
      const std::string tag = html.substr(at, html.find('>', at) - at);
      for (const char* attribute : {" on", " href", " src", " action", " style="})
        REQUIRE(tag.find(attribute) == std::string::npos);
    }
    CHECK(html.find("Content-Security-Policy") < html.find("<title>"));
  }
}

TEST_CASE("the page names both sides, allows no scripts and needs nothing from elsewhere") {
  const std::string html = page({edited("a < b", "a > b")});
  CHECK(html.find("Changes from old &lt;1&gt; to new") != std::string::npos);
  CHECK(html.find("default-src 'none'") != std::string::npos);
  CHECK(html.find("<del>&lt;</del><ins>&gt;</ins>") != std::string::npos);
  CHECK(html.find("1 of 3 records differs: 1 edited") != std::string::npos);
  CHECK(html.find("//") == html.find("//clinic.example"));  // no address but the record's own
  CHECK(html.find("<script") == std::string::npos);
  CHECK(page({}).find("2 records, no difference") != std::string::npos);
}

TEST_CASE("lines of JSON are one a record") {
  const std::string lines =
      written({edited("a\nb", "c"), edited(1, 2)}, [](base::Output& output) { return line_writer(output); });
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 2);
  CHECK(lines.starts_with(R"({"change":"edited","id":"qa-1",)"));
}

TEST_CASE("a full disk is told of") {
  emit::MemoryOutput output(10);
  for (const auto& writer : {line_writer(output), text_writer(output, false), page_writer(output, "a", "b")}) {
    CHECK(writer->take(edited("a", "b")).error().code == base::ErrorCode::kWriteFailed);
  }
}

}  // namespace
}  // namespace thresh::dataset
