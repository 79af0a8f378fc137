// The whole recipe: what every record has, on the project's seeds and on what is made of them at random.
#include "convert/convert.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <functional>

#include "base/disk.h"
#include "convert/bookkeeping.h"
#include "convert/pages.h"
#include "emit/emit.h"
#include "emit/memory_output.h"
#include "html/soup.h"
#include "text/unicode.h"

using namespace thresh;
using tests::text_of;
using tests::value_of;

namespace {

struct Seed {
  std::string name;
  std::string bytes;
};

// The pages of seeds/.
const std::vector<Seed>& seeds() {
  static const std::vector<Seed> kSeeds = [] {
    std::vector<Seed> out;
    const std::string folder = std::string(THRESH_SOURCE_DIR) + "/seeds";
    auto& disk = base::system_disk();
    const auto entries = disk.list(folder);
    if (!entries) throw std::runtime_error(base::describe(entries.error()));
    for (const auto& entry : *entries) {
      if (!entry.name.ends_with(".html") && !entry.name.ends_with(".txt")) continue;
      out.push_back({entry.name, *disk.read(folder + '/' + entry.name, base::Limits{}.page_bytes)});
    }
    return out;
  }();
  return kSeeds;
}

const std::vector<rules::Rules>& shipped() {
  static const std::vector<rules::Rules> kRules = tests::shipped_rules();
  return kRules;
}

base::Result<convert::Converted> convert_page(std::string_view name, std::string_view bytes) {
  convert::Options options;
  options.rules = shipped();
  return convert::convert(tests::input_of(name, bytes), options);
}

// What a list of the record's bookkeeping tells of its address.
std::string told_of_url(const record::Map& record, std::string_view list, std::string_view key) {
  const record::Value entries = value_of(record, list);
  for (const record::Value& entry : *entries.as_list()) {
    const record::Map& map = *entry.as_map();
    if (*map.find("path")->as_text() == "/url") return *map.find(key)->as_text();
  }
  return "";
}

// Calls `see` for every text in a record.
void each_text(const record::Value& record, const std::function<void(const std::string&)>& see) {
  std::vector<const record::Value*> waiting = {&record};
  while (!waiting.empty()) {
    const record::Value* at = waiting.back();
    waiting.pop_back();
    if (const std::string* text = at->as_text()) see(*text);
    if (const record::List* list = at->as_list()) {
      for (const record::Value& value : *list) waiting.push_back(&value);
    }
    if (const record::Map* map = at->as_map()) {
      for (const auto& [key, value] : map->entries()) waiting.push_back(&value);
    }
  }
}

// What holds of every record: the fields of its kind in their order, texts of valid UTF-8, never "" for a value.
void check_record(const record::Map& record) {
  const record::Kind* kind = record::find_kind(text_of(record, "/kind"));
  RC_ASSERT(kind != nullptr);
  std::vector<std::string_view> expected = {"id", "kind", "source", "url", "language", "tags"};
  if (kind->open) expected.push_back("fields");
  for (const record::Field& field : kind->shape->fields) {
    if (!kind->open && (!field.optional || record.find(field.name) != nullptr)) expected.push_back(field.name);
  }
  for (const char* key : {"schema", "completeness", "absent", "warnings", "removed", "conflicts"})
    expected.push_back(key);
  std::vector<std::string_view> keys;
  for (const auto& [key, value] : record.entries()) keys.push_back(key);
  RC_ASSERT(keys == expected);
  each_text(record, [](const std::string& text) { RC_ASSERT(text::is_valid_utf8(text)); });
  record::Map data = record;
  convert::strip_bookkeeping(data);
  data.erase("source");
  each_text(data, [](const std::string& text) { RC_ASSERT(!text.empty()); });
}

void check_page(std::string_view name, std::string_view bytes) {
  const auto converted = convert_page(name, bytes);
  if (converted) {
    check_record(converted->record);
    return;
  }
  using base::ErrorCode;
  const ErrorCode code = converted.error().code;
  RC_ASSERT(code == ErrorCode::kEmptyPage || code == ErrorCode::kBinaryPage || code == ErrorCode::kBlockedPage);
}

// A seed with some of its pieces cut, doubled, swapped for others or overwritten.
std::string mutated(const std::string& seed) {
  std::string bytes = seed;
  const int changes = *rc::gen::inRange(1, 12);
  for (int i = 0; i < changes && !bytes.empty(); ++i) {
    const std::size_t at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    const std::size_t length = *rc::gen::inRange<std::size_t>(0, 200);
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        bytes.erase(at, length);
        break;
      case 1:
        bytes.insert(*rc::gen::inRange<std::size_t>(0, bytes.size()), bytes.substr(at, length));
        break;
      case 2:
        bytes.insert(
            at, *rc::gen::element<std::string>("\n", "\n\n\n", "{{ x }}", "</div>", "<div>", "<script>", "\xFF", "4.9",
                                               std::string(3, '\0'), "<!--", "\"", "12 votes\n", "MD"));
        break;
      default:
        bytes[at] = static_cast<char>(static_cast<std::uint8_t>(*rc::gen::inRange(0, 256)));
    }
  }
  return bytes;
}

}  // namespace

TEST_CASE("The seeds become records of their rules") {
  REQUIRE(seeds().size() >= 4);
  for (const Seed& seed : seeds()) {
    INFO(seed.name);
    const auto converted = convert_page(seed.name, seed.bytes);
    REQUIRE(converted);
    CHECK(text_of(converted->record, "/kind") == "qa");
    CHECK_FALSE(text_of(converted->record, "/source/rules").empty());
    CHECK_FALSE(value_of(converted->record, "/answers").as_list()->empty());
  }
}

TEST_CASE("The same input gives the same bytes, whatever was converted before it") {
  std::vector<std::string> first, second;
  const auto emit_seed = [](const Seed& seed) {
    return emit::emitted("yaml", {convert_page(seed.name, seed.bytes)->record});
  };
  for (const Seed& seed : seeds()) first.push_back(emit_seed(seed));
  for (auto seed = seeds().rbegin(); seed != seeds().rend(); ++seed) second.insert(second.begin(), emit_seed(*seed));
  CHECK(first == second);
}

TEST_CASE("A page that no rules match is a page, and says so") {
  const auto converted = convert_page("notes.html", "<html lang=en_gb><title>Soil</title><p>Words.");
  REQUIRE(converted);
  const record::Map& record = converted->record;
  CHECK(text_of(record, "/kind") == "page");
  CHECK(text_of(record, "/title") == "Soil");
  CHECK(text_of(record, "/body") == "Words.");
  CHECK(text_of(record, "/language") == "en-GB");
  CHECK(value_of(record, "/source/rules").is_null());
  CHECK(text_of(record, "/warnings/0/code") == "no_rules");
  CHECK(converted->has_findings);
}

TEST_CASE("The first of the rules applies to every page where that is asked for, as far as it has a part for it") {
  const auto rules = tests::rules_of("rules: a/b@1\nrecord: custom\nmatch: {html: '#nothing'}\nhtml: {first: p}\n");
  convert::Options options;
  options.rules = rules;
  const convert::Input html = tests::input_of("p.html", "<p>One</p>"), dump = tests::input_of("p.txt", "One\n");
  CHECK(text_of(convert::convert(html, options)->record, "/kind") == "page");
  options.use_first = true;
  CHECK(text_of(convert::convert(html, options)->record, "/fields/first") == "One");
  CHECK(text_of(convert::convert(dump, options)->record, "/kind") == "page");
}

TEST_CASE("An HTML page whose marks are gone is read by its lines, where the rules have lines too") {
  const auto rules = tests::rules_of(R"(
rules: a/b@1
record: qa
html: {title: h1, answers: {each: .answer, body: p}}
drop: [nav]
text:
  lines:
    title: {line: 1, to: title}
    votes: '{votes:count}'
    prose: {to: body}
  parts:
    answer: {into: answers, is: "votes prose*"}
  layout: title answer*
)");
  convert::Options options;
  options.rules = rules;
  options.use_first = true;
  const auto answers = [&](std::string_view page) {
    const auto converted = convert::convert(tests::input_of("p.html", page), options);
    REQUIRE(converted);
    CHECK(text_of(converted->record, "/title") == "Soil");
    return value_of(converted->record, "/answers").as_list()->size();
  };
  CHECK(answers("<h1>Soil</h1><div class=answer><p>Loam.</p></div>") == 1);
  CHECK(answers("<nav>menu</nav><h1>Soil</h1><b>3</b><p>Loam.</p><b>4</b><p>Sand.</p>") == 2);
  CHECK(answers("<h1>Soil</h1>") == 0);
}

TEST_CASE("A record is known by its address, else by its name, else by its title") {
  const auto id = [](std::string_view name, std::string_view bytes) {
    return text_of(convert_page(name, bytes)->record, "/id");
  };
  constexpr std::string_view kOne = "<link rel=canonical href=https://a.example/1><p>One";
  constexpr std::string_view kEdited = "<link rel=canonical href=https://a.example/1><p>One, edited";
  CHECK(id("a.html", kOne) == id("b.html", kEdited));
  CHECK(id("a.html", "<p>One") == id("a.html", "<p>One, edited"));
  CHECK(id("a.html", "<p>One") != id("b.html", "<p>One"));
  CHECK(id("-", "<title>T</title><p>One") == id("-", "<title>T</title><p>Two"));
  CHECK(id("-", "<title>T</title><p>One") != id("-", "<title>U</title><p>One"));
}

TEST_CASE("Pages that call one template their address are known by where they were fetched from") {
  const auto record = [](std::string_view canonical, std::string_view url) {
    const std::string page = "<link rel=canonical href='" + std::string(canonical) + "'><title>T</title><p>One";
    convert::Input input = tests::input_of("p.html", page);
    input.url = url;
    convert::Options options;
    options.rules = shipped();
    return convert::convert(input, options)->record;
  };
  for (const char* canonical : {"https://a.example/{{slug}}", "https://a.example/%7B%7Bslug%7D%7D", "undefined"}) {
    INFO(canonical);
    const auto one = record(canonical, "https://a.example/q/1"), two = record(canonical, "https://a.example/q/2");
    CHECK(text_of(one, "/url") == "https://a.example/q/1");
    CHECK(text_of(one, "/id") != text_of(two, "/id"));
    CHECK(told_of_url(one, "/warnings", "code") == "unparsable");
    const auto unknown = record(canonical, "");
    CHECK(value_of(unknown, "/url").is_null());
    CHECK(told_of_url(unknown, "/absent", "reason") == "unrendered");
  }
}

TEST_CASE("A host beyond ASCII is one, however it is written") {
  const auto id = [](std::string_view url) {
    convert::Input input = tests::input_of("p.html", "<title>T</title><p>One");
    input.url = url;
    return text_of(convert::convert(input, {})->record, "/id");
  };
  const std::string expected = id("https://xn--mnchen-3ya.de/x");
  CHECK(id("https://münchen.de/x") == expected);
  CHECK(id("https://MÜNCHEN.de/x") == expected);
  CHECK(id("http://user@www.München.de:80/x") == id("http://user@xn--mnchen-3ya.de/x"));
  CHECK(id("https://bücher.example/x") != expected);
}

TEST_CASE("A page that shows nothing is an error, not an empty record") {
  for (const char* page : {"<p> </p>", "<p>{{ body }}</p>", "<p>Loading…</p>", "<script>x</script>", "<p hidden>x"}) {
    INFO(page);
    const auto converted = convert_page("p.html", page);
    REQUIRE_FALSE(converted);
    CHECK(converted.error().code == base::ErrorCode::kEmptyPage);
  }
}

TEST_CASE("Any bytes become a record that is whole, or one of three errors") {
  REQUIRE(rc::check([](const std::string& bytes) {
    check_page("p.html", bytes);
    check_page("p.txt", bytes);
  }));
  REQUIRE(rc::check([] { check_page("p.html", *html::tag_soup()); }));
}

TEST_CASE("A seed that is cut, mixed up or damaged becomes a record that is whole, or one of three errors") {
  REQUIRE(rc::check([] {
    const Seed& seed = seeds()[*rc::gen::inRange<std::size_t>(0, seeds().size())];
    check_page(seed.name, mutated(seed.bytes));
  }));
}

TEST_CASE("Every start of a seed becomes a record or an error") {
  for (const Seed& seed : seeds()) {
    for (std::size_t size = 0; size < seed.bytes.size(); size += 1 + seed.bytes.size() / 40) {
      INFO(seed.name << ", the first " << size << " bytes");
      const auto converted = convert_page(seed.name, std::string_view(seed.bytes).substr(0, size));
      if (converted) CHECK(converted->record.find("absent") != nullptr);
      if (!converted) CHECK(converted.error().code != base::ErrorCode::kInternal);
    }
  }
}
