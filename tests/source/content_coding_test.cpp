// ContentDecoder: every coding, whole and in pieces, cut at every byte, damaged, and bombs.
#include "source/content_coding.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cstdint>

#include "source/compress.h"

namespace {

using thresh::base::ErrorCode;
using thresh::source::ContentDecoder;
using thresh::tests::coded;

constexpr std::size_t kNoLimit = SIZE_MAX;
constexpr std::size_t kSlack = std::size_t{64} << 10;

struct Coding {
  const char* made;    // as compress.h names it
  const char* header;  // as the server does
};
constexpr Coding kCodings[] = {{"gzip", "gzip"},   {"gzip", "X-GZIP"}, {"deflate", "deflate"},
                               {"raw", "deflate"}, {"zstd", "zstd"},   {"br", "br"}};

struct Outcome {
  std::string bytes;
  bool sound = true;
  bool cut = false;
  std::string error;
};

// The body handed over in pieces of `size` bytes.
Outcome decoded(std::string_view header, std::string_view body, std::size_t limit, std::size_t size = SIZE_MAX) {
  ContentDecoder decoder = ContentDecoder::make(header, limit).value();
  Outcome outcome;
  thresh::base::Result<void> answer;
  for (std::size_t at = 0; at < body.size() && answer; at += std::min(size, body.size() - at)) {
    answer = decoder.add(body.substr(at, size), outcome.bytes);
  }
  if (answer) answer = decoder.finish();
  outcome.sound = answer.has_value();
  outcome.cut = decoder.cut();
  if (!answer) {
    CHECK(answer.error().code == ErrorCode::kBadArchive);
    outcome.error = answer.error().message;
    CHECK(decoder.finish().error().message == outcome.error);
  }
  return outcome;
}

// Text that compresses as pages do.
std::string sample(std::size_t size) {
  std::string text;
  std::uint32_t state = 7;
  while (text.size() < size) {
    state = state * 1664525 + 1013904223;
    text += (state >> 28) < 9 ? "<p>the knee" : std::string(1, static_cast<char>('a' + (state >> 24) % 26));
  }
  text.resize(size);
  return text;
}

}  // namespace

TEST_CASE("each coding gives back what was coded (RFC 9110, section 8.4.1)") {
  for (const Coding& coding : kCodings) {
    CAPTURE(coding.made, coding.header);
    for (const std::size_t size : {0, 1, 2, 100, 65'535, 65'536, 65'537, 300'000}) {
      const std::string text = sample(size);
      const Outcome outcome = decoded(coding.header, coded(coding.made, text), kNoLimit);
      CHECK((outcome.bytes == text));
      CHECK(outcome.sound);
      CHECK_FALSE(outcome.cut);
    }
  }
}

TEST_CASE("it does not matter how a body comes in pieces") {
  const std::string text = sample(2000);
  for (const Coding& coding : kCodings) {
    CAPTURE(coding.made);
    const std::string body = coded(coding.made, text);
    for (std::size_t size = 1; size < body.size(); size = size < 8 ? size + 1 : size * 2) {
      CHECK(decoded(coding.header, body, kNoLimit, size).bytes == text);
    }
    for (std::size_t cut = 0; cut <= body.size(); ++cut) {
      ContentDecoder decoder = ContentDecoder::make(coding.header, kNoLimit).value();
      std::string out;
      const bool sound = decoder.add(std::string_view(body).substr(0, cut), out) &&
                         decoder.add(std::string_view(body).substr(cut), out) && decoder.finish();
      REQUIRE(sound);
      REQUIRE(out == text);
    }
  }
}

TEST_CASE("a body cut at any byte gives what came before, and says where it ends") {
  const std::string text = sample(5000);
  for (const Coding& coding : kCodings) {
    CAPTURE(coding.made);
    const std::string body = coded(coding.made, text);
    std::size_t best = 0;
    for (std::size_t size = 1; size < body.size(); ++size) {
      const Outcome outcome = decoded(coding.header, body.substr(0, size), kNoLimit);
      REQUIRE_FALSE(outcome.sound);
      REQUIRE(outcome.error.ends_with("ends too early, at byte " + std::to_string(size) + " of the body"));
      REQUIRE(text.starts_with(outcome.bytes));
      best = std::max(best, outcome.bytes.size());
    }
    const bool by_blocks = std::string_view(coding.made) == "zstd";  // which come whole or not at all
    CHECK((by_blocks || best > text.size() - 100));
  }
}

TEST_CASE("damage in the middle keeps what stands before it") {
  const std::string text = sample(400'000);
  for (const Coding& coding : kCodings) {
    CAPTURE(coding.made);
    std::string body = coded(coding.made, text);
    for (std::size_t i = body.size() / 2; i < body.size() / 2 + 64; ++i) body[i] = static_cast<char>(~body[i]);
    const Outcome outcome = decoded(coding.header, body, kNoLimit);
    CHECK((text.substr(0, 50'000) == outcome.bytes.substr(0, 50'000)));
    const std::string_view made = coding.made;
    if (made == "gzip" || made == "deflate") {  // the others have no checksum; the damage may pass
      CHECK(outcome.error.find("is damaged at byte ") != std::string::npos);
    }
  }
}

TEST_CASE("damage of an outer coding leaves what the inner one had") {
  const std::string text = sample(400'000);
  std::string body = coded("gzip", coded("br", text));
  for (std::size_t i = body.size() / 2; i < body.size() / 2 + 64; ++i) body[i] = static_cast<char>(~body[i]);
  const Outcome outcome = decoded("br, gzip", body, kNoLimit);
  CHECK_FALSE(outcome.sound);
  CHECK(outcome.bytes.size() > 50'000);
  CHECK((text.substr(0, 50'000) == outcome.bytes.substr(0, 50'000)));
}

TEST_CASE("identity, no coding and empty members of a list change nothing (RFC 9110, section 5.6.1)") {
  for (const char* header : {"", "identity", " Identity ", ", ,", "identity,identity"}) {
    CHECK(decoded(header, "as it is", kNoLimit, 3).bytes == "as it is");
  }
  const Outcome cut = decoded("", "as it is", 5, 3);
  CHECK(cut.bytes == "as it");
  CHECK(cut.cut);
  CHECK_FALSE(decoded("", "as it", 5, 3).cut);
}

TEST_CASE("several codings are undone from the last one on") {
  const std::string text = sample(200'000);
  CHECK(decoded("gzip, br", coded("br", coded("gzip", text)), kNoLimit).bytes == text);
  CHECK(decoded("deflate,identity,zstd", coded("zstd", coded("raw", text)), kNoLimit, 100).bytes == text);
  CHECK(decoded("br,gzip,zstd", coded("zstd", coded("gzip", coded("br", text))), kNoLimit, 1).bytes == text);
}

TEST_CASE("what is no known coding, or too many of them, is an error") {
  for (const char* header : {"compress", "gzip, utf-8", "gzip gzip", "gzip,gzip,gzip,gzip"}) {
    const auto made = ContentDecoder::make(header, kNoLimit);
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().code == ErrorCode::kBadArchive);
  }
}

TEST_CASE("members and frames one after the other are one body (RFC 1952, section 2.2; RFC 8878, section 3.1)") {
  for (const std::size_t size : {std::size_t{1}, std::size_t{2}, kNoLimit}) {
    CHECK(decoded("gzip", coded("gzip", "one ") + coded("gzip", "") + coded("gzip", "two"), kNoLimit, size).bytes ==
          "one two");
    const std::string skipped("\x52\x2A\x4D\x18\x03\0\0\0abc", 11);
    CHECK(decoded("zstd", coded("zstd", "one ") + skipped + coded("zstd", "two"), kNoLimit, size).bytes == "one two");
  }
}

TEST_CASE("what follows the coded bytes is ignored") {
  for (const Coding& coding : kCodings) {
    CAPTURE(coding.made);
    for (const std::string& rest :
         {std::string(600, '\0'), std::string("\x1F"), std::string("\x28\xB5"), std::string("<!-- cached -->")}) {
      for (const std::size_t size : {std::size_t{1}, kNoLimit}) {
        const Outcome outcome = decoded(coding.header, coded(coding.made, "text") + rest, kNoLimit, size);
        CHECK(outcome.bytes == "text");
        CHECK(outcome.sound);
      }
    }
  }
}

TEST_CASE("a body without bytes is whole, as the answer to HEAD is") {
  for (const Coding& coding : kCodings) CHECK(decoded(coding.header, "", kNoLimit).sound);
}

TEST_CASE("a body is cut at the limit, to the byte") {
  const std::string text = sample(100'000);
  for (const Coding& coding : kCodings) {
    CAPTURE(coding.made);
    const std::string body = coded(coding.made, text);
    for (const std::size_t limit : {0, 1, 999, 65'536, 99'999}) {
      for (const std::size_t size : {std::size_t{37}, kNoLimit}) {
        const Outcome outcome = decoded(coding.header, body, limit, size);
        CHECK(outcome.bytes == text.substr(0, limit));
        CHECK(outcome.cut);
        CHECK(outcome.sound);
      }
    }
    CHECK_FALSE(decoded(coding.header, body, text.size()).cut);
  }
}

TEST_CASE("a bomb stops at the limit, and takes no more memory than that") {
  constexpr std::size_t kLimit = 1'000'000;
  const std::string zeros(50'000'000, '\0');
  for (const Coding& coding : kCodings) {
    CAPTURE(coding.made);
    const std::string bomb = coded(coding.made, zeros);
    CHECK(bomb.size() < 100'000);
    for (const bool doubled : {false, true}) {
      const std::string body = doubled ? coded("gzip", bomb) : bomb;
      ContentDecoder decoder =
          ContentDecoder::make(doubled ? std::string(coding.header) + ", gzip" : coding.header, kLimit).value();
      std::string out;
      CHECK(decoder.add(body, out).has_value());
      CHECK(decoder.cut());
      CHECK(out.size() == kLimit);
      CHECK(out.capacity() <= 2 * kLimit + kSlack);  // a string grows by doubling
      CHECK(decoder.add(body, out).has_value());
      CHECK(decoder.finish().has_value());
      CHECK(out.size() == kLimit);
    }
  }
}

TEST_CASE("a bomb that would be nothing in the end is stopped as well") {
  std::string members;  // 20 MB of gzip members that hold nothing
  const std::string empty = coded("gzip", "");
  while (members.size() < 20'000'000) members += empty;
  const Outcome outcome = decoded("gzip, gzip", coded("gzip", members), 1'000'000);
  CHECK(outcome.bytes.empty());
  CHECK(outcome.cut);
}

TEST_CASE("any bytes end within the limit") {
  REQUIRE(rc::check([](const std::string& bytes) {
    for (const Coding& coding : kCodings) {
      const std::string start = coded(coding.made, "thresh").substr(0, 4);
      RC_ASSERT(decoded(coding.header, bytes, 100).bytes.size() <= 100);
      RC_ASSERT(decoded(coding.header, start + bytes, 100, 3).bytes.size() <= 100);
    }
  }));
}
