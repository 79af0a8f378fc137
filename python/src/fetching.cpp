// See fetching.h.
#include "fetching.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/environment.h"
#include "errors.h"
#include "fetch/fetcher.h"
#include "fetch/host_key.h"
#include "fetch/proxy.h"
#include "fetch/transport.h"
#include "values.h"

namespace thresh::python {
namespace {

std::string environment(const char* name) { return base::environment(name).value_or(""); }

std::int64_t milliseconds(double seconds) { return std::llround(seconds * 1000); }

// What `thresh fetch` takes as flags.
struct FetchSettings {
  std::string agent = "thresh/" THRESH_VERSION;
  double delay = 2, timeout = 60;  // seconds
  std::size_t concurrency = 8;
  int retries = 3;
  std::size_t max_bytes = std::size_t{16} << 20;
  std::string proxy = {};
  bool allow_private = false;
};

void check(const FetchSettings& settings) {
  if (settings.agent.empty() || settings.agent.find_first_of("\r\n") != std::string::npos) {
    raise_usage("agent is a name on one line", "such as \"clinic-dataset (mail@clinic.example)\"");
  }
  if (!(settings.delay >= 0) || settings.delay > 1e6) raise_usage("delay is a number of seconds from 0 on");
  if (!(settings.timeout > 0) || settings.timeout > 1e6) raise_usage("timeout is a number of seconds above 0");
  if (settings.retries < 0) raise_usage("retries is a number from 0 on");
  if (settings.concurrency < 1) raise_usage("concurrency is a number from 1 on");
}

fetch::FetchOptions fetch_options(const FetchSettings& settings) {
  fetch::FetchOptions options;
  options.agent = settings.agent;
  options.allow_private = settings.allow_private;
  options.politeness.delay = milliseconds(settings.delay);
  options.politeness.concurrency = settings.concurrency;
  options.politeness.retry.retries = settings.retries;
  return options;
}

fetch::TransportOptions transport_options(const FetchSettings& settings) {
  fetch::TransportOptions options;
  options.agent = settings.agent;
  options.allow_private = settings.allow_private;
  options.total_milliseconds = std::max<std::int64_t>(milliseconds(settings.timeout), 1);
  options.connect_milliseconds = std::min(options.connect_milliseconds, options.total_milliseconds);
  options.body_bytes = settings.max_bytes;
  options.proxy = settings.proxy.empty() ? fetch::proxy_of_environment(environment) : fetch::proxy_of(settings.proxy);
  return options;
}

// Fetches lists of pages, one after the other. What it knows of hosts (when they were asked last, their robots.txt) it
// keeps from one list to the next.
class PageFetcher : private fetch::FetchSink {
 public:
  explicit PageFetcher(const FetchSettings& settings)
      : transport_(value_or_raise(fetch::make_transport(base::system_clock(), transport_options(settings)))),
        fetcher_(*transport_, base::system_clock(), fetch_options(settings), *this) {}

  // Of each page, in the order of `urls`: (final_url, fate, message, status, body, charset, captured).
  nb::list fetch(const std::vector<std::string>& urls) {
    pages_.assign(urls.size(), {});
    for (std::size_t i = 0; i < urls.size(); ++i) {
      fetch::PageRequest request;
      request.url = urls[i];
      request.tag = i;
      fetcher_.add(std::move(request));
    }
    {
      const nb::gil_scoped_release free;
      fetcher_.run();
    }
    if (interrupted_) throw nb::python_error();
    nb::list out;
    for (fetch::Fetched& page : pages_) out.append(tuple_of(page));
    pages_.clear();
    return out;
  }

 private:
  void on_page(fetch::Fetched&& page) override { pages_[page.tag] = std::move(page); }

  bool ends() override {
    const nb::gil_scoped_acquire gil;
    interrupted_ = interrupted_ || PyErr_CheckSignals() != 0;
    return interrupted_;
  }

  static nb::object tuple_of(const fetch::Fetched& page) {
    const bool came = page.fate == fetch::Fate::kOk;
    const fetch::Exchange& last = page.exchange;
    const std::string charset = fetch::charset_of(fetch::field_of(last.head, "Content-Type"));
    const nb::object body = came ? nb::object(nb::bytes(last.body.data(), last.body.size())) : nb::none();
    return nb::make_tuple(text_object(page.final_url), text_object(fetch::name(page.fate)), text_object(page.message),
                          last.status, body, charset.empty() ? nb::none() : text_object(charset),
                          last.began == 0 ? nb::none() : text_object(base::utc_text(last.began)));
  }

  std::unique_ptr<fetch::Transport> transport_;
  fetch::Fetcher fetcher_;
  std::vector<fetch::Fetched> pages_;
  bool interrupted_ = false;
};

// What politeness is kept towards; the address itself where it is none.
std::string key_of(const std::string& url) {
  const auto parsed = fetch::parse_url(url);
  return parsed ? fetch::host_key(*parsed) : url;
}

}  // namespace

void bind_fetching(nb::module_& module) {
  nb::class_<PageFetcher>(module, "PageFetcher")
      .def(
          "__init__",
          [](PageFetcher* place, const std::string& agent, double delay, double timeout, std::size_t concurrency,
             int retries, std::size_t max_bytes, const std::string& proxy, bool allow_private) {
            FetchSettings settings{{}, delay, timeout, concurrency, retries, max_bytes, proxy, allow_private};
            settings.agent = agent.empty() ? FetchSettings().agent : agent;
            check(settings);
            new (place) PageFetcher(settings);
          },
          nb::arg("agent") = "", nb::arg("delay") = 2.0, nb::arg("timeout") = 60.0, nb::arg("concurrency") = 8,
          nb::arg("retries") = 3, nb::arg("max_bytes") = std::size_t{16} << 20, nb::arg("proxy") = "",
          nb::arg("allow_private") = false)
      .def("fetch", &PageFetcher::fetch, nb::arg("urls"));
  module.def("host_key", key_of, nb::arg("url"));
}

}  // namespace thresh::python
