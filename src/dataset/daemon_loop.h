// The loop of the daemon: waits for the clock, for signals and for who asks it, and lets the daemon decide.
//
// SIGTERM and SIGINT stop it, SIGHUP makes it read its files again, SIGCHLD tells that a run ended. They are read from
// a descriptor (signalfd), so that there is no handler and nothing that only a handler could reach.
//
// Tested by tests/dataset/daemon_program_test.py.
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "dataset/daemon.h"
#include "dataset/responder.h"

namespace thresh::dataset {

// The signals of the daemon are blocked while this lives; make it before anything is started.
class DaemonSignals {
 public:
  static base::Result<DaemonSignals> take();
  DaemonSignals(DaemonSignals&&) noexcept = default;
  DaemonSignals& operator=(DaemonSignals&&) = delete;
  ~DaemonSignals();

  int descriptor() const { return file_.number(); }
  // The next signal that came; 0 if none did.
  int next();

 private:
  explicit DaemonSignals(base::Descriptor file) : file_(std::move(file)) {}
  base::Descriptor file_;
};

// Runs until the daemon has stopped. `responder` may be nullptr.
void run(Daemon& daemon, Responder* responder, DaemonSignals& signals, base::Clock& clock);

}  // namespace thresh::dataset
