#include "Vectorized.h"

// Group numbers from codes. Files of requests come in the order of their days: where all codes of a run are one, as those
// of a day are for hundreds of rows, the table is asked once for all of them.

#define RUN 32

#define DEFINE_ADD_SHARES(NAME, CODE)                                                                                  \
    VECTORIZED void NAME(                                                                                              \
        const CODE *codes, const uint32_t *rows, const uint32_t *shares, uint32_t stride, size_t count,                \
        uint32_t *restrict groups)                                                                                     \
    {                                                                                                                  \
        if (rows != NULL && shares != NULL) {                                                                          \
            for (size_t i = 0; i < count; i++) groups[i] += shares[codes[rows[i]]];                                    \
        } else if (rows != NULL) {                                                                                     \
            for (size_t i = 0; i < count; i++) groups[i] += codes[rows[i]] * stride;                                   \
        } else if (shares == NULL) {                                                                                   \
            for (size_t i = 0; i < count; i++) groups[i] += codes[i] * stride;                                         \
        } else {                                                                                                       \
            size_t start = 0;                                                                                          \
            for (; start + RUN <= count; start += RUN) {                                                               \
                const CODE *run = codes + start;                                                                       \
                uint32_t *target = groups + start;                                                                     \
                CODE differences = 0;                                                                                  \
                for (size_t i = 0; i < RUN; i++) differences |= run[i] ^ run[0];                                       \
                if (differences == 0) {                                                                                \
                    uint32_t share = shares[run[0]];                                                                   \
                    for (size_t i = 0; i < RUN; i++) target[i] += share;                                               \
                } else {                                                                                               \
                    for (size_t i = 0; i < RUN; i++) target[i] += shares[run[i]];                                      \
                }                                                                                                      \
            }                                                                                                          \
            for (; start < count; start++) groups[start] += shares[codes[start]];                                      \
        }                                                                                                              \
    }

DEFINE_ADD_SHARES(tally_add_shares_8, uint8_t)
DEFINE_ADD_SHARES(tally_add_shares_16, uint16_t)
DEFINE_ADD_SHARES(tally_add_shares_32, uint32_t)

static void add_few_shares_from(
    const uint8_t *codes, const uint32_t *shares, size_t start, size_t count, uint32_t *groups)
{
    for (size_t i = start; i < count; i++) groups[i] += shares[codes[i]];
}

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx512f"))) static void add_few_shares_avx512(
    const uint8_t *codes, const uint32_t *shares, size_t count, uint32_t *groups)
{
    const __m512i low = _mm512_loadu_si512(shares), high = _mm512_loadu_si512(shares + 16);
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        __m512i places = _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)(codes + i)));
        __m512i found = _mm512_permutex2var_epi32(low, places, high);
        _mm512_storeu_si512(groups + i, _mm512_add_epi32(_mm512_loadu_si512(groups + i), found));
    }
    add_few_shares_from(codes, shares, i, count, groups);
}
#endif

void tally_add_few_shares(const uint8_t *codes, const uint32_t *shares, size_t count, uint32_t *groups)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) return add_few_shares_avx512(codes, shares, count, groups);
#endif
    add_few_shares_from(codes, shares, 0, count, groups);
}
