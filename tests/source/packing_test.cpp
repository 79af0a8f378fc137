// Compressed inputs as plain ones.
#include "source/packing.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "source/compress.h"
#include "source/inputs.h"
#include "source/made_archives.h"

using namespace thresh::source;
using thresh::tests::input_of;

namespace {

struct Read {
  std::string bytes, trouble;
};

Read read_all(thresh::base::Input& input, std::size_t piece = 1000) {
  Read read;
  std::string room(piece, '\0');
  for (;;) {
    const auto count = input.read(room.data(), room.size());
    if (!count) read.trouble = count.error().message;
    if (!count || *count == 0) return read;
    read.bytes.append(room, 0, *count);
  }
}

std::string gzip(std::string_view bytes) { return thresh::tests::deflated(bytes, 31); }
std::string zstd(std::string_view bytes) { return thresh::tests::zstd(bytes); }

// Lines that cannot be packed to next to nothing.
std::string sample(std::size_t size) {
  std::string bytes;
  for (std::uint64_t number = 1; bytes.size() < size; number = number * 6364136223846793005U + 1442695040888963407U) {
    bytes += "line " + std::to_string(number >> 40) + '\n';
  }
  return bytes;
}

std::string packed(Packing packing, std::string_view bytes) {
  if (packing == Packing::kGzip) return gzip(bytes);
  if (packing == Packing::kZstd) return zstd(bytes);
  return packing == Packing::kBzip2 ? thresh::tests::bzip2(bytes) : thresh::tests::xz(bytes);
}

constexpr Packing kAll[] = {Packing::kGzip, Packing::kZstd, Packing::kBzip2, Packing::kXz};

}  // namespace

TEST_CASE("every packing is known and undone, whatever comes at once") {
  const std::string bytes = sample(500'000);
  for (const Packing packing : kAll) {
    const std::string file = packed(packing, bytes);
    CAPTURE(static_cast<int>(packing));
    CHECK(packing_of(file) == packing);
    for (const std::size_t piece : {std::size_t{1009}, SIZE_MAX}) {
      const Read read = read_all(*unpacked(input_of(file, piece), {packing}));
      CHECK(read.bytes == bytes);
      CHECK(read.trouble.empty());
    }
  }
}

TEST_CASE("members follow each other, and one packing may hold another") {
  const std::string two = gzip("one ") + gzip("two");
  CHECK(read_all(*unpacked(input_of(two), {Packing::kGzip})).bytes == "one two");
  const std::string skippable("\x50\x2A\x4D\x18\x03\0\0\0abc", 11);
  CHECK(read_all(*unpacked(input_of(zstd("one ") + skippable + zstd("two")), {Packing::kZstd})).bytes == "one two");
  const std::string nested = gzip(zstd("inside"));
  const Unpacking inside = look_inside(nested);
  CHECK(inside.layers == std::vector{Packing::kGzip, Packing::kZstd});
  CHECK(inside.start == "inside");
  CHECK(read_all(*unpacked(input_of(nested), inside.layers)).bytes == "inside");
}

TEST_CASE("what follows the last member of an input and is none is ignored") {
  const Read read = read_all(*unpacked(input_of(gzip("one") + std::string(100, '\0')), {Packing::kGzip}));
  CHECK(read.bytes == "one");
  CHECK(read.trouble.empty());
}

TEST_CASE("what comes before damage is given, then an error with its place") {
  const std::string bytes = sample(300'000);
  for (const Packing packing : {Packing::kGzip, Packing::kZstd}) {
    const std::string file = packed(packing, bytes);
    const Read cut = read_all(*unpacked(input_of(file.substr(0, file.size() / 2)), {packing}));
    CHECK(bytes.starts_with(cut.bytes));
    CHECK_FALSE(cut.bytes.empty());
    CHECK(cut.trouble == "the compressed data ends too early, at byte " + std::to_string(file.size() / 2));
  }
  std::string wrong = gzip(bytes);
  wrong[wrong.size() - 6] = static_cast<char>(~wrong[wrong.size() - 6]);  // the checksum
  CHECK(read_all(*unpacked(input_of(wrong), {Packing::kGzip})).trouble.starts_with("the compressed data is damaged"));
  const std::string file = packed(Packing::kXz, bytes);
  CHECK_FALSE(read_all(*unpacked(input_of(file.substr(0, file.size() / 2)), {Packing::kXz})).trouble.empty());
}

TEST_CASE("of a member whose checksum is wrong all bytes are given, and of one that is damaged those before it") {
  const std::string bytes = sample(300'000);
  for (const Packing packing : {Packing::kGzip, Packing::kZstd}) {
    std::string file = packed(packing, bytes);
    file[file.size() - (packing == Packing::kGzip ? 8 : 1)] ^= 1;
    for (const std::size_t piece : {std::size_t{1000}, bytes.size() * 2}) {
      const Read read = read_all(*unpacked(input_of(file), {packing}), piece);
      if (packing == Packing::kGzip) CHECK(read.bytes == bytes);
      CHECK(bytes.starts_with(read.bytes));
      CHECK(read.trouble.starts_with("the compressed data is damaged"));
    }
  }
}

TEST_CASE("the start of a file tells what is inside, without the rest") {
  const std::string bytes = sample(4'000'000);
  for (const Packing packing : kAll) {
    const std::string file = packed(packing, bytes);
    const std::string first = file.substr(0, bytes_to_tell(file.substr(0, std::size_t{64} << 10)));
    const Unpacking inside = look_inside(first);
    CAPTURE(static_cast<int>(packing));
    CHECK(inside.layers == std::vector{packing});
    CHECK_FALSE(inside.start.empty());
    CHECK(bytes.starts_with(inside.start));
  }
  CHECK(look_inside("plain").layers.empty());
  CHECK(look_inside("plain").start == "plain");
}

TEST_CASE("any bytes end") {
  CHECK(rc::check([](const std::string& bytes) {
    for (const Packing packing : kAll) {
      std::string file = packed(packing, "some words to begin with");
      file.resize(std::min(file.size(), std::size_t{12}));
      read_all(*unpacked(input_of(file + bytes), {packing}), 64);
    }
  }));
}

TEST_CASE("an error of the disk is handed on") {
  const std::string file = gzip(sample(300'000));
  for (const Packing packing : {Packing::kGzip, Packing::kXz}) {
    const std::string whole = packed(packing, sample(300'000));
    const Read read = read_all(*unpacked(input_of(whole.substr(0, whole.size() / 2), 1000, true), {packing}));
    CHECK(read.trouble == "input/output error");
  }
}
