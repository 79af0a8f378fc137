// What a ledger promises of any page: its spans are in order, stand for characters of the page, and add up to all of
// its visible text. And where single characters go.
#include "convert/ledger.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <map>

#include "../html/soup.h"
#include "convert/convert.h"
#include "convert/restore.h"
#include "html/visible_text.h"
#include "pages.h"
#include "text/plain.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

// A text without its white space.
std::string squeezed(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    if (html::is_character(point.value)) out += text.substr(at, point.length);
    at += point.length;
  }
  return out;
}

// The visible text of a page, without white space, by another way than the ledger's.
std::string visible_text(const Page& page) {
  const html::Document* document = page.document();
  if (document == nullptr) return squeezed(page.decoded().text);
  std::map<std::uint32_t, std::string> by_place;
  for (const html::VisiblePiece& piece : html::visible_pieces(*document)) {
    std::string text;
    html::append_decoded(page.decoded().text.substr(piece.source.begin, piece.source.size()),
                         piece.flags | html::kEncoded, text);
    by_place[piece.source.begin] = text;
  }
  std::string all;
  for (const auto& [place, text] : by_place) all += squeezed(text);
  return all;
}

// What is wrong with the ledger of a page; empty if nothing is.
std::string fault_of_ledger(std::string_view name, const std::string& bytes, const Options& options) {
  const Input input = tests::input_of(name, bytes);
  Ledger ledger;
  const auto converted = convert(input, options, &ledger);
  const auto page = Page::open(input, options.limits, options.parse);
  if (!page) return ledger.spans.empty() ? "" : "spans of a page that cannot be read";
  std::uint32_t last = 0;
  std::map<Ledger::State, std::size_t> counted;
  for (const Ledger::Span& span : ledger.spans) {
    if (span.bytes.begin < last || span.bytes.end <= span.bytes.begin) return "spans out of order";
    last = span.bytes.end;
    counted[ledger.entries[span.entry].state] += text::count_characters(text_of(ledger, span, bytes));
  }
  if (counted[Ledger::State::kKept] != ledger.kept || counted[Ledger::State::kRemoved] != ledger.removed ||
      counted[Ledger::State::kUnclaimed] != ledger.unclaimed) {
    return "the counts are not those of the spans";
  }
  const auto restored = restore(bytes, ledger_line(ledger, std::string(name), nullptr), "");
  if (!restored || squeezed(*restored) != visible_text(**page)) return "the spans are not the visible text";
  const auto plain = convert(input, options);
  if (plain.has_value() != converted.has_value()) return "the account changes whether there is a record";
  return plain && record::Value(plain->record) != record::Value(converted->record) ? "the account changes the record"
                                                                                   : "";
}

TEST_CASE("the ledger of any page adds up to its visible text") {
  REQUIRE(rc::check([] {
    const std::string soup = *html::tag_soup();
    const bool is_html = *rc::gen::arbitrary<bool>();
    RC_ASSERT(fault_of_ledger(is_html ? "p.html" : "p.txt", soup, {}) == "");
  }));
}

TEST_CASE("the ledger of each page of the project adds up to its visible text") {
  const std::vector<rules::Rules> shipped = tests::shipped_rules();
  const std::vector<tests::PageFile> pages = tests::project_pages();
  for (const tests::PageFile& page : pages) {
    INFO(page.name);
    CHECK(fault_of_ledger(page.name, page.bytes, tests::options_for(page, shipped)) == "");
  }
  CHECK(pages.size() > 80);
}

TEST_CASE("the ledger of a dump with U+0000 adds up to what was read of it") {
  using namespace std::string_literals;
  CHECK(fault_of_ledger("p.txt", "one\0two\nthree\0"s, {}) == "");
  CHECK(fault_of_ledger("p.txt", "\xFF\xFEo\0n\0\0\0e\0\n\0t\0w\0o\0"s, {}) == "");
}

// A line for each state and path or reason, in order, with its texts in page order.
std::string sorted(const std::string& bytes, const Options& options, const char* name) {
  Ledger ledger;
  const auto converted = convert(tests::input_of(name, bytes), options, &ledger);
  std::map<std::string, std::string> out;
  for (const Ledger::Span& span : ledger.spans) {
    const Ledger::Entry& entry = ledger.entries[span.entry];
    std::string& text = out[std::string(convert::name(entry.state)) + ' ' + entry.path + entry.reason];
    if (!text.empty()) text += '|';
    text += text_of(ledger, span, bytes);
  }
  std::string lines;
  for (const auto& [what, text] : out) lines += what + ": " + text + '\n';
  return lines;
}

constexpr std::string_view kRules = R"(rules: shop/review@1
record: custom
match: {url: "https://shop.example/*"}
drop:
  - {css: nav, reason: navigation}
  - {css: .promo, reason: boilerplate}
html:
  name: h1
  text: .text
  stars: {any: ['regex:Rated (\d) of'], type: count}
)";

TEST_CASE("white space before an artifact does not keep it") {
  const auto rules = tests::rules_of(
      "rules: a/b@1\nrecord: custom\nmatch: {url: \"https://a.example/*\"}\nhtml:\n  text: {any: [p], type: "
      "markdown}\n");
  Options options;
  options.rules = rules;
  options.use_first = true;
  CHECK(sorted("<p>one<b> {{ two }}</b> three</p>", options, "p.html") ==
        "kept /fields/text: one|three\n"
        "removed template_artifact: {{ two }}\n");
}

TEST_CASE("each character goes where it belongs") {
  const auto rules = tests::rules_of(kRules);
  Options options;
  options.rules = rules;
  options.use_first = true;
  const auto out = sorted(
      "<title>no</title><nav>Home</nav><h1>A&amp;B</h1><p class=text>Good\xC2\xAD <b>{{ count "
      "}}</b></p><script>x</script>"
      "<p>Rated 4 of five</p><div class=promo>Buy</div><template>t</template>tail",
      options, "p.html");
  CHECK(out ==
        "kept /fields/name: A&B\n"
        "kept /fields/stars: Rated 4 of\n"
        "kept /fields/text: Good\n"
        "removed boilerplate: Buy\n"
        "removed invisible: \xC2\xAD\n"
        "removed navigation: Home\n"
        "removed template_artifact: {{ count }}\n"
        "unclaimed : five|tail\n");
}

TEST_CASE("mended text is kept where it stood, what shows only when it is mended too") {
  const auto rules = tests::rules_of(
      "rules: a/b@1\nrecord: custom\nmatch: {url: \"https://a.example/*\"}\nhtml:\n  text: {any: [p], type: "
      "markdown}\n");
  Options options;
  options.rules = rules;
  options.use_first = true;
  // U+009D is part of a quote, U+0093 is one, U+0081 is nothing.
  const std::string text = "Jos\u00C3\u00A9 \u00E2\u20AC\u0153so\u00E2\u20AC\u009D";
  CHECK(sorted("<p>" + text + " a \u0093b <b>c\u0081</b></p>", options, "p.html") == "kept /fields/text: " + text +
                                                                                         " a \u0093b|c\n"
                                                                                         "removed invisible: \u0081\n");
  // Cut at both ends, by characters as they stood.
  CHECK(sorted("<p>[caption id=\"x\"]" + text + " &amp;amp; co[/caption]</p>", options, "p.html") ==
        "kept /fields/text: " + text +
            " &amp; co\n"
            "removed template_artifact: [caption id=\"x\"]|[/caption]\n");
}

}  // namespace
}  // namespace thresh::convert
