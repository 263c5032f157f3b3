#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "CDetach.h"

#include <fcntl.h>
#include <spawn.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/// Starts a program whose files are told, and gives those back.
/// - Parameter defaults: the signals that do again what they do in a new program.
static int spawn(
    const char *program, char *const words[], posix_spawn_file_actions_t *files, int failed, short flags, sigset_t defaults,
    pid_t *process)
{
    posix_spawnattr_t attributes;
    if (failed || posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(files);
        return -1;
    }
    failed |= posix_spawnattr_setsigdefault(&attributes, &defaults);
    failed |= posix_spawnattr_setflags(&attributes, flags | POSIX_SPAWN_SETSIGDEF);
    extern char **environ;
    if (!failed) failed = posix_spawn(process, program, files, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(files);
    return failed ? -1 : 0;
}

/// The signals that this program treats in its own way, but for Ctrl-C.
static sigset_t treated(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGPIPE);
    return signals;
}

int tally_start_detached(const char *program, char *const words[])
{
    posix_spawn_file_actions_t files;
    if (posix_spawn_file_actions_init(&files) != 0) return -1;
    short flags = POSIX_SPAWN_SETSID;
    int failed = 0;
    // Locks and pipes of whoever started this program are not held any longer than it runs.
    for (int file = 0; file <= 2; file++)
        failed |= posix_spawn_file_actions_addopen(&files, file, "/dev/null", file == 0 ? O_RDONLY : O_WRONLY, 0);
#ifdef __APPLE__
    flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#else
    failed |= posix_spawn_file_actions_addclosefrom_np(&files, 3);
#endif
    sigset_t signals = treated();
    sigaddset(&signals, SIGINT);
    pid_t process;
    return spawn(program, words, &files, failed, flags, signals, &process);
}

static int spawn_reader(const char *command, int input, pid_t *process)
{
    posix_spawn_file_actions_t files;
    if (posix_spawn_file_actions_init(&files) != 0) return -1;
    int failed = posix_spawn_file_actions_adddup2(&files, input, 0);
    char *const words[] = {"sh", "-c", (char *)command, NULL};
    return spawn("/bin/sh", words, &files, failed, 0, treated(), process);
}

int tally_start_reader(const char *command, bool takes_interrupts, int *input)
{
    int ends[2];
    if (pipe(ends) != 0) return -1;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    // What is ignored stays ignored in a program that is started; what is caught has its usual effect there.
    struct sigaction ignored = {.sa_handler = SIG_IGN}, before;
    if (!takes_interrupts) sigaction(SIGINT, &ignored, &before);
    pid_t process;
    int failed = spawn_reader(command, ends[0], &process);
    if (!takes_interrupts) sigaction(SIGINT, &before, NULL);
    close(ends[0]);
    if (failed) {
        close(ends[1]);
        return -1;
    }
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    *input = ends[1];
    return process;
}
