#include "Vectorized.h"

// Rows whose codes are marked, where few of very many codes are. A bit a code is then more than the first-level cache holds,
// and a row waits for the second one; a bit for four codes fits, and rules most rows out. What is left is looked up again.
// With 900,000 codes of which one of sixty is marked that takes three quarters of the time. Other processors than those with
// AVX-512 gain nothing. What is kept is stored once for 64 rows: stores that overlap wait for one another.

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt,bmi,bmi2")))

enum { PART = 512, AHEAD = 1024 };

/// Every second bit of a word is one of `low`, the ones between are those of `high`.
AVX512 static uint64_t interleave(uint32_t low, uint32_t high)
{
    return _pdep_u64(low, 0x5555555555555555ull) | _pdep_u64(high, 0xaaaaaaaaaaaaaaaaull);
}

AVX512 static size_t find_quads_avx512(const uint32_t *bits, size_t words, uint64_t *quads)
{
    const __m512i lower = _mm512_set1_epi8(0x0f), upper = _mm512_set1_epi8((char)0xf0);
    size_t found = 0;
    for (size_t i = 0; i < words; i += 16) {
        __mmask16 some = words - i < 16 ? (__mmask16)((1u << (words - i)) - 1) : (__mmask16)0xffff;
        __m512i here = _mm512_maskz_loadu_epi32(some, bits + i);
        uint64_t low = _mm512_test_epi8_mask(here, lower), high = _mm512_test_epi8_mask(here, upper);
        quads[i / 8] = interleave((uint32_t)low, (uint32_t)high);
        quads[i / 8 + 1] = interleave((uint32_t)(low >> 32), (uint32_t)(high >> 32));
        found += (size_t)(__builtin_popcountll(low) + __builtin_popcountll(high));
    }
    return found;
}

/// Moves the codes and the values of the rows together whose four codes have a bit, of whole blocks of 64 rows.
AVX512 static size_t keep_likely(
    const uint32_t *codes, size_t count, const uint32_t *quads, const uint8_t *values, uint32_t *keptCodes,
    uint8_t *keptValues)
{
    const __m512i one = _mm512_set1_epi32(1), places = _mm512_set1_epi32(31);
    size_t kept = 0;
    for (size_t i = 0; i + 64 <= count; i += 64) {
        // Between loads in no order the processor does not see by itself that the codes are read one after the other.
        for (size_t line = 0; line < 256; line += 64) __builtin_prefetch((const char *)(codes + i) + AHEAD + line);
        uint64_t all = 0;
        for (size_t part = 0; part < 64; part += 16) {
            __m512i here = _mm512_loadu_si512(codes + i + part), quad = _mm512_srli_epi32(here, 2);
            __m512i words = _mm512_i32gather_epi32(_mm512_srli_epi32(quad, 5), quads, 4);
            __mmask16 mask = _mm512_test_epi32_mask(words, _mm512_sllv_epi32(one, _mm512_and_si512(quad, places)));
            uint32_t *target = keptCodes + kept + __builtin_popcountll(all);
            _mm512_storeu_si512(target, _mm512_maskz_compress_epi32(mask, here));
            all |= (uint64_t)mask << part;
        }
        _mm512_storeu_si512(keptValues + kept, _mm512_maskz_compress_epi8(all, _mm512_loadu_si512(values + i)));
        kept += (size_t)__builtin_popcountll(all);
    }
    return kept;
}
#endif

int tally_uses_quads(void)
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2");
#else
    return 0;
#endif
}

size_t tally_find_quads(const uint32_t *bits, size_t words, uint64_t *quads)
{
#if defined(__x86_64__)
    return find_quads_avx512(bits, words, quads);
#else
    (void)bits, (void)words, (void)quads;
    return 0;
#endif
}

/// Writes the values of those of some rows whose code has its bit.
static size_t keep_marked(
    const uint32_t *codes, size_t count, const uint32_t *bits, const uint8_t *values, uint8_t *kept)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        kept[found] = values[i];
        found += bits[codes[i] >> 5] >> (codes[i] & 31) & 1;
    }
    return found;
}

size_t tally_keep_bytes_marked(
    const uint32_t *codes, size_t count, const uint32_t *bits, const uint64_t *quads, const uint8_t *values,
    uint8_t *kept)
{
    size_t found = 0, start = 0;
#if defined(__x86_64__)
    uint32_t likely[PART + 16];
    uint8_t likelyValues[PART + 64];
    while (start + 64 <= count) {
        size_t size = count - start < PART ? (count - start) / 64 * 64 : PART;
        size_t left = keep_likely(codes + start, size, (const uint32_t *)quads, values + start, likely, likelyValues);
        found += keep_marked(likely, left, bits, likelyValues, kept + found);
        start += size;
    }
#endif
    (void)quads;
    return found + keep_marked(codes + start, count - start, bits, values + start, kept + found);
}
