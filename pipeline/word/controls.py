"""The content controls of a template that is a form: each is there once, and takes the text that is written into it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.contract import Contract
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem

# Values of w:lock under which nothing can be written (17.18.52).
_CLOSED = ("contentLocked", "sdtContentLocked")


def check_controls(file: str, document: etree._Element, contract: Contract) -> Iterator[Problem]:
    """What keeps a reader from filling the form in; `document` is the template's main part."""
    found: dict[str, list[etree._Element]] = {}
    for properties in document.iter(w("sdtPr")):
        tag = properties.find(w("tag"))
        if tag is not None:
            found.setdefault(tag.get(w("val"), ""), []).append(properties)
    for name in contract.controls:
        controls = found.get(name, [])
        if len(controls) != 1:
            seen = "二つ以上あります" if controls else "ありません"
            yield _problem(file, f"「{name}」を書き込む欄（コンテンツ コントロール）が{seen}")
        elif controls[0].find(w("text")) is None:
            yield _problem(file, f"「{name}」を書き込む欄が、テキストの欄ではありません")
        elif (lock := controls[0].find(w("lock"))) is not None and lock.get(w("val")) in _CLOSED:
            yield _problem(file, f"「{name}」を書き込む欄が、編集できないようになっています")


def _problem(file: str, message: str) -> Problem:
    return Problem(
        Location(file),
        Code.TEMPLATE_CONTROL,
        message,
        "Wordの［開発］タブの［プロパティ］で、タグの名前とロックを見るか、元のテンプレートから写してください",
    )
