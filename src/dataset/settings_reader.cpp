// See settings_reader.h.
#include "dataset/settings_reader.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "dataset/strict_value.h"
#include "emit/emit.h"
#include "rules/strict.h"
#include "rules/wording.h"
#include "text/unicode.h"

namespace thresh::dataset {
namespace {

using rules::quoted;
using rules::Report;
using rules::YamlEntry;
using rules::YamlNode;

constexpr std::array<std::string_view, 13> kFetchKeys = {
    "agent",     "delay",   "concurrency", "allow_private", "robots",  "timeout",      "connect_timeout",
    "max_bytes", "retries", "proxy",       "cacert",        "headers", "max_redirects"};

// What a value of the file becomes, where it is right; else the default stays.
template <class T, class U>
void take(const std::optional<T>& value, U& target) {
  if (value) target = *value;
}

// RFC 9110, section 5.6.2.
bool is_token(std::string_view text) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  const auto is_part = [&](char c) {
    return base::is_ascii_alphanumeric(c) || kMarks.find(c) != std::string_view::npos;
  };
  return !text.empty() && std::ranges::all_of(text, is_part);
}

// Headers that the program writes itself, and those that carry secrets.
constexpr std::array<std::string_view, 8> kOwnHeaders = {"host",       "content-length",    "transfer-encoding",
                                                         "connection", "if-modified-since", "if-none-match",
                                                         "range",      "accept-encoding"};
constexpr std::array<std::string_view, 3> kSecretHeaders = {"authorization", "cookie", "proxy-authorization"};

void read_header(const YamlEntry& entry, std::vector<Header>& headers, Report& report) {
  const std::string name = text::ascii_lower(entry.key.text);
  if (!is_token(name)) return report.error(entry.key, quoted(entry.key.text) + " cannot be the name of a header");
  if (name == "user-agent") return report.error(entry.key, "the agent has a key of its own", "write `agent: …`");
  if (std::ranges::find(kOwnHeaders, name) != kOwnHeaders.end()) {
    return report.error(entry.key, "the program writes the header " + quoted(entry.key.text) + " itself");
  }
  Secret value = secret_of(entry.value, "the value of a header", report);
  if (value.empty()) return;
  if (value.variable.empty() && std::ranges::find(kSecretHeaders, name) != kSecretHeaders.end()) {
    return report.error(entry.value, "a secret does not belong in this file",
                        "name a variable of the environment: " + entry.key.text + ": {env: NAME}");
  }
  headers.push_back({entry.key.text, std::move(value)});
}

void read_proxy(const YamlNode& node, FetchSettings& fetch, Report& report) {
  fetch.proxy = secret_of(node, "a proxy", report);
  const std::string& text = fetch.proxy.text;
  if (text.empty()) return;
  constexpr std::array<std::string_view, 4> kSchemes = {"http://", "https://", "socks5://", "socks5h://"};
  const bool known = std::ranges::any_of(kSchemes, [&](std::string_view scheme) { return text.starts_with(scheme); });
  if (!known) return report.error(node, quoted(text) + " is no proxy", "write http://HOST:PORT or socks5h://HOST:PORT");
  if (text.find('@') != std::string::npos) {
    report.error(node, "a secret does not belong in this file", "name a variable: proxy: {env: NAME}");
  }
}

std::optional<Hook> read_hook(const YamlNode& node, Report& report) {
  Hook hook;
  if (!node.is_map()) {
    hook.command = line_of(node, "a command", report).value_or("");
    if (hook.command.starts_with("https://") || hook.command.starts_with("http://")) {
      report.error(node, "this is an address, and a command is expected here", "write {webhook: " + hook.command + "}");
    }
    return hook.command.empty() ? std::nullopt : std::optional(std::move(hook));
  }
  constexpr std::array<std::string_view, 5> kKeys = {"command", "webhook", "secret_env", "secret_file", "timeout"};
  rules::check_keys(node, kKeys, "a hook", report);
  const YamlNode *command = node.find("command"), *webhook = node.find("webhook");
  if ((command == nullptr) == (webhook == nullptr)) {
    report.error(node, "a hook has either `command` or `webhook`");
    return std::nullopt;
  }
  if (command != nullptr) hook.command = line_of(*command, "a command", report).value_or("");
  if (webhook != nullptr) hook.webhook = address_of(*webhook, report).value_or("");
  const YamlNode *variable = node.find("secret_env"), *file = node.find("secret_file");
  if (variable != nullptr && file != nullptr) report.error(*file, "a hook has one secret, not two");
  if (command != nullptr && (variable != nullptr || file != nullptr)) {
    report.error(variable != nullptr ? *variable : *file, "only a webhook is signed");
  }
  if (variable != nullptr) hook.secret.variable = variable_of(*variable, report).value_or("");
  if (file != nullptr) hook.secret_file = line_of(*file, "a file", report).value_or("");
  if (const YamlNode* timeout = node.find("timeout")) {
    take(duration_of(*timeout, "timeout", kSecond, kHour, report), hook.timeout);
  }
  return hook;
}

// A hook, or a list of them.
std::vector<Hook> read_hook_list(const YamlNode& node, Report& report) {
  std::vector<Hook> hooks;
  if (node.is_list() && node.items.empty()) report.error(node, rules::expected("a hook", node));
  const std::vector<YamlNode> one = node.is_list() ? std::vector<YamlNode>{} : std::vector{node};
  for (const YamlNode& item : node.is_list() ? node.items : one) {
    if (auto hook = read_hook(item, report)) hooks.push_back(std::move(*hook));
  }
  return hooks;
}

void read_cron(const YamlNode& node, Schedule& schedule, Report& report) {
  const auto text = line_of(node, "a cron expression", report);
  if (!text) return;
  auto cron = Cron::parse(*text);
  if (cron) {
    schedule.cron = std::move(*cron);
  } else {
    report.error_inside(node, cron.error().offset, cron.error().width, cron.error().message, cron.error().hint);
  }
}

void read_zone(const YamlNode& node, Schedule& schedule, Report& report) {
  const auto name = rules::text_of(node, "a time zone", report);
  if (!name) return;
  if (const auto zone = text::TimeZone::find(*name)) {
    schedule.zone = *zone;
    return;
  }
  const auto names = text::time_zone_names();
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string suggestion = rules::did_you_mean(*name, views);
  report.error(node, "unknown time zone " + quoted(*name) + suggestion,
               suggestion.empty() ? "a zone is named like Europe/Berlin, or UTC" : "");
}

void read_formats(const YamlNode& node, OutputSettings& output, Report& report) {
  std::vector<std::string_view> known;
  for (const emit::Format& format : emit::formats()) {
    if (!format.one_kind) known.push_back(format.name);  // a dataset may have several
  }
  output.formats.clear();
  for (const YamlNode* item : rules::texts_of(node, "a format", report)) {
    if (std::ranges::find(known, item->text) == known.end()) {
      const rules::Unknown wrong = rules::unknown("format", item->text, known);
      report.error(*item, wrong.message, wrong.hint);
    } else if (std::ranges::find(output.formats, item->text) != output.formats.end()) {
      report.error(*item, "the format " + quoted(item->text) + " stands here twice");
    } else {
      output.formats.push_back(item->text);
    }
  }
}

}  // namespace

FetchSettings read_fetch(const YamlNode& node, Report& report) {
  FetchSettings fetch;
  if (!rules::is_filled_map(node, "a map of `agent`, `delay` …", report)) return fetch;
  rules::check_keys(node, kFetchKeys, "`fetch`", report);
  const auto with = [&](std::string_view key, const auto& read) {
    if (const YamlNode* value = node.find(key)) read(*value);
  };
  const auto duration = [&](std::string_view key, std::int64_t least, std::int64_t most, std::int64_t& target) {
    with(key, [&](const YamlNode& value) { take(duration_of(value, key, least, most, report), target); });
  };
  const auto number = [&](std::string_view key, std::uint32_t least, std::uint32_t most, std::uint32_t& target) {
    with(key, [&](const YamlNode& value) { take(rules::number_of(value, key, least, most, report), target); });
  };
  const auto boolean = [&](std::string_view key, bool& target) {
    with(key, [&](const YamlNode& value) { take(rules::bool_of(value, key, report), target); });
  };
  with("agent", [&](const YamlNode& value) { take(line_of(value, "an agent", report), fetch.agent); });
  duration("delay", 0, kHour, fetch.delay);
  number("concurrency", 1, 256, fetch.concurrency);
  boolean("allow_private", fetch.allow_private);
  boolean("robots", fetch.robots);
  duration("timeout", kSecond, kHour, fetch.timeout);
  duration("connect_timeout", 100, 10 * kMinute, fetch.connect_timeout);
  with("max_bytes", [&](const YamlNode& value) {
    take(size_of(value, "max_bytes", std::uint64_t{1} << 30, report), fetch.max_bytes);
  });
  number("retries", 0, 20, fetch.retries);
  number("max_redirects", 0, 20, fetch.max_redirects);
  with("proxy", [&](const YamlNode& value) { read_proxy(value, fetch, report); });
  with("cacert", [&](const YamlNode& value) { take(line_of(value, "a file", report), fetch.cacert); });
  with("headers", [&](const YamlNode& value) {
    if (!rules::is_filled_map(value, "a map of headers", report)) return;
    for (const YamlEntry& entry : value.entries) read_header(entry, fetch.headers, report);
  });
  return fetch;
}

Schedule read_schedule(const YamlNode& node, Report& report) {
  Schedule schedule;
  if (!node.is_map()) {
    read_cron(node, schedule, report);
    return schedule;
  }
  constexpr std::array<std::string_view, 4> kKeys = {"cron", "zone", "jitter", "due"};
  rules::check_keys(node, kKeys, "`schedule`", report);
  const YamlNode* cron = node.find("cron");
  if (cron == nullptr) report.error(node, "`cron` is missing: when it runs", "cron: \"15 3 * * *\"");
  if (cron != nullptr) read_cron(*cron, schedule, report);
  if (const YamlNode* zone = node.find("zone")) read_zone(*zone, schedule, report);
  if (const YamlNode* jitter = node.find("jitter")) {
    take(duration_of(*jitter, "jitter", 0, 12 * kHour, report), schedule.jitter);
  }
  if (const YamlNode* due = node.find("due")) take(rules::bool_of(*due, "due", report), schedule.due);
  return schedule;
}

GuardSettings read_guard(const YamlNode& node, Report& report) {
  GuardSettings guard;
  constexpr std::array<std::string_view, 4> kKeys = {"max_drop", "max_fill_drop", "max_type_failures", "min_records"};
  if (!rules::is_filled_map(node, "a map of `max_drop` …", report)) return guard;
  rules::check_keys(node, kKeys, "`guard`", report);
  // What is said of the records holds for their fields too, unless that is said otherwise.
  if (const YamlNode* drop = node.find("max_drop")) {
    if (const auto percent = percent_of(*drop, "max_drop", report)) guard = {*percent, *percent, *percent, 1};
  }
  if (const YamlNode* fill = node.find("max_fill_drop")) {
    take(percent_of(*fill, "max_fill_drop", report), guard.max_fill_drop);
  }
  if (const YamlNode* types = node.find("max_type_failures")) {
    take(percent_of(*types, "max_type_failures", report), guard.max_type_failures);
  }
  if (const YamlNode* least = node.find("min_records")) {
    take(rules::number_of(*least, "min_records", 0, 1'000'000'000, report), guard.min_records);
  }
  return guard;
}

Hooks read_hooks(const YamlNode& node, Report& report) {
  Hooks hooks;
  constexpr std::array<std::string_view, 3> kKeys = {"on_success", "on_held", "on_failure"};
  if (!rules::is_filled_map(node, "a map of `on_success`, `on_held` or `on_failure`", report)) return hooks;
  rules::check_keys(node, kKeys, "`hooks`", report);
  if (const YamlNode* success = node.find("on_success")) hooks.on_success = read_hook_list(*success, report);
  if (const YamlNode* held = node.find("on_held")) hooks.on_held = read_hook_list(*held, report);
  if (const YamlNode* failure = node.find("on_failure")) hooks.on_failure = read_hook_list(*failure, report);
  return hooks;
}

RefreshBounds read_refresh(const YamlNode& node, Report& report) {
  RefreshBounds bounds;
  constexpr std::array<std::string_view, 2> kKeys = {"min_interval", "max_interval"};
  if (!rules::is_filled_map(node, "a map of `min_interval` or `max_interval`", report)) return bounds;
  rules::check_keys(node, kKeys, "`refresh`", report);
  const YamlNode *least = node.find("min_interval"), *most = node.find("max_interval");
  if (least != nullptr) take(duration_of(*least, "min_interval", kMinute, 365 * kDay, report), bounds.min_interval);
  if (most != nullptr) take(duration_of(*most, "max_interval", kMinute, 3650 * kDay, report), bounds.max_interval);
  if (bounds.min_interval > bounds.max_interval) {
    report.error(most != nullptr ? *most : *least,
                 "`min_interval` is longer than `max_interval`, which is " + duration_text(bounds.max_interval));
  }
  return bounds;
}

OutputSettings read_output(const YamlNode& node, Report& report) {
  OutputSettings output;
  constexpr std::array<std::string_view, 5> kKeys = {"folder", "formats", "ledger", "provenance", "bare"};
  if (!rules::is_filled_map(node, "a map with `folder`", report)) return output;
  rules::check_keys(node, kKeys, "`output`", report);
  const YamlNode* folder = node.find("folder");
  if (folder == nullptr) report.error(node, "`folder` is missing: where the versions go", "output: {folder: data}");
  if (folder != nullptr) take(path_of(*folder, "a folder", report), output.folder);
  if (const YamlNode* formats = node.find("formats")) read_formats(*formats, output, report);
  const auto boolean = [&](std::string_view key, bool& target) {
    if (const YamlNode* value = node.find(key)) take(rules::bool_of(*value, key, report), target);
  };
  boolean("ledger", output.ledger);
  boolean("provenance", output.provenance);
  boolean("bare", output.bare);
  return output;
}

}  // namespace thresh::dataset
