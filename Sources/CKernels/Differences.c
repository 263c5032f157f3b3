#include "Vectorized.h"

// Sums of differences of times by group, where times are counts of seconds and groups are narrow codes: difference, count and
// what is missing are one addition a row, to one of four tables in turn, so that a row does not wait for the one before it. A
// third of the time of computing the differences, and then adding them and counting them in turn. A table holds no more
// words than there are codes, so that those of some hundred codes stay in the first-level cache.

// What comes next is fetched while a part is added: a quarter of the time of columns that are in no cache.

enum { PART = 128 };

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
        part->slots[i] = (uint16_t)(codes[i] << 1 | isMissing);                                                        \
    }

/// Defines the sums for codes of a width.
#define DEFINE_ADD_DIFFERENCES(NAME, FILL_NAME, CODE)                                                                  \
    INLINE void FILL_NAME(                                                                                             \
        const CODE *codes, const uint32_t *left, const uint32_t *right, const uint32_t *rows, size_t count,            \
        part *restrict part)                                                                                           \
    {                                                                                                                  \
        const uint64_t one = (uint64_t)1 << TALLY_DIFFERENCE_BITS;                                                     \
        if (rows != NULL && right != NULL) {                                                                           \
            FILL(left[rows[i]], right[rows[i]], (a == 0) | (b == 0))                                                   \
        } else if (rows != NULL) {                                                                                     \
            FILL(left[rows[i]], 0, a == 0)                                                                             \
        } else if (right != NULL) {                                                                                    \
            FILL(left[i], right[i], (a == 0) | (b == 0))                                                               \
        } else {                                                                                                       \
            FILL(left[i], 0, a == 0)                                                                                   \
        }                                                                                                              \
    }                                                                                                                  \
                                                                                                                       \
    VECTORIZED void NAME(                                                                                              \
        const CODE *codes, const uint32_t *left, const uint32_t *right, const uint32_t *rows, size_t count,            \
        size_t codeCount, uint64_t *restrict words)                                                                    \
    {                                                                                                                  \
        part part;                                                                                                     \
        uint64_t *second = words + 2 * codeCount, *third = second + 2 * codeCount, *fourth = third + 2 * codeCount;    \
        for (size_t start = 0; start < count; start += PART) {                                                         \
            size_t size = count - start < PART ? count - start : PART, i = 0, first = rows == NULL ? start : 0;        \
            fetch_ahead(codes + start, size * sizeof *codes);                                                          \
            if (rows == NULL) fetch_ahead(left + start, size * sizeof *left);                                          \
            if (rows == NULL && right != NULL) fetch_ahead(right + start, size * sizeof *right);                       \
            FILL_NAME(                                                                                                 \
                codes + start, left + first, right == NULL ? NULL : right + first, rows == NULL ? NULL : rows + start, \
                size, &part);                                                                                          \
            for (; i + TALLY_DIFFERENCE_LANES <= size; i += TALLY_DIFFERENCE_LANES) {                                  \
                words[part.slots[i]] += part.terms[i];                                                                 \
                second[part.slots[i + 1]] += part.terms[i + 1];                                                        \
                third[part.slots[i + 2]] += part.terms[i + 2];                                                         \
                fourth[part.slots[i + 3]] += part.terms[i + 3];                                                        \
            }                                                                                                          \
            for (; i < size; i++) words[part.slots[i]] += part.terms[i];                                               \
        }                                                                                                              \
    }

DEFINE_ADD_DIFFERENCES(tally_add_differences_8, fill_8, uint8_t)
DEFINE_ADD_DIFFERENCES(tally_add_differences_16, fill_16, uint16_t)

VECTORIZED void tally_settle_differences(uint64_t *restrict words, size_t codeCount, int64_t *restrict totals)
{
    const unsigned rest = 64 - TALLY_DIFFERENCE_BITS;
    int64_t *counts = totals + codeCount, *missing = counts + codeCount;
    for (uint64_t *lane = words; lane < words + TALLY_DIFFERENCE_LANES * 2 * codeCount; lane += 2 * codeCount) {
        for (size_t code = 0; code < codeCount; code++) {
            // The sum is signed, and has borrowed from the count above it where it is negative.
            int64_t word = (int64_t)lane[2 * code], sum = (int64_t)((uint64_t)word << rest) >> rest;
            totals[code] += sum;
            counts[code] += (word - sum) >> TALLY_DIFFERENCE_BITS;
            missing[code] += (int64_t)lane[2 * code + 1];
            lane[2 * code] = lane[2 * code + 1] = 0;
        }
    }
}
