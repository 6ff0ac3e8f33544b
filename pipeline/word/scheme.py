"""The numbering scheme that a template declares: its headings' multilevel lists (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.model.numbers import Level, Scheme
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem
from pipeline.word.styles import ancestry, value_of

HEADING_LEVELS = 6
LIST_LEVELS = 3
BODY_HEADINGS = tuple(f"heading {level}" for level in range(1, HEADING_LEVELS + 1))
APPENDIX_HEADINGS = tuple(f"資料見出し {level}" for level in range(1, HEADING_LEVELS + 1))
UNNUMBERED_HEADINGS = (
    "見出し番号なし",
    *(f"見出し番号なし {level}" for level in range(2, HEADING_LEVELS + 1)),
)
# The forms of page numbers (17.6.12) that references and contents lists can show.
PAGE_FORMATS = frozenset({"decimal", "lowerRoman", "upperRoman"})
_NOTE_FORMAT = f"{w('footnotePr')}/{w('numFmt')}"


class Numbering:
    """numbering.xml and the styles that use it, for looking lists up."""

    def __init__(self, styles: etree._Element, numbering: etree._Element | None) -> None:
        self.styles = {value_of(style, w("name")): style for style in styles.findall(w("style"))}
        self.by_id = {style.get(w("styleId"), ""): style for style in self.styles.values()}
        root = numbering if numbering is not None else etree.Element(w("numbering"))
        self.abstracts = {a.get(w("abstractNumId"), ""): a for a in root.findall(w("abstractNum"))}
        self.nums = {num.get(w("numId"), ""): num for num in root.findall(w("num"))}

    def list_of(self, style_name: str) -> tuple[str, int] | None:
        """The numId and level (from 0) that a style's paragraphs have, or None if they have none."""
        own = self.styles.get(style_name)
        for style in ancestry(own, self.by_id) if own is not None else ():
            found = style.find(f"{w('pPr')}/{w('numPr')}")
            if found is not None:
                number = value_of(found, w("numId"))
                if number not in self.nums:
                    return None
                level = value_of(found, w("ilvl"))
                return number, int(level) if level else self._linked_level(number, style)
        return None

    def abstract_of(self, number: str) -> etree._Element | None:
        """The w:abstractNum behind a w:num, through a list style if there is one (17.9.21, 17.9.27)."""
        abstract = self.abstracts.get(value_of(self.nums[number], w("abstractNumId")))
        link = value_of(abstract, w("numStyleLink")) if abstract is not None else ""
        if not link:
            return abstract
        return next((a for a in self.abstracts.values() if value_of(a, w("styleLink")) == link), None)

    def list_shape(self, style_name: str) -> tuple[str, tuple[int, ...]]:
        """The abstractNumId of a list style, and where text begins at each of its levels, in twips."""
        link = self.list_of(style_name)
        abstract = self.abstract_of(link[0]) if link else None
        assert link is not None, "missing_lists found none"
        assert abstract is not None, "missing_lists found none"
        levels = self.levels(link[0])
        return abstract.get(w("abstractNumId"), ""), tuple(_left(levels[index]) for index in sorted(levels))

    def levels(self, number: str) -> dict[int, etree._Element]:
        """The levels of a w:num by index, its own overrides before the abstract's."""
        abstract = self.abstract_of(number)
        levels = {} if abstract is None else {_index(level): level for level in abstract.findall(w("lvl"))}
        for override in self.nums[number].findall(w("lvlOverride")):
            level = override.find(w("lvl"))
            if level is not None:
                levels[_index(override)] = level
        return levels

    def start_of(self, number: str, index: int, level: etree._Element) -> int:
        for override in self.nums[number].findall(w("lvlOverride")):
            start = override.find(w("startOverride"))
            if _index(override) == index and start is not None:
                return int(start.get(w("val"), "1"))
        return int(value_of(level, w("start")) or "0")

    def _linked_level(self, number: str, style: etree._Element) -> int:
        """Word leaves w:ilvl out of a style where the level's own w:pStyle says it."""
        for index, level in self.levels(number).items():
            if value_of(level, w("pStyle")) == style.get(w("styleId")):
                return index
        return 0


def read_scheme(
    file: str, numbering: Numbering, sections: Mapping[str, etree._Element], known_formats: frozenset[str]
) -> tuple[Scheme, list[Problem]]:
    """The scheme of a template, and what in it can't be followed. `sections` are w:sectPr by any name."""
    problems: list[Problem] = []
    body = _levels(file, numbering, BODY_HEADINGS, known_formats, problems)
    appendix = _levels(file, numbering, APPENDIX_HEADINGS, known_formats, problems)
    formats = {fmt for section in sections.values() if (fmt := value_of(section, _NOTE_FORMAT))}
    note_format = formats.pop() if len(formats) == 1 else "decimal"
    if formats or note_format not in known_formats:
        problems.append(
            Problem(
                Location(file),
                Code.TEMPLATE_NUMBER_FORMAT,
                "脚注の番号の形が、セクションによって違うか、使えないものです",
                "脚注の番号は、文書全体で同じ形（1, 2, 3 など）にしてください",
            )
        )
    page_formats = {
        each.get(w("fmt"), "decimal") for s in sections.values() for each in s.findall(w("pgNumType"))
    }
    if strange := page_formats - PAGE_FORMATS:
        problems.append(
            Problem(
                Location(file),
                Code.TEMPLATE_NUMBER_FORMAT,
                f"ページ番号の形（{'、'.join(sorted(strange))}）は使えません",
                "［ページ番号の書式設定］で、1, 2, 3 か i, ii, iii などを選んでください",
            )
        )
    return Scheme(body, appendix, note_format), problems


def _levels(
    file: str,
    numbering: Numbering,
    names: tuple[str, ...],
    known_formats: frozenset[str],
    problems: list[Problem],
) -> tuple[Level, ...]:
    found = [numbering.list_of(name) for name in names]
    first = found[0]
    if first is None or any(link is None or link != (first[0], index) for index, link in enumerate(found)):
        wrong = [
            name for index, name in enumerate(names) if first is None or found[index] != (first[0], index)
        ]
        problems.append(
            Problem(
                Location(file),
                Code.TEMPLATE_LIST,
                f"見出しの様式が一つの番号のリスト（アウトライン）につながっていません（{'、'.join(wrong)}）",
                "Wordの［アウトライン］→［新しいアウトラインの定義］で、レベル1から6までを見出しの様式とリンクさせてください",
            )
        )
        return ()
    levels = numbering.levels(first[0])
    return tuple(
        _level(file, name, numbering, first[0], index, levels[index], known_formats, problems)
        for index, name in enumerate(names)
    )


def _level(
    file: str,
    style: str,
    numbering: Numbering,
    number: str,
    index: int,
    level: etree._Element,
    known_formats: frozenset[str],
    problems: list[Problem],
) -> Level:
    number_format = value_of(level, w("numFmt")) or "decimal"
    text = value_of(level, w("lvlText"))
    if number_format not in known_formats or (number_format == "none" and index == 0):
        problems.append(
            Problem(
                Location(file),
                Code.TEMPLATE_NUMBER_FORMAT,
                f"様式「{style}」の番号の形（{number_format}）は使えません",
                "１, 1, ア, ①, 一 など、ほかの番号の形を選んでください",
            )
        )
    if any(character.isspace() for character in text):
        problems.append(
            Problem(
                Location(file),
                Code.TEMPLATE_LIST,
                f"様式「{style}」の番号の文字「{text}」に空白が入っています",
                "空白は参照の文字にも入ってしまいます。消して、番号の後はタブにしてください",
            )
        )
    if number_format != "none" and f"%{index + 1}" not in text:
        problems.append(
            Problem(
                Location(file),
                Code.TEMPLATE_LIST,
                f"様式「{style}」の番号の文字「{text}」に、この段階の番号（灰色の数字）がありません",
                "Wordの［新しいアウトラインの定義］で、［このレベルに使用する番号の種類］から番号を入れ直してください",
            )
        )
    restart = value_of(level, w("lvlRestart"))
    return Level(
        start=numbering.start_of(number, index, level),
        format=number_format,
        text=text,
        restart_after=int(restart) if restart else index,
        legal=_is_on(level.find(w("isLgl"))),
    )


def missing_lists(file: str, numbering: Numbering, list_styles: tuple[str, ...]) -> Iterator[Problem]:
    """List styles without a list of their own."""
    for name in list_styles:
        found = numbering.list_of(name)
        if (
            found is None
            or numbering.abstract_of(found[0]) is None
            or len(numbering.levels(found[0])) < LIST_LEVELS
        ):
            yield Problem(
                Location(file),
                Code.TEMPLATE_LIST,
                f"様式「{name}」に{LIST_LEVELS}段の番号や行頭の記号がありません",
                "Wordで様式の［書式］→［箇条書きと段落番号］を設定してください",
            )


def _left(level: etree._Element) -> int:
    """The left indent of a level; Word writes it as w:left or w:start (17.3.1.12)."""
    found = level.find(f"{w('pPr')}/{w('ind')}")
    return int(found.get(w("left")) or found.get(w("start")) or 0) if found is not None else 0


def _index(element: etree._Element) -> int:
    return int(element.get(w("ilvl"), "0"))


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(w("val"), "1") not in ("0", "false", "off")
