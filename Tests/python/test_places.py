"""Coordinates, distances and zones are those of pyproj and shapely."""

import csv
import io
import json
import math

import numpy
import pyproj
import pytest
import shapely

import tally


PROFILE = """dataset places matches "px", "py", "qx"
  key   id = "id"
  point p  = "px", "py" crs {crs}
  point q  = "qx", "qy" crs {crs}

"""


def write(path, p, q):
    with path.open("w") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "px", "py", "qx", "qy"])
        for index, row in enumerate(zip(*p, *q)):
            writer.writerow([index, *("" if math.isnan(v) else repr(float(v)) for v in row)])
    return path


def ask(path, query, crs=4326):
    """The rows of the answer, and the notes."""
    done = tally.attempt(path, "-o", "csv", "-c", PROFILE.format(crs=crs) + query)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout))), done.stderr


@pytest.mark.parametrize("crs", [2278, 2263, 2056, 32614, 4326])
def test_coordinates(tmp_path, crs):
    system = pyproj.CRS.from_epsg(crs)
    area = system.area_of_use
    west, south, east, north = (-180, -90, 180, 90) if crs == 4326 else area.bounds
    random = numpy.random.default_rng(crs)
    # Some of the points lie outside the area for which the system is made.
    width, height = (0, 0) if crs == 4326 else ((east - west) / 10, (north - south) / 10)
    longitude = random.uniform(west - width, east + width, 2000)
    latitude = random.uniform(south - height, north + height, 2000)
    forward = pyproj.Transformer.from_crs(4326, crs, always_xy=True)
    x, y = forward.transform(longitude, latitude)
    x[~numpy.isfinite(x)] = math.nan
    # Rubbish of the kinds that files hold; a missing coordinate is no rubbish.
    x[:6] = [1e30, 0, -1, 1e9, math.nan, 123]
    y[:6] = [1e30, 0, -1, 0, 5, math.nan]
    path = write(tmp_path / "points.csv", (x, y), (x, y))
    found, notes = ask(path, "list latitude(p), longitude(p)", crs)
    back = pyproj.Transformer.from_crs(crs, 4326, always_xy=True).transform(x, y)
    outside = 0
    for row, lon, lat, px, py in zip(found, *back, x, y, strict=True):
        if math.isnan(px) or math.isnan(py):
            assert row["latitude(p)"] == row["longitude(p)"] == ""
        elif west <= lon <= east and south <= lat <= north and (crs != 4326 or (px, py) != (0, 0)):
            assert float(row["latitude(p)"]) == pytest.approx(lat, rel=0, abs=1e-10)
            assert float(row["longitude(p)"]) == pytest.approx(lon, rel=0, abs=1e-10)
        else:
            outside += 1
            assert row["latitude(p)"] == row["longitude(p)"] == ""
    assert outside >= 3
    assert f"{outside} rows of the data have a p without a place" in notes


def test_distances(tmp_path):
    random = numpy.random.default_rng(4)
    longitude, latitude = random.uniform(-180, 180, (2, 1000)), random.uniform(-90, 90, (2, 1000))
    longitude[1][:500] = longitude[0][:500] + random.normal(0, 0.01, 500)
    latitude[1][:500] = numpy.clip(latitude[0][:500] + random.normal(0, 0.01, 500), -90, 90)
    longitude = numpy.clip(longitude, -180, 180)
    path = write(tmp_path / "pairs.csv", (longitude[0], latitude[0]), (longitude[1], latitude[1]))
    found, _ = ask(path, "list d = distance(p, q), e = distance(p, 29.4246, -98.4951)")
    earth = pyproj.Geod(ellps="WGS84")
    _, _, expected = earth.inv(longitude[0], latitude[0], longitude[1], latitude[1])
    _, _, city = earth.inv(longitude[0], latitude[0], numpy.full(1000, -98.4951), numpy.full(1000, 29.4246))
    for row, d, e in zip(found, expected, city, strict=True):
        assert float(row["d"]) == pytest.approx(d, rel=1e-9, abs=1e-8)
        assert float(row["e"]) == pytest.approx(e, rel=1e-9)


def test_lengths(tmp_path):
    path = write(tmp_path / "one.csv", ([-98.5], [29.4]), ([-98.4], [29.4]))
    found, _ = ask(path, "list a = 500m, b = 2km, c = 1_000ft, d = 1mi, e = 0.5km")
    assert [float(value) for value in found[0].values()] == pytest.approx([500, 2000, 304.8, 1609.344, 500])


@pytest.mark.parametrize("side", ["500m", "2km", "30m"])
def test_grid(tmp_path, side):
    metres = 2000 if side == "2km" else float(side[:-1])
    random = numpy.random.default_rng(7)
    longitude, latitude = random.uniform(-98.8, -98.2, 3000), random.uniform(-33.7, -33.1, 3000)
    path = write(tmp_path / "points.csv", (longitude, latitude), (longitude, latitude))
    found, _ = ask(path, f"list square = grid(p, {side})")
    height = metres / (6_371_008.8 * math.pi / 180)
    earth = pyproj.Geod(ellps="sphere")
    for row, lon, lat in zip(found, longitude, latitude, strict=True):
        line = math.floor(lat / height)
        middle = (line + 0.5) * height
        width = height / math.cos(math.radians(middle))
        expected = f"{middle:.5f} {(math.floor(lon / width) + 0.5) * width:.5f}"
        assert row["square"] == expected
        # No point is farther from the middle than half a diagonal, and the rounding of the name.
        y, x = map(float, row["square"].split())
        assert earth.inv(lon, lat, x, y)[2] <= metres * math.sqrt(0.5) * 1.001 + 1


def features(shapes):
    return {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"zone": f"z{index}", "weight": index},
         "geometry": None if shape is None else shapely.geometry.mapping(shape)} for index, shape in enumerate(shapes)]}


def patchwork(side, between):
    """side × side neighbours whose borders are crooked and shared; `between` points on each border."""
    random = numpy.random.default_rng(side)
    corner = {(i, j): (-98.8 + 0.6 * i / side + (0.1 / side) * random.normal(),
                       29.2 + 0.5 * j / side + (0.08 / side) * random.normal())
              for i in range(side + 1) for j in range(side + 1)}

    def border(a, b):
        (x1, y1), (x2, y2) = corner[a], corner[b]
        ts = [k / (between + 1) for k in range(1, between + 1)]
        rough = numpy.random.default_rng(abs(hash((a, b))) % 2**32).normal(0, 0.04 / side, (between, 2)) / 4
        return [(x1 + t * (x2 - x1) + dx, y1 + t * (y2 - y1) + dy) for t, (dx, dy) in zip(ts, rough)]

    borders = {}
    for i in range(side + 1):
        for j in range(side + 1):
            for a, b in (((i, j), (i + 1, j)), ((i, j), (i, j + 1))):
                if b in corner:
                    borders[a, b] = border(a, b)

    def along(a, b):
        return [corner[a], *(borders[a, b] if (a, b) in borders else borders[b, a][::-1])]

    shapes = []
    for i in range(side):
        for j in range(side):
            ring = along((i, j), (i + 1, j)) + along((i + 1, j), (i + 1, j + 1)) + along(
                (i + 1, j + 1), (i, j + 1)) + along((i, j + 1), (i, j))
            shapes.append(shapely.Polygon(ring))
    return shapes


@pytest.mark.parametrize("side, between", [(3, 4), (10, 30)])
def test_neighbouring_zones(tmp_path, side, between):
    shapes = patchwork(side, between)
    random = numpy.random.default_rng(2)
    longitude, latitude = random.uniform(-98.9, -98.1, 20_000), random.uniform(29.1, 29.8, 20_000)
    path = write(tmp_path / "points.csv", (longitude, latitude), (longitude, latitude))
    zones = tmp_path / "zones.geojson"
    zones.write_text(json.dumps(features(shapes), indent=1))
    found, notes = ask(path, f'lookup "{zones}" containing p list id, zone, weight')
    points = shapely.points(longitude, latitude)
    inside = numpy.array([shapely.contains(shape, points) for shape in shapes])
    first = numpy.where(inside.any(axis=0), inside.argmax(axis=0), -1)
    for row, expected in zip(found, first, strict=True):
        assert (row["zone"], row["weight"]) == (("", "") if expected < 0 else (f"z{expected}", str(expected)))
    assert f"{(first < 0).sum():,} rows of the data lie in no zone of zones" in notes
    shared = (inside.sum(axis=0) > 1).sum()
    assert (f"{shared:,} row" in notes and "several zones" in notes) == (shared > 0)


def test_a_border_belongs_to_one_zone(tmp_path):
    # A chessboard: corners and points on edges are on the borders of two to four squares.
    shapes = [shapely.box(i, j, i + 1, j + 1) for j in range(4) for i in range(4)]
    longitude, latitude = (axis.ravel() / 2 for axis in numpy.meshgrid(numpy.arange(1, 8), numpy.arange(1, 8)))
    path = write(tmp_path / "points.csv", (longitude, latitude), (longitude, latitude))
    zones = tmp_path / "squares.geojson"
    zones.write_text(json.dumps(features(shapes)))
    found, notes = ask(path, f'lookup "{zones}" containing p list zone')
    # The square to the east and to the north.
    assert [row["zone"] for row in found] == [f"z{int(y) * 4 + int(x)}" for x, y in zip(longitude, latitude)]
    assert "several" not in notes and "no zone" not in notes


def test_slanted_borders_are_shared_exactly(tmp_path):
    # Two triangles; points on the diagonal as exactly as doubles allow lie in just one.
    shapes = [shapely.Polygon([(0.1, 0.3), (7.3, 0.3), (7.3, 5.9)]), shapely.Polygon([(0.1, 0.3), (7.3, 5.9), (0.1, 5.9)])]
    t = numpy.random.default_rng(1).random(5000)
    longitude, latitude = 0.1 + t * 7.2, 0.3 + t * 5.6
    path = write(tmp_path / "points.csv", (longitude, latitude), (longitude, latitude))
    zones = tmp_path / "halves.geojson"
    zones.write_text(json.dumps(features(shapes)))
    found, notes = ask(path, f'lookup "{zones}" containing p group by zone show count')
    assert {row["zone"] for row in found} == {"z0", "z1"}
    assert "several" not in notes and "no zone" not in notes


def test_holes_parts_and_overlaps(tmp_path):
    ring = shapely.Point(0, 0).buffer(2).difference(shapely.Point(0, 0).buffer(1))
    parts = shapely.MultiPolygon([shapely.box(3, 3, 4, 4), shapely.box(5, 5, 6, 6).difference(shapely.box(5.2, 5.2, 5.8, 5.8))])
    shapes = [ring, parts, shapely.box(-0.5, -0.5, 0.5, 0.5), None, shapely.box(-3, -3, 0, 0)]
    random = numpy.random.default_rng(3)
    longitude, latitude = random.uniform(-4, 7, 8000), random.uniform(-4, 7, 8000)
    path = write(tmp_path / "points.csv", (longitude, latitude), (longitude, latitude))
    zones = tmp_path / "shapes.geojson"
    zones.write_text(json.dumps(features(shapes)))
    found, notes = ask(path, f'lookup "{zones}" containing p list zone')
    points = shapely.points(longitude, latitude)
    inside = numpy.array([shapely.contains(s, points) if s else numpy.zeros(8000, bool) for s in shapes])
    expected = [f"z{column.argmax()}" if column.any() else "" for column in inside.T]
    assert [row["zone"] for row in found] == expected
    assert f"{(inside.sum(axis=0) > 1).sum():,} rows of the data lie in several zones" in notes
    assert "has no polygon" in notes


@pytest.mark.parametrize("geometry, message", [
    ({"type": "Point", "coordinates": [1, 2]}, "is a Point, expected a Polygon"),
    ({"type": "Polygon", "coordinates": [[[2125996, 13701616], [2125999, 13701616], [2125999, 13701619]]]}, "no degrees"),
    ({"type": "Polygon", "coordinates": [[["a", 1]]]}, "no number"),
    ({"type": "Polygon", "coordinates": [[[1], [2]]]}, "two coordinates"),
    ({"coordinates": []}, "has no polygon"),
])
def test_what_is_no_zone_is_refused(tmp_path, geometry, message):
    path = write(tmp_path / "points.csv", ([1.0], [2.0]), ([1.0], [2.0]))
    zones = tmp_path / "wrong.geojson"
    zones.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"zone": 1}, "geometry": geometry}]}))
    done = tally.attempt(path, "-c", PROFILE.format(crs=4326) + f'lookup "{zones}" containing p show count')
    assert done.returncode == 1 and message in done.stderr, done.stderr


@pytest.mark.parametrize("closing", ["]" * 300_000 + "}}]}", ""])
def test_zones_nested_without_end_are_refused(tmp_path, closing):
    """What is nested deeper than any polygon is an error at its place, and no column of it is missed besides."""
    path = write(tmp_path / "points.csv", ([1.0], [2.0]), ([1.0], [2.0]))
    zones = tmp_path / "deep.geojson"
    zones.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"zone": 1}, "geometry": '
        '{"type": "Polygon", "coordinates": ' + "[" * 300_000 + closing)
    done = tally.attempt(
        path, "-c", PROFILE.format(crs=4326) + f'lookup "{zones}" containing p group by zone show count')
    said = "is no geometry of GeoJSON" if closing else "cut off"
    assert done.returncode == 1 and said in done.stderr and done.stderr.count("error:") == 1, done.stderr


def test_an_unknown_system_is_refused(tmp_path):
    path = write(tmp_path / "points.csv", ([1.0], [2.0]), ([1.0], [2.0]))
    done = tally.attempt(path, "-c", PROFILE.format(crs=999999) + "list latitude(p)")
    assert done.returncode == 1 and "EPSG:999999" in done.stderr, done.stderr


def test_points_written_as_text(tmp_path):
    path = tmp_path / "texts.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([
            ["id", "pair", "wkt", "json", "address point"],
            [1, "(40.67, -74.00)", "POINT (-98.49 29.42)", '{"type":"Point","coordinates":[-98.49,29.42]}',
             "123 MAIN ST\nSan Antonio, TX\n(29.4, -98.5)"],
            [2, "(-74.0, 40.67)", "Point Z(-98.4 29.4 12)",
             '{"latitude":"29.4","longitude":"-98.4","human_address":"{}"}', ""],
            [3, "", "SRID=4326;POINT(-98.4 29.4)", "", "nowhere"],
            [4, "(-174, 140.67)", "POINT EMPTY", '{"type":"Point"}', "(29.5, -98.6)"],
        ])
    query = ("list a = latitude(pair), b = longitude(pair), c = latitude(wkt), d = longitude(wkt), e = latitude(json), "
             "f = longitude(json), g = latitude(`address point`), h = longitude(`address point`)")
    done = tally.attempt(path, "-o", "csv", "-c", query)
    assert [row for row in csv.reader(io.StringIO(done.stdout))][1:] == [
        ["40.67", "-74", "29.42", "-98.49", "29.42", "-98.49", "29.4", "-98.5"],
        # A first number that is no latitude is the longitude.
        ["-74", "40.67", "29.4", "-98.4", "29.4", "-98.4", "", ""],
        ["", "", "29.4", "-98.4", "", "", "", ""],
        ["", "", "", "", "", "", "29.5", "-98.6"],
    ], done.stderr
    assert done.stderr.count("whose text is no point") == 4
    # Such a column stays a text to group by, and a profile makes a point of it.
    done = tally.attempt(path, "-o", "csv", "-c", "group by pair show count limit 1")
    assert done.returncode == 0, done.stderr
    profile = 'dataset texts matches "wkt", "json"\n  point here = "wkt" crs 2278\n\nlist here, latitude(here) limit 1'
    done = tally.attempt(path, "-o", "csv", "-c", profile)
    assert done.stdout.splitlines()[1] == "-98.49 29.42,"
    assert "lie outside the area of EPSG:2278" in done.stderr
    page = tally.attempt("describe", "--profile", path).stdout
    assert 'point    location        = "pair"' in page, page
