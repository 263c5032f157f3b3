#include "Vectorized.h"

// Sums by group, in 64 bits: half the time of sums in 128. The sum and the count of a group lie side by side, in one line of
// the cache.

uint64_t tally_add_to_groups(const int64_t *values, const uint32_t *groups, size_t count, int64_t *sums)
{
    uint64_t known = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t isKnown = values[i] != TALLY_MISSING;
        int64_t *group = sums + 2 * (size_t)groups[i];
        group[0] += isKnown ? values[i] : 0;
        group[1] += isKnown;
        known += (uint64_t)isKnown;
    }
    return known;
}

VECTORIZED uint64_t tally_magnitudes(const int64_t *values, size_t count)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t value = values[i];
        bits |= value == TALLY_MISSING ? 0 : (uint64_t)(value ^ (value >> 63));
    }
    return bits;
}
