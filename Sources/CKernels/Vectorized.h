// How a loop is compiled several times over.
#ifndef TALLY_VECTORIZED_H
#define TALLY_VECTORIZED_H

#include "CKernels.h"

/// In front of a function: it is compiled for AVX-512, for AVX2 and for any processor, and the loader picks one. Elsewhere
/// one version does for all: the vectors of ARM64 are part of its baseline.
#if defined(__x86_64__) && defined(__linux__)
#define VECTORIZED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VECTORIZED
#endif

#define INLINE static inline __attribute__((always_inline))

/// Fetches what lies as far behind the bytes from `start` on as memory is away: for loops that read a column from its first row
/// to its last while they look things up elsewhere, or in turns, where the processor does not see by itself what comes next.
INLINE void fetch_ahead(const void *start, size_t bytes)
{
    enum { AHEAD = 4096, LINE = 64 };
    for (size_t line = 0; line < bytes; line += LINE) __builtin_prefetch((const char *)start + AHEAD + line);
}

#endif
