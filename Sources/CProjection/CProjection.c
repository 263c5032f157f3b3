#include "CProjection.h"

#include <dlfcn.h>
#include <geodesic.h>
#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>

static void *open_library(void)
{
    // The functions used here have kept their form since PROJ 6.
    static const char *const names[] = {
        "libproj.so.25", "libproj.so.26", "libproj.so.27", "libproj.so.22", "libproj.so.19", "libproj.so",
        "libproj.dylib", "/opt/homebrew/lib/libproj.dylib", "/usr/local/lib/libproj.dylib"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (library != NULL) return library;
    }
    return NULL;
}

struct tally_projection {
    PJ_CONTEXT *context;
    PJ *way;
    double west, south, east, north;
    __typeof__(&proj_trans_generic) convert;
    __typeof__(&proj_destroy) destroy;
    __typeof__(&proj_context_destroy) destroy_context;
};

tally_projection *tally_projection_new(int epsg, int *status)
{
    *status = TALLY_PROJECTION_NO_LIBRARY;
    void *library = open_library();
    if (library == NULL) return NULL;
#define FUNCTION(name) __typeof__(&name) name##_ = (__typeof__(&name))dlsym(library, #name)
    FUNCTION(proj_context_create);
    FUNCTION(proj_context_destroy);
    FUNCTION(proj_context_set_enable_network);
    FUNCTION(proj_log_level);
    FUNCTION(proj_create);
    FUNCTION(proj_create_crs_to_crs_from_pj);
    FUNCTION(proj_normalize_for_visualization);
    FUNCTION(proj_get_area_of_use);
    FUNCTION(proj_trans_generic);
    FUNCTION(proj_destroy);
#undef FUNCTION
    if (!proj_context_create_ || !proj_context_destroy_ || !proj_context_set_enable_network_ || !proj_log_level_ ||
        !proj_create_ || !proj_create_crs_to_crs_from_pj_ || !proj_normalize_for_visualization_ ||
        !proj_get_area_of_use_ || !proj_trans_generic_ || !proj_destroy_)
        return NULL;
    PJ_CONTEXT *context = proj_context_create_();
    tally_projection *projection = calloc(1, sizeof *projection);
    if (context == NULL || projection == NULL) {
        if (context != NULL) proj_context_destroy_(context);
        free(projection);
        return NULL;
    }
    proj_context_set_enable_network_(context, 0);
    proj_log_level_(context, PJ_LOG_NONE);
    char name[32];
    snprintf(name, sizeof name, "EPSG:%d", epsg);
    PJ *source = proj_create_(context, name);
    PJ *target = proj_create_(context, "EPSG:4326");
    PJ *raw = source && target ? proj_create_crs_to_crs_from_pj_(context, source, target, NULL, NULL) : NULL;
    // Longitude before latitude, east before north, whatever the order of the systems' axes.
    projection->way = raw != NULL ? proj_normalize_for_visualization_(context, raw) : NULL;
    int known = projection->way != NULL &&
                proj_get_area_of_use_(
                    context, source, &projection->west, &projection->south, &projection->east, &projection->north, NULL);
    if (raw != NULL) proj_destroy_(raw);
    if (source != NULL) proj_destroy_(source);
    if (target != NULL) proj_destroy_(target);
    projection->context = context;
    projection->convert = proj_trans_generic_;
    projection->destroy = proj_destroy_;
    projection->destroy_context = proj_context_destroy_;
    *status = known ? TALLY_PROJECTION_READY : TALLY_PROJECTION_UNKNOWN;
    if (known) return projection;
    tally_projection_free(projection);
    return NULL;
}

void tally_projection_free(tally_projection *projection)
{
    if (projection->way != NULL) projection->destroy(projection->way);
    projection->destroy_context(projection->context);
    free(projection);
}

void tally_projection_convert(const tally_projection *projection, double *x, double *y, size_t count)
{
    projection->convert(
        projection->way, PJ_FWD, x, sizeof *x, count, y, sizeof *y, count, NULL, 0, 0, NULL, 0, 0);
    // An area across the date line has its west end east of its east end.
    int crosses = projection->west > projection->east;
    for (size_t i = 0; i < count; i++) {
        int east = x[i] >= projection->west, west = x[i] <= projection->east;
        int inside = y[i] >= projection->south && y[i] <= projection->north && (crosses ? east || west : east && west);
        if (!inside) x[i] = y[i] = NAN;
    }
}

int tally_geodesic_distances(
    const double *latitude1, const double *longitude1, const double *latitude2, const double *longitude2,
    double *metres, size_t count)
{
    static void *library;
    if (library == NULL) library = open_library();
    if (library == NULL) return TALLY_PROJECTION_NO_LIBRARY;
    __typeof__(&geod_init) init = (__typeof__(init))dlsym(library, "geod_init");
    __typeof__(&geod_inverse) inverse = (__typeof__(inverse))dlsym(library, "geod_inverse");
    if (!init || !inverse) return TALLY_PROJECTION_NO_LIBRARY;
    struct geod_geodesic earth;
    init(&earth, 6378137, 1 / 298.257223563);
    for (size_t i = 0; i < count; i++) {
        metres[i] = NAN;
        if (isnan(latitude1[i]) || isnan(longitude1[i]) || isnan(latitude2[i]) || isnan(longitude2[i])) continue;
        inverse(&earth, latitude1[i], longitude1[i], latitude2[i], longitude2[i], &metres[i], NULL, NULL);
    }
    return TALLY_PROJECTION_READY;
}
