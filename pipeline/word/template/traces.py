"""Traces of work in a template that no finished document may have: tracked changes, hidden text, comments.

Word shows these only in some views, so whoever saved the template may not know of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.model.contract import Contract
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.styles import ancestry, value_of
from pipeline.word.template.parts import Parts, part_label

# Tracked changes (17.13.5), by what Word calls them.
_FORMATS = ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "numbering")
_TRACKED = {
    **dict.fromkeys(map(w, ("ins", "cellIns")), "挿入"),
    **dict.fromkeys(map(w, ("del", "cellDel", "delText", "delInstrText")), "削除"),
    **dict.fromkeys(map(w, ("moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart")), "移動"),
    w("cellMerge"): "セルの結合",
    **dict.fromkeys(map(w, ("customXmlInsRangeStart", "customXmlMoveToRangeStart")), "挿入"),
    **dict.fromkeys(map(w, ("customXmlDelRangeStart", "customXmlMoveFromRangeStart")), "削除"),
    **dict.fromkeys((w(f"{name}Change") for name in _FORMATS), "書式の変更"),
}
_ACCEPT = (
    "Wordの［校閲］→［承諾］の下の▼→［すべての変更を反映］（元の文に戻すときは［元に戻す］）を選び、"
    "［変更履歴の記録］を切ってから保存してください"
)
_SHOW = (
    "Wordで［ホーム］→［¶］（編集記号の表示）を押して見えるようにし、要らなければ消し、"
    "要るものは［フォント］（Ctrl+D）の［隠し文字］を外してください"
)
_SHOW_STYLE = "Wordで様式の［変更］→［書式］→［フォント］を開き、［隠し文字］を外してください"
_SHOW_SHAPE = "Wordの［レイアウト］→［オブジェクトの選択と表示］で、目の印を押して表示するか、消してください"
_AS_PICTURE = "Wordで切り取り、［ホーム］→［貼り付け］→［形式を選択して貼り付け］で図として貼り付けてください"
# What brings a file of its own or a program into the document, or a hand that wrote on it: element → (what, how to mend).
_FOREIGN: Mapping[str, tuple[str, str]] = {
    "object": ("埋め込んだファイル（Excelの表など）", _AS_PICTURE),
    "control": ("ActiveXの部品（ボタンなど）", "Wordの［開発］→［デザイン モード］で選び、消してください"),
    "contentPart": ("手書き（インク）", "Wordの［描画］→［消しゴム］で消すか、図として貼り付けてください"),
    "altChunk": ("ほかの文書を差し込んだ所", "Wordで開いて、そのまま保存し直してください"),
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SHAPE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_EXCERPT = 20  # characters of a text that show where it is
_ON = ("1", "true", "on")


def check_traces(file: str, parts: Parts, contract: Contract) -> list[Problem]:
    """Problems of traces to take out of a template before documents are made from it."""
    stories = {name: label for name in parts if (label := part_label(name))}
    found: list[tuple[str, str]] = []
    for name, label in stories.items():
        found += _tracked(label, parts[name])
        found += _foreign(label, parts[name])
    if "word/styles.xml" in parts:
        hidden = _Hidden(parts["word/styles.xml"])
        found += hidden.styles_of(contract)
        for name, label in stories.items():
            found += hidden.places_in(label, parts[name])
    return [
        Problem(Location(file), Code.TEMPLATE_FAULT, message, hint) for message, hint in dict.fromkeys(found)
    ]


def check_comments(file: str, parts: Parts) -> Iterator[Problem]:
    """Comments are for colleagues: documents don't get them, and whoever wrote one is told so."""
    comments = next(
        (root for name, root in parts.items() if re.fullmatch(r"word/comments\d*\.xml", name)), None
    )
    texts = [_text(each) for each in comments.iter(w("comment"))] if comments is not None else []
    if texts:
        others = f"、ほか{len(texts) - 1}件" if len(texts) > 1 else ""
        yield Problem(
            Location(file),
            Code.TEMPLATE_COMMENT,
            f"コメントが{len(texts)}件あります（「{_excerpt(texts[0])}」{others}）。できた文書には入れません",
            "済んだものは、Wordの［校閲］→［削除］の下の▼→［ドキュメント内のすべてのコメントを削除］で消せます",
            warning=True,
        )


# Tracked changes, and what is foreign


def _tracked(label: str, root: etree._Element) -> Iterator[tuple[str, str]]:
    """One message for a part: the first change with its place, and how many there are."""
    # A change may stand in another one, or be the text of one.
    outer = [
        each
        for each in root.iter(*_TRACKED)
        if not any(around.tag in _TRACKED or around.tag == _FALLBACK for around in each.iterancestors())
    ]
    if outer:
        others = f"など{len(outer)}か所" if len(outer) > 1 else ""
        message = f"{label}に、承諾していない変更履歴が残っています（{_near(outer[0])}の{_TRACKED[str(outer[0].tag)]}{others}）"
        yield message, _ACCEPT


def _foreign(label: str, root: etree._Element) -> Iterator[tuple[str, str]]:
    for element in root.iter(*(f"{{*}}{name}" for name in _FOREIGN)):
        if next(element.iterancestors(_FALLBACK), None) is None:
            what, hint = _FOREIGN[str(element.tag).rpartition("}")[2]]
            yield f"{label}に、{what}があります（{_near(element)}）", hint


# Hidden text


class _Hidden:
    """The places where text is hidden (w:vanish, 17.3.2.41): by itself, or by a style."""

    def __init__(self, styles: etree._Element) -> None:
        self.styles = {style.get(w("styleId"), ""): style for style in styles.findall(w("style"))}
        defaults = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}")
        self.hides = next(styles.iter(w("vanish")), None) is not None
        self.by_default = bool(defaults is not None and _vanish(defaults))
        self.default_style = next(
            (
                identity
                for identity, style in self.styles.items()
                if style.get(w("type")) == "paragraph" and style.get(w("default")) in _ON
            ),
            "",
        )

    def styles_of(self, contract: Contract) -> Iterator[tuple[str, str]]:
        """The styles of a contract in which nobody would see the plan's own text."""
        wanted = {*contract.paragraphs, *contract.characters, *contract.tables}
        for identity, style in self.styles.items():
            name = value_of(style, w("name"))
            if name in wanted and self._of_style(identity):
                yield f"様式「{name}」が隠し文字になっています", _SHOW_STYLE

    def places_in(self, label: str, root: etree._Element) -> Iterator[tuple[str, str]]:
        """One message for a part: the first hidden text, and how many there are."""
        if not self.hides and next(root.iter(w("vanish"), w("hidden"), _SHAPE), None) is None:
            return
        places = [_near(each) for each in root.iter(w("p")) if self._is_hidden(each)]
        places += [_near(row) for row in root.iter(w("tr")) if _is_on(row.find(f"{w('trPr')}/{w('hidden')}"))]
        if places:
            others = f"など{len(places)}か所" if len(places) > 1 else ""
            yield f"{label}に、隠し文字があります（{places[0]}{others}）", _SHOW
        shapes = [each for each in root.iter(_SHAPE) if each.get("hidden") in _ON]
        if shapes:
            yield f"{label}に、非表示にした図形があります（「{shapes[0].get('name', '')}」）", _SHOW_SHAPE

    def _is_hidden(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph has a run that is hidden, or a hidden mark at its end."""
        properties = paragraph.find(w("pPr"))
        own = value_of(properties, w("pStyle")) if properties is not None else ""
        by_style = self._of_style(own or self.default_style)
        mark = _vanish(properties) if properties is not None else None
        if mark or (mark is None and by_style and not paragraph.findall(w("r"))):
            return True
        return any(
            self._hides(run, by_style)
            for run in paragraph.iter(w("r"))
            if len(run) > len(run.findall(w("rPr")))
        )

    def _hides(self, run: etree._Element, by_paragraph: bool) -> bool:
        own = _vanish(run)
        if own is not None:
            return own
        properties = run.find(w("rPr"))
        style = value_of(properties, w("rStyle")) if properties is not None else ""
        # As a toggle (17.7.3), what a paragraph's and a character's style both have is switched off again.
        return by_paragraph != bool(style and self._of_style(style) and not self.by_default)

    def _of_style(self, identity: str) -> bool:
        style = self.styles.get(identity)
        chain = ancestry(style, self.styles) if style is not None else ()
        return next((found for each in chain if (found := _vanish(each)) is not None), self.by_default)


def _vanish(element: etree._Element) -> bool | None:
    """Whether an element's own run properties hide it; None where they say nothing."""
    properties = element.find(w("rPr"))
    found = properties.find(w("vanish")) if properties is not None else None
    return None if found is None else _is_on(found)


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(w("val"), "1") in _ON


# Places


def _near(element: etree._Element) -> str:
    """An element's place, for a message: the text of its paragraph or row, or its style's name."""
    for around in (element, *element.iterancestors()):
        if around.tag == w("style"):
            return f"様式「{value_of(around, w('name'))}」"
        if around.tag in (w("p"), w("tr")) and (text := _text(around)):
            return f"「{_excerpt(text)}」"
    before = next((text for each in element.itersiblings(preceding=True) if (text := _text(each))), "")
    return f"「{_excerpt(before)}」の次" if before else "文字のない所"


def _text(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(w("t"), w("delText"))).strip()


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"
