// The network by libcurl's multi interface, in the thread that calls it. See transport.h.
//
// Handles are kept and used again, since making one costs more than a page. What libcurl would do by itself and we do
// not let it: follow redirects (each hop is checked for robots.txt and politeness first), decode (the archive keeps
// what came, and limits count decoded bytes), read the environment for proxies (the guard has to know whose address it
// sees), and speak anything but HTTP.
//
// The guard is libcurl's hook that opens sockets: it is given the address that is about to be connected to, after the
// name was looked up, for the first connection and for every later one. A connection that is used again was checked
// when it was made. Where a proxy is in between, the address is the proxy's, which the user named; the page's host is
// looked up by the proxy, so all that can be checked is the host as it is written (literal addresses, local names).
#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/ascii.h"
#include "fetch/response.h"
#include "fetch/socket_loop.h"
#include "fetch/transport.h"
#include "text/unicode.h"

namespace thresh::fetch {
namespace {

constexpr long kBuffer = 128L << 10;  // bytes that are read at a time
constexpr std::int64_t kMicroseconds = 1000;
constexpr std::string_view kCodings = "gzip, deflate, br, zstd";

struct FreeEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct FreeShare {
  void operator()(CURLSH* share) const { curl_share_cleanup(share); }
};
using Easy = std::unique_ptr<CURL, FreeEasy>;
using List = std::unique_ptr<curl_slist, FreeList>;

void append(List& list, const std::string& line) {
  if (curl_slist* longer = curl_slist_append(list.get(), line.c_str())) {
    static_cast<void>(list.release());  // it is the same list, one longer
    list.reset(longer);
  }
}

// The sockets of connections by their own port, which is what libcurl says of a connection that it uses again.
class Sockets {
 public:
  void add(int port, curl_socket_t socket) { by_port_[port] = socket; }
  void remove(curl_socket_t socket) {
    std::erase_if(by_port_, [socket](const auto& one) { return one.second == socket; });
  }
  // Whether bytes wait on the connection that nobody asked for. They would be taken for the next response.
  bool has_leftovers(int port) const {
    const auto known = by_port_.find(port);
    char byte = 0;
    return known != by_port_.end() && ::recv(known->second, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
  }

 private:
  std::unordered_map<int, curl_socket_t> by_port_;
};

// A request under way.
struct Transfer {
  Easy handle;
  List fields, resolve;
  Exchange exchange;
  std::optional<Response> response;
  const TransportOptions* options = nullptr;
  const std::vector<std::string>* secrets = nullptr;  // names of fields whose values are not kept
  std::string refused;                                // the address that was not connected to, and why
  std::array<char, CURL_ERROR_SIZE> error = {};
  Sockets* sockets = nullptr;
  curl_socket_t opened = CURL_SOCKET_BAD;  // for this request
  bool is_plain = false;                   // without TLS
  bool left_over = false;                  // the connection held more than its last response: another one is made
};

std::uint32_t milliseconds(CURL* handle, CURLINFO info) {
  curl_off_t value = 0;
  curl_easy_getinfo(handle, info, &value);
  return static_cast<std::uint32_t>(value / kMicroseconds);
}

// What libcurl calls; `user` is the Transfer.
struct Callbacks {
  static std::size_t on_head(char* data, std::size_t size, std::size_t count, void* user) {
    return static_cast<Transfer*>(user)->response->add_head({data, size * count}) ? size * count : 0;
  }

  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
    return static_cast<Transfer*>(user)->response->add_body({data, size * count}) ? size * count : 0;
  }

  static int on_debug(CURL*, curl_infotype type, char* data, std::size_t size, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    if (type == CURLINFO_HEADER_OUT) transfer.exchange.request_head = without_secrets({data, size}, *transfer.secrets);
    return 0;
  }

  static curl_socket_t on_open(void* user, curlsocktype, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(user);
    const TransportOptions& options = *transfer.options;
    if (!options.allow_private && !transfer.exchange.by_proxy) {
      const AddressVerdict verdict =
          options.judge ? options.judge(&address->addr, address->addrlen) : judge(&address->addr, address->addrlen);
      if (!verdict.is_public) {
        const auto ip = ip_of(&address->addr, address->addrlen);
        transfer.refused =
            (ip ? ip_text(*ip) : std::string("the address")) + " is not public (" + std::string(verdict.what) + ')';
        return CURL_SOCKET_BAD;
      }
    }
    transfer.opened = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    return transfer.opened;
  }

  // `user`: the Sockets.
  static int on_close(void* user, curl_socket_t socket) {
    static_cast<Sockets*>(user)->remove(socket);
    return ::close(socket);
  }

  // A connection stands and nothing is sent yet. libcurl 7.88 uses a connection again on which bytes wait behind the
  // response that was asked for (RFC 9112, section 9.2: it has to be closed). Behind TLS what waits may be a ticket.
  static int on_connected(void* user, char*, char*, int, int local_port) {
    auto& transfer = *static_cast<Transfer*>(user);
    if (transfer.opened != CURL_SOCKET_BAD) {
      transfer.sockets->add(local_port, transfer.opened);
      return CURL_PREREQFUNC_OK;
    }
    transfer.left_over = transfer.is_plain && transfer.sockets->has_leftovers(local_port);
    return transfer.left_over ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
  }
};

class CurlTransport final : public Transport {
 public:
  CurlTransport(base::Clock& clock, TransportOptions options)
      : clock_(clock),
        options_(std::move(options)),
        share_(curl_share_init()),
        multi_(curl_multi_init()),
        loop_(multi_.get(), clock) {
    curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
    curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(options_.connections));
    for (const std::string& name : options_.secret_headers) secrets_.push_back(text::ascii_lower(name));
    for (const std::string& field : usual_fields()) {
      append(fields_, field);
      const std::string name = text::ascii_lower(field.substr(0, field.find(':')));
      if (is_secret_field(name)) secrets_.push_back(name);
      if (std::ranges::find(secrets_, name) == secrets_.end()) append(open_fields_, field);
    }
  }

  ~CurlTransport() override { stop(); }

  bool works() const { return share_ != nullptr && multi_ != nullptr && loop_.works(); }

  void start(Ask ask) override {
    std::unique_ptr<Transfer> transfer = idle_transfer();
    transfer->options = &options_;
    transfer->secrets = &secrets_;
    transfer->exchange = {};
    transfer->exchange.id = ask.id;
    transfer->exchange.url = ask.url.text;
    transfer->exchange.began = clock_.utc_milliseconds();
    transfer->refused.clear();
    transfer->sockets = &sockets_;
    transfer->opened = CURL_SOCKET_BAD;
    transfer->is_plain = ask.url.scheme == "http";
    transfer->left_over = false;
    transfer->error[0] = '\0';
    transfer->response.emplace(transfer->exchange, options_.head_bytes,
                               ask.body_bytes != 0 ? ask.body_bytes : options_.body_bytes, options_.keep_wire);
    const std::string_view proxy = proxy_for(options_.proxy, ask.url);
    transfer->exchange.by_proxy = !proxy.empty();
    if (!options_.allow_private && !proxy.empty() && is_local_name(ask.url.host) && !read_ip(ask.url.host)) {
      transfer->exchange.fate = Fate::kRefusedAddress;
      transfer->exchange.message = ask.url.host + " is a name of a local network";
      refused_.push_back(std::move(transfer));
      return;
    }
    set_request(*transfer, ask, std::string(proxy));
    curl_multi_add_handle(multi_.get(), transfer->handle.get());
    CURL* const key = transfer->handle.get();
    running_.emplace(key, std::move(transfer));
  }

  std::size_t running() const override { return running_.size() + refused_.size(); }

  void wait(std::int64_t until, std::vector<Exchange>& done) override {
    const std::size_t before = done.size();
    for (auto& transfer : refused_) {
      done.push_back(std::move(transfer->exchange));
      idle_.push_back(std::move(transfer));
    }
    refused_.clear();
    loop_.turn(done.size() > before ? clock_.steady_milliseconds() : until);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg == CURLMSG_DONE) finish(message->easy_handle, message->data.result, done);
    }
  }

  void stop() override {
    for (auto& [handle, transfer] : running_) curl_multi_remove_handle(multi_.get(), handle);
    running_.clear();
    refused_.clear();
  }

 private:
  // The fields that every request has. One of the user's takes the place of ours; an empty value takes a field away.
  std::vector<std::string> usual_fields() const {
    std::vector<std::string> fields = options_.headers;
    const auto add = [&](std::string_view name, std::string_view value) {
      const auto same = [&](const std::string& field) {
        return field.size() > name.size() && field[name.size()] == ':' &&
               std::ranges::equal(std::string_view(field).substr(0, name.size()), name,
                                  [](char a, char b) { return base::ascii_lower(a) == base::ascii_lower(b); });
      };
      if (std::ranges::none_of(fields, same)) fields.push_back(std::string(name) + ": " + std::string(value));
    };
    add("User-Agent", options_.agent);
    add("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    add("Accept-Encoding", kCodings);
    return fields;
  }

  std::unique_ptr<Transfer> idle_transfer() {
    if (!idle_.empty()) {
      auto transfer = std::move(idle_.back());
      idle_.pop_back();
      return transfer;
    }
    auto transfer = std::make_unique<Transfer>();
    transfer->handle.reset(curl_easy_init());
    set_constants(*transfer);
    return transfer;
  }

  template <class Value>
  static void set(const Transfer& transfer, CURLoption option, Value value) {
    curl_easy_setopt(transfer.handle.get(), option, value);
  }

  // What stays the same for all requests of a handle.
  void set_constants(Transfer& transfer) {
    set(transfer, CURLOPT_PROTOCOLS_STR, "http,https");
    set(transfer, CURLOPT_NOSIGNAL, 1L);
    set(transfer, CURLOPT_BUFFERSIZE, kBuffer);
    set(transfer, CURLOPT_HTTP_VERSION, options_.http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1);
    set(transfer, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(transfer, CURLOPT_SHARE, share_.get());
    set(transfer, CURLOPT_COOKIEFILE, "");  // cookies are kept in memory
    set(transfer, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_milliseconds));
    set(transfer, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.total_milliseconds));
    set(transfer, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(options_.slow_bytes));
    set(transfer, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.slow_seconds));
    set(transfer, CURLOPT_NOPROXY, "");
    if (!options_.ca_file.empty()) set(transfer, CURLOPT_CAINFO, options_.ca_file.c_str());
    set(transfer, CURLOPT_HEADERFUNCTION, &Callbacks::on_head);
    set(transfer, CURLOPT_HEADERDATA, &transfer);
    set(transfer, CURLOPT_WRITEFUNCTION, &Callbacks::on_body);
    set(transfer, CURLOPT_WRITEDATA, &transfer);
    set(transfer, CURLOPT_OPENSOCKETFUNCTION, &Callbacks::on_open);
    set(transfer, CURLOPT_OPENSOCKETDATA, &transfer);
    set(transfer, CURLOPT_CLOSESOCKETFUNCTION, &Callbacks::on_close);
    set(transfer, CURLOPT_CLOSESOCKETDATA, &sockets_);
    set(transfer, CURLOPT_PREREQFUNCTION, &Callbacks::on_connected);
    set(transfer, CURLOPT_PREREQDATA, &transfer);
    set(transfer, CURLOPT_ERRORBUFFER, transfer.error.data());
    set(transfer, CURLOPT_PRIVATE, &transfer);
    if (options_.keep_wire) {  // the only way to see what is sent
      set(transfer, CURLOPT_VERBOSE, 1L);
      set(transfer, CURLOPT_DEBUGFUNCTION, &Callbacks::on_debug);
      set(transfer, CURLOPT_DEBUGDATA, &transfer);
    }
  }

  void set_request(Transfer& transfer, const Ask& ask, const std::string& proxy) {
    set(transfer, CURLOPT_URL, ask.url.text.c_str());
    set(transfer, CURLOPT_FRESH_CONNECT, 0L);
    set(transfer, CURLOPT_PROXY, proxy.c_str());  // "": none, whatever the environment says
    transfer.fields.reset();
    curl_slist* const usual = ask.is_trusted ? fields_.get() : open_fields_.get();
    if (!ask.etag.empty() || !ask.last_modified.empty() || !ask.headers.empty()) {
      for (const curl_slist* field = usual; field != nullptr; field = field->next) {
        append(transfer.fields, field->data);
      }
      if (!ask.etag.empty()) append(transfer.fields, "If-None-Match: " + ask.etag);
      if (!ask.last_modified.empty()) append(transfer.fields, "If-Modified-Since: " + ask.last_modified);
      for (const std::string& field : ask.headers) append(transfer.fields, field);
    }
    set(transfer, CURLOPT_HTTPGET, 1L);
    if (ask.is_post) {
      set(transfer, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(ask.content.size()));
      set(transfer, CURLOPT_COPYPOSTFIELDS, ask.content.c_str());
    }
    set(transfer, CURLOPT_HTTPHEADER, transfer.fields ? transfer.fields.get() : usual);
    transfer.resolve.reset();
    for (const std::string& entry : options_.resolve) append(transfer.resolve, entry);
    for (const std::string& entry : ask.resolve) append(transfer.resolve, entry);
    set(transfer, CURLOPT_RESOLVE, transfer.resolve.get());
  }

  void finish(CURL* handle, CURLcode code, std::vector<Exchange>& done) {
    curl_multi_remove_handle(multi_.get(), handle);
    const auto found = running_.find(handle);
    if (std::exchange(found->second->left_over, false)) {
      set(*found->second, CURLOPT_FRESH_CONNECT, 1L);
      curl_multi_add_handle(multi_.get(), handle);
      return;
    }
    std::unique_ptr<Transfer> transfer = std::move(found->second);
    running_.erase(found);
    Exchange& exchange = transfer->exchange;
    describe_connection(handle, exchange);
    if (code == CURLE_OK) {
      transfer->response->finish();
    } else if (!transfer->response->gave_up()) {
      explain(*transfer, code);
    }
    done.push_back(std::move(exchange));
    idle_.push_back(std::move(transfer));
  }

  static void describe_connection(CURL* handle, Exchange& exchange) {
    const char* address = nullptr;
    if (curl_easy_getinfo(handle, CURLINFO_PRIMARY_IP, &address) == CURLE_OK && address != nullptr) {
      exchange.address = address;
    }
    long version = 0, made = 0;
    curl_easy_getinfo(handle, CURLINFO_HTTP_VERSION, &version);
    curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &made);
    exchange.protocol = version == CURL_HTTP_VERSION_2_0   ? "h2"
                        : version == CURL_HTTP_VERSION_1_0 ? "http/1.0"
                        : version == CURL_HTTP_VERSION_1_1 ? "http/1.1"
                                                           : "";
    exchange.reused = made == 0;
    exchange.timings = {milliseconds(handle, CURLINFO_NAMELOOKUP_TIME_T), milliseconds(handle, CURLINFO_CONNECT_TIME_T),
                        milliseconds(handle, CURLINFO_APPCONNECT_TIME_T),
                        milliseconds(handle, CURLINFO_STARTTRANSFER_TIME_T),
                        milliseconds(handle, CURLINFO_TOTAL_TIME_T)};
  }

  // Turns an error of libcurl's into an fate. Its words are for people; only where one code stands for several
  // things do they decide.
  static void explain(Transfer& transfer, CURLcode code) {
    Exchange& exchange = transfer.exchange;
    const std::string_view words = transfer.error.data();
    const bool has_head = transfer.response->has_head();
    exchange.message = words.empty() ? curl_easy_strerror(code) : std::string(words);
    switch (code) {
      case CURLE_COULDNT_RESOLVE_HOST:
      case CURLE_COULDNT_RESOLVE_PROXY:
        exchange.fate = Fate::kDns;
        return;
      case CURLE_COULDNT_CONNECT:
        exchange.fate = transfer.refused.empty() ? Fate::kConnect : Fate::kRefusedAddress;
        if (!transfer.refused.empty()) exchange.message = transfer.refused;
        return;
      case CURLE_OPERATION_TIMEDOUT:
        exchange.fate = words.find("too slow") != std::string_view::npos ? Fate::kTooSlow : Fate::kTimeOut;
        return;
      case CURLE_SSL_CONNECT_ERROR:
      case CURLE_PEER_FAILED_VERIFICATION:
      case CURLE_SSL_CERTPROBLEM:
      case CURLE_SSL_CIPHER:
      case CURLE_SSL_ISSUER_ERROR:
      case CURLE_SSL_INVALIDCERTSTATUS:
      case CURLE_SSL_CACERT_BADFILE:
        exchange.fate = Fate::kTls;
        return;
      case CURLE_PARTIAL_FILE:
        exchange.fate = Fate::kTruncated;
        return;
      case CURLE_OUT_OF_MEMORY:  // what libcurl says of a line of the head over 100 KiB
        exchange.fate = has_head ? Fate::kBadResponse : Fate::kTooLarge;
        if (!has_head) exchange.message = "a line of the head of the response is too long";
        return;
      case CURLE_RECV_ERROR:
        if (words.find("Too large response headers") != std::string_view::npos) {
          exchange.fate = Fate::kTooLarge;
          return;
        }
        if (words.find("chunk") != std::string_view::npos) {
          exchange.fate = Fate::kBadResponse;
          return;
        }
        [[fallthrough]];
      case CURLE_SEND_ERROR:
      case CURLE_GOT_NOTHING:
      case CURLE_PROXY:
        exchange.fate = has_head ? Fate::kTruncated : Fate::kConnect;
        return;
      default:
        exchange.fate = Fate::kBadResponse;
    }
  }

  base::Clock& clock_;
  TransportOptions options_;
  List fields_, open_fields_;         // the fields of every request; those of them that are no secret
  std::vector<std::string> secrets_;  // names of the others, in lower case
  std::unique_ptr<CURLSH, FreeShare> share_;
  Sockets sockets_;  // outlives the connections
  std::unique_ptr<CURLM, FreeMulti> multi_;
  SocketLoop loop_;
  std::unordered_map<CURL*, std::unique_ptr<Transfer>> running_;
  std::vector<std::unique_ptr<Transfer>> idle_, refused_;
};

}  // namespace

base::Result<std::unique_ptr<Transport>> make_transport(base::Clock& clock, TransportOptions options) {
  static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_ALL);
  auto transport = std::make_unique<CurlTransport>(clock, std::move(options));
  if (kStarted != CURLE_OK || !transport->works()) {
    return base::failure(base::ErrorCode::kInternal, "libcurl cannot be started");
  }
  return transport;
}

}  // namespace thresh::fetch
