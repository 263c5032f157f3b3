#include "CCrash.h"

#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// Whatever a handler of signals needs lies here before the first signal: it may allocate nothing.
static struct termios terminal;
static bool has_terminal;
static int exit_code;
static char stack[1 << 16];

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

static void end(int signal_number) {
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
