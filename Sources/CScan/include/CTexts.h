// Cells of a column as codes, for columns whose few texts come again and again.
#ifndef TALLY_CTEXTS_H
#define TALLY_CTEXTS_H

#include <stddef.h>
#include <stdint.h>

/// How many bytes have to be readable past the end of every text: texts are compared eight bytes at a time.
#define TALLY_TEXT_PADDING 8

/// The cells of one column in one chunk: cell i begins at starts[i * start_stride] + start_shift and ends at
/// ends[i * stride].
typedef struct {
    const uint8_t *base;
    const uint32_t *starts;
    size_t start_stride;
    uint32_t start_shift;
    const uint32_t *ends;
    size_t stride;
    size_t count;
    /// Whether the cells are the last of their rows, and so may carry the CR of a CRLF.
    uint32_t ends_row;
    uint8_t quote;
} tally_cells;

/// A text that was seen, and its code, which is 0 where there is none. Up to 16 bytes are held as a whole.
typedef struct {
    uint64_t head;
    uint64_t tail;
    uint32_t length;
    uint32_t code;
} tally_seen_text;

/// Writes the codes of the cells from `from` on, 0 for those that are empty, which `missing` counts; stops at the first
/// that is not among the `seen` (or that holds doubled quotes), and returns its number, or that of all cells.
///
/// `seen` has places for twice 1 << `bits` texts; bytes[offsets[code - 1] ..< offsets[code]] is the text of a code.
size_t tally_encode_cells(
    const tally_cells *cells, size_t from, const tally_seen_text *seen, uint32_t bits, const uint8_t *bytes,
    const size_t *offsets, uint32_t *codes, size_t *missing);

/// Notes a text among the `seen`. One that was seen longer ago may give way.
void tally_see_text(const uint8_t *text, size_t length, uint32_t code, tally_seen_text *seen, uint32_t bits);

#endif
