// The structural scan of delimited text: where cells and rows end, outside quotes.
//
// The reader hands over blocks of 64 KiB or more, because these calls are not inlined into Swift.
#ifndef TALLY_CSCAN_H
#define TALLY_CSCAN_H

#include <stddef.h>
#include <stdint.h>

#include "CTexts.h"

/// Where the scan stands between two bytes.
enum tally_scan_place {
    TALLY_SCAN_CELL_START = 0,
    TALLY_SCAN_IN_CELL = 1,
    TALLY_SCAN_IN_QUOTES = 2,
    /// Just after a quote inside quotes: it closes the cell, unless another quote follows.
    TALLY_SCAN_AFTER_QUOTE = 3,
};

/// The state of a scan that goes on over several calls. All zero at the start of a row.
typedef struct {
    uint32_t place;
    /// Not zero once a byte above 127 was seen.
    uint32_t non_ascii;
    /// How many cell ends and how many row ends were written so far.
    size_t cell_count;
    size_t row_count;
} tally_scan_state;

/// Scans bytes[from ..< to].
///
/// Writes to `cell_ends` the offset of every delimiter and line end outside quotes, and to `row_ends`, for every line
/// end, the number of cell ends up to and including it. LF, CR and CRLF end a line; a CRLF is reported at its LF, so
/// the last cell of such a row carries the CR. A quote opens a quoted cell only at the start of a cell; inside quotes
/// two quotes stand for one; a quote elsewhere is an ordinary character.
///
/// `limit` is the number of readable bytes (at least `to`), for the look past a CR. Both arrays need room for
/// to - from entries, `cell_ends` for 64 more, `row_ends` for one. Offsets must fit in 32 bits.
void tally_scan(
    const uint8_t *bytes, size_t from, size_t to, size_t limit, uint8_t delimiter, uint8_t quote,
    tally_scan_state *state, uint32_t *cell_ends, uint32_t *row_ends);

/// The same scan, byte by byte: the definition that the fast paths are tested against.
void tally_scan_reference(
    const uint8_t *bytes, size_t from, size_t to, size_t limit, uint8_t delimiter, uint8_t quote,
    tally_scan_state *state, uint32_t *cell_ends, uint32_t *row_ends);

/// Where the first row begins after bytes[0], of those that begin before `to`; `to` when none does. A guess, since the
/// bytes before may hold an open quote: it takes the first line end for that of a row, unless what follows has another
/// number of cells than `fields` and reading it as the rest of a quoted cell makes a row of that many follow. `limit` is the
/// number of readable bytes.
size_t tally_guess_row(
    const uint8_t *bytes, size_t to, size_t limit, uint8_t delimiter, uint8_t quote, size_t fields);

/// The text of a cell that begins with a quote. Sets `text` to it and returns its length: a part of the cell itself, or
/// `scratch` (room for `count` bytes) when doubled quotes had to be joined or text follows the closing quote.
size_t tally_unquote(
    const uint8_t *cell, size_t count, uint8_t quote, uint8_t *scratch, const uint8_t **text);

/// The number of line ends (LF, CR, CRLF, quoted or not) in bytes[0 ..< count].
size_t tally_count_lines(const uint8_t *bytes, size_t count);

/// Whether bytes[0 ..< count] is well-formed UTF-8 (no surrogates, no overlong forms).
int tally_is_utf8(const uint8_t *bytes, size_t count);

#endif
