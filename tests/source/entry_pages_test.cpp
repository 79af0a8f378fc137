// Pages in tar and zip archives, by way of Reader::open.
#include "source/entry_pages.h"

#include <catch2/catch.hpp>

#include "base/faulty_disk.h"
#include "source/compress.h"
#include "source/inputs.h"
#include "source/made_archives.h"

using namespace thresh::source;
using thresh::tests::all_of;
using thresh::tests::Entries;
using thresh::tests::MemoryDisk;
using Texts = std::vector<std::string>;

namespace {

Texts pages(MemoryDisk& disk, const std::string& name, const thresh::base::Limits& limits = {}) {
  auto reader = Reader::open(disk, name, limits);
  if (!reader) return {std::string(thresh::base::name(reader.error().code)) + ": " + reader.error().message};
  return all_of(**reader);
}

const Entries kEntries = {{"b.html", "<p>b"},
                          {"sub/", ""},
                          {"sub/a.txt", "words"},
                          {"sub/photo.jpg", "\xFF\xD8\xFF\xE0"},
                          {"no-ending", "<!DOCTYPE html><p>n"},
                          {"data.xml", "<?xml version='1.0'?><a/>"},
                          {"../../etc/x.html", "<p>up"},
                          {"/abs/y.html", "<p>abs"},
                          {".hidden/z.html", "<p>hidden"},
                          {"__MACOSX/._b.html", "junk"},
                          {"gz.html.gz", thresh::tests::deflated("<p>gz", 31)},
                          {"größe #1.html", "<p>umlaut"}};

}  // namespace

TEST_CASE("pages by name and documents by their bytes are given, names are only names") {
  const Texts expected = {
      "f#b.html <p>b",        "f#sub/a.txt words",  "f#no-ending <!DOCTYPE html><p>n", "f#../../etc/x.html <p>up",
      "f#/abs/y.html <p>abs", "f#gz.html.gz <p>gz", "f#größe #1.html <p>umlaut"};
  const std::string tar = thresh::tests::tar(kEntries);
  for (const std::string& file : {tar, thresh::tests::deflated(tar, 31), thresh::tests::zstd(tar),
                                  thresh::tests::bzip2(tar), thresh::tests::xz(tar), thresh::tests::zip(kEntries)}) {
    MemoryDisk disk;
    disk.files = {{"f", file}};
    CHECK(pages(disk, "f") == expected);
  }
}

TEST_CASE("an entry is an argument by its name") {
  for (const std::string& file : {thresh::tests::tar(kEntries), thresh::tests::zip(kEntries)}) {
    MemoryDisk disk;
    disk.files = {{"f", file}};
    CHECK(pages(disk, "f#sub/a.txt") == Texts{"f#sub/a.txt words"});
    CHECK(pages(disk, "f#größe #1.html") == Texts{"f#größe #1.html <p>umlaut"});
    CHECK(pages(disk, "f#../../etc/x.html") == Texts{"f#../../etc/x.html <p>up"});
    CHECK(pages(disk, "f#none.html") == Texts{"f#none.html: bad_archive: the archive has no such entry"});
    CHECK(pages(disk, "f#sub/photo.jpg") == Texts{"f#sub/photo.jpg: bad_archive: this entry is no page"});
    const Texts name = {"f#sub/a.txt"};
    CHECK(expand(disk, name).value() == name);
  }
}

TEST_CASE("what is passed over is counted") {
  MemoryDisk disk;
  disk.files = {{"f", thresh::tests::zip(kEntries)}};
  const auto reader = Reader::open(disk, "f", {}).value();
  all_of(*reader);
  CHECK(reader->skipped().entries == 2);
  CHECK(reader->is_archive());
}

TEST_CASE("an entry that is larger than the limit is cut, a bomb costs no memory") {
  thresh::base::Limits limits;
  limits.input_bytes = 1000;
  const Entries entries = {{"big.html", "<p>" + std::string(5'000'000, 'x')}, {"next.html", "<p>next"}};
  for (const std::string& file : {thresh::tests::tar(entries), thresh::tests::zip(entries)}) {
    MemoryDisk disk;
    disk.files = {{"f", file}};
    const auto reader = Reader::open(disk, "f", limits).value();
    RawPage page;
    REQUIRE(reader->next(page).value());
    CHECK(page.cut);
    CHECK(page.bytes.size() == 1000);
    REQUIRE(reader->next(page).value());
    CHECK(page.bytes == "<p>next");
  }
}

TEST_CASE("damage is told, and what comes before it is kept") {
  const std::string tar = thresh::tests::tar({{"a.html", "<p>a"}, {"b.html", std::string(5000, 'b')}});
  MemoryDisk disk;
  disk.files = {{"cut.tar", tar.substr(0, 2000)}};
  const Texts all = pages(disk, "cut.tar");
  REQUIRE(all.size() >= 2);
  CHECK(all[0] == "cut.tar#a.html <p>a");
  CHECK(all[1].starts_with("cut.tar#b.html: bad_archive: it is damaged"));

  std::string zip = thresh::tests::zip({{"a.html", std::string(300, 'a')}, {"b.html", "<p>b"}});
  zip[60] = static_cast<char>(~zip[60]);
  disk.files = {{"f", zip}};
  const Texts damaged = pages(disk, "f");
  CHECK(damaged.front().find("bad_archive") != std::string::npos);
}

TEST_CASE("any damage of an archive ends") {
  const std::string files[] = {thresh::tests::tar(kEntries), thresh::tests::zip(kEntries)};
  for (const std::string& sound : files) {
    for (std::size_t at = 0; at < sound.size(); at += 37) {
      std::string file = sound;
      file[at] = static_cast<char>(~file[at]);
      MemoryDisk disk;
      disk.files = {{"f", file}, {"/dev/stdin", file}};
      CHECK(pages(disk, "f").size() < 100);
      CHECK(pages(disk, "-").size() < 100);
    }
  }
}
