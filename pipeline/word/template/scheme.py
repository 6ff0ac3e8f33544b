"""The numbering scheme that a template declares in its headings' multilevel lists, and what is wrong with its lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from pipeline.model.contract import (
    APPENDIX_HEADINGS,
    BODY_HEADINGS,
    DIVISION_HEADING,
    ITEM_NUMBERS,
    UNNUMBERED_HEADINGS,
)
from pipeline.model.levels import Levels, NumberedBy
from pipeline.model.numbers import Level, Scheme
from pipeline.model.xml_names import is_on, w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.missing_styles import missing_styles
from pipeline.word.markup.styles import value_of
from pipeline.word.template.markers import ListLevel, ListShape
from pipeline.word.template.numbering import Numbering

LIST_LEVELS = 3
_MOST_LEVELS = 5  # of a framework
# Of a style that the template lacks: whatever is written with it is told, and goes nowhere.
NO_LIST = ListShape("", (ListLevel("bullet", "", 0, 0, 0, "", ""),) * LIST_LEVELS)
_HEADINGS = frozenset((DIVISION_HEADING, *BODY_HEADINGS, *APPENDIX_HEADINGS, *UNNUMBERED_HEADINGS))
# How to link headings with the levels of a list, with 部 among them and without.
_LINK = "Wordの［アウトライン］→［新しいアウトラインの定義］で、"
_LINK_ALL = f"{_LINK}レベル1から6までを見出しの様式とリンクさせてください"
_LINK_BELOW = (
    f"{_LINK}レベル1を「{DIVISION_HEADING}」と、レベル2から7までを見出し1から6までの様式とリンクさせてください。"
    f"部の番号を章と別に付けるなら、「{DIVISION_HEADING}」に別の番号のリストを選んでください"
)
# The forms of page numbers (17.6.12) that references and contents lists can show.
PAGE_FORMATS = frozenset({"decimal", "lowerRoman", "upperRoman"})
_NOTE_FORMAT = f"{w('footnotePr')}/{w('numFmt')}"


def read_scheme(
    file: str, numbering: Numbering, sections: Sequence[etree._Element], known_formats: frozenset[str]
) -> tuple[Scheme, list[Problem]]:
    """The scheme of a template, and what in it can't be followed. `sections` are its w:sectPr."""
    above = _share_list(numbering, DIVISION_HEADING, BODY_HEADINGS[0])
    names = (DIVISION_HEADING, *BODY_HEADINGS) if above else BODY_HEADINGS
    body, in_body = _read_outline(file, numbering, names, known_formats)
    appendix, in_appendix = _read_outline(file, numbering, APPENDIX_HEADINGS, known_formats)
    divisions, in_divisions = ((), []) if above else _read_divisions(file, numbering, known_formats)
    problems = [*in_body, *in_appendix, *in_divisions]
    formats = {fmt for section in sections if (fmt := value_of(section, _NOTE_FORMAT))}
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
    page_formats = {each.get(w("fmt"), "decimal") for s in sections for each in s.findall(w("pgNumType"))}
    if strange := page_formats - PAGE_FORMATS:
        problems.append(
            Problem(
                Location(file),
                Code.TEMPLATE_NUMBER_FORMAT,
                f"ページ番号の形（{'、'.join(sorted(strange))}）は使えません",
                "［ページ番号の書式設定］で、1, 2, 3 か i, ii, iii などを選んでください",
            )
        )
    items, in_items = _read_items(file, numbering, known_formats)
    return Scheme(body, appendix, note_format, divisions, above, items), [*problems, *in_items]


def _read_items(
    file: str, numbering: Numbering, known_formats: frozenset[str]
) -> tuple[tuple[Level, ...], list[Problem]]:
    """The levels of the list of the framework's items, if the template has one, and what in them can't be followed."""
    link = numbering.list_of(ITEM_NUMBERS)
    if link is None:
        return (), []
    levels = numbering.levels(link[0])
    used = [
        index for index in sorted(levels) if index < _MOST_LEVELS and value_of(levels[index], w("lvlText"))
    ]
    problems = [
        problem
        for index in used
        for problem in _check_level(file, ITEM_NUMBERS, index, levels[index], known_formats)
    ]
    return tuple(_read_level(numbering, link[0], index, levels[index]) for index in used), problems


def check_item_list(file: str, scheme: Scheme, levels: Levels) -> Iterator[Problem]:
    """A list of items that levels ask for, and that is not there, or has too few levels."""
    asked = [depth for depth, level in enumerate(levels, 1) if level.numbered_by is NumberedBy.OWN]
    if asked and len(scheme.items) < asked[-1]:
        yield Problem(
            Location(file),
            Code.TEMPLATE_LIST,
            f"階層「{levels[asked[-1] - 1].name}」の番号にする、様式「{ITEM_NUMBERS}」の{asked[-1]}段の番号のリストがありません",
            f"Wordで様式「{ITEM_NUMBERS}」を作り、［書式］→［箇条書きと段落番号］から、階層ごとの段を定義してください"
            "（例: 基本目標%1、施策%1－%2）",
        )


def _share_list(numbering: Numbering, style: str, other: str) -> bool:
    """Whether two styles count in one list."""
    links = numbering.list_of(style), numbering.list_of(other)
    abstracts = [numbering.abstract_of(link[0]) for link in links if link]
    return len(abstracts) == len(links) and abstracts[0] is not None and abstracts[0] is abstracts[1]


def _read_divisions(
    file: str, numbering: Numbering, known_formats: frozenset[str]
) -> tuple[tuple[Level, ...], list[Problem]]:
    """The level that 部 have in a list of their own, if they have one, and what in it can't be followed."""
    link = numbering.list_of(DIVISION_HEADING)
    if link is None:
        return (), []
    level = numbering.levels(link[0])[link[1]]
    if link[1]:
        return (), [
            Problem(
                Location(file),
                Code.TEMPLATE_LIST,
                f"様式「{DIVISION_HEADING}」の番号が、リストのレベル{link[1] + 1}になっています",
                "Wordで様式の［書式］→［箇条書きと段落番号］から、部だけの番号のリストを選び、レベル1にしてください",
            )
        ]
    silent = _format(level) == "none" and not value_of(level, w("lvlText"))
    problems = [] if silent else list(_check_level(file, DIVISION_HEADING, 0, level, known_formats))
    return (_read_level(numbering, link[0], 0, level),), problems


def _read_outline(
    file: str, numbering: Numbering, names: Sequence[str], known_formats: frozenset[str]
) -> tuple[tuple[Level, ...], list[Problem]]:
    """The levels of the list that headings of these styles share, and what in them can't be followed."""
    if names[0] not in numbering.styles:
        return (), [missing_styles(file, "paragraph", {names[0]: "見出しの番号"})]
    found = {name: numbering.list_of(name) for name in names if name in numbering.styles}
    first = found[names[0]]
    wrong = [name for name in found if not first or found[name] != (first[0], names.index(name))]
    if not first or wrong:
        return (), [
            Problem(
                Location(file),
                Code.TEMPLATE_LIST,
                f"見出しの様式が一つの番号のリスト（アウトライン）につながっていません（{'、'.join(wrong)}）",
                _LINK_BELOW if names[0] == DIVISION_HEADING else _LINK_ALL,
            )
        ]
    levels = numbering.levels(first[0])
    problems = [
        problem
        for index, name in enumerate(names)
        for problem in _check_level(file, name, index, levels[index], known_formats)
    ]
    return tuple(
        _read_level(numbering, first[0], index, levels[index]) for index in range(len(names))
    ), problems


def _read_level(numbering: Numbering, number: str, index: int, level: etree._Element) -> Level:
    restart = value_of(level, w("lvlRestart"))
    return Level(
        start=numbering.start_of(number, index, level),
        format=_format(level),
        text=value_of(level, w("lvlText")),
        restart_after=int(restart) if restart else index,
        legal=is_on(level.find(w("isLgl"))),
    )


def _check_level(
    file: str, style: str, index: int, level: etree._Element, known_formats: frozenset[str]
) -> Iterator[Problem]:
    number_format, text = _format(level), value_of(level, w("lvlText"))
    if number_format not in known_formats or (number_format == "none" and index == 0):
        yield _strange_format(file, style, number_format)
    if any(character.isspace() for character in text):
        yield Problem(
            Location(file),
            Code.TEMPLATE_LIST,
            f"様式「{style}」の番号の文字「{text}」に空白が入っています",
            "空白は参照の文字にも入ってしまいます。消して、番号の後はタブにしてください",
        )
    if number_format != "none" and f"%{index + 1}" not in text:
        yield Problem(
            Location(file),
            Code.TEMPLATE_LIST,
            f"様式「{style}」の番号の文字「{text}」に、この段階の番号（灰色の数字）がありません",
            "Wordの［新しいアウトラインの定義］で、［このレベルに使用する番号の種類］から番号を入れ直してください",
        )


def _format(level: etree._Element) -> str:
    return value_of(level, w("numFmt")) or "decimal"


def missing_lists(file: str, numbering: Numbering, list_styles: Sequence[str]) -> Iterator[Problem]:
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


def strange_lists(
    file: str, numbering: Numbering, list_styles: Sequence[str], known_formats: frozenset[str]
) -> Iterator[Problem]:
    """List styles that count in a way that nobody here can repeat."""
    for name in list_styles:
        link = numbering.list_of(name)
        levels = numbering.levels(link[0]).values() if link else ()
        for strange in sorted({_format(level) for level in levels} - known_formats - {"bullet"}):
            yield _strange_format(file, name, strange)


def _strange_format(file: str, style: str, number_format: str) -> Problem:
    return Problem(
        Location(file),
        Code.TEMPLATE_NUMBER_FORMAT,
        f"様式「{style}」の番号の形（{number_format}）は使えません",
        "１, 1, ア, ①, 一 など、ほかの番号の形を選んでください",
    )


def unwanted_numbers(file: str, numbering: Numbering) -> Iterator[Problem]:
    """Headings without numbers that have one: a style inherits the list of the style that it is based on."""
    for style in UNNUMBERED_HEADINGS:
        if numbering.list_of(style):
            yield Problem(
                Location(file),
                Code.TEMPLATE_LIST,
                f"様式「{style}」に番号が付いています",
                "Wordで様式の［書式］→［箇条書きと段落番号］から、番号の［なし］を選んでください",
            )


def shared_lists(file: str, numbering: Numbering, styles: Sequence[str]) -> Iterator[Problem]:
    """Other styles that count in the headings' own list: each paragraph would take a number from the headings."""
    above = _share_list(numbering, DIVISION_HEADING, BODY_HEADINGS[0])
    headings = (BODY_HEADINGS[0], APPENDIX_HEADINGS[0], *(() if above else (DIVISION_HEADING,)))
    others = [style for style in styles if style not in _HEADINGS]
    abstracts = {
        style: numbering.abstract_of(link[0])
        for style in (*headings, *others)
        if (link := numbering.list_of(style))
    }
    owners: dict[int, str] = {}
    for style, abstract in abstracts.items():
        owner = owners.setdefault(id(abstract), style)
        if abstract is not None and owner != style and owner in headings:
            yield Problem(
                Location(file),
                Code.TEMPLATE_LIST,
                f"様式「{style}」が、「{owner}」と同じ番号のリストにつながっています",
                "Wordで様式の［書式］→［箇条書きと段落番号］から、別の番号のリストを選んでください",
            )
