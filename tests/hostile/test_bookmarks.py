"""Ids that Word would take for the same bookmark: every document is made, and every reference reaches its own target."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.hostile.projects import make, parts_of, write_project
from tests.small_plan import CHAPTER

LONG = "sec-" + "a" * 60
IDS = {
    "case": ("sec-a", "SEC-A", "Sec-A"),
    "signs": ("sec-a-b", "sec-a_b", "sec_a-b", "sec_a_b"),
    "length": (LONG, f"{LONG}b", f"{LONG.upper()}", "b" * 300),
    "what we add": ("tbl-x", "tbl-x-title", "tbl-x_title", "see-1-tbl-x", "TBL_X_TITLE"),
    "what Word keeps for itself": ("OLE-LINK1", "Toc1", "Ref1", "Hlt1", "PictureBullets"),
}


@pytest.mark.parametrize("name", IDS)
def test_ids_that_collide_as_bookmarks_are_told_apart(tmp_path: Path, name: str) -> None:
    """Word compares without case, knows no hyphen, and takes 40 characters."""
    first, *others = IDS[name]
    headings = "\n\n".join(f"## 題{number} {{#{each}}}" for number, each in enumerate(others, 1))
    references = "、".join(f"[](#{each}){{.題}}" for each in IDS[name])
    table = f"::: {{.表 #{first}}}\n題0\n\n|a|\n|-|\n|b|\n:::"
    text = f"# 本文 {{#sec-text}}\n\n{references}\n\n{table}\n\n{headings}\n"
    document = parts_of(make(write_project(tmp_path, {CHAPTER: text}))["plan"])["word/document.xml"].decode()
    names = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', document)
    assert len({each.lower() for each in names}) == len(names)
    assert all(re.fullmatch(r"[^\W\d]\w{0,39}", each) for each in names)
    found = re.findall(r" REF (\S+) [^<]*</w:instrText>.*?<w:t[^>]*>(題\d)</w:t>", document)
    assert [title for _, title in found] == [f"題{number}" for number in range(len(IDS[name]))]
    assert len({mark.lower() for mark, _ in found}) == len(found)
    assert {mark for mark, _ in found} <= set(names)
