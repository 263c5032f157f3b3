"""Report pages: a text with queries in it, answered."""

import html.parser
import os
import re
import urllib.parse
import xml.etree.ElementTree as ElementTree

import pytest
import tally
from tally import SAN_ANTONIO, TOP, compare_with_golden, run

FIXED = dict(os.environ, SOURCE_DATE_EPOCH="1709553600")
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


def attempt(*arguments, cwd): return tally.attempt("report", *arguments, cwd=cwd)


def page(folder, text, ending="html", name="r.md"):
    (folder / name).write_text(text)
    run("report", name, SAN_ANTONIO, "-o", f"page.{ending}", cwd=folder, env=FIXED)
    return (folder / f"page.{ending}").read_text()


class Elements(html.parser.HTMLParser):
    """Checks that every element is closed in its order, and keeps what a browser would load or run."""

    VOID = {"meta", "img", "br", "hr", "input", "link"}

    def __init__(self, text):
        super().__init__()
        self.open, self.seen, self.loads, self.ids, self.links = [], [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.seen.append(tag)
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)
            if name in ("src", "srcset", "data", "poster") and not (value or "").startswith("data:"):
                self.loads.append(value)
            assert not name.startswith("on")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.seen.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def stable(text):
    """A page without what differs from one copy of the data to the next."""
    return re.sub(r"changed [\dT:Z-]+", "changed …", text)


@pytest.mark.parametrize("ending", ["md", "html"])
def test_example(tmp_path, ending):
    report, data = "examples/san_antonio_report.md", "examples/data/san_antonio_customer_service.csv"
    run("report", report, data, "-o", tmp_path / f"page.{ending}", cwd=TOP, env=FIXED)
    text = (tmp_path / f"page.{ending}").read_text()
    compare_with_golden(stable(text), f"report.{ending}")
    assert "63.0%" in text and "41.0%" in text and "{{" not in text


def test_a_page_needs_and_runs_nothing(tmp_path):
    text = page(tmp_path, "# A\n\n```tally\nover month show count draw line\n```\n\n```tally\nshow late%\n```\n")
    elements = Elements(text)
    assert elements.loads == [] and "script" not in elements.seen and elements.seen.count("svg") == 1
    assert "default-src 'none'" in text


def test_markup_in_text_and_data_is_shown(tmp_path):
    (tmp_path / "d.csv").write_text('name,n\n"<script>alert(1)</script> **b** [x](y)",1\n"<img src=x onerror=alert(2)>",2\n')
    (tmp_path / "r.md").write_text(
        "# <b>T</b> & {{ list name limit 1 }}\n\n<script>alert(3)</script>\n\n<div onclick=\"x\">d</div>\n\n"
        "```tally\ngroup by name show sum n\n```\n\n[l](javascript:alert(4))\n")
    run("report", "r.md", "d.csv", "-o", "p.html", cwd=tmp_path)
    text = (tmp_path / "p.html").read_text()
    elements = Elements(text)
    assert "script" not in elements.seen and "img" not in elements.seen and "div" in elements.seen
    assert elements.seen.count("b") == 0 and elements.seen.count("strong") == 0
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **b** [x](y)" in text and "&lt;script&gt;alert(3)" in text


def test_contents_lead_to_sections(tmp_path):
    text = page(tmp_path, "# T\n\n## One\n\na\n\n## Two & *three*\n\n## One\n\n<h2>no</h2>\n")
    elements = Elements(text)
    assert [link for link in elements.links if link.startswith("#")] == ["#one", "#two-amp-three", "#one-2"]
    assert {"one", "two-amp-three", "one-2"} <= set(elements.ids)


def test_figures_in_sentences(tmp_path):
    text = page(tmp_path, "Of {{ show count }}, {{ where district = 1 show late% }} | `{{ show x }}` \\{{ 1 }} {{ where "
                          "district = 99 show avg overdue }}.\n\n~~~sql\n{{ show y }}\n```tally\n~~~\n", "md")
    assert text.startswith("Of 7,514, 80.0% | `{{ show x }}` \\{{ 1 }} (missing).\n\n~~~sql\n{{ show y }}\n```tally\n~~~\n")


def test_two_figures_in_one_line_of_a_table(tmp_path):
    text = page(tmp_path, "|a|b|\n|---|---|\n| {{ show count }} | {{ show (count if open) }} |\n")
    assert "<td>7,514</td>" in text and "<td>1,788</td>" in text


def test_comments_of_a_script_are_the_text(tmp_path):
    text = page(tmp_path, """-- # Title
--
-- Text with **{{ show count }}**.
define fast = time_to_close <= 7d

-- ## Fast
group by department -- not this
  -- nor this
  show fast%
""", "md", "r.tally")
    assert text.startswith("# Title\n\nText with **7,514**.\n\n```tally\ndefine fast = time_to_close <= 7d\n```\n\n## Fast\n")
    assert "-- nor this" in text.split("## Fast")[1].split("```")[1] and "| 311 " in text


@pytest.mark.parametrize("text, place, words", [
    ("# T\n\n```tally\nshow nope\n```\n", "r.md:4:6", "no column or definition `nope`"),
    ("Ünï {{ show nope }}\n", "r.md:1:13", "no column or definition `nope`"),
    ("{{ group by district show count }}\n", "r.md:1:3", "11 rows and 1 measure"),
    ("{{ show count, late% }}\n", "r.md:1:3", "1 row and 2 measures"),
    ("{{ }}\n", "r.md:1:3", "expected one query"),
    ("{{ define x = 1 }}\n", "r.md:1:3", "expected one query"),
    ("```tally\nsave \"x.tally-data\"\n```\n", "r.md:2:1", "`save`"),
])
def test_mistakes_are_shown_at_their_place(tmp_path, text, place, words):
    (tmp_path / "r.md").write_text(text)
    code, _, said = attempt("r.md", SAN_ANTONIO, "-o", "p.html", cwd=tmp_path)
    assert code == 1 and place in said and words in said
    assert os.listdir(tmp_path) == ["r.md"]


def test_the_line_of_a_mistake_is_that_of_the_report(tmp_path):
    (tmp_path / "r.md").write_text("Of the cases {{ show nope }} are late.\n")
    _, _, said = attempt("r.md", SAN_ANTONIO, cwd=tmp_path)
    assert "1 │ Of the cases {{ show nope }} are late." in said


def test_a_broken_expectation_makes_no_page(tmp_path):
    (tmp_path / "r.md").write_text("A\n\n```tally\nexpect none where late\n```\n")
    code, _, said = attempt("r.md", SAN_ANTONIO, "-o", "p.html", cwd=tmp_path)
    assert code == 3 and "r.md:4:1" in said and "4734 rows break" in said.replace(",", "")
    assert os.listdir(tmp_path) == ["r.md"]


def test_an_existing_page_stays(tmp_path):
    (tmp_path / "r.md").write_text("A\n")
    (tmp_path / "p.html").write_text("precious")
    code, _, said = attempt("r.md", SAN_ANTONIO, "-o", "p.html", cwd=tmp_path)
    assert code == 1 and "exists already" in said and (tmp_path / "p.html").read_text() == "precious"
    assert attempt("r.md", SAN_ANTONIO, "-o", "p.html", "--overwrite", cwd=tmp_path)[0] == 0
    code, _, said = attempt("r.md", SAN_ANTONIO, "-o", "p.docx", cwd=tmp_path)
    assert code == 2 and ".html and .md" in said


def test_pictures_are_in_the_page(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a b.png").write_bytes(PICTURE)
    (tmp_path / "folder" / "r.md").write_text("![a](<a b.png>)\n")
    run("report", "folder/r.md", SAN_ANTONIO, "-o", "p.html", cwd=tmp_path)
    text = (tmp_path / "p.html").read_text()
    encoded = re.search('src="data:image/png;base64,([^"]*)"', text).group(1)
    import base64
    assert base64.b64decode(encoded, validate=True) == PICTURE and Elements(text).loads == []
    for name, words in [("https://example.org/a.png", "needs no network"), ("none.png", "cannot be read"),
                        ("r.md", "of no kind")]:
        (tmp_path / "folder" / "r.md").write_text(f"![a]({name})\n")
        code, _, said = attempt("folder/r.md", SAN_ANTONIO, "-o", "q.html", cwd=tmp_path)
        assert code == 1 and words in said and not (tmp_path / "q.html").exists()


def test_into_is_left_aside_and_says_so(tmp_path):
    (tmp_path / "r.md").write_text('```tally\nshow count into "x.csv"\n```\n')
    code, out, said = attempt("r.md", SAN_ANTONIO, cwd=tmp_path)
    assert code == 0 and "| 7,514 |" in out and 'into "x.csv"` is left aside' in said
    assert os.listdir(tmp_path) == ["r.md"]


PICTURES = "# P\n\n```tally\ngroup by department show late% draw bars\n```\n\n```tally\nover year show count draw line\n```\n"


def test_pictures_of_a_markdown_page_lie_beside_it(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "r.md").write_text(PICTURES)
    code, _, said = attempt("r.md", SAN_ANTONIO, "-o", "out/my page (1).md", cwd=tmp_path)
    assert code == 0 and "2 pictures beside it" in said
    assert sorted(os.listdir(tmp_path / "out")) == ["my page (1)-1.svg", "my page (1)-2.svg", "my page (1).md"]
    text = (tmp_path / "out" / "my page (1).md").read_text()
    links = re.findall(r"!\[(.*)\]\((.*)\)", text)
    assert [title for title, _ in links] == ["late% by department", "count over year"]
    for number, (_, address) in enumerate(links, 1):
        path = tmp_path / "out" / urllib.parse.unquote(address)
        assert path.name == f"my page (1)-{number}.svg" and ElementTree.parse(path).getroot().tag.endswith("svg")
    # The figures are Markdown in an element that GitHub folds.
    assert "<details><summary>The figures</summary>\n\n| department " in text and "|\n\n</details>" in text


def test_without_a_file_there_are_tables_and_it_is_said(tmp_path):
    (tmp_path / "r.md").write_text(PICTURES)
    code, out, said = attempt("r.md", SAN_ANTONIO, cwd=tmp_path)
    assert code == 0 and "svg" not in out and "| department " in out and "-o page.md" in said
    assert os.listdir(tmp_path) == ["r.md"]


def test_no_picture_replaces_a_file_of_others(tmp_path):
    (tmp_path / "r.md").write_text(PICTURES)
    (tmp_path / "p-2.svg").write_text("<svg>mine</svg>")
    for options in [[], ["--overwrite"]]:
        code, _, said = attempt("r.md", SAN_ANTONIO, "-o", "p.md", *options, cwd=tmp_path)
        assert code == 1 and "`p-2.svg` exists already" in said
        assert sorted(os.listdir(tmp_path)) == ["p-2.svg", "r.md"]
    (tmp_path / "p-2.svg").unlink()
    assert attempt("r.md", SAN_ANTONIO, "-o", "p.md", cwd=tmp_path)[0] == 0
    assert attempt("r.md", SAN_ANTONIO, "-o", "p.md", cwd=tmp_path)[0] == 1
    # Its own pictures a page replaces.
    (tmp_path / "r.md").write_text(PICTURES.replace("late%", "closed%"))
    assert attempt("r.md", SAN_ANTONIO, "-o", "p.md", "--overwrite", cwd=tmp_path)[0] == 0
    assert "closed%" in (tmp_path / "p-1.svg").read_text()


def test_pictures_of_an_earlier_page_go(tmp_path):
    (tmp_path / "r.md").write_text(PICTURES)
    assert attempt("r.md", SAN_ANTONIO, "-o", "p.md", cwd=tmp_path)[0] == 0
    (tmp_path / "p-3.svg").write_text("<svg>mine</svg>")
    (tmp_path / "r.md").write_text("# P\n\n{{ show count }}\n")
    code, _, said = attempt("r.md", SAN_ANTONIO, "-o", "p.md", "--overwrite", cwd=tmp_path)
    assert code == 0 and "removed 2 pictures that only the page before had" in said
    assert sorted(os.listdir(tmp_path)) == ["p-3.svg", "p.md", "r.md"]


def test_links_and_pictures_lead_where_they_led_from_the_report(tmp_path):
    for folder in ("texts", "texts/a b", "out/deep"):
        (tmp_path / folder).mkdir(parents=True)
    for picture in ("texts/x (1).png", "texts/a b/y.png", "out/z.png"):
        (tmp_path / picture).write_bytes(PICTURE)
    lines = ["![one](<x (1).png>) [![two](a%20b/y.png \"t\")](other.md#part) ![three](../out/z.png)",
             "[web](https://example.org/a) [root](/a) [here](#t) [mail](mailto:a@b) `[code](x.md)` \\[no](x.md)",
             "```sql", "[code](x.md)", "```", "", "[four]: other.md", "", "[four] and [a link", "over lines](other.md)"]
    (tmp_path / "texts" / "r.md").write_text("\n".join(lines) + "\n")
    run("report", "texts/r.md", SAN_ANTONIO, "-o", "texts/same.md", cwd=tmp_path)
    assert (tmp_path / "texts" / "same.md").read_text().splitlines()[:len(lines)] == lines
    run("report", "texts/r.md", SAN_ANTONIO, "-o", "out/deep/p.md", cwd=tmp_path)
    moved = (tmp_path / "out" / "deep" / "p.md").read_text().splitlines()[:len(lines)]
    way = "../../texts/"
    assert moved == [
        f"![one](<{way}x (1).png>) [![two]({way}a%20b/y.png \"t\")]({way}other.md#part) ![three]({way}../out/z.png)",
        *lines[1:6], f"[four]: {way}other.md", *lines[7:9], f"over lines]({way}other.md)"]
    # In an HTML page pictures are inside, and links lead out of it.
    run("report", "texts/r.md", SAN_ANTONIO, "-o", "out/deep/p.html", cwd=tmp_path)
    page = Elements((tmp_path / "out" / "deep" / "p.html").read_text())
    assert page.loads == [] and f"{way}other.md#part" in page.links and f"{way}other.md" in page.links


def test_long_results_are_cut_and_say_so(tmp_path):
    text = page(tmp_path, "```tally\nlist case, type\n```\n")
    assert "500 of 7,514 rows shown" in text and text.count("<tr>") == 501


def test_line_ends_of_windows_and_a_fence_that_stays_open(tmp_path):
    (tmp_path / "r.md").write_bytes(b"# A\r\n\r\n{{ show count }}\r\n\r\n```tally\r\nshow late%\r\n")
    code, out, said = attempt("r.md", SAN_ANTONIO, cwd=tmp_path)
    assert code == 0, said
    assert "7,514" in out and "63.0%" in out


def test_any_bytes_give_a_page_or_an_error(tmp_path):
    for number, text in enumerate([b"", b"\xff\xfe{{", b"{{}}{{}}", b"```tally", b"~~~tally\n```\n", b"{{ show count }}{{ show count }}",
                                   b"```tally\n```\n```tally\n\n```", b"\x00# a\x00", b"`" * 50 + b"{{ show count"]):
        (tmp_path / "r.md").write_bytes(text)
        code, out, said = attempt("r.md", SAN_ANTONIO, cwd=tmp_path)
        assert code in (0, 1, 2) and (code == 0) == (not said.startswith("error")), (text, said)
