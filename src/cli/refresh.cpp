// thresh refresh DATASET…: runs a dataset once.
//
// Tested by tests/dataset/refresh_test.py.
#include "dataset/refresh.h"

#include <unistd.h>

#include <optional>
#include <utility>

#include "base/clock.h"
#include "base/environment.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/refresh_report.h"
#include "dataset/children.h"
#include "dataset/hooks.h"
#include "dataset/transport_settings.h"
#include "dataset/warc_captures.h"
#include "dataset/webhook_sender.h"
#include "fetch/transport.h"

namespace thresh::cli {
namespace {

using dataset::RunReport;

// The event that hooks are told of; nothing where there is none to tell.
std::optional<dataset::Event> event_of(const dataset::DatasetFile& file, const RunReport& report) {
  dataset::Event event;
  event.dataset = file.name;
  event.at = report.finished;
  event.version = report.version;
  event.records = static_cast<std::int64_t>(report.records);
  event.folder = file.resolved(file.output.folder.text);
  if (report.end == RunReport::End::kPublished) return event;
  if (report.end == RunReport::End::kHeld) {
    event.kind = dataset::Event::Kind::kHeld;
    for (const dataset::Alarm& alarm : report.guard.alarms) {
      event.message += (event.message.empty() ? "" : "; ") + alarm_text(alarm);
    }
    return event;
  }
  if (report.end != RunReport::End::kNothing) return std::nullopt;
  event.kind = dataset::Event::Kind::kFailure;
  event.version = 0;
  event.message = "no page could be had";
  return event;
}

class Refresh : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {{.names = "dataset",
             .value = "FILE",
             .about = "what the dataset is: a dataset.yaml",
             .target = &file_,
             .required = true},
            {.names = "--due",
             .value = "",
             .about = "ask only the pages that are due, by how often each one changed so far",
             .target = &due_},
            {.names = "--only",
             .value = "PATTERN",
             .about = "ask only the pages whose address is like this; the others stay as they are",
             .target = &only_},
            {.names = "--dry-run",
             .value = "",
             .about = "say what would be done, and do nothing but ask for sitemaps and feeds",
             .target = &dry_run_},
            {.names = "--json",
             .value = "",
             .about = "say on standard error what becomes of each page, and of the run, as lines of JSON",
             .target = &json_}};
  }

  int run(Console& console) override {
    const auto file = dataset::load_dataset_file(console.disk(), file_, {});
    if (!file) return report_all(console, file.error());
    const auto rules = dataset::load_source_rules(console.disk(), *file);
    if (!rules) {
      report_all(console, rules.error());
      if (!dry_run_) tell_failure(console, *file, rules.error().front());
      return exit_code(rules.error().front().code);
    }
    auto transport = dataset::transport_options(*file, base::environment);
    if (!transport) {
      console.error(transport.error());
      if (!dry_run_) tell_failure(console, *file, transport.error());
      return exit_code(transport.error().code);
    }
    note_interrupts();
    RefreshReport report(console, base::system_clock(), json_, ::isatty(STDERR_FILENO) == 1);
    const dataset::RefreshWorld world = {
        .disk = console.disk(),
        .clock = base::system_clock(),
        .transport = [&] { return fetch::make_transport(base::system_clock(), *transport); },
        .captures =
            [&](std::int64_t run) {
              return dataset::warc_captures(console.disk(), file->resolved(file->output.folder.text) + "/archive",
                                            dataset::agent_of(*file), run);
            },
        .listener = report};
    const auto done = dataset::refresh(*file, *rules, {.due_only = due_, .only = only_, .dry_run = dry_run_}, world);
    if (!done) {
      console.error(done.error());
      if (!dry_run_ && done.error().code != base::ErrorCode::kLocked) tell_failure(console, *file, done.error());
      return exit_code(done.error().code);
    }
    report.finish(*done);
    if (const auto event = event_of(*file, *done)) run_hooks(console, *file, *event);
    return code_of(*done);
  }

 private:
  static int report_all(Console& console, const std::vector<base::Error>& errors) {
    for (const base::Error& error : errors) console.error(error);
    return exit_code(errors.front().code);
  }

  // The dataset is as it should be with the pages that could be had; only where none could, the run failed.
  static int code_of(const RunReport& report) {
    switch (report.end) {
      case RunReport::End::kHeld:
        return kHeldBack;
      case RunReport::End::kInterrupted:
        return kKilled + interrupted();
      case RunReport::End::kNothing:
        return kNetworkFailed;
      default:
        return report.asked > 0 && report.failed.size() == report.asked ? kNetworkFailed : kDone;
    }
  }

  static void tell_failure(Console& console, const dataset::DatasetFile& file, const base::Error& error) {
    dataset::Event event;
    event.kind = dataset::Event::Kind::kFailure;
    event.dataset = file.name;
    event.at = base::system_clock().utc_milliseconds();
    event.folder = file.resolved(file.output.folder.text);
    event.message = error.message;
    run_hooks(console, file, event);
  }

  static void run_hooks(Console& console, const dataset::DatasetFile& file, const dataset::Event& event) {
    const auto children = dataset::system_children();
    const dataset::HookTools tools = {console.disk(), base::system_clock(), *children, base::environment,
                                      dataset::webhook_sender(base::system_clock(), base::environment)};
    for (const base::Error& error : dataset::run_hooks(file, event, tools)) console.error(error);
  }

  std::string file_, only_;
  bool due_ = false, dry_run_ = false, json_ = false;
};

}  // namespace

std::unique_ptr<Invocation> make_refresh() { return std::make_unique<Refresh>(); }

}  // namespace thresh::cli
