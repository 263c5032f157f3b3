#include "CDetach.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/// Locks and pipes of whoever started the program are not held any longer than the program runs.
static void close_files(void)
{
    int null = open("/dev/null", O_RDWR);
    for (int file = 0; file <= 2 && null >= 0; file++) dup2(null, file);
    long most = sysconf(_SC_OPEN_MAX);
    if (most < 0 || most > 4096) most = 4096;
    for (int file = 3; file < most; file++) close(file);
}

int tally_detach(void)
{
    pid_t child = fork();
    if (child < 0) return -1;
    if (child > 0) {
        // The child makes the process that stays and ends at once, so that nobody has to wait for that one.
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
        }
        return 0;
    }
    setsid();
    if (fork() != 0) _exit(0);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    close_files();
    (void)!nice(10);
    return 1;
}

void tally_end_detached(void) { _exit(0); }
