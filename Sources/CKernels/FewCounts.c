#include "Vectorized.h"

#include <string.h>

// Rows by group, where the groups are bytes. Adding one to a place in memory a row takes a quarter of a nanosecond however
// it is done; comparing 64 rows at once with each of a dozen codes takes a quarter of that, because what is counted then
// stays in registers; and counting the bits of 16 times 64 rows at once takes a tenth, which AVX-512 can.

/// The bytes of the widest vectors; processors with narrower ones take several for them.
typedef uint8_t bytes __attribute__((vector_size(64)));

enum { WIDTH = sizeof(bytes), FULL = 255 };

/// The sum of 64 counts, which fits into 16 bits.
INLINE uint32_t total(const bytes *counts)
{
    typedef uint16_t words __attribute__((vector_size(2 * sizeof(bytes))));
    return __builtin_reduce_add(__builtin_convertvector(*counts, words));
}

/// Counts the rows of four codes from `code` on, those that the marks tell where there are marks.
INLINE void count_four(
    const uint8_t *codes, const uint8_t *marks, uint8_t mark, uint8_t result, size_t blocks, uint32_t code,
    uint32_t *counts)
{
    const bytes zero = {0};
    const bytes a = zero + (uint8_t)code, b = a + 1, c = a + 2, d = a + 3, wanted = zero - result;
    while (blocks > 0) {
        // A byte holds the count of so many blocks.
        size_t part = blocks < FULL ? blocks : FULL;
        bytes as = zero, bs = zero, cs = zero, ds = zero;
        for (size_t i = 0; i < part; i++, codes += WIDTH) {
            bytes here, own;
            memcpy(&here, codes, WIDTH);
            if (marks != NULL) {
                // Another row has a code that no group has.
                memcpy(&own, marks, WIDTH);
                here |= (bytes)(own == zero + mark) ^ wanted;
                marks += WIDTH;
            }
            as -= (bytes)(here == a);
            bs -= (bytes)(here == b);
            cs -= (bytes)(here == c);
            ds -= (bytes)(here == d);
        }
        counts[code] += total(&as);
        counts[code + 1] += total(&bs);
        counts[code + 2] += total(&cs);
        counts[code + 3] += total(&ds);
        blocks -= part;
    }
}

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,popcnt")))

/// How often each bit of the bytes has been seen: the digits of 64 times 8 binary numbers. One vector is added to them in
/// two instructions, as carry-save adders do (R. Harley and D. Seal's way of counting bits, here those of each place).
typedef struct {
    __m512i ones, twos, fours, eights;
} digits;

/// Adds two vectors to a digit; returns what is carried.
AVX512 INLINE __m512i carry(__m512i *digit, __m512i a, __m512i b)
{
    __m512i carried = _mm512_ternarylogic_epi64(*digit, a, b, 0xE8);
    *digit = _mm512_ternarylogic_epi64(*digit, a, b, 0x96);
    return carried;
}

/// Adds eight vectors to the lowest three digits; returns what is carried.
AVX512 INLINE __m512i add_eight(digits *seen, const __m512i *bits)
{
    __m512i a = carry(&seen->twos, carry(&seen->ones, bits[0], bits[1]), carry(&seen->ones, bits[2], bits[3]));
    __m512i b = carry(&seen->twos, carry(&seen->ones, bits[4], bits[5]), carry(&seen->ones, bits[6], bits[7]));
    return carry(&seen->fours, a, b);
}

/// Counts each bit of the bytes, so many times over.
AVX512 INLINE void count_bits(__m512i bits, uint32_t weight, uint32_t *counts)
{
    for (int place = 0; place < 8; place++) {
        __mmask64 set = _mm512_test_epi8_mask(bits, _mm512_set1_epi8((char)(1 << place)));
        counts[place] += weight * (uint32_t)__builtin_popcountll(set);
    }
}

AVX512 INLINE void count_digits(const digits *seen, uint32_t *counts)
{
    count_bits(seen->ones, 1, counts);
    count_bits(seen->twos, 2, counts);
    count_bits(seen->fours, 4, counts);
    count_bits(seen->eights, 8, counts);
}

/// Counts the rows of 16 codes from `first` on in the chunks of 1,024 rows; returns how many rows those are.
AVX512 INLINE size_t count_sixteen_of(
    const uint8_t *codes, const uint8_t *marks, uint8_t mark, uint8_t result, size_t count, uint32_t first,
    uint32_t *counts)
{
    enum { HALF = 8, CHUNK = 2 * HALF * WIDTH };
    // The bit of each code, in the byte of the lower eight codes or in that of the upper ones.
    const __m512i lower = _mm512_broadcast_i32x4(_mm_set_epi64x(0, (long long)0x8040201008040201));
    const __m512i upper = _mm512_broadcast_i32x4(_mm_set_epi64x((long long)0x8040201008040201, 0));
    const __m512i start = _mm512_set1_epi8((char)first), wanted = _mm512_set1_epi8((char)mark);
    // Codes beyond the 16 get the highest bit, for which a look-up gives zero.
    const __m512i beyond = _mm512_set1_epi8(0x70);
    const uint64_t others = result ? 0 : ~(uint64_t)0;
    digits low = {0}, high = {0};
    size_t i = 0;
    while (i + CHUNK <= count) {
        __m512i carried_low[2], carried_high[2];
        for (int half = 0; half < 2; half++) {
            __m512i bits_low[HALF], bits_high[HALF];
            for (int block = 0; block < HALF; block++, i += WIDTH) {
                __m512i code = _mm512_sub_epi8(_mm512_loadu_si512(codes + i), start);
                code = _mm512_adds_epu8(code, beyond);
                fetch_ahead(codes + i, WIDTH);
                __mmask64 counted = ~(__mmask64)0;
                if (marks != NULL) {
                    counted = _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(marks + i), wanted) ^ others;
                    fetch_ahead(marks + i, WIDTH);
                }
                bits_low[block] = _mm512_maskz_shuffle_epi8(counted, lower, code);
                bits_high[block] = _mm512_maskz_shuffle_epi8(counted, upper, code);
            }
            carried_low[half] = add_eight(&low, bits_low);
            carried_high[half] = add_eight(&high, bits_high);
        }
        count_bits(carry(&low.eights, carried_low[0], carried_low[1]), 16, counts + first);
        count_bits(carry(&high.eights, carried_high[0], carried_high[1]), 16, counts + first + 8);
    }
    count_digits(&low, counts + first);
    count_digits(&high, counts + first + 8);
    return i;
}

AVX512 static size_t count_sixteen(const uint8_t *codes, size_t count, uint32_t first, uint32_t *counts)
{
    return count_sixteen_of(codes, NULL, 0, 0, count, first, counts);
}

AVX512 static size_t count_sixteen_marked(
    const uint8_t *codes, const uint8_t *marks, uint8_t mark, uint8_t result, size_t count, uint32_t first,
    uint32_t *counts)
{
    return count_sixteen_of(codes, marks, mark, result, count, first, counts);
}
#endif

VECTORIZED static void count_fours(const uint8_t *codes, size_t count, uint32_t codeCount, uint32_t *counts)
{
    size_t blocks = count / WIDTH;
    for (uint32_t code = 0; code < codeCount; code += 4) count_four(codes, NULL, 0, 0, blocks, code, counts);
    for (size_t i = blocks * WIDTH; i < count; i++) counts[codes[i]]++;
}

VECTORIZED static void count_fours_marked(
    const uint8_t *codes, const uint8_t *marks, uint8_t mark, uint8_t result, size_t count, uint32_t codeCount,
    uint32_t *counts)
{
    size_t blocks = count / WIDTH;
    for (uint32_t code = 0; code < codeCount; code += 4)
        count_four(codes, marks, mark, result, blocks, code, counts);
    for (size_t i = blocks * WIDTH; i < count; i++) counts[codes[i]] += (marks[i] == mark) == result;
}

void tally_count_few(const uint8_t *codes, size_t count, uint32_t codeCount, uint32_t *counts)
{
    size_t counted = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw"))
        for (uint32_t first = 0; first < codeCount; first += 16) counted = count_sixteen(codes, count, first, counts);
#endif
    count_fours(codes + counted, count - counted, codeCount, counts);
}

void tally_count_few_marked(
    const uint8_t *codes, const uint8_t *marks, uint8_t mark, uint8_t result, size_t count, uint32_t codeCount,
    uint32_t *counts)
{
    size_t counted = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw"))
        for (uint32_t first = 0; first < codeCount; first += 16)
            counted = count_sixteen_marked(codes, marks, mark, result, count, first, counts);
#endif
    count_fours_marked(codes + counted, marks + counted, mark, result, count - counted, codeCount, counts);
}
