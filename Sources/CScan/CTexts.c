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

static inline int is_same(
    const tally_seen_text *seen, text_key key, const uint8_t *text, size_t length, const uint8_t *bytes,
    const size_t *offsets)
{
    if (seen->head != key.head || seen->tail != key.tail || seen->length != length) return 0;
    return length <= 16 || memcmp(bytes + offsets[seen->code - 1] + 8, text + 8, length - 16) == 0;
}

size_t tally_encode_cells(
    const tally_cells *cells, size_t from, const tally_seen_text *seen, uint32_t bits, const uint8_t *bytes,
    const size_t *offsets, uint32_t *codes, size_t *missing)
{
    const tally_cells column = *cells;
    size_t empty = 0, row;
    for (row = from; row < column.count; row++) {
        uint32_t start = column.starts[row * column.start_stride] + column.start_shift;
        size_t length = column.ends[row * column.stride] - start;
        const uint8_t *text = column.base + start;
        if (column.ends_row && length != 0 && text[length - 1] == '\r') length--;
        if (length != 0 && text[0] == column.quote) {
            if (length < 2 || text[length - 1] != column.quote || memchr(text + 1, column.quote, length - 2) != NULL)
                break;
            text++;
            length -= 2;
        }
        if (length == 0) {
            codes[row] = 0;
            empty++;
            continue;
        }
        text_key wanted = key(text, length);
        const tally_seen_text *found = seen + place(wanted, length, bits);
        if (!is_same(found, wanted, text, length, bytes, offsets) &&
            !is_same(++found, wanted, text, length, bytes, offsets))
            break;
        codes[row] = found->code;
    }
    *missing += empty;
    return row;
}

void tally_see_text(const uint8_t *text, size_t length, uint32_t code, tally_seen_text *seen, uint32_t bits)
{
    text_key wanted = key(text, length);
    tally_seen_text *places = seen + place(wanted, length, bits);
    places[1] = places[0];
    places[0] = (tally_seen_text){wanted.head, wanted.tail, (uint32_t)length, code};
}
