// The examples of FIPS 180-4 (NIST, "SHA256.pdf" of the example values), and lengths around a block's end.
#include "base/sha256.h"

#include <catch2/catch.hpp>
#include <set>

namespace thresh::base {
namespace {

TEST_CASE("the digests of the standard's examples") {
  CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hex(sha256(std::string(1000000, 'a'))) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a NUL byte counts, and every length has a digest of its own") {
  std::set<std::string> digests;
  for (std::size_t length = 0; length <= 130; ++length) digests.insert(hex(sha256(std::string(length, '\0'))));
  CHECK(digests.size() == 131);
}

// RFC 4231, sections 4.2, 4.3 and 4.7.
TEST_CASE("the codes of the examples of HMAC-SHA256") {
  CHECK(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("hex digits are lower case, two a byte, high half first") {
  Sha256 digest{};
  digest[0] = 0x0F;
  digest[31] = 0xA0;
  CHECK(hex(digest).starts_with("0f00"));
  CHECK(hex(digest).ends_with("00a0"));
  CHECK(hex(digest).size() == 64);
}

}  // namespace
}  // namespace thresh::base
