// See daemon_loop.h.
#include "dataset/daemon_loop.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

namespace thresh::dataset {
namespace {

constexpr std::int64_t kGuestSleep = 1000;  // milliseconds: who asked and says nothing is sent away in time

sigset_t own_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGCHLD}) sigaddset(&set, number);
  return set;
}

std::optional<HttpPage> page_of(const Daemon& daemon, std::string_view path) {
  if (path == "/healthz") return HttpPage{daemon.healthy() ? 200 : 503, "application/json", daemon.health()};
  if (path == "/metrics") return HttpPage{200, "text/plain; version=0.0.4; charset=utf-8", daemon.metrics()};
  return std::nullopt;
}

void obey(int signal, Daemon& daemon) {
  if (signal == SIGTERM || signal == SIGINT) daemon.stop();
  if (signal == SIGHUP) daemon.reload();
}

}  // namespace

base::Result<DaemonSignals> DaemonSignals::take() {
  const sigset_t set = own_signals();
  base::Descriptor file(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
  if (!file || ::sigprocmask(SIG_BLOCK, &set, nullptr) != 0) {
    return base::system_failure(base::ErrorCode::kInternal, errno, "signalfd");
  }
  return DaemonSignals(std::move(file));
}

DaemonSignals::~DaemonSignals() {
  if (!file_) return;  // it was moved from
  const sigset_t set = own_signals();
  ::sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

int DaemonSignals::next() {
  signalfd_siginfo info{};
  const ssize_t count = ::read(file_.number(), &info, sizeof info);
  return count == sizeof info ? static_cast<int>(info.ssi_signo) : 0;
}

void run(Daemon& daemon, Responder* responder, DaemonSignals& signals, base::Clock& clock) {
  const HttpPages pages = [&daemon](std::string_view path) { return page_of(daemon, path); };
  std::vector<pollfd> waited;
  for (;;) {
    daemon.tick();
    if (daemon.stopped()) return;
    waited.assign(1, {signals.descriptor(), POLLIN, 0});
    if (responder != nullptr) responder->wait_for(waited);
    std::int64_t sleep = std::max<std::int64_t>(daemon.wake() - clock.steady_milliseconds(), 0);
    if (responder != nullptr && responder->has_guests()) sleep = std::min(sleep, kGuestSleep);
    const int ready = ::poll(waited.data(), static_cast<nfds_t>(waited.size()), static_cast<int>(sleep));
    if (ready < 0) continue;  // EINTR
    while (const int signal = signals.next()) obey(signal, daemon);
    if (responder != nullptr) {
      responder->serve(std::span(waited).subspan(1), clock.steady_milliseconds(), pages);
    }
  }
}

}  // namespace thresh::dataset
