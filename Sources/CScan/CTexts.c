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
    uint64_t mixed = (key.head ^ (key.tail << 23 | key.tail >> 41) ^ length << 56) * 0xD6E8FEB86659FD93ull;
    mixed ^= mixed >> 32;
    return 2 * (size_t)(mixed * 0xD6E8FEB86659FD93ull >> (64 - bits));
}

/// Whether two texts of more than 16 bytes are the same between the first and the last eight.
static inline int is_same_inside(const uint8_t *left, const uint8_t *right, size_t length)
{
    if (length > 32) return memcmp(left + 8, right + 8, length - 16) == 0;
    return ((word(left + 8) ^ word(right + 8)) | (word(left + length - 16) ^ word(right + length - 16))) == 0;
}

/// - Parameter own: the mark that a text may bear that is spelt so.
static inline int is_same(
    const tally_seen_text *seen, text_key key, const uint8_t *text, size_t length, uint32_t own)
{
    if (((seen->head ^ key.head) | (seen->tail ^ key.tail) | ((seen->length ^ length) & ~own)) != 0) return 0;
    return length <= 16 || is_same_inside(seen->text, text, length);
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

/// Has the places of some cells fetched into the cache, so that the waits for them overlap.
static inline void fetch_places(
    const tally_cells *cells, size_t from, size_t to, const tally_seen_text *seen, uint32_t bits)
{
    for (size_t row = from; row < to; row++) {
        bare_cell cell;
        if (!bare(cells, row, &cell)) return;
        __builtin_prefetch(seen + place(key(cell.text, cell.length), cell.length, bits));
    }
}

/// How many cells are looked up together in tables of so many places that others push them out of the cache.
#define TOGETHER 32
#define MANY_BITS 12

size_t tally_encode_cells(
    const tally_cells *cells, size_t from, const tally_seen_text *seen, uint32_t bits, uint32_t *codes, size_t *missing)
{
    const tally_cells column = *cells;
    size_t empty = 0, row, fetched = bits < MANY_BITS ? column.count : from;
    for (row = from; row < column.count; row++) {
        if (row == fetched) {
            fetched = column.count - row < TOGETHER ? column.count : row + TOGETHER;
            fetch_places(&column, row, fetched, seen, bits);
        }
        bare_cell cell;
        if (!bare(&column, row, &cell)) break;
        if (cell.length == 0) {
            codes[row] = 0;
            empty++;
            continue;
        }
        text_key wanted = key(cell.text, cell.length);
        const tally_seen_text *found = seen + place(wanted, cell.length, bits);
        uint32_t own = cell.is_quoted ? TALLY_QUOTED_ONLY : TALLY_UNQUOTED_ONLY;
        if (!is_same(found, wanted, cell.text, cell.length, own) &&
            !is_same(++found, wanted, cell.text, cell.length, own))
            break;
        codes[row] = found->code;
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
    const tally_cells *cells, size_t row, uint32_t code, tally_seen_text *seen, uint32_t bits, uint8_t *copy, size_t room)
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
    places[1] = places[0];
    places[0] = (tally_seen_text){wanted.head, wanted.tail, copy, (uint32_t)cell.length | only, code};
    return copied;
}
