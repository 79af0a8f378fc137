// WarcReader: what is sound, every kind of damage, and the promise that damage costs only what it hits.
#include "source/warc_reader.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "base/faulty_disk.h"
#include "source/archives.h"

namespace {

using namespace thresh::source;
using thresh::tests::archive;
using thresh::tests::http_response;
using thresh::tests::MemoryDisk;
using thresh::tests::Packed;
using thresh::tests::warc_record;

struct Read {
  std::string type, uri, block;
  ArchivePlace place;
  bool damaged = false, cut = false;
  std::uint64_t length = 0;
};
struct All {
  std::vector<Read> records;
  std::vector<ArchiveFinding> findings;
};

// `piece`: how many bytes the disk gives at once.
All read_all(const std::string& bytes, std::size_t limit = std::size_t{1} << 26, std::size_t piece = SIZE_MAX,
             ArchivePlace place = {}) {
  MemoryDisk disk;
  disk.files["a"] = bytes;
  disk.piece = piece;
  WarcReader reader(disk.stream("a", place.offset).value(), {}, place.offset, limit);
  reader.go_inside(place.inside);
  All all;
  while (const WarcRecord* record = reader.next().value()) {
    all.records.push_back({std::string(name(record->type)), std::string(record->uri()), std::string(record->block),
                           record->place, record->damaged, record->cut, record->length});
  }
  all.findings = reader.take_findings();
  return all;
}

std::vector<std::string> five_records() {
  std::vector<std::string> records;
  for (int i = 0; i < 5; ++i) {
    const std::string number = std::to_string(i);
    const std::string page =
        "<p>page " + number + " has words of its own: " + std::string(30, static_cast<char>('a' + i));
    records.push_back(warc_record("response", "https://a.example/" + number, http_response(page)));
  }
  return records;
}

constexpr Packed kPackings[] = {Packed::kPlain, Packed::kGzip, Packed::kOneMember, Packed::kZstd};

// The sound records by URI.
std::map<std::string, std::string> intact(const All& all) {
  std::map<std::string, std::string> found;
  for (const Read& record : all.records) {
    if (!record.damaged) found[record.uri] = record.block;
  }
  return found;
}

}  // namespace

TEST_CASE("records come one after the other, however they are packed and read") {
  const auto records = five_records();
  for (const Packed packed : kPackings) {
    CAPTURE(static_cast<int>(packed));
    for (const std::size_t piece : {std::size_t{1}, std::size_t{100}, SIZE_MAX}) {
      const All all = read_all(archive(records, packed), SIZE_MAX / 2, piece);
      REQUIRE(all.records.size() == 5);
      CHECK(all.findings.empty());
      for (std::size_t i = 0; i < 5; ++i) {
        const Read& record = all.records[i];
        CHECK(record.type == "response");
        CHECK(record.uri == "https://a.example/" + std::to_string(i));
        CHECK(record.block.starts_with("HTTP/1.1 200 OK\r\n"));
        CHECK(record.block.ends_with(std::string(30, static_cast<char>('a' + i))));
        CHECK_FALSE(record.damaged);
        CHECK_FALSE(record.cut);
      }
    }
  }
}

TEST_CASE("a record is found again by its place") {
  const auto records = five_records();
  for (const Packed packed : kPackings) {
    const std::string file = archive(records, packed);
    const All all = read_all(file);
    for (std::size_t i = 0; i < all.records.size(); ++i) {
      const All from = read_all(file, SIZE_MAX / 2, SIZE_MAX, all.records[i].place);
      REQUIRE(from.records.size() == all.records.size() - i);
      CHECK(from.records.front().uri == all.records[i].uri);
      CHECK(from.records.front().place == all.records[i].place);
    }
    CHECK((all.records[3].place.inside > 0) == (packed == Packed::kOneMember));
    CHECK((all.records[3].place.offset > 0) == (packed != Packed::kOneMember));
  }
}

TEST_CASE("an archive cut at any byte gives every record that is whole, and says where it is cut") {
  const auto records = five_records();
  for (const Packed packed : kPackings) {
    CAPTURE(static_cast<int>(packed));
    const std::string file = archive(records, packed);
    std::vector<std::size_t> ends;  // of what a record must have of the file, without the two ends of lines after it
    for (std::size_t i = 1; i <= records.size(); ++i) {
      const std::string start = archive({records.begin(), records.begin() + static_cast<std::ptrdiff_t>(i)}, packed);
      ends.push_back(packed == Packed::kPlain ? start.size() - 4 : start.size());
    }
    for (std::size_t size = 0; size < file.size(); ++size) {
      CAPTURE(size);
      const All all = read_all(file.substr(0, size));
      const auto found = intact(all);
      if (packed == Packed::kOneMember) {
        for (const auto& [uri, block] : found) REQUIRE(block.find("words of its own") != std::string::npos);
        if (size > 0) REQUIRE(all.findings.size() >= 1);
        continue;
      }
      const auto whole =
          static_cast<std::size_t>(std::ranges::count_if(ends, [&](std::size_t end) { return end <= size; }));
      REQUIRE(found.size() == whole);
      for (std::size_t i = 0; i < whole; ++i) REQUIRE(found.contains("https://a.example/" + std::to_string(i)));
      const std::size_t last = whole == 0 ? 0 : ends[whole - 1] + (packed == Packed::kPlain ? 4 : 0);
      if (size > last) {
        REQUIRE(all.findings.size() >= 1);
        REQUIRE(all.findings.back().offset <= size);
        REQUIRE(all.findings.back().offset >= last);
      }
    }
  }
}

TEST_CASE("a byte that is wrong costs no record but its own") {
  const auto records = five_records();
  const All sound = read_all(archive(records, Packed::kPlain));
  for (const Packed packed : {Packed::kPlain, Packed::kGzip, Packed::kZstd}) {
    CAPTURE(static_cast<int>(packed));
    const std::string file = archive(records, packed);
    std::vector<std::size_t> begins = {0};
    for (const std::string& record : records) begins.push_back(begins.back() + archive({record}, packed).size());
    for (std::size_t at = 0; at < file.size(); ++at) {
      for (const unsigned flip : {0x01u, 0x20u, 0xFFu}) {
        CAPTURE(at, flip);
        std::string damaged = file;
        damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ flip);
        const All all = read_all(damaged);
        for (std::size_t i = 0; i < records.size(); ++i) {
          if (at >= begins[i] && at < begins[i + 1]) continue;
          REQUIRE(std::ranges::any_of(all.records, [&](const Read& record) {
            return !record.damaged && record.uri == sound.records[i].uri && record.block == sound.records[i].block;
          }));
        }
      }
    }
  }
}

TEST_CASE("bytes that are lost cost no record but theirs") {
  const auto records = five_records();
  for (const Packed packed : {Packed::kPlain, Packed::kGzip, Packed::kZstd}) {
    const std::string file = archive(records, packed);
    const std::size_t size = archive({records[0]}, packed).size();
    for (std::size_t lost = 1; lost < size; lost += 7) {  // out of the third record
      std::string damaged = file;
      damaged.erase(2 * size + 3, lost);
      const auto found = intact(read_all(damaged));
      CAPTURE(static_cast<int>(packed), lost);
      for (const int i : {0, 1, 4}) REQUIRE(found.contains("https://a.example/" + std::to_string(i)));
      if (lost < size - 20) REQUIRE(found.contains("https://a.example/3"));
    }
  }
}

TEST_CASE("a length that is wrong costs only its record") {
  for (const std::string wrong : {"0", "7", "100", "150", "99999", "999999999999999999", "", "-1", "1e3", "abc",
                                  "18446744073709551615", "99999999999999999999999"}) {
    CAPTURE(wrong);
    for (const Packed packed : kPackings) {
      auto records = five_records();
      const std::size_t at = records[1].find("Content-Length: ") + 16;
      records[1].replace(at, records[1].find('\r', at) - at, wrong);
      const All all = read_all(archive(records, packed));
      const auto found = intact(all);
      for (const int i : {0, 2, 3, 4}) REQUIRE(found.contains("https://a.example/" + std::to_string(i)));
      CHECK_FALSE(found.contains("https://a.example/1"));
      CHECK(all.findings.size() >= 1);
    }
  }
}

TEST_CASE("what crawlers write in odd ways is read") {
  const std::string odd =
      "\r\n\r\nWARC/0.18\nwarc-type:response\nWARC-Target-URI: <https://a.example/x y>\nX-Folded: one\n  two\nno field "
      "here\nContent-Length:5\n\nblock\nWARC/1.0\r\nWARC-Type: revisit\r\nWARC-Target-URI: \r\ncontent-length : "
      "0\r\n\r\nWARC/1.1\r\nWARC-Type: strange\r\nContent-Length: 3\r\n\r\nend";
  const All all = read_all(odd);
  REQUIRE(all.records.size() == 3);
  CHECK(all.findings.empty());
  CHECK(all.records[0].uri == "https://a.example/x y");
  CHECK(all.records[0].block == "block");
  CHECK(all.records[1].type == "revisit");
  CHECK(all.records[1].block.empty());
  CHECK(all.records[2].type == "other");
  CHECK(all.records[2].block == "end");
}

TEST_CASE("a page that holds what looks like a record is one page") {
  const std::string inner = warc_record("response", "https://evil.example/", http_response("<p>no"));
  auto records = five_records();
  records[2] = warc_record("response", "https://a.example/2", http_response("<pre>\r\n\r\n" + inner + "</pre>"));
  for (const Packed packed : kPackings) {
    const All all = read_all(archive(records, packed));
    CHECK(all.records.size() == 5);
    CHECK_FALSE(intact(all).contains("https://evil.example/"));
  }
}

TEST_CASE("a block over the limit is cut, and what follows it is read") {
  auto records = five_records();
  records[1] = warc_record("response", "https://a.example/1", http_response(std::string(300'000, 'x')));
  for (const Packed packed : kPackings) {
    const All all = read_all(archive(records, packed), 1000);
    REQUIRE(all.records.size() == 5);
    CHECK(all.records[1].cut);
    CHECK(all.records[1].block.size() == 1000);
    CHECK(all.records[1].length > 300'000);
    CHECK_FALSE(all.records[2].cut);
    CHECK(all.findings.empty());
  }
}

TEST_CASE("records larger than the buffers come whole") {
  std::string large;
  std::uint32_t state = 1;
  while (large.size() < 5'000'000) {
    state = state * 1664525 + 1013904223;
    large += static_cast<char>(state >> 24);
  }
  auto records = five_records();
  records[1] = warc_record("response", "https://a.example/1", http_response(large));
  records[3] = warc_record("response", "https://a.example/3", http_response(std::string(40'000'000, 'y')));
  for (const Packed packed : kPackings) {
    const All all = read_all(archive(records, packed));
    REQUIRE(all.records.size() == 5);
    CHECK(all.findings.empty());
    CHECK(all.records[1].block.ends_with(large));
    CHECK(all.records[3].length > 40'000'000);
  }
}

TEST_CASE("a record may go on in the next member, as files of bgzip have it") {
  const auto records = five_records();
  std::string plain;
  for (const std::string& record : records) plain += record;
  std::string file;
  for (std::size_t at = 0; at < plain.size(); at += 100) file += thresh::tests::deflated(plain.substr(at, 100), 31);
  const All all = read_all(file);
  CHECK(intact(all).size() == 5);
  CHECK(all.findings.empty());
}

TEST_CASE("frames with a dictionary in front are read (Zstandard Compression for WARC 1.0)") {
  const auto records = five_records();
  std::string dictionary = records[0] + records[1];
  std::string file("\x5D\x2A\x4D\x18", 4);
  for (int shift = 0; shift < 32; shift += 8) file += static_cast<char>(dictionary.size() >> shift & 0xFF);
  file += dictionary;
  ZSTD_CCtx* context = ::ZSTD_createCCtx();
  for (const std::string& record : records) {
    std::string out(::ZSTD_compressBound(record.size()), '\0');
    out.resize(::ZSTD_compress_usingDict(context, out.data(), out.size(), record.data(), record.size(),
                                         dictionary.data(), dictionary.size(), 3));
    file += out;
  }
  ::ZSTD_freeCCtx(context);
  CHECK(WarcReader::is_archive(file));
  const All all = read_all(file);
  CHECK(intact(all).size() == 5);
  CHECK(all.findings.empty());
}

TEST_CASE("an ARC file is read, with blanks in its URLs") {
  const std::string about = "1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n\n";
  std::string file =
      "filedesc://a.arc 0.0.0.0 20140216050221 text/plain " + std::to_string(about.size()) + "\n" + about + "\n";
  const std::string page = "HTTP/1.1 200 OK\r\n\r\n<p>arc";
  file += "http://a.example/x y 192.0.2.1 20140216050221 text/html " + std::to_string(page.size()) + "\n" + page + "\n";
  file += "http://a.example/bad 192.0.2.1 20140216050221 text/html nan\n" + page + "\n";
  file += "dns:a.example 192.0.2.1 20140216050221 text/dns 3\nabc\n";
  for (const bool packed : {false, true}) {
    const All all = read_all(packed ? thresh::tests::deflated(file, 31) : file);
    REQUIRE(all.records.size() == 4);
    CHECK(all.records[0].type == "warcinfo");
    CHECK(all.records[1].uri == "http://a.example/x y");
    CHECK(all.records[1].block == page);
    CHECK(all.records[2].damaged);
    CHECK(all.records[3].type == "resource");
    CHECK(all.records[3].block == "abc");
  }
}

TEST_CASE("archives are known by their bytes") {
  const auto records = five_records();
  for (const Packed packed : kPackings) CHECK(WarcReader::is_archive(archive(records, packed)));
  CHECK_FALSE(WarcReader::is_archive(""));
  CHECK_FALSE(WarcReader::is_archive("<html>WARC/1.0"));
  CHECK_FALSE(WarcReader::is_archive("WARC/ is a format"));
  CHECK_FALSE(WarcReader::is_archive(thresh::tests::deflated("<p>a page", 31)));
  CHECK(WarcReader::is_archive("filedesc://a.arc 0.0.0.0 20140216050221 text/plain 75\n1 0 x"));
}

TEST_CASE("any bytes end, and give places within them") {
  const auto records = five_records();
  std::uint32_t state = 11;
  for (int round = 0; round < 300; ++round) {
    std::string bytes = archive(records, kPackings[round % 4]);
    for (int i = 0; i < round / 10; ++i) {
      state = state * 1664525 + 1013904223;
      const std::size_t at = (state >> 8) % bytes.size();
      if (i % 3 == 0) bytes.erase(at, state & 31);
      if (i % 3 == 1) bytes.insert(at, bytes.substr((state >> 4) % bytes.size(), state & 63));
      if (i % 3 == 2) bytes[at] = static_cast<char>(state);
    }
    const All all = read_all(bytes, 1000);
    for (const Read& record : all.records) REQUIRE(record.place.offset < bytes.size());
    for (const ArchiveFinding& finding : all.findings) REQUIRE(finding.offset <= bytes.size());
    REQUIRE(all.records.size() < 40);
  }
}

TEST_CASE("a digest is compared, in base32 and in hexadecimal") {
  CHECK(digest_matches("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", "") == true);
  CHECK(digest_matches("SHA-1:3i42h3s6nnfq2msvx7xzkyayscx5qbyj", "") == true);
  CHECK(digest_matches("sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709", "") == true);
  CHECK(digest_matches("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "") == true);
  CHECK(digest_matches("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", "x") == false);
  CHECK_FALSE(digest_matches("", "x").has_value());
  CHECK_FALSE(digest_matches("crc:12", "x").has_value());
}
