// Stands in for SQLite where a test needs a database that is certainly still being made: its first row takes until somebody
// makes the file $STALL/go, and $STALL/stalls tells that it has begun.
#include "stalling.h"

static FILE *database;

int sqlite3_open_v2(const char *path, void **opened, int flags, const char *module)
{
    (void)flags, (void)module;
    *opened = database = fopen(path, "wb");
    return database == NULL;
}

int sqlite3_step(void *statement)
{
    (void)statement;
    stall();
    return 101;
}

int sqlite3_close(void *opened) { return fclose(opened); }
const char *sqlite3_errmsg(void *opened) { (void)opened; return "none"; }

DOES_NOTHING(sqlite3_exec)
DOES_NOTHING(sqlite3_prepare_v2)
DOES_NOTHING(sqlite3_bind_text64)
DOES_NOTHING(sqlite3_bind_int64)
DOES_NOTHING(sqlite3_bind_double)
DOES_NOTHING(sqlite3_reset)
DOES_NOTHING(sqlite3_clear_bindings)
DOES_NOTHING(sqlite3_finalize)
