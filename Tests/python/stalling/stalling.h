// What the libraries that stand in for others share: they stop until the test lets them go on. $STALL is a folder for the two.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define DOES_NOTHING(name) int name(void) { return 0; }

static int touches(const char *name, int flags)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", getenv("STALL"), name);
    int file = open(path, flags, 0666);
    if (file >= 0) close(file);
    return file >= 0;
}

/// Makes $STALL/stalls, and waits until somebody makes $STALL/go.
static void stall(void)
{
    touches("stalls", O_WRONLY | O_CREAT);
    while (!touches("go", O_RDONLY)) usleep(10000);
}
