// Hooks: what a command and a webhook are given, that the signature is right, and what becomes of those that fail.
#include "dataset/hooks.h"

#include <catch2/catch.hpp>

#include "base/fake_clock.h"
#include "base/faulty_disk.h"
#include "base/temporary_folder.h"
#include "dataset/fake_children.h"

namespace thresh::dataset {
namespace {

using tests::TemporaryFolder;

DatasetFile dataset_with(const std::string& hooks, const std::string& file = "sets/d.yaml") {
  auto dataset = load_dataset(
      "dataset: d\nsources: [{urls: [https://a.example/]}]\noutput: {folder: data}\nhooks: " + hooks + "\n", file, {});
  if (!dataset) FAIL(base::describe(dataset.error().front()));
  return *dataset;
}

Event held() {
  Event event;
  event.kind = Event::Kind::kHeld;
  event.dataset = "d";
  event.at = 1'800'000'000'000;
  event.version = 12;
  event.records = 3400;
  event.folder = "sets/data";
  event.message = "the records fell by 40 %: \"$(rm -rf /)\"";
  return event;
}

struct World {
  tests::MemoryDisk disk;
  base::FakeClock clock;
  tests::FakeChildren children;
  std::vector<WebhookRequest> sent;
  int answer = 200;  // 0: none comes

  HookTools tools() {
    return {disk, clock, children,
            [](const std::string& name) { return name == "SECRET" ? std::optional<std::string>("k3y") : std::nullopt; },
            [this](const WebhookRequest& request, const DatasetFile&) -> base::Result<int> {
              sent.push_back(request);
              if (answer == 0) return base::failure(base::ErrorCode::kNetwork, "it took too long");
              return answer;
            }};
  }
};

TEST_CASE("An event is one line of JSON, and what is not known is null") {
  CHECK(to_json(held()) ==
        R"({"event":"held","dataset":"d","at":"2027-01-15T08:00:00Z","version":12,"records":3400,"folder":"sets/data",)"
        R"("message":"the records fell by 40 %: \"$(rm -rf /)\""})");
  CHECK(to_json(Event{}).find(R"("version":null,"records":null)") != std::string::npos);
  Event odd = held();
  odd.folder = "da\xFFta";
  CHECK(to_json(odd).find("\"da\uFFFDta\"") != std::string::npos);
}

// RFC 2104, with a code that Python's hmac module made of the same bytes.
TEST_CASE("A webhook carries the event and its signature") {
  World world;
  const DatasetFile dataset =
      dataset_with("{on_held: {webhook: https://hooks.example/x, secret_env: SECRET, timeout: 5s}}");
  CHECK(run_hooks(dataset, held(), world.tools()).empty());
  REQUIRE(world.sent.size() == 1);
  CHECK(world.sent[0].url == "https://hooks.example/x");
  CHECK(world.sent[0].body == to_json(held()));
  CHECK(world.sent[0].timeout == 5000);
  using Header = std::pair<std::string, std::string>;
  CHECK_THAT(world.sent[0].headers, Catch::VectorContains(Header{"Content-Type", "application/json"}));
  CHECK_THAT(world.sent[0].headers, Catch::VectorContains(Header{"X-Thresh-Event", "held"}));
  CHECK_THAT(world.sent[0].headers,
             Catch::VectorContains(Header{"X-Thresh-Signature",
                                          "sha256=611ab665e85834f1fdb6032eabf2060c243c9ca98c94f0412e3ace7cac0b34c7"}));
}

TEST_CASE("A secret may be in a file beside the dataset, and nothing goes unsigned that should be signed") {
  World world;
  const DatasetFile dataset = dataset_with("{on_held: {webhook: https://hooks.example/x, secret_file: secret.txt}}");
  auto errors = run_hooks(dataset, held(), world.tools());
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].code == base::ErrorCode::kNotFound);
  world.disk.files["sets/secret.txt"] = "k3y\n";
  CHECK(run_hooks(dataset, held(), world.tools()).empty());
  World other;
  run_hooks(dataset_with("{on_held: {webhook: https://hooks.example/x, secret_env: SECRET}}"), held(), other.tools());
  CHECK(world.sent[0].headers == other.sent[0].headers);
  errors = run_hooks(dataset_with("{on_held: {webhook: https://hooks.example/x?token=t0p, secret_env: NONE}}"), held(),
                     world.tools());
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].message == "the webhook at hooks.example is not sent: NONE is not set");
  CHECK(world.sent.size() == 1);
}

TEST_CASE("A webhook that cannot be reached is named without its path, which may be a secret") {
  World world;
  world.answer = 0;
  const auto errors =
      run_hooks(dataset_with("{on_held: {webhook: https://hooks.example/s3cr3t?t=t0p}}"), held(), world.tools());
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].message == "the webhook at hooks.example cannot be reached: it took too long");
  CHECK(errors[0].place.file.empty());
}

TEST_CASE("Hooks are run for their own event, all of them, whatever becomes of the first") {
  World world;
  world.answer = 500;
  const DatasetFile dataset = dataset_with(
      "{on_held: [{webhook: https://a.example/1}, {webhook: https://a.example/2}], on_success: {webhook: "
      "https://a.example/3}}");
  const auto errors = run_hooks(dataset, held(), world.tools());
  REQUIRE(errors.size() == 2);
  CHECK(errors[0].message == "the webhook at a.example answered 500");
  CHECK(world.sent.size() == 2);
  Event failure = held();
  failure.kind = Event::Kind::kFailure;
  CHECK(run_hooks(dataset, failure, world.tools()).empty());
  HookTools without = world.tools();
  without.send = nullptr;
  CHECK(run_hooks(dataset, held(), without).size() == 2);
}

TEST_CASE("A command gets the event on standard input and in its environment, and never in its words") {
  const TemporaryFolder folder;
  World world;
  const auto children = system_children();
  HookTools tools{world.disk, base::system_clock(), *children, {}, {}};
  const std::string out = folder / "out";
  const DatasetFile dataset =
      dataset_with("{on_held: 'cat > \"" + out +
                   "\"; echo \"$THRESH_EVENT $THRESH_DATASET $THRESH_VERSION $THRESH_FOLDER\" >> \"" + out + "\"'}");
  CHECK(run_hooks(dataset, held(), tools).empty());
  CHECK(folder.get("out") == to_json(held()) + "\nheld d 12 sets/data\n");
  const auto errors = run_hooks(dataset_with("{on_held: 'exit 3'}"), held(), tools);
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].message == "the command `exit 3` failed with exit code 3");
}

TEST_CASE("A command that takes too long is asked to end, then ended") {
  World world;
  const DatasetFile dataset = dataset_with("{on_held: {command: sleep 1000, timeout: 5s}}");
  // The child hears nothing but SIGKILL.
  struct Deaf final : Children {
    std::vector<int> heard;
    bool dead = false;
    base::Result<std::int64_t> start(const ChildRequest&) override { return 1; }
    std::optional<ChildEnd> reap() override { return dead ? std::optional(ChildEnd{1, 9, true}) : std::nullopt; }
    void signal(std::int64_t, int number) override {
      heard.push_back(number);
      dead = number == 9;
    }
  } deaf;
  HookTools tools{world.disk, world.clock, deaf, {}, {}};
  const std::int64_t start = world.clock.steady;
  const auto errors = run_hooks(dataset, held(), tools);
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].message == "the command `sleep 1000` took longer than 5s");
  CHECK(deaf.heard == std::vector<int>{15, 9});
  CHECK(world.clock.steady - start < 8000);
}

}  // namespace
}  // namespace thresh::dataset
