// What a dataset file says of fetching, as the room of fetching takes it.
#include "dataset/transport_settings.h"

#include <catch2/catch.hpp>

namespace thresh::dataset {
namespace {

DatasetFile dataset_of(const std::string& fetch) {
  auto loaded = load_dataset(
      "dataset: d\nsources: [{urls: [\"http://a.example/\"]}]\noutput: {folder: data}\nfetch: " + fetch + "\n",
      "sets/dataset.yaml", {});
  if (!loaded) FAIL(base::describe(loaded.error().front()));
  return *std::move(loaded);
}

std::optional<std::string> nothing(const std::string&) { return std::nullopt; }

TEST_CASE("without settings the program says who it is and waits") {
  const DatasetFile dataset = dataset_of("{concurrency: 8}");
  CHECK(agent_of(dataset).starts_with("thresh/"));
  const auto transport = transport_options(dataset, nothing);
  REQUIRE(transport);
  CHECK_FALSE(transport->allow_private);
  CHECK(transport->keep_wire);
  CHECK(fetch_options(dataset).politeness.delay > 0);
  CHECK(fetch_options(dataset).obey_robots);
}

TEST_CASE("what is set arrives") {
  const DatasetFile dataset = dataset_of(
      "{agent: \"a (b@c.example)\", delay: 500ms, concurrency: 3, allow_private: true, timeout: 5s, max_bytes: 1MB, "
      "retries: 1, robots: false}");
  const auto transport = transport_options(dataset, nothing);
  REQUIRE(transport);
  CHECK(transport->agent == "a (b@c.example)");
  CHECK(transport->allow_private);
  CHECK(transport->total_milliseconds == 5000);
  CHECK(transport->connect_milliseconds == 5000);
  const fetch::FetchOptions options = fetch_options(dataset);
  CHECK(options.politeness.delay == 500);
  CHECK(options.politeness.concurrency == 3);
  CHECK(options.politeness.retry.retries == 1);
  CHECK(options.allow_private);
  CHECK_FALSE(options.obey_robots);
}

TEST_CASE("the proxy of the environment counts where the file names none") {
  const auto environment = [](const std::string& name) -> std::optional<std::string> {
    if (name == "https_proxy") return "http://127.0.0.1:3128";
    return std::nullopt;
  };
  const auto transport = transport_options(dataset_of("{concurrency: 8}"), environment);
  REQUIRE(transport);
  CHECK(transport->proxy.https == "http://127.0.0.1:3128");
}

}  // namespace
}  // namespace thresh::dataset
