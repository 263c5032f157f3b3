"""Report pages in a browser of 800 pixels: they open from their file alone, and everything on them can be seen."""

import os

import pytest
from chromium import SCREENSHOTS, browser
from tally import SAN_ANTONIO, TOP, run

from test_pictures_browser import overlaps


# How many pictures and tables a page has; tables below pictures are folded away.
REPORTS = {"san_antonio_report.md": (2, 5), "san_antonio.tally": (0, 12), "san_antonio_pictures.tally": (9, 9)}

SEEN = """() => {
    const visible = element => element.checkVisibility() && element.getBoundingClientRect().width > 0;
    const texts = svg => [...svg.querySelectorAll('text')].filter(text => !text.hasAttribute('transform')).map(text => {
        const box = text.getBoundingClientRect();
        const bottom = text.textContent === '*' ? (box.top + box.bottom) / 2 : box.bottom;
        return {text: text.textContent, left: box.left, right: box.right, top: box.top, bottom};
    });
    return {wide: document.documentElement.scrollWidth > window.innerWidth,
            pictures: [...document.querySelectorAll('svg')].filter(visible).map(texts),
            tables: document.querySelectorAll('table').length,
            hidden: [...document.querySelectorAll('details table')].filter(visible).length,
            headings: [...document.querySelectorAll('h1, h2')].filter(visible).length};
}"""


@pytest.mark.parametrize("name", REPORTS)
def test_page(name, browser, tmp_path):
    path = tmp_path / "page.html"
    run("report", TOP / "examples" / name, SAN_ANTONIO, "-o", path, cwd=TOP)
    page = browser.new_page(viewport={"width": 800, "height": 700})
    said, requested = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: requested.append(request.url))
    page.goto(path.as_uri())
    if SCREENSHOTS:
        page.screenshot(path=os.path.join(SCREENSHOTS, f"report {name}.png"), full_page=True)
    seen = page.evaluate(SEEN)
    # Its policy forbids the page everything, so what it asked for would be told on the console.
    assert said == [] and requested == [path.as_uri()]
    assert not seen["wide"] and seen["hidden"] == 0
    assert (len(seen["pictures"]), seen["tables"]) == REPORTS[name]
    for texts in seen["pictures"]:
        assert len(texts) > 4
        assert not [(one["text"], other["text"]) for index, one in enumerate(texts) for other in texts[:index]
                    if overlaps(one, other)]
    # What is folded away opens without a script.
    folded = page.locator("details").first
    folded.locator("summary").click()
    assert folded.get_attribute("open") is not None
    page.close()


def test_contents_lead_to_their_sections(browser, tmp_path):
    path = tmp_path / "page.html"
    run("report", TOP / "examples" / "san_antonio_report.md", SAN_ANTONIO, "-o", path, cwd=TOP)
    page = browser.new_page(viewport={"width": 800, "height": 500})
    page.goto(path.as_uri())
    for link in page.locator("nav a").all():
        link.click()
        heading = page.locator(f"h2[id='{link.get_attribute('href')[1:]}']")
        assert heading.inner_text() == link.inner_text()
        assert page.evaluate("window.scrollY") > 0
        page.evaluate("window.scrollTo(0, 0)")
    page.close()
