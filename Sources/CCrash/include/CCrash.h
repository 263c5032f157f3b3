#ifndef TALLY_CRASH_H
#define TALLY_CRASH_H

/// From now on, should a signal end the process, the terminal is as it is at this moment, and a sentence says what
/// happened. A file that shrank while it was mapped (SIGBUS) ends the process with `load_code`; every other signal ends
/// it as if nobody had caught it. Later calls do nothing.
void tally_guard_crashes(int load_code);

/// Calls `note` when the terminal goes away, unless whoever started the process has asked it to go on then, as `nohup` does.
void tally_note_hangup(void (*note)(int));

#endif
