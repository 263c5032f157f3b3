#include "codec.h"

#include <dlfcn.h>
#include <lzma.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    lzma_stream stream;
    __typeof__(&lzma_stream_decoder) decoder;
    __typeof__(&lzma_code) code;
    __typeof__(&lzma_end) end;
} state;

static int xz_restart(void *opaque)
{
    state *xz = opaque;
    return xz->decoder(&xz->stream, UINT64_MAX, 0) == LZMA_OK;
}

static void *xz_open(void)
{
    static const char *const names[] = {
        "liblzma.so.5", "liblzma.5.dylib", "/opt/homebrew/lib/liblzma.5.dylib", "/usr/local/lib/liblzma.5.dylib"};
    void *library = tally_open_library(names, sizeof names / sizeof *names);
    state *xz = library == NULL ? NULL : calloc(1, sizeof *xz);
    if (xz == NULL) return NULL;
    xz->decoder = (__typeof__(xz->decoder))dlsym(library, "lzma_stream_decoder");
    xz->code = (__typeof__(xz->code))dlsym(library, "lzma_code");
    xz->end = (__typeof__(xz->end))dlsym(library, "lzma_end");
    if (xz->decoder != NULL && xz->code != NULL && xz->end != NULL && xz_restart(xz)) return xz;
    free(xz);
    return NULL;
}

static int xz_step(void *opaque, const uint8_t *input, size_t *input_count, uint8_t *output, size_t *output_count)
{
    state *xz = opaque;
    xz->stream.next_in = input;
    xz->stream.avail_in = *input_count;
    xz->stream.next_out = output;
    xz->stream.avail_out = *output_count;
    lzma_ret result = xz->code(&xz->stream, LZMA_RUN);
    *input_count -= xz->stream.avail_in;
    *output_count -= xz->stream.avail_out;
    switch (result) {
    case LZMA_OK:
    case LZMA_BUF_ERROR: return TALLY_DECOMPRESS_MORE;
    case LZMA_STREAM_END: return TALLY_DECOMPRESS_END;
    case LZMA_MEM_ERROR: return TALLY_DECOMPRESS_NO_MEMORY;
    default: return TALLY_DECOMPRESS_DAMAGED;
    }
}

static void xz_close(void *opaque)
{
    state *xz = opaque;
    xz->end(&xz->stream);
    free(xz);
}

const tally_codec tally_xz_codec = {"liblzma", xz_open, xz_step, xz_restart, xz_close};
