#include "Vectorized.h"

// Sums of differences of times by group, where times are counts of seconds and groups are bytes: difference, count and what
// is missing are one addition a row, to one of four tables in turn, so that a row does not wait for the one before it. A
// third of the time of computing the differences, and then adding them and counting them in turn.

enum { PART = 512, LANES = 4, SLOTS = 2 * 256 };

VECTORIZED void tally_add_differences(
    const uint8_t *codes, const uint32_t *left, const uint32_t *right, const uint32_t *rows, size_t count,
    uint64_t *restrict words)
{
    const uint64_t one = (uint64_t)1 << TALLY_DIFFERENCE_BITS;
    uint64_t terms[PART];
    uint16_t slots[PART];
    while (count > 0) {
        size_t part = count < PART ? count : PART;
        if (rows != NULL) {
            for (size_t i = 0; i < part; i++) {
                uint32_t a = left[rows[i]], b = right[rows[i]];
                int isMissing = (a == 0) | (b == 0);
                terms[i] = isMissing ? 1 : (uint64_t)((int64_t)a - (int64_t)b) + one;
                slots[i] = (uint16_t)(codes[i] | isMissing << 8);
            }
            rows += part;
        } else {
            for (size_t i = 0; i < part; i++) {
                uint32_t a = left[i], b = right[i];
                int isMissing = (a == 0) | (b == 0);
                terms[i] = isMissing ? 1 : (uint64_t)((int64_t)a - (int64_t)b) + one;
                slots[i] = (uint16_t)(codes[i] | isMissing << 8);
            }
            left += part;
            right += part;
        }
        size_t i = 0;
        for (; i + LANES <= part; i += LANES) {
            words[slots[i]] += terms[i];
            words[SLOTS + slots[i + 1]] += terms[i + 1];
            words[2 * SLOTS + slots[i + 2]] += terms[i + 2];
            words[3 * SLOTS + slots[i + 3]] += terms[i + 3];
        }
        for (; i < part; i++) words[slots[i]] += terms[i];
        codes += part;
        count -= part;
    }
}
