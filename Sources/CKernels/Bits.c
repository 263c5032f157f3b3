#include "Vectorized.h"

// Rows whose code has its bit set in a table, as those have whose text holds a pattern. The table of a million texts leaves the
// first-level cache; between the looks at it the codes have to be fetched ahead, a quarter of the time where they come from
// memory. What is wanted of the rows is kept at once: flags that are written first and read again take a tenth more.

enum { BLOCK = 64 };

INLINE uint8_t bit_of(uint32_t code, const uint32_t *bits) { return bits[code >> 5] >> (code & 31) & 1; }

/// The flags of a block of rows that follow one another.
INLINE void test_block(const uint32_t *codes, const uint32_t *bits, uint8_t *restrict flags)
{
    fetch_ahead(codes, BLOCK * sizeof *codes);
#pragma clang loop unroll(full) vectorize(disable)
    for (size_t i = 0; i < BLOCK; i++) flags[i] = bit_of(codes[i], bits);
}

void tally_test_bits(
    const uint32_t *codes, const uint32_t *rows, size_t count, const uint32_t *bits, uint8_t *restrict flags)
{
    size_t i = 0;
    if (rows == NULL) {
        for (; i + BLOCK <= count; i += BLOCK) test_block(codes + i, bits, flags + i);
        for (; i < count; i++) flags[i] = bit_of(codes[i], bits);
    } else {
        for (; i < count; i++) flags[i] = bit_of(codes[rows[i]], bits);
    }
}

static size_t keep_from(
    const uint32_t *codes, const uint32_t *bits, size_t start, size_t count, const uint8_t *values, uint8_t *target,
    size_t kept)
{
    uint8_t flags[8 * BLOCK];
    for (size_t i = start; i < count; i += sizeof flags) {
        size_t size = count - i < sizeof flags ? count - i : sizeof flags;
        tally_test_bits(codes + i, NULL, size, bits, flags);
        kept += tally_keep_bytes(flags, size, values + i, target + kept);
    }
    return kept;
}

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt,bmi2"))) static size_t keep_avx512(
    const uint32_t *codes, const uint32_t *bits, size_t count, const uint8_t *values, uint8_t *target)
{
    _Alignas(BLOCK) uint8_t flags[BLOCK];
    size_t kept = 0, i = 0;
    for (; i + BLOCK <= count; i += BLOCK) {
        test_block(codes + i, bits, flags);
        uint64_t mask = _mm512_test_epi8_mask(_mm512_load_si512(flags), _mm512_set1_epi8(1));
        _mm512_storeu_si512(target + kept, _mm512_maskz_compress_epi8(mask, _mm512_loadu_si512(values + i)));
        kept += (size_t)__builtin_popcountll(mask);
    }
    return keep_from(codes, bits, i, count, values, target, kept);
}
#endif

size_t tally_keep_bytes_with_bit(
    const uint32_t *codes, const uint32_t *bits, size_t count, const uint8_t *values, uint8_t *kept)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512vbmi2")) return keep_avx512(codes, bits, count, values, kept);
#endif
    return keep_from(codes, bits, 0, count, values, kept, 0);
}
