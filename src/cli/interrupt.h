// Ctrl-C and its kin: the first one asks the program to end after the record at hand, a second one ends it at once.
//
// Tested by tests/cli/signals_test.py.
#pragma once

namespace thresh::cli {

// From now on SIGINT, SIGTERM and SIGHUP are only noted, once each. A SIGHUP that is ignored (nohup) stays so.
void note_interrupts();

// The signal that came, 0 if none did.
int interrupted();

// Waits until standard input has something to read, or has ended, or a noted signal comes. A plain read() would wait
// on, because there is no record at hand that it could wait for.
void wait_for_input();

}  // namespace thresh::cli
