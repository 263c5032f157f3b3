#ifndef TALLY_CRASH_H
#define TALLY_CRASH_H

/// From now on, should a signal end the process, the terminal is as it is at this moment, and a sentence says what
/// happened. A file that shrank while it was mapped (SIGBUS) ends the process with `load_code`; every other signal ends
/// it as if nobody had caught it. Later calls do nothing.
void tally_guard_crashes(int load_code);

#endif
