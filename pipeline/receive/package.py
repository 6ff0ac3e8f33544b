"""The package of a returned file, opened with care: within limits, without entities; what is no Word file is told by what it is."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import NoReturn

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model import limits
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.system.damaged_zip import DAMAGE
from pipeline.word.template.kinds import described
from pipeline.word.template.parts import RELATIONSHIP, is_external, kind_of, rels_of, target_of

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_UNREADABLE = "返ってきたWordの文書（.docx）として読めません"
_SAVE_AGAIN = (
    "Wordで開けるか確かめ、［名前を付けて保存］で「Word 文書 (*.docx)」を選んだものを受領してください。"
    "パスワードと、アクセスの制限は外します"
)
_LARGE = "Wordで、［図の圧縮］で画像を小さくして保存し直したものを受領してください"
_DAMAGE = (*DAMAGE, etree.XMLSyntaxError, AttributeError, TypeError)
# 完全 Open XML ドキュメント names the same elements in namespaces of its own (ECMA-376 Part 1, Annex A and Part 4).
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
)
# How a compound file says that it holds a package which is encrypted, by a password or by an information rights service.
_ENCRYPTED = (
    "EncryptedPackage".encode("utf-16-le"),
    "パスワードが付いているか、アクセスが制限（IRM）されています",
)
_MEDIA = "media/"
_COMPOUND = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Package:
    """The XML parts of a Word file, by the kind of the relationship that leads to them, and digests of its pictures."""

    parts: dict[str, etree._Element]
    main: str
    media: Mapping[str, str]

    def target(self, kind: str, source: str | None = None) -> etree._Element | None:
        """The part of this kind to which the main part leads, or the package (`source` "")."""
        return next(self.targets(kind, source), None)

    def pictures(self) -> dict[str, str]:
        """The digests of the pictures to which the main part leads, by the ids of relationships."""
        links = self.parts.get(rels_of(self.main))
        return {
            each.get("Id", ""): self.media[name]
            for each in (links.iter(RELATIONSHIP) if links is not None else ())
            if kind_of(each) == "image" and (name := target_of(self.main, each)) in self.media
        }

    def targets(self, kind: str, source: str | None = None) -> Iterator[etree._Element]:
        source = self.main if source is None else source
        for name in _targets(self.parts, source, kind):
            if name in self.parts:
                yield self.parts[name]


def open_package(file: str, data: bytes) -> Package:
    """The package of a file, which messages call `file`. Raises PlanErrors if it is no Word file that can be read."""
    if len(data) > limits.TEMPLATE:
        raise PlanErrors([limits.too_large(file, limits.TEMPLATE, _LARGE)])
    if data.startswith(_COMPOUND) and _ENCRYPTED[0] in data:
        _refuse(file, f"{_UNREADABLE}（{_ENCRYPTED[1]}）")
    parts: dict[str, etree._Element] = {}
    media: dict[str, str] = {}
    try:
        parts, media = _read(file, data)
        main = next(_targets(parts, "", "officeDocument"), "")
    except _DAMAGE:
        parts, main = {}, ""
    # Also one with macros, or a template: nothing of it is run, and its text is read alike.
    if main not in parts or parts[main].tag != w("document"):
        kind = described(data, parts)
        _refuse(file, f"{_UNREADABLE}（{kind}）" if kind else _UNREADABLE)
    return Package(parts, main, media)


def _read(file: str, data: bytes) -> tuple[dict[str, etree._Element], dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        if sum(each.file_size for each in entries) > limits.UNPACKED or len(entries) > limits.PARTS:
            raise PlanErrors([limits.too_large(file, limits.UNPACKED, _LARGE)])
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        parts = {name: _parsed(package.read(name)) for name in names}
        media = {
            name: hashlib.sha256(package.read(name)).hexdigest()
            for name in package.namelist()
            if _MEDIA in name
        }
    if any(part.getroottree().docinfo.internalDTD is not None for part in parts.values()):
        _refuse(file, f"{_UNREADABLE}（DTDが含まれています）")
    return parts, media


def _parsed(part: bytes) -> etree._Element:
    for strict, transitional in _STRICT:
        part = part.replace(strict, transitional)
    return etree.fromstring(part, _PARSER)


def _targets(parts: dict[str, etree._Element], source: str, kind: str) -> Iterator[str]:
    links = parts.get(rels_of(source) if source else "_rels/.rels")
    for each in links.iter(RELATIONSHIP) if links is not None else ():
        if kind_of(each) == kind and not is_external(each):
            yield target_of(source, each)


def _refuse(file: str, message: str) -> NoReturn:
    raise PlanErrors([Problem(Location(file), Code.RETURN_FILE, message, _SAVE_AGAIN)]) from None
