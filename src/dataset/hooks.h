// What is done after a run: commands and signed webhooks that a dataset file names.
//
// A command is run by /bin/sh, in the folder that the program was started in. It gets the event as JSON on standard
// input, and THRESH_EVENT, THRESH_DATASET, THRESH_VERSION and THRESH_FOLDER in its environment; nothing of the event is
// ever put into the command itself.
//
// A webhook is a POST of the same JSON. With a secret it carries `X-Thresh-Signature: sha256=…`, the HMAC-SHA256
// (RFC 2104) of the body in hexadecimal. The time of the event is in the body, so a receiver can refuse old ones. Who
// sends it is a parameter: the room of fetching provides it.
//
// Tested by tests/dataset/hooks_test.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/disk.h"
#include "dataset/children.h"
#include "dataset/dataset_file.h"

namespace thresh::dataset {

struct Event {
  enum class Kind : std::uint8_t { kSuccess, kHeld, kFailure };
  Kind kind = Kind::kSuccess;
  std::string dataset;
  std::int64_t at = 0;        // UTC, milliseconds
  std::int64_t version = 0;   // published or held back; 0: none
  std::int64_t records = -1;  // in it; -1: not known
  std::string folder;         // of the output
  std::string message;        // why it was held back or failed; may be empty
};

// "success", "held", "failure".
std::string_view name(Event::Kind kind);

// The event as a JSON object on one line: event, dataset, at, version, records, folder, message. What is not known is
// null.
std::string to_json(const Event& event);

struct WebhookRequest {
  std::string url;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::int64_t timeout = 0;  // milliseconds, in all
};
// Sends it and gives the status of HTTP. Errors: kNetwork, kRefused. An empty function: there is no network.
using SendWebhook = std::function<base::Result<int>(const WebhookRequest&, const DatasetFile&)>;

// The value of a variable of the environment.
using Environment = std::function<std::optional<std::string>(const std::string&)>;

const std::vector<Hook>& hooks_for(const Hooks& hooks, Event::Kind kind);

// The parts of a hook, for who runs it in a loop of its own.
ChildRequest command_of(const Hook& hook, const Event& event);
// Errors: kNotFound where its secret is missing: nothing is sent unsigned that should be signed.
base::Result<WebhookRequest> webhook_of(const Hook& hook, const Event& event, const DatasetFile& dataset,
                                        base::Disk& disk, const Environment& environment);
// Sends it. Errors as those of SendWebhook, and kNetwork for an answer that is not 2xx.
base::Result<void> send_webhook(const Hook& hook, const Event& event, const DatasetFile& dataset, base::Disk& disk,
                                const Environment& environment, const SendWebhook& send);

struct HookTools {
  base::Disk& disk;
  base::Clock& clock;
  Children& children;
  Environment environment;
  SendWebhook send;
};

// Runs the hooks of the event one after another and waits for each as long as it may take. A hook that fails does not
// keep the next one from running; what went wrong comes back, and changes nothing about the version.
std::vector<base::Error> run_hooks(const DatasetFile& dataset, const Event& event, const HookTools& tools);

}  // namespace thresh::dataset
