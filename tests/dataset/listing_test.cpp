// What the sources of a dataset name.
#include "dataset/listing.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "source/deflate.h"

namespace thresh::dataset {
namespace {

DatasetFile dataset_of(const std::string& sources) {
  auto loaded = load_dataset("dataset: d\nsources:\n" + sources + "output: {folder: data}\n", "dataset.yaml", {});
  if (!loaded) FAIL(base::describe(loaded.error().front()));
  return *std::move(loaded);
}

fetch::Fetched answer(const fetch::PageRequest& request, const std::string& body) {
  fetch::Fetched fetched;
  fetched.tag = request.tag;
  fetched.url = fetched.final_url = request.url;
  fetched.exchange.body = body;
  return fetched;
}

using Urls = std::vector<std::string>;

TEST_CASE("addresses come in the order of the sources, each once, filtered and bounded") {
  tests::MemoryDisk disk;
  disk.files["more.txt"] = "# a list\nhttp://a.example/q/2\nhttp://a.example/q/3\nhttp://a.example/q/4\n";
  const DatasetFile dataset = dataset_of(
      "  - urls: [\"http://a.example/q/1\", \"http://A.example/q/2#top\"]\n"
      "  - {urls: more.txt, exclude: [\"*/q/3\"], limit: 2}\n");
  Lister lister(dataset);
  lister.begin(disk);
  CHECK(lister.requests().empty());
  const Listing listing = lister.finish();
  CHECK(listing.complete);
  CHECK(listing.urls == Urls{"http://a.example/q/1", "http://a.example/q/2", "http://a.example/q/4"});
  CHECK(listing.sources.at("http://a.example/q/2") == 0);
  CHECK(listing.sources.at("http://a.example/q/4") == 1);
}

TEST_CASE("sitemaps are asked for, and those that an index names") {
  tests::MemoryDisk disk;
  const DatasetFile dataset = dataset_of("  - sitemap: \"http://a.example/index.xml\"\n");
  Lister lister(dataset);
  lister.begin(disk);
  auto requests = lister.requests();
  REQUIRE(requests.size() == 1);
  lister.take(answer(requests[0], "<sitemapindex><sitemap><loc>http://a.example/1.xml</loc></sitemap></sitemapindex>"));
  requests = lister.requests();
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].url == "http://a.example/1.xml");
  lister.take(answer(requests[0], "<urlset><url><loc>http://a.example/q/1</loc></url></urlset>"));
  CHECK(lister.requests().empty());
  CHECK(lister.finish().urls == Urls{"http://a.example/q/1"});
}

TEST_CASE("a list that cannot be had, or is none, leaves the listing incomplete") {
  tests::MemoryDisk disk;
  const DatasetFile dataset = dataset_of("  - sitemap: [\"http://a.example/1.xml\", \"http://a.example/2.xml\"]\n");
  Lister lister(dataset);
  lister.begin(disk);
  const auto requests = lister.requests();
  REQUIRE(requests.size() == 2);
  fetch::Fetched failed = answer(requests[0], "");
  failed.fate = fetch::Fate::kTimeOut;
  failed.message = "it took too long";
  lister.take(failed);
  lister.take(answer(requests[1], "<html><p>This is a page"));
  const Listing listing = lister.finish();
  CHECK_FALSE(listing.complete);
  REQUIRE(listing.troubles.size() == 2);
  CHECK(listing.troubles[0].message == "it took too long");
  CHECK(listing.troubles[1].place.file == "http://a.example/2.xml");
}

TEST_CASE("a list of which only the beginning came leaves the listing incomplete, and no half of an address in it") {
  const std::string pages =
      "<urlset><url><loc>http://a.example/q/1</loc></url><url><loc>http://a.example/q/2</loc></url></urlset>";
  const auto listing_of = [&](const std::string& index, const std::string& list) {
    tests::MemoryDisk disk;
    const DatasetFile dataset = dataset_of("  - sitemap: \"http://a.example/index.xml\"\n");
    Lister lister(dataset);
    lister.begin(disk);
    lister.take(answer(lister.requests().at(0), index));
    for (const auto& request : lister.requests()) lister.take(answer(request, list));
    return lister.finish();
  };
  const std::string index =
      "<sitemapindex><sitemap><loc>http://a.example/1.xml</loc></sitemap><sitemap><loc>http://a.example/2.xml</loc>"
      "</sitemap></sitemapindex>";
  CHECK(listing_of(index, pages).complete);
  const std::string half_index = index.substr(0, index.rfind("<sitemap>"));
  CHECK_FALSE(listing_of(half_index, pages).complete);
  const std::string half_pages = pages.substr(0, pages.rfind("/q/2"));
  CHECK_FALSE(listing_of(index, half_pages).complete);
  CHECK(listing_of(index, half_pages).urls == Urls{"http://a.example/q/1"});

  const std::string lines = "http://a.example/q/1\nhttp://a.example/q/2\nhttp://a.example/q/3\n";
  const std::string packed = tests::gzip(lines);
  CHECK(listing_of(index, packed).complete);
  CHECK(listing_of(index, packed).urls.size() == 3);
  const Listing cut = listing_of(index, packed.substr(0, packed.size() - 12));
  CHECK_FALSE(cut.complete);
  CHECK(cut.urls == Urls{"http://a.example/q/1", "http://a.example/q/2"});
  REQUIRE_FALSE(cut.troubles.empty());
  CHECK(cut.troubles[0].message.find("damaged at byte") != std::string::npos);
}

TEST_CASE("files are pages; a folder that is not there is a trouble") {
  tests::MemoryDisk disk;
  disk.files["pages/b.html"] = "<p>b";
  disk.files["pages/a.html"] = "<p>a";
  disk.folders.insert("pages");
  const DatasetFile dataset = dataset_of("  - files: [pages/, nowhere/]\n");
  Lister lister(dataset);
  lister.begin(disk);
  const Listing listing = lister.finish();
  REQUIRE(listing.files.size() == 2);
  CHECK(listing.files[0].name == "pages/a.html");
  CHECK_FALSE(listing.complete);
  CHECK(listing.troubles.size() == 1);
}

TEST_CASE("what is no web address is told and does not make the listing incomplete") {
  tests::MemoryDisk disk;
  disk.files["list.txt"] = "ftp://a.example/x\nhttp://a.example/q/1\n";
  const DatasetFile dataset = dataset_of("  - urls: list.txt\n");
  Lister lister(dataset);
  lister.begin(disk);
  const Listing listing = lister.finish();
  CHECK(listing.complete);
  CHECK(listing.troubles.size() == 1);
  CHECK(listing.urls.size() == 1);
}

}  // namespace
}  // namespace thresh::dataset
