#include "Vectorized.h"

#include <math.h>
#include <string.h>

// The buckets of differences of times (see Ranks.c), from their counts of seconds: sixteen at once instead of eight, and
// without the differences ever being written.

INLINE int32_t bits_of(float value)
{
    int32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/// As the position of a double, in the order of the floats: its 24 bits are far more than a bucket needs.
INLINE int32_t position(int32_t difference, float linear)
{
    float value = (float)difference;
    int32_t distance = bits_of(fabsf(value) + linear), base = bits_of(linear);
    return value < 0 ? base - distance : distance - base;
}

int32_t tally_difference_position(int32_t difference, float linear) { return position(difference, linear); }

INLINE uint16_t cell(uint32_t group, uint32_t a, uint32_t b, int isMissing, tally_difference_scale scale)
{
    int32_t place = position((int32_t)(a - b + (uint32_t)scale.offset), scale.linear);
    place = place < scale.first ? scale.first : place > scale.last ? scale.last : place;
    uint32_t bucket = (((uint32_t)place - (uint32_t)scale.first) >> scale.shift) + 1;
    return (uint16_t)(group << scale.bits | (isMissing ? 0 : bucket));
}

VECTORIZED void tally_rank_differences(
    const uint32_t *left, const uint32_t *right, const uint32_t *rows, const uint32_t *groups, size_t count,
    tally_difference_scale scale, uint16_t *restrict cells)
{
    if (rows != NULL && right != NULL) {
        for (size_t i = 0; i < count; i++) {
            uint32_t a = left[rows[i]], b = right[rows[i]];
            cells[i] = cell(groups[i], a, b, (a == 0) | (b == 0), scale);
        }
    } else if (rows != NULL) {
        for (size_t i = 0; i < count; i++) {
            uint32_t a = left[rows[i]];
            cells[i] = cell(groups[i], a, 0, a == 0, scale);
        }
    } else if (right != NULL) {
        for (size_t i = 0; i < count; i++)
            cells[i] = cell(groups[i], left[i], right[i], (left[i] == 0) | (right[i] == 0), scale);
    } else {
        for (size_t i = 0; i < count; i++) cells[i] = cell(groups[i], left[i], 0, left[i] == 0, scale);
    }
}
