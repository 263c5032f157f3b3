// Stands in for SQLite where a test needs a database that is certainly still being made: its first row takes until somebody
// makes the file $STALL/go, and $STALL/stalls tells that it has begun.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static FILE *database;

static int touches(const char *name, int flags)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", getenv("STALL"), name);
    int file = open(path, flags, 0666);
    if (file >= 0) close(file);
    return file >= 0;
}

int sqlite3_open_v2(const char *path, void **opened, int flags, const char *module)
{
    (void)flags, (void)module;
    *opened = database = fopen(path, "wb");
    return database == NULL;
}

int sqlite3_step(void *statement)
{
    (void)statement;
    touches("stalls", O_WRONLY | O_CREAT);
    while (!touches("go", O_RDONLY)) usleep(10000);
    return 101;
}

int sqlite3_close(void *opened) { return fclose(opened); }
const char *sqlite3_errmsg(void *opened) { (void)opened; return "none"; }

#define DOES_NOTHING(name) int name(void) { return 0; }
DOES_NOTHING(sqlite3_exec)
DOES_NOTHING(sqlite3_prepare_v2)
DOES_NOTHING(sqlite3_bind_text64)
DOES_NOTHING(sqlite3_bind_int64)
DOES_NOTHING(sqlite3_bind_double)
DOES_NOTHING(sqlite3_reset)
DOES_NOTHING(sqlite3_clear_bindings)
DOES_NOTHING(sqlite3_finalize)
