"""The language server under real editors, headless: Neovim's own client and Emacs with eglot, as Debian has them."""

import json
import os
import pathlib
import shutil
import subprocess

import pytest

from tally import PROGRAM, SAN_ANTONIO

FOLDER = pathlib.Path(__file__).parent / "editors"
QUERY = "define slow = time_to_close > 30d\n\nwhere district = 5 and reason is known and slow group by tipe show slow%\n"
EDITORS = {
    "nvim": lambda query: ["nvim", "--headless", "-u", "NONE", "-n", query, "-c", f"luafile {FOLDER / 'neovim.lua'}",
                           "-c", "cquit"],
    "emacs": lambda query: ["emacs", "--batch", "--no-init-file", "--load", FOLDER / "eglot.el"],
}


@pytest.mark.parametrize("editor", EDITORS)
def test_editor(editor, tmp_path):
    if not shutil.which(editor):
        pytest.skip(f"{editor} is not installed")
    query = tmp_path / "query.tally"
    query.write_text(QUERY)
    result = tmp_path / "result.json"
    done = subprocess.run(
        EDITORS[editor](query), capture_output=True, text=True, timeout=120, cwd=tmp_path, stdin=subprocess.DEVNULL,
        env={**os.environ, "TALLY": str(PROGRAM), "TALLY_TEST_DATA": str(SAN_ANTONIO), "TALLY_TEST_QUERY": str(query),
             "TALLY_TEST_OUT": str(result), "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)})
    assert result.exists(), done.stdout + done.stderr
    found = json.loads(result.read_text())
    assert found["findings"] == ["unknown-column"]
    fixed = QUERY.replace("tipe", "type").rstrip("\n")
    assert found["fixed"].rstrip("\n") == fixed
    # The values that the other conditions leave, most frequent first.
    assert "district" in found["hover"] and "11 distinct" in found["hover"]
    assert found["completion"][0]
    assert found["renamed"].rstrip("\n") == fixed.replace("slow", "sluggish")
    assert found["rows"] > 1
