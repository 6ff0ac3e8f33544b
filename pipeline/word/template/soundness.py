"""Soundness of a template: what is damaged is told before anything is computed from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.model.contract import Contract
from pipeline.model.xml_names import W, w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.sections import column_widths
from pipeline.word.template.parts import RELATIONSHIP, Parts

_NUMBERING = "word/numbering.xml"
_ROOTS = {
    "word/document.xml": "document",
    "word/styles.xml": "styles",
    _NUMBERING: "numbering",
    "word/footnotes.xml": "footnotes",
}
_Range = tuple[int, int]
_LENGTH: _Range = (-31_680, 31_680)  # twips: 22 inches are the most that Word can set
_ROOM: _Range = (0, 31_680)
_PAPER: _Range = (1, 31_680)
_SIZE: _Range = (2, 3276)  # half points
_COUNT: _Range = (0, 32_767)
_IDENTITY: _Range = (-1, 2**31 - 1)
_LEVEL: _Range = (0, 8)
# The numbers that the program computes with, by element and attribute.
_NUMBERS: Mapping[str, Mapping[str, _Range]] = {
    "sz": {"val": _SIZE},
    "szCs": {"val": _SIZE},
    "spacing": {"line": _ROOM, "before": _ROOM, "after": _ROOM},
    "ind": dict.fromkeys(("left", "start", "right", "end", "hanging", "firstLine"), _LENGTH),
    "tab": {"pos": _LENGTH},
    "pgSz": {"w": _PAPER, "h": _PAPER},
    "pgMar": {
        **dict.fromkeys(("top", "bottom"), _LENGTH),
        **dict.fromkeys(("left", "right", "gutter"), _ROOM),
    },
    "pgNumType": {"start": _COUNT},
    "cols": {"num": (1, 45), "space": _ROOM},
    "col": {"w": _ROOM, "space": _ROOM},
    "gridSpan": {"val": (1, 63)},
    "ilvl": {"val": _LEVEL},
    "lvl": {"ilvl": _LEVEL},
    "lvlOverride": {"ilvl": _LEVEL},
    "start": {"val": _COUNT},
    "startOverride": {"val": _COUNT},
    "lvlRestart": {"val": (0, 9)},
    "num": {"numId": _IDENTITY},
    "footnote": {"id": _IDENTITY},
    "insideH": {"sz": _COUNT},
}
# Where Word sets them, by element.
_FONT, _PARAGRAPH = "［フォント］（Ctrl+D）で、文字の大きさ", "［段落］で、間隔とインデントとタブ"
_PAGE, _OUTLINE = (
    "［レイアウト］→［ページ設定］で、用紙と余白とページ番号と段組み",
    "［アウトライン］で、番号",
)
_SET_IN: Mapping[str, str] = {
    **dict.fromkeys(("sz", "szCs"), _FONT),
    **dict.fromkeys(("spacing", "ind", "tab"), _PARAGRAPH),
    **dict.fromkeys(("pgSz", "pgMar", "pgNumType", "cols", "col"), _PAGE),
    **dict.fromkeys(("ilvl", "lvl", "lvlOverride", "start", "startOverride", "lvlRestart", "num"), _OUTLINE),
    "gridSpan": "［表ツール］→［レイアウト］で、セルの結合",
    "footnote": "［参考資料］で、脚注",
    "insideH": "表の様式の［変更］で、横の罫線",
}
_SET_ELSEWHERE = "表の様式の［変更］→［表のプロパティ］→［オプション］で、セルの余白"
_SAVE_AGAIN = "Wordで開いて［名前を付けて保存］で保存し直すか、元のテンプレートに戻してください"
_TABLE = "Wordでその表を消し、元のテンプレートから写すか、［挿入］→［表］で作り直してください"
_Fault = tuple[str, str]  # what is wrong, and how to mend it
_WITH_VALUE = ("sz", "szCs")  # elements that say nothing without one
_BLOCKS = (w("p"), w("tbl"), w("sdt"), w("customXml"))
_AROUND_PARAGRAPHS = set(map(w, ("body", "tc", "txbxContent", "sdtContent", "customXml")))
_AROUND_RUNS = set(
    map(w, ("hyperlink", "ins", "del", "moveFrom", "moveTo", "smartTag", "sdt", "sdtContent", "customXml"))
) | set(map(w, ("fldSimple", "dir", "bdo", "r", "ruby", "rt", "rubyBase")))
_SIDES = ("top", "left", "start", "bottom", "right", "end")
_NUMBERED = tuple(map(w, (*_NUMBERS, *_SIDES)))
_NARROWEST = 567  # twips: a centimetre
# A program that writes measures of its own does so everywhere.
_ENOUGH = 10


def check_soundness(file: str, parts: Parts, contract: Contract) -> list[Problem]:
    """Problems keeping a template from being read any further."""
    found = [*_strange_roots(parts), *_lost_links(parts, contract), *_broken_links(parts)]
    if not found:
        found = [
            *_strange_body(parts["word/document.xml"]),
            *_strange_tables(parts["word/document.xml"]),
            *_lost_text(parts),
            *_no_default(parts["word/styles.xml"]),
            *_no_lines(parts["word/styles.xml"], contract),
            *_strange_numbers(parts),
        ]
    return [_damage(file, *fault) for fault in list(dict.fromkeys(found))[:_ENOUGH]]


def check_properties(file: str, parts: Parts) -> Iterator[Problem]:
    """Properties that stand twice: one of them would keep its tags."""
    properties = parts.get("docProps/core.xml")
    tags = [each.tag for each in properties] if properties is not None else []
    if len(set(tags)) < len(tags):
        yield _damage(
            file,
            "文書のプロパティが二重になっています",
            "Wordで［ファイル］→［情報］→［問題のチェック］→［ドキュメント検査］でプロパティを削除し、保存し直してください",
        )


def _damage(file: str, words: str, hint: str) -> Problem:
    """A problem of the template, or of its lists where the words begin with the part that holds them."""
    is_list = words.startswith(_NUMBERING)
    return Problem(
        Location(file),
        Code.TEMPLATE_LIST if is_list else Code.TEMPLATE_FAULT,
        f"{'番号のリスト' if is_list else 'テンプレートの中'}が壊れています（{words}）",
        hint,
    )


def _strange_roots(parts: Parts) -> Iterator[_Fault]:
    for name, root in _ROOTS.items():
        if name in parts and parts[name].tag != w(root):
            yield f"{name} の中身が違います", _SAVE_AGAIN
        elif name in parts and parts[name].nsmap.get("w") != W:
            yield f"{name} の名前空間が、Wordの書くものと違います", _SAVE_AGAIN


def _lost_links(parts: Parts, contract: Contract) -> Iterator[_Fault]:
    """The parts that are read by their names are those that the document refers to, as what they are."""
    links = parts.get("word/_rels/document.xml.rels")
    targets = {
        each.get("Type", "").rpartition("/")[2]: each.get("Target", "").removeprefix("/word/")
        for each in (links.iter(RELATIONSHIP) if links is not None else ())
    }
    kinds = {
        each.get("PartName", ""): each.get("ContentType", "")
        for each in parts["[Content_Types].xml"]
        if isinstance(each.tag, str)
    }
    for kind in ("styles", "numbering") if contract.lists else ("styles",):
        is_known = kinds.get(f"/word/{kind}.xml", "").endswith(f"{kind}+xml")
        if targets.get(kind) != f"{kind}.xml" or not is_known:
            yield f"{kind}.xml が本文とつながっていません", _SAVE_AGAIN


def _broken_links(parts: Parts) -> Iterator[_Fault]:
    """Relationships within one another, without a name, or two with the same one."""
    for name, root in parts.items():
        if name.endswith(".rels"):
            links = list(root.iter(RELATIONSHIP))
            whole = links == list(root) and all(
                each.get(key) for each in links for key in ("Id", "Type", "Target")
            )
            if not whole or len({each.get("Id") for each in links}) < len(links):
                yield f"{name} の関連付けが違います", _SAVE_AGAIN


def _strange_body(document: etree._Element) -> Iterator[_Fault]:
    bodies = document.findall(w("body"))
    if len(bodies) != 1 or len(bodies[0]) == 0 or bodies[0][-1].tag != w("sectPr"):
        yield (
            "本文の終わりに、用紙の設定がありません",
            "Wordで開き、［レイアウト］→［サイズ］で用紙を選び直して保存してください",
        )
    for section in document.iter(w("sectPr")):
        around = section.getparent()
        if around is not None and around.tag == w("sectPrChange"):
            continue  # how it was before a tracked change
        size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
        if size is None or margins is None:
            yield (
                "用紙の大きさか余白がありません",
                "Wordで開き、［レイアウト］→［サイズ］と［余白］を選び直して保存してください",
            )
            continue
        sides = [margins.get(w(side), "0") for side in ("left", "right", "gutter")]
        width = size.get(w("w"), "0")
        columns = [
            value
            for each in section.iter(w("cols"), w("col"))
            for name in ("num", "space", "w")
            if (value := each.get(w(name)))
        ]
        if not _are_numbers([width, *sides, *columns]):
            continue
        if min(column_widths(section, int(width) - sum(map(int, sides)))) < _NARROWEST:
            yield (
                "余白が広すぎるか、段が多すぎて、文章の入る幅がありません",
                "Wordの［レイアウト］で、［余白］の左右ととじしろを狭くするか、［段組み］を減らしてください",
            )


def _strange_tables(document: etree._Element) -> Iterator[_Fault]:
    """Tables without columns, cells outside rows, rows outside tables, cells without a paragraph at their end."""
    for table in document.iter(w("tbl")):
        if table.find(w("tblGrid")) is None or table.find(w("tblPr")) is None:
            yield "表に、列の幅がありません", _TABLE
    for inner, outer in (("tc", "tr"), ("tr", "tbl")):
        parents = (each.getparent() for each in document.iter(w(inner)))
        around = {parent.tag for parent in parents if parent is not None}
        if not around <= {w(outer), w("sdtContent"), w("customXml")}:
            yield "表の外に、表の行かセルがあります", _TABLE
    for cell in document.iter(w("tc")):
        blocks = [each.tag for each in cell if each.tag in _BLOCKS]
        if not blocks or blocks[-1] == w("tbl"):
            yield (
                "終わりに段落のないセルがあります",
                "Wordでそのセルの終わりに改行を一つ入れるか、元のテンプレートから表を写してください",
            )


def _no_default(styles: etree._Element) -> Iterator[_Fault]:
    paragraphs = (each for each in styles.findall(w("style")) if each.get(w("type")) == "paragraph")
    if not any(each.get(w("default")) in ("1", "true") for each in paragraphs):
        yield (
            "標準の段落の様式がありません",
            "元のテンプレートから「標準」（Normal）の様式を写してください（［スタイルの管理］→［インポート/エクスポート］）",
        )


def _no_lines(styles: etree._Element, contract: Contract) -> Iterator[_Fault]:
    """Lines of no height; at least 0 is Word's way of saying single, but nothing by which a sheet can be squeezed."""
    for spacing in styles.iter(w("spacing")):
        if spacing.get(w("line")) != "0":
            continue
        style = next(spacing.iterancestors(w("style"), w("docDefaults")), None)
        is_default = style is not None and (
            style.tag == w("docDefaults") or style.get(w("default")) is not None
        )
        if spacing.get(w("lineRule")) != "atLeast" or (is_default and not contract.headings):
            yield (
                "標準の行間か、ある様式の行間が0になっています",
                "Wordで様式の［変更］→［書式］→［段落］を開き、行間を［固定値］で文字より大きくするか、［1行］にしてください",
            )


def _lost_text(parts: Parts) -> Iterator[_Fault]:
    """Text outside runs, runs outside paragraphs, and paragraphs where none can be: nobody sees it."""
    around = (each.getparent() for each in parts["word/document.xml"].iter(w("p")))
    if not {each.tag for each in around if each is not None} <= _AROUND_PARAGRAPHS:
        yield "段落が、本文とセルの外にあります", _SAVE_AGAIN
    for name, root in parts.items():
        for text in root.iter(w("t")):
            run = text.getparent()
            if run is None or run.tag != w("r") or not _is_in_paragraph(run):
                yield f"{name} に、段落の外の文字があります", _SAVE_AGAIN
                break


def _is_in_paragraph(run: etree._Element) -> bool:
    """Whether a run stands in a paragraph, with nothing between them but what may hold runs."""
    around = (each.tag for each in run.iterancestors() if str(each.tag).startswith(f"{{{W}}}"))
    return next((tag for tag in around if tag not in _AROUND_RUNS), "") == w("p")


def _are_numbers(values: list[str]) -> bool:
    return all(re.fullmatch(r"-?[0-9]{1,10}", value) for value in values)


def _strange_numbers(parts: Parts) -> Iterator[_Fault]:
    for name in _ROOTS:
        for element in parts[name].iter(*_NUMBERED) if name in parts else ():
            tag = str(element.tag).removeprefix(f"{{{W}}}")
            ranges = _NUMBERS.get(tag, {})
            parent = element.getparent()
            if tag in _SIDES and parent is not None and parent.tag == w("tblCellMar"):
                ranges = {"w": _ROOM}
            for attribute, (least, most) in ranges.items():
                value = element.get(w(attribute), "" if tag in _WITH_VALUE else None)
                if value is not None and not (_are_numbers([value]) and least <= int(value) <= most):
                    yield f"{name} の {tag} の {attribute} が「{value[:20]}」になっています", _in_range(tag)


def _in_range(tag: str) -> str:
    return f"Wordの{_SET_IN.get(tag, _SET_ELSEWHERE)}を、Wordで選べる値に直して保存してください"
