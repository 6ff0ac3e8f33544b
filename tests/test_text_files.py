"""Text is read and written in one encoding with one kind of line ends, whatever a system's own are: on Windows in Japan CP932 and CRLF."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.goldens import ROOT
from tests.parsed import modules_with


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """The calls of functions and methods that open files, by their names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Attribute(attr="read_text" | "write_text" as name) | ast.Name(id="open" as name):
                    yield name, node


def faults(name: str, call: ast.Call) -> Iterator[str]:
    named = {keyword.arg for keyword in call.keywords}
    texts = [
        each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    binary = name == "open" and any("b" in text for text in texts)
    if not binary and "encoding" not in named and not {"utf-8", "utf-8-sig", "ascii"} & set(texts):
        yield "encoding"
    if (name == "write_text" or (name == "open" and not binary and {"w", "a", "x"} & set(texts))) and (
        "newline" not in named
    ):
        yield "newline"


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ('path.read_text("utf-8")', []),
        ("path.read_text()", ["encoding"]),
        ('path.write_text(text, "utf-8")', ["newline"]),
        ('path.write_text(text, encoding="utf-8", newline="\\n")', []),
        ('open(path, "rb")', []),
        ('open(path, "w")', ["encoding", "newline"]),
    ],
)
def test_a_call_that_leaves_it_to_the_system_is_seen(code: str, missing: list[str]) -> None:
    assert [fault for each in calls(ast.parse(code)) for fault in faults(*each)] == missing


def test_nothing_is_left_to_the_system() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {fault}"
        for path, tree in modules_with("read_text|write_text|open")
        for name, call in calls(tree)
        for fault in faults(name, call)
    ]
    assert found == []
