#ifndef TALLY_DETACH_H
#define TALLY_DETACH_H

#include <stdbool.h>

/// Starts a program in the background: in a session of its own, without a terminal, with no open file but /dev/null. The
/// words end with NULL, and the first is the program's name. Nobody is told how it ends.
///
/// Returns 0, or -1 when the system gives no process.
int tally_start_detached(const char *program, char *const words[]);

/// Starts a command of the shell that reads what is written to `input`, with the terminal and the files that this
/// program has. An interrupt from the terminal reaches it too with `takes_interrupts`, as a pager wants it; else it is meant
/// for what runs here alone.
///
/// Returns its process, or -1 when the system gives none.
int tally_start_reader(const char *command, bool takes_interrupts, int *input);

#endif
