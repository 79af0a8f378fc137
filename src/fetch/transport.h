// One request to one server and its response, as an interface, so that tests can play the network.
//
// A Transport knows nothing of redirects, robots.txt, politeness or retries: that is the fetcher's (fetcher.h). It
// promises that no address is connected to that is not public (unless that is allowed), that certificates are checked,
// and that a response costs a bounded amount of time and memory whatever the server does.
//
// Tested by tests/fetch/transport_test.py. tests/fetch/fake_transport.h is a Transport that a test scripts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "fetch/address_guard.h"
#include "fetch/fate.h"
#include "fetch/proxy.h"
#include "fetch/url.h"

namespace thresh::fetch {

// What is asked.
struct Ask {
  std::uint64_t id = 0;  // of the caller; it comes back with the Exchange
  Url url;
  std::string etag, last_modified;  // what is known of the page: the response may be 304 then; empty: nothing
  std::size_t body_bytes = 0;       // the limit of the decoded body; 0: that of the options
  bool is_post = false;             // `content` is sent, with `headers` ("Name: value") beside those of the options
  std::string content;
  std::vector<std::string> headers;
  std::vector<std::string> resolve;  // "HOST:PORT:ADDRESS": as if the name had been looked up (curl's --resolve)
  bool is_trusted = false;           // fields of the options that are secret are sent too
};

// Milliseconds from the start of the request; 0 for a stage that there was none of.
struct Timings {
  std::uint32_t name_lookup = 0, connect = 0, tls = 0, first_byte = 0, total = 0;
};

// One request and what came of it.
struct Exchange {
  std::uint64_t id = 0;
  std::string url;            // as it was asked
  Fate fate = Fate::kOk;      // kRedirect: a 3xx that names where to go on
  std::string message;        // what went wrong, a sentence for a person; empty with kOk
  int status = 0;             // 0: there was no response
  std::string request_head;   // as it was sent, but for the values of secret fields; where it is kept
  std::string head;           // of the response, as received: status line, fields, the empty line
  std::string body;           // decoded; where that failed, what could be
  std::string coded;          // the body as it came over the wire, where that differs and is kept
  bool is_coded = false;      // the body had a content coding
  std::string address;        // of the server that answered, or of the proxy: "192.0.2.1"
  std::string_view protocol;  // "http/1.1", "h2"
  bool by_proxy = false;
  bool reused = false;     // no connection had to be made
  std::int64_t began = 0;  // UTC, milliseconds
  Timings timings;

  // The body as it came over the wire, transfer coding undone: what an archive keeps.
  const std::string& wire_body() const { return is_coded ? coded : body; }
};

struct TransportOptions {
  std::string agent = "thresh";      // User-Agent
  std::vector<std::string> headers;  // "Name: value", sent with each request; one of ours is replaced
  // Names of those of `headers` that are secret although is_secret_field does not know them.
  std::vector<std::string> secret_headers;
  std::string ca_file;               // trusted authorities; empty: those of the system
  ProxySettings proxy;               // where requests are sent instead
  std::vector<std::string> resolve;  // as Ask::resolve, for every request
  bool allow_private = false;        // addresses that are not public may be connected to
  bool http2 = true;                 // over TLS, where the server speaks it
  bool keep_wire = false;            // coded bodies and the heads of requests are kept, for an archive
  std::int64_t connect_milliseconds = 10'000;
  std::int64_t total_milliseconds = 60'000;
  std::int64_t slow_bytes = 100;   // a second, for …
  std::int64_t slow_seconds = 20;  // … so long is too slow
  std::size_t head_bytes = std::size_t{256} << 10;
  std::size_t body_bytes = std::size_t{16} << 20;
  std::size_t connections = 256;  // that are kept open at most
  // Which addresses are public: judge() of address_guard.h. Tests move the border.
  std::function<AddressVerdict(const sockaddr*, std::size_t)> judge = {};
};

class Transport {
 public:
  virtual ~Transport() = default;
  virtual void start(Ask ask) = 0;
  // How many were started and have not come back.
  virtual std::size_t running() const = 0;
  // Appends those that are done to `done`. Where none is, waits until one is, the steady time `until` has come, or a
  // signal came. With none running it waits for the time.
  virtual void wait(std::int64_t until, std::vector<Exchange>& done) = 0;
  // Stops all that run; they do not come back.
  virtual void stop() = 0;
};

// The network, by libcurl. Errors: kInternal where the library cannot start; kUnreadable for a file of authorities that
// is not there.
base::Result<std::unique_ptr<Transport>> make_transport(base::Clock& clock, TransportOptions options);

// The value of a field of a head, without white space around it; the first of several. Empty if there is none.
std::string_view field_of(std::string_view head, std::string_view name);

// Whether a field of a request is one that carries what proves who asks: Authorization, Cookie, X-Api-Key …
bool is_secret_field(std::string_view name);

// The head of a request without the values of its secret fields, and of those that are `named` (in lower case).
std::string without_secrets(std::string_view head, std::span<const std::string> named);

// All values of a field that may stand several times, joined by ", " (RFC 9110, section 5.3).
std::string fields_of(std::string_view head, std::string_view name);

}  // namespace thresh::fetch
