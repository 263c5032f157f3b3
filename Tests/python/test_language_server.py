"""The language server as editors meet it, with the capabilities that they were recorded with."""

import json
import os
import pathlib
import re
import subprocess
import sys
from random import Random

import pexpect
import pytest

from language_client import CLIENTS, Client, ResponseError, apply, check_shape, span
from tally import PROGRAM, SAN_ANTONIO, TOP, attempt, run

URI = "file:///tmp/tally-test/query.tally"
QUERY = 'where district = 5 and reason = "Customer Service"\n  group by type\n  show late%'


@pytest.fixture
def server():
    """A server with the example data loaded, and VS Code on the other side."""
    client = Client(SAN_ANTONIO)
    client.initialize()
    yield client
    if client.process.poll() is None:
        client.close()


def ready(client, uri=URI, text=QUERY):
    """Opens a document and waits until the data has been taken into account."""
    client.open(uri, text)
    client.open("file:///tmp/tally-test/probe.tally", "show nonsense")
    client.diagnostics("file:///tmp/tally-test/probe.tally", lambda params: params["diagnostics"])
    # Behind an answer nothing is left of what came before: documents are looked at in any order.
    client.about("foldingRange", uri)
    client.notifications.clear()


@pytest.mark.parametrize("name", CLIENTS)
def test_every_feature_with_every_editor(name):
    client = Client(SAN_ANTONIO)
    result = client.initialize(name)
    check_shape("InitializeResult", result)
    assert client.encoding == {"neovim_v0.11.0": "utf-8", "emacs_v29.1": "utf-32"}.get(name, "utf-16")
    ready(client)
    items = client.at("completion", URI, 0, 8)
    check_shape("CompletionList", items)
    assert any(item["label"] == "district" for item in items["items"])
    assert "11 distinct" in str(client.at("hover", URI, 0, 8))
    check_shape("Hover", client.at("hover", URI, 0, 8))
    tokens = client.about("semanticTokens/full", URI)
    check_shape("SemanticTokens", tokens)
    assert len(tokens["data"]) > 50
    assert client.about("documentSymbol", URI)[0]["kind"] == 24
    assert client.about("foldingRange", URI) == [{"startLine": 0, "endLine": 2, "kind": "region"}]
    lens = client.about("codeLens", URI)
    check_shape("CodeLens", lens[0])
    assert lens[0]["command"]["title"] == "Run"
    outcome = client.ask("workspace/executeCommand", {
        "command": lens[0]["command"]["command"], "arguments": lens[0]["command"]["arguments"]})
    assert outcome["rows"] == 8 and "Dockless" in outcome["text"]
    assert client.about("codeLens", URI)[0]["command"]["title"].startswith("Run · 8 rows · ")
    client.close()


@pytest.mark.parametrize("offered, chosen, character", [
    (["utf-32", "utf-16"], "utf-32", 22), (["utf-8"], "utf-8", 26), (None, "utf-16", 23), (["utf-7"], "utf-16", 23)])
def test_positions_are_counted_as_agreed(offered, chosen, character):
    client = Client()
    client.initialize(general={"positionEncodings": offered} if offered else {})
    assert client.encoding == chosen
    client.open(URI, 'where type = "Café 😀" shwo count')
    found = client.diagnostics(URI)["diagnostics"]
    assert found[0]["range"] == span(0, character, character + 4)
    client.change(URI, 2, {"range": span(0, character, character + 4), "text": "show"})
    assert client.diagnostics(URI)["diagnostics"] == []
    assert client.about("documentSymbol", URI)[0]["name"] == 'where type = "Café 😀" show count'
    client.close()


def test_a_place_beyond_the_line_is_its_end(server):
    ready(server)
    server.change(URI, 2, {"range": span(1, 999, 999), "text": ", source"})
    server.change(URI, 3, {"range": span(99, 0, 0), "text": " top 3 by late%"})
    outcome = server.ask("workspace/executeCommand", {
        "command": "tally.run", "arguments": [URI, {"line": 0, "character": 0}]})
    assert outcome["rows"] == 3 and "source" in outcome["text"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_count(server, end):
    ready(server, text=QUERY.replace("\n", end))
    assert server.about("foldingRange", URI)[0]["endLine"] == 2
    assert "quantile" not in str(server.at("hover", URI, 1, 12)) and "type" in str(server.at("hover", URI, 1, 12))


def test_changes_apply_in_order(server):
    ready(server, text="show count")
    server.change(
        URI, 2, {"range": span(0, 0, 0), "text": "group by type "}, {"range": span(0, 9, 13), "text": "source"},
        {"range": span(0, 0, 0), "text": "where late\n"})
    symbols = server.about("documentSymbol", URI)
    assert symbols[0]["name"] == "where late group by source show count"


def test_what_a_span_means_is_looked_at_again():
    """`wait` names no span, and means the first one that there is."""
    client = Client(TOP / "Tests" / "GoldenTests" / "Data" / "calls.csv")
    client.initialize()
    ready(client, text="span stay = opened to closed\n\nshow wait median")
    steps = ["define stay = district", "span stay = opened to district", "define other = district", "span stay = opened to closed"]
    seen = []
    for version, first in enumerate(steps, start=2):
        client.change(URI, version, {"text": f"{first}\n\nshow wait median"})
        found = client.diagnostics(URI, lambda params: params["version"] == version)["diagnostics"]
        seen.append([one["code"] for one in found if one["severity"] == 1])
    assert seen == [["no-span"], ["arithmetic-types"], ["no-span"], []]
    client.close()


def test_findings_carry_the_version_they_are_for(server):
    ready(server, text="show count")
    for version in range(2, 30):
        server.change(URI, version, {"text": f"group by type show count{version} "})
    last = server.diagnostics(URI, lambda params: params["version"] == 29)
    assert [one["code"] for one in last["diagnostics"]] == ["unknown-column"]
    assert "count29" in last["diagnostics"][0]["message"]


def test_spelling_is_told_before_the_data_is_there():
    client = Client()
    client.initialize(options={"data": []})
    client.open(URI, "group by distict shwo count")
    assert [one["code"] for one in client.diagnostics(URI)["diagnostics"]] == ["unknown-clause"]
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.close()


def test_settings_name_the_data(tmp_path):
    client = Client()
    client.settings = {"data": [str(SAN_ANTONIO)]}
    client.initialize()
    client.open(URI, "where source = \"311 Mobil App\" group by distict show count")
    found = client.diagnostics(URI, lambda params: len(params["diagnostics"]) == 2)["diagnostics"]
    assert [one["code"] for one in found] == ["unknown-value", "unknown-column"]
    assert found[0]["severity"] == 2 and found[1]["severity"] == 1
    client.close()


def test_empty_options_leave_the_data_of_the_command_line():
    client = Client(SAN_ANTONIO)
    client.initialize(options={})
    ready(client)
    client.close()


def test_data_that_cannot_be_loaded_is_told(tmp_path):
    client = Client(tmp_path / "none.csv")
    client.initialize()
    message = client.wait_for("window/showMessage")
    assert message["type"] == 1 and "none.csv" in message["message"]
    client.close()


# -- Requests and their order


def test_requests_before_initialize_are_refused():
    client = Client()
    with pytest.raises(ResponseError) as caught:
        client.ask("textDocument/hover", {})
    assert caught.value.code == -32002
    client.notify("exit")
    client.end(1)


def test_requests_after_shutdown_are_refused():
    client = Client()
    client.initialize()
    client.ask("shutdown")
    with pytest.raises(ResponseError) as caught:
        client.ask("textDocument/hover", {})
    assert caught.value.code == -32600
    client.notify("exit")
    client.end(0)


def test_the_server_ends_with_its_input():
    client = Client()
    client.initialize()
    client.process.stdin.close()
    assert client.process.wait(timeout=60) == 1


def test_the_server_ends_with_its_editor():
    editor = subprocess.Popen(["sleep", "0.2"])
    client = Client()
    client.initialize(process=editor.pid)
    editor.wait()
    assert client.process.wait(timeout=60) == 1


def test_unknown_messages(server):
    with pytest.raises(ResponseError) as caught:
        server.ask("textDocument/nonsense", {})
    assert caught.value.code == -32601
    with pytest.raises(ResponseError) as caught:
        server.ask("$/nonsense", {})
    assert caught.value.code == -32601
    server.notify("$/nonsense", {})
    server.notify("textDocument/nonsense", {})
    with pytest.raises(ResponseError) as caught:
        server.ask("textDocument/hover", {"textDocument": {"uri": "file:///not/open"}, "position": {}})
    assert caught.value.code == -32602
    with pytest.raises(ResponseError) as caught:
        server.ask("initialize", {"capabilities": {}})
    assert caught.value.code == -32600


def test_malformed_messages_are_answered_and_left_behind(server):
    server.send_bytes(b"Content-Length: 5\r\n\r\n{\"a\":")
    while None not in server.answers:
        server.take()
    assert server.answers.pop(None)["error"]["code"] == -32700
    server.send_bytes(b"Nonsense\r\n\r\n")
    while None not in server.answers:
        server.take()
    assert server.answers.pop(None)["error"]["code"] == -32700
    server.send({"params": 3})
    while None not in server.answers:
        server.take()
    assert server.answers.pop(None)["error"]["code"] == -32600
    ready(server)
    assert server.at("hover", URI, 0, 8)


def test_a_cancelled_request_is_answered(server):
    ready(server)
    # All in one write, so that the cancelling has arrived when the request's turn comes.
    messages = [{"id": "h%d" % number, "method": "textDocument/hover", "params": {
        "textDocument": {"uri": URI}, "position": {"line": 0, "character": 8}}} for number in range(50)]
    messages.append({"method": "$/cancelRequest", "params": {"id": "h49"}})
    data = b""
    for message in messages:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        data += b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    server.send_bytes(data)
    for number in range(49):
        assert server.wait("h%d" % number)
    try:
        server.wait("h49")
    except ResponseError as error:
        assert error.code == -32800
    # Answered once, either way, and its id may be used again.
    assert server.at("hover", URI, 0, 8)


# -- Features


def test_values_complete_with_counts(server):
    ready(server, text="where district = 5 and type = cust")
    result = server.at("completion", URI, 0, 34)
    first = result["items"][0]
    assert first["textEdit"] == {"range": span(0, 30, 34), "newText": '"Cust. Serv.(Complaint)"'}
    assert first["filterText"] == "Cust. Serv.(Complaint)" and first["detail"].endswith(" rows")
    server.change(URI, 2, {"text": 'where type = "cust'})
    first = server.at("completion", URI, 0, 18)["items"][0]
    assert first["filterText"].startswith('"Cust') and first["textEdit"]["range"] == span(0, 13, 18)


def test_documentation_is_fetched_for_the_item_that_is_looked_at(server):
    ready(server, text="group by type ")
    items = server.at("completion", URI, 0, 14)["items"]
    item = next(item for item in items if item["label"] == "top")
    assert "documentation" not in item
    resolved = server.ask("completionItem/resolve", item)
    assert "with the largest" in resolved["documentation"]["value"]
    check_shape("CompletionItem", resolved)


def test_completion_ranges_hold_the_cursor_on_one_line(server):
    text = 'define slow = time_to_close > 30d\n\nwhere slow and reason = "Cust\n  group by ty'
    ready(server, text=text)
    for line, content in enumerate(text.split("\n")):
        for character in range(len(content) + 1):
            for item in server.at("completion", URI, line, character)["items"]:
                place = item["textEdit"]["range"]
                assert place["start"]["line"] == place["end"]["line"] == line
                assert place["start"]["character"] <= character <= place["end"]["character"]


def test_signature_help(server):
    ready(server, text="list replace(type, ")
    help = server.at("signatureHelp", URI, 0, 19)
    check_shape("SignatureHelp", help)
    assert help["activeParameter"] == 1
    label = help["signatures"][0]["label"]
    start, end = help["signatures"][0]["parameters"][1]["label"]
    assert label.startswith("replace(") and label[start:end]


def test_definition_references_and_rename_in_one_document(server):
    text = "define slow = time_to_close > 30d\n\nwhere slow group by type show slow%"
    ready(server, text=text)
    assert server.at("definition", URI, 2, 7) == {"uri": URI, "range": span(0, 7, 11)}
    places = server.at("references", URI, 2, 7, context={"includeDeclaration": True})
    assert [place["range"] for place in places] == [span(0, 7, 11), span(2, 6, 10), span(2, 30, 34)]
    assert len(server.at("references", URI, 2, 7, context={"includeDeclaration": False})) == 2
    assert [one["kind"] for one in server.at("documentHighlight", URI, 2, 7)] == [3, 2, 2]
    assert server.at("prepareRename", URI, 2, 7)["placeholder"] == "slow"
    edit = server.at("rename", URI, 2, 7, newName="really slow")
    edits = edit["documentChanges"][0]["edits"] if "documentChanges" in edit else edit["changes"][URI]
    renamed = apply(text, edits)
    assert renamed == text.replace("slow", "`really slow`")
    server.change(URI, 2, {"text": renamed})
    assert server.diagnostics(URI)["diagnostics"] == []
    for name, word in [("count", "measure"), ("", "empty")]:
        with pytest.raises(ResponseError, match=word):
            server.at("rename", URI, 2, 7, newName=name)


def test_columns_of_the_data_keep_their_names(server):
    ready(server)
    with pytest.raises(ResponseError, match="column of the data"):
        server.at("rename", URI, 0, 8, newName="ward")


def test_a_rename_changes_the_scripts_that_use_it(tmp_path):
    library = tmp_path / "library.tally"
    library.write_text("define slow = time_to_close > 30d\nview late_ones = where slow group by type show count\n")
    (tmp_path / "other.tally").write_text("define slow = late\n\nwhere slow show count")
    user = tmp_path / "deep" / "user.tally"
    user.parent.mkdir()
    text = 'use "library.tally"\n\nwhere slow group by district show slow%\n\nlate_ones where district = 5'
    user.write_text(text)
    client = Client(SAN_ANTONIO)
    client.initialize(folders=[tmp_path])
    ready(client, user.as_uri(), text)
    assert client.at("definition", user.as_uri(), 2, 7)["uri"] == library.as_uri()
    edit = client.at("rename", user.as_uri(), 2, 7, newName="sluggish")
    changed = {one["textDocument"]["uri"]: one["edits"] for one in edit["documentChanges"]}
    assert set(changed) == {library.as_uri(), user.as_uri()}
    assert apply(library.read_text(), changed[library.as_uri()]) == library.read_text().replace("slow", "sluggish")
    assert apply(text, changed[user.as_uri()]) == text.replace("slow", "sluggish")
    names = {one["name"] for one in client.ask("workspace/symbol", {"query": "LATE"})}
    assert names == {"late_ones"}
    assert {one["name"] for one in client.ask("workspace/symbol", {"query": ""})} == {"late_ones", "slow"}
    # What the library says now, before it is saved, is what the user of it sees.
    client.open(library.as_uri(), library.read_text())
    client.change(library.as_uri(), 2, {"text": "define quick = time_to_close < 1d"})
    found = client.diagnostics(user.as_uri(), lambda params: params["diagnostics"])["diagnostics"]
    assert {one["code"] for one in found} == {"unknown-column", "unknown-source"}
    client.close()


def test_a_used_script_that_changes_on_disk_is_read_again(tmp_path):
    library = tmp_path / "library.tally"
    library.write_text("define slow = time_to_close > 30d\n")
    user = tmp_path / "user.tally"
    client = Client(SAN_ANTONIO)
    client.initialize(folders=[tmp_path])
    ready(client, user.as_uri(), 'use "library.tally"\n\nwhere slow show count')
    library.write_text("define quick = time_to_close < 1d\n")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": library.as_uri(), "type": 2}]})
    found = client.diagnostics(user.as_uri(), lambda params: params["diagnostics"])["diagnostics"]
    assert [one["code"] for one in found] == ["unknown-column"]
    client.close()


def test_profiles_are_files_of_the_workspace(tmp_path):
    data = tmp_path / "calls.csv"
    data.write_text("Nr,Wann,Amt\n1,2024-01-02,Bau\n2,2024-01-03,Park\n")
    (tmp_path / "profile.tally").write_text(
        'dataset town matches "Nr", "Wann"\n  key case = "Nr"\n  time opened = "Wann"\n  category department = "Amt"\n')
    client = Client(data)
    client.initialize(folders=[tmp_path])
    uri = (tmp_path / "query.tally").as_uri()
    ready(client, uri, "where department = b")
    assert client.at("completion", uri, 0, 20)["items"][0]["label"] == "Bau"
    client.close()


def test_files_that_a_script_names_are_loaded_in_the_background(tmp_path):
    (tmp_path / "small.csv").write_text("name,size\na,1\nb,2\n")
    uri = (tmp_path / "query.tally").as_uri()
    client = Client()
    client.initialize(folders=[tmp_path])
    client.open(uri, 'from "small.csv" show sum sise')
    found = client.diagnostics(uri, lambda params: params["diagnostics"])["diagnostics"]
    assert [one["code"] for one in found] == ["unknown-column"]
    link = client.about("documentLink", uri)[0]
    assert link == {"range": span(0, 6, 15), "target": (tmp_path / "small.csv").as_uri()}
    client.change(uri, 2, {"text": 'from "small.csv" show sum size'})
    outcome = client.ask("workspace/executeCommand", {
        "command": "tally.run", "arguments": [uri, {"line": 0, "character": 0}]})
    assert outcome["rows"] == 1 and "3" in outcome["text"]
    client.close()


def test_fixes_remove_their_findings(server):
    text = "where source = \"311 Mobil App\" group by distict shwo count"
    ready(server, text=text)
    actions = server.about("codeAction", URI, range=span(0, 0, len(text)), context={"diagnostics": []})
    fixes = [action for action in actions if action["kind"] == "quickfix"]
    assert len(fixes) == 3 and all(fix["isPreferred"] for fix in fixes)
    edits = [edit for fix in fixes for edit in (
        fix["edit"]["documentChanges"][0]["edits"] if "documentChanges" in fix["edit"] else fix["edit"]["changes"][URI])]
    server.change(URI, 2, {"text": apply(text, edits)})
    assert server.diagnostics(URI)["diagnostics"] == []
    check_shape("CodeAction", fixes[0])


def test_only_the_wanted_kinds_of_actions_are_given(server):
    ready(server, text="group by type show late%, median overdue")
    actions = server.about(
        "codeAction", URI, range=span(0, 26, 40), context={"diagnostics": [], "only": ["refactor.extract"]})
    assert {action["kind"] for action in actions} == {"refactor.extract"}


def test_formatting(server):
    text = "show count group by type -- é\n\nshow   late%\n  where open;\nshow count"
    ready(server, text=text)
    whole = apply(text, server.about("formatting", URI, options={"tabSize": 4, "insertSpaces": True}))
    assert whole.startswith("group by type show count") and "where open\n  show late%" in whole
    part = apply(text, server.about("rangeFormatting", URI, range=span(2, 0, 1), options={}))
    assert part == text.replace("show   late%\n  where open", "where open\n  show late%")
    typed = server.at("onTypeFormatting", URI, 3, 13, ch=";", options={})
    assert apply(text, typed) == part
    server.change(URI, 2, {"text": whole})
    assert server.about("formatting", URI, options={}) == []


def test_a_result_is_pinned_as_a_comment(server):
    ready(server, text="show count\n\nshow late%")
    actions = server.about("codeAction", URI, range=span(0, 0, 0), context={"diagnostics": []})
    pin = next(action for action in actions if "Pin" in action["title"])
    server.ask("workspace/executeCommand", {
        "command": pin["command"]["command"], "arguments": pin["command"]["arguments"]})
    edit = next(one for one in server.requests if one["method"] == "workspace/applyEdit")["params"]["edit"]
    edits = edit["documentChanges"][0]["edits"] if "documentChanges" in edit else edit["changes"][URI]
    pinned = apply("show count\n\nshow late%", edits)
    assert pinned.startswith("show count\n--") and "7,514" in pinned and pinned.endswith("\n\nshow late%")
    server.change(URI, 2, {"text": pinned})
    assert len(server.about("documentSymbol", URI)) == 2


def test_semantic_tokens_are_in_order_and_deltas_lead_there(server):
    text = "-- é 😀\nwhere district = 5\n  group by type -- so\n  show late%"
    ready(server, text=text)
    full = server.about("semanticTokens/full", URI)
    place = (0, 0)
    for index in range(0, len(full["data"]), 5):
        line, character, length, kind, _ = full["data"][index: index + 5]
        assert length > 0 and kind < 13
        assert line > 0 or character > 0 or index == 0
        place = (place[0] + line, character if line else place[1] + character)
        assert place[1] + length <= len(text.split("\n")[place[0]].encode("utf-16-le")) // 2
    server.change(URI, 2, {"range": span(1, 6, 14), "text": "source"})
    delta = server.about("semanticTokens/full/delta", URI, previousResultId=full["resultId"])
    data = list(full["data"])
    for edit in delta["edits"]:
        data[edit["start"]: edit["start"] + edit["deleteCount"]] = edit["data"]
    assert data == server.about("semanticTokens/full", URI)["data"]
    part = server.about("semanticTokens/range", URI, range=span(1, 0, 0, end_line=2))["data"]
    assert 0 < len(part) < len(data) and part[0] == 1


def test_inlay_hints_and_selections(server):
    ready(server, text="define slow = time_to_close > 30d\n\nwhere district = 5 show late%")
    hints = server.about("inlayHint", URI, range=span(0, 0, 0, end_line=3))
    assert hints[0] == {"position": {"line": 0, "character": 11}, "label": ": a condition", "kind": 1}
    assert hints[1]["position"] == {"line": 2, "character": 29} and hints[1]["label"].startswith(" of ")
    chain = server.about("selectionRange", URI, positions=[{"line": 2, "character": 8}])[0]
    check_shape("SelectionRange", chain)
    lengths = []
    while chain:
        lengths.append((chain["range"]["end"]["line"] - chain["range"]["start"]["line"], str(chain["range"])))
        chain = chain.get("parent")
    assert len(lengths) >= 4


def test_progress_is_begun_and_ended():
    client = Client(SAN_ANTONIO)
    client.initialize("neovim_v0.11.0")
    kinds = []
    while "end" not in kinds:
        kinds.append(client.wait_for("$/progress")["value"]["kind"])
    assert kinds[0] == "begin" and kinds.count("begin") == kinds.count("end") == 1
    assert [one["method"] for one in client.requests].count("window/workDoneProgress/create") == 1
    ready(client)
    client.wait(client.start("workspace/executeCommand", {
        "command": "tally.run", "arguments": [URI, {"line": 0, "character": 0}], "workDoneToken": "mine"}))
    assert any(
        one["method"] == "$/progress" and one["params"]["token"] == "mine" for one in client.notifications)
    client.close()


def test_a_run_that_fails_says_why(server):
    ready(server, text="group by distict show count\n\nshow count into \"x.csv\"")
    for line, words in [(0, "distict"), (2, "into"), (1, "no query")]:
        with pytest.raises(ResponseError, match=words) as caught:
            server.ask("workspace/executeCommand", {
                "command": "tally.run", "arguments": [URI, {"line": line, "character": 0}]})
        assert caught.value.code == -32803
    with pytest.raises(ResponseError, match="no command"):
        server.ask("workspace/executeCommand", {"command": "tally.dance", "arguments": []})
    assert not os.path.exists("x.csv")


def test_a_document_that_is_closed_has_no_findings(server):
    ready(server, text="shwo count")
    server.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
    server.diagnostics(URI, lambda params: not params["diagnostics"])


def test_a_program_is_told_how_the_server_is_started():
    done = attempt("lsp", "--help")
    assert done.returncode == 0 and "Language Server Protocol" in done.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_thousand_edits_leave_what_a_fresh_look_sees(encoding):
    """Text, tree and findings of a document that was edited piece by piece are those of one that is opened with its text."""
    client = Client(SAN_ANTONIO)
    client.initialize(general={"positionEncodings": [encoding]})
    random = Random(311)
    pieces = [
        "where district = 5 ", "show late%", "group by type", "\n\n", "\r\n", ";", "define slow = time_to_close > 30d\n\n", '"',
        "slow", " ", "|", "é😀", "-- note\n", 'reason = "Customer Servise"', "(", ")", "view v = ", "show count\n\n", "p",
    ]
    units = {"utf-8": lambda text: len(text.encode()), "utf-16": lambda text: len(text.encode("utf-16-le")) // 2, "utf-32": len}

    def place(text, offset):
        lines = re.split("\r\n|\r|\n", text[:offset])
        return {"line": len(lines) - 1, "character": units[encoding](lines[-1])}

    ready(client, text="")
    text, version = "", 1
    for step in range(334):
        changes = []
        for _ in range(random.randint(1, 3)):
            start = random.randint(0, len(text))
            end = min(len(text), start + random.randint(0, 6))
            # No place is between the two bytes of a line end.
            if any(0 < edge < len(text) and text[edge - 1 : edge + 1] == "\r\n" for edge in (start, end)):
                continue
            piece = random.choice(pieces)
            changes.append({"range": {"start": place(text, start), "end": place(text, end)}, "text": piece})
            text = text[:start] + piece + text[end:]
            if len(text) > 700:
                cut = 300 + (text[299:301] == "\r\n")
                changes.append({"range": {"start": place(text, 0), "end": place(text, cut)}, "text": ""})
                text = text[cut:]
        version += 1
        client.change(URI, version, *changes)
        if step % 6 and step != 333:
            continue
        fresh = f"file:///tmp/tally-test/fresh{step}.tally"
        client.open(fresh, text)
        seen = []
        for uri in (URI, fresh):
            tree = [client.about(feature, uri) for feature in ("foldingRange", "documentSymbol")]
            seen.append((client.about("semanticTokens/full", uri)["data"], tree))
        assert seen[0] == seen[1], text
        found = client.diagnostics(URI, lambda params: params["version"] == version)["diagnostics"]
        client.notify("textDocument/didClose", {"textDocument": {"uri": fresh}})
        client.open(fresh, text, version=version)
        wanted = client.diagnostics(fresh, lambda params: params.get("version") == version)["diagnostics"]
        # A text at the start of a query names a file, and is told of when that has been looked for.
        found, wanted = ([one for one in findings if one["code"] != "cannot-load"] for findings in (found, wanted))
        assert found == wanted, [one for one in found + wanted if (one in found) != (one in wanted)] or (found, wanted)
        client.notify("textDocument/didClose", {"textDocument": {"uri": fresh}})
    client.close()


def big_file(folder):
    """30 MB of synthetic cases, which take a while to load."""
    head, *rows = SAN_ANTONIO.read_text().splitlines(keepends=True)
    path = folder / "big.csv"
    path.write_text(head + "".join(rows) * 18)
    # A file that has only just been written may change within the same tick of the clock, and gets no snapshot.
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 60))
    return path


@pytest.fixture
def endless(tmp_path):
    """A file of data that never ends: a pipe whose writer says no more."""
    pipe = tmp_path / "endless.csv"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    os.write(writer, b"CASEID,OPENEDDATETIME\n")
    yield pipe
    os.close(writer)


MISTAKES = 'where district = 5 and reason = "Customer Servise" group by distict show count\n\nshow median department'


def test_names_and_types_are_told_while_the_data_loads(tmp_path, endless, monkeypatch):
    """The first rows are enough for them; values are told when they are there, and nothing is run before."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    client = Client()
    client.initialize()
    # Loads follow one another: behind one that does not end the data is certainly not there yet.
    client.open("file:///tmp/tally-test/endless.tally", f'from "{endless}" show count')
    begun = client.wait_for("$/progress")
    client.settings = {"data": str(big_file(tmp_path))}
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.open(URI, MISTAKES)
    early = client.diagnostics(URI, lambda params: len(params["diagnostics"]) == 2)["diagnostics"]
    codes = [one["code"] for one in early]
    assert codes[0] == "unknown-column" and "department" in early[1]["message"]
    assert "department" in [item["label"] for item in client.at("completion", URI, 0, MISTAKES.index("distict"))["items"]]
    assert "0 distinct" not in str(client.at("hover", URI, 0, 8)) and "district" in str(client.at("hover", URI, 0, 8))
    with pytest.raises(ResponseError, match="still being loaded"):
        client.ask("workspace/executeCommand", {"command": "tally.run", "arguments": [URI, {"line": 2, "character": 0}]})
    client.notify("window/workDoneProgress/cancel", {"token": begun["token"]})
    late = client.diagnostics(URI, lambda params: len(params["diagnostics"]) == 3)["diagnostics"]
    assert [one["code"] for one in late] == ["unknown-value", *codes]
    client.close()


def test_columns_of_a_file_in_from_are_known_while_it_loads(tmp_path, endless, monkeypatch):
    """Its names are completed and checked before its rows are there; nothing is said about its values."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    client = Client()
    client.initialize()
    client.open("file:///tmp/tally-test/endless.tally", f'from "{endless}" show count')
    begun = client.wait_for("$/progress")
    text = f'from "{big_file(tmp_path)}" where reason = "Customer Servise" group by distict show count'
    client.open(URI, text)
    early = client.diagnostics(URI, lambda params: params["diagnostics"])["diagnostics"]
    assert [one["code"] for one in early] == ["unknown-column"]
    labels = [item["label"] for item in client.at("completion", URI, 0, text.index("distict"))["items"]]
    assert "department" in labels and "district" in labels
    client.notify("window/workDoneProgress/cancel", {"token": begun["token"]})
    late = client.diagnostics(URI, lambda params: len(params["diagnostics"]) == 2)["diagnostics"]
    assert [one["code"] for one in late] == ["unknown-value", "unknown-column"]
    client.close()


def test_a_snapshot_is_mapped_and_nothing_read(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = big_file(tmp_path)
    run(path, "-c", "show count", "--timing")
    client = Client(path)
    client.initialize()
    client.open(URI, MISTAKES)
    assert len(client.diagnostics(URI, lambda params: params["diagnostics"])["diagnostics"]) == 3
    if sys.platform == "linux":
        mapped = pathlib.Path(f"/proc/{client.process.pid}/maps").read_text()
        assert str(tmp_path / "cache") in mapped and str(path) not in mapped
    client.close()


def test_a_person_at_a_terminal_is_told_what_this_is():
    child = pexpect.spawn(str(PROGRAM), ["lsp"], encoding="utf-8", timeout=60)
    child.expect("speaks the Language Server Protocol")
    child.expect("Ctrl-D leaves")
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 1


def test_inlining_keeps_what_names_mean(server):
    text = ("define slow = time_to_close > 30d\n\nparam limit = 3\n\nmeasure twice = count * limit\n\n"
            "group by type show limit = count, x = twice, slow%\n\ngroup by type show limit = 1, twice having twice > 3")
    ready(server, text=text)

    def inlining(line, column):
        actions = server.about("codeAction", URI, range=span(line, column, column), context={"diagnostics": []})
        return [one["title"] for one in actions if one.get("kind") == "refactor.inline"]

    # The label `limit` would take the place of the parameter.
    lines = text.split("\n")
    assert inlining(6, lines[6].index("slow")) == ["Replace `slow` with what it stands for"]
    assert inlining(6, lines[6].index("twice")) == []
    assert inlining(8, lines[8].rindex("twice")) == []


def test_a_run_is_cancelled_while_it_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    client = Client(big_file(tmp_path), "--threads", "1")
    client.initialize()
    # Rounding goes row by row, some hundred million times: seconds of one thread on any machine.
    slow = ", ".join(f"p{number} = sum(round(round(district / {number}, 2) * 7, 1) * 2)" for number in range(10, 410))
    client.open(URI, f'where type = "Nonsense" show count\n\nshow {slow}')
    client.diagnostics(URI, lambda params: any(one["code"] == "unknown-value" for one in params["diagnostics"]))
    number = client.start("workspace/executeCommand", {
        "command": "tally.run", "arguments": [URI, {"line": 2, "character": 0}], "workDoneToken": "slow"})
    client.wait_for("$/progress", lambda params: params["token"] == "slow" and params["value"]["kind"] == "begin")
    client.notify("$/cancelRequest", {"id": number})
    with pytest.raises(ResponseError) as error:
        client.wait(number)
    assert error.value.code == -32800
    client.close()


def test_folders_come_and_go(tmp_path):
    """Scripts of a folder that is opened later are searched too, until it is closed."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "late.tally").write_text("define quick = time_to_close < 1d\n")
    client = Client(SAN_ANTONIO)
    client.initialize(folders=[tmp_path / "one"])
    folder = {"uri": (tmp_path / "two").as_uri(), "name": "two"}
    assert client.ask("workspace/symbol", {"query": "quick"}) == []
    client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [folder], "removed": []}})
    assert [one["name"] for one in client.ask("workspace/symbol", {"query": "quick"})] == ["quick"]
    client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [folder]}})
    assert client.ask("workspace/symbol", {"query": "quick"}) == []
    client.close()


def test_a_pipe_is_read_once(tmp_path):
    """What can be read once only is not looked at before it is loaded."""
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    client = Client(pipe)
    client.initialize()
    client.open(URI, "group by distict shwo count")
    assert [one["code"] for one in client.diagnostics(URI)["diagnostics"]] == ["unknown-clause"]
    pipe.write_bytes(SAN_ANTONIO.read_bytes())
    found = client.diagnostics(URI, lambda params: len(params["diagnostics"]) == 2)["diagnostics"]
    assert [one["code"] for one in found] == ["unknown-column", "unknown-clause"]
    client.close()


def test_a_load_is_cancelled_by_its_user_and_data_comes_with_the_next(endless):
    client = Client()
    client.settings = {"data": str(endless)}
    client.initialize()
    begun = client.wait_for("$/progress")
    assert begun["value"]["kind"] == "begin" and begun["value"]["cancellable"] is True
    client.notify("window/workDoneProgress/cancel", {"token": begun["token"]})
    ended = client.wait_for("$/progress", lambda params: params["value"]["kind"] == "end")
    assert ended == {"token": begun["token"], "value": {"kind": "end", "message": "cancelled"}}
    client.settings = {"data": str(SAN_ANTONIO)}
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    ended = client.wait_for("$/progress", lambda params: params["value"]["kind"] == "end")
    assert ended["value"]["message"].endswith(" rows")
    client.close()


def test_a_load_that_is_overtaken_is_not_waited_for(endless):
    client = Client()
    client.settings = {"data": str(endless)}
    client.initialize()
    client.wait_for("$/progress")
    client.settings = {"data": str(SAN_ANTONIO)}
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    messages = [
        client.wait_for("$/progress", lambda params: params["value"]["kind"] == "end")["value"]["message"] for _ in range(2)]
    assert messages[0] == "overtaken" and messages[1].endswith(" rows")
    client.close()


def test_shutdown_does_not_wait_for_a_load(endless):
    client = Client(endless)
    client.initialize()
    client.wait_for("$/progress")
    client.ask("shutdown")
    client.wait_for("$/progress", lambda params: params["value"]["kind"] == "end")
    client.notify("exit")
    client.end(0)
