"""Leftovers in a template's text that every document would print: content controls that nobody filled in, and characters that no plan
should hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pipeline.model.characters import forbidden, forbidden_character
from pipeline.model.contract import Contract
from pipeline.model.xml_names import is_on, w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.text import text_of
from pipeline.word.template.parts import Parts, part_label

_AROUND = 8  # characters before one that is told, by which it is found


def check_unfilled(file: str, parts: Parts, contract: Contract) -> Iterator[Problem]:
    """Notes of controls that show what is to be done with them (17.5.2.39); in a form its readers do that."""
    for label, root in _stories(parts) if not contract.controls else ():
        for text in dict.fromkeys(map(_asking, root.iter(w("sdt")))):
            if text:
                yield Problem(
                    Location(file),
                    Code.TEMPLATE_CONTROL,
                    f"{label}の欄（コンテンツ コントロール）に、まだ何も入っていません。文書に「{text}」と出ます",
                    "Wordでその欄に書き込むか選ぶか、要らなければ、欄を右クリックして［コンテンツ コントロールの削除］を選び、残った文字を消してください",
                    warning=True,
                )


def check_characters(file: str, parts: Parts) -> Iterator[Problem]:
    """Characters that are refused in the source, each once for a part. Word writes signs of its fonts as private characters of
    one range, which are as good as others."""
    for label, root in _stories(parts):
        told: set[str] = set()
        for text in map(text_of, root.iter(w("p"))):
            for found in forbidden(text):
                character, begin = found.group(), found.start()
                if character not in told and not "\uf000" <= character <= "\uf0ff":
                    told.add(character)
                    problem = forbidden_character(Location(file), character)
                    near = text[max(0, begin - _AROUND) : begin].strip()
                    where = f"{label}の「{near}」の次に、" if near else f"{label}に、"
                    yield replace(problem, message=f"{where}{problem.message}")


def _stories(parts: Parts) -> Iterator[tuple[str, etree._Element]]:
    return ((label, root) for name, root in parts.items() if (label := part_label(name)))


def _asking(control: etree._Element) -> str:
    """What a control asks for that nobody filled in; of one that holds another or a tag nothing."""
    shows = control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")
    if not is_on(shows) or next(control.iterdescendants(w("sdt")), None) is not None:
        return ""
    text = "".join(each.text or "" for each in control.iter(w("t"))).strip()
    return "" if "{" in text else text
