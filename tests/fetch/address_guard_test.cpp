// What is public: addresses.tsv, one address of each row of data/special_addresses.tsv and both sides of its edges.
#include "fetch/address_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <rapidcheck.h>
#include <sys/un.h>

#include <catch2/catch.hpp>

#include "base/embedded.h"
#include "base/rows.h"
#include "text/table.h"

namespace {

using namespace thresh::fetch;

IpAddress v4(std::uint32_t number) {
  IpAddress address;
  for (std::size_t i = 0; i < 4; ++i) address.bytes[i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
  return address;
}

sockaddr_in socket_v4(const char* text) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(443);
  inet_pton(AF_INET, text, &address.sin_addr);
  return address;
}

template <class Address>
AddressVerdict judged(const Address& address, std::size_t size = sizeof(Address)) {
  return judge(reinterpret_cast<const sockaddr*>(&address), size);
}

}  // namespace

TEST_CASE("an address is public or not as the table tells") {
  const auto table = thresh::tests::table("fetch/addresses.tsv", 2);
  REQUIRE(table.size() > 60);
  for (const auto& row : table) {
    INFO(row[0]);
    const auto address = read_ip(row[0]);
    REQUIRE(address);
    const AddressVerdict verdict = judge(*address);
    CHECK(verdict.is_public == (row[1] == "public"));
    CHECK(verdict.what == (row[1] == "public" ? "" : row[1]));
    CHECK(verdict.rfc.empty() == verdict.is_public);
  }
}

TEST_CASE("every row of the data is read: a prefix, a verdict, a name and where it is said") {
  std::size_t rows = 0;
  thresh::base::for_each_row(thresh::base::embedded("data/special_addresses.tsv"), [&rows](std::string_view row) {
    INFO(row);
    const std::string_view prefix = thresh::base::take_column(row);
    const std::string_view verdict = thresh::base::take_column(row);
    const auto address = read_ip(prefix.substr(0, prefix.find('/')));
    REQUIRE(address);
    CHECK(prefix.find('/') != std::string_view::npos);
    CHECK(
        (verdict == "refuse" || verdict == "public" || verdict == "v4@12" || verdict == "~v4@12" || verdict == "v4@2"));
    CHECK_FALSE(thresh::base::take_column(row).empty());
    CHECK_FALSE(row.empty());
    if (verdict == "refuse") CHECK_FALSE(judge(*address).is_public);
    ++rows;
  });
  CHECK(rows > 50);
}

TEST_CASE("an IPv4 address in an IPv6 address is what it is alone") {
  REQUIRE(rc::check([](std::uint32_t number) {
    const IpAddress inner = v4(number);
    IpAddress nat64 = *read_ip("64:ff9b::");
    IpAddress six_to_four = *read_ip("2002::1");
    IpAddress teredo = *read_ip("2001::");
    for (std::size_t i = 0; i < 4; ++i) {
      nat64.bytes[12 + i] = inner.bytes[i];
      six_to_four.bytes[2 + i] = inner.bytes[i];
      teredo.bytes[12 + i] = inner.bytes[i] ^ 0xFF;
    }
    const AddressVerdict alone = judge(inner);
    for (const IpAddress& outer : {nat64, six_to_four, teredo}) {
      RC_ASSERT(judge(outer).is_public == alone.is_public);
      RC_ASSERT(judge(outer).what == alone.what);
    }
    IpAddress mapped = *read_ip("::ffff:0:0");
    for (std::size_t i = 0; i < 4; ++i) mapped.bytes[12 + i] = inner.bytes[i];
    RC_ASSERT(!judge(mapped).is_public);
  }));
}

TEST_CASE("no IPv6 address outside of 2000::/3 is public, but NAT64's") {
  REQUIRE(rc::check([](const std::array<std::uint8_t, 16>& bytes) {
    const IpAddress address{bytes, true};
    const bool global = (bytes[0] & 0xE0) == 0x20;
    const bool nat64 = std::equal(bytes.begin(), bytes.begin() + 12, read_ip("64:ff9b::")->bytes.begin());
    if (!global && !nat64) RC_ASSERT(!judge(address).is_public);
  }));
}

TEST_CASE("the address of a socket is judged by its bytes") {
  CHECK(judged(socket_v4("8.8.8.8")).is_public);
  CHECK(judged(socket_v4("127.0.0.1")).what == "loopback");
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  inet_pton(AF_INET6, "::ffff:127.0.0.1", &v6.sin6_addr);
  CHECK(judged(v6).what == "IPv4-mapped");
  inet_pton(AF_INET6, "2606:4700:4700::1111", &v6.sin6_addr);
  CHECK(judged(v6).is_public);
}

TEST_CASE("what is no internet address, or is cut off, is not public") {
  sockaddr_un path{};
  path.sun_family = AF_UNIX;
  CHECK_FALSE(judged(path).is_public);
  const sockaddr_in address = socket_v4("8.8.8.8");
  for (std::size_t size = 0; size < sizeof address; ++size) CHECK_FALSE(judged(address, size).is_public);
  CHECK_FALSE(judge(nullptr, 0).is_public);
}

TEST_CASE("an address is read in its usual form only") {
  CHECK(ip_text(*read_ip("192.0.2.1")) == "192.0.2.1");
  CHECK(ip_text(*read_ip("[2001:DB8:0::1]")) == "2001:db8::1");
  for (const char* text : {"", "1.2.3", "01.2.3.4", "256.1.1.1", "0x7f.1", "fe80::1%eth0", "forum.example", "1.2.3.4 ",
                           "[1.2.3.4", ":", ":::"}) {
    INFO(text);
    CHECK_FALSE(read_ip(text));
  }
}
