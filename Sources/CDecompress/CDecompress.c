#include "codec.h"

#include <dlfcn.h>
#include <stdlib.h>

struct tally_decompressor {
    const tally_codec *codec;
    void *state;
};

void *tally_open_library(const char *const names[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (library != NULL) return library;
    }
    return NULL;
}

tally_decompressor *tally_decompress_new(int compression, const char **library)
{
    const tally_codec *codecs[] = {&tally_gzip_codec, &tally_zstd_codec, &tally_bzip2_codec, &tally_xz_codec};
    if (compression < 0 || compression > TALLY_XZ) return NULL;
    *library = codecs[compression]->library;
    tally_decompressor *decompressor = malloc(sizeof *decompressor);
    if (decompressor == NULL) return NULL;
    decompressor->codec = codecs[compression];
    decompressor->state = decompressor->codec->open();
    if (decompressor->state != NULL) return decompressor;
    free(decompressor);
    return NULL;
}

int tally_decompress_step(
    tally_decompressor *decompressor, const uint8_t *input, size_t *input_count, uint8_t *output, size_t *output_count)
{
    return decompressor->codec->step(decompressor->state, input, input_count, output, output_count);
}

int tally_decompress_restart(tally_decompressor *decompressor)
{
    return decompressor->codec->restart(decompressor->state);
}

void tally_decompress_free(tally_decompressor *decompressor)
{
    decompressor->codec->close(decompressor->state);
    free(decompressor);
}
