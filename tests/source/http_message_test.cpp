// HTTP messages as archives keep them.
#include "source/http_message.h"

#include <catch2/catch.hpp>

#include "source/compress.h"

namespace {

using namespace thresh::source;
using thresh::tests::coded;

struct Made {
  int status;
  std::string body;
  bool cut, damaged;
};

Made made(const std::string& block, std::size_t limit = SIZE_MAX) {
  HttpMessage message;
  read_http(block, message);
  HttpBody body;
  read_body(message, limit, body);
  return {message.status, std::string(body.bytes), body.cut, body.damaged};
}

std::string with(std::string_view header, std::string_view body) {
  return "HTTP/1.1 200 OK\r\n" + std::string(header) + "\r\n\r\n" + std::string(body);
}

}  // namespace

TEST_CASE("status, header and body of a response are told apart") {
  HttpMessage message;
  read_http("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nbody", message);
  CHECK(message.status == 404);
  CHECK(message.first_line == "HTTP/1.1 404 Not Found");
  CHECK(message.field("content-type") == "text/html");
  CHECK(message.body == "body");
  CHECK(message.head.size() == 51);
  CHECK(made("HTTP/2 200\n\nbody").status == 200);
  CHECK(made("HTTP/1.1 abc\r\n\r\n").status == 0);
  CHECK(made("HTTP/1.1 200 OK\r\nA: b").body.empty());
  CHECK(made("<p>no message").body == "<p>no message");
  CHECK(made("<p>no message").status == 0);
  CHECK(made("").status == 0);
}

TEST_CASE("chunks are put together (RFC 9112, section 7.1)") {
  const std::string chunked = "Transfer-Encoding: chunked";
  CHECK(made(with(chunked, "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nA: b\r\n\r\n")).body == "abcde");
  CHECK(made(with(chunked, "0\r\n\r\n")).body.empty());
  CHECK(made(with(chunked, "3 \nabc\n2\nde\n0\n\n")).body == "abcde");
}

TEST_CASE("chunks that are wrong lose nothing of what is there") {
  const std::string chunked = "Transfer-Encoding: Chunked";
  CHECK(made(with(chunked, "<p>not chunked")).body == "<p>not chunked");
  CHECK(made(with(chunked, "abc def")).body == "abc def");
  CHECK(made(with(chunked, "5\r\nabc")).body == "abc");
  CHECK(made(with(chunked, "3\r\nabc\r\nrest")).body == "abcrest");
  CHECK(made(with(chunked, "ffffffffff\r\nabc")).body == "ffffffffff\r\nabc");
}

TEST_CASE("content codings are undone, also inside chunks") {
  const std::string packed = coded("gzip", "<p>a page");
  CHECK(made(with("Content-Encoding: gzip", packed)).body == "<p>a page");
  CHECK(made(with("Content-Encoding: br", coded("br", "<p>a page"))).body == "<p>a page");
  char size[16];
  std::snprintf(size, sizeof size, "%zx", packed.size());
  CHECK(made(with("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", size + ("\r\n" + packed) + "\r\n0\r\n\r\n"))
            .body == "<p>a page");
}

TEST_CASE("codings in several fields are one list (RFC 9110, section 5.3), those of the transfer too (RFC 9112, 6.1)") {
  const std::string page = "<p>A page that was packed twice.";
  const std::string twice = coded("gzip", coded("br", page));
  CHECK(made(with("Content-Encoding: br\r\nContent-Encoding: gzip", twice)).body == page);
  CHECK(made(with("Content-Encoding: br, gzip", twice)).body == page);
  const std::string once = coded("gzip", page);
  char size[20];
  std::snprintf(size, sizeof size, "%zx\r\n", once.size());
  const std::string chunks = size + once + "\r\n0\r\n\r\n";
  CHECK(made(with("Transfer-Encoding: gzip, chunked", chunks)).body == page);
  CHECK(made(with("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", chunks)).body == page);
  CHECK(made(with("Transfer-Encoding: gzip, chunked", page)).body == page);  // stored undone
}

TEST_CASE("a body that was stored decoded, or in a coding that is not known, is as it stands") {
  CHECK(made(with("Content-Encoding: gzip", "<p>a page")).body == "<p>a page");
  CHECK_FALSE(made(with("Content-Encoding: gzip", "<p>a page")).damaged);
  CHECK(made(with("Content-Encoding: utf-8", "<p>a page")).body == "<p>a page");
}

TEST_CASE("a body is cut at the limit, and one that breaks off says so") {
  CHECK(made(with("A: b", "<p>a page"), 3).body == "<p>");
  CHECK(made(with("A: b", "<p>a page"), 3).cut);
  const std::string zeros(1'000'000, '0');
  const Made bomb = made(with("Content-Encoding: gzip", coded("gzip", zeros)), 1000);
  CHECK(bomb.body.size() == 1000);
  CHECK(bomb.cut);
  CHECK_FALSE(bomb.damaged);
  const Made half = made(with("Content-Encoding: gzip", coded("gzip", zeros).substr(0, 500)));
  CHECK(half.damaged);
  CHECK(zeros.starts_with(half.body));
  CHECK_FALSE(half.body.empty());
}

TEST_CASE("media types and charsets are read (RFC 9110, section 8.3)") {
  CHECK(media_type("Text/HTML; charset=utf-8") == "text/html");
  CHECK(media_type("") == "");
  CHECK(charset_of("text/html; charset=utf-8") == "utf-8");
  CHECK(charset_of("text/html;a=b;CHARSET = \"Shift_JIS\" ; c=d") == "Shift_JIS");
  CHECK(charset_of("text/html; charset='koi8-r'") == "koi8-r");
  CHECK(charset_of("text/html").empty());
  CHECK(charset_of("text/html;charset").empty());
}
