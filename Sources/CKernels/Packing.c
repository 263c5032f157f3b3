#include "Vectorized.h"

// Times in milliseconds, or their differences, as counts of units in 32 bits. Numbers below 2 to the power of 43 are divided as
// doubles, which have vectors: the quotient is whole or further from the next whole number than it can be wrong.

INLINE unsigned pack(
    const int64_t *times, const int64_t *others, size_t count, int64_t origin, int64_t unit, uint32_t *restrict counts)
{
    const double scale = (double)unit;
    int64_t rest = 0, unmarked = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t time = times[i], other = others == NULL ? 0 : others[i];
        int64_t isMissing = (time == TALLY_MISSING) | (other == TALLY_MISSING);
        int64_t distance = isMissing ? 0 : (int64_t)((uint64_t)time - (uint64_t)other - (uint64_t)origin);
        int64_t units = (int64_t)((double)distance / scale);
        rest |= units * unit ^ distance;
        unmarked |= isMissing & (time != TALLY_MISSING);
        counts[i] = (uint32_t)units;
    }
    return (rest != 0 ? 0 : TALLY_PACKED_EXACTLY) | (unmarked != 0 ? 0 : TALLY_PACKED_OWN_GAPS);
}

VECTORIZED unsigned tally_pack_times(
    const int64_t *times, const int64_t *others, size_t count, int64_t origin, int64_t unit, uint32_t *counts)
{
    return others == NULL ? pack(times, NULL, count, origin, unit, counts)
                          : pack(times, others, count, origin, unit, counts);
}
