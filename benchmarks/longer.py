"""Longer plans: the shipped one with its chapters of prose repeated, under ids of their own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

# What a chapter defines: a heading's, table's or other id, and the label of a footnote.
_DEFINED = re.compile(r"\{[^{}\n]*#([\w-]+)[^{}\n]*\}|^\[\^([\w-]+)\]:", re.MULTILINE)
_NAMED = re.compile(r"(?:#|\[\^)([\w-]+)")
# What the summary says in a chapter's place, and says once.
_SUMMARY = re.compile(r"^::: \{\.要約 .*?^:::\n", re.MULTILINE | re.DOTALL)
# 第４章 is made from the framework, which is there once.
_FROM_FRAMEWORK = "::: {.施策}"


def write_longer(source: Path, target: Path, times: int) -> None:
    """Copy the plan of `source` to `target`, with its chapters of prose there `times` times."""
    shutil.copytree(source, target)
    outline = target / "plan.yaml"
    chapters: list[str] = yaml.safe_load(outline.read_text("utf-8"))["章"]
    texts = {name: (source / name).read_text("utf-8") for name in chapters}
    prose = {name: text for name, text in texts.items() if _FROM_FRAMEWORK not in text}
    ids = frozenset(found[1] or found[2] for text in prose.values() for found in _DEFINED.finditer(text))
    added = {
        name.replace(".md", f"-{number}.md"): _repeated(text, ids, number)
        for number in range(2, times + 1)
        for name, text in prose.items()
    }
    for name, text in added.items():
        (target / name).write_text(text, "utf-8")
    last = f"  - {chapters[-1]}\n"
    entries = "".join(f"  - {name}\n" for name in added)
    outline.write_text(outline.read_text("utf-8").replace(last, last + entries), "utf-8")


def _repeated(text: str, ids: frozenset[str], number: int) -> str:
    """A chapter once more: `number` is put behind its own ids and those of its like."""

    def rename(found: re.Match[str]) -> str:
        return f"{found[0]}-{number}" if found[1] in ids else found[0]

    return _NAMED.sub(rename, _SUMMARY.sub("", text))
