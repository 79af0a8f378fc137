// See interrupt.h. The one mutable global of the program: a signal handler can reach nothing else.
#include "cli/interrupt.h"

#include <sys/time.h>

#include <csignal>
#include <initializer_list>

namespace thresh::cli {
namespace {

volatile std::sig_atomic_t noted = 0;

// A read may begin just after the signal was noted, and wait for ever: from now on a timer wakes whatever waits.
constexpr long kWakeEvery = 50'000;  // microseconds

void wake(int) {}

void note(int signal) {
  noted = signal;
  const itimerval often{{0, kWakeEvery}, {0, kWakeEvery}};
  ::setitimer(ITIMER_REAL, &often, nullptr);
}

}  // namespace

void note_interrupts() {
  struct sigaction waking{};
  waking.sa_handler = wake;  // without SA_RESTART: a call that waits ends with EINTR
  ::sigaction(SIGALRM, &waking, nullptr);
  struct sigaction action{};
  action.sa_handler = note;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second one does what it always does
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before{};
    ::sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_IGN) ::sigaction(signal, &action, nullptr);
  }
}

int interrupted() { return noted; }

}  // namespace thresh::cli
