"""Release programs are linked in a way of their own: with archives of the libraries that every start needs, with simdjson
opened when the first JSON is read and libm when a function of it is called, with what the C library knows of the processor, and with what a start touches lying
together. Tests link what the build under test left in the same way."""

import os
import pathlib
import platform
import shutil
import subprocess
import sys

import pytest
from tally import PROGRAM, TOP

COMPILER = shutil.which("clang") or shutil.which("cc")
READER = r"""
#include <stdio.h>
#include <string.h>
#include "CJSON.h"

static int print(void *context, const uint8_t *rows, size_t count, size_t offset)
{
    return fwrite(rows, 1, count, stdout) == count;
}

int main(int count, char **texts)
{
    tally_json_table table;
    tally_json_read((const uint8_t *)texts[1], strlen(texts[1]), 100, print, NULL, &table);
    printf("%d %zu %s\n", table.status, table.row_count, table.message);
    tally_json_free(&table);
    return 0;
}
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux" or not COMPILER, reason="only Linux links this way")


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """What scripts/common.sh makes of this machine's libraries; a machine without the archives has nothing to test."""
    folder = tmp_path_factory.mktemp("linking") / "archives"
    made = subprocess.run(["bash", "-c", 'source scripts/common.sh && make_archives "$0"', folder], cwd=TOP)
    if made.returncode != 0: pytest.skip("this system has no archives of the libraries")
    return folder


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The program that the build under test compiled, linked as scripts/common.sh has release programs linked."""
    objects = PROGRAM.parent / "tally.product" / "Objects.LinkFileList"
    if not objects.exists() or not shutil.which("swiftc"): pytest.skip("this is no folder of a build")
    folder = tmp_path_factory.mktemp("release")
    options = iter(subprocess.run(
        ["bash", "-c", 'source scripts/common.sh && printf "%s\\n" "${release_options[@]}"'], cwd=TOP, check=True,
        capture_output=True, text=True, env={**os.environ, "TALLY_SCRATCH": str(folder)}).stdout.splitlines())
    # Objects that were compiled for shared libraries do not name what their archives need besides.
    words = ["-lstdc++", "-static-stdlib", "-l_FoundationCollections", "-l_FoundationCShims"]
    for option in options:
        if option == "-Xswiftc": words.append(next(options))
        if option == "-Xlinker": words += [option, next(options)]
    subprocess.run(
        ["swiftc", "-emit-executable", "-o", folder / "tally", *words, "-lsimdjson", "-lre2", "-Xlinker",
         "--gc-sections", "-Xlinker", "--defsym", "-Xlinker", "main=tally_main", f"@{objects}"], check=True)
    return folder / "tally"


def test_a_release_program_answers_and_needs_no_more_than_the_system(program, tmp_path):
    data = TOP / "examples/data/san_antonio_customer_service.csv"
    words = [data, "-o", "csv", "-c", "group by district show count, late%, p90 time_to_close"]
    answers = {
        subprocess.run([path, *words], capture_output=True, text=True, timeout=60, check=True).stdout
        for path in (PROGRAM, program)}
    assert len(answers) == 1 and answers.pop().count("\n") > 10
    rows = tmp_path / "rows.json"
    rows.write_text('[{"a": "x", "b": 1.5}, {"a": "\\u00e4", "b": null}]')
    done = subprocess.run([program, rows, "-o", "csv", "-c", "list a, b"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "a,b\nx,1.5\nä,\n"), done.stderr
    needed = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    ours = ("swift", "Foundation", "simdjson", "re2", "readline", "stdc++", "libm.so")
    assert not [name for name in ours if name in needed], needed


def link(archives, stand_in):
    """A program that reads JSON with what the build made of Sources/CJSON and the stand-in for simdjson."""
    (archives / "reader.c").write_text(READER)
    program = archives / "reader"
    subprocess.run(
        [COMPILER, "-I", TOP / "Sources/CJSON/include", archives / "reader.c",
         PROGRAM.parent / "CJSON.build" / "CJSON.cpp.o", stand_in, "-L", archives, "-lstdc++", "-lm", "-static-libgcc",
         "-o", program], check=True)
    return program


def read(program, text):
    done = subprocess.run([program, text], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def test_json_is_read_with_a_library_that_is_opened_late(archives):
    program = link(archives, archives / "libsimdjson.a")
    assert "simdjson" not in subprocess.run(["ldd", program], capture_output=True, text=True).stdout
    assert read(program, '[{"a": "x", "b": 1.5}, {"a": "\\u00e4", "b": null}]') == (0, "x\x1f1.5\nä\x1f\n0 2 \n", "")
    status, output, _ = read(program, '[{"a": 1,}]')
    # The library's own words, not those of an empty table.
    assert status == 0 and output.startswith("1 0 ") and "improper structure" in output


def test_a_library_that_is_not_there_is_named(archives):
    stand_in = archives / "missing.o"
    subprocess.run(
        [COMPILER, '-DSIMDJSON="libsimdjson.so.none"', "-c", TOP / "scripts/lazy-simdjson.c", "-o", stand_in], check=True)
    status, output, error = read(link(archives, stand_in), '[{"a": 1}]')
    assert (status, output) == (4, "")
    assert error.startswith("error: JSON cannot be read without libsimdjson.so.none: ")


NUMBERS = r"""
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static double (*const functions[])(double) = {ceil, floor, round, trunc, sin, log10, exp, cbrt, tgamma};
static const double edges[] = {
    0.0, -0.0, 0.5, -0.5, 1.5, -2.5, 0x1.fffffffffffffp-2, -0x1.fffffffffffffp-2, 0x1.fffffffffffffp51, 0x1p52, -0x1p63,
    INFINITY, -INFINITY, NAN, 0x1p-1074};

static void print(double value) { printf(isnan(value) ? "nan\n" : "%a\n", value); }

int main(void)
{
    uint64_t state = 88172645463325252;
    for (size_t index = 0; index < sizeof functions / sizeof *functions; index++) {
        for (size_t edge = 0; edge < sizeof edges / sizeof *edges; edge++) print(functions[index](edges[edge]));
        for (int count = 0; count < 3000; count++) {
            state ^= state << 13, state ^= state >> 7, state ^= state << 17;
            // All bits at random, numbers with a fraction, and halves.
            uint64_t fraction = (state & 0x800fffffffffffff) | (uint64_t)(1015 + state % 70) << 52;
            double value = (double)(int64_t)(state % 2001) / 2 - 500;
            if (count % 3) memcpy(&value, count % 3 == 1 ? &state : &fraction, 8);
            print(functions[index](value));
        }
    }
    int sign;
    print(pow(2.5, 3.1)), print(atan2(1, -3)), print(fma(0.1, 10, -1)), print(lgamma_r(-0.5, &sign)), print(sign);
    print(sinf(1)), print(ceilf(-1.5f)), print((double)sqrtl(2)), print(jn(2, 1.5));
    return 0;
}
"""


def test_numbers_are_those_of_a_library_that_is_opened_late(archives):
    source, program = archives / "numbers.c", archives / "numbers"
    source.write_text(NUMBERS)
    told = []
    for libraries in (["-lm"], ["-L", archives, "-lm"]):
        subprocess.run([COMPILER, "-fno-builtin", source, "-o", program, *libraries], check=True)
        told.append(subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines())
    assert told[0] == told[1] and len(told[0]) > 9 * 3000
    assert "libm.so" not in subprocess.run(["ldd", program], capture_output=True, text=True).stdout


FEATURES = "popcnt avx2 bmi bmi2 pclmul avx512f avx512vl avx512bw avx512vpopcntdq avx512vbmi2 x86-64-v3 x86-64-v4".split()
WIDEST = """
#include <stdio.h>
__attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"))) int twice(int number) { return 2 * number; }
int main(void)
{
%s
    return twice(0);
}
"""


@pytest.mark.skipif(platform.machine() != "x86_64", reason="other processors are not asked")
def test_the_processor_can_do_what_the_compilers_own_library_finds(archives):
    source = archives / "widest.c"
    source.write_text(WIDEST % "\n".join(f'    printf("%d", !!__builtin_cpu_supports("{name}"));' for name in FEATURES))
    told = []
    for library in ([], ["-L", archives, "-lprocessor"]):
        subprocess.run([COMPILER, source, "-o", archives / "widest", *library], check=True)
        told.append(subprocess.run([archives / "widest"], capture_output=True, check=True).stdout)
    assert told[0] == told[1] and len(told[0]) == len(FEATURES)
    # Nothing of the compiler's own is linked besides where the C library tells.
    if pathlib.Path("/usr/include/x86_64-linux-gnu/sys/platform/x86.h").exists():
        assert b"get_available_features" not in (archives / "widest").read_bytes()
