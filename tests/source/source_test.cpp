// expand() and read(): from arguments to pages.
#include "source/source.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "base/faulty_disk.h"
#include "base/temporary_folder.h"
#include "source/deflate.h"

namespace {

using thresh::base::Disk;
using thresh::base::ErrorCode;
using thresh::base::Limits;
using thresh::base::system_disk;
using thresh::source::expand;
using thresh::source::read;
using thresh::tests::MemoryDisk;
using Names = std::vector<std::string>;

Names names(Disk& disk, const Names& arguments) { return expand(disk, arguments).value(); }

thresh::base::Error trouble(Disk& disk, const Names& arguments) { return expand(disk, arguments).error(); }

MemoryDisk sample() {
  MemoryDisk disk;
  disk.files = {{"pages/b.html", ""},         {"pages/a-c.txt", ""},   {"pages/a/deep/x.HTM", ""},
                {"pages/a/y.xhtml.gz", ""},   {"pages/notes.md", ""},  {"pages/.hidden.html", ""},
                {"pages/.git/z.html", ""},    {"pages/photo.jpg", ""}, {"pages/t.text", ""},
                {"single.html", "<p>"},       {"page[1].html", "<q>"}, {"empty/readme.md", ""},
                {"/dev/stdin", "from a pipe"}};
  return disk;
}

}  // namespace

TEST_CASE("a folder stands for its pages, recursively, sorted by path") {
  MemoryDisk disk = sample();
  const Names pages = {"pages/a-c.txt", "pages/a/deep/x.HTM", "pages/a/y.xhtml.gz", "pages/b.html", "pages/t.text"};
  CHECK(names(disk, {"pages"}) == pages);
  CHECK(names(disk, {"pages/"}) == pages);
  CHECK(names(disk, {"pages//"}) == pages);
}

TEST_CASE("arguments keep their order, and one given twice is read twice") {
  MemoryDisk disk = sample();
  CHECK(names(disk, {"single.html", "-", "single.html"}) == Names{"single.html", "-", "single.html"});
}

TEST_CASE("a pattern that the shell did not expand is expanded, each page once") {
  MemoryDisk disk = sample();
  CHECK(names(disk, {"pages/*.t*"}) == Names{"pages/a-c.txt", "pages/t.text"});
  CHECK(names(disk, {"pages/*.md"}) == Names{"pages/notes.md"});  // the pattern chooses, not the ending
  CHECK(names(disk, {"pages/a*"}) == Names{"pages/a-c.txt", "pages/a/deep/x.HTM", "pages/a/y.xhtml.gz"});
  CHECK(names(disk, {"pages/a/**"}) == Names{"pages/a/deep/x.HTM", "pages/a/y.xhtml.gz"});
}

TEST_CASE("a file whose name looks like a pattern is that file") {
  MemoryDisk disk = sample();
  CHECK(names(disk, {"page[1].html"}) == Names{"page[1].html"});
}

TEST_CASE("what stands for nothing is an error that helps") {
  MemoryDisk disk = sample();
  CHECK(trouble(disk, {"single.html", "missing.html"}).code == ErrorCode::kNotFound);
  CHECK(trouble(disk, {"missing.html"}).place.file == "missing.html");
  CHECK(trouble(disk, {"singel.html"}).hint == "did you mean `single.html`?");
  CHECK(trouble(disk, {"pages/bb.html"}).hint == "did you mean `pages/b.html`?");
  CHECK(trouble(disk, {"something else"}).hint.empty());
  CHECK(trouble(disk, {"pages/*.pdf"}).message == "the pattern matches no page");
  CHECK(trouble(disk, {"empty"}).message == "the folder holds no pages");
  CHECK(trouble(disk, {""}).code == ErrorCode::kNotFound);
}

TEST_CASE("a folder that cannot be listed stands for itself, so that the other pages are not lost") {
  MemoryDisk disk = sample();
  disk.fail_at(2);  // the first folder below pages
  CHECK(names(disk, {"pages"}) == Names{"pages/a", "pages/a-c.txt", "pages/b.html", "pages/t.text"});
}

TEST_CASE("links to folders are not followed, links to pages are") {
  const thresh::tests::TemporaryFolder folder;
  folder.put("pages/a.html", "");
  std::filesystem::create_directory_symlink("..", folder / "pages/loop");
  std::filesystem::create_symlink("a.html", folder / "pages/link.html");
  CHECK(names(system_disk(), {folder / "pages"}) == Names{folder / "pages/a.html", folder / "pages/link.html"});
}

TEST_CASE("a folder as deep as paths can be is walked without recursion") {
  const thresh::tests::TemporaryFolder folder;
  std::string path;
  for (int i = 0; i < 1000; ++i) path += "d/";
  folder.put(path + "page.html", "");
  CHECK(names(system_disk(), {folder.path()}) == Names{folder / (path + "page.html")});
}

TEST_CASE("a page is read as it is, up to the limit") {
  MemoryDisk disk = sample();
  CHECK(read(disk, "single.html", {}).value().bytes == "<p>");
  CHECK(read(disk, "-", {}).value().bytes == "from a pipe");
  CHECK(read(disk, "-", {}).value().name == "-");
  Limits limits;
  limits.input_bytes = 4;
  const auto page = read(disk, "-", limits).value();
  CHECK(page.bytes == "from");
  CHECK(page.cut);
}

TEST_CASE("gzip is inflated, whatever the name says, and what was compressed twice twice") {
  using thresh::tests::gzip;
  MemoryDisk disk;
  disk.files = {{"a.html.gz", gzip("<p>a")},     {"b.html", gzip("<p>b")},
                {"c.txt.GZ", "no gzip"},         {"d.gz", gzip(std::string(90'000, 'd'))},
                {"e.gz.gz", gzip(gzip("<p>e"))}, {"f.gz", gzip(std::string(90'000, 'f')).substr(0, 60)}};
  CHECK(read(disk, "a.html.gz", {}).value().bytes == "<p>a");
  CHECK(read(disk, "b.html", {}).value().bytes == "<p>b");
  CHECK(read(disk, "c.txt.GZ", {}).value().bytes == "no gzip");
  CHECK(read(disk, "e.gz.gz", {}).value().bytes == "<p>e");
  CHECK(read(disk, "f.gz", {}).value().damaged_at == 60);
  Limits limits;
  limits.input_bytes = 80'000;
  CHECK(read(disk, "d.gz", limits).value().cut);
  CHECK(read(disk, "d.gz", limits).value().bytes.size() == 80'000);
}

TEST_CASE("a gzip file of which nothing can be read is an error that names it") {
  MemoryDisk disk;
  disk.files = {{"broken.gz", "\x1F\x8B\x08 garbage"}};
  const auto error = read(disk, "broken.gz", {}).error();
  CHECK(error.code == ErrorCode::kBadArchive);
  CHECK(error.place.file == "broken.gz");
}

TEST_CASE("a page that cannot be read is an error of that page") {
  const thresh::tests::TemporaryFolder folder;
  CHECK(read(system_disk(), folder.path(), {}).error().code == ErrorCode::kUnreadable);
  CHECK(read(system_disk(), folder / "missing", {}).error().code == ErrorCode::kNotFound);
  CHECK(read(system_disk(), folder / "missing", {}).error().place.file == folder / "missing");
}

TEST_CASE("a folder stands for its lines of JSON too, not for tables and databases") {
  MemoryDisk disk;
  disk.files = {{"d/a.jsonl.zst", ""}, {"d/b.csv", ""}, {"d/c.ndjson", ""}, {"d/e.warc.wet.gz", ""}, {"d/f.zip", ""}};
  CHECK(names(disk, {"d"}) == Names{"d/a.jsonl.zst", "d/c.ndjson", "d/e.warc.wet.gz"});
}

TEST_CASE("a place in a file is an argument, behind the first # before which there is a file") {
  MemoryDisk disk;
  disk.files = {{"a#b.zip", "x"}, {"a.jsonl", "x"}, {"a.jsonl#2", "x"}};
  CHECK(names(disk, {"a.jsonl#12", "a#b.zip#x#y"}) == Names{"a.jsonl#12", "a#b.zip#x#y"});
  CHECK(trouble(disk, {"none.zip#x"}).code == ErrorCode::kNotFound);
}

TEST_CASE("inputs of many pages are opened by their bytes, or as they are said to be") {
  MemoryDisk disk;
  disk.files = {{"dump.txt", "{\"html\": \"<p>1\"}\n{\"html\": \"<p>2\"}\n"},
                {"p.parquet", std::string("PAR1\0\x15", 6)}};
  const auto reader = thresh::source::Reader::open(disk, "dump.txt", {}).value();
  CHECK(reader->is_archive());
  thresh::source::InputOptions as_page;
  as_page.kind = thresh::source::InputKind::kPage;
  const auto page = thresh::source::Reader::open(disk, "dump.txt", {}, as_page).value();
  CHECK_FALSE(page->is_archive());
  thresh::source::RawPage raw;
  REQUIRE(page->next(raw).value());
  CHECK(raw.bytes == disk.files["dump.txt"]);
  CHECK(thresh::source::Reader::open(disk, "p.parquet", {}).error().message.find("thresh.read") != std::string::npos);
  CHECK_FALSE(thresh::source::Reader::open(disk, "dump.txt#3", {}).value()->is_archive());
}
