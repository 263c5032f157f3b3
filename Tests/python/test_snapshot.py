"""Snapshots of big files in the cache, and data files that `save` writes, through the program."""

import fcntl
import os
import random
import subprocess
import time

import pytest
from tally import DATA_PROGRAM, PROGRAM, attempt, run

QUERY = "group by type show count, sum n, max opened"


@pytest.fixture(scope="module")
def calls(tmp_path_factory):
    """A synthetic file that is large enough to be worth a snapshot."""
    path = tmp_path_factory.mktemp("data") / "calls.csv"
    with path.open("w") as file:
        file.write("n,opened,type,note\n")
        for number in range(150_000):
            file.write(f"{number},2020-{number % 12 + 1:02}-{number % 28 + 1:02} 10:00,type {number % 7},"
                       f"a note that takes some room {number % 1_000}\n")
    assert path.stat().st_size > 8_000_000
    return path


@pytest.fixture
def home(tmp_path):
    return {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}


def snapshots(home):
    folder = os.path.join(home["XDG_CACHE_HOME"], "tally")
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return [os.path.join(folder, name) for name in names if name.endswith(".tally-data") and not name.startswith(".")]


def wait_for_snapshot(home, besides=()):
    """The background writer has no one to tell when it is done; it gives way to others, so that it may take a while."""
    for _ in range(1_200):
        found = [path for path in snapshots(home) if os.stat(path).st_ino not in besides]
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError("no snapshot was written")


def test_the_second_start_uses_what_the_first_left(calls, home):
    plain = run(calls, "--no-cache", "-c", QUERY, env=home)
    assert snapshots(home) == []
    assert run(calls, "-c", QUERY, env=home) == plain
    path = wait_for_snapshot(home)
    assert os.stat(path).st_mode & 0o777 == 0o600
    assert run(calls, "-c", QUERY, env=home) == plain
    listed = run("cache", "list", env=home)
    assert "150,000 rows" in listed and str(calls) in listed and "1 snapshot," in listed
    # Damage is met with the right answer, and with a new snapshot in the place of the damaged one.
    generator = random.Random(5)
    for _ in range(3):
        damaged = bytearray(open(path, "rb").read())
        for _ in range(2_000):
            damaged[generator.randrange(len(damaged))] ^= 0xFF
        with open(path, "wb") as file:
            file.write(damaged)
        old = os.stat(path).st_ino
        assert run(calls, "-c", QUERY, env=home) == plain
        path = wait_for_snapshot(home, {old})
    assert run("cache", "clear", env=home).startswith("removed 1 snapshot,")
    assert snapshots(home) == []


def settle(home):
    """Waits until nobody is writing a snapshot, and gives back what is in the folder then.

    A writer that was started may be on its way still and take its lock later: how many will come, only a test knows
    that has started at most one.
    """
    folder = os.path.join(home["XDG_CACHE_HOME"], "tally")
    for _ in range(1_200):
        names = sorted(os.listdir(folder))
        if not any(name.endswith(".lock") for name in names): return names
        time.sleep(0.1)
    raise AssertionError(f"somebody still writes: {names}")


def test_whoever_asks_while_the_snapshot_is_written_gets_the_answer(calls, home):
    plain = run(calls, "--no-cache", "-c", QUERY, env=home)
    asking = [subprocess.Popen([PROGRAM, calls, "-c", QUERY], env=home, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    assert {process.communicate(timeout=60)[0] for process in asking} == {plain}
    wait_for_snapshot(home)
    assert run(calls, "-c", QUERY, env=home) == plain
    assert len(snapshots(home)) == 1


def test_one_writer_a_file(calls, home):
    """While somebody holds the lock of a snapshot nobody else writes it."""
    run("cache", "build", calls, env=home)
    path, = snapshots(home)
    os.remove(path)
    with open(path + ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "another process is writing it" in attempt("cache", "build", calls, env=home).stderr
        assert snapshots(home) == []


def test_what_a_killed_writer_left_goes(calls, home):
    """It leaves a lock that nobody holds and a part of a file: the next one takes both away."""
    run("cache", "build", calls, env=home)
    path, = snapshots(home)
    os.remove(path)
    folder, name = os.path.split(path)
    for leftover in (path + ".lock", f"{folder}/.{name}.tmp-1"):
        with open(leftover, "w"): pass
    run("cache", "build", calls, env=home)
    assert os.listdir(folder) == [name]


def test_cache_build_makes_the_snapshot_at_once(calls, home):
    def build(*words, status=0):
        done = attempt("cache", "build", *words, env=home)
        assert done.returncode == status, done.stderr
        return done.stderr

    assert "wrote a snapshot of" in build(calls)
    path, = snapshots(home)
    made = os.stat(path).st_ino
    assert "no snapshot was written: there is one" in build(calls)
    # Other options make other data of the same file.
    assert "wrote" in build("--missing", "type 3", "--no-header", calls) and len(snapshots(home)) == 2
    plain = run(calls, "--no-cache", "-c", QUERY, env=home)
    assert run(calls, "-c", QUERY, env=home) == plain and os.stat(path).st_ino == made
    assert "does not exist" in build("nowhere.csv", status=4)
    assert "needs the files" in build(status=2)


def test_options_and_profiles_reach_the_writer(calls, home):
    """What the background writer makes is what the next start with the same options and profile looks for."""
    profile = 'dataset mine matches "n", "type"\n  flag third = "type" yes "type 3"\n  time opened = "opened"\n'
    for words in (["--missing", "type 3", "-c", QUERY], ["-c", profile + "\ngroup by third show count"]):
        first = run(calls, *words, env=home)
        path = wait_for_snapshot(home)
        settle(home)
        made = os.stat(path).st_ino
        assert run(calls, *words, env=home) == first
        assert settle(home) == [os.path.basename(path)] and os.stat(path).st_ino == made
        assert first == run(calls, "--no-cache", *words, env=home)
        os.remove(path)


def test_answers_do_not_depend_on_where_they_come_from(home, tmp_path):
    """From the columns that a question names, from all of them, and from a snapshot the answer is the same."""
    path = tmp_path / "synthetic.csv"
    subprocess.run([DATA_PROGRAM, "san-antonio", "--times", "--rows", "35000", "-o", path], check=True)
    assert path.stat().st_size > 8_000_000
    queries = [
        'where reason = "Customer Service" group by district show count',
        "group by department show late%, closed%, median hours(time_to_close)",
        "group by category, year(opened) show count",
        "group by weekday(opened) across hour(opened) show count",
        "where opened in 2023 group by type show avg hours(time_to_close) top 10",
        "group by district show distinct address",
        'where address contains "MAIN" group by department show count',
        "sort by time_to_close desc limit 20 list case, type, time_to_close",
        "over month show backlog, arrivals, closures",
        "show count, min location, max district",
        "where district = 3 list *  limit 3",
        "group by distrct show count",
    ]

    def answer(*words):
        done = attempt(path, *words, env=home)
        return done.returncode, done.stdout

    def all_at_once(*words):
        return answer(*words, *(word for query in queries[:9] for word in ("-c", query)))

    single = [answer("--no-cache", "-c", query) for query in queries]
    assert sum(code == 0 for code, _ in single) >= 9
    assert all_at_once("--no-cache") == (0, "\n".join(text for _, text in single[:9]))
    cold = [answer("-c", query) for query in queries[:2]]
    wait_for_snapshot(home)
    assert cold == single[:2]
    assert [answer("-c", query) for query in queries] == single
    assert all_at_once() == all_at_once("--no-cache")


def test_timing_says_what_became_of_the_snapshot(calls, home):
    done = attempt(calls, "-c", QUERY, "--timing", env=home)
    assert '"snapshot_bytes": ' in done.stderr and len(snapshots(home)) == 1
    os.remove(snapshots(home)[0])
    os.rmdir(os.path.join(home["XDG_CACHE_HOME"], "tally"))
    with open(os.path.join(home["XDG_CACHE_HOME"], "tally"), "w"):
        done = attempt(calls, "-c", QUERY, "--timing", env=home)
    assert done.returncode == 0 and "note: no snapshot was kept" in done.stderr


def test_the_caller_does_not_wait_for_the_writer(calls, home):
    """The background process holds neither the pipe nor other files of its caller."""
    reader, writer = os.pipe()
    process = subprocess.Popen([PROGRAM, calls, "-c", QUERY], env=home, stdout=writer, pass_fds=[writer])
    os.close(writer)
    with os.fdopen(reader) as output:
        output.read()
    assert process.wait(timeout=60) == 0
    wait_for_snapshot(home)


def test_saved_data_takes_the_place_of_the_file(calls, home, tmp_path):
    saved = tmp_path / "all.tally-data"
    done = attempt(calls, "--no-cache", "-c", f'save "{saved}"', env=home)
    assert done.returncode == 0 and "saved 150,000 rows × 4 columns" in done.stderr
    moved = saved.rename(tmp_path / "moved.anything")
    assert run(moved, "-c", QUERY, env=home) == run(calls, "--no-cache", "-c", QUERY, env=home)
    assert run(calls, "--no-cache", "-c", f'from "{moved}" {QUERY}') == run(moved, "-c", QUERY)
    assert "150,000 rows" in run("describe", moved)
    size = moved.stat().st_size
    done = attempt(calls, "-c", f'save "{tmp_path}/x.csv"', env=home)
    assert done.returncode == 1 and "into" in done.stderr and not (tmp_path / "x.csv").exists()
    moved.rename(saved)
    done = attempt(calls, "-c", f'save "{saved}"', env=home)
    assert done.returncode == 1 and "--overwrite" in done.stderr and saved.stat().st_size == size
    run(calls, "-c", f'set overwrite = true; save "{saved}"', env=home)
    assert saved.stat().st_size == size


def test_damaged_data_files_are_refused(calls, home, tmp_path):
    saved = tmp_path / "all.tally-data"
    run(calls, "--no-cache", "-c", f'save "{saved}"')
    good = saved.read_bytes()
    for length in (8, 100, 20_000, len(good) - 1):
        saved.write_bytes(good[:length])
        done = attempt(saved, "-c", QUERY, env=home)
        assert done.returncode == 4 and "is damaged" in done.stderr and done.stdout == "", length
    # The values of a column, in the middle of the file: a query that does not need it gets its answer.
    answers = set()
    for place in range(16_384 * 4, len(good), 200_000):
        damaged = bytearray(good)
        for offset in range(64):
            damaged[min(place + offset, len(good) - 1)] ^= 0xFF
        saved.write_bytes(damaged)
        done = attempt(saved, "-c", QUERY, env=home)
        assert (done.returncode, done.stdout) == (4, "") or done.returncode == 0, done.stderr
        answers.add(done.stdout)
    assert len(answers - {""}) == 1
    done = attempt(calls, saved, "-c", QUERY, env=home)
    assert done.returncode == 4 and "data file of Tally" in done.stderr


def test_damaged_texts_are_seen_by_whoever_reads_one(calls, home, tmp_path):
    """Codes are checked when a column is first used, the texts they stand for when the first of them is read."""
    codes, texts = "show distinct type", "group by type show count"

    def damage(path):
        with open(path, "rb") as file:
            whole = file.read()
        assert whole.count(b"type 3") == 1
        with open(path, "wb") as file:
            file.write(whole.replace(b"type 3", b"tape 3"))

    saved = tmp_path / "all.tally-data"
    run(calls, "--no-cache", "-c", f'save "{saved}"')
    damage(saved)
    assert run(saved, "-c", codes) == run(calls, "--no-cache", "-c", codes)
    for query in (texts, "list type limit 1", 'where type = "type 3" show count', 'where type contains "e 4" show count',
                  "show mode type", "sort by type limit 3 list n, type", f'save "{tmp_path}/again.tally-data"'):
        done = attempt(saved, "-c", query)
        assert (done.returncode, done.stdout) == (4, "") and "is damaged" in done.stderr, query
    run("cache", "build", calls, env=home)
    (path,) = snapshots(home)
    damage(path)
    assert run(calls, "-c", texts, env=home) == run(calls, "--no-cache", "-c", texts)
    # The damaged one went before the answer came.
    with open(wait_for_snapshot(home), "rb") as file:
        assert file.read().count(b"type 3") == 1
