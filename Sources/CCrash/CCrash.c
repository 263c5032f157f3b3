#include "CCrash.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

// Whatever a handler of signals needs lies here before the first signal: it may allocate nothing.
static struct termios terminal;
static bool has_terminal;
static int exit_code;
static char stack[1 << 16];

// The paths are never freed: a handler may be reading them.
static _Atomic(char *) unfinished[64];
enum { unfinished_count = sizeof unfinished / sizeof *unfinished };

// When the signal came that nobody has answered yet, in nanoseconds; 0 when there is none.
static _Atomic long long asked;
static atomic_int forced_code = -1;

static void say(const char *text) {
    // Nothing is left to be done where it can't be written.
    if (write(STDERR_FILENO, text, strlen(text)) < 0) return;
}

static void restore_terminal(void) {
    struct termios now;
    if (!has_terminal || tcgetattr(STDIN_FILENO, &now) != 0) return;
    if (now.c_lflag == terminal.c_lflag && now.c_iflag == terminal.c_iflag) return;
    tcsetattr(STDIN_FILENO, TCSANOW, &terminal);
    // Bracketed paste and colours end, and the cursor is to be seen.
    say("\033[?2004l\033[0m\033[?25h\r\n");
}

static void remove_unfinished(void) {
    for (int i = 0; i < unfinished_count; i++) {
        char *path = atomic_load(&unfinished[i]);
        if (!path || unlink(path) == 0 || errno == ENOENT) continue;
        // A folder that a library works in. Nothing here may look into it, as that takes memory.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
        if (vfork() == 0) {
            execl("/bin/rm", "rm", "-rf", "--", path, (char *)NULL);
            _exit(1);
        }
#pragma clang diagnostic pop
    }
}

void tally_note_unfinished(const char *path) {
    char *copy = strdup(path);
    for (int i = 0; copy && i < unfinished_count; i++) {
        char *free_slot = NULL;
        if (atomic_compare_exchange_strong(&unfinished[i], &free_slot, copy)) return;
    }
}

void tally_forget_unfinished(const char *path) {
    for (int i = 0; i < unfinished_count; i++) {
        char *known = atomic_load(&unfinished[i]);
        if (known && strcmp(known, path) == 0) atomic_store(&unfinished[i], NULL);
    }
}

void tally_force_second_interrupt(int code) { forced_code = code; }

void tally_interrupt_answered(void) { asked = 0; }

void tally_note_interrupt(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    long long now = time.tv_sec * 1000000000LL + time.tv_nsec, first = 0;
    if (atomic_compare_exchange_strong(&asked, &first, now) || forced_code < 0 || now - first < 1000000000LL) return;
    remove_unfinished();
    restore_terminal();
    if (isatty(STDERR_FILENO)) say("\r\033[K");
    say("interrupted: ended in the middle of what did not stop by itself; no file was left half written\n");
    _exit(forced_code);
}

static void end(int signal_number) {
    remove_unfinished();
    restore_terminal();
    if (signal_number == SIGBUS) {
        say("error: a file changed while it was read: what is mapped ends before it did when it was opened\n"
            "  open the data again\n");
        _exit(exit_code);
    }
    say("error: tally ended by a mistake of its own; no file was left half written\n");
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

void tally_guard_crashes(int load_code) {
    static bool is_guarded;
    if (is_guarded) return;
    is_guarded = true;
    exit_code = load_code;
    has_terminal = tcgetattr(STDIN_FILENO, &terminal) == 0;
    // A stack of its own, since the usual one may be what is used up.
    stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&own, NULL);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = end;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
    for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++) sigaction(signals[i], &action, NULL);
}

void tally_note_hangup(void (*note)(int)) {
    struct sigaction known;
    if (sigaction(SIGHUP, NULL, &known) != 0 || known.sa_handler == SIG_IGN) return;
    signal(SIGHUP, note);
}
