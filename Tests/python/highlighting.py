"""What editors colour a text with, token by token: each engine under the syntax file that the project has for it.

A colouring is a list with a class for every byte of the text's UTF-8, None for what has no colour. TextMate grammars are
walked here, with the regular expressions of their engine (Oniguruma): ours have single matches only, so that the walk is the
leftmost match, the first in the list where several begin there, again and again. The others are the editors' own.
"""

import ctypes
import html
import json
import os
import re
import shutil
import subprocess

from language_client import Client
from tally import TOP

EDITORS = TOP / "editors"
MEASURES = {
    b"%", b"sum", b"avg", b"median", b"min", b"max", b"distinct", b"mode", b"stddev", b"variance", b"first", b"last", b"gini",
    b"share", b"rank", b"index", b"anomaly", b"running", b"rolling", b"change", b"growth", b"of", b"in", b"wait", b"count",
    b"arrivals", b"closures", b"removed",
}
# The classes of syntax files, and the protocol's types of semantic tokens, in common terms; a name is what has no own colour.
CLASSES = {
    "comment": "comment", "string": "string", "name": None, "number": "number", "constant": "constant", "keyword": "keyword",
    "operator": "operator", "measure": "measure", "function": "function", "call": "function", "plain": None,
}
SEMANTIC = {
    "keyword": "keyword", "operator": "operator", "property": None, "variable": None, "macro": "measure",
    "function": "function", "label": None, "namespace": None, "parameter": None, "string": "string", "number": "number",
    "enumMember": "constant", "comment": "comment",
}
SCOPES = {
    "comment": "comment", "string": "string", "variable": None, "constant.numeric": "number", "constant.language": "constant",
    "keyword.control": "keyword", "keyword.operator": "operator", "support.type": "measure", "support.function": "function",
    "entity.name.function": "function",
}


def lines_of(text):
    """The lines of a text with their offsets in its UTF-8."""
    offset = 0
    for line in text.encode().split(b"\n"):
        yield offset, line
        offset += len(line) + 1


class Server:
    """The language server's colours: the reference. It has no data, so that no name is known to be more than a name."""

    def __init__(self):
        self.client = Client()
        result = self.client.initialize(general={"positionEncodings": ["utf-8"]})
        self.types = result["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"]
        self.number = 0

    def colours(self, text):
        self.number += 1
        uri = f"file:///tmp/tally-highlighting/{self.number}.tally"
        self.client.open(uri, text)
        data = self.client.about("semanticTokens/full", uri)["data"]
        self.client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        colours = [None] * len(text.encode())
        starts = [offset for offset, _ in lines_of(text)]
        line = column = 0
        for down, right, length, kind, _ in zip(*[iter(data)] * 5, strict=True):
            line, column = line + down, right if down else column + right
            start = starts[line] + column
            word = text.encode()[start : start + length]
            colours[start : start + length] = [self.colour(word, self.types[kind])] * length
        return colours

    @staticmethod
    def colour(word, kind):
        # A definition's name has the kind of what it defines; syntax files do not know what is defined.
        is_own = kind == "macro" and word.lower() not in MEASURES and not re.fullmatch(rb"p\d\d", word.lower())
        return None if is_own else SEMANTIC[kind]


def textmate(texts, folder):
    """TextMate's way, for VS Code and all others that take its grammars."""
    import onigurumacffi

    grammar = json.loads((EDITORS / "vscode" / "syntaxes" / "tally.tmLanguage.json").read_text())
    assert all(set(one) <= {"match", "captures"} for one in grammar["patterns"])
    rules = onigurumacffi.compile_regset(*[one["match"] for one in grammar["patterns"]])
    for text in texts:
        colours = [None] * len(text.encode())
        for offset, line in lines_of(text):
            string, position = line.decode(), 0
            places = [offset + len(string[:index].encode()) for index in range(len(string) + 1)]
            while position < len(string):
                number, match = rules.search(string, position)
                if match is None:
                    break
                for group, name in grammar["patterns"][number].get("captures", {}).items():
                    start, end = match.span(int(group))
                    if start >= 0:
                        [colour] = [colour for scope, colour in SCOPES.items() if name["name"].startswith(scope + ".")]
                        colours[places[start] : places[end]] = [colour] * (places[end] - places[start])
                position = max(match.end(), position + 1)
        yield colours


def vim(texts, folder):
    """Real Vim, asked for the group of every byte."""
    script = folder / "ask.vim"
    for number, text in enumerate(texts):
        (folder / f"{number}.tally").write_text(text)
    script.write_text(f"""
set nocompatible encoding=utf-8 maxmempattern=20000
set runtimepath^={EDITORS / 'vim'}
filetype plugin on
syntax enable
let answers = []
for number in range({len(texts)})
    execute 'edit {folder}/' . number . '.tally'
    if &filetype != 'tally' | cquit | endif
    let colours = []
    for line in range(1, line('$'))
        call add(colours, map(range(1, strlen(getline(line))), 'synIDattr(synID(line, v:val, 0), "name")'))
    endfor
    call add(answers, colours)
endfor
call writefile([json_encode(answers)], '{folder}/answers.json')
qall!
""")
    done = subprocess.run(
        ["vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "-X", "-S", script], capture_output=True, text=True,
        timeout=120, stdin=subprocess.DEVNULL, env={**os.environ, "HOME": str(folder)})
    assert (folder / "answers.json").exists(), done.stdout + done.stderr
    for text, answer in zip(texts, json.loads((folder / "answers.json").read_text()), strict=True):
        colours = [None] * len(text.encode())
        for (offset, _), line in zip(lines_of(text), answer):
            colours[offset : offset + len(line)] = [
                CLASSES[name.removeprefix("tally").lower()] if name else None for name in line]
        yield colours


# The styles of "Breeze Light", as the highlighter writes them.
KATE = {
    "color:#898887": "comment", "color:#bf0303": "string", "color:#b08000": "number", "color:#aa5500": "constant",
    "font-weight:bold": "keyword", "color:#ca60ca": "operator", "color:#644a9b;font-weight:bold": "measure",
    "color:#644a9b": "function", "color:#0057ae": None,
}


def kate(texts, folder):
    """KDE's highlighter, as Kate and KWrite have it."""
    syntax = folder / "org.kde.syntax-highlighting" / "syntax"
    syntax.mkdir(parents=True)
    (syntax / "tally.xml").write_text((EDITORS / "kate" / "tally.xml").read_text())
    # One file for all texts: a line that no text has stands between them.
    (folder / "all.tally").write_text("\n;;;;;;;;\n".join(texts))
    done = subprocess.run(
        ["kate-syntax-highlighter", "--syntax", "Tally", "--theme", "Breeze Light", folder / "all.tally"],
        capture_output=True, timeout=120, stdin=subprocess.DEVNULL,
        env={**os.environ, "XDG_DATA_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"})
    assert done.returncode == 0 and b"Definition (Tally)" in done.stdout, done.stderr.decode()
    page = done.stdout.decode().split("<pre>\n", 1)[1].rsplit("</pre>", 1)[0]
    letters, colours = "", []
    for style, marked, plain in re.findall(r'<span style="([^"]*);">(.*?)</span>|([^<]+)', page, re.S):
        piece = html.unescape(marked or plain)
        letters += piece
        colours += [KATE[style] if marked else None] * len(piece.encode())
    position, data = 0, letters.encode()
    for text in texts:
        size = len(text.encode())
        assert data[position : position + size].decode() == text
        yield colours[position : position + size]
        position += size + len("\n;;;;;;;;\n")


def emacs(texts, folder):
    """Emacs, asked for the face of every letter."""
    for number, text in enumerate(texts):
        (folder / f"{number}.tally").write_text(text)
    (folder / "ask.el").write_text(f"""
(add-to-list 'load-path "{EDITORS / 'emacs'}")
(require 'tally-mode)
(require 'json)
(prefer-coding-system 'utf-8-unix)
(let (answers)
  (dotimes (number {len(texts)})
    (find-file (format "{folder}/%d.tally" number))
    (unless (eq major-mode 'tally-mode) (error "Not in tally-mode"))
    (font-lock-ensure)
    (push (vconcat (mapcar (lambda (place) (format "%s" (get-text-property place 'face)))
                           (number-sequence 1 (1- (point-max)))))
          answers))
  (with-temp-file "{folder}/answers.json" (insert (json-encode (vconcat (reverse answers))))))
""")
    done = subprocess.run(
        ["emacs", "--batch", "--no-init-file", "--load", folder / "ask.el"], capture_output=True, text=True, timeout=120,
        stdin=subprocess.DEVNULL, env={**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"})
    assert (folder / "answers.json").exists(), done.stdout + done.stderr
    faces = {f"tally-{name}": colour for name, colour in CLASSES.items()}
    faces |= {"nil": None, "font-lock-comment-face": "comment", "font-lock-comment-delimiter-face": "comment",
              "font-lock-string-face": "string"}
    for text, answer in zip(texts, json.loads((folder / "answers.json").read_text()), strict=True):
        yield [faces[face] for letter, face in zip(text, answer, strict=True) for _ in letter.encode()]


def tree_sitter_language(folder):
    """The parser, built as editors build it."""
    import tree_sitter

    library = folder / "tally.so"
    compiler = shutil.which("cc") or shutil.which("clang")
    source = EDITORS / "tree-sitter-tally" / "src"
    subprocess.run(
        [compiler, "-std=c11", "-Wall", "-Wextra", "-Werror", "-O1", "-g", "-fPIC", "-shared", f"-I{source}",
         source / "parser.c", source / "scanner.c", "-o", library], check=True)
    language = ctypes.CDLL(str(library)).tree_sitter_tally
    language.restype = ctypes.c_void_p
    capsule = ctypes.pythonapi.PyCapsule_New
    capsule.restype, capsule.argtypes = ctypes.py_object, (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
    return tree_sitter.Language(capsule(language(), b"tree_sitter.Language", None))


def tree_sitter(texts, folder):
    """The runtime of tree-sitter, with the captures of `highlights.scm`."""
    import tree_sitter

    language = tree_sitter_language(folder)
    parser = tree_sitter.Parser(language)
    query = tree_sitter.Query(language, (EDITORS / "tree-sitter-tally" / "queries" / "highlights.scm").read_text())
    classes = {
        "comment": "comment", "string": "string", "constant.numeric": "number", "constant.builtin": "constant",
        "keyword": "keyword", "operator": "operator", "type.builtin": "measure", "function.builtin": "function",
        "function": "function", "variable": None, "punctuation.delimiter": None,
    }
    for text in texts:
        data = text.encode()
        tree = parser.parse(data)
        assert not tree.root_node.has_error, text
        colours = [None] * len(data)
        for capture, nodes in tree_sitter.QueryCursor(query).captures(tree.root_node).items():
            for node in nodes:
                colours[node.start_byte : node.end_byte] = [classes[capture]] * (node.end_byte - node.start_byte)
        yield colours
