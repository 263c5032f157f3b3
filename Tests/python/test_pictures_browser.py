"""Every kind of chart in a browser of 800 pixels: it opens from its file alone, and its texts can be read."""

import os

import pytest
from chromium import SCREENSHOTS, browser
from tally import SAN_ANTONIO, run

from test_pictures import QUERIES


CHARTS = QUERIES | {
    "long names": "group by type across district show count draw heatmap",
    "many bars": "group by type, source show late% draw bars",
    "named zones": QUERIES["zones"].replace("show late%", "show median time_to_close"),
    "sparks": "over quarter across type show count draw spark",
}

# The boxes of all texts of the picture. A turned text is wider than its letters, so its box is taken along its own line.
BOXES = """() => {
    const svg = document.querySelector('svg'), frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].map(text => {
        const box = text.getBoundingClientRect();
        // A star is drawn in the upper half of its line.
        const bottom = text.textContent === '*' ? (box.top + box.bottom) / 2 : box.bottom;
        return {text: text.textContent, turned: text.hasAttribute('transform'),
                left: box.left, right: box.right, top: box.top, bottom};
    });
    return {left: frame.left, right: frame.right, top: frame.top, bottom: frame.bottom, texts,
            wide: document.documentElement.scrollWidth > window.innerWidth};
}"""


@pytest.fixture(scope="module")
def charts(tmp_path_factory):
    """All pictures, drawn by one run of the program."""
    folder = tmp_path_factory.mktemp("charts")
    paths = {name: folder / f"{name}.html" for name in CHARTS}
    run(SAN_ANTONIO, *[word for name in CHARTS for word in ("-c", f'{CHARTS[name]} into "{paths[name]}"')])
    return paths


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 848, "height": 600})
    page.requested = []
    page.on("request", lambda request: page.requested.append(request.url))
    yield page
    page.close()


def overlaps(one, other):
    """Letters touch when boxes overlap by more than the empty space above and below them."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 1 and down > 4


@pytest.mark.parametrize("name", CHARTS)
def test_chart(name, page, charts):
    path = charts[name]
    page.goto(path.as_uri())
    if SCREENSHOTS:
        page.screenshot(path=os.path.join(SCREENSHOTS, f"{name}.png"), full_page=True)
    assert page.requested == [path.as_uri()]
    boxes = page.evaluate(BOXES)
    assert not boxes["wide"]
    texts = boxes["texts"]
    assert len(texts) >= 2
    cut = [text["text"] for text in texts if text["left"] < boxes["left"] or text["right"] > boxes["right"] + 1
           or text["top"] < boxes["top"] or text["bottom"] > boxes["bottom"] + 1]
    assert not cut
    level = [text for text in texts if not text["turned"]]
    touching = [(one["text"], other["text"]) for index, one in enumerate(level) for other in level[:index]
                if overlaps(one, other)]
    assert not touching
