// The smallest server of HTTP that monitoring can ask: a few fixed pages on the loopback address, in the loop of its
// owner, without a thread.
//
// Our own rather than a library's, because it shares the one `poll` of the daemon and has nothing to configure wrongly:
// it listens on 127.0.0.1 alone, takes a request of at most 8 KB without a body, from at most 32 at once, within 5
// seconds, answers GET and HEAD, and closes. A Host that is not the loopback's own is refused, so that no web page can
// read it through a browser by a name that points here.
//
// Tested by tests/dataset/responder_test.cpp and tests/dataset/daemon_program_test.py.
#pragma once

#include <poll.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor.h"
#include "base/error.h"

namespace thresh::dataset {

struct HttpPage {
  int status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body;
};
// The page of a path; nullopt: there is none.
using HttpPages = std::function<std::optional<HttpPage>(std::string_view path)>;

// The whole answer to what was read so far of a request; nullopt: it is not all there yet. Pure.
std::optional<std::string> http_answer(std::string_view request, const HttpPages& pages);

class Responder {
 public:
  // `port` 0: a free one. Errors: kUnreadable where the port is taken.
  static base::Result<Responder> listen(std::uint16_t port);

  std::uint16_t port() const { return port_; }
  // Adds what it waits for.
  void wait_for(std::vector<pollfd>& waited) const;
  // Reads and answers, by what `poll` found; `now` is steady time in milliseconds.
  void serve(std::span<const pollfd> waited, std::int64_t now, const HttpPages& pages);
  bool has_guests() const { return !guests_.empty(); }

 private:
  struct Guest {
    base::Descriptor socket;
    std::int64_t since = 0;
    std::string request;
    std::string answer;  // what is left to be sent
  };
  Responder(base::Descriptor socket, std::uint16_t port) : socket_(std::move(socket)), port_(port) {}
  void welcome(std::int64_t now);
  static bool attend(Guest& guest, const HttpPages& pages);

  base::Descriptor socket_;
  std::uint16_t port_ = 0;
  std::vector<Guest> guests_;
};

}  // namespace thresh::dataset
