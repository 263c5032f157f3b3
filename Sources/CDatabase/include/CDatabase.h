// Writing SQLite databases with libsqlite3, which is opened when the first database is asked for.
#ifndef TALLY_CDATABASE_H
#define TALLY_CDATABASE_H

#include <stdint.h>

enum tally_database_result {
    TALLY_DATABASE_DONE = 0,
    /// libsqlite3 is not installed.
    TALLY_DATABASE_NO_LIBRARY = 1,
    /// `tally_database_message` says why.
    TALLY_DATABASE_FAILED = 2,
};

typedef struct tally_database tally_database;

/// Begins a database that is written in one go: a file that fails half way is of no use. NULL without the library.
tally_database *tally_database_create(const char *path, int *result);

/// Runs statements that give no rows.
int tally_database_run(tally_database *database, const char *sql);

/// Begins rows: the statement is `INSERT INTO … VALUES (?, …)`.
int tally_database_prepare(tally_database *database, const char *sql);

/// Values of the next row, counted from 1. Text is UTF-8, and copied.
void tally_database_bind_text(tally_database *database, int place, const uint8_t *text, int64_t count);
void tally_database_bind_integer(tally_database *database, int place, int64_t value);
void tally_database_bind_number(tally_database *database, int place, double value);

/// Inserts the row; places without a value are NULL.
int tally_database_insert(tally_database *database);

/// Why the last call failed; valid until the next one.
const char *tally_database_message(tally_database *database);

/// Completes the file, and frees the database whether that works or not.
int tally_database_close(tally_database *database);

#endif
