// Responses as they come in.
#include "fetch/response.h"

#include <catch2/catch.hpp>
#include <tuple>
#include <vector>

namespace thresh::fetch {
namespace {

struct Incoming {
  Exchange exchange;
  Response response;

  explicit Incoming(std::size_t body_limit = 1000, bool keep_coded = false)
      : response(exchange, 500, body_limit, keep_coded) {}
  bool head(std::initializer_list<std::string_view> lines) {
    for (const std::string_view line : lines) {
      if (!response.add_head(line)) return false;
    }
    return response.add_head("\r\n");
  }
};

TEST_CASE("A head is kept as it came") {
  Incoming in;
  CHECK(in.head({"HTTP/1.1 200 OK\r\n", "X-Odd:  value \r\n", "x-odd: two\r\n"}));
  CHECK(in.exchange.head == "HTTP/1.1 200 OK\r\nX-Odd:  value \r\nx-odd: two\r\n\r\n");
  CHECK(in.exchange.status == 200);
  CHECK(field_of(in.exchange.head, "x-ODD") == "value");
  CHECK(fields_of(in.exchange.head, "X-Odd") == "value, two");
  CHECK(field_of(in.exchange.head, "X-Od").empty());
}

TEST_CASE("Lengths that contradict each other make no page (RFC 9112, section 6.3)") {
  for (const auto& [first, second, good] : {std::tuple{"5", "6", false}, {"5", "5", true}, {"5, 6", "5", false}}) {
    Incoming in;
    const std::string one = std::string("Content-Length: ") + first + "\r\n";
    const std::string two = std::string("Content-Length: ") + second + "\r\n";
    CHECK(in.head({"HTTP/1.1 200 OK\r\n", one, two}) == good);
    CHECK((in.exchange.fate == Fate::kBadResponse) == !good);
  }
  Incoming chunked;
  CHECK(chunked.head(
      {"HTTP/1.1 200 OK\r\n", "Content-Length: 5\r\n", "Content-Length: 6\r\n", "Transfer-Encoding: chunked\r\n"}));
}

TEST_CASE("Secrets of a request are not kept") {
  const std::string head =
      "GET /1 HTTP/1.1\r\nHost: a.example\r\nAuthorization: Bearer abc\r\nX-API-Key: abc\r\nX-Mine: abc\r\n"
      "Accept: text/html\r\nCookie: run=1\r\n\r\n";
  const std::string kept =
      "GET /1 HTTP/1.1\r\nHost: a.example\r\nAuthorization: (not kept)\r\nX-API-Key: (not kept)\r\n"
      "X-Mine: (not kept)\r\nAccept: text/html\r\nCookie: run=1\r\n\r\n";
  CHECK(without_secrets(head, std::vector<std::string>{"x-mine"}) == kept);
  CHECK(without_secrets("GET /?auth:x HTTP/1.1\r\n\r\n", {}) == "GET /?auth:x HTTP/1.1\r\n\r\n");
  CHECK(without_secrets("", {}).empty());
}

TEST_CASE("Interim responses are passed over, trailers dropped") {
  Incoming in;
  CHECK(in.head({"HTTP/1.1 103 Early Hints\r\n", "Link: </x>\r\n"}));
  CHECK(in.head({"HTTP/1.1 200 OK\r\n"}));
  CHECK(in.response.add_body("abc"));
  CHECK(in.response.add_head("X-Trailer: yes\r\n"));
  in.response.finish();
  CHECK(in.exchange.head == "HTTP/1.1 200 OK\r\n\r\n");
  CHECK(in.exchange.body == "abc");
  CHECK(in.exchange.fate == Fate::kOk);
}

TEST_CASE("A head over its limit is no more wanted") {
  Incoming in;
  CHECK_FALSE(in.head({"HTTP/1.1 200 OK\r\n", std::string(600, 'x')}));
  CHECK(in.exchange.fate == Fate::kTooLarge);
}

TEST_CASE("A body over its limit is cut there, and told before it comes where the head says so") {
  Incoming in(10);
  CHECK(in.head({"HTTP/1.1 200 OK\r\n"}));
  CHECK(in.response.add_body("12345"));
  CHECK_FALSE(in.response.add_body("67890x"));
  CHECK(in.exchange.body == "1234567890");
  CHECK(in.exchange.fate == Fate::kTooLarge);
  Incoming said(10);
  CHECK_FALSE(said.head({"HTTP/1.1 200 OK\r\n", "Content-Length: 11\r\n"}));
  CHECK(said.exchange.fate == Fate::kTooLarge);
}

TEST_CASE("The status decides what became of it") {
  const auto fate_of = [](std::string_view status, std::string_view field) {
    Incoming in;
    CHECK(in.head({status, field}));
    in.response.finish();
    return in.exchange.fate;
  };
  CHECK(fate_of("HTTP/1.1 204 No Content\r\n", "A: b\r\n") == Fate::kOk);
  CHECK(fate_of("HTTP/1.1 304 Not Modified\r\n", "A: b\r\n") == Fate::kNotModified);
  CHECK(fate_of("HTTP/1.1 301 Moved\r\n", "Location: /x\r\n") == Fate::kRedirect);
  CHECK(fate_of("HTTP/1.1 301 Moved\r\n", "A: b\r\n") == Fate::kHttpError);
  CHECK(fate_of("HTTP/2 404 \r\n", "A: b\r\n") == Fate::kHttpError);
  CHECK(fate_of("HTTP/1.1 503 No\r\n", "A: b\r\n") == Fate::kHttpError);
}

TEST_CASE("A coding that is not known, or not there, is told") {
  Incoming unknown;
  CHECK_FALSE(unknown.head({"HTTP/1.1 200 OK\r\n", "Content-Encoding: lzma\r\n"}));
  CHECK(unknown.exchange.fate == Fate::kBadCoding);
  Incoming plain(1000, true);
  CHECK(plain.head({"HTTP/1.1 200 OK\r\n", "Content-Encoding: gzip\r\n"}));
  CHECK_FALSE(plain.response.add_body("<!DOCTYPE html><p>not gzip at all</p>"));
  CHECK(plain.exchange.fate == Fate::kBadCoding);
  CHECK(plain.exchange.wire_body() == "<!DOCTYPE html><p>not gzip at all</p>");
  Incoming identity;
  CHECK(identity.head({"HTTP/1.1 200 OK\r\n", "Content-Encoding: Identity\r\n"}));
  CHECK(identity.response.add_body("x"));
  CHECK(identity.exchange.wire_body() == "x");
  for (const std::string charset : {"UTF-8", "iso-8859-1", "none"}) {
    Incoming mistaken;
    CHECK(mistaken.head({"HTTP/1.1 200 OK\r\n", "Content-Encoding: " + charset + "\r\n"}));
    CHECK(mistaken.response.add_body("x"));
    mistaken.response.finish();
    CHECK(mistaken.exchange.fate == Fate::kOk);
    CHECK(mistaken.exchange.body == "x");
  }
}

}  // namespace
}  // namespace thresh::fetch
