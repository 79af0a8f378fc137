// See hooks.h.
#include "dataset/hooks.h"

#include <csignal>

#include "base/printable.h"
#include "base/sha256.h"
#include "emit/json_writer.h"
#include "record/value.h"
#include "text/unicode.h"

namespace thresh::dataset {
namespace {

using base::ErrorCode;

constexpr std::int64_t kBetweenLooks = 20;    // milliseconds
constexpr std::int64_t kToEnd = 2 * kSecond;  // from SIGTERM to SIGKILL

// A command has the only pair of quotes; a webhook is called by its host, as its path may be a secret.
std::string title(const Hook& hook) {
  if (!hook.command.empty()) return "the command `" + hook.command + "`";
  const std::size_t host = hook.webhook.find("://") + 3;
  return "the webhook at " + hook.webhook.substr(host, hook.webhook.find_first_of("/?#", host) - host);
}

std::unexpected<base::Error> failed(ErrorCode code, const Hook& hook, const std::string& what) {
  return base::failure(code, title(hook) + " " + what);
}

base::Result<std::string> secret_of(const Hook& hook, const DatasetFile& dataset, base::Disk& disk,
                                    const Environment& environment) {
  constexpr std::size_t kLongest = 4096;
  if (!hook.secret.variable.empty()) {
    const auto value = environment ? environment(hook.secret.variable) : std::nullopt;
    if (value && !value->empty()) return *value;
    return failed(ErrorCode::kNotFound, hook, "is not sent: " + hook.secret.variable + " is not set");
  }
  auto bytes = disk.read(dataset.resolved(hook.secret_file), kLongest);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  const std::string secret(text::trim_ascii(*bytes));
  if (secret.empty()) return failed(ErrorCode::kNotFound, hook, "is not sent: the file of its secret is empty");
  return secret;
}

base::Result<void> run_command(const Hook& hook, const Event& event, const HookTools& tools) {
  const auto id = tools.children.start(command_of(hook, event));
  if (!id) return std::unexpected(id.error());
  const std::int64_t end = tools.clock.steady_milliseconds() + hook.timeout;
  bool told = false, killed = false;
  for (;;) {
    while (const auto ended = tools.children.reap()) {
      if (ended->id != *id) continue;
      if (told) return failed(ErrorCode::kInternal, hook, "took longer than " + duration_text(hook.timeout));
      if (ended->killed)
        return failed(ErrorCode::kInternal, hook, "was ended by signal " + std::to_string(ended->code));
      if (ended->code == 0) return {};
      return failed(ErrorCode::kInternal, hook, "failed with exit code " + std::to_string(ended->code));
    }
    const std::int64_t now = tools.clock.steady_milliseconds();
    if (now >= end && !told) {
      tools.children.signal(*id, SIGTERM);
      told = true;
    } else if (now >= end + kToEnd && !killed) {
      tools.children.signal(*id, SIGKILL);
      killed = true;
    }
    tools.clock.sleep_until(now + kBetweenLooks);
  }
}

}  // namespace

std::string_view name(Event::Kind kind) {
  switch (kind) {
    case Event::Kind::kSuccess:
      return "success";
    case Event::Kind::kHeld:
      return "held";
    case Event::Kind::kFailure:
      return "failure";
  }
  return "failure";
}

std::string to_json(const Event& event) {
  record::Map map;
  map.add("event", std::string(name(event.kind)));
  map.add("dataset", event.dataset);
  map.add("at", base::utc_text(event.at));
  map.add("version", event.version > 0 ? record::Value(event.version) : record::Value());
  map.add("records", event.records >= 0 ? record::Value(event.records) : record::Value());
  // A path or a message need not be UTF-8; JSON has to be.
  map.add("folder", base::printable(event.folder));
  map.add("message", event.message.empty() ? record::Value() : record::Value(base::printable(event.message)));
  return emit::json_text(map);
}

const std::vector<Hook>& hooks_for(const Hooks& hooks, Event::Kind kind) {
  return kind == Event::Kind::kSuccess ? hooks.on_success
         : kind == Event::Kind::kHeld  ? hooks.on_held
                                       : hooks.on_failure;
}

ChildRequest command_of(const Hook& hook, const Event& event) {
  return {
      {"/bin/sh", "-c", hook.command},
      {"THRESH_EVENT=" + std::string(name(event.kind)), "THRESH_DATASET=" + event.dataset,
       "THRESH_VERSION=" + (event.version > 0 ? std::to_string(event.version) : ""), "THRESH_FOLDER=" + event.folder},
      to_json(event) + "\n"};
}

base::Result<WebhookRequest> webhook_of(const Hook& hook, const Event& event, const DatasetFile& dataset,
                                        base::Disk& disk, const Environment& environment) {
  WebhookRequest request{hook.webhook, to_json(event), {{"Content-Type", "application/json"}}, hook.timeout};
  request.headers.emplace_back("X-Thresh-Event", std::string(name(event.kind)));
  if (hook.secret.variable.empty() && hook.secret_file.empty()) return request;
  const auto secret = secret_of(hook, dataset, disk, environment);
  if (!secret) return std::unexpected(secret.error());
  request.headers.emplace_back("X-Thresh-Signature", "sha256=" + base::hex(base::hmac_sha256(*secret, request.body)));
  return request;
}

base::Result<void> send_webhook(const Hook& hook, const Event& event, const DatasetFile& dataset, base::Disk& disk,
                                const Environment& environment, const SendWebhook& send) {
  const auto request = webhook_of(hook, event, dataset, disk, environment);
  if (!request) return std::unexpected(request.error());
  if (!send) return failed(ErrorCode::kNetwork, hook, "is not sent: this program has no network");
  const auto status = send(*request, dataset);
  // The address is not told: its path may be a secret.
  if (!status) return failed(status.error().code, hook, "cannot be reached: " + status.error().message);
  if (*status >= 200 && *status < 300) return {};
  return failed(ErrorCode::kNetwork, hook, "answered " + std::to_string(*status));
}

std::vector<base::Error> run_hooks(const DatasetFile& dataset, const Event& event, const HookTools& tools) {
  std::vector<base::Error> errors;
  for (const Hook& hook : hooks_for(dataset.hooks, event.kind)) {
    const auto done = hook.command.empty()
                          ? send_webhook(hook, event, dataset, tools.disk, tools.environment, tools.send)
                          : run_command(hook, event, tools);
    if (!done) errors.push_back(done.error());
  }
  return errors;
}

}  // namespace thresh::dataset
