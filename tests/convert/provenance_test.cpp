// What provenance promises of any page: each value of the record that the page gave has an origin, and what the record
// says of it gives the value again out of the page's bytes.
#include "convert/provenance.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <map>

#include "../html/soup.h"
#include "convert/convert.h"
#include "convert/replay.h"
#include "pages.h"
#include "rules/load.h"
#include "text/charset_decoder.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

using record::Value;

// Leaves that no page gives: where an item stands in its list, how many there are.
bool is_counted(std::string_view path) { return path.ends_with("/position") || path.ends_with("/found"); }

bool is_of_page(std::string_view key) {
  constexpr std::string_view kOwn[] = {"id",       "kind",    "source",    "schema",    "absent",
                                       "warnings", "removed", "conflicts", "provenance"};
  return std::ranges::find(kOwn, key) == std::end(kOwn);
}

// Calls `visit(path, value)` for each leaf below a value that stands at a path.
template <class Visit>
void for_each_leaf(const Value& value, const std::string& path, Visit visit) {
  if (const record::List* list = value.as_list()) {
    for (std::size_t i = 0; i < list->size(); ++i) for_each_leaf((*list)[i], path + '/' + std::to_string(i), visit);
  } else if (const record::Map* map = value.as_map()) {
    for (const auto& [key, member] : map->entries()) {
      for_each_leaf(member, path + '/' + record::pointer_segment(key), visit);
    }
  } else if (!value.is_null()) {
    visit(path, value);
  }
}

struct Checked {
  std::string fault;  // empty if there is none
  std::size_t leaves = 0;
  std::size_t spelled_out = 0;  // pieces that say in words what their bytes stand for
};

// Replays the provenance of a page's record as it is written.
Checked check(std::string_view name, const std::string& bytes, Options options, std::string_view charset = {}) {
  Input input = tests::input_of(name, bytes);
  input.charset = charset;
  options.provenance = true;
  auto converted = convert(input, options);
  if (!converted) return {};
  Checked out;
  const auto page = Page::open(input, options.limits, options.parse);
  const clean::PageSyntax syntax = clean::PageSyntax::survey((*page)->passage());
  std::map<std::string, Origin> origins;
  for (const Value& entry : *converted->record.find("provenance")->as_list()) {
    const auto origin = origin_of(*entry.as_map());
    if (!origin) return {"an entry that cannot be read", 0, 0};
    for (const OriginPiece& piece : origin->pieces) {
      if (piece.bytes.end > bytes.size()) return {"bytes beyond the page", 0, 0};
      out.spelled_out += piece.bytes.size() > 0 && !piece.text.empty();
    }
    origins[*entry.as_map()->find("path")->as_text()] = *origin;
  }
  for (const auto& [key, value] : converted->record.entries()) {
    if (!is_of_page(key)) continue;
    for_each_leaf(value, '/' + key, [&](const std::string& path, const Value& leaf) {
      ++out.leaves;
      const auto origin = origins.find(path);
      if (origin == origins.end()) {
        if (!is_counted(path)) out.fault = path + " has no origin";
      } else if (replay(origin->second, **page, syntax) != leaf) {
        out.fault = path + " is not what its origin gives";
      }
    });
  }
  options.provenance = false;
  const auto plain = convert(input, options);
  converted->record.erase("provenance");
  if (Value(plain->record) != Value(converted->record)) out.fault = "provenance changes the record";
  return out;
}

// The bytes of each character that one or two bytes of an encoding stand for.
std::map<char32_t, std::string> table_of(std::string_view charset) {
  std::map<char32_t, std::string> table;
  const auto add = [&](const std::string& bytes) {
    const std::string text = text::convert(bytes, charset).text;
    const text::CodePoint point = text::code_point_at(text, 0);
    if (point.value != 0xFFFD && point.length == text.size()) table.try_emplace(point.value, bytes);
  };
  for (int first = 1; first < 256; ++first) add({static_cast<char>(first)});
  if (table.size() > 190) return table;  // one byte a character
  for (int first = 0x81; first < 0xFF; ++first) {
    for (int second = 0x40; second < 0xFF; ++second) add({static_cast<char>(first), static_cast<char>(second)});
  }
  return table;
}

// A page in another encoding. What that does not have is written as a character reference.
std::string transcoded(std::string_view text, const std::map<char32_t, std::string>& table) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    const auto known = table.find(point.value);
    out += known != table.end() ? known->second : "&#" + std::to_string(std::uint32_t{point.value}) + ';';
    at += point.length;
  }
  return out;
}

std::string utf16(std::string_view text) {
  std::string out;
  const auto unit = [&](std::uint32_t value) {
    out += static_cast<char>(value & 0xFF);
    out += static_cast<char>(value >> 8);
  };
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    const std::uint32_t c = point.value;
    if (c >= 0x10000) unit(0xD800 + ((c - 0x10000) >> 10));
    unit(c >= 0x10000 ? 0xDC00 + (c & 0x3FF) : c);
    at += point.length;
  }
  return out;
}

TEST_CASE("each value of each page of the project is what its origin gives") {
  const std::vector<rules::Rules> shipped = tests::shipped_rules();
  std::size_t leaves = 0, spelled_out = 0;
  for (const tests::PageFile& page : tests::project_pages()) {
    INFO(page.name);
    const Checked checked = check(page.name, page.bytes, tests::options_for(page, shipped));
    CHECK(checked.fault == "");
    leaves += checked.leaves;
    spelled_out += checked.spelled_out;
  }
  CHECK(leaves > 2000);
  CHECK(spelled_out * 100 < leaves);
}

TEST_CASE("the same holds in other encodings, and with the line ends of Windows") {
  const std::vector<rules::Rules> shipped = tests::shipped_rules();
  std::map<std::string, std::map<char32_t, std::string>> tables;
  for (const char* charset : {"windows-1252", "gb18030", "big5", "shift_jis"}) tables[charset] = table_of(charset);
  for (const tests::PageFile& page : tests::project_pages()) {
    INFO(page.name);
    const Options options = tests::options_for(page, shipped);
    CHECK(check(page.name, utf16(page.bytes), options, "utf-16le").fault == "");
    if (page.bytes.find('\r') == std::string::npos) {
      std::string windows;
      for (const char c : page.bytes) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
      CHECK(check(page.name, windows, options).fault == "");
    }
    for (const auto& [charset, table] : tables) {
      INFO(charset);
      CHECK(check(page.name, transcoded(page.bytes, table), options, charset).fault == "");
    }
  }
}

constexpr std::string_view kRules = R"---(rules: any/page@1
record: custom
html:
  title: {any: [h1, "meta:description", title]}
  text: {any: [p, div], type: markdown}
  all: {any: ["b", "td"], many: true}
  count: {any: ["a @href", 'regex:(\d+)'], type: count
}
  link: {any: [a], type: url}
  source: {any: [table], type: html}
  head: {any: ["xpath://title/text()"]}
  name: {any: ["xpath:string(//b)"]}
  items: {each: li, fields: {words: {any: [":scope"]}, by: {any: ["b", i], type: person}}}
)---";

TEST_CASE("each value of any page is what its origin gives") {
  const auto rules = tests::rules_of(kRules);
  Options options;
  options.rules = rules;
  options.use_first = true;
  REQUIRE(rc::check([&] {
    const std::string soup = *html::tag_soup();
    const bool ruled = *rc::gen::arbitrary<bool>();
    RC_ASSERT(check(*rc::gen::arbitrary<bool>() ? "p.html" : "p.txt", soup, ruled ? options : Options()).fault == "");
  }));
}

// The origin of a value of a page, in short: from, pieces in brackets and quotes, transforms.
std::string origin(std::string_view name, const std::string& bytes, const std::string& yaml, std::string_view path) {
  const auto rules = tests::rules_of(yaml);
  Options options;
  options.rules = rules;
  options.use_first = options.provenance = true;
  const auto converted = convert(tests::input_of(name, bytes), options);
  for (const Value& one : *converted->record.find("provenance")->as_list()) {
    const record::Map& entry = *one.as_map();
    if (*entry.find("path")->as_text() != path) continue;
    const Origin origin = *origin_of(entry);
    std::string out(convert::name(origin.from));
    for (const OriginPiece& piece : origin.pieces) {
      out += ' ';
      if (piece.bytes.size() > 0) out += '[' + bytes.substr(piece.bytes.begin, piece.bytes.size()) + ']';
      if (!piece.text.empty()) out += '"' + piece.text + '"';
    }
    for (const std::string& transform : origin.transforms) out += ' ' + transform;
    return out;
  }
  return "none";
}

std::string html_origin(const std::string& page, const std::string& fields, std::string_view path) {
  return origin("p.html", page, "rules: a/b@1\nrecord: custom\nhtml:\n" + fields, path);
}

TEST_CASE("text has the bytes that it stands in, and what was put between them") {
  CHECK(html_origin("<p>a &amp;\n  b</p>", "  x: p\n", "/fields/x") == "text [a &amp;\n  b]");
  CHECK(html_origin("<p>a<br>b <i>c</i></p>", "  x: {any: [p], type: markdown}\n", "/fields/x") ==
        "text [a] \"\n\" [b] \" _\" [c] \"_\"");
  CHECK(html_origin("<p>one <b>{{ x }}</b> two</p>", "  x: p\n", "/fields/x") == "text [one] \"  \" [two]");
  CHECK(html_origin("<p>5&amp;nbsp;km</p>", "  x: p\n", "/fields/x") ==
        "text [5&amp;nbsp;km]\"5\" \" \" [5&amp;nbsp;km]\"km\"");
  CHECK(html_origin("<p>Jos\u00C3\u00A9 ist da</p>", "  x: p\n", "/fields/x") == "text [Jos\u00C3\u00A9 ist da]");
  CHECK(html_origin("<p>A&amp;rsquo;s</p>", "  x: p\n", "/fields/x") == "text [A&amp;rsquo;s]");
  CHECK(html_origin("<pre>a  b\n  c</pre>", "  x: pre\n", "/fields/x") == "text [a  b] \"\n  \" [c]");
}

TEST_CASE("a typed value names what it was read as, and its part") {
  const std::string page = "<p class=by>By Dr. Ana Lee, MD</p><p>+12 votes</p>";
  CHECK(html_origin(page, "  by: {any: [.by], type: person}\n", "/fields/by/family") ==
        "text [By Dr. Ana Lee, MD] person/family");
  CHECK(html_origin(page, "  by: {any: [.by], type: person}\n", "/fields/by/credentials/0") ==
        "text [By Dr. Ana Lee, MD] person/credentials/0");
  CHECK(html_origin("<p>1.2k votes</p>", "  n: {any: [p], type: count}\n", "/fields/n_approximate") ==
        "text [1.2k votes] count/approximate");
  CHECK(html_origin(page, "  n: {any: ['regex:(\\S+) votes'], type: count}\n", "/fields/n") == "text [+12] count");
}

TEST_CASE("values of attributes, meta elements and JSON have their own bytes") {
  CHECK(html_origin("<a href=' /x?a=1&amp;b=2 '>", "  x: a @href\n", "/fields/x") == "attribute [ /x?a=1&amp;b=2 ]");
  CHECK(html_origin("<meta name=d content='A &quot;b&quot;'>", "  x: meta:d\n", "/fields/x") ==
        "meta [A &quot;b&quot;]");
  const std::string script =
      "<script type='application/ld+json'>\r\n{\"a\": 1,\r\n \"name\": \"A \\u00e9 <b>c</b>\"}</script>";
  CHECK(html_origin(script, "  x: jsonld:name\n", "/fields/x") == "json [\"A \\u00e9 <b>c</b>\"] json html");
  CHECK(html_origin(script, "  x: {any: ['jsonld:a'], type: count}\n", "/fields/x") == "json [1] json count");
  CHECK(html_origin("<p data-j='{&quot;a&quot;: [&quot;x&amp;amp;y&quot;]}'></p>", "  x: json:@data-j a[0]\n",
                    "/fields/x") == "json [&quot;x&amp;amp;y&quot;] json references");
}

TEST_CASE("JSON that was mended or stands in a string has its path in the whole") {
  CHECK(html_origin("<script type='application/ld+json'>{\"a\": \"x\",}</script>", "  x: jsonld:a\n", "/fields/x") ==
        "json [{\"a\": \"x\",}] json/a");
  CHECK(html_origin("<script>var D = JSON.parse(\"{\\\"a\\\": \\\"x\\\"}\");</script>", "  x: json:D a\n",
                    "/fields/x") == "json [\"{\\\"a\\\": \\\"x\\\"}\"] json json/a");
}

TEST_CASE("what is no text of the page says so") {
  CHECK(html_origin("<p>a</p>", "  x: 'const:USD'\n", "/fields/x") == "constant \"USD\"");
  CHECK(html_origin("<p>a</p><p>b</p>", "  x: 'xpath:count(//p)'\n", "/fields/x") == "computed \"2\"");
  CHECK(html_origin("<div><p>a<i>b</i></p></div>", "  x: {any: [p], type: html}\n", "/fields/x") ==
        "computed [<p>a<i>b]\"a<i>b</i>\"");
}

}  // namespace
}  // namespace thresh::convert
