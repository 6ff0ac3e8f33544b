"""A template's package, opened with care: within limits, without entities, with nothing in it that leads elsewhere.

Whatever is refused here, Word refuses too, or would fetch from a place that readers don't have.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import NoReturn

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from lxml import etree

from pipeline.model import limits
from pipeline.problems import Code, Location, PlanErrors, Problem
from pipeline.system.damaged_zip import DAMAGE
from pipeline.word.markup.package import parts_of
from pipeline.word.template.kinds import described

Parts = Mapping[str, etree._Element]
# Without `huge_tree`, so that the XML reader's own limits hold: no part of a template needs more.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
TYPES = "[Content_Types].xml"
MAIN = "word/document.xml"
_PACKAGE_RELS = "_rels/.rels"
_NEEDED = {MAIN, "word/styles.xml"}
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
LINKS = ("http://", "https://", "mailto:")
_LABELS = {
    "document": "本文",
    "header": "ヘッダー",
    "footer": "フッター",
    "footnotes": "脚注",
    "endnotes": "文末脚注",
    "styles": "様式",
    "numbering": "番号のリスト",
}
_UNREADABLE = "Wordの文書（.docx）として読めません"
_SAVE_AGAIN = (
    "Wordで開けるか確かめ、［名前を付けて保存］で「Word 文書 (*.docx)」を選んでください。パスワードは外します"
)
_LARGE = "Wordで、［図の圧縮］で画像を小さくするか、要らない画像やページを消して保存し直してください"
_DAMAGE = (*DAMAGE, PackageNotFoundError, etree.XMLSyntaxError, AttributeError, TypeError)
# How to mend what leads out of the package, by the last word of a relationship's type.
_OUTSIDE = {
    "image": "図をリンクでなく、文書の中に入れてください（［ファイル］→［情報］→［ファイルへのリンクの編集］→［リンクの解除］）",
    "hyperlink": "リンク先を https:// で始まるアドレスにするか、リンクを削除してください",
}
_OUTSIDE_OTHER = "［ファイル］→［情報］→［ファイルへのリンクの編集］で、リンクを解除してください"


def part_label(name: str) -> str:
    """A template part's label in messages; empty for parts without text or formatting."""
    found = re.fullmatch(r"word/([a-z]+)\d*\.xml", name)
    return _LABELS.get(found[1], "") if found else ""


def read_parts(file: str, data: bytes) -> tuple[bytes, dict[str, etree._Element]]:
    """The package as it is read from here on, and its XML parts by name. Raises PlanErrors if this is no Word file, or one that
    can't be trusted."""
    if len(data) > limits.TEMPLATE:
        raise PlanErrors([limits.too_large(file, limits.TEMPLATE, _LARGE)])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if sum(each.file_size for each in entries) > limits.UNPACKED or len(entries) > limits.PARTS:
                _refuse(
                    file,
                    Code.FILE_TOO_LARGE,
                    "テンプレートの中身が大きすぎます"
                    f"（合わせて{limits.megabytes(limits.UNPACKED)}、部品{limits.PARTS}個まで）",
                    _LARGE,
                )
            names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
            parts = {name: etree.fromstring(package.read(name), _PARSER) for name in names}
        if any(part.getroottree().docinfo.internalDTD is not None for part in parts.values()):
            _refuse(file, Code.TEMPLATE_UNREADABLE, f"{_UNREADABLE}（DTDが含まれています）", _SAVE_AGAIN)
        if kind := described(data, parts):
            _refuse_kind(file, kind)
        if _find_properties(parts):
            data = with_parts(data, {_PACKAGE_RELS: parts[_PACKAGE_RELS]})
        _write_again(data)
    except _DAMAGE:
        if kind := described(data, {}):
            _refuse_kind(file, kind)
        _refuse(file, Code.TEMPLATE_UNREADABLE, _UNREADABLE, _SAVE_AGAIN)
    return data, parts


def with_parts(data: bytes, changed: Mapping[str, etree._Element]) -> bytes:
    """The package with other content in some of its parts."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(saved, "w") as target:
        for name in source.namelist():
            content = (
                etree.tostring(changed[name], xml_declaration=True, encoding="UTF-8", standalone=True)
                if name in changed
                else source.read(name)
            )
            target.writestr(zipfile.ZipInfo(name), content)
    return saved.getvalue()


def check_needed(file: str, parts: Parts) -> None:
    """Raise PlanErrors where what every Word file has is not there."""
    if not parts.keys() >= _NEEDED:
        _refuse(file, Code.TEMPLATE_UNREADABLE, _UNREADABLE, _SAVE_AGAIN)


def _find_properties(parts: Parts) -> bool:
    """Give the link to a document's properties the type of ISO 29500-2, by which python-docx finds them: LibreOffice writes another into
    files of the kind 「Office Open XML」. Whether there was such a link."""
    links = [each for each in parts[_PACKAGE_RELS].iter(RELATIONSHIP) if kind_of(each) == "core-properties"]
    others = [each for each in links if each.get("Type") != RELATIONSHIP_TYPE.CORE_PROPERTIES]
    for each in others:
        each.set("Type", RELATIONSHIP_TYPE.CORE_PROPERTIES)
    return bool(others)


def _write_again(data: bytes) -> None:
    """Raises something where python-docx can't write what it has read, or finds the properties by no link."""
    template = DocxTemplate(io.BytesIO(data))
    template.init_docx()
    str(template.docx.core_properties.title)
    names = [name for name, _ in parts_of(template.docx.part.package)]
    if len(set(names)) < len(names):
        raise ValueError("two parts of one name")


def _refuse(file: str, code: Code, message: str, hint: str) -> NoReturn:
    raise PlanErrors([Problem(Location(file), code, message, hint)]) from None


def _refuse_kind(file: str, kind: str) -> NoReturn:
    _refuse(file, Code.TEMPLATE_UNREADABLE, f"{_UNREADABLE}（{kind}）", _SAVE_AGAIN)


# Relationships


def kind_of(relationship: etree._Element) -> str:
    """The last word of a relationship's type: styles, image, hyperlink …"""
    return relationship.get("Type", "").rpartition("/")[2]


def is_external(relationship: etree._Element) -> bool:
    return relationship.get("TargetMode") == "External"


def source_of(rels: str) -> str:
    """The part whose relationships a part holds; empty for those of the package."""
    folder, _, name = rels.rpartition("_rels/")
    return folder + name.removesuffix(".rels")


def rels_of(part: str) -> str:
    """The part that holds the relationships of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def target_of(source: str, relationship: etree._Element) -> str:
    """The name of the part that a relationship leads to, which is written from where its source stands."""
    target = relationship.get("Target", "")
    path = target if target.startswith("/") else posixpath.join("/", posixpath.dirname(source), target)
    return posixpath.normpath(path).lstrip("/")


def check_links(file: str, parts: Parts) -> Iterator[Problem]:
    """Whatever is fetched from outside; addresses that readers may follow are welcome."""
    for name, root in parts.items():
        if not name.endswith(".rels"):
            continue
        for relationship in root.iter(RELATIONSHIP):
            kind = kind_of(relationship)
            target = relationship.get("Target", "")
            is_address = kind == "hyperlink" and target.lower().startswith(LINKS)
            if is_external(relationship) and not is_address:
                yield Problem(
                    Location(file),
                    Code.TEMPLATE_FAULT,
                    f"ほかのファイルやサーバーの「{target}」につながっています（{kind}）",
                    _OUTSIDE.get(kind, _OUTSIDE_OTHER),
                )
