#ifndef TALLY_DETACH_H
#define TALLY_DETACH_H

/// Starts a program in the background: in a session of its own, without a terminal, with no open file but /dev/null. The
/// words end with NULL, and the first is the program's name. Nobody is told how it ends.
///
/// Returns 0, or -1 when the system gives no process.
int tally_start_detached(const char *program, char *const words[]);

/// Starts a command of the shell that reads what is written to `input`, with the terminal and the files that this
/// program has. An interrupt from the terminal does not reach it: it is meant for what runs here.
///
/// Returns its process, or -1 when the system gives none.
int tally_start_reader(const char *command, int *input);

#endif
