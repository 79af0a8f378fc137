// See responder.h. HTTP as RFC 9112 has it, as far as a request without a body goes.
#include "dataset/responder.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::dataset {
namespace {

constexpr std::size_t kLongestRequest = 8192;
constexpr std::size_t kMostGuests = 32;
constexpr std::int64_t kPatience = 5000;  // milliseconds for a whole request and its answer

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 431:
      return "Request Header Fields Too Large";
    default:
      return "Service Unavailable";
  }
}

std::string written(const HttpPage& page, bool with_body) {
  std::string out = "HTTP/1.1 " + std::to_string(page.status) + " " + std::string(reason(page.status)) +
                    "\r\nContent-Type: " + page.type + "\r\nContent-Length: " + std::to_string(page.body.size()) +
                    "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n";
  if (page.status == 405) out += "Allow: GET, HEAD\r\n";
  return out + "\r\n" + (with_body ? page.body : "");
}

std::string refusal(int status) {
  return written({status, "text/plain; charset=utf-8", std::string(reason(status)) + "\n"}, true);
}

// The value of the Host header; nullopt if there is none or more than one.
std::optional<std::string_view> host_of(std::string_view headers) {
  std::optional<std::string_view> host;
  while (!headers.empty()) {
    const std::size_t end = std::min(headers.find('\n'), headers.size());
    const std::string_view line = headers.substr(0, end);
    headers.remove_prefix(std::min(end + 1, headers.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !text::equals_ignoring_ascii_case(line.substr(0, colon), "host")) continue;
    if (host) return std::nullopt;
    host = text::trim_ascii(line.substr(colon + 1));
  }
  return host;
}

// "localhost", "127.0.0.1", "[::1]", with a port or without.
bool is_own_host(std::string_view host) {
  for (const std::string_view own : {"localhost", "127.0.0.1", "[::1]"}) {
    if (!text::equals_ignoring_ascii_case(host.substr(0, own.size()), own)) continue;
    const std::string_view rest = host.substr(own.size());
    return rest.empty() || (rest.starts_with(':') && std::ranges::all_of(rest.substr(1), base::is_ascii_digit));
  }
  return false;
}

// 0, or the status that refuses the request. `path` becomes that of the target, without its query.
int read_request(std::string_view head, std::string_view& method, std::string_view& path) {
  const std::size_t line_end = std::min(head.find('\n'), head.size());
  std::string_view line = head.substr(0, line_end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  const std::size_t first = line.find(' '), last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return 400;
  const std::string_view version = line.substr(last + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return 400;
  method = line.substr(0, first);
  path = line.substr(first + 1, last - first - 1);
  if (!path.starts_with('/') || path.find(' ') != std::string_view::npos) return 400;
  path = path.substr(0, path.find('?'));
  const auto host = host_of(head.substr(std::min(line_end + 1, head.size())));
  if (!host) return 400;
  if (!is_own_host(*host)) return 403;
  return method == "GET" || method == "HEAD" ? 0 : 405;
}

}  // namespace

std::optional<std::string> http_answer(std::string_view request, const HttpPages& pages) {
  const std::size_t end = std::min(request.find("\r\n\r\n"), request.find("\n\n"));
  if (end == std::string_view::npos) {
    if (request.size() < kLongestRequest) return std::nullopt;
    return refusal(431);
  }
  if (end >= kLongestRequest) return refusal(431);
  std::string_view method, path;
  if (const int wrong = read_request(request.substr(0, end), method, path)) return refusal(wrong);
  const auto page = pages(path);
  if (!page) return refusal(404);
  return written(*page, method == "GET");
}

base::Result<Responder> Responder::listen(std::uint16_t port) {
  const std::string where = "127.0.0.1:" + std::to_string(port);
  base::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket) return base::system_failure(base::ErrorCode::kUnreadable, errno, where);
  const int yes = 1;
  ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(socket.number(), generic, size) != 0 || ::listen(socket.number(), kMostGuests) != 0 ||
      ::getsockname(socket.number(), generic, &size) != 0) {
    return base::system_failure(base::ErrorCode::kUnreadable, errno, where);
  }
  return Responder(std::move(socket), ntohs(address.sin_port));
}

void Responder::wait_for(std::vector<pollfd>& waited) const {
  if (guests_.size() < kMostGuests) waited.push_back({socket_.number(), POLLIN, 0});
  for (const Guest& guest : guests_) {
    waited.push_back({guest.socket.number(), static_cast<short>(guest.answer.empty() ? POLLIN : POLLOUT), 0});
  }
}

void Responder::welcome(std::int64_t now) {
  while (guests_.size() < kMostGuests) {
    base::Descriptor socket(::accept4(socket_.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!socket) return;
    guests_.push_back({std::move(socket), now, {}, {}});
  }
}

// Whether there is more to do with this guest.
bool Responder::attend(Guest& guest, const HttpPages& pages) {
  if (guest.answer.empty()) {
    std::array<char, 4096> bytes{};
    const ssize_t count = ::recv(guest.socket.number(), bytes.data(), bytes.size(), 0);
    if (count < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    if (count == 0) return false;
    guest.request.append(bytes.data(), static_cast<std::size_t>(count));
    auto answer = http_answer(guest.request, pages);
    if (!answer) return true;
    guest.answer = std::move(*answer);
  }
  const ssize_t sent = ::send(guest.socket.number(), guest.answer.data(), guest.answer.size(), MSG_NOSIGNAL);
  if (sent < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
  guest.answer.erase(0, static_cast<std::size_t>(sent));
  return !guest.answer.empty();
}

void Responder::serve(std::span<const pollfd> waited, std::int64_t now, const HttpPages& pages) {
  const auto is_ready = [waited](int descriptor) {
    return std::ranges::any_of(waited, [&](const pollfd& one) { return one.fd == descriptor && one.revents != 0; });
  };
  std::erase_if(guests_, [&](Guest& guest) {
    const bool more = !is_ready(guest.socket.number()) || attend(guest, pages);
    return !more || now - guest.since > kPatience;
  });
  if (is_ready(socket_.number())) welcome(now);
}

}  // namespace thresh::dataset
