#ifndef TALLY_DETACH_H
#define TALLY_DETACH_H

/// Goes on in a second process, in the background: of low priority, without a terminal, with no open file but /dev/null.
/// Only the thread that calls it goes on there, so that other threads must not hold anything that it needs.
///
/// Returns 1 in the new process, which ends with `tally_end_detached`; 0 in the one that called, which owes it nothing;
/// -1 when the system gives no process.
int tally_detach(void);

/// Ends the new process without the work that a normal end does for streams and libraries.
void tally_end_detached(void);

#endif
