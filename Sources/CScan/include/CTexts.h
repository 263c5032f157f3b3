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

/// Marks of a text that holds quotes: it stands for cells only that are quoted as it was. In quotes they are doubled.
#define TALLY_QUOTED_ONLY 0x80000000u
#define TALLY_UNQUOTED_ONLY 0x40000000u

/// A text that was seen as it stands in its cell, and its code, which is 0 where there is none. Up to 16 bytes are held as a
/// whole; two of these fill a line of the cache.
typedef struct {
    uint64_t head;
    uint64_t tail;
    /// The whole text, if it is longer.
    const uint8_t *text;
    /// Its length, with the marks.
    uint32_t length;
    uint32_t code;
} tally_seen_text;

/// Writes the codes of the cells from `from` on, 0 for those that are empty, which `missing` counts; stops at the first
/// that is not among the `seen`, and returns its number, or that of all cells.
///
/// `seen` has places for twice 1 << `bits` texts.
size_t tally_encode_cells(
    const tally_cells *cells, size_t from, const tally_seen_text *seen, uint32_t bits, uint32_t *codes, size_t *missing);

/// Notes the text of a cell among the `seen`, one of which may give way that was seen longer ago, which `displaced` counts. A
/// text of more than 16 bytes is copied, for as long as it is among them; returns how many bytes. Where they are more than
/// there is `room`, and for cells with something behind their quotes, nothing is done.
size_t tally_see_cell(
    const tally_cells *cells, size_t row, uint32_t code, tally_seen_text *seen, uint32_t bits, uint8_t *copy, size_t room,
    size_t *displaced);

/// Writes where the texts of the cells from ..< to begin, counted from the base, and how long they are; stops at the first
/// in which quotes are doubled or stand in an unexpected place, and returns its number, or `to`.
size_t tally_cell_texts(
    const tally_cells *cells, size_t from, size_t to, uint32_t *starts, uint32_t *lengths);

#endif
