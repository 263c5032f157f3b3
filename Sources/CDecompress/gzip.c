#include "codec.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <zlib.h>

typedef struct {
    z_stream stream;
    __typeof__(&inflate) inflate;
    __typeof__(&inflateReset) inflateReset;
    __typeof__(&inflateEnd) inflateEnd;
} state;

static void *gzip_open(void)
{
    static const char *const names[] = {"libz.so.1", "libz.1.dylib", "/usr/lib/libz.1.dylib"};
    void *library = tally_open_library(names, sizeof names / sizeof *names);
    state *gzip = library == NULL ? NULL : calloc(1, sizeof *gzip);
    if (gzip == NULL) return NULL;
    __typeof__(&inflateInit2_) init = (__typeof__(init))dlsym(library, "inflateInit2_");
    gzip->inflate = (__typeof__(gzip->inflate))dlsym(library, "inflate");
    gzip->inflateReset = (__typeof__(gzip->inflateReset))dlsym(library, "inflateReset");
    gzip->inflateEnd = (__typeof__(gzip->inflateEnd))dlsym(library, "inflateEnd");
    // 16 asks for the gzip wrapper, 15 for the largest window.
    if (init != NULL && gzip->inflate != NULL && gzip->inflateReset != NULL && gzip->inflateEnd != NULL &&
        init(&gzip->stream, 15 + 16, ZLIB_VERSION, (int)sizeof(z_stream)) == Z_OK)
        return gzip;
    free(gzip);
    return NULL;
}

static int gzip_step(void *opaque, const uint8_t *input, size_t *input_count, uint8_t *output, size_t *output_count)
{
    state *gzip = opaque;
    const uInt most = 1u << 30;
    uInt given = *input_count > most ? most : (uInt)*input_count;
    uInt room = *output_count > most ? most : (uInt)*output_count;
    gzip->stream.next_in = (Bytef *)input;
    gzip->stream.avail_in = given;
    gzip->stream.next_out = output;
    gzip->stream.avail_out = room;
    int result = gzip->inflate(&gzip->stream, Z_NO_FLUSH);
    *input_count = given - gzip->stream.avail_in;
    *output_count = room - gzip->stream.avail_out;
    switch (result) {
    case Z_OK:
    case Z_BUF_ERROR: return TALLY_DECOMPRESS_MORE;
    case Z_STREAM_END: return TALLY_DECOMPRESS_END;
    case Z_MEM_ERROR: return TALLY_DECOMPRESS_NO_MEMORY;
    default: return TALLY_DECOMPRESS_DAMAGED;
    }
}

static int gzip_restart(void *opaque)
{
    state *gzip = opaque;
    return gzip->inflateReset(&gzip->stream) == Z_OK;
}

static void gzip_close(void *opaque)
{
    state *gzip = opaque;
    gzip->inflateEnd(&gzip->stream);
    free(gzip);
}

const tally_codec tally_gzip_codec = {"zlib", gzip_open, gzip_step, gzip_restart, gzip_close};
