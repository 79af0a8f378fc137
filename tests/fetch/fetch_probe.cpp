// Asks a Transport for what a test wants: for tests/fetch/transport_test.py, which plays the servers.
//
// usage: fetch_probe [OPTION=VALUE …], and on standard input a request a line: URL [RESOLVE …]. One after the other,
// over one Transport. Prints a line a request: fate, status, bytes of the body, bytes over the wire, protocol, whether
// the connection was used again, milliseconds, the most memory of the process in MB, the message; tabs between them.
// Options: private=1, cacert=FILE, proxy=URL, body=BYTES, head=BYTES, connect=MS, total=MS, slow=SECONDS, keep=1,
// public=ADDRESS (that address and no other counts as public), head_only=1 (prints the head too).
#include <sys/resource.h>

#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>

#include "base/clock.h"
#include "fetch/transport.h"

namespace {

using thresh::fetch::Ask;
using thresh::fetch::Exchange;

long long number(const std::string& text) { return std::strtoll(text.c_str(), nullptr, 10); }

bool set(thresh::fetch::TransportOptions& options, const std::string& name, const std::string& value) {
  if (name == "private") {
    options.allow_private = value == "1";
  } else if (name == "cacert") {
    options.ca_file = value;
  } else if (name == "proxy") {
    options.proxy = thresh::fetch::proxy_of(value);
  } else if (name == "body") {
    options.body_bytes = static_cast<std::size_t>(number(value));
  } else if (name == "head") {
    options.head_bytes = static_cast<std::size_t>(number(value));
  } else if (name == "connect") {
    options.connect_milliseconds = number(value);
  } else if (name == "total") {
    options.total_milliseconds = number(value);
  } else if (name == "slow") {
    options.slow_seconds = number(value);
  } else if (name == "keep") {
    options.keep_wire = value == "1";
  } else if (name == "public") {
    options.judge = [value](const sockaddr* address, std::size_t size) {
      const auto ip = thresh::fetch::ip_of(address, size);
      return thresh::fetch::AddressVerdict{ip && thresh::fetch::ip_text(*ip) == value, "another", ""};
    };
  } else {
    return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  thresh::fetch::TransportOptions options;
  options.agent = "thresh-probe";
  for (int n = 1; n < argc; ++n) {
    const std::string word = argv[n];
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos || !set(options, word.substr(0, equals), word.substr(equals + 1))) return 2;
  }
  auto transport = thresh::fetch::make_transport(thresh::base::system_clock(), options);
  if (!transport) return 1;
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    std::string url, resolve;
    words >> url;
    const auto parsed = thresh::fetch::parse_url(url);
    if (!parsed) {
      std::cout << "no_url" << std::endl;
      continue;
    }
    Ask ask;
    ask.url = *parsed;
    while (words >> resolve) ask.resolve.push_back(resolve);
    (*transport)->start(std::move(ask));
    std::vector<Exchange> done;
    while (done.empty()) (*transport)->wait(thresh::base::system_clock().steady_milliseconds() + 60'000, done);
    const Exchange& exchange = done.front();
    rusage usage = {};
    ::getrusage(RUSAGE_SELF, &usage);
    std::cout << name(exchange.fate) << '\t' << exchange.status << '\t' << exchange.body.size() << '\t'
              << exchange.wire_body().size() << '\t' << exchange.protocol << '\t' << exchange.reused << '\t'
              << exchange.timings.total << '\t' << usage.ru_maxrss / 1024 << '\t' << exchange.message << std::endl;
  }
  return 0;
}
