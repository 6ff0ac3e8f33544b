"""Misplaced or missing tags and slots in templates.

What is found here would otherwise come out as a document without its stage, with its parts in the wrong
order, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.model.contract import Contract
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.sections import section_of
from pipeline.word.markup.text import text_of
from pipeline.word.template.slot_breaks import lost_with
from pipeline.word.template.tags import BODY, TaggedPart, is_one_tag, names_in, names_of

_VISION = "基本理念"


def check_places(
    file: str, parts: Iterable[TaggedPart], styles: etree._Element, contract: Contract
) -> Iterator[Problem]:
    """Everything that is wrong with the places of tags; `styles` is the root of styles.xml."""
    for part in parts:
        if part.kind == BODY:
            yield from _check_slots(file, part.root, contract)
            yield from _check_labels(file, part.root, styles, contract)
        else:
            yield from _check_no_slots(file, part, contract)
            yield from _check_stage(file, part)


# Slots


def _check_slots(file: str, root: etree._Element, contract: Contract) -> Iterator[Problem]:
    """Needed slots are there, each once, alone in a paragraph of the right place, in their order."""
    found: list[str] = []
    for paragraph in root.iter(w("p")):
        text = text_of(paragraph)
        for slot in (name for name in names_of(text) if name in contract.slots):
            if not is_one_tag(text) or slot in found or not _in_place(paragraph, contract):
                yield _misplaced(file, BODY, slot, contract)
            elif contract.headings and _is_vertical(paragraph):
                yield Problem(
                    Location(file),
                    Code.TEMPLATE_SLOT,
                    f"「{{{{ {slot} }}}}」の区切り（セクション）が縦書きになっています",
                    "Wordの［レイアウト］→［文字列の方向］→［横書き］を選んでください。表紙だけなら、縦書きでも構いません",
                )
            for lost in lost_with(paragraph):
                yield Problem(
                    Location(file),
                    Code.TEMPLATE_SLOT,
                    f"「{{{{ {slot} }}}}」の段落に、{lost}があります",
                    "この段落は、入る文章に置き換わります。前か後に、別の段落を作って移してください",
                )
            found.append(slot)
    for slot in contract.needed:
        if slot not in found:
            yield Problem(
                Location(file),
                Code.TEMPLATE_SLOT,
                f"「{{{{ {slot} }}}}」の段落がありません",
                _how(slot, contract),
            )
    order = [slot for slot in found if slot in contract.needed]
    if contract.headings and set(order) == set(contract.needed) and order != list(contract.needed):
        yield Problem(
            Location(file),
            Code.TEMPLATE_SLOT,
            f"「{'」「'.join(contract.needed)}」がこの順に並んでいません",
            "番号は並べた順に付きます。段落を元の順に戻してください",
        )


def _how(slot: str, contract: Contract) -> str:
    if contract.heads:
        return "表の見出しの次の行に、列ごとに入れるものをタグで書いてください（例: {{ 取組 }} {{ 取組.課題認識 }}）"
    declared = f"（{contract.declared} の文書の「差込」にあります）" if contract.declared else ""
    return f"{slot}を入れたい所に、それだけの段落を作って {{{{ {slot} }}}} と書いてください{declared}"


def _in_place(paragraph: etree._Element, contract: Contract) -> bool:
    """A slot stands right in the text, or in a cell of a table there."""
    parent = paragraph.getparent()
    if not contract.columns:
        return parent is not None and parent.tag == w("body")
    table = next(paragraph.iterancestors(w("tbl")), None)
    around = table.getparent() if table is not None else None
    return around is not None and around.tag == w("body")


def _is_vertical(slot: etree._Element) -> bool:
    """Whether the section in which a slot stands is written from top to bottom (17.6.20)."""
    direction = section_of(slot).find(w("textDirection"))
    return direction is not None and direction.get(w("val"), "").startswith(("tb", "bt"))


def _check_no_slots(file: str, part: TaggedPart, contract: Contract) -> Iterator[Problem]:
    for slot in sorted(names_in(part.root) & set(contract.slots)):
        yield _misplaced(file, part.kind, slot, contract)


def _misplaced(file: str, kind: str, slot: str, contract: Contract) -> Problem:
    place = (
        f"{contract.columns}列の表の、見出しの次の行"
        if contract.columns
        else "本文の一か所（表やテキストボックスの外）"
    )
    return Problem(
        Location(file),
        Code.TEMPLATE_SLOT,
        f"{kind}の「{{{{ {slot} }}}}」は、ここには置けません",
        f"{place}に、ほかの文字のない段落として置いてください",
    )


# What every document says of itself


def _check_stage(file: str, part: TaggedPart) -> Iterator[Problem]:
    """A plan's name that goes without its stage."""
    names = names_in(part.root)
    if "計画名" in names and "段階表示" not in names:
        yield _missing_tag(
            file,
            part.kind,
            "段階表示",
            "計画名の後に段階を付けると、案のまま策定したように見えることがありません",
        )


def _check_labels(
    file: str, root: etree._Element, styles: etree._Element, contract: Contract
) -> Iterator[Problem]:
    """The tags that say which plan and stage this is stand at the beginning: on the cover, or above all else."""
    seen: set[str] = set()
    where = BODY
    headings = _heading_styles(styles)
    body = root.find(w("body"))
    for child in body if body is not None else ():
        if contract.headings and child.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            where = "表紙"
            break
        if not contract.headings and _begins_text(child, headings):
            where = "初めの見出しか表より前"
            break
        seen |= names_in(child)
    anywhere = names_in(root)
    for tag in contract.needed_tags:
        if tag in contract.own_tags:
            if tag not in anywhere:
                hint = "この文書に、なくてはならないことです。元のテンプレートを見て、タグを戻してください"
                yield _missing_tag(file, BODY, tag, hint)
        elif tag not in (anywhere if tag == _VISION else seen):
            hint = "計画名・計画期間・段階は、どの文書の初めにも示します。元のテンプレートを見て、タグを戻してください"
            yield _missing_tag(file, where, tag, hint)


def _heading_styles(styles: etree._Element) -> set[str]:
    """The ids of the styles that begin a text: called headings, or with a level in the outline."""
    named = {style.get(w("styleId"), ""): style.find(w("name")) for style in styles.iter(w("style"))}
    found = {
        style
        for style, name in named.items()
        if name is not None and re.search("見出し|heading [1-9]", name.get(w("val"), ""), re.IGNORECASE)
    }
    outlined = styles.iterfind(f"{w('style')}/{w('pPr')}/{w('outlineLvl')}/../..")
    return found | {style.get(w("styleId"), "") for style in outlined}


def _begins_text(element: etree._Element, headings: set[str]) -> bool:
    """A heading, or a table that is more than a frame around a title."""
    if element.tag == w("tbl"):
        return (
            len(element.findall(w("tr"))) > 1 and len(element.findall(f"{w('tblGrid')}/{w('gridCol')}")) > 1
        )
    properties = element.find(w("pPr"))
    style = properties.find(w("pStyle")) if properties is not None else None
    outlined = properties is not None and properties.find(w("outlineLvl")) is not None
    return outlined or (style is not None and style.get(w("val")) in headings)


def _missing_tag(file: str, where: str, tag: str, hint: str) -> Problem:
    return Problem(
        Location(file), Code.TEMPLATE_TAG_MISSING, f"{where}に「{{{{ {tag} }}}}」がありません", hint
    )
