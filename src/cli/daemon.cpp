// thresh daemon PATH…: refreshes many datasets by their schedules until it is told to stop.
#include "dataset/daemon.h"

#include <unistd.h>

#include <charconv>
#include <optional>

#include "base/clock.h"
#include "base/environment.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/own_program.h"
#include "dataset/daemon_loop.h"
#include "dataset/webhook_sender.h"

namespace thresh::cli {
namespace {

constexpr unsigned kPort = 8470;
constexpr unsigned kMostRuns = 64;

std::optional<unsigned> number(const std::string& text, unsigned most) {
  unsigned value = 0;
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = failure == std::errc() && stop == text.data() + text.size();
  return whole && value <= most ? std::optional(value) : std::nullopt;
}

class DaemonCommand : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {{.names = "paths",
             .value = "PATH…",
             .about = "dataset files, or folders of them (*.yaml)",
             .target = &paths_,
             .required = true},
            {.names = "-j,--jobs", .value = "N", .about = "the most runs at once (2)", .target = &jobs_},
            {.names = "--port",
             .value = "PORT",
             .about = "where /healthz and /metrics are on 127.0.0.1 (8470); 0: a free port; none: nowhere",
             .target = &port_},
            {.names = "--program",
             .value = "PATH",
             .about = "what is started as `PATH refresh FILE`, instead of this program; for tests",
             .target = &program_}};
  }

  int run(Console& console) override {
    const auto jobs = jobs_.empty() ? 2 : number(jobs_, kMostRuns);
    if (!jobs || *jobs == 0) return wrong(console, "--jobs is a number from 1 to " + std::to_string(kMostRuns));
    const auto port = port_.empty() ? kPort : number(port_, 65535);
    const bool is_open = port_ != "none";
    if (is_open && !port) return wrong(console, "--port is a number from 0 to 65535, or none");

    auto signals = dataset::DaemonSignals::take();
    if (!signals) return failed(console, signals.error());
    std::optional<dataset::Responder> responder;
    if (is_open) {
      auto listening = dataset::Responder::listen(static_cast<std::uint16_t>(*port));
      if (!listening) return failed(console, listening.error());
      responder = std::move(*listening);
      console.note("http://127.0.0.1:" + std::to_string(responder->port()) + "/healthz and /metrics");
    }
    const auto children = dataset::system_children();
    dataset::Daemon daemon({paths_, {program_.empty() ? own_program() : program_}, *jobs},
                           {console.disk(), base::system_clock(), *children, base::environment,
                            dataset::webhook_sender(base::system_clock(), base::environment),
                            [&console](std::string_view line) { console.note(line); },
                            [&console](const base::Error& error) { console.error(error); }});
    daemon.reload();
    dataset::run(daemon, responder ? &*responder : nullptr, *signals, base::system_clock());
    console.note("stopped");
    return kDone;
  }

 private:
  static int wrong(Console& console, std::string message) {
    console.error({base::ErrorCode::kUsage, std::move(message), {}, {}});
    return kUsage;
  }
  static int failed(Console& console, const base::Error& error) {
    console.error(error);
    return exit_code(error.code);
  }

  std::vector<std::string> paths_;
  std::string jobs_;
  std::string port_;
  std::string program_;
};

}  // namespace

std::unique_ptr<Invocation> make_daemon() { return std::make_unique<DaemonCommand>(); }

}  // namespace thresh::cli
