// Digests, by the examples of their standards.
#include "base/digest.h"

#include <catch2/catch.hpp>

using namespace thresh::base;

TEST_CASE("digests are those of RFC 1321, section A.5, and FIPS 180-4") {
  const std::string md5 = digest(DigestKind::kMd5, "abc");
  CHECK((md5.empty() || hex_text(md5) == "900150983cd24fb0d6963f7d28e17f72"));
  CHECK(hex_text(digest(DigestKind::kSha1, "abc")) == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(hex_text(digest(DigestKind::kSha256, "abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(digest(DigestKind::kSha512, "abc").size() == 64);
  CHECK(base32(digest(DigestKind::kSha1, "")) == "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
}

TEST_CASE("base32 is that of RFC 4648, section 10, without padding") {
  CHECK(base32("").empty());
  CHECK(base32("f") == "MY");
  CHECK(base32("fo") == "MZXQ");
  CHECK(base32("foo") == "MZXW6");
  CHECK(base32("foob") == "MZXW6YQ");
  CHECK(base32("foobar") == "MZXW6YTBOI");
}
