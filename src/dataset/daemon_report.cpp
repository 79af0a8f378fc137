// What the daemon shows of itself: its health as JSON, its metrics as Prometheus reads them. See daemon.h.
//
// The names and their order never change with what happens, so that a scrape can be compared with the one before.
// Times are seconds since 1970, as Prometheus has them; a name of a dataset is a slug and needs no escaping.
#include <array>
#include <cstdio>

#include "dataset/daemon.h"

namespace thresh::dataset {
namespace {

constexpr std::array<std::string_view, 5> kEnds = {"published", "held_back", "locked", "failed", "crashed"};

std::string seconds(std::int64_t milliseconds) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%lld.%03d", static_cast<long long>(milliseconds / 1000),
                static_cast<int>(milliseconds % 1000));
  return text.data();
}

class Page {
 public:
  void metric(std::string_view name, std::string_view type, std::string_view about) {
    out_ += "# HELP " + std::string(name) + " " + std::string(about) + "\n# TYPE " + std::string(name) + " " +
            std::string(type) + "\n";
    name_ = name;
  }
  void value(const std::string& labels, const std::string& value) {
    out_ += name_ + (labels.empty() ? "" : "{" + labels + "}") + " " + value + "\n";
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  std::string name_;
};

std::string label(const std::string& dataset) { return "dataset=\"" + dataset + "\""; }

}  // namespace

std::string Daemon::health() const {
  const std::string_view status = stopping_ ? "stopping" : datasets_.empty() ? "no datasets" : "ok";
  return "{\"status\": \"" + std::string(status) + "\", \"datasets\": " + std::to_string(datasets_.size()) +
         ", \"running\": " + std::to_string(running_.size()) + ", \"bad_files\": " + std::to_string(bad_files_) + "}\n";
}

std::string Daemon::metrics() const {
  Page page;
  page.metric("thresh_daemon_datasets", "gauge", "Datasets with a schedule.");
  page.value("", std::to_string(datasets_.size()));
  page.metric("thresh_daemon_running", "gauge", "Runs and hooks that have not ended.");
  page.value("", std::to_string(running_.size()));
  page.metric("thresh_daemon_bad_files", "gauge", "Dataset files that could not be read the last time.");
  page.value("", std::to_string(bad_files_));
  page.metric("thresh_daemon_loads_total", "counter", "How often the dataset files were read.");
  page.value("", std::to_string(reloads_));

  page.metric("thresh_dataset_runs_total", "counter", "Runs that ended, by how they did.");
  for (const auto& [name, dataset] : datasets_) {
    for (std::size_t end = 0; end < kEnds.size(); ++end) {
      page.value(label(name) + ",outcome=\"" + std::string(kEnds[end]) + "\"", std::to_string(dataset.ends[end]));
    }
  }
  page.metric("thresh_dataset_skipped_total", "counter", "Times that came while a run had not ended.");
  for (const auto& [name, dataset] : datasets_) page.value(label(name), std::to_string(dataset.skipped));
  page.metric("thresh_dataset_running", "gauge", "Whether a run is going on.");
  for (const auto& [name, dataset] : datasets_) page.value(label(name), is_running(name) ? "1" : "0");
  page.metric("thresh_dataset_last_run_timestamp_seconds", "gauge", "When a run last ended.");
  for (const auto& [name, dataset] : datasets_) page.value(label(name), seconds(dataset.last_ended));
  page.metric("thresh_dataset_last_success_timestamp_seconds", "gauge", "When a run last ended well.");
  for (const auto& [name, dataset] : datasets_) page.value(label(name), seconds(dataset.last_published));
  page.metric("thresh_dataset_last_run_duration_seconds", "gauge", "How long the last run took.");
  for (const auto& [name, dataset] : datasets_) page.value(label(name), seconds(dataset.last_took));
  page.metric("thresh_dataset_next_run_timestamp_seconds", "gauge", "When the next run starts; 0: never.");
  for (const auto& [name, dataset] : datasets_) {
    page.value(label(name), seconds(dataset.scheduled > 0 ? start_time(dataset) : 0));
  }
  return page.take();
}

}  // namespace thresh::dataset
