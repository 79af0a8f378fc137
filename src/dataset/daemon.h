// The daemon: many datasets, each refreshed by its schedule, one child process a run.
//
// This is what it decides, without waiting and without the system: `tick` looks at the clock and at the children,
// starts what is due and notes what ended; `wake` says when to look again. daemon_loop.h calls it. A run is `thresh
// refresh FILE`, so that a crash of one takes nothing with it, and a new program on the disk is used from the next run
// on.
//
// Times. What is due is known in UTC, by the cron expression in its zone, and starts up to `jitter` later, by a hash of
// the name and the time. A dataset whose run takes longer than its interval is not started a second time; what was
// missed meanwhile, or while the machine slept, is made up for once. A clock that is put back by more than an hour
// makes the daemon ask the schedule anew.
//
// Hooks are the run's own business (hooks.h); the daemon runs `on_failure` only where no run could: when it crashed,
// was killed, or could not be started.
//
// Tested by tests/dataset/daemon_test.cpp, and as a program by tests/dataset/daemon_program_test.py.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/disk.h"
#include "dataset/children.h"
#include "dataset/dataset_file.h"
#include "dataset/hooks.h"

namespace thresh::dataset {

struct DaemonOptions {
  std::vector<std::string> paths;    // dataset files, and folders of them (*.yaml)
  std::vector<std::string> program;  // what is run, before its arguments
  std::uint32_t at_most = 2;         // runs at once
};

// What the daemon says: a line for the log, or what is wrong with a file.
using Say = std::function<void(std::string_view)>;
using SayError = std::function<void(const base::Error&)>;

struct DaemonWorld {
  base::Disk& disk;
  base::Clock& clock;
  Children& children;
  Environment environment;
  SendWebhook send;  // should be done within seconds: the daemon waits for it
  Say say;
  SayError error;
};

class Daemon {
 public:
  // How a run ended.
  enum class End : std::uint8_t { kPublished, kHeld, kLocked, kFailed, kCrashed };

  Daemon(DaemonOptions options, DaemonWorld world);

  // Reads the dataset files again. A file that is wrong leaves what was known of its dataset as it is; one that is gone
  // ends its schedule, and not its run.
  void reload();
  void tick();
  // The steady time at which to tick next, at most a minute from now.
  std::int64_t wake();
  // Starts nothing any more and asks the runs to end: SIGTERM, after kPatience SIGKILL.
  void stop();
  bool stopped() const { return stopping_ && running_.empty(); }

  std::size_t datasets() const { return datasets_.size(); }
  std::size_t running() const { return running_.size(); }
  bool healthy() const { return !stopping_ && !datasets_.empty(); }
  std::string health() const;   // JSON, one line
  std::string metrics() const;  // the text format of Prometheus, version 0.0.4

  static constexpr std::int64_t kPatience = 8 * kSecond;

 private:
  struct Dataset {
    DatasetFile file;
    std::int64_t scheduled = 0;  // the next time of the schedule, UTC; 0: none
    std::int64_t asked = 0;      // the time at which the schedule was asked for that
    std::int64_t last_scheduled = 0;
    bool waiting = false;                                               // due, and as many run as may
    std::int64_t last_started = 0, last_ended = 0, last_published = 0;  // UTC
    std::int64_t last_took = 0;                                         // milliseconds
    std::uint64_t ends[5] = {};                                         // by End
    std::uint64_t skipped = 0;                                          // times that came while it still ran
  };
  struct Running {
    std::string dataset;
    bool is_hook = false;
    std::int64_t started = 0;  // steady
    std::int64_t end_by = 0;   // steady: of a hook; 0: as long as it takes
    bool told = false, killed = false;
  };

  void load(const std::string& path, std::map<std::string, Dataset>& into);
  void keep(const std::string& path, std::map<std::string, Dataset>& into);
  std::int64_t start_time(const Dataset& dataset) const;
  bool is_running(std::string_view name) const;
  void schedule(Dataset& dataset, std::int64_t now);
  void start_due(std::int64_t now);
  void start(const std::string& name, Dataset& dataset, std::int64_t now);
  void note_end(const ChildEnd& end);
  void crashed(const DatasetFile& file, const std::string& message);
  void run_hook(const DatasetFile& file, Hook hook, const Event& event, std::int64_t until);
  void end_late(std::int64_t steady);

  DaemonOptions options_;
  DaemonWorld world_;
  std::map<std::string, Dataset> datasets_;  // by name
  std::map<std::int64_t, Running> running_;  // by child
  std::size_t bad_files_ = 0;
  std::uint64_t reloads_ = 0;
  bool stopping_ = false;
  std::int64_t stop_by_ = 0;  // steady: from then on SIGKILL
};

}  // namespace thresh::dataset
