// The little server: what it answers, what it refuses, and that slow guests do not stay.
#include "dataset/responder.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <rapidcheck.h>
#include <catch2/catch.hpp>

namespace thresh::dataset {
namespace {

std::optional<HttpPage> pages(std::string_view path) {
  if (path == "/healthz") return HttpPage{200, "application/json", "{}\n"};
  return std::nullopt;
}

// The status of the answer; 0 where more is waited for.
int status(std::string_view request) {
  const auto answer = http_answer(request, pages);
  if (!answer) return 0;
  CHECK(answer->starts_with("HTTP/1.1 "));
  return std::stoi(answer->substr(9, 3));
}

TEST_CASE("A page is answered whole, and HEAD without its body") {
  const std::string answer = http_answer("GET /healthz?x=1 HTTP/1.1\r\nHost: localhost:8470\r\n\r\n", pages).value();
  CHECK(answer.starts_with("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\n"));
  CHECK(answer.ends_with("\r\n\r\n{}\n"));
  const std::string head = http_answer("HEAD /healthz HTTP/1.1\r\nhost: [::1]\r\n\r\n", pages).value();
  CHECK(head.find("Content-Length: 3\r\n") != std::string::npos);
  CHECK(head.ends_with("\r\n\r\n"));
}

TEST_CASE("What is no request of ours is refused") {
  CHECK(status("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") == 200);
  CHECK(status("GET /healthz HTTP/1.0\nHost: localhost\n\n") == 200);
  CHECK(status("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") == 404);
  CHECK(status("POST /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n") == 405);
  CHECK(status("GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n") == 403);
  CHECK(status("GET /healthz HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n") == 403);
  CHECK(status("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:80@evil.example\r\n\r\n") == 403);
  CHECK(status("GET /healthz HTTP/1.1\r\n\r\n") == 400);
  CHECK(status("GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n") == 400);
  CHECK(status("GET http://localhost/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n") == 400);
  CHECK(status("GET /healthz HTTP/2.0\r\nHost: localhost\r\n\r\n") == 400);
  CHECK(status("\x16\x03\x01\r\n\r\n") == 400);
  CHECK(status("GET /healthz HTTP/1.1\r\nHost: localhost\r\n") == 0);
  CHECK(status("GET /" + std::string(9000, 'x')) == 431);
}

TEST_CASE("Any bytes are answered or waited for") {
  REQUIRE(rc::check([] {
    std::string request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    const auto edits = *rc::gen::inRange(1, 8);
    for (int i = 0; i < edits; ++i) {
      request[*rc::gen::inRange<std::size_t>(0, request.size())] = *rc::gen::arbitrary<char>();
    }
    const auto answer = http_answer(request, pages);
    const bool sound = !answer || answer->starts_with("HTTP/1.1 ");
    RC_ASSERT(sound);
  }));
}

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  return socket;
}

void turn(Responder& responder, std::int64_t now) {
  std::vector<pollfd> waited;
  responder.wait_for(waited);
  ::poll(waited.data(), static_cast<nfds_t>(waited.size()), 20);
  responder.serve(waited, now, pages);
}

TEST_CASE("A guest that says nothing is sent away, and hinders no other one") {
  auto responder = Responder::listen(0);
  REQUIRE(responder);
  std::vector<int> silent;
  for (const int more : {30, 20}) {  // the last of them find no seat and wait at the door
    for (int i = 0; i < more; ++i) silent.push_back(connect_to(responder->port()));
    for (int i = 0; i < 3; ++i) turn(*responder, 1000);
  }
  CHECK(responder->has_guests());
  for (int i = 0; i < 8; ++i) turn(*responder, 7000 + i * 6000);  // all had their time
  const int asks = connect_to(responder->port());
  const std::string_view request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
  REQUIRE(::send(asks, request.data(), request.size(), 0) == static_cast<ssize_t>(request.size()));
  for (int i = 0; i < 5; ++i) turn(*responder, 100'000);
  char byte = 0;
  CHECK(::recv(asks, &byte, 1, MSG_DONTWAIT) == 1);
  CHECK(byte == 'H');
  ::close(asks);
  for (const int one : silent) ::close(one);
}

TEST_CASE("A port that is taken is an error") {
  const auto first = Responder::listen(0);
  REQUIRE(first);
  CHECK(!Responder::listen(first->port()));
}

}  // namespace
}  // namespace thresh::dataset
