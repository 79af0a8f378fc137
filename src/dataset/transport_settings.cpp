// See transport_settings.h.
#include "dataset/transport_settings.h"

#include <algorithm>
#include <utility>

namespace thresh::dataset {
namespace {

base::Result<std::string> value_of(const Secret& secret, const Environment& environment) {
  if (secret.variable.empty()) return secret.text;
  auto value = environment(secret.variable);
  if (value) return *std::move(value);
  return base::failure(base::ErrorCode::kNotFound, "the environment has no variable " + secret.variable,
                       "the dataset file names it in `fetch`");
}

}  // namespace

std::string agent_of(const DatasetFile& dataset) {
  return dataset.fetch.agent.empty() ? "thresh/" THRESH_VERSION : dataset.fetch.agent;
}

base::Result<fetch::TransportOptions> transport_options(const DatasetFile& dataset, const Environment& environment) {
  const FetchSettings& settings = dataset.fetch;
  fetch::TransportOptions options;
  options.agent = agent_of(dataset);
  for (const Header& header : settings.headers) {
    const auto value = value_of(header.value, environment);
    if (!value) return std::unexpected(value.error());
    options.headers.push_back(header.name + ": " + *value);
    if (!header.value.variable.empty()) options.secret_headers.push_back(header.name);
  }
  const auto proxy = value_of(settings.proxy, environment);
  if (!proxy) return std::unexpected(proxy.error());
  const auto variable = [&environment](const char* name) { return environment(name).value_or(std::string()); };
  options.proxy = proxy->empty() ? fetch::proxy_of_environment(variable) : fetch::proxy_of(*proxy);
  if (!settings.cacert.empty()) options.ca_file = dataset.resolved(settings.cacert);
  options.allow_private = settings.allow_private;
  options.keep_wire = true;
  options.total_milliseconds = settings.timeout;
  options.connect_milliseconds = std::min(settings.connect_timeout, settings.timeout);
  options.body_bytes = static_cast<std::size_t>(settings.max_bytes);
  return options;
}

fetch::FetchOptions fetch_options(const DatasetFile& dataset) {
  fetch::FetchOptions options;
  options.agent = agent_of(dataset);
  options.politeness.delay = dataset.fetch.delay;
  options.politeness.concurrency = dataset.fetch.concurrency;
  options.politeness.retry.retries = static_cast<int>(dataset.fetch.retries);
  options.most_hops = static_cast<int>(dataset.fetch.max_redirects);
  options.allow_private = dataset.fetch.allow_private;
  options.obey_robots = dataset.fetch.robots;
  return options;
}

}  // namespace thresh::dataset
