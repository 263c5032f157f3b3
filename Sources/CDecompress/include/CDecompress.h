// Decompression of gzip, zstd, bzip2 and xz as one stream interface.
//
// The system's libraries are opened when the first compressed file is met: linking them would cost every start of the
// program 0.35 ms, and most files are not compressed.
#ifndef TALLY_CDECOMPRESS_H
#define TALLY_CDECOMPRESS_H

#include <stddef.h>
#include <stdint.h>

enum tally_compression {
    TALLY_GZIP = 0,
    TALLY_ZSTD = 1,
    TALLY_BZIP2 = 2,
    TALLY_XZ = 3,
};

enum tally_decompress_status {
    /// Output was made or input was taken; call again.
    TALLY_DECOMPRESS_MORE = 0,
    /// A compressed stream ended here; another may follow in the same file.
    TALLY_DECOMPRESS_END = 1,
    /// The input is damaged.
    TALLY_DECOMPRESS_DAMAGED = 2,
    TALLY_DECOMPRESS_NO_MEMORY = 3,
};

typedef struct tally_decompressor tally_decompressor;

/// A decompressor, or NULL when its library is not installed or memory is short; `library` names the library.
tally_decompressor *tally_decompress_new(int compression, const char **library);

/// Takes input and writes output; both counts come back as what was used. The input stays readable during the call.
int tally_decompress_step(
    tally_decompressor *decompressor, const uint8_t *input, size_t *input_count, uint8_t *output, size_t *output_count);

/// Makes ready for another stream of the same kind; 0 when it could not.
int tally_decompress_restart(tally_decompressor *decompressor);

void tally_decompress_free(tally_decompressor *decompressor);

#endif
