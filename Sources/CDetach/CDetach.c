#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "CDetach.h"

#include <fcntl.h>
#include <spawn.h>
#include <signal.h>
#include <stddef.h>

int tally_start_detached(const char *program, char *const words[])
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&files) != 0) return -1;
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&files);
        return -1;
    }
    short flags = POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF;
    int failed = 0;
    // Locks and pipes of whoever started this program are not held any longer than it runs.
    for (int file = 0; file <= 2; file++)
        failed |= posix_spawn_file_actions_addopen(&files, file, "/dev/null", file == 0 ? O_RDONLY : O_WRONLY, 0);
#ifdef __APPLE__
    flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#else
    failed |= posix_spawn_file_actions_addclosefrom_np(&files, 3);
#endif
    sigset_t usual;
    sigemptyset(&usual);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGTERM);
    sigaddset(&usual, SIGPIPE);
    failed |= posix_spawnattr_setsigdefault(&attributes, &usual);
    failed |= posix_spawnattr_setflags(&attributes, flags);
    pid_t process;
    extern char **environ;
    if (!failed) failed = posix_spawn(&process, program, &files, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return failed ? -1 : 0;
}
