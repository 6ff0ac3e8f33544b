"""The package: zip entries, content types, relationships, parsed parts (ECMA-376 Part 2)."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from .names import PACKAGE, R_NS, TYPES, Element

DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
LINK_SCHEMES = ("http://", "https://", "mailto:")


class Fault(NamedTuple):
    """A fault whose document is not named yet: code, where it is, what is wrong."""

    code: str
    where: str
    message: str


class Relationship(NamedTuple):
    """One relationship: `kind` is the last word of its type, `target` a part's name or an address."""

    kind: str
    target: str
    external: bool


class Package(NamedTuple):
    """A docx opened: bytes of every part, trees of the XML ones, relationships by source part ('' for the whole)."""

    parts: Mapping[str, bytes]
    trees: Mapping[str, Element]
    types: Mapping[str, str]
    relationships: Mapping[str, Mapping[str, Relationship]]
    faults: tuple[Fault, ...]

    @property
    def main(self) -> str:
        """The name of the document part."""
        for relationship in self.relationships.get("", {}).values():
            if relationship.kind == "officeDocument":
                return relationship.target
        return DOCUMENT

    def related(self, kind: str) -> str | None:
        """The part that the document refers to as `kind` (styles, numbering, footnotes …), or None."""
        return next(self.all_related(kind), None)

    def all_related(self, kind: str) -> Iterator[str]:
        """Every part that the document refers to as `kind`."""
        for relationship in self.relationships.get(self.main, {}).values():
            if relationship.kind == kind and relationship.target in self.parts:
                yield relationship.target

    def tree(self, kind: str) -> Element | None:
        """The root element of the part that the document refers to as `kind`, or None."""
        name = self.related(kind)
        return None if name is None else self.trees.get(name)


def open_package(docx: bytes) -> Package:
    """The package in `docx`; whatever is broken in it stands in `faults`, and nothing is raised."""
    faults: list[Fault] = []
    return package_of(unzipped(docx, faults), faults, lambda _, content: parsed(content))


def package_of(
    parts: Mapping[str, bytes], faults: list[Fault], parse: Callable[[str, bytes], Element]
) -> Package:
    """The package of these parts, with the `faults` that they had; `parse` makes a tree of a part by its name and bytes."""
    trees = _trees(parts, faults, parse)
    types = _content_types(parts, trees, faults) if parts else {}
    relationships = {
        _source(name): _relationships(name, tree, faults)
        for name, tree in trees.items()
        if name.endswith(".rels")
    }
    package = Package(parts, trees, types, relationships, ())
    if parts:
        faults += _missing_parts(package)
        faults += _targets(package)
        faults += _used_ids(package)
        faults += _orphans(package)
    return Package(parts, trees, types, relationships, tuple(faults))


def unzipped(docx: bytes, faults: list[Fault]) -> dict[str, bytes]:
    """The bytes of every part by its name; what is broken is added to `faults`."""
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            for entry in archive.infolist():
                if entry.is_dir():
                    continue
                if entry.filename in parts:
                    faults.append(Fault("docx.zip-duplicate", entry.filename, "同じ名前の部品が二つあります"))
                parts[entry.filename] = archive.read(entry)
    except Exception as error:  # BadZipFile, zlib.error, RuntimeError … have no common base
        faults.append(Fault("docx.zip", "ファイル全体", f"Wordの文書として開けません（{error}）"))
        return {}
    if not parts:
        faults.append(
            Fault("docx.zip", "ファイル全体", "Wordの文書として開けません（部品が一つもありません）")
        )
    return parts


def parsed(content: bytes) -> Element:
    """The root of a part. Raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, collect_ids=False)
    return etree.fromstring(content, parser)


def _trees(
    parts: Mapping[str, bytes], faults: list[Fault], parse: Callable[[str, bytes], Element]
) -> dict[str, Element]:
    trees = {}
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            trees[name] = parse(name, content)
        except etree.XMLSyntaxError as error:
            faults.append(Fault("docx.xml", name, f"XMLとして読めません（{error}）"))
    return trees


def _content_types(
    parts: Mapping[str, bytes], trees: Mapping[str, Element], faults: list[Fault]
) -> dict[str, str]:
    root = trees.get(CONTENT_TYPES)
    if root is None:
        faults.append(Fault("docx.content-type", CONTENT_TYPES, "部品の種類の一覧がありません"))
        return {}
    defaults = {
        each.get("Extension", "").lower(): each.get("ContentType", "")
        for each in root.iter(f"{TYPES}Default")
    }
    overrides = {
        each.get("PartName", "").lstrip("/"): each.get("ContentType", "")
        for each in root.iter(f"{TYPES}Override")
    }
    for name in overrides:
        if name not in parts:
            faults.append(
                Fault("docx.content-type", CONTENT_TYPES, f"種類の一覧にある部品 {name} がありません")
            )
    types = {}
    for name in parts:
        kind = overrides.get(name) or defaults.get(name.rpartition(".")[2].lower())
        if kind:
            types[name] = kind
        elif name != CONTENT_TYPES:
            faults.append(Fault("docx.content-type", name, "部品の種類が書かれていません"))
    return types


def _source(rels: str) -> str:
    """The part whose relationships stand in `rels`: word/_rels/document.xml.rels → word/document.xml."""
    folder, _, name = rels.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _relationships(name: str, tree: Element, faults: list[Fault]) -> dict[str, Relationship]:
    base = posixpath.dirname(_source(name))
    found: dict[str, Relationship] = {}
    for each in tree.iter(f"{PACKAGE}Relationship"):
        identity, target = each.get("Id", ""), each.get("Target", "")
        external = each.get("TargetMode") == "External"
        if not external:
            target = unquote(target.partition("#")[0])
            target = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(base, target))
            )
        if identity in found:
            faults.append(Fault("docx.relationship-missing", name, f"関連付け {identity} が二つあります"))
        found[identity] = Relationship(each.get("Type", "").rpartition("/")[2], target, external)
    return found


def _missing_parts(package: Package) -> Iterator[Fault]:
    if package.main not in package.parts:
        yield Fault("docx.part-missing", package.main, "本文の部品がありません")
    elif package.related("styles") is None:
        yield Fault("docx.part-missing", package.main, "スタイルの部品がありません")


def _targets(package: Package) -> Iterator[Fault]:
    for source, relationships in package.relationships.items():
        if source and source not in package.parts:
            yield Fault("docx.relationship-target", source, "関連付けの元の部品がありません")
        for identity, relationship in relationships.items():
            where = source or "_rels/.rels"
            if relationship.external:
                if relationship.kind != "hyperlink" or not relationship.target.lower().startswith(
                    LINK_SCHEMES
                ):
                    message = f"外部の {relationship.target}（{relationship.kind}）につながっています"
                    yield Fault("docx.relationship-external", where, message)
            elif relationship.target not in package.parts:
                yield Fault(
                    "docx.relationship-target",
                    where,
                    f"{identity} の先の部品 {relationship.target} がありません",
                )


def _used_ids(package: Package) -> Iterator[Fault]:
    """Every r:id, r:embed, r:link … in a part must be one of its relationships."""
    used = etree.XPath("//@r:*", namespaces={"r": R_NS})
    for name, tree in package.trees.items():
        if name.endswith(".rels"):
            continue
        known = package.relationships.get(name, {})
        values = used(tree)
        assert isinstance(values, list), "what is asked for are attributes"
        for identity in sorted({str(each) for each in values} - set(known) - {""}):
            yield Fault("docx.relationship-missing", name, f"関連付け {identity} が定義されていません")


def _orphans(package: Package) -> Iterator[Fault]:
    """Parts that cannot be reached from the package by relationships."""
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        for relationship in package.relationships.get(waiting.pop(), {}).values():
            if not relationship.external and relationship.target not in reached:
                reached.add(relationship.target)
                waiting.append(relationship.target)
    for name in package.parts:
        if name not in reached and name != CONTENT_TYPES and not re.search(r"(^|/)_rels/[^/]*\.rels$", name):
            yield Fault("docx.part-orphan", name, "どの部品からもつながっていません")
