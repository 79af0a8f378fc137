// A dataset file written out in full, defaults too. See to_yaml in dataset_file.h.
#include <string>
#include <string_view>

#include "dataset/dataset_file.h"
#include "dataset/source_reader.h"
#include "rules/yaml_text.h"

namespace thresh::dataset {
namespace {

using rules::yaml_text;

std::string listed(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + yaml_text(text);
  return '[' + out + ']';
}

std::string listed(const std::vector<PathText>& paths) {
  std::vector<std::string> texts;
  for (const PathText& path : paths) texts.push_back(path.text);
  return listed(texts);
}

std::string written(const Secret& secret) {
  return secret.variable.empty() ? yaml_text(secret.text) : "{env: " + yaml_text(secret.variable) + "}";
}

std::string written(const Hook& hook) {
  std::string out =
      hook.command.empty() ? "{webhook: " + yaml_text(hook.webhook) : "{command: " + yaml_text(hook.command);
  if (!hook.secret.variable.empty()) out += ", secret_env: " + yaml_text(hook.secret.variable);
  if (!hook.secret_file.empty()) out += ", secret_file: " + yaml_text(hook.secret_file);
  return out + ", timeout: " + duration_text(hook.timeout) + "}";
}

class Writer {
 public:
  std::string write(const DatasetFile& dataset) {
    line("dataset: " + yaml_text(dataset.name));
    line("sources:");
    for (const Source& source : dataset.sources) write_source(source);
    if (!dataset.rules.empty()) line("rules: " + listed(dataset.rules));
    write_fetch(dataset.fetch);
    if (const auto& schedule = dataset.schedule) {
      line("schedule: {cron: " + yaml_text(schedule->cron.text()) + ", zone: " + yaml_text(schedule->zone.name()) +
           ", jitter: " + duration_text(schedule->jitter) + ", due: " + (schedule->due ? "true" : "false") + "}");
    }
    const GuardSettings& guard = dataset.guard;
    line("guard: {max_drop: " + percent_text(guard.max_drop) + ", max_fill_drop: " + percent_text(guard.max_fill_drop) +
         ", max_type_failures: " + percent_text(guard.max_type_failures) +
         ", min_records: " + std::to_string(guard.min_records) + "}");
    line("keep: " + std::to_string(dataset.keep));
    write_hooks(dataset.hooks);
    line("refresh: {min_interval: " + duration_text(dataset.refresh.min_interval) +
         ", max_interval: " + duration_text(dataset.refresh.max_interval) + "}");
    write_output(dataset.output);
    return std::move(out_);
  }

 private:
  void line(std::string_view text) { out_.append(text).append("\n"); }

  void write_source(const Source& source) {
    const bool is_list = source.kind == Source::Kind::kUrlList;  // one name, without brackets
    const std::string where = is_list               ? yaml_text(source.paths.front().text)
                              : source.urls.empty() ? listed(source.paths)
                                                    : listed(source.urls);
    line("  - " + std::string(name(source.kind)) + ": " + where);
    if (!source.include.empty()) line("    include: " + listed(source.include));
    if (!source.exclude.empty()) line("    exclude: " + listed(source.exclude));
    if (source.limit > 0) line("    limit: " + std::to_string(source.limit));
    if (!source.rules.empty()) line("    rules: " + listed(source.rules));
  }

  void write_fetch(const FetchSettings& fetch) {
    const auto boolean = [](bool value) { return std::string(value ? "true" : "false"); };
    line("fetch:");
    if (!fetch.agent.empty()) line("  agent: " + yaml_text(fetch.agent));
    line("  delay: " + duration_text(fetch.delay));
    line("  concurrency: " + std::to_string(fetch.concurrency));
    line("  allow_private: " + boolean(fetch.allow_private));
    line("  robots: " + boolean(fetch.robots));
    line("  timeout: " + duration_text(fetch.timeout));
    line("  connect_timeout: " + duration_text(fetch.connect_timeout));
    line("  max_bytes: " + size_text(fetch.max_bytes));
    line("  retries: " + std::to_string(fetch.retries));
    line("  max_redirects: " + std::to_string(fetch.max_redirects));
    if (!fetch.proxy.empty()) line("  proxy: " + written(fetch.proxy));
    if (!fetch.cacert.empty()) line("  cacert: " + yaml_text(fetch.cacert));
    if (!fetch.headers.empty()) line("  headers:");
    for (const Header& header : fetch.headers) line("    " + yaml_text(header.name) + ": " + written(header.value));
  }

  void write_hooks(const Hooks& hooks) {
    if (hooks.empty()) return;
    line("hooks:");
    const auto write = [this](std::string_view key, const std::vector<Hook>& list) {
      if (!list.empty()) line("  " + std::string(key) + ":");
      for (const Hook& hook : list) line("    - " + written(hook));
    };
    write("on_success", hooks.on_success);
    write("on_held", hooks.on_held);
    write("on_failure", hooks.on_failure);
  }

  void write_output(const OutputSettings& output) {
    line("output:");
    line("  folder: " + yaml_text(output.folder.text));
    line("  formats: " + listed(output.formats));
    line("  ledger: " + std::string(output.ledger ? "true" : "false"));
    line("  provenance: " + std::string(output.provenance ? "true" : "false"));
    line("  bare: " + std::string(output.bare ? "true" : "false"));
  }

  std::string out_;
};

}  // namespace

std::string to_yaml(const DatasetFile& dataset) { return Writer().write(dataset); }

}  // namespace thresh::dataset
