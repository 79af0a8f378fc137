// JSON-LD, microdata, RDFa, Open Graph and Dublin Core of real and made pages, held against what extruct's samples
// expect (shared/conformance/structured-data).
#include <catch2/catch.hpp>

#include "extract/page_support.h"
#include "structured/conformance.h"
#include "structured/report.h"

using namespace thresh;
using record::List;
using record::Map;
using record::Value;
using tests::canonical;
using tests::ExtractPage;

namespace {

std::filesystem::path folder() { return html::shared_folder() / "conformance/structured-data/extruct"; }

Map report_of(const std::filesystem::path& path, const std::string& url) {
  const auto page = ExtractPage::html(html::read_file(path), url);
  std::vector<base::Finding> findings;
  return structured::report(page.view(), findings);
}

// The page's address in extruct's own tests, where one matters.
std::string address_of(const std::string& name) {
  if (name.starts_with("w3crdfa/") || name.starts_with("wikipedia/") || name.starts_with("misc/expanded_OG"))
    return "http://www.example.com/index.html";
  if (name.starts_with("w3c/microdata.object")) return "http://www.example.com/microdata/microdata.object.html";
  if (name.starts_with("w3c/microdata.7.1")) return "http://blog.example.com/progress-report";
  if (name.starts_with("schema.org/product_custom")) return "http://some-example.com";
  if (name.starts_with("misc/Portfolio")) return "http://nielslubberman.nl/drupal/";
  return {};
}

// Subjects in no order, blank ones without their number.
std::string canonical_graph(const Value& graph) {
  std::vector<std::string> subjects;
  for (const Value& one : *graph.as_list()) {
    std::string text = canonical(one, true);
    for (std::size_t at = text.find("_:"); at != std::string::npos; at = text.find("_:", at + 2)) {
      const std::size_t end = text.find('"', at);
      text.erase(at + 2, end - at - 2);
    }
    subjects.push_back(std::move(text));
  }
  std::ranges::sort(subjects);
  std::string out;
  for (const std::string& subject : subjects) out += subject + "\n";
  return out;
}

// [[name, value], …] as the map that we print.
Value open_graph_pairs(const Value& expected) {
  Map out;
  for (const Value& pair : *expected.as_list()->front().as_map()->find("properties")->as_list()) {
    const List& both = *pair.as_list();
    out.set(*both[0].as_text(), both[1]);
  }
  return out;
}

struct Case {
  std::string page, expected, key;  // key: of our report
};

// Which page a sample is of, and which syntax: told by its name.
std::optional<Case> case_of(const std::filesystem::path& path) {
  const std::string name = std::filesystem::relative(path, folder()).string();
  const std::string stem = name.substr(0, name.rfind('.'));
  const auto page = [&](const std::string& of) { return std::filesystem::exists(folder() / (of + ".html")) ? of : ""; };
  Case found = {page(stem), name, "microdata"};
  if (path.extension() == ".jsonld") {
    found.key = "json_ld";
  } else if (path.extension() != ".json") {
    return std::nullopt;
  } else if (stem.ends_with(".expanded")) {
    found = {page(stem.substr(0, stem.rfind('.'))), name, "rdfa"};
  } else if (name.starts_with("misc/opengraph")) {
    found.key = "open_graph";
  } else if (name.starts_with("misc/dublincore")) {
    found.key = "dublin_core";
  } else if (name.starts_with("misc/microformat")) {
    found.key = "microformats";
  } else if (name.starts_with("misc/")) {
    found.key = "rdfa";
  }
  for (const std::string_view form : {"_flat_with_node_id", "_flat"}) {
    std::string plain = stem;
    if (const std::size_t at = plain.find(form); found.page.empty() && at != std::string::npos) {
      found.page = page(plain.erase(at, form.size()));
    }
  }
  // Several forms of what is expected of one page: the page is the one whose name theirs starts with.
  for (std::size_t end = stem.find_last_of("._-"); found.page.empty() && end != std::string::npos;
       end = end == 0 ? std::string::npos : stem.find_last_of("._-", end - 1)) {
    found.page = page(stem.substr(0, end));
  }
  return found;
}

void check(const Case& one, tests::Tally& tally) {
  Map report = report_of(folder() / (one.page + ".html"), address_of(one.expected));
  Value expected = tests::read_json(folder() / one.expected);
  if (const Map* map = expected.as_map(); map != nullptr && map->find("items") != nullptr) {
    Value items = *map->find("items");
    expected = std::move(items);
  }
  // A sample of several syntaxes names each.
  if (const Map* map = expected.as_map(); map != nullptr && map->find("json-ld") != nullptr) {
    for (const auto& [theirs, ours] : {std::pair("json-ld", "json_ld"), std::pair("microdata", "microdata")}) {
      if (map->find(theirs) == nullptr) continue;
      tally.add(one.expected + ":" + theirs, canonical(*report.find(ours), true), canonical(*map->find(theirs), true));
    }
  } else if (one.key == "dublin_core") {  // theirs has all <meta> before all <link>
    Map ours = *report.find("dublin_core")->as_map(), theirs = *expected.as_list()->front().as_map();
    for (const char* list : {"elements", "terms"}) {
      tally.add(one.expected + ":" + list, canonical_graph(*ours.find(list)), canonical_graph(*theirs.find(list)));
    }
    tally.add(one.expected + ":namespaces", canonical(*ours.find("namespaces")), canonical(*theirs.find("namespaces")));
  } else if (one.key == "rdfa") {
    tally.add(one.expected, canonical_graph(*report.find("rdfa")), canonical_graph(expected));
  } else if (one.key == "open_graph" && expected.as_list()->front().as_map()->find("properties") != nullptr) {
    Value properties = open_graph_pairs(expected);
    Map ours;  // what extruct does not count as Open Graph
    for (const auto& [name, value] : report.find("open_graph")->as_map()->entries()) {
      if (!name.starts_with("fb:")) ours.add(name, value);
    }
    tally.add(one.expected, canonical(ours, true), canonical(properties, true));
  } else if (one.key == "microformats") {
    tally.add(one.expected, canonical(*report.find("microformats")->as_map()->find("items"), true),
              canonical(expected, true));
  } else {
    tally.add(one.expected, canonical(*report.find(one.key), true), canonical(expected, true));
  }
}

}  // namespace

TEST_CASE("Structured data: extruct's samples give what they expect, or stand in the list with their reason") {
  std::error_code missing;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder(), missing)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  if (files.empty()) {
    WARN("SKIPPED: extruct's samples are not in the shared folder");
    return;
  }
  std::ranges::sort(files);
  tests::Tally tally("extruct_failures.tsv");
  for (const std::filesystem::path& path : files) {
    const std::optional<Case> one = case_of(path);
    if (!one) continue;
    INFO(path);
    CHECK_FALSE(one->page.empty());
    if (one->page.empty()) continue;
    check(*one, tally);
  }
  tally.finish(60);
}
