"""The language server under real editors, headless: Neovim's own client and Emacs with eglot, as Debian has them."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tomllib
from xml.etree import ElementTree

import pytest

from tally import PROGRAM, SAN_ANTONIO, TOP, run

FOLDER = pathlib.Path(__file__).parent / "editors"
QUERY = "define slow = time_to_close > 30d\n\nwhere district = 5 and reason is known and slow group by tipe  show slow%\n"
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
             "TALLY_TEST_OUT": str(result), "TALLY_TEST_EDITORS": str(TOP / "editors"), "HOME": str(tmp_path),
             "XDG_STATE_HOME": str(tmp_path)})
    assert result.exists(), done.stdout + done.stderr
    found = json.loads(result.read_text())
    assert found["findings"] == ["unknown-column"]
    fixed = QUERY.replace("tipe", "type").rstrip("\n")
    assert found["fixed"].rstrip("\n") == fixed
    # The values that the other conditions leave, most frequent first.
    assert "district" in found["hover"] and "11 distinct" in found["hover"]
    assert found["completion"][0]
    assert found["renamed"].rstrip("\n") == fixed.replace("slow", "sluggish")
    assert found["formatted"].rstrip("\n") == run("fmt", "-", input=found["renamed"]).rstrip("\n") != found["renamed"]
    assert found["rows"] > 1


VIM = r"""
set nocompatible encoding=utf-8 runtimepath^={editors}
filetype plugin on
syntax enable
let g:tally_program = '{program}'
let g:tally_data = ['{data}']
edit query.tally
silent make!
let findings = map(getqflist(), '[bufname(v:val.bufnr), v:val.lnum, v:val.col, v:val.type, v:val.text]')
" What is not spelt rightly stays.
call setline(1, 'defin slow = 1')
normal! ggVGgq
let untouched = getline(1)
edit!
%substitute/tipe/type/
normal! gggqG
call writefile([json_encode({{'type': &filetype, 'findings': findings, 'untouched': untouched,
    \ 'formatted': getline(1, '$'), 'comment': &commentstring}})], 'result.json')
qall!
"""


@pytest.mark.parametrize("editor", ["vim", "nvim"])
def test_vim_checks_and_formats(editor, tmp_path):
    if not shutil.which(editor):
        pytest.skip(f"{editor} is not installed")
    (tmp_path / "query.tally").write_text(QUERY)
    (tmp_path / "ask.vim").write_text(VIM.format(editors=TOP / "editors" / "vim", program=PROGRAM, data=SAN_ANTONIO))
    options = {"vim": ["-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "-X"], "nvim": ["--headless", "-u", "NONE", "-n"]}
    done = subprocess.run([editor, *options[editor], "-S", "ask.vim"], cwd=tmp_path, timeout=60, capture_output=True,
                          stdin=subprocess.DEVNULL, env={**os.environ, "HOME": str(tmp_path)}, text=True)
    assert (tmp_path / "result.json").exists(), done.stdout + done.stderr
    found = json.loads((tmp_path / "result.json").read_text())
    assert found["type"] == "tally" and found["comment"] == "-- %s"
    [[file, line, column, kind, message]] = found["findings"]
    assert (file, line, column, kind) == ("query.tally", 3, QUERY.splitlines()[2].index("tipe") + 1, "E") and "`tipe`" in message
    assert found["untouched"] == "defin slow = 1"
    assert "\n".join(found["formatted"]) == run("fmt", "-", input=QUERY.replace("tipe", "type")).rstrip("\n")


def test_the_files_of_editors_that_are_not_run_fit_together():
    """What can be held to the program without the editor: names of files, commands and settings."""
    code = TOP / "editors" / "vscode"
    package = json.loads((code / "package.json").read_text())
    [language], [grammar] = package["contributes"]["languages"], package["contributes"]["grammars"]
    assert language["id"] == grammar["language"] == "tally" and language["extensions"] == [".tally"]
    assert json.loads((code / grammar["path"]).read_text())["scopeName"] == grammar["scopeName"]
    assert json.loads((code / language["configuration"]).read_text())["comments"] == {"lineComment": "--"}
    assert (code / package["main"]).exists()
    client = (code / package["main"]).read_text()
    required = set(re.findall(r"require\(\"([^/\"]+)", client))
    assert required == {"vscode", *package["dependencies"]}
    settings = package["contributes"]["configuration"]["properties"]
    assert set(settings) == {"tally.program", "tally.data"} and 'get("program")' in client
    helix = tomllib.loads((TOP / "editors" / "helix" / "languages.toml").read_text())
    assert helix["language"][0]["language-servers"] == list(helix["language-server"])
    kate = json.loads((TOP / "editors" / "kate" / "lspclient.json").read_text())["servers"]["tally"]
    assert ElementTree.parse(TOP / "editors" / "kate" / "tally.xml").getroot().get("name") == "Tally"
    assert re.fullmatch(kate["highlightingModeRegex"], "Tally")
    server = helix["language-server"]["tally"]
    assert kate["command"] == [server["command"], *server["args"]] == ["tally", "lsp"]
    # What they start is there.
    run("lsp", "--help")
    assert run(*helix["language"][0]["formatter"]["args"], input="show count  group by type") == "group by type show count\n"


def test_every_editor_is_named():
    """Each folder has its row in the README, and each file that the README names is there."""
    text = (TOP / "editors" / "README.md").read_text()
    for folder in (TOP / "editors").iterdir():
        assert folder.name == "README.md" or f"({folder.name}" in text or f"`cd {folder.name}" in text, folder
    for link in re.findall(r"\]\(([^)#]+)", text):
        assert (TOP / "editors" / link).exists(), link
