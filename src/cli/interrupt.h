// Ctrl-C and its kin: the first one asks the program to end after the record at hand, a second one ends it at once.
//
// Tested by tests/cli/signals_test.py.
#pragma once

namespace thresh::cli {

// From now on SIGINT, SIGTERM and SIGHUP are only noted, once each; a read that waits for a pipe ends with EINTR. A
// SIGHUP that is ignored (nohup) stays so.
void note_interrupts();

// The signal that came, 0 if none did.
int interrupted();

}  // namespace thresh::cli
