// See webhook_sender.h.
#include "dataset/webhook_sender.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "dataset/transport_settings.h"
#include "fetch/transport.h"
#include "fetch/url.h"

namespace thresh::dataset {
namespace {

constexpr std::size_t kAnswerBytes = std::size_t{64} << 10;  // that nobody reads

base::Result<int> send(base::Clock& clock, const Environment& environment, const WebhookRequest& request,
                       const DatasetFile& dataset) {
  auto options = transport_options(dataset, environment);
  if (!options) return std::unexpected(std::move(options.error()));
  options->headers.clear();  // those are for the pages
  options->keep_wire = false;
  options->body_bytes = kAnswerBytes;
  options->total_milliseconds = request.timeout;
  options->connect_milliseconds = std::min(options->connect_milliseconds, request.timeout);
  auto transport = fetch::make_transport(clock, *std::move(options));
  if (!transport) return std::unexpected(std::move(transport.error()));
  const auto url = fetch::parse_url(request.url);
  if (!url) return base::failure(base::ErrorCode::kRefused, "the address of a webhook is no web address");
  fetch::Ask ask;
  ask.url = *url;
  ask.is_post = true;
  ask.content = request.body;
  for (const auto& [name, value] : request.headers) ask.headers.push_back(name + ": " + value);
  (*transport)->start(std::move(ask));
  std::vector<fetch::Exchange> done;
  const std::int64_t until = clock.steady_milliseconds() + request.timeout + kSecond;
  while (done.empty() && clock.steady_milliseconds() < until) (*transport)->wait(until, done);
  if (done.empty()) return base::failure(base::ErrorCode::kNetwork, "a webhook got no answer in time");
  const fetch::Exchange& exchange = done.front();
  if (exchange.status != 0) return exchange.status;
  return base::failure(fetch::error_code(exchange.fate), exchange.message);
}

}  // namespace

SendWebhook webhook_sender(base::Clock& clock, Environment environment) {
  return [&clock, environment = std::move(environment)](const WebhookRequest& request, const DatasetFile& dataset) {
    return send(clock, environment, request, dataset);
  };
}

}  // namespace thresh::dataset
