"""The content controls of a template that is a form: each is there once, and takes the text that is written into it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.contract import Contract
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.styles import value_of

# Values of w:lock under which nothing can be written (17.18.52).
_CLOSED = ("contentLocked", "sdtContentLocked")
_WORD = "Wordの［開発］タブの［プロパティ］で、タグの名前とロックを見るか"


def check_controls(file: str, document: etree._Element, contract: Contract) -> Iterator[Problem]:
    """Problems keeping a reader from filling the form in; `document` is the template's main part."""
    found: dict[str, list[etree._Element]] = {}
    for properties in document.iter(w("sdtPr")):
        found.setdefault(control_name(properties), []).append(properties)
    for name in contract.controls:
        controls = found.get(name, [])
        if len(controls) > 1:
            yield _problem(
                file,
                f"「{name}」を書き込む欄（コンテンツ コントロール）が二つ以上あります",
                "要らない欄を消すか、その欄のタグの名前を変えてください。LibreOfficeの版によっては、保存すると欄が増えます。元のテンプレートに戻し、Wordで編集してください",
            )
        elif not controls:
            yield _problem(file, f"「{name}」を書き込む欄（コンテンツ コントロール）がありません")
        elif controls[0].find(w("text")) is None:
            yield _problem(file, f"「{name}」を書き込む欄が、テキストの欄ではありません")
        elif (lock := controls[0].find(w("lock"))) is not None and lock.get(w("val")) in _CLOSED:
            yield _problem(file, f"「{name}」を書き込む欄が、編集できないようになっています")


def control_name(properties: etree._Element) -> str:
    """A control's name: its tag, or its title where a program that saved it kept that alone (17.5.2.1, 17.5.2.42)."""
    return value_of(properties, w("tag")) or value_of(properties, w("alias"))


def _problem(file: str, message: str, hint: str = "") -> Problem:
    return Problem(
        Location(file),
        Code.TEMPLATE_CONTROL,
        message,
        hint or f"{_WORD}、元のテンプレートから写してください",
    )
