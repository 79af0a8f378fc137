// See daemon.h. What it shows of itself stands in daemon_report.cpp.
#include "dataset/daemon.h"

#include <algorithm>
#include <csignal>

#include "base/sha256.h"

namespace thresh::dataset {
namespace {

constexpr std::int64_t kLongestSleep = kMinute;  // so that a clock that jumps is seen within it
constexpr std::int64_t kForWebhooks = 1500;      // milliseconds, so that SIGTERM ends it within 10 seconds
constexpr int kExitHeld = 7;
constexpr int kExitLocked = 75;

bool is_dataset_file(const base::FolderEntry& entry) {
  return entry.kind == base::PathKind::kFile && entry.name.ends_with(".yaml") && !entry.name.starts_with('.');
}

Daemon::End end_of(const ChildEnd& end) {
  if (end.killed) return Daemon::End::kCrashed;
  if (end.code == 0) return Daemon::End::kPublished;
  return end.code == kExitHeld     ? Daemon::End::kHeld
         : end.code == kExitLocked ? Daemon::End::kLocked
                                   : Daemon::End::kFailed;
}

std::string told(Daemon::End end, const ChildEnd& child) {
  switch (end) {
    case Daemon::End::kPublished:
      return "done";
    case Daemon::End::kHeld:
      return "the new version is held back";
    case Daemon::End::kLocked:
      return "another run holds the lock";
    case Daemon::End::kFailed:
      return "failed with exit code " + std::to_string(child.code);
    case Daemon::End::kCrashed:
      return "was ended by signal " + std::to_string(child.code);
  }
  return {};
}

}  // namespace

Daemon::Daemon(DaemonOptions options, DaemonWorld world) : options_(std::move(options)), world_(std::move(world)) {}

void Daemon::reload() {
  bad_files_ = 0;
  std::map<std::string, Dataset> found;
  for (const std::string& path : options_.paths) {
    if (world_.disk.kind(path) != base::PathKind::kFolder) {
      load(path, found);
      continue;
    }
    const auto entries = world_.disk.list(path);
    if (!entries) {
      ++bad_files_;
      world_.error(entries.error());
      // What cannot be looked at is not gone.
      for (const auto& [name, dataset] : datasets_) {
        if (dataset.file.file.starts_with(path)) found.emplace(name, dataset);
      }
      continue;
    }
    for (const base::FolderEntry& entry : *entries) {
      if (is_dataset_file(entry)) load(path + (path.ends_with('/') ? "" : "/") + entry.name, found);
    }
  }
  datasets_ = std::move(found);
  ++reloads_;
  world_.say(std::to_string(datasets_.size()) + (datasets_.size() == 1 ? " dataset" : " datasets"));
}

// What is known of a dataset stays, its times too where its schedule did not change.
void Daemon::load(const std::string& path, std::map<std::string, Dataset>& into) {
  auto file = load_dataset_file(world_.disk, path, {});
  if (!file) {
    ++bad_files_;
    for (const base::Error& error : file.error()) world_.error(error);
    return keep(path, into);
  }
  const std::string name = file->name;
  if (!file->schedule) return world_.say(name + ": it has no schedule (" + path + ")");
  if (const auto other = into.find(name); other != into.end()) {
    ++bad_files_;
    return world_.say(path + ": " + other->second.file.file + " is a dataset of the same name, " + name);
  }
  Dataset dataset;
  const auto known = datasets_.find(name);
  if (known != datasets_.end()) dataset = known->second;
  const bool same = known != datasets_.end() && dataset.file.schedule->cron.text() == file->schedule->cron.text() &&
                    dataset.file.schedule->zone.name() == file->schedule->zone.name();
  dataset.file = std::move(*file);
  if (!same) {
    dataset.scheduled = dataset.last_scheduled = 0;
    schedule(dataset, world_.clock.utc_milliseconds());
  }
  into.emplace(name, std::move(dataset));
}

void Daemon::keep(const std::string& path, std::map<std::string, Dataset>& into) {
  for (const auto& [name, dataset] : datasets_) {
    if (dataset.file.file == path) into.emplace(name, dataset);
  }
}

void Daemon::schedule(Dataset& dataset, std::int64_t now) {
  dataset.asked = now;
  dataset.scheduled = dataset.file.schedule->cron.next(now, dataset.file.schedule->zone).value_or(0);
}

// The scheduled time, and up to the jitter later.
std::int64_t Daemon::start_time(const Dataset& dataset) const {
  const std::int64_t jitter = dataset.file.schedule->jitter;
  if (jitter <= 0) return dataset.scheduled;
  const base::Sha256 digest = base::sha256(dataset.file.name + '\n' + std::to_string(dataset.scheduled));
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | digest[i];
  return dataset.scheduled + static_cast<std::int64_t>(number % static_cast<std::uint64_t>(jitter));
}

bool Daemon::is_running(std::string_view name) const {
  return std::ranges::any_of(running_,
                             [&](const auto& one) { return !one.second.is_hook && one.second.dataset == name; });
}

void Daemon::tick() {
  while (const auto end = world_.children.reap()) note_end(*end);
  end_late(world_.clock.steady_milliseconds());
  if (stopping_) return;
  const std::int64_t now = world_.clock.utc_milliseconds();
  for (auto& [name, dataset] : datasets_) {
    // A clock that was put back.
    if (dataset.asked - now > kHour) schedule(dataset, now);
    if (dataset.scheduled == 0 || start_time(dataset) > now) continue;
    dataset.last_scheduled = dataset.scheduled;
    schedule(dataset, now);
    if (dataset.waiting || is_running(name)) {
      ++dataset.skipped;
      world_.say(name + ": it is due again and not done yet");
    } else {
      dataset.waiting = true;
    }
  }
  start_due(now);
}

// The one that has waited longest first.
void Daemon::start_due(std::int64_t now) {
  std::vector<std::pair<std::int64_t, std::string>> waiting;
  for (const auto& [name, dataset] : datasets_) {
    if (dataset.waiting) waiting.emplace_back(dataset.last_scheduled, name);
  }
  std::ranges::sort(waiting);
  std::size_t busy = 0;
  for (const auto& [id, one] : running_) busy += one.is_hook ? 0 : 1;
  for (const auto& [since, name] : waiting) {
    if (busy >= options_.at_most) return;
    if (is_running(name)) continue;  // it was reloaded under another schedule
    start(name, datasets_.at(name), now);
    ++busy;
  }
}

void Daemon::start(const std::string& name, Dataset& dataset, std::int64_t now) {
  dataset.waiting = false;
  ChildRequest request;
  request.arguments = options_.program;
  request.arguments.emplace_back("refresh");
  if (dataset.file.schedule->due) request.arguments.emplace_back("--due");
  request.arguments.push_back(dataset.file.file);
  const auto id = world_.children.start(request);
  if (!id) {
    ++dataset.ends[static_cast<std::size_t>(End::kCrashed)];
    world_.error(id.error());
    return crashed(dataset.file, id.error().message);
  }
  dataset.last_started = now;
  Running running;
  running.dataset = name;
  running.started = world_.clock.steady_milliseconds();
  running_.emplace(*id, running);
  world_.say(name + ": started (process " + std::to_string(*id) + ")");
}

void Daemon::note_end(const ChildEnd& end) {
  const auto found = running_.find(end.id);
  if (found == running_.end()) return;
  const Running running = found->second;
  running_.erase(found);
  if (running.is_hook) {
    if (end.killed || end.code != 0) {
      world_.say(running.dataset + ": a hook " + (end.killed ? "was ended by signal " : "failed with exit code ") +
                 std::to_string(end.code));
    }
    return;
  }
  const End how = end_of(end);
  world_.say(running.dataset + ": " + told(how, end));
  const auto dataset = datasets_.find(running.dataset);
  if (dataset == datasets_.end()) return;
  Dataset& of = dataset->second;
  of.last_ended = world_.clock.utc_milliseconds();
  of.last_took = world_.clock.steady_milliseconds() - running.started;
  ++of.ends[static_cast<std::size_t>(how)];
  if (how == End::kPublished) of.last_published = of.last_ended;
  // A run that the daemon itself ended is no crash to tell of.
  if (how == End::kCrashed && !running.told) crashed(of.file, "the run " + told(how, end));
}

void Daemon::crashed(const DatasetFile& file, const std::string& message) {
  if (stopping_) return;
  Event event;
  event.kind = Event::Kind::kFailure;
  event.dataset = file.name;
  event.at = world_.clock.utc_milliseconds();
  event.folder = file.resolved(file.output.folder.text);
  event.message = message;
  const std::int64_t until = world_.clock.steady_milliseconds() + kForWebhooks;
  for (const Hook& hook : file.hooks.on_failure) run_hook(file, hook, event, until);
}

// The daemon waits for a webhook, and does nothing else meanwhile: it has to be short.
void Daemon::run_hook(const DatasetFile& file, Hook hook, const Event& event, std::int64_t until) {
  if (hook.command.empty()) {
    hook.timeout = std::min(hook.timeout, until - world_.clock.steady_milliseconds());
    if (hook.timeout <= 0) return world_.say(file.name + ": there was no time to send a webhook");
    const auto sent = send_webhook(hook, event, file, world_.disk, world_.environment, world_.send);
    if (!sent) world_.error(sent.error());
    return;
  }
  const auto id = world_.children.start(command_of(hook, event));
  if (!id) return world_.error(id.error());
  Running running;
  running.dataset = file.name;
  running.is_hook = true;
  running.started = world_.clock.steady_milliseconds();
  running.end_by = running.started + hook.timeout;
  running_.emplace(*id, running);
}

// Hooks that take too long, and everything once the patience of `stop` is at its end.
void Daemon::end_late(std::int64_t steady) {
  for (auto& [id, running] : running_) {
    const bool late = running.end_by > 0 && steady >= running.end_by;
    if (late && !running.told) {
      running.told = true;
      world_.children.signal(id, SIGTERM);
    }
    const bool very_late =
        (running.end_by > 0 && steady >= running.end_by + 2 * kSecond) || (stopping_ && steady >= stop_by_);
    if (very_late && !running.killed) {
      running.killed = true;
      world_.children.signal(id, SIGKILL);
    }
  }
}

std::int64_t Daemon::wake() {
  const std::int64_t steady = world_.clock.steady_milliseconds(), now = world_.clock.utc_milliseconds();
  std::int64_t sleep = kLongestSleep;
  if (!stopping_) {
    for (const auto& [name, dataset] : datasets_) {
      if (dataset.scheduled > 0) sleep = std::min(sleep, std::max<std::int64_t>(start_time(dataset) - now, 0));
    }
  }
  for (const auto& [id, running] : running_) {
    if (running.end_by > 0) {
      const std::int64_t at = running.told ? running.end_by + 2 * kSecond : running.end_by;
      if (!running.killed) sleep = std::min(sleep, std::max<std::int64_t>(at - steady, 0));
    }
    if (stopping_ && !running.killed) sleep = std::min(sleep, std::max<std::int64_t>(stop_by_ - steady, 0));
  }
  return steady + sleep;
}

void Daemon::stop() {
  if (stopping_) return;
  stopping_ = true;
  stop_by_ = world_.clock.steady_milliseconds() + kPatience;
  if (!running_.empty()) world_.say("waiting for " + std::to_string(running_.size()) + " to end");
  for (auto& [id, running] : running_) {
    running.told = true;
    world_.children.signal(id, SIGTERM);
  }
}

}  // namespace thresh::dataset
