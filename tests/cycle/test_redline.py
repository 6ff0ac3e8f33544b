"""The redline of the worked revision: accepting it gives the proposal, rejecting it the draft, for us and for pandoc."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from pipeline import checks
from tests.cycle.revision import cycle
from tests.redlines import differing

SETTLE: dict[str, Callable[[bytes], bytes]] = {"accept": checks.accepted, "reject": checks.rejected}


@pytest.mark.parametrize("side", SETTLE)
def test_what_stands_once_it_is_settled_is_that_version(side: str) -> None:
    """Numbers, fields, notes and tables included, as the reader sees them."""
    made = cycle()
    assert differing(SETTLE[side](made.documents["redline"]), made.settled[side], side == "reject") == []


@pytest.mark.parametrize("side", SETTLE)
def test_pandoc_reads_the_same(side: str, tmp_path: Path) -> None:
    """Another reader of tracked changes, which leaves empty rows and paragraphs. It puts what is joined with an inserted heading
    behind that one, with a space: so the order is left to the test before."""
    made = cycle()
    read = pandoc_lines(made.documents["redline"], tmp_path, f"--track-changes={side}")
    right = pandoc_lines(made.settled[side], tmp_path)
    assert Counter(" ".join(read).split()) == Counter(" ".join(right).split())
    assert len(read) > 500


def pandoc_lines(docx: bytes, folder: Path, *options: str) -> list[str]:
    path = folder / "a.docx"
    path.write_bytes(checks.without_contents(docx))
    asked = [pypandoc.get_pandoc_path(), "--from=docx", "--to=json", *options, str(path)]
    tree = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)
    return [line for line in map(text_of, leaves(tree["blocks"])) if line.strip()]


def leaves(node: Any) -> Iterator[Any]:
    """The blocks of text, in order, those in tables and lists among them; a table's caption is what it is read out as."""
    if isinstance(node, dict) and node.get("t") == "Table":
        yield from leaves(node["c"][2:])
    elif isinstance(node, dict) and node.get("t") in ("Para", "Plain", "Header"):
        yield node
    elif isinstance(node, dict):
        yield from leaves(node.get("c"))
    elif isinstance(node, list):
        for each in node:
            yield from leaves(each)


def text_of(node: Any) -> str:
    """All text in it, notes included."""
    if isinstance(node, list):
        return "".join(map(text_of, node))
    if not isinstance(node, dict):
        return ""
    if node["t"] == "Str":
        return str(node["c"])
    return " " if node["t"] in ("Space", "SoftBreak", "LineBreak") else text_of(node.get("c"))
