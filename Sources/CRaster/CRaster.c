#include "CRaster.h"

#include <dlfcn.h>

// The few declarations that are needed, so that building needs no headers of a graphics stack.
typedef struct {
    double x, y, width, height;
} rectangle;

enum { FORMAT_ARGB32 = 0, STATUS_SUCCESS = 0, STATUS_WRITE_ERROR = 11 };

typedef struct {
    tally_raster_receiver receiver;
    void *context;
} delivery;

static int deliver(void *opaque, const unsigned char *bytes, unsigned count)
{
    delivery *to = opaque;
    return to->receiver(to->context, bytes, count) == 1 ? STATUS_SUCCESS : STATUS_WRITE_ERROR;
}

static void *open_library(const char *linux_name, const char *mac_name)
{
    void *library = dlopen(linux_name, RTLD_NOW | RTLD_LOCAL);
    return library != NULL ? library : dlopen(mac_name, RTLD_NOW | RTLD_LOCAL);
}

int tally_raster_png(
    const uint8_t *svg, size_t count, int width, int height, tally_raster_receiver receiver, void *context)
{
    void *rsvg = open_library("librsvg-2.so.2", "librsvg-2.2.dylib");
    void *cairo = open_library("libcairo.so.2", "libcairo.2.dylib");
    void *gobject = open_library("libgobject-2.0.so.0", "libgobject-2.0.0.dylib");
    if (rsvg == NULL || cairo == NULL || gobject == NULL) return TALLY_RASTER_NO_LIBRARY;

    void *(*load)(const uint8_t *, size_t, void **) = dlsym(rsvg, "rsvg_handle_new_from_data");
    int (*render)(void *, void *, const rectangle *, void **) = dlsym(rsvg, "rsvg_handle_render_document");
    void *(*create_surface)(int, int, int) = dlsym(cairo, "cairo_image_surface_create");
    void *(*create)(void *) = dlsym(cairo, "cairo_create");
    int (*status)(void *) = dlsym(cairo, "cairo_status");
    void (*destroy)(void *) = dlsym(cairo, "cairo_destroy");
    void (*destroy_surface)(void *) = dlsym(cairo, "cairo_surface_destroy");
    int (*write_png)(void *, int (*)(void *, const unsigned char *, unsigned), void *) =
        dlsym(cairo, "cairo_surface_write_to_png_stream");
    void (*unref)(void *) = dlsym(gobject, "g_object_unref");
    if (!load || !render || !create_surface || !create || !status || !destroy || !destroy_surface || !write_png || !unref)
        return TALLY_RASTER_NO_LIBRARY;

    void *error = NULL;
    void *handle = load(svg, count, &error);
    if (handle == NULL) return TALLY_RASTER_FAILED;
    void *surface = create_surface(FORMAT_ARGB32, width, height);
    void *drawing = create(surface);
    const rectangle viewport = {0, 0, width, height};
    delivery to = {receiver, context};
    int is_done = status(drawing) == STATUS_SUCCESS && render(handle, drawing, &viewport, &error)
        && write_png(surface, deliver, &to) == STATUS_SUCCESS;
    destroy(drawing);
    destroy_surface(surface);
    unref(handle);
    return is_done ? TALLY_RASTER_DONE : TALLY_RASTER_FAILED;
}
