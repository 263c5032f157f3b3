// Rows out of JSON: an array of objects, one object per line, or an object around such an array.
//
// The result is delimited text, so that everything that is known about columns, types, chunks and threads serves JSON
// too: cells are separated by 0x1F, rows end with a line feed, cells are quoted like CSV where they have to be. A row
// has as many cells as names were known when it was met: later names are missing in it.
//
// Records are parsed one by one and rows are handed over in blocks, so that memory does not grow with the text.
#ifndef TALLY_CJSON_H
#define TALLY_CJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TALLY_JSON_DELIMITER 0x1F

enum tally_json_status {
    TALLY_JSON_ROWS = 0,
    /// The text is no JSON from `error_offset` on; `message` says why.
    TALLY_JSON_MALFORMED = 1,
    /// The text ends in the middle of a value.
    TALLY_JSON_CUT = 2,
    /// It is JSON, but holds no array of objects.
    TALLY_JSON_NO_ROWS = 3,
    /// An object that tells of an error; `message` is what it says.
    TALLY_JSON_ERROR_BODY = 4,
    TALLY_JSON_NO_MEMORY = 5,
    /// The records have more different names than are allowed.
    TALLY_JSON_TOO_WIDE = 6,
    /// The receiver wanted no more.
    TALLY_JSON_STOPPED = 7,
};

/// Takes a block of whole rows; the record of the first of them begins at `record_offset`. Anything but 1 stops.
typedef int (*tally_json_receiver)(void *context, const uint8_t *rows, size_t count, size_t record_offset);

typedef struct {
    int status;
    /// The record, counted from 1, and the byte at which reading failed.
    size_t record;
    size_t error_offset;
    /// Ended by zero; empty when there is nothing to say.
    char message[256];
    size_t row_count;
    /// The names of the columns in the order of their first appearance, one behind the other, and where each ends.
    uint8_t *names;
    size_t *name_ends;
    size_t name_count;
} tally_json_table;

/// Reads bytes[0 ..< count], which is well-formed UTF-8, and gives the rows to the receiver. The fields of `table` are to
/// be freed with `tally_json_free`.
void tally_json_read(
    const uint8_t *bytes, size_t count, size_t most_names, tally_json_receiver receiver, void *context,
    tally_json_table *table);

void tally_json_free(tally_json_table *table);

/// Where the record begins that is `records` after the one at `offset`, in a text that was read.
size_t tally_json_skip(const uint8_t *bytes, size_t count, size_t offset, size_t records);

#ifdef __cplusplus
}
#endif

#endif
