// Coordinates by PROJ, which is opened when the first point is converted, and never goes to the network.
#ifndef TALLY_CPROJECTION_H
#define TALLY_CPROJECTION_H

#include <stddef.h>

enum tally_projection_status {
    TALLY_PROJECTION_READY = 0,
    /// PROJ is not installed.
    TALLY_PROJECTION_NO_LIBRARY = 1,
    /// PROJ does not know the coordinate system, or finds no way from it to WGS84.
    TALLY_PROJECTION_UNKNOWN = 2,
};

/// The way from a coordinate system to longitude and latitude. Belongs to one thread.
typedef struct tally_projection tally_projection;

/// Opens the way from the coordinate system of an EPSG number; NULL and a status where there is none.
tally_projection *tally_projection_new(int epsg, int *status);

void tally_projection_free(tally_projection *projection);

/// Replaces coordinates in place: x by the longitude and y by the latitude, in degrees of WGS84; by NaN where the point lies
/// outside the area for which the system is made.
void tally_projection_convert(const tally_projection *projection, double *x, double *y, size_t count);

/// The lengths in metres of the shortest lines between points on the ellipsoid of WGS84, in degrees; NaN where a coordinate is.
/// Gives the status.
int tally_geodesic_distances(
    const double *latitude1, const double *longitude1, const double *latitude2, const double *longitude2,
    double *metres, size_t count);

#endif
