#include "Vectorized.h"

#include <string.h>

// Sorting by digits of eleven bits, the lowest first: every pass keeps the order of what it does not tell apart, so that
// equal keys stay in the order in which they came. Digits that all keys share, as the upper ones of times are, cost nothing.
// `distinct` of 600,000 durations takes a fifth of the time that comparing them took, and ordering as many rows a third.

// So few elements as most tables have rows are put into place one by one: the counts of all digits take 48 KB.

enum { DIGIT_BITS = 11, DIGITS = 6, BUCKETS = 1 << DIGIT_BITS, FEW = 64 };

/// Turns the order of signed numbers into that of unsigned ones.
INLINE uint64_t ordered(int64_t key) { return (uint64_t)key ^ ((uint64_t)1 << 63); }

INLINE unsigned digit(int64_t key, int pass) { return (unsigned)(ordered(key) >> (pass * DIGIT_BITS)) & (BUCKETS - 1); }

/// Defines a sort of elements of a type by the key that an expression gives.
#define DEFINE_SORT(NAME, TYPE, KEY)                                                                                   \
    static void NAME##_few(TYPE *elements, size_t count)                                                               \
    {                                                                                                                  \
        for (size_t i = 1; i < count; i++) {                                                                           \
            TYPE element = elements[i];                                                                                \
            size_t place = i;                                                                                          \
            for (; place > 0 && elements[place - 1] KEY > element KEY; place--) elements[place] = elements[place - 1]; \
            elements[place] = element;                                                                                 \
        }                                                                                                              \
    }                                                                                                                  \
                                                                                                                       \
    void NAME(TYPE *elements, TYPE *scratch, size_t count)                                                             \
    {                                                                                                                  \
        if (count <= FEW) {                                                                                            \
            NAME##_few(elements, count);                                                                               \
            return;                                                                                                    \
        }                                                                                                              \
        uint32_t counts[DIGITS][BUCKETS];                                                                              \
        memset(counts, 0, sizeof counts);                                                                              \
        for (size_t i = 0; i < count; i++) {                                                                           \
            int64_t key = elements[i] KEY;                                                                             \
            for (int pass = 0; pass < DIGITS; pass++) counts[pass][digit(key, pass)]++;                                \
        }                                                                                                              \
        TYPE *from = elements, *to = scratch;                                                                          \
        for (int pass = 0; pass < DIGITS && count > 0; pass++) {                                                       \
            if (counts[pass][digit(elements[0] KEY, pass)] == count) continue;                                         \
            uint32_t next = 0;                                                                                         \
            for (int bucket = 0; bucket < BUCKETS; bucket++) {                                                         \
                uint32_t size = counts[pass][bucket];                                                                  \
                counts[pass][bucket] = next;                                                                           \
                next += size;                                                                                          \
            }                                                                                                          \
            for (size_t i = 0; i < count; i++) to[counts[pass][digit(from[i] KEY, pass)]++] = from[i];                 \
            TYPE *other = from;                                                                                        \
            from = to;                                                                                                 \
            to = other;                                                                                                \
        }                                                                                                              \
        if (from != elements) memcpy(elements, from, count * sizeof *elements);                                        \
    }

DEFINE_SORT(tally_sort_keys, int64_t, )
DEFINE_SORT(tally_sort_rows, tally_keyed_row, .key)
