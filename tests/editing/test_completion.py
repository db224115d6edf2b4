"""Completion and hover as an editor gets them: yaml-language-server over its protocol, with the schemas of the atlas.

The server is a program of Node that the tests do not install. Where it is not found, they say how to get it.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import bootstrap
import pytest

from tests.atlases import copy_of_the_atlas

SERVER = bootstrap.find_language_server()

pytestmark = pytest.mark.skipif(SERVER is None, reason=bootstrap.HOW_TO_GET_THE_LANGUAGE_SERVER)

MODEL = """\
# yaml-language-server: $schema=../schema/models.json
title: A model
reviewed: 2026-06-30
access:
  weights: |
report: |
figures:
  tokens:
    label: Tokens
    unit: |
    kind: |
    cite: |
    |
disclosures:
  |
|
"""
"""A record with a sign at each position where completion is asked for."""

COMPLETED = [
    ("a value of a closed list in a part", ["open", "partial", "closed", "unknown"]),
    ("the id of a source", ["deepseek2024-v3", "hoffmann2022-chinchilla"]),
    ("a unit", ["tokens", "flop", "gpu-hours"]),
    ("a kind of evidence", ["disclosed", "derived", "estimated", "unverified", "undisclosed"]),
    ("the id of the source of a figure", ["deepseek2024-v3", "hoffmann2022-chinchilla"]),
    ("a key of a figure", ["amount", "as_of", "note", "bound"]),
    ("the id of a stage as a key", ["pre-training", "sft", "rlvr"]),
    ("a key of the record", ["licence", "lab", "released", "cautions"]),
]

HOVERED = [
    ("lab", "Organisation that trained it."),
    ("weights", "Whether the weights can be downloaded."),
    ("kind", "How the number is known: `disclosed` by its maker and read in the primary text"),
]


@dataclass
class Server:
    """A running language server and the numbers of what was asked of it."""

    process: subprocess.Popen[bytes]
    asked: int = field(default=0)

    def ask(self, method: str, params: Any) -> Any:
        """The answer to a request."""
        self.asked += 1
        self._send({"id": self.asked, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == self.asked and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            if "id" in message:
                self._send({"id": message["id"], "result": _configuration(message)})

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        pipe = _pipe(self.process.stdin)
        pipe.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        pipe.flush()

    def _read(self) -> dict[str, Any]:
        pipe, length = _pipe(self.process.stdout), 0
        while line := pipe.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(pipe.read(length))
        return message


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _configuration(message: dict[str, Any]) -> Any:
    """What an editor answers: its settings for YAML, without schemas from the internet; nothing to other questions."""
    if message["method"] != "workspace/configuration":
        return None
    yaml = {"schemaStore": {"enable": False}, "completion": True, "hover": True, "validate": True}
    return [yaml if item.get("section") == "yaml" else {} for item in message["params"]["items"]]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_atlas(tmp_path_factory.mktemp("atlas"))


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Server]:
    assert SERVER is not None
    process = subprocess.Popen([SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    running = Server(process)
    capabilities = {"workspace": {"configuration": True}, "textDocument": {"completion": {}, "hover": {}}}
    folders = [{"uri": root.as_uri(), "name": "atlas"}]
    params = {"processId": os.getpid(), "rootUri": root.as_uri(), "capabilities": capabilities}
    running.ask("initialize", {**params, "workspaceFolders": folders})
    running.tell("initialized", {})
    yield running
    running.ask("shutdown", None)
    running.tell("exit", None)
    for pipe in (process.stdin, process.stdout):
        _pipe(pipe).close()
    process.wait()


def opened(server: Server, root: Path, name: str, text: str) -> str:
    """The address of a document that the server has been shown."""
    uri = (root / "data" / "models" / f"{name}.yml").as_uri()
    server.tell(
        "textDocument/didOpen",
        {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}},
    )
    return uri


@pytest.mark.parametrize("number", range(len(COMPLETED)), ids=[name for name, _ in COMPLETED])
def test_completion_knows_keys_values_and_ids(server: Server, root: Path, number: int) -> None:
    before = MODEL.split("|")[: number + 1]
    text = "".join(part for part in MODEL.split("|"))
    position = {"line": "".join(before).count("\n"), "character": len("".join(before).rpartition("\n")[2])}
    uri = opened(server, root, f"completed-{number}", text)
    found = server.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
    labels = {item["label"] for item in (found["items"] if isinstance(found, dict) else found)}
    assert set(COMPLETED[number][1]) <= labels


@pytest.mark.parametrize(("key", "meaning"), HOVERED)
def test_hover_says_what_a_key_means(server: Server, root: Path, key: str, meaning: str) -> None:
    text = (root / "data" / "models" / "deepseek-v3.yml").read_text(encoding="utf-8")
    lines = text.splitlines()
    line = next(number for number, line in enumerate(lines) if line.strip().startswith(f"{key}:"))
    uri = opened(server, root, f"hovered-{key}", text)
    position = {"line": line, "character": lines[line].index(key) + 1}
    found = server.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})
    said = found["contents"]["value"] if isinstance(found["contents"], dict) else str(found["contents"])
    assert meaning.replace("`", "") in said.replace("`", "").replace("\\", "")
