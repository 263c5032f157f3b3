#include "Vectorized.h"

#include <math.h>
#include <string.h>

// The first step towards a quantile: the bucket of every value among those of its group (see RankScale.swift), and how many
// values each bucket has. In cache a bucket takes a quarter of a nanosecond with AVX-512, and finding the rows of a few
// buckets again half of one; values that need not be copied, and memory that need not be asked for, made quantiles twice as
// fast as collecting them was.

/// A double's distance from zero, in the order of the doubles: its bits are as good as its logarithm. Distances far below
/// `linear` are even.
INLINE int64_t position(double value, double linear)
{
    double sum = fabs(value) + linear;
    int64_t distance, base;
    memcpy(&distance, &sum, sizeof sum);
    memcpy(&base, &linear, sizeof linear);
    return value < 0 ? base - distance : distance - base;
}

int64_t tally_rank_position(double value, double linear) { return position(value, linear); }

/// The cell of a value of a group; the first of each group's cells is for missing values.
INLINE uint16_t cell(uint32_t group, double value, int isMissing, tally_rank_scale scale)
{
    int64_t last = ((int64_t)1 << scale.bits) - 2;
    int64_t bucket = (position(value, scale.linear) - scale.origin) >> scale.shift;
    bucket = bucket < 0 ? 0 : bucket > last ? last : bucket;
    return (uint16_t)(group << scale.bits | (uint32_t)(isMissing ? 0 : bucket + 1));
}

VECTORIZED void tally_rank_integers(
    const int64_t *values, const uint32_t *groups, size_t count, tally_rank_scale scale, uint16_t *restrict cells)
{
    for (size_t i = 0; i < count; i++)
        cells[i] = cell(groups[i], (double)values[i], values[i] == TALLY_MISSING, scale);
}

VECTORIZED void tally_rank_numbers(
    const double *values, const uint32_t *groups, size_t count, tally_rank_scale scale, uint16_t *restrict cells)
{
    for (size_t i = 0; i < count; i++) {
        int isMissing = values[i] != values[i];
        cells[i] = cell(groups[i], isMissing ? 0 : values[i], isMissing, scale);
    }
}

void tally_count_cells(const uint16_t *cells, size_t count, uint32_t *counts)
{
    for (size_t i = 0; i < count; i++) counts[cells[i]]++;
}

size_t tally_find_cells(const uint16_t *cells, size_t count, const uint8_t *wanted, uint32_t *places)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        places[found] = (uint32_t)i;
        found += wanted[cells[i]];
    }
    return found;
}
