#include "Vectorized.h"

#include <string.h>

// Flags become lists of rows. Most conditions leave few rows: whole words of flags without one cost a test, and the rest
// one step a row that is kept. With AVX-512 the kept numbers of sixteen rows are moved together at once.

#define LOWEST_BITS 0x0101010101010101ull

/// The flags of eight rows, one bit in each byte.
INLINE uint64_t eight_flags(const uint8_t *flags)
{
    uint64_t word;
    memcpy(&word, flags, 8);
    return word & LOWEST_BITS;
}

static size_t keep_from(const uint8_t *flags, size_t start, size_t count, uint32_t first, uint32_t *rows, size_t kept)
{
    size_t i = start;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    for (; i + 8 <= count; i += 8) {
        for (uint64_t word = eight_flags(flags + i); word != 0; word &= word - 1)
            rows[kept++] = first + (uint32_t)i + (uint32_t)(__builtin_ctzll(word) >> 3);
    }
#endif
    for (; i < count; i++) {
        rows[kept] = first + (uint32_t)i;
        kept += flags[i] & 1;
    }
    return kept;
}

static size_t keep_bytes_from(
    const uint8_t *flags, size_t start, size_t count, const uint8_t *codes, uint8_t *target, size_t kept)
{
    size_t i = start;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    for (; i + 8 <= count; i += 8) {
        for (uint64_t word = eight_flags(flags + i); word != 0; word &= word - 1)
            target[kept++] = codes[i + (size_t)(__builtin_ctzll(word) >> 3)];
    }
#endif
    for (; i < count; i++) {
        target[kept] = codes[i];
        kept += flags[i] & 1;
    }
    return kept;
}

static size_t keep_values_from(
    const uint8_t *flags, size_t start, size_t count, const uint32_t *values, uint32_t *target, size_t kept)
{
    for (size_t i = start; i < count; i++) {
        target[kept] = values[i];
        kept += flags[i] & 1;
    }
    return kept;
}

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,popcnt,bmi")))

INLINE int has_avx512(void) { return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"); }

AVX512 static size_t keep_run_avx512(const uint8_t *flags, size_t count, uint32_t first, uint32_t *rows)
{
    const __m512i lowest = _mm512_set1_epi8(1);
    const __m512i steps = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    size_t kept = 0, i = 0;
    for (; i + 64 <= count; i += 64) {
        uint64_t mask = _mm512_test_epi8_mask(_mm512_loadu_si512(flags + i), lowest);
        for (uint32_t part = 0; mask != 0; part += 16, mask >>= 16) {
            __mmask16 some = (__mmask16)mask;
            __m512i numbers = _mm512_add_epi32(steps, _mm512_set1_epi32((int)(first + (uint32_t)i + part)));
            _mm512_storeu_si512(rows + kept, _mm512_maskz_compress_epi32(some, numbers));
            kept += (size_t)__builtin_popcount(some);
        }
    }
    return keep_from(flags, i, count, first, rows, kept);
}

__attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt"))) static size_t keep_bytes_avx512(
    const uint8_t *flags, size_t count, const uint8_t *codes, uint8_t *target)
{
    const __m512i lowest = _mm512_set1_epi8(1);
    size_t kept = 0, i = 0;
    for (; i + 64 <= count; i += 64) {
        uint64_t mask = _mm512_test_epi8_mask(_mm512_loadu_si512(flags + i), lowest);
        _mm512_storeu_si512(target + kept, _mm512_maskz_compress_epi8(mask, _mm512_loadu_si512(codes + i)));
        kept += (size_t)__builtin_popcountll(mask);
    }
    return keep_bytes_from(flags, i, count, codes, target, kept);
}

AVX512 static size_t keep_values_avx512(
    const uint8_t *flags, size_t count, const uint32_t *values, uint32_t *target)
{
    size_t kept = 0, i = 0;
    for (; i + 16 <= count; i += 16) {
        __mmask16 some = _mm_test_epi8_mask(_mm_loadu_si128((const __m128i *)(flags + i)), _mm_set1_epi8(1));
        _mm512_storeu_si512(target + kept, _mm512_maskz_compress_epi32(some, _mm512_loadu_si512(values + i)));
        kept += (size_t)__builtin_popcount(some);
    }
    return keep_values_from(flags, i, count, values, target, kept);
}
#endif

size_t tally_keep_run(const uint8_t *flags, size_t count, uint32_t first, uint32_t *rows)
{
#if defined(__x86_64__)
    if (has_avx512()) return keep_run_avx512(flags, count, first, rows);
#endif
    return keep_from(flags, 0, count, first, rows, 0);
}

size_t tally_keep_values(const uint8_t *flags, size_t count, const uint32_t *values, uint32_t *kept)
{
#if defined(__x86_64__)
    if (has_avx512()) return keep_values_avx512(flags, count, values, kept);
#endif
    return keep_values_from(flags, 0, count, values, kept, 0);
}

size_t tally_keep_bytes(const uint8_t *flags, size_t count, const uint8_t *codes, uint8_t *kept)
{
#if defined(__x86_64__)
    if (has_avx512() && __builtin_cpu_supports("avx512vbmi2")) return keep_bytes_avx512(flags, count, codes, kept);
#endif
    return keep_bytes_from(flags, 0, count, codes, kept, 0);
}
