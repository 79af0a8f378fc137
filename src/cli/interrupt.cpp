// See interrupt.h. The one mutable global of the program: a signal handler can reach nothing else.
#include "cli/interrupt.h"

#include <csignal>
#include <initializer_list>

namespace thresh::cli {
namespace {

volatile std::sig_atomic_t noted = 0;

void note(int signal) { noted = signal; }

}  // namespace

void note_interrupts() {
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
