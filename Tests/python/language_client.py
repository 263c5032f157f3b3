"""A small client of the language server: what an editor does, message by message."""

import itertools
import json
import pathlib
import queue
import subprocess
import threading

import pytest_lsp
from lsprotocol import types

from tally import PROGRAM

# What editors say they can do, as recorded from them by pytest-lsp.
CLIENTS = ["neovim_v0.7.0", "neovim_v0.11.0", "emacs_v29.1", "visual_studio_code_v1.65.2"]


def capabilities(client):
    """The recorded capabilities of an editor, as JSON."""
    path = pathlib.Path(pytest_lsp.__file__).parent / "clients" / f"{client}.json"
    return json.loads(path.read_text())["capabilities"]


class ResponseError(Exception):
    def __init__(self, error):
        super().__init__(error["message"])
        self.code = error["code"]


class Client:
    """A running server, and the editor's side of the conversation with it."""

    def __init__(self, *arguments, folder=None):
        self.process = subprocess.Popen(
            [PROGRAM, "lsp", *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, cwd=folder)
        self.folder = folder
        self.ids = itertools.count(1)
        self.arrived = queue.Queue()
        self.notifications = []
        self.requests = []
        self.answers = {}
        self.settings = None
        threading.Thread(target=self.read, daemon=True).start()

    # -- messages

    def read(self):
        stream = self.process.stdout
        while True:
            length = None
            while (line := stream.readline()) not in (b"\r\n", b""):
                name, value = line.decode("ascii").split(":")
                if name == "Content-Length":
                    length = int(value)
            if line == b"":
                break
            self.arrived.put(json.loads(stream.read(length)))
        self.arrived.put(None)

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def notify(self, method, params=None):
        self.send({"method": method, "params": params})

    def start(self, method, params=None):
        """Sends a request and gives its id."""
        number = next(self.ids)
        self.send({"id": number, "method": method, "params": params})
        return number

    def take(self, timeout=60):
        """Waits for one message and files it."""
        message = self.arrived.get(timeout=timeout)
        assert message is not None, self.process.stderr.read().decode()
        assert message["jsonrpc"] == "2.0"
        if "method" not in message:
            self.answers[message["id"]] = message
        elif "id" in message:
            self.requests.append(message)
            result = [self.settings] if message["method"] == "workspace/configuration" else None
            self.send({"id": message["id"], "result": result})
        else:
            self.notifications.append(message)
        return message

    def wait(self, number):
        """The answer to a request."""
        while number not in self.answers:
            self.take()
        answer = self.answers.pop(number)
        if "error" in answer:
            raise ResponseError(answer["error"])
        return answer["result"]

    def ask(self, method, params=None):
        return self.wait(self.start(method, params))

    def wait_for(self, method, test=lambda params: True):
        """The next notification of a method that passes a test."""
        position = 0
        while True:
            while position < len(self.notifications):
                message = self.notifications[position]
                if message["method"] == method and test(message["params"]):
                    del self.notifications[: position + 1]
                    return message["params"]
                position += 1
            self.take()

    # -- what editors do

    def initialize(self, client="visual_studio_code_v1.65.2", options=None, folders=(), process=None, **changes):
        self.capabilities = {**capabilities(client), **changes}
        result = self.ask("initialize", {
            "processId": process, "rootUri": None, "capabilities": self.capabilities, "initializationOptions": options,
            "workspaceFolders": [{"uri": pathlib.Path(folder).as_uri(), "name": "folder"} for folder in folders] or None,
        })
        self.encoding = result["capabilities"]["positionEncoding"]
        self.notify("initialized", {})
        return result

    def open(self, uri, text, version=1):
        self.notify("textDocument/didOpen", {
            "textDocument": {"uri": uri, "languageId": "tally", "version": version, "text": text}})

    def change(self, uri, version, *changes):
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": version}, "contentChanges": list(changes)})

    def diagnostics(self, uri, test=lambda params: True):
        """The next findings of a document."""
        return self.wait_for(
            "textDocument/publishDiagnostics", lambda params: params["uri"] == uri and test(params))

    def at(self, method, uri, line, character, **more):
        return self.ask(f"textDocument/{method}", {
            "textDocument": {"uri": uri}, "position": {"line": line, "character": character}, **more})

    def about(self, method, uri, **more):
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, **more})

    def close(self, code=0):
        """Leaves as editors do, and says how the server ended."""
        self.ask("shutdown")
        self.notify("exit")
        return self.end(code)

    def end(self, code):
        assert self.process.wait(timeout=60) == code
        errors = self.process.stderr.read().decode()
        assert errors == "", errors
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()


def span(line, start, end, end_line=None):
    return {"start": {"line": line, "character": start},
            "end": {"line": line if end_line is None else end_line, "character": end}}


def apply(text, edits):
    """A text with the edits of a TextEdit list; for texts of ASCII only."""
    lines = text.split("\n")

    def offset(place):
        return sum(len(line) + 1 for line in lines[: place["line"]]) + place["character"]

    for edit in sorted(edits, key=lambda edit: offset(edit["range"]["start"]), reverse=True):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:start] + edit["newText"] + text[end:]
    return text


def check_shape(kind, value):
    """Holds a result to the protocol's own types."""
    from lsprotocol import converters

    return converters.get_converter().structure(value, getattr(types, kind))
