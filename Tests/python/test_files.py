"""Files as cities and offices send them, through the program: options, encodings, compression, refusals."""

import bz2
import contextlib
import gzip
import http.server
import lzma
import threading

import pytest
from tally import attempt, run

CALLS = "id,opened,type\n1,3/4/2020,noise\n2,5/4/2020,light\n3,6/4/2020,noise\n"
COUNT = "group by type show count"
ANSWER = "type,count\nlight,1\nnoise,2\n"


def write(folder, content, name="calls.csv"):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(*arguments, status=4):
    done = attempt(*arguments)
    assert (done.returncode, done.stdout) == (status, "")
    return done.stderr


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_files_and_standard_input(tmp_path, pack):
    content = pack(CALLS.encode())
    assert run(write(tmp_path, content), "-c", COUNT) == ANSWER
    assert run("-", "-c", COUNT, input=content) == ANSWER
    assert "cut off" in refusal(write(tmp_path, content[:-9]), "-c", COUNT)


@pytest.mark.parametrize("order, month", [("dmy", "2020-04"), ("mdy", "2020-03")])
def test_dates(tmp_path, order, month):
    text = run(write(tmp_path, CALLS), "--dates", order, "-c", "over month of opened show count limit 1")
    assert text.splitlines()[1].split(",")[0] == month


def test_delimiter_and_header(tmp_path):
    path = write(tmp_path, "1~x,y\n2~z\n")
    text = run(path, "--delimiter", "~", "--no-header", "-c", "list column_1, column_2")
    assert text == 'column_1,column_2\n1,"x,y"\n2,z\n'


def test_ragged_rows(tmp_path):
    path = write(tmp_path, CALLS + "4,7/4/2020\n")
    assert "line 5: expected 3 fields" in refusal(path, "-c", COUNT)
    assert run(path, "--ragged", "skip", "-c", "show count") == "count\n3\n"
    assert run(path, "--ragged", "pad", "-c", "show count if type is missing").endswith("\n1\n")


def test_bad_values_and_missing_texts(tmp_path):
    rows = "".join(f"{number},{number}\n" for number in range(300))
    path = write(tmp_path, f"id,n\n{rows}300,lots\n")
    assert run(path, "-c", "show count if n is missing") == "count if n is missing\n1\n"
    assert '"lots" is not a whole number' in refusal(path, "--bad-values", "error", "-c", "show count")
    assert run(path, "--bad-values", "error", "--missing", "lots", "-c", "show count") == "count\n301\n"


def test_encoding(tmp_path):
    path = write(tmp_path, "city,n\nZürich,1\n".encode("utf-16-le"))
    assert run(path, "-c", "list city") == "city\nZürich\n"
    path = write(tmp_path, "city,n\nZürich,1\n".encode())
    assert run(path, "--encoding", "latin-1", "-c", "list city") == "city\nZÃ¼rich\n"


def test_patterns_and_several_files(tmp_path):
    write(tmp_path, CALLS, "a-1.csv")
    write(tmp_path, '[{"id": 4, "type": "noise"}]', "a-2.json")
    assert run(f"{tmp_path}/a-?.*", "-c", COUNT) == "type,count\nlight,1\nnoise,3\n"
    assert "No file matches the pattern" in refusal(f"{tmp_path}/b*.csv", "-c", COUNT)


@pytest.mark.parametrize(
    "option, value",
    [("--dates", "ymd"), ("--ragged", "no"), ("--bad-values", "no"), ("--encoding", "x"), ("--delimiter", "ab")],
)
def test_wrong_options(option, value):
    assert f"{option} is " in refusal("x.csv", option, value, "-c", "show count", status=2)


@contextlib.contextmanager
def server(answers):
    """A web server on this machine that gives the answers: path to (status, headers, content)."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, content = answers.get(self.path, (404, {}, b"no such page"))
            self.send_response(status)
            headers = {"Content-Length": str(len(content)), **headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{web.server_port}"
        web.shutdown()


def test_addresses():
    content = CALLS.encode()
    answers = {
        "/calls.csv": (200, {}, content),
        "/calls.csv.gz": (200, {}, gzip.compress(content)),
        "/encoded": (200, {"Content-Encoding": "gzip"}, gzip.compress(content)),
        "/moved?x=1*": (302, {"Location": "/calls.csv"}, b""),
        "/error.json": (200, {}, b'{"error": true, "message": "over the limit"}'),
        "/cut.csv": (200, {"Content-Length": str(len(content) + 10)}, content),
    }
    with server(answers) as top:
        for path in ["/calls.csv", "/calls.csv.gz", "/encoded", "/moved?x=1*"]:
            assert run(top + path, "-c", COUNT) == ANSWER
        assert "the server answers with the error 404" in refusal(top + "/no.csv", "-c", COUNT)
        assert "portal's error message" in refusal(top + "/error.json", "-c", COUNT)
        assert "cannot be fetched" in refusal(top + "/cut.csv", "-c", COUNT)
    assert "cannot be fetched" in refusal("http://127.0.0.1:9/x.csv", "-c", COUNT)
