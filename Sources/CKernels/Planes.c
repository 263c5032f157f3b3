#include "CKernels.h"

// Codes as planes of bits (the vertical layout of Y. Li and J. Patel, BitWeaving, SIGMOD 2013), counted 512 rows at once: five
// planes say which of 32 codes a row has in five bits where a byte takes eight, and a code of 16 is found by and-ing four
// planes. Rows by code take a third of what they take by bytes.

#if defined(__x86_64__)
#include <immintrin.h>

#include <stddef.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vpopcntdq")))
#define INLINE static inline __attribute__((always_inline))

enum { WIDTH = 64, WORDS = TALLY_PLANE_ROWS / WIDTH };

int tally_has_planes(void)
{
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vpopcntdq");
}

AVX512 void tally_make_planes(const uint8_t *codes, size_t blocks, uint32_t planes, uint64_t *target)
{
    for (size_t block = 0; block < blocks; block++, target += planes * WORDS)
        for (size_t word = 0; word < WORDS; word++, codes += WIDTH) {
            __m512i own = _mm512_loadu_si512(codes);
            for (uint32_t plane = 0; plane < planes; plane++)
                target[plane * WORDS + word] = _mm512_test_epi8_mask(own, _mm512_set1_epi8((char)(1 << plane)));
        }
}

/// The rows that have a code: those whose bits are not those that `others` has set.
AVX512 INLINE __m512i having(const uint64_t *planes, uint32_t count, const __m512i *others)
{
    // a & (b ^ c)
    enum { AND_DIFFERENT = 0x60 };
    __m512i rows = _mm512_set1_epi64(-1);
    for (uint32_t plane = 0; plane < count; plane++)
        rows = _mm512_ternarylogic_epi64(rows, _mm512_loadu_si512(planes + plane * WORDS), others[plane], AND_DIFFERENT);
    return rows;
}

/// Splits rows by two planes: those with neither bit, with the first, with the second, with both.
AVX512 INLINE void split(__m512i rows, __m512i first, __m512i second, __m512i *parts)
{
    parts[0] = _mm512_ternarylogic_epi64(rows, first, second, 0x10);
    parts[1] = _mm512_ternarylogic_epi64(rows, first, second, 0x40);
    parts[2] = _mm512_ternarylogic_epi64(rows, first, second, 0x20);
    parts[3] = _mm512_ternarylogic_epi64(rows, first, second, 0x80);
}

/// What `having` compares the planes with.
AVX512 INLINE void set_others(uint32_t code, uint32_t count, __m512i *others)
{
    for (uint32_t plane = 0; plane < count; plane++) others[plane] = _mm512_set1_epi64(code >> plane & 1 ? 0 : -1);
}

/// Counts the rows of the codes `first ..< first + 16`.
AVX512 INLINE void count_sixteen(
    const uint64_t *codes, uint32_t planes, const uint64_t *marks, uint32_t markPlanes, uint32_t mark, int result,
    size_t blocks, uint32_t first, uint32_t *counts)
{
    enum { CODES = 16, LOW = TALLY_FEWEST_PLANES };
    __m512i found[CODES], upper[TALLY_MOST_PLANES], marked[TALLY_MOST_PLANES];
    for (int code = 0; code < CODES; code++) found[code] = _mm512_setzero_si512();
    uint32_t high = planes - LOW;
    set_others(first >> LOW, high, upper);
    set_others(mark, markPlanes, marked);
    const __m512i unwanted = _mm512_set1_epi64(result ? 0 : -1);
    for (size_t block = 0; block < blocks; block++, codes += planes * WORDS, marks += markPlanes * WORDS) {
        __m512i rows = _mm512_xor_si512(having(marks, markPlanes, marked), unwanted);
        if (high > 0) rows = _mm512_and_si512(rows, having(codes + LOW * WORDS, high, upper));
        __m512i low[LOW], outer[4], inner[4];
        for (uint32_t plane = 0; plane < LOW; plane++) low[plane] = _mm512_loadu_si512(codes + plane * WORDS);
        split(rows, low[2], low[3], outer);
        for (int part = 0; part < 4; part++) {
            split(outer[part], low[0], low[1], inner);
            for (int code = 0; code < 4; code++)
                found[4 * part + code] = _mm512_add_epi64(found[4 * part + code], _mm512_popcnt_epi64(inner[code]));
        }
    }
    for (int code = 0; code < CODES; code++) counts[first + code] += (uint32_t)_mm512_reduce_add_epi64(found[code]);
}

/// The same; loops whose marks have a known number of planes take two thirds of the time.
AVX512 static void count_sixteen_of(
    const uint64_t *codes, uint32_t planes, const uint64_t *marks, uint32_t markPlanes, uint32_t mark, int result,
    size_t blocks, uint32_t first, uint32_t *counts)
{
    enum { NONE = 0, FOUR = 4, FIVE = 5, SIX = TALLY_MOST_PLANES };
    switch (markPlanes) {
    case NONE: return count_sixteen(codes, planes, marks, NONE, mark, result, blocks, first, counts);
    case FOUR: return count_sixteen(codes, planes, marks, FOUR, mark, result, blocks, first, counts);
    case FIVE: return count_sixteen(codes, planes, marks, FIVE, mark, result, blocks, first, counts);
    default: return count_sixteen(codes, planes, marks, SIX, mark, result, blocks, first, counts);
    }
}

void tally_count_planes(
    const uint64_t *codes, uint32_t planes, const uint64_t *marks, uint32_t markPlanes, uint8_t mark, uint8_t result,
    size_t blocks, uint32_t codeCount, uint32_t *counts)
{
    for (uint32_t first = 0; first < codeCount; first += 16)
        count_sixteen_of(codes, planes, marks, markPlanes, mark, result, blocks, first, counts);
}

#else

#include <stdlib.h>

// Without counting bits in wide vectors bytes are as fast, and nobody makes planes.

int tally_has_planes(void) { return 0; }

void tally_make_planes(const uint8_t *codes, size_t blocks, uint32_t planes, uint64_t *target) { abort(); }

void tally_count_planes(
    const uint64_t *codes, uint32_t planes, const uint64_t *marks, uint32_t markPlanes, uint8_t mark, uint8_t result,
    size_t blocks, uint32_t codeCount, uint32_t *counts)
{
    abort();
}
#endif
