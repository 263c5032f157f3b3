#include "codec.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <zstd.h>

typedef struct {
    ZSTD_DCtx *context;
    __typeof__(&ZSTD_decompressStream) decompressStream;
    __typeof__(&ZSTD_DCtx_reset) reset;
    __typeof__(&ZSTD_freeDCtx) freeDCtx;
    __typeof__(&ZSTD_isError) isError;
} state;

static void *zstd_open(void)
{
    static const char *const names[] = {
        "libzstd.so.1", "libzstd.1.dylib", "/opt/homebrew/lib/libzstd.1.dylib", "/usr/local/lib/libzstd.1.dylib"};
    void *library = tally_open_library(names, sizeof names / sizeof *names);
    state *zstd = library == NULL ? NULL : calloc(1, sizeof *zstd);
    if (zstd == NULL) return NULL;
    __typeof__(&ZSTD_createDCtx) create = (__typeof__(create))dlsym(library, "ZSTD_createDCtx");
    __typeof__(&ZSTD_DCtx_setParameter) set = (__typeof__(set))dlsym(library, "ZSTD_DCtx_setParameter");
    zstd->decompressStream = (__typeof__(zstd->decompressStream))dlsym(library, "ZSTD_decompressStream");
    zstd->reset = (__typeof__(zstd->reset))dlsym(library, "ZSTD_DCtx_reset");
    zstd->freeDCtx = (__typeof__(zstd->freeDCtx))dlsym(library, "ZSTD_freeDCtx");
    zstd->isError = (__typeof__(zstd->isError))dlsym(library, "ZSTD_isError");
    if (create != NULL && set != NULL && zstd->decompressStream != NULL && zstd->reset != NULL &&
        zstd->freeDCtx != NULL && zstd->isError != NULL)
        zstd->context = create();
    if (zstd->context != NULL) {
        // `--long=31` windows: the file decides how far back it looks, and a mapped 64-bit process can follow.
        set(zstd->context, ZSTD_d_windowLogMax, sizeof(size_t) == 8 ? 31 : 30);
        return zstd;
    }
    free(zstd);
    return NULL;
}

static int zstd_step(void *opaque, const uint8_t *input, size_t *input_count, uint8_t *output, size_t *output_count)
{
    state *zstd = opaque;
    ZSTD_inBuffer in = {input, *input_count, 0};
    ZSTD_outBuffer out = {output, *output_count, 0};
    size_t result = zstd->decompressStream(zstd->context, &out, &in);
    *input_count = in.pos;
    *output_count = out.pos;
    if (zstd->isError(result)) return TALLY_DECOMPRESS_DAMAGED;
    return result == 0 ? TALLY_DECOMPRESS_END : TALLY_DECOMPRESS_MORE;
}

static int zstd_restart(void *opaque)
{
    state *zstd = opaque;
    return !zstd->isError(zstd->reset(zstd->context, ZSTD_reset_session_only));
}

static void zstd_close(void *opaque)
{
    state *zstd = opaque;
    zstd->freeDCtx(zstd->context);
    free(zstd);
}

const tally_codec tally_zstd_codec = {"libzstd", zstd_open, zstd_step, zstd_restart, zstd_close};
