// Turning SVG into PNG with librsvg and cairo, which are opened when the first picture is asked for.
#ifndef TALLY_CRASTER_H
#define TALLY_CRASTER_H

#include <stddef.h>
#include <stdint.h>

enum tally_raster_result {
    TALLY_RASTER_DONE = 0,
    /// librsvg or one of its libraries is not installed.
    TALLY_RASTER_NO_LIBRARY = 1,
    /// The text is no picture, or there was no memory for it.
    TALLY_RASTER_FAILED = 2,
};

/// Takes a part of the file; anything but 1 stops.
typedef int (*tally_raster_receiver)(void *context, const uint8_t *bytes, size_t count);

/// Draws an SVG picture on `width` × `height` pixels, and hands the PNG file over part by part.
int tally_raster_png(
    const uint8_t *svg, size_t count, int width, int height, tally_raster_receiver receiver, void *context);

#endif
