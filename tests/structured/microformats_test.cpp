// Microformats, by the pairs of the microformats test suite (shared/conformance/microformats), and rules of our own.
#include "structured/microformats.h"

#include <catch2/catch.hpp>

#include "extract/page_support.h"
#include "structured/address.h"
#include "structured/conformance.h"
#include "structured/microformat_names.h"
#include "structured/microformat_value.h"
#include "structured/rel.h"

using namespace thresh;
using tests::canonical;
using tests::ExtractPage;

namespace {

record::Map read_page(const std::string& source, const std::string& url = "http://example.com/") {
  const auto page = ExtractPage::html(source, url);
  const std::string base = structured::base_address(page.document(), url);
  structured::Items items;
  structured::read_microformats(page.document(), *page.view().budget, *page.view().arena, items);
  structured::Relations relations = structured::relations_of(page.document(), base);
  record::Map out;
  out.add("items",
          structured::print_microformats(page.document(), items, base, *page.view().budget, *page.view().arena));
  out.add("rels", std::move(relations.rels));
  out.add("rel-urls", std::move(relations.rel_urls));
  return out;
}

std::string items_of(const std::string& source) { return canonical(*read_page(source).find("items")); }

// Dashed names of vendors are as they are in the suite, whose expectations also carry notes to readers.
record::Value expected(const std::filesystem::path& path) {
  record::Value value = tests::read_json(path);
  record::Map out;
  for (const char* key : {"items", "rels", "rel-urls"}) {
    if (const record::Value* member = value.as_map()->find(key)) out.add(key, *member);
  }
  return out;
}

}  // namespace

TEST_CASE("Microformats: every pair of the suite gives what it says, or stands in the list with its reason") {
  const std::filesystem::path root = html::shared_folder() / "conformance/microformats/tests";
  std::error_code missing;
  std::vector<std::filesystem::path> pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root, missing)) {
    std::filesystem::path pair = entry.path();
    if (entry.path().extension() == ".html" && std::filesystem::exists(pair.replace_extension(".json")))
      pages.push_back(entry.path());
  }
  if (pages.empty()) {
    WARN("SKIPPED: the microformats test suite is not in the shared folder");
    return;
  }
  std::ranges::sort(pages);
  tests::Tally tally("microformats_failures.tsv");
  for (const std::filesystem::path& path : pages) {
    std::filesystem::path pair = path;
    pair.replace_extension(".json");
    const std::string name = std::filesystem::relative(path, root).replace_extension().string();
    const bool unit = name.starts_with("microformats-v2-unit/");
    const record::Map ours = read_page(html::read_file(path), unit ? "http://example.test" : "http://example.com/");
    tally.add(name, canonical(ours), canonical(expected(pair)));
  }
  tally.finish(120);
}

TEST_CASE("Microformats: an item's properties are those up to the next root; a root that is no property is a child") {
  CHECK(items_of("<div class=h-entry><p class=p-name>N</p><div class='p-author h-card'>A</div>"
                 "<div class=h-cite>C</div></div>") ==
        R"([{"children": [{"properties": {"name": ["C"]}, "type": ["h-cite"]}], )"
        R"("properties": {"author": [{"properties": {"name": ["A"]}, "type": ["h-card"], "value": "A"}], )"
        R"("name": ["N"]}, "type": ["h-entry"]}])");
}

TEST_CASE("Microformats: a class of a style sheet is none") {
  CHECK(structured::is_microformat_class("h-entry", "h-"));
  CHECK(structured::is_microformat_class("p-x-format", "p-"));
  CHECK(structured::is_microformat_class("h-2x-card", "h-"));
  CHECK_FALSE(structured::is_microformat_class("h-", "h-"));
  CHECK_FALSE(structured::is_microformat_class("h-100", "h-"));
  CHECK_FALSE(structured::is_microformat_class("p-2col", "p-"));
  CHECK_FALSE(structured::is_microformat_class("h-Entry", "h-"));
  CHECK_FALSE(structured::is_microformat_class("h--a", "h-"));
}

TEST_CASE(
    "Microformats: a name that is nested deep in itself is printed once a level, and many names of one item end") {
  std::string source;
  for (int i = 0; i < 200; ++i) source += "<div class='p-a p-b p-c h-x'>";
  CHECK(items_of(source).size() < 10'000'000);
}

TEST_CASE("Microformats: the classic names count where no new one does") {
  CHECK(items_of("<div class=hentry><h2 class=entry-title>T</h2><div class=entry-content><b>x</b></div></div>") ==
        R"([{"properties": {"content": [{"html": "<b>x</b>", "value": "x"}], "name": ["T"]}, "type": ["h-entry"]}])");
  CHECK(items_of("<div class='hentry h-entry'><h2 class=entry-title>T</h2></div>") ==
        R"([{"properties": {"name": ["T"]}, "type": ["h-entry"]}])");
}
