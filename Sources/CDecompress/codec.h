// What the four decompressors share. Private to this target.
#ifndef TALLY_CDECOMPRESS_PRIVATE_H
#define TALLY_CDECOMPRESS_PRIVATE_H

#include "include/CDecompress.h"

/// One kind of compression: how to begin, go on, begin again and end.
typedef struct {
    const char *library;
    /// A state, or NULL.
    void *(*open)(void);
    int (*step)(void *state, const uint8_t *input, size_t *input_count, uint8_t *output, size_t *output_count);
    int (*restart)(void *state);
    void (*close)(void *state);
} tally_codec;

extern const tally_codec tally_gzip_codec, tally_zstd_codec, tally_bzip2_codec, tally_xz_codec;

/// Opens a library by the first of its names that works: one for Linux, then those of macOS; NULL when none does.
void *tally_open_library(const char *const names[], size_t count);

#endif
