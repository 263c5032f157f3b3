#include "CTexts.h"

#include <string.h>

/// What decides whether two texts of one length are the same, up to 16 bytes: the first eight, and the last eight. Both
/// are the text itself, and zeros behind it, when it is shorter.
typedef struct {
    uint64_t head, tail;
} text_key;

static const uint64_t kept[9] = {0, 0xff, 0xffff, 0xffffff, 0xffffffff, 0xffffffffff, 0xffffffffffff, 0xffffffffffffff,
                                 ~0ull};

static inline uint64_t word(const uint8_t *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static inline text_key key(const uint8_t *text, size_t length)
{
    size_t first = length < 8 ? length : 8;
    uint64_t mask = kept[first];
    return (text_key){word(text) & mask, word(text + length - first) & mask};
}

/// The pair of places where a text may be found.
static inline size_t place(text_key key, size_t length, uint32_t bits)
{
    unsigned __int128 product =
        (unsigned __int128)(key.head ^ (key.tail << 23 | key.tail >> 41) ^ length << 56) * 0xD6E8FEB86659FD93ull;
    return 2 * (size_t)(((uint64_t)(product >> 64) ^ (uint64_t)product) >> (64 - bits));
}

/// Whether two texts of more than 16 bytes are the same between the first and the last eight.
static inline int is_same_inside(const uint8_t *left, const uint8_t *right, size_t length)
{
    if (length > 32) return memcmp(left + 8, right + 8, length - 16) == 0;
    return ((word(left + 8) ^ word(right + 8)) | (word(left + length - 16) ^ word(right + length - 16))) == 0;
}

/// Whether a cell has no byte.
static inline int has_no_byte(const tally_cells *cells, size_t row)
{
    return cells->ends[row * cells->stride] == cells->starts[row * cells->start_stride] + cells->start_shift;
}

/// The text of a cell, without the quotes around it, if there are any.
typedef struct {
    const uint8_t *text;
    size_t length;
    int is_quoted;
} bare_cell;

/// 0 where a quote opens the cell that does not close it.
static inline int bare(const tally_cells *cells, size_t row, bare_cell *cell)
{
    uint32_t start = cells->starts[row * cells->start_stride] + cells->start_shift;
    size_t length = cells->ends[row * cells->stride] - start;
    const uint8_t *text = cells->base + start;
    if (cells->ends_row && length != 0 && text[length - 1] == '\r') length--;
    int is_quoted = length != 0 && text[0] == cells->quote;
    if (is_quoted && (length < 2 || text[length - 1] != cells->quote)) return 0;
    *cell = (bare_cell){text + is_quoted, length - 2 * (size_t)is_quoted, is_quoted};
    return 1;
}

/// A cell whose text is looked for among those that were seen.
typedef struct {
    text_key key;
    const uint8_t *text;
    const tally_seen_text *places;
    uint32_t length;
    /// The mark that a text may bear that is spelt so.
    uint32_t own;
} sought_cell;

/// How many cells are looked up together: the waits for their places overlap.
#define TOGETHER 16

/// Says where cells would be found, up to the first with something behind its quotes; returns how many.
static inline size_t seek(
    const tally_cells *cells, size_t from, size_t count, const tally_seen_text *seen, uint32_t bits, sought_cell *sought)
{
    for (size_t i = 0; i < count; i++) {
        bare_cell cell;
        if (!bare(cells, from + i, &cell)) return i;
        text_key wanted = key(cell.text, cell.length);
        const tally_seen_text *places = seen + place(wanted, cell.length, bits);
        __builtin_prefetch(places);
        sought[i] = (sought_cell){wanted, cell.text, places, (uint32_t)cell.length,
                                  cell.is_quoted ? TALLY_QUOTED_ONLY : TALLY_UNQUOTED_ONLY};
    }
    return count;
}

/// Zero where a text is the same as far as its key tells.
static inline uint64_t differs(const tally_seen_text *seen, const sought_cell *sought)
{
    return (seen->head ^ sought->key.head) | (seen->tail ^ sought->key.tail) |
           ((seen->length ^ sought->length) & ~sought->own);
}

/// The place of a text of more than 16 bytes; NULL where it was not seen.
static inline const tally_seen_text *find_long(const sought_cell *sought)
{
    for (const tally_seen_text *seen = sought->places; seen < sought->places + 2; seen++)
        if (differs(seen, sought) == 0 && is_same_inside(seen->text, sought->text, sought->length)) return seen;
    return NULL;
}

size_t tally_encode_cells(
    const tally_cells *cells, size_t from, const tally_seen_text *seen, uint32_t bits, uint32_t *codes, size_t *missing)
{
    const tally_cells column = *cells;
    sought_cell block[TOGETHER];
    size_t empty = 0, row = from, count = 0, found = 0;
    for (; found == count; row += found) {
        // Columns without any value are common.
        for (; row < column.count && has_no_byte(&column, row); row++, empty++) codes[row] = 0;
        if (row == column.count) break;
        count = column.count - row < TOGETHER ? column.count - row : TOGETHER;
        size_t ready = seek(&column, row, count, seen, bits, block);
        for (found = 0; found < ready; found++) {
            // Whether a cell is empty and which of its places holds a text is a matter of chance: no branches.
            const sought_cell *sought = block + found;
            uint64_t first = differs(sought->places, sought), second = differs(sought->places + 1, sought);
            const tally_seen_text *place = sought->places + (first != 0);
            size_t is_empty = sought->length == 0;
            if (sought->length > 16) {
                place = find_long(sought);
                if (place == NULL) break;
            } else if ((first != 0) & (second != 0) & !is_empty) {
                break;
            }
            codes[row + found] = is_empty ? 0 : place->code;
            empty += is_empty;
        }
    }
    *missing += empty;
    return row;
}

size_t tally_cell_texts(
    const tally_cells *cells, size_t from, size_t to, uint32_t *starts, uint32_t *lengths)
{
    const tally_cells column = *cells;
    size_t row;
    for (row = from; row < to; row++) {
        bare_cell cell;
        if (!bare(&column, row, &cell)) break;
        if (cell.is_quoted && memchr(cell.text, column.quote, cell.length) != NULL) break;
        starts[row - from] = (uint32_t)(cell.text - column.base);
        lengths[row - from] = (uint32_t)cell.length;
    }
    return row;
}

size_t tally_see_cell(
    const tally_cells *cells, size_t row, uint32_t code, tally_seen_text *seen, uint32_t bits, uint8_t *copy, size_t room,
    size_t *displaced)
{
    bare_cell cell;
    if (!bare(cells, row, &cell) || cell.length == 0) return 0;
    size_t copied = cell.length <= 16 ? 0 : cell.length;
    if (copied > room) return 0;
    memcpy(copy, cell.text, copied);
    uint32_t only = memchr(cell.text, cells->quote, cell.length) == NULL ? 0
                    : cell.is_quoted                                     ? TALLY_QUOTED_ONLY
                                                                         : TALLY_UNQUOTED_ONLY;
    text_key wanted = key(cell.text, cell.length);
    tally_seen_text *places = seen + place(wanted, cell.length, bits);
    *displaced += places[1].code != 0;
    places[1] = places[0];
    places[0] = (tally_seen_text){wanted.head, wanted.tail, copy, (uint32_t)cell.length | only, code};
    return copied;
}
