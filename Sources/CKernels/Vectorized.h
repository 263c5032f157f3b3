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

#endif
