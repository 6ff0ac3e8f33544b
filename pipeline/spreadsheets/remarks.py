"""Remarks at the cells of a sheet: comments and notes, by the parts in which workbooks keep them."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.characters import visible

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True)
class Remark:
    """A remark at a cell (B5), and who wrote it; empty where nobody is named."""

    cell: str
    author: str
    text: str


class Relationship(NamedTuple):
    """A relationship of a part: the last word of its kind, its id, and the part that is its target."""

    kind: str
    identity: str
    target: str


def relationships(package: zipfile.ZipFile, part: str) -> Iterator[Relationship]:
    """The relationships of a part, "" for the package; none where it has no part for them (ECMA-376 Part 2, 9.3)."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package.namelist():
        return
    for each in etree.fromstring(package.read(path), _PARSER):
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
        yield Relationship(posixpath.basename(each.get("Type", "")), each.get("Id", ""), target)


def read_remarks(package: zipfile.ZipFile, related: Iterable[Relationship]) -> Iterator[Remark]:
    """The remarks of a sheet to which these parts belong. Of a conversation (threadedComment) each contribution is one; the note that Excel
    puts there for older programs says the same once more."""
    parts = {each.kind: each.target for each in related}
    persons = _persons(package)
    said: set[str] = set()
    if "threadedComment" in parts:
        for each in _elements(package, parts["threadedComment"], "threadedComment"):
            said.add(each.get("ref", ""))
            yield _remark(each, persons.get(each.get("personId", ""), ""), each.findtext("{*}text") or "")
    if "comments" in parts:
        authors = [each.text or "" for each in _elements(package, parts["comments"], "author")]
        for each in _elements(package, parts["comments"], "comment"):
            if each.get("ref", "") not in said:
                author = authors[int(each.get("authorId", "0"))] if authors else ""
                # Runs of text; phonetic readings (rPh) are none (18.4.8).
                runs = (run.text or "" for run in each.iterfind("{*}text//{*}t") if _is_shown(run))
                yield _remark(each, author, "".join(runs))


def _remark(element: etree._Element, author: str, text: str) -> Remark:
    return Remark(
        element.get("ref", ""), author, visible(text).replace("\r\n", "\n").replace("\r", "\n").strip()
    )


def _is_shown(run: etree._Element) -> bool:
    parent = run.getparent()
    return parent is None or etree.QName(parent).localname != "rPh"


def _persons(package: zipfile.ZipFile) -> dict[str, str]:
    found = [name for name in package.namelist() if name.startswith("xl/persons/") and name.endswith(".xml")]
    return {
        each.get("id", ""): each.get("displayName", "")
        for name in found
        for each in _elements(package, name, "person")
    }


def _elements(package: zipfile.ZipFile, part: str, name: str) -> Iterator[etree._Element]:
    return etree.fromstring(package.read(part), _PARSER).iter(f"{{*}}{name}")
