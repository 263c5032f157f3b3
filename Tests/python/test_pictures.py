"""Pictures in files: well formed, complete, honest about what they leave out, and drawn by others as well."""

import json
import re
import struct
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest
import shapely
import vl_convert
from tally import PROGRAM, SAN_ANTONIO, TOP, run

EXAMPLES = TOP / "examples" / "data"
SVG = "{http://www.w3.org/2000/svg}"

ZONES = EXAMPLES / "districts.geojson"

QUERIES = {
    "bars": "group by department show late% with ci 95% draw bars",
    "grouped": "group by category across source show count with totals draw bars",
    "change": "where opened in 2023 over month show change in count draw bars",
    "line": "over quarter across source show count draw line",
    "rate": "over month show late%, count draw line",
    "spark": "over month across department show late% draw spark",
    "heatmap": "group by weekday(opened) across month_name(opened) show count draw heatmap",
    "gaps": "group by source, department show late% draw heatmap",
    "histogram": "list time_to_close draw histogram",
    "columns": "over month show count draw histogram",
    "box": "list department, time_to_close draw box",
    "map": "where district in (1, 2) list location draw map",
    "zones": f'lookup "{ZONES}" on district where district != 9 group by district show late% draw map',
}


def picture(folder, query, ending):
    path = folder / f"x{ending}"
    run(SAN_ANTONIO, "-c", f'{query} into "{path}"')
    return path


def texts(root):
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_svg_is_well_formed_and_inside_its_frame(tmp_path, query):
    root = ElementTree.parse(picture(tmp_path, query, ".svg")).getroot()
    width, height = float(root.get("width")), float(root.get("height"))
    assert width == 800 and height > 100
    marks = [element for element in root.iter() if element.tag in (f"{SVG}rect", f"{SVG}circle", f"{SVG}path")]
    assert len(marks) > 5
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x")) <= width and 0 < float(text.get("y")) <= height
    assert any("as of 2024-03-04" in text for text in texts(root))


def test_svg_shows_every_value_and_marks_partial_periods(tmp_path):
    root = ElementTree.parse(picture(tmp_path, QUERIES["bars"], ".svg")).getroot()
    assert {"71.6%", "87.1%", "20.2%", "63.9%", "4.7%"} <= set(texts(root))
    root = ElementTree.parse(picture(tmp_path, QUERIES["columns"], ".partial.svg")).getroot()
    assert texts(root).count("*") == 2
    assert any("only partly covered" in text for text in texts(root))


def test_svg_escapes_what_the_data_says(tmp_path):
    data = tmp_path / "odd.csv"
    data.write_text('name,n\n<script>alert("x")</script> & co,1\n"]]>",2\n')
    path = tmp_path / "odd.svg"
    run(data, "-c", f'group by name show count draw bars into "{path}"')
    assert any("<script>" in text for text in texts(ElementTree.parse(path).getroot()))
    assert "<script>" not in path.read_text()


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_vega_lite_draws_the_specification(tmp_path, query):
    specification = json.loads(picture(tmp_path, query, ".vl.json").read_text())
    assert specification["title"]["text"]
    drawn = vl_convert.vegalite_to_svg(specification)
    assert ElementTree.fromstring(drawn).tag == f"{SVG}svg"
    assert "NaN" not in drawn and "undefined" not in drawn and "Infinity" not in drawn


def test_page_needs_nothing_else(tmp_path):
    page = picture(tmp_path, QUERIES["line"], ".html").read_text()
    assert "<svg" in page and "<table>" in page and "<script" not in page
    assert not re.search(r'(?:src|href)="', page)
    assert set(re.findall(r"https?://[^\"' ]*", page)) == {"http://www.w3.org/2000/svg"}
    assert "<td>2023-Q4</td>" in page


def test_png_has_two_pixels_for_one(tmp_path):
    content = picture(tmp_path, QUERIES["bars"], ".png").read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    assert width == 1600 and height > 300


def test_other_endings_get_the_rows(tmp_path):
    rows = picture(tmp_path, QUERIES["line"], ".csv").read_text()
    assert rows.startswith("quarter,311 Mobile App,Code Proactive Calls,Constituent Call\n")


def test_a_picture_without_draw_is_refused(tmp_path):
    for ending in ["svg", "png", "vl.json"]:
        path = tmp_path / f"x.{ending}"
        done = subprocess.run(
            [PROGRAM, SAN_ANTONIO, "-c", f'over month show count into "{path}"'], capture_output=True, timeout=60)
        assert done.returncode == 1 and b"needs `draw`" in done.stderr
        assert not path.exists()


def test_pictures_are_not_overwritten(tmp_path):
    path = tmp_path / "x.svg"
    path.write_text("mine")
    done = subprocess.run(
        [PROGRAM, SAN_ANTONIO, "-c", f'over month show count draw line into "{path}"'], capture_output=True, timeout=60)
    assert done.returncode == 1 and path.read_text() == "mine"


def zones(root):
    """The filled outlines of a map by the names in their tooltips."""
    found = {}
    for path in root.iter(f"{SVG}path"):
        title = path.find(f"{SVG}title")
        if title is not None and path.get("fill-rule") == "evenodd":
            name, _, value = title.text.partition(": ")
            found[name] = (path, value)
    return found


def test_zones_are_filled_by_their_values(tmp_path):
    root = ElementTree.parse(picture(tmp_path, QUERIES["zones"], ".svg")).getroot()
    found = zones(root)
    assert sorted(found, key=int) == [str(number) for number in range(1, 11)]
    assert found["1"][1] == "80.0%" and found["9"][1] == "no rows"
    # The greatest value is the darkest, and a zone without rows is hatched, never pale as if it were little.
    assert found["9"][0].get("fill") == "url(#missing)"
    shades = {name: sum(map(int, re.findall(r"\d+", path.get("fill")))) for name, (path, _) in found.items() if name != "9"}
    assert min(shades, key=shades.get) == "1" and max(shades, key=shades.get) == "6"
    assert {"1", "80.0%", "no value"} <= set(texts(root))
    assert any(text.startswith("not on the map: 0: 53.4%") for text in texts(root))


def test_zones_keep_their_holes_and_parts(tmp_path):
    query = f'lookup "{EXAMPLES}/zones.geojson" containing location group by zone show late%, count draw map'
    root = ElementTree.parse(picture(tmp_path, query, ".svg")).getroot()
    outlines = {name: path.get("d").count("M") for name, (path, _) in zones(root).items()}
    assert outlines == {"west": 2, "east": 2, "center": 1}
    assert any("`count` is not drawn" in text for text in texts(root))
    specification = json.loads(picture(tmp_path, query, ".vl.json").read_text())
    features = {feature["zone"]: feature["geometry"] for feature in specification["data"]["values"]}
    west = shapely.geometry.shape(features["west"])
    assert west.area == pytest.approx(0.4 * 0.7 - 0.05 * 0.05) and len(west.geoms[0].interiors) == 1
    # On a sphere outer rings run clockwise; the other way round they would be all of the earth but the zone.
    assert all(not polygon.exterior.is_ccw for geometry in features.values() for polygon in shapely.geometry.shape(geometry).geoms)


@pytest.mark.parametrize("query, message", [
    ("group by district show count draw map", "zones of a GeoJSON file"),
    (f'lookup "{ZONES}" on district over year group by district show count draw map', "found 2 dimensions"),
])
def test_what_is_no_map_is_said(query, message):
    done = subprocess.run([PROGRAM, SAN_ANTONIO, "-c", query], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and message in done.stderr
