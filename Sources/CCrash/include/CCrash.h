#ifndef TALLY_CRASH_H
#define TALLY_CRASH_H

/// From now on, should a signal end the process, the terminal is as it is at this moment, and a sentence says what
/// happened. A file that shrank while it was mapped (SIGBUS) ends the process with `load_code`; every other signal ends
/// it as if nobody had caught it. Later calls do nothing.
void tally_guard_crashes(int load_code);

/// A file or a folder that is removed when a signal ends the process, until it is forgotten. At most 64 are known at a time.
void tally_note_unfinished(const char *path);
void tally_forget_unfinished(const char *path);

/// From now on, an interrupt ends the process with `code` when one before it has not been answered within a second; -1 lets
/// it wait as long as it takes.
void tally_force_second_interrupt(int code);

/// A signal asks to end: called by its handler.
void tally_note_interrupt(void);

/// Whoever was to end has ended: the next interrupt is a first one.
void tally_interrupt_answered(void);

/// Calls `note` when the terminal goes away, unless whoever started the process has asked it to go on then, as `nohup` does.
void tally_note_hangup(void (*note)(int));

#endif
