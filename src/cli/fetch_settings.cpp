// See fetch_settings.h.
#include "cli/fetch_settings.h"

#include <algorithm>
#include <utility>

#include "base/environment.h"
#include "cli/quantity.h"

namespace thresh::cli {
namespace {

constexpr std::int64_t kMostConcurrency = 1000, kMostRetries = 100;

std::unexpected<base::Error> wrong(std::string_view flag, const std::string& value, std::string wanted) {
  return base::failure(base::ErrorCode::kUsage, std::string(flag) + " does not take " + value, std::move(wanted));
}

std::string environment(const char* name) { return base::environment(name).value_or(""); }

bool is_field(const std::string& text) {
  const std::size_t colon = text.find(':');
  return colon != std::string::npos && colon > 0 && text.find_first_of("\r\n") == std::string::npos &&
         text.find(' ') > colon;
}

// "HOST:PORT:ADDRESS[,ADDRESS]…", with a `+` before it or not, or "-HOST:PORT": as curl has it.
bool is_resolve_entry(std::string_view text) {
  const bool removes = text.starts_with('-');
  if (removes || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t host = text.find(':');
  if (host == 0 || host == std::string_view::npos) return false;
  text.remove_prefix(host + 1);
  const std::size_t port = std::min(text.find(':'), text.size());
  constexpr std::int64_t kHighestPort = 65535;
  if (!read_number(text.substr(0, port), 1, kHighestPort)) return false;
  if (removes) return port == text.size();
  const std::string_view addresses = text.substr(std::min(port + 1, text.size()));
  return addresses.find_first_of(".:") != std::string_view::npos &&
         addresses.find_first_not_of("0123456789abcdefABCDEF.:[],%") == std::string_view::npos;
}

// Errors: kUsage for a file that holds no certificate; kUnreadable.
base::Result<void> check_authorities(base::Disk& disk, const std::string& path) {
  constexpr std::size_t kMost = std::size_t{64} << 20;
  if (disk.kind(path) != base::PathKind::kFile) {
    return base::failure(base::ErrorCode::kUnreadable, "there is no file " + path + " of authorities to trust");
  }
  const auto bytes = disk.read(path, kMost);
  if (!bytes) return std::unexpected(bytes.error());
  const bool is_pem = bytes->find("-----BEGIN CERTIFICATE-----") != std::string::npos ||
                      bytes->find("-----BEGIN TRUSTED CERTIFICATE-----") != std::string::npos ||
                      bytes->find("-----BEGIN X509 CERTIFICATE-----") != std::string::npos;
  return is_pem ? base::Result<void>() : wrong("--cacert", path, "a file of certificates in PEM is wanted");
}

}  // namespace

std::vector<Flag> FetchSettings::basic_flags() {
  return {
      {.names = "--agent",
       .value = "NAME",
       .about = "what the program calls itself, to servers and to robots.txt: a name, and\nhow to reach you, such as "
                "\"clinic-dataset (mail@clinic.example)\"",
       .target = &agent_},
      {.names = "--allow-private",
       .value = "",
       .about = "also connect to addresses that are not public: this machine, the local\nnetwork",
       .target = &allow_private_},
      {.names = "--cacert",
       .value = "FILE",
       .about = "trust the authorities in this file (PEM), not those of the system",
       .target = &ca_file_},
      {.names = "--proxy",
       .value = "URL",
       .about = "ask through this proxy (http, https, socks5, socks5h); else as http_proxy,\nhttps_proxy, all_proxy "
                "and no_proxy say",
       .target = &proxy_},
  };
}

std::vector<Flag> FetchSettings::more_flags() {
  return {
      {.names = "--delay",
       .value = "TIME",
       .about = "between the end of a request and the next one to the same site: 2s, 500ms;\n2s without this. A longer "
                "Crawl-delay of robots.txt counts",
       .target = &delay_},
      {.names = "--concurrency",
       .value = "N",
       .about = "connections in all, one a site; 8 without this",
       .target = &concurrency_},
      {.names = "--timeout", .value = "TIME", .about = "for a whole request; 60s without this", .target = &timeout_},
      {.names = "--max-bytes",
       .value = "SIZE",
       .about = "of a page when decoded; 16M without this",
       .target = &max_bytes_},
      {.names = "--retries",
       .value = "N",
       .about = "after a failure that may pass; 3 without this",
       .target = &retries_},
      {.names = "--header",
       .value = "FIELD",
       .about = "\"Name: value\", sent with every request; may stand several times",
       .target = &headers_},
      {.names = "--resolve",
       .value = "ENTRY",
       .about = "HOST:PORT:ADDRESS: as if the name had been looked up, as curl has it",
       .target = &resolve_},
  };
}

base::Result<void> FetchSettings::read(base::Disk& disk) {
  if (agent_.empty()) agent_ = "thresh/" THRESH_VERSION;
  if (agent_.find_first_of("\r\n") != std::string::npos) return wrong("--agent", "line ends", "");
  transport_.agent = options_.agent = agent_;
  transport_.allow_private = options_.allow_private = allow_private_;
  if (!delay_.empty()) {
    const auto delay = read_duration(delay_);
    if (!delay) return wrong("--delay", delay_, "such as 2s or 500ms");
    options_.politeness.delay = *delay;
  }
  if (!timeout_.empty()) {
    const auto timeout = read_duration(timeout_);
    if (!timeout || *timeout == 0) return wrong("--timeout", timeout_, "such as 60s");
    transport_.total_milliseconds = *timeout;
    transport_.connect_milliseconds = std::min(transport_.connect_milliseconds, *timeout);
  }
  if (!concurrency_.empty()) {
    const auto number = read_number(concurrency_, 1, kMostConcurrency);
    if (!number) return wrong("--concurrency", concurrency_, "a whole number from 1 to 1000");
    options_.politeness.concurrency = static_cast<std::size_t>(*number);
  }
  if (!retries_.empty()) {
    const auto number = read_number(retries_, 0, kMostRetries);
    if (!number) return wrong("--retries", retries_, "a whole number from 0 to 100");
    options_.politeness.retry.retries = static_cast<int>(*number);
  }
  if (!max_bytes_.empty()) {
    const auto bytes = read_bytes(max_bytes_);
    if (!bytes) return wrong("--max-bytes", max_bytes_, "such as 16M");
    transport_.body_bytes = static_cast<std::size_t>(*bytes);
  }
  for (const std::string& field : headers_) {
    if (!is_field(field)) return wrong("--header", field, "it is written \"Name: value\"");
  }
  for (const std::string& entry : resolve_) {
    if (!is_resolve_entry(entry)) return wrong("--resolve", entry, "it is written HOST:PORT:ADDRESS");
  }
  if (!ca_file_.empty()) {
    if (auto sound = check_authorities(disk, ca_file_); !sound) return sound;
  }
  transport_.ca_file = ca_file_;
  transport_.headers = headers_;
  transport_.proxy = proxy_.empty() ? fetch::proxy_of_environment(environment) : fetch::proxy_of(proxy_);
  return {};
}

base::Result<std::unique_ptr<fetch::Transport>> FetchSettings::make_transport(base::Clock& clock,
                                                                              bool keep_wire) const {
  fetch::TransportOptions options = transport_;
  options.keep_wire = keep_wire;
  options.resolve = resolve_;
  return fetch::make_transport(clock, std::move(options));
}

}  // namespace thresh::cli
