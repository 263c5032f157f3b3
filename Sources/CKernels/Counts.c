#include "Vectorized.h"

#define DEFINE_COUNT(NAME, CODE)                                                                                       \
    void NAME(const CODE *codes, size_t count, size_t stride, uint32_t *counts)                                        \
    {                                                                                                                  \
        uint32_t *second = counts + stride, *third = second + stride, *fourth = third + stride;                        \
        size_t i = 0;                                                                                                  \
        for (; i + 4 <= count; i += 4) {                                                                               \
            counts[codes[i]]++;                                                                                        \
            second[codes[i + 1]]++;                                                                                    \
            third[codes[i + 2]]++;                                                                                     \
            fourth[codes[i + 3]]++;                                                                                    \
        }                                                                                                              \
        for (; i < count; i++) counts[codes[i]]++;                                                                     \
    }

DEFINE_COUNT(tally_count_8, uint8_t)
DEFINE_COUNT(tally_count_16, uint16_t)

VECTORIZED uint8_t tally_all_bits(const uint8_t *flags, size_t count)
{
    uint8_t bits = 0;
    for (size_t i = 0; i < count; i++) bits |= flags[i];
    return bits;
}
