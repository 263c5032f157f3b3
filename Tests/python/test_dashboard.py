"""`tally serve` and its page in a real Chromium: what it shows is what the command line says, and it shows it to nobody else."""

import csv
import http.client
import io
import json
import re
import signal
import socket
import subprocess
from urllib.parse import unquote

import pytest
from chromium import browser
from playwright.sync_api import expect
from tally import PROGRAM, SAN_ANTONIO, TOP, ask, attempt, run


class Dashboard:
    """A running `tally serve`."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", *map(str, arguments), "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, cwd=TOP)
        self.address = self.process.stdout.readline().strip()
        if not self.address:
            raise AssertionError(self.process.stderr.read())
        self.port = int(re.match(r"http://127\.0\.0\.1:(\d+)/#token=", self.address).group(1))
        self.token = self.address.split("=")[1]

    def request(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {"X-Tally-Token": self.token} | {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in sent.items() if value is not None}
        connection.request(method, path, json.dumps(body) if body is not None else None, sent)
        response = connection.getresponse()
        return response, response.read().decode()

    def post(self, path, **body):
        response, text = self.request("POST", f"/api/{path}", body)
        assert response.status in (200, 400), text
        return text if response.headers["Content-Type"].startswith("text/csv") else json.loads(text)

    def answer(self, text):
        return self.post("run", page="test", lane="x", number=1, queries=[text])["answers"][0]

    def raw(self, data):
        """What comes back on a connection of its own."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(data)
            return connection.recv(1 << 16)

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)


@pytest.fixture(scope="module")
def dashboard():
    started = Dashboard(SAN_ANTONIO)
    yield started
    assert started.stop() == 0


# MARK: - Without a browser


def test_only_this_machine_with_the_token_is_answered(dashboard):
    own = f"127.0.0.1:{dashboard.port}"
    for headers in ({"X_Tally_Token": None}, {"X_Tally_Token": "0" * 32}, {"X_Tally_Token": dashboard.token[:-1]}):
        assert dashboard.request("GET", "/api/board", **headers)[0].status == 401
        assert dashboard.request("POST", "/api/run", {"queries": ["show count"]}, **headers)[0].status == 401
    for headers in ({"Host": "evil.example"}, {"Host": f"evil.example:{dashboard.port}"}, {"Origin": "http://evil.example"},
                    {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"}, {"Sec_Fetch_Site": "cross-site"}):
        assert dashboard.request("GET", "/api/board", **headers)[0].status == 403
        assert dashboard.request("GET", "/page.js", **headers)[0].status == 403
    assert dashboard.request("GET", "/api/board", Host=own, Origin=f"http://{own}")[0].status == 200
    # Bound to 127.0.0.1, and to no other address, not even of this machine.
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", dashboard.port), timeout=2)


def test_the_page_is_public_and_forbids_everything_foreign(dashboard):
    for path in ("/", "/page.css", "/page.js", "/queries.js"):
        response, text = dashboard.request("GET", path, X_Tally_Token=None)
        assert response.status == 200 and dashboard.token not in text and "Cust. Serv." not in text
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert response.headers["Cache-Control"] == "no-store"
    assert dashboard.request("GET", "/../tally")[0].status == 404
    assert dashboard.request("PUT", "/")[0].status == 405
    assert dashboard.request("GET", "/api/run")[0].status == 405


@pytest.mark.parametrize("data, status", [
    (b"nonsense\r\n\r\n", 400),
    (b"GET / HTTP/1.0\r\n\r\n", 505),
    (b"GET / HTTP/1.1\nHost: x\n\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nA: " + b"a" * 20_000, 431),
    (b"POST /api/run HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", 413),
    (b"POST /api/run HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
    (b"POST /api/run HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    (b"POST /api/run HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501),
    (b"GET / HTTP/1.1\r\n\r\n", 403),
    (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 403),
])
def test_what_is_no_request_is_refused(dashboard, data, status):
    assert dashboard.raw(data).startswith(f"HTTP/1.1 {status} ".encode())


def test_several_requests_in_a_row_are_answered_in_order(dashboard):
    head = f"Host: 127.0.0.1:{dashboard.port}\r\n"
    with socket.create_connection(("127.0.0.1", dashboard.port), timeout=20) as connection:
        connection.sendall(f"GET /none HTTP/1.1\r\n{head}\r\nGET /page.css HTTP/1.1\r\n{head}Connection: close\r\n\r\n".encode())
        text = b"".join(iter(lambda: connection.recv(1 << 16), b"")).decode()
    assert text.index("404 Not Found") < text.index("200 OK") < text.index("color-scheme")


def test_silent_connections_keep_nobody_out(dashboard):
    """Three times as many as are answered at once: the oldest of them give way."""
    silent = [socket.create_connection(("127.0.0.1", dashboard.port), timeout=20) for _ in range(200)]
    try:
        assert dashboard.request("GET", "/api/board")[0].status == 200
        assert "columns" in dashboard.answer("show count")
        assert silent[0].recv(1) == b""
    finally:
        for connection in silent:
            connection.close()


def test_a_request_that_drips_is_ended(dashboard):
    with socket.create_connection(("127.0.0.1", dashboard.port), timeout=0.2) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        for _ in range(300):
            try:
                answer = connection.recv(1 << 12)
                break
            except TimeoutError:
                connection.sendall(b"x")
        else:
            pytest.fail("it may drip for ever")
    assert answer.startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("body", [
    "[" * 500_000, '{"queries": ["' + "(" * 300_000 + '"]}', '{"queries": ["where ' + "not " * 100_000 + 'late show count"]}',
    '{"queries": [1, null, {}], "pictured": [-1, "x"]}', '{"page": 5, "number": "x", "lane": [], "queries": "show count"}',
    '{"text": "group by dep", "offset": -5}', '{"text": "group by dep", "offset": 99999999999}', '{"text": "show count\x00"}', "\x00",
])
def test_odd_questions_get_an_answer(dashboard, body):
    for path in ("run", "check", "complete", "csv"):
        connection = http.client.HTTPConnection("127.0.0.1", dashboard.port, timeout=60)
        connection.request("POST", f"/api/{path}", body, {"X-Tally-Token": dashboard.token})
        response = connection.getresponse()
        assert response.status in (200, 400), (path, response.status)
        assert response.read() or path == "csv"
    assert dashboard.process.poll() is None


def test_other_pages_may_not_even_ask(dashboard):
    response, _ = dashboard.request(
        "OPTIONS", "/api/run", Origin="http://evil.example", Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="x-tally-token")
    assert response.status == 403 and not [name for name in response.headers if name.lower().startswith("access-control")]
    assert dashboard.request("GET", "/api/maps", X_Tally_Token=None)[0].status == 401
    # No `WebSocket` is opened, which browsers let foreign pages do.
    answer = dashboard.raw(f"GET /api/board HTTP/1.1\r\nHost: 127.0.0.1:{dashboard.port}\r\nOrigin: http://evil.example\r\n"
                           "Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize("form", [
    'show count into "FILE"', 'save "FILE.tally-data"', 'use "FILE"', 'set holidays = "FILE"', 'from "FILE" show count',
    'lookup "FILE" on district show count', 'view v = show count into "FILE"; v', 'define x = 1; show count into "FILE"',
    'expect show count into "FILE" always count > 0', 'dataset d matches "a" key b = "a"',
    'group by district show count | show max count into "FILE"',
])
def test_nothing_is_written_and_no_other_file_read(dashboard, tmp_path, form):
    target = tmp_path / "out.csv"
    other = tmp_path / "other.csv"
    other.write_text("district,secret\n1,2\n")
    reads = form.startswith(("use", "set", "from", "lookup"))
    text = form.replace("FILE", str(other if reads else target))
    answer = dashboard.answer(text)
    assert answer.get("isWrong") and "columns" not in answer
    words = " ".join(finding["message"] + (finding["advice"] or "") for finding in answer["findings"])
    assert "dashboard" in words or "tally serve" in words
    assert dashboard.post("csv", text=text).get("isWrong")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.csv"]
    said = "cannot-load" if form.startswith(("from", "lookup")) else "read-only"
    assert said in [finding["id"] for finding in dashboard.post("check", text=text)["findings"]]


@pytest.mark.parametrize("text", [
    "group by district show late%, median time_to_close", "where open list case, opened, address sort by opened limit 50",
    "over month across department show count", "show count; show open%", "list case, address, opened",
])
def test_csv_is_that_of_the_command_line(dashboard, text):
    assert dashboard.post("csv", text=text) == run(SAN_ANTONIO, "-c", text, "-o", "csv")


def test_mistakes_are_told_at_their_place(dashboard):
    [finding] = dashboard.answer('where type = "Ä" group by distict show count')["findings"][-1:]
    assert finding["id"] == "unknown-column" and finding["range"] == [26, 33]
    assert finding["fixes"][0]["replacement"] == "district"
    completions = dashboard.post("complete", text="group by dep", offset=12)
    assert [item["insertion"] for item in completions["items"]][0] == "department" and completions["range"] == [9, 12]
    assert dashboard.request("POST", "/api/run", "no object")[0].status == 200
    connection = http.client.HTTPConnection("127.0.0.1", dashboard.port, timeout=20)
    connection.request("POST", "/api/run", "{", {"X-Tally-Token": dashboard.token})
    assert connection.getresponse().status == 400


def test_older_questions_give_way_to_newer_ones(dashboard):
    asked = dict(page="p", lane="charts", queries=["show count"])
    assert "columns" in dashboard.post("run", number=7, **asked)["answers"][0]
    assert dashboard.post("run", number=6, **asked)["answers"] == [{"findings": [], "isCancelled": True}]
    assert "columns" in dashboard.post("run", number=6, **asked | {"lane": "desk"})["answers"][0]


def test_a_script_brings_definitions_queries_and_its_files(tmp_path):
    script = tmp_path / "own.tally"
    script.write_text(
        'define slow = time_to_close > 1y\nview people = lookup "examples/data/districts.csv" on district\n\n'
        'group by department show slow% | show max slow%\n\nshow count into "never.csv"\n')
    started = Dashboard(SAN_ANTONIO, script)
    try:
        queries = json.loads(started.request("GET", "/api/board")[1])["queries"]
        assert queries == [{"head": "group by department show slow%", "tail": " | show max slow%"}]
        answer = started.answer("people group by district show count per 1000 population")
        assert answer["rows"] == 11, answer
        assert "columns" in started.answer("where district = 1 show slow%")
    finally:
        assert started.stop() == 0


@pytest.mark.parametrize("arguments, status, words", [
    (["x.tally"], 2, "Name a data file"), ([SAN_ANTONIO, "a.tally", "b.tally"], 2, "At most one script"),
    (["nowhere.csv"], 4, "nowhere.csv"), ([SAN_ANTONIO, "--port", "70000"], 2, "65535"),
])
def test_wrong_starts_say_so(arguments, status, words):
    done = attempt("serve", *arguments)
    assert done.returncode == status and words in done.stderr and done.stdout == ""


def test_a_taken_port_is_told(dashboard):
    done = attempt("serve", SAN_ANTONIO, "--port", str(dashboard.port))
    assert done.returncode == 2 and f"port {dashboard.port} is taken" in done.stderr


# MARK: - With a browser


@pytest.fixture
def page(browser, dashboard):
    """The dashboard in a tab of its own; nothing may be asked of another machine, and nothing may go wrong unseen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    asked, troubles = [], []
    context.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    opened.goto(dashboard.address)
    expect(opened.locator("body")).to_have_attribute("data-ready", "")
    yield opened
    context.close()
    assert asked and all(url.startswith((f"http://127.0.0.1:{dashboard.port}/", "data:", "blob:http://127.0.0.1")) for url in asked)
    assert troubles == []


def settled(page):
    """Waits until what is chosen is what is shown."""
    expect(page.locator("body")).to_have_attribute("data-ready", page.evaluate("location.hash"))


def card(page, identifier):
    return page.locator(f'#charts > [data-id="{identifier}"]')


def query(page, identifier):
    return card(page, identifier).locator(".text").inner_text()


def click_bar(page, identifier, literal, **options):
    card(page, identifier).locator(f'.row[data-literal="{literal}"]').click(**options)
    settled(page)


def number(text):
    return float(re.sub(r"[,%d]", "", text.split()[0]))


def check_numbers(page):
    """Holds every number that the page shows to the command line's answer to the query that stands beside it."""
    [figures] = ask(SAN_ANTONIO, page.locator("#text").input_value())
    for measure, text in page.locator(".figure").evaluate_all("all => all.map(one => [one.dataset.measure, one.querySelector('b').innerText])"):
        scale = {"%": 100, "e": 1 / 86_400}.get(measure[-1], 1)
        expected = float(figures[measure]) * scale if figures[measure] else None
        assert text == "–" if expected is None else number(text) == pytest.approx(expected, abs=0.051 if measure[-1] == "%" else 1), measure
    seen = 0
    cards = page.locator("#charts > .card").evaluate_all(
        "all => all.map(one => [one.dataset.id, one.dataset.kind, one.querySelector('.text').innerText])")
    answers = run(SAN_ANTONIO, *[word for *_, text in cards for word in ("-c", text)], "-o", "csv").split("\n\n")
    for (identifier, kind, _), answer in zip(cards, answers, strict=True):
        rows = list(csv.reader(io.StringIO(answer)))[1:]
        shown = card(page, identifier)
        if kind == "bars":
            found = shown.locator(".row").evaluate_all(
                "all => all.map(one => [one.querySelector('.label').innerText, one.querySelector('.value').firstChild.data])")
            assert [(label if label != "(missing)" else "", number(value)) for label, value in found] == [(row[0], float(row[1])) for row in rows]
        elif kind == "timeline":
            heights = shown.locator("rect.mark, rect.outside").evaluate_all("all => all.map(one => Number(one.getAttribute('height')))")
            counts = [int(row[1]) for row in rows]
            assert len(heights) == len(counts)
            assert [height / max(heights) for height in heights] == pytest.approx([count / max(counts) for count in counts], abs=1e-3)
        elif kind == "heat":
            cells = shown.locator("td button").evaluate_all("all => all.map(one => one.ariaLabel)")
            assert [number(cell.split(": ")[1] or "0") for cell in cells] == [float(value or 0) for row in rows for value in row[1:]]
        elif kind == "map":
            assert shown.locator("svg rect[fill]").count() == sum(1 for row in rows if row[0])
        elif kind in ("table", "rows"):
            found = shown.locator("tbody tr").evaluate_all("all => all.map(one => [...one.cells].map(cell => cell.innerText.trim()))")
            assert len(found) == len(rows)
            for line, row in zip(found, rows):
                assert line[0] in (row[0], "(missing)")
                if kind == "table":
                    assert number(line[1]) == float(row[1]) and number(line[2]) == pytest.approx(float(row[2]) * 100, abs=0.051)
        seen += len(rows)
    return seen


def test_two_clicks_and_every_number_is_the_command_lines(page):
    assert check_numbers(page) > 500
    click_bar(page, "district", 5)
    click_bar(page, "source", '\\"311 Mobile App\\"')
    assert query(page, "type").startswith('where district = 5 and source = "311 Mobile App" group by type show count')
    # A chart keeps offering the values that its own condition leaves out.
    assert query(page, "district") == 'where source = "311 Mobile App" group by district show count'
    assert card(page, "district").locator(".row").count() == 11
    assert check_numbers(page) > 100
    click_bar(page, "district", 3, modifiers=["Control"])
    assert 'district in (5, 3)' in query(page, "type")
    check_numbers(page)
    page.locator(".chip", has_text="source").click()
    settled(page)
    assert query(page, "type").startswith("where district in (5, 3) group by")
    page.locator("#clear").click()
    settled(page)
    assert page.locator(".chip").count() == 0 and page.locator(".figure b").first.inner_text() == "7,514"


def drag(page, kind, start, end):
    """Drags over a card's picture between two places, which are parts of its width and height."""
    card(page, kind).scroll_into_view_if_needed()
    box = card(page, kind).locator("svg").bounding_box()
    (left, top), (right, bottom) = ((box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in (start, end))
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=4)
    page.mouse.up()
    settled(page)


def test_months_areas_and_calendar_cells_are_chosen_by_hand(page):
    drag(page, "time", (0.6, 0.5), (0.75, 0.55))
    assert re.match(r"where opened in 20\d\d-\d\d to 20\d\d-\d\d group by type", query(page, "type"))
    card(page, "calendar").locator('td button[aria-label^="Tue, Oct"]').click()
    settled(page)
    assert 'weekday(opened) = "Tue" and month_name(opened) = "Oct"' in query(page, "type")
    drag(page, "area", (0.3, 0.1), (0.7, 0.9))
    assert "latitude(location) between 29." in query(page, "type") and "latitude" not in query(page, "area")
    assert page.locator(".chip").count() == 4
    check_numbers(page)
    # An area that holds nobody is said, and is no failure.
    page.locator("#condition").fill("district = 5 and district = 6")
    page.locator("#condition").press("Enter")
    settled(page)
    assert "No request is left" in card(page, "type").inner_text()
    assert page.locator(".failed").count() == 0


def test_the_keyboard_reaches_bars_and_months(page):
    card(page, "department").locator(".row").nth(1).focus()
    page.keyboard.press("Enter")
    settled(page)
    assert 'department = "Solid Waste Management"' in query(page, "type")
    card(page, "time").locator("svg").focus()
    for key in ("ArrowLeft", "ArrowLeft", "Shift+ArrowLeft", "Enter"):
        page.keyboard.press(key)
    settled(page)
    assert "opened in 2023-12 to 2024-01" in query(page, "type")


def test_measures_change_what_bars_show(page):
    page.locator("#measure").select_option("late%")
    settled(page)
    assert query(page, "department") == "group by department show count, late% sort by count desc"
    values = card(page, "department").locator(".value").evaluate_all("all => all.map(one => one.firstChild.data)")
    assert values == ["71.6%", "4.7%", "63.9%", "87.1%", "20.2%"]
    page.locator("#measure").select_option("median time_to_close")
    settled(page)
    assert page.locator(".failed").count() == 0


def test_a_typed_condition_joins_the_others(page):
    page.locator("#condition").fill('type contains "Dockless" or late')
    page.locator("#condition").press("Enter")
    settled(page)
    assert query(page, "time") == 'where (type contains "Dockless" or late) over month show count'
    click_bar(page, "district", 1)
    check_numbers(page)
    page.locator("#condition").fill("distict = 1")
    page.locator("#condition").press("Enter")
    settled(page)
    assert page.locator("#account").inner_text().startswith("there is no column or definition `distict`")


def test_the_query_is_edited_with_help(page):
    card(page, "department").locator(".text").click()
    expect(page.locator("#result tbody tr")).to_have_count(5)
    field = page.locator("#text")
    assert field.input_value() == "group by department show count sort by count desc"
    field.fill("group by distict show late%")
    underlined = page.locator("#marks .error")
    underlined.wait_for()
    assert underlined.inner_text() == "distict"
    assert "there is no column or definition `distict`" in page.locator("#findings").inner_text()
    page.locator("#findings button").first.click()
    expect(page.locator("#result tbody tr")).to_have_count(11)
    assert field.input_value() == "group by district show late%"
    field.fill("")
    field.press_sequentially("group by depar")
    expect(page.locator("#offers li").first).to_have_text(re.compile("^department"))
    # These may be the offers for fewer letters: each letter asks anew, and what is taken replaces all of them.
    field.press("Tab")
    assert field.input_value() == "group by department"
    field.fill('show count into "x.csv"')
    field.press("Control+Enter")
    expect(page.locator("#findings")).to_contain_text("a dashboard writes no files")


def test_a_link_restores_what_was_chosen(page, browser, dashboard):
    click_bar(page, "district", 5)
    page.locator("#measure").select_option("late%")
    settled(page)
    page.locator("#condition").fill("open")
    page.locator("#condition").press("Enter")
    settled(page)
    page.locator("#copy").click()
    expect(page.locator("#copy")).to_have_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert dashboard.token not in link and "district" in unquote(link)
    other = page.context.new_page()
    other.goto(link)
    settled(other)
    for identifier in ("time", "district", "type", "rows"):
        assert query(other, identifier) == query(page, identifier)
    assert other.locator(".figure b").all_inner_texts() == page.locator(".figure b").all_inner_texts()
    other.close()
    stranger = browser.new_context().new_page()
    stranger.goto(link)
    expect(stranger.locator("#message")).to_contain_text("open the address that `tally serve` printed")
    stranger.context.close()


def test_downloads_are_the_command_lines_csv(page):
    click_bar(page, "district", 5)
    with page.expect_download() as download:
        card(page, "rows").get_by_text("CSV of all").click()
    text = query(page, "rows").removesuffix(" limit 100")
    assert download.value.path().read_text() == run(SAN_ANTONIO, "-c", text, "-o", "csv")
    with page.expect_download() as download:
        page.locator("#download").click()
    assert download.value.path().read_text() == run(SAN_ANTONIO, "-c", page.locator("#text").input_value(), "-o", "csv")


@pytest.mark.parametrize("width", [1280, 800, 400])
def test_nothing_sticks_out(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    narrow = page.locator("#charts > .card").evaluate_all("all => Math.min(...all.map(one => one.offsetWidth))")
    assert narrow >= 240


# MARK: - Zones, pictures, and the ways of a browser


def start_tab(browser, address, **options):
    """A page whose troubles and whose requests are collected."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    opened = context.new_page()
    asked, troubles = [], []
    context.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    opened.goto(address)
    return opened, asked, troubles


@pytest.fixture(scope="module")
def zoned(tmp_path_factory):
    """A dashboard whose script looks up in zones, by points and by a column, and draws."""
    script = tmp_path_factory.mktemp("zoned") / "zones.tally"
    script.write_text(
        'lookup "examples/data/zones.geojson" containing location group by zone show count, late%\n\n'
        'view districts = lookup "examples/data/districts.geojson" on district\n\n'
        'group by department show late% sort by late% desc draw bars\n')
    started = Dashboard(SAN_ANTONIO, script)
    yield started, script
    assert started.stop() == 0


def check_zones(page):
    """Holds the colours' numbers of the map to the command line's answer."""
    text = query(page, "area")
    rows = ask(SAN_ANTONIO, text)
    names = {row[next(iter(row))]: row for row in rows}
    shown = card(page, "area").locator(".zone").evaluate_all("all => all.map(one => [one.dataset.zone, one.ariaLabel])")
    assert shown and any(name in names for name, _ in shown)
    measure = list(rows[0])[1]
    for name, label in shown:
        words = label.removeprefix(f"{name}: ")
        if name not in names:
            assert words == "no requests"
        else:
            expected = float(names[name][measure])
            assert number(words) == pytest.approx(expected * 100 if measure.endswith("%") else expected, abs=0.051), name


def test_zones_of_the_script_are_a_map_that_filters(browser, zoned):
    dashboard, _ = zoned
    page, asked, troubles = start_tab(browser, dashboard.address)
    settled(page)
    assert query(page, "area") == 'lookup "examples/data/zones.geojson" containing location group by zone show count draw map'
    check_zones(page)
    nowhere = [row["count"] for row in ask(SAN_ANTONIO, query(page, "area")) if not row["zone"]]
    assert f"Not on the map: (missing): {nowhere[0]}" in card(page, "area").inner_text()
    card(page, "area").locator('[data-zone="center"]').click()
    settled(page)
    assert query(page, "department").startswith(
        'where zone = "center" lookup "examples/data/zones.geojson" containing location group by department')
    assert card(page, "area").locator('[data-zone="center"]').get_attribute("aria-pressed") == "true"
    check_zones(page)
    # The keyboard adds a second zone; the script's own query has the lookup already.
    card(page, "area").locator('[data-zone="east"]').focus()
    page.keyboard.press("Control+Enter")
    settled(page)
    assert page.locator(".chip").inner_text() == 'zone in ("center", "east")'
    own = query(page, "own 0")
    assert own.count("lookup") == 1 and own.endswith('show count, late% where zone in ("center", "east")'), own
    [figures] = ask(SAN_ANTONIO, page.locator("#text").input_value())
    assert number(page.locator(".figure b").first.inner_text()) == float(figures["count"])
    # Districts are a column of the data: their condition needs no lookup, and their bars show it too.
    card(page, "area").locator("select").select_option("district")
    page.locator("#measure").select_option("late%")
    settled(page)
    assert query(page, "area").endswith('lookup "examples/data/districts.geojson" on district group by district show late%, count draw map')
    check_zones(page)
    card(page, "area").locator('[data-zone="1"]').click()
    settled(page)
    assert card(page, "district").locator('.row[aria-pressed=true]').get_attribute("data-literal") == "1"
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    settled(page)
    assert page.locator(".chip").count() == 2 and query(page, "area").count("lookup") == 2
    page.context.close()
    assert troubles == [] and all(url.startswith((f"http://127.0.0.1:{dashboard.port}/", "data:", "about:")) for url in asked)


def test_squares_are_chosen_by_click_and_by_keys(page):
    shown = card(page, "area")
    before = shown.locator("rect.cell").count()
    assert before == len([row for row in ask(SAN_ANTONIO, query(page, "area")) if row["grid(location, 1km)"]])
    assert shown.locator("rect.ground").count() == before and shown.locator(".scale, .north").count() == 2
    shown.locator("svg").focus()
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    settled(page)
    chosen = page.locator(".chip").inner_text()
    assert re.fullmatch(r'grid\(location, 1km\) = "29\.\d{5} -98\.\d{5}"', chosen), chosen
    check_numbers(page)
    shown.locator("rect.cell.chosen").click()
    settled(page)
    assert page.locator(".chip").count() == 0


def test_what_a_script_draws_is_drawn(browser, zoned):
    page, _, troubles = start_tab(browser, zoned[0].address)
    settled(page)
    click_bar(page, "district", 5)
    drawn = card(page, "own 1")
    assert query(page, "own 1") == "group by department show late% sort by late% desc draw bars where district = 5"
    rows = ask(SAN_ANTONIO, query(page, "own 1"))
    words = drawn.locator(".picture svg").inner_html()
    for row in rows:
        assert row["department"] in words and f"{float(row['late%']) * 100:.1f}%" in words
    drawn.locator("summary").click()
    assert drawn.locator("tbody tr").count() == len(rows)
    # A query that is typed with `draw` is drawn as well.
    page.locator("#text").fill("over month show count draw line")
    page.locator("#run").click()
    expect(page.locator("#result .picture svg")).to_be_visible()
    page.context.close()
    assert troubles == []


def test_back_undoes_and_forward_does_again(page):
    click_bar(page, "district", 5)
    click_bar(page, "source", '\\"311 Mobile App\\"')
    page.go_back()
    settled(page)
    assert page.locator(".chip").all_inner_texts() == ["district = 5"]
    check_numbers(page)
    page.go_back()
    settled(page)
    assert page.locator(".chip").count() == 0
    page.go_forward()
    settled(page)
    assert page.locator(".chip").all_inner_texts() == ["district = 5"]


def test_two_tabs_do_not_disturb_each_other(page, dashboard):
    other = page.context.new_page()
    other.goto(f"http://127.0.0.1:{dashboard.port}/")
    settled(other)
    click_bar(other, "district", 1)
    click_bar(page, "district", 2)
    assert [one.locator(".chip").inner_text() for one in (page, other)] == ["district = 2", "district = 1"]
    for one in (page, other):
        assert one.locator(".figure b").first.inner_text() == f"{int(ask(SAN_ANTONIO, one.locator('#text').input_value())[0]['count']):,}"
    other.close()


def test_a_stopped_server_is_said(browser):
    started = Dashboard(SAN_ANTONIO)
    page, _, _ = start_tab(browser, started.address)
    settled(page)
    assert started.stop() == 0
    card(page, "district").locator(".row").first.click()
    expect(page.locator("#message")).to_contain_text("Is `tally serve` still running?")
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_has_a_name_and_a_contrast(browser, dashboard, scheme):
    page, _, troubles = start_tab(browser, dashboard.address, color_scheme=scheme)
    settled(page)
    nameless = page.locator("button, select, input, textarea, svg, [role=button]").evaluate_all(
        """all => all.filter(one => !(one.ariaLabel ?? "").trim() && !one.textContent.trim() && ![...one.labels ?? []].some(label => label.textContent.trim()))
        .map(one => one.outerHTML.slice(0, 80))""")
    assert nameless == []
    # WCAG's ratio of text to its ground, for the inks that the page uses.
    ratios = page.evaluate("""() => {
      const light = text => {
        const parts = text.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255).map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
      };
      const ground = one => { for (; one; one = one.parentElement) { const c = getComputedStyle(one).backgroundColor; if (!c.endsWith(", 0)")) return c; } return "rgb(255,255,255)"; };
      return [...document.querySelectorAll("h1, h2, p, .label, .value, .text, .chip, th, td, label")].filter(one => one.textContent.trim() && !one.querySelector("[style*=background]") && one.offsetParent)
        .map(one => { const [a, b] = [light(getComputedStyle(one).color), light(ground(one))].sort((x, y) => y - x); return [(a + 0.05) / (b + 0.05), one.className || one.tagName]; });
    }""")
    assert len(ratios) > 50 and min(ratios)[0] >= 4.5, min(ratios)
    page.context.close()
    assert troubles == []


@pytest.mark.parametrize("width", [800, 400])
def test_long_names_and_no_rows_stay_within_the_page(browser, tmp_path, width):
    odd = tmp_path / "odd.csv"
    with odd.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["count", "a `tick` <b>bold</b>", "where", "opened at", "x" * 120])
        writer.writerows([index % 3, ["<img src=x onerror=alert(1)>", "y" * 300, "ok", ""][index % 4], "pq"[index % 2],
                          f"2024-01-{index % 28 + 1:02} {index % 24:02}:00", index % 7] for index in range(300))
    bare = tmp_path / "bare.csv"
    bare.write_text("kind,opened,district\n")
    for data, words in ((odd, "yyyy"), (bare, "The data has no rows.")):
        started = Dashboard(data)
        page, _, troubles = start_tab(browser, started.address, viewport={"width": width, "height": 800})
        settled(page)
        assert words in page.locator("#charts").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("#charts img, #charts b:not(.figure b)").count() == 0
        assert page.locator(".failed").count() == 0 and troubles == []
        page.context.close()
        assert started.stop() == 0


def test_a_very_long_query_is_answered_or_refused(page):
    field = page.locator("#text")
    field.fill("where " + " or ".join(f"district = {index}" for index in range(90)) + " show count")
    page.locator("#run").click()
    expect(page.locator("#result tbody td")).to_have_text("7,514")
    field.fill("show count -- " + "x" * 1_100_000)
    page.locator("#run").click()
    expect(page.locator("#message")).to_contain_text("longer than 1 MB")


# MARK: - Without a server


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("dashboard") / "dashboard.html"
    run("serve", SAN_ANTONIO, "--output", path)
    return path


def test_a_file_opens_without_a_server_and_filters(browser, file):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    opened = context.new_page()
    asked, troubles = [], []
    context.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.goto(file.as_uri())
    expect(opened.locator("body")).to_have_attribute("data-ready", "")
    check_numbers(opened)
    click_bar(opened, "district", 5)
    click_bar(opened, "type", '\\"Cust. Serv.(Complaint)\\"')
    opened.locator("#measure").select_option("late%")
    settled(opened)
    values = card(opened, "department").locator(".row").evaluate_all(
        "all => all.map(one => [one.querySelector('.label').innerText, one.querySelector('.value').firstChild.data])")
    rows = ask(SAN_ANTONIO, query(opened, "department"))
    assert [(label, number(value)) for label, value in values] == [
        (row["department"], pytest.approx(float(row["late%"]) * 100, abs=0.051)) for row in rows]
    opened.locator("#measure").select_option("count")
    card(opened, "calendar").locator("tbody th button").nth(1).click()
    settled(opened)
    assert 'weekday(opened) = "Tue"' in query(opened, "type")
    check_numbers(opened)
    link = opened.url
    other = context.new_page()
    other.goto(link)
    settled(other)
    assert other.locator(".figure b").all_inner_texts() == opened.locator(".figure b").all_inner_texts()
    opened.locator("#clear").click()
    settled(opened)
    assert opened.locator(".figure b").first.inner_text() == "7,514"
    assert "`tally serve`" in opened.locator("#note").inner_text()
    context.close()
    assert troubles == [] and {url.split("#")[0] for url in asked} <= {file.as_uri(), "data:,"}


def test_a_file_is_not_overwritten(file):
    before = file.read_bytes()
    done = attempt("serve", SAN_ANTONIO, "--output", file)
    assert done.returncode == 1 and "--overwrite" in done.stderr and file.read_bytes() == before
    run("serve", SAN_ANTONIO, "--output", file, "--overwrite")
    done = attempt("serve", SAN_ANTONIO, "--output", "x.png")
    assert done.returncode == 2 and ".html" in done.stderr


def test_text_of_the_data_is_never_markup(browser, tmp_path):
    data = tmp_path / "calls.csv"
    names = ["</script><script>document.title='x'</script>", "<img src=x onerror=document.title='y'>", 'a "quoted" one', "plain"]
    with data.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["kind", "opened"])
        writer.writerows([names[index % 4], f"2024-01-{index % 28 + 1:02}"] for index in range(100))
    page = tmp_path / "d.html"
    run("serve", data, "--output", page)
    opened = browser.new_page()
    opened.goto(page.as_uri())
    expect(opened.locator("body")).to_have_attribute("data-ready", "")
    labels = card(opened, "kind").locator(".label").all_inner_texts()
    assert sorted(labels) == sorted(names) and opened.title() == "calls"
    card(opened, "kind").locator(".row").nth(labels.index('a "quoted" one')).click()
    settled(opened)
    assert opened.locator(".figure b").first.inner_text() == "25"
    assert opened.locator(".chip").inner_text() == 'kind = "a ""quoted"" one"'
    opened.close()


def test_files_map_zones_and_squares_and_carry_a_sample(browser, zoned, tmp_path):
    path = tmp_path / "zones.html"
    run("serve", SAN_ANTONIO, zoned[1], "--output", path, "--sample", "400")
    assert path.stat().st_size < 2_000_000
    page, asked, troubles = start_tab(browser, path.as_uri(), offline=True)
    settled(page)
    check_zones(page)
    card(page, "area").locator('[data-zone="center"]').click()
    settled(page)
    text = query(page, "type")
    assert text.startswith('where zone = "center" lookup')
    found = card(page, "type").locator(".row").evaluate_all(
        "all => all.map(one => [one.querySelector('.label').innerText, Number(one.querySelector('.value').firstChild.data.replace(',', ''))])")
    assert found == [[row["type"], int(row["count"])] for row in ask(SAN_ANTONIO, text)]
    # The sample is every so manieth row of the data, and follows the conditions.
    cases = [row["case"] for row in ask(SAN_ANTONIO, "list case")]
    spread = {cases[index * len(cases) // 400] for index in range(400)}
    chosen = {row["case"] for row in ask(SAN_ANTONIO, 'where zone = "center" lookup "examples/data/zones.geojson" containing location list case')}
    shown = card(page, "rows").locator("tbody tr").evaluate_all("all => all.map(one => one.cells[0].innerText.trim())")
    assert shown and set(shown) == spread & chosen and f"{len(shown)} of the 400" in card(page, "rows").inner_text()
    page.locator("#clear").click()
    card(page, "area").locator("select").select_option("grid(location, 1km)")
    settled(page)
    assert card(page, "area").locator("rect.cell").count() == len([row for row in ask(SAN_ANTONIO, query(page, "area")) if row["grid(location, 1km)"]])
    drag(page, "area", (0.45, 0.45), (0.52, 0.55))
    assert page.locator(".chip").inner_text().startswith("grid(location, 1km) in (")
    [figures] = ask(SAN_ANTONIO, page.locator("#text").input_value())
    assert number(page.locator(".figure b").first.inner_text()) == float(figures["count"])
    page.context.close()
    assert troubles == [] and {url.split("#")[0] for url in asked} <= {path.as_uri(), "data:,"}
