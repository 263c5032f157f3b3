#include "Vectorized.h"

// The bounds of a block of values: what a column of times is asked for first. Compiled for any processor, which compares no 64
// bits in vectors, a value takes twice as long as fetching it from memory.

VECTORIZED int tally_bounds(const int64_t *values, size_t count, int64_t *low, int64_t *high)
{
    int64_t smallest = INT64_MAX, largest = INT64_MIN, missing = 0;
    for (size_t i = 0; i < count; i++) {
        // Missing is the smallest integer: as the largest value it never counts, as the smallest it is turned around.
        int64_t value = values[i], isMissing = value == TALLY_MISSING, known = isMissing ? INT64_MAX : value;
        smallest = known < smallest ? known : smallest;
        largest = value > largest ? value : largest;
        missing |= isMissing;
    }
    *low = smallest;
    *high = largest;
    return missing != 0;
}
