#include "codec.h"

#include <bzlib.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    bz_stream stream;
    int isOpen;
    __typeof__(&BZ2_bzDecompressInit) init;
    __typeof__(&BZ2_bzDecompress) decompress;
    __typeof__(&BZ2_bzDecompressEnd) end;
} state;

static int bzip2_restart(void *opaque)
{
    state *bzip2 = opaque;
    if (bzip2->isOpen) bzip2->end(&bzip2->stream);
    memset(&bzip2->stream, 0, sizeof bzip2->stream);
    bzip2->isOpen = bzip2->init(&bzip2->stream, 0, 0) == BZ_OK;
    return bzip2->isOpen;
}

static void *bzip2_open(void)
{
    static const char *const names[] = {
        "libbz2.so.1.0", "libbz2.so.1", "libbz2.1.0.dylib", "/usr/lib/libbz2.1.0.dylib"};
    void *library = tally_open_library(names, sizeof names / sizeof *names);
    state *bzip2 = library == NULL ? NULL : calloc(1, sizeof *bzip2);
    if (bzip2 == NULL) return NULL;
    bzip2->init = (__typeof__(bzip2->init))dlsym(library, "BZ2_bzDecompressInit");
    bzip2->decompress = (__typeof__(bzip2->decompress))dlsym(library, "BZ2_bzDecompress");
    bzip2->end = (__typeof__(bzip2->end))dlsym(library, "BZ2_bzDecompressEnd");
    if (bzip2->init != NULL && bzip2->decompress != NULL && bzip2->end != NULL && bzip2_restart(bzip2)) return bzip2;
    free(bzip2);
    return NULL;
}

static int bzip2_step(void *opaque, const uint8_t *input, size_t *input_count, uint8_t *output, size_t *output_count)
{
    state *bzip2 = opaque;
    const unsigned most = 1u << 30;
    unsigned given = *input_count > most ? most : (unsigned)*input_count;
    unsigned room = *output_count > most ? most : (unsigned)*output_count;
    bzip2->stream.next_in = (char *)input;
    bzip2->stream.avail_in = given;
    bzip2->stream.next_out = (char *)output;
    bzip2->stream.avail_out = room;
    int result = bzip2->decompress(&bzip2->stream);
    *input_count = given - bzip2->stream.avail_in;
    *output_count = room - bzip2->stream.avail_out;
    switch (result) {
    case BZ_OK: return TALLY_DECOMPRESS_MORE;
    case BZ_STREAM_END: return TALLY_DECOMPRESS_END;
    case BZ_MEM_ERROR: return TALLY_DECOMPRESS_NO_MEMORY;
    default: return TALLY_DECOMPRESS_DAMAGED;
    }
}

static void bzip2_close(void *opaque)
{
    state *bzip2 = opaque;
    if (bzip2->isOpen) bzip2->end(&bzip2->stream);
    free(bzip2);
}

const tally_codec tally_bzip2_codec = {"libbz2", bzip2_open, bzip2_step, bzip2_restart, bzip2_close};
