"""Every kind of chart as a Vega-Lite specification, drawn in a browser by the official Vega: nothing is said on its console,
every value has its mark, and title and axes are there."""

import json
import os

import pytest
import vl_convert
from chromium import SCREENSHOTS, browser
from tally import SAN_ANTONIO, run

from test_pictures import QUERIES


CHARTS = QUERIES | {
    "negative": "over year across category show change in count draw bars",
    "shades around zero": "over year across category show change in count draw heatmap",
    "interval": "over quarter show late% with ci 95% draw line",
    "nothing": "where case < 0 group by district across source show count draw bars",
}

DRAW = """async specification => {
    const result = await vegaEmbed('#chart', specification, {renderer: 'svg', actions: false});
    const count = selector => document.querySelectorAll('#chart svg ' + selector).length;
    const frame = document.querySelector('#chart svg').getBoundingClientRect();
    const marks = {};
    for (const kind of ['rect', 'symbol', 'line', 'area', 'rule', 'shape'])
        marks[kind] = count(`g.mark-${kind}.role-mark > path, g.mark-${kind}.role-mark > line`);
    // Each line of a subtitle is an element of its own.
    marks.text = count('g.mark-text.role-mark > text');
    const shown = [...document.querySelectorAll('#chart svg text')].flatMap(text =>
        text.children.length ? [...text.children].map(line => line.textContent) : [text.textContent]);
    return {marks, texts: shown.filter(text => text), width: frame.width, height: frame.height};
}"""


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page(viewport={"width": 900, "height": 700})
    page.said, page.requested = [], []
    page.on("console", lambda message: page.said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.requested.append(request.url))
    page.set_content('<!DOCTYPE html><div id="chart"></div>')
    page.add_script_tag(content=vl_convert.javascript_bundle())
    return page


@pytest.fixture(scope="module")
def specifications(tmp_path_factory):
    folder = tmp_path_factory.mktemp("specifications")
    paths = {name: folder / f"{name}.vl.json" for name in CHARTS}
    run(SAN_ANTONIO, *[word for name in CHARTS for word in ("-c", f'{CHARTS[name]} into "{paths[name]}"')])
    return {name: json.loads(path.read_text()) for name, path in paths.items()}


def panels(specification):
    return specification.get("vconcat", [specification])


def expected_marks(panel):
    """How many marks of which kind a panel must show: one a value that there is."""
    values = panel["data"]["values"]
    known = [row for row in values if row.get("value") is not None]
    if "layer" not in panel:
        kind = panel["mark"]["type"]
        if kind == "line":
            return {"line": len({row["series"] for row in known})}
        if kind == "circle":
            return {"symbol": len(values)}
        if kind == "geoshape":
            return {"shape": len(values)}
        # Cells without a value are there, in a colour of their own.
        has_gaps = panel["mark"].get("invalid") == "show"
        return {"rect": len(values) if has_gaps else len(known)}
    if "median" in (values or [{}])[0]:
        return {"rect": 2 * len(values), "symbol": len(panel["layer"][-1]["data"]["values"])}
    if panel["layer"][0]["mark"]["type"] == "bar":
        return {"rect": len(known), "text": len(values) - len(known), "rule": sum("low" in row for row in known)}
    return {"symbol": len(known)}


@pytest.mark.parametrize("name", CHARTS)
def test_vega_draws_the_chart(name, page, specifications):
    page.said.clear()
    page.requested.clear()
    specification = specifications[name]
    drawn = page.evaluate(DRAW, specification)
    if SCREENSHOTS:
        page.locator("#chart svg").screenshot(path=os.path.join(SCREENSHOTS, f"vega {name}.png"))
    assert page.said == [] and page.requested == []
    expected = {}
    for panel in panels(specification):
        for kind, count in expected_marks(panel).items():
            expected[kind] = expected.get(kind, 0) + count
    assert {kind: drawn["marks"][kind] for kind in expected} == expected
    assert specification["title"]["text"] in drawn["texts"]
    assert all(line in drawn["texts"] for line in specification["title"]["subtitle"])
    assert drawn["width"] <= 900 and drawn["height"] > 30
    for title in titles(specification):
        assert title in drawn["texts"]


def test_places_without_a_value_have_their_own_color(page, specifications):
    """Neither the colour of little nor nothing at all."""
    def fills(name):
        page.evaluate(DRAW, specifications[name])
        return page.evaluate("[...document.querySelectorAll('#chart svg .role-mark > path')].map(path => path.getAttribute('fill'))")

    missing = "#e4e7eb"
    assert fills("gaps").count(missing) == sum(row["value"] is None for row in specifications["gaps"]["data"]["values"]) > 3
    assert fills("zones").count(missing) == 1


def titles(node):
    """The titles of axes and legends that a specification asks for."""
    if isinstance(node, list):
        return [title for item in node for title in titles(item)]
    if not isinstance(node, dict):
        return []
    own = [node["title"]] if node.get("title") and "field" in node and (node.get("axis") is not None or "legend" in node) else []
    return own + [title for key, value in node.items() if key != "tooltip" for title in titles(value)]
