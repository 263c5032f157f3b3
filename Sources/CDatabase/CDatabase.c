#include "CDatabase.h"

#include <dlfcn.h>
#include <stdlib.h>

// The few declarations that are needed, so that building needs no headers: SQLite promises never to change them.
enum { OK = 0, DONE = 101, OPEN_READWRITE = 2, OPEN_CREATE = 4 };

struct tally_database {
    void *database, *statement;
    int (*open)(const char *, void **, int, const char *);
    int (*exec)(void *, const char *, void *, void *, char **);
    int (*prepare)(void *, const char *, int, void **, const char **);
    int (*bind_text)(void *, int, const char *, uint64_t, void (*)(void *), unsigned char);
    int (*bind_integer)(void *, int, int64_t);
    int (*bind_number)(void *, int, double);
    int (*step)(void *);
    int (*reset)(void *);
    int (*clear)(void *);
    int (*finalize)(void *);
    const char *(*message)(void *);
    int (*close)(void *);
};

static void *open_library(void)
{
    static const char *const names[] = {"libsqlite3.so.0", "libsqlite3.dylib", "/usr/lib/libsqlite3.dylib"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (library != NULL) return library;
    }
    return NULL;
}

static int find_functions(tally_database *to, void *library)
{
    const struct {
        void *place;
        const char *name;
    } wanted[] = {
        {&to->open, "sqlite3_open_v2"}, {&to->exec, "sqlite3_exec"}, {&to->prepare, "sqlite3_prepare_v2"},
        {&to->bind_text, "sqlite3_bind_text64"}, {&to->bind_integer, "sqlite3_bind_int64"},
        {&to->bind_number, "sqlite3_bind_double"}, {&to->step, "sqlite3_step"}, {&to->reset, "sqlite3_reset"},
        {&to->clear, "sqlite3_clear_bindings"}, {&to->finalize, "sqlite3_finalize"},
        {&to->message, "sqlite3_errmsg"}, {&to->close, "sqlite3_close"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        void *function = dlsym(library, wanted[i].name);
        if (function == NULL) return 0;
        *(void **)wanted[i].place = function;
    }
    return 1;
}

tally_database *tally_database_create(const char *path, int *result)
{
    *result = TALLY_DATABASE_NO_LIBRARY;
    void *library = open_library();
    tally_database *database = library == NULL ? NULL : calloc(1, sizeof *database);
    if (database == NULL || !find_functions(database, library)) {
        free(database);
        return NULL;
    }
    int code = database->open(path, &database->database, OPEN_READWRITE | OPEN_CREATE, NULL);
    *result = code == OK ? TALLY_DATABASE_DONE : TALLY_DATABASE_FAILED;
    if (code == OK) *result = tally_database_run(database, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
    return database;
}

static void end_statement(tally_database *database)
{
    if (database->statement != NULL) database->finalize(database->statement);
    database->statement = NULL;
}

int tally_database_run(tally_database *database, const char *sql)
{
    end_statement(database);
    int code = database->exec(database->database, sql, NULL, NULL, NULL);
    return code == OK ? TALLY_DATABASE_DONE : TALLY_DATABASE_FAILED;
}

int tally_database_prepare(tally_database *database, const char *sql)
{
    end_statement(database);
    int code = database->prepare(database->database, sql, -1, &database->statement, NULL);
    return code == OK ? TALLY_DATABASE_DONE : TALLY_DATABASE_FAILED;
}

void tally_database_bind_text(tally_database *database, int place, const uint8_t *text, int64_t count)
{
    static const unsigned char utf8 = 1;
    void (*const transient)(void *) = (void (*)(void *))(intptr_t)-1;
    const char *start = text == NULL ? "" : (const char *)text;
    database->bind_text(database->statement, place, start, (uint64_t)count, transient, utf8);
}

void tally_database_bind_integer(tally_database *database, int place, int64_t value)
{
    database->bind_integer(database->statement, place, value);
}

void tally_database_bind_number(tally_database *database, int place, double value)
{
    database->bind_number(database->statement, place, value);
}

int tally_database_insert(tally_database *database)
{
    int code = database->step(database->statement);
    database->reset(database->statement);
    database->clear(database->statement);
    return code == DONE ? TALLY_DATABASE_DONE : TALLY_DATABASE_FAILED;
}

const char *tally_database_message(tally_database *database)
{
    return database->message(database->database);
}

int tally_database_close(tally_database *database)
{
    int result = tally_database_run(database, "COMMIT");
    if (database->close(database->database) != OK) result = TALLY_DATABASE_FAILED;
    free(database);
    return result;
}
