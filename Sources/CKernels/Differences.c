#include "Vectorized.h"

// Sums of differences of times by group, where times are counts of seconds and groups are bytes: difference, count and what
// is missing are one addition a row, to one of four tables in turn, so that a row does not wait for the one before it. A
// third of the time of computing the differences, and then adding them and counting them in turn.

enum { PART = 512, LANES = 4, SLOTS = 2 * 256 };

/// What is added for each row of a part, and to which word of a table.
typedef struct {
    uint64_t terms[PART];
    uint16_t slots[PART];
} part;

#define FILL(A, B, IS_MISSING)                                                                                         \
    for (size_t i = 0; i < count; i++) {                                                                               \
        uint32_t a = A, b = B;                                                                                         \
        int isMissing = IS_MISSING;                                                                                    \
        part->terms[i] = isMissing ? 1 : (uint64_t)((int64_t)a - (int64_t)b) + one;                                    \
        part->slots[i] = (uint16_t)(codes[i] | isMissing << 8);                                                        \
    }

INLINE void fill(
    const uint8_t *codes, const uint32_t *left, const uint32_t *right, const uint32_t *rows, size_t count,
    part *restrict part)
{
    const uint64_t one = (uint64_t)1 << TALLY_DIFFERENCE_BITS;
    if (rows != NULL && right != NULL) {
        FILL(left[rows[i]], right[rows[i]], (a == 0) | (b == 0))
    } else if (rows != NULL) {
        FILL(left[rows[i]], 0, a == 0)
    } else if (right != NULL) {
        FILL(left[i], right[i], (a == 0) | (b == 0))
    } else {
        FILL(left[i], 0, a == 0)
    }
}

VECTORIZED void tally_add_differences(
    const uint8_t *codes, const uint32_t *left, const uint32_t *right, const uint32_t *rows, size_t count,
    uint64_t *restrict words)
{
    part part;
    for (size_t start = 0; start < count; start += PART) {
        size_t size = count - start < PART ? count - start : PART, i = 0, first = rows == NULL ? start : 0;
        fill(
            codes + start, left + first, right == NULL ? NULL : right + first, rows == NULL ? NULL : rows + start, size,
            &part);
        for (; i + LANES <= size; i += LANES) {
            words[part.slots[i]] += part.terms[i];
            words[SLOTS + part.slots[i + 1]] += part.terms[i + 1];
            words[2 * SLOTS + part.slots[i + 2]] += part.terms[i + 2];
            words[3 * SLOTS + part.slots[i + 3]] += part.terms[i + 3];
        }
        for (; i < size; i++) words[part.slots[i]] += part.terms[i];
    }
}
