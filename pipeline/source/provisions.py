"""Provisions as they are pasted from a collection of ordinances: every line is a paragraph, and says by its number what it is.

The order of parts is that of 例規: 題名, 章, （見出し）, 第１条, ２ (項), (1) (号), ア, (ア), 附則, 別表. Numbers stay as they are typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.frozen import replace
from pipeline.model.floats import Float
from pipeline.model.inlines import Anchor, Inlines, Paragraph, Role, Text, plain_text
from pipeline.model.numerals import value_of
from pipeline.model.patterns import KANJI_DIGIT
from pipeline.problems import Code
from pipeline.source.floats import CsvReader, Div, FloatReader
from pipeline.source.fragment import Fragment, Node, Position, lines_of, unwrapped
from pipeline.source.inline_pictures import refuse_pictures
from pipeline.source.inlines import InlineReader
from pipeline.source.nfc_guard import JOINER, StandIns
from pipeline.source.refused_blocks import refuse_block

CLASS = "条文"

_BLANK = r"[ \t\u00a0\u2000-\u200a\u3000]"
_NUMBER = rf"(?:[0-9０-９]{{1,3}}|(?:{KANJI_DIGIT}|百){{1,6}})"
# 第３条, 第三条の二
_ARTICLE = rf"第{_NUMBER}条(?:の{_NUMBER})*"
# What a line begins with, and what it is then; the first that fits.
_KINDS = (
    (rf"第{_NUMBER}[編章節款目](?:の{_NUMBER})*(?={_BLANK}|$)", Role.PROVISION_CHAPTER),
    # Amendments begin with what they amend: 第３条中「…」を
    (rf"(?P<article>{_ARTICLE})(?![中第、]|及び|又は|から|まで|の規定|[をにと])", Role.PROVISION_ARTICLE),
    (rf"附{_BLANK}*則(?=$|[ \t\u3000（(])", Role.PROVISION_SUPPLEMENT),
    (r"(?:別表|別記|別図|様式)(?=$|[ \t\u3000第（(0-9０-９])[^。]*$", Role.PROVISION_TABLE),
    (
        r"(?:改正|制定|全部改正)?[ \t\u3000]*[（(]?(?:明治|大正|昭和|平成|令和)[^。]*(?:条例|規則|告示|訓令|要綱|規程)(?:甲|乙)?第[^。]*号[）)]?$"
        r"|[（(][明大昭平令][^（）()]*(?:改正|追加|全改|削除|繰上|繰下)[^（）()]*[）)]$",
        Role.PROVISION_PROMULGATION,
    ),
    (rf"[0-9０-９]{{1,2}}(?:[.．、]|(?={_BLANK}))", Role.PROVISION_PARAGRAPH),
    (
        rf"[(（]{_NUMBER}[)）]|[⑴-⒇①-⑳]|[0-9０-９]{{1,2}}[)）]|{KANJI_DIGIT}{{1,3}}(?:の{KANJI_DIGIT}{{1,2}})*(?={_BLANK})",
        Role.PROVISION_ITEM,
    ),
    (rf"[ア-ン](?={_BLANK}|[.．、])", Role.PROVISION_SUBITEM),
    (rf"[(（][ア-ンa-zａ-ｚ][)）]|[a-zａ-ｚ](?={_BLANK})", Role.PROVISION_DETAIL),
    (r"[（(](?:[^（）()]|[（(][^（）()]*[）)])+[）)]$", Role.PROVISION_HEADING),
)
_BEGINNING = "|".join(f"(?P<k{index}>{pattern})" for index, (pattern, _) in enumerate(_KINDS))
# What ends a line that is whole. Items end with words as well, but no line without a number follows them.
_WHOLE = r"[。：:」』）)]$"
_NUMBERED = (
    Role.PROVISION_ARTICLE,
    Role.PROVISION_PARAGRAPH,
    Role.PROVISION_ITEM,
    Role.PROVISION_SUBITEM,
    Role.PROVISION_DETAIL,
)

# The lines of a div, in the text as it is written.
_OPENING = rf"[ >]*:{{3,}} *(?:\{{[^}}\n]*\.{CLASS}(?=[ }}])[^}}\n]*\}}|{CLASS}) *$"
_FENCE = r"[ >]*:{3,}"
_LEAD = rf"{_BLANK}+"
_MARKER = r"\(?[0-9A-Za-z]{1,4}[.)](?=[ \t])"
_FIRST_HIDDEN = 0xFFE00


def hide_marks_of_lists(text: StandIns) -> StandIns:
    """The text with nothing at the beginning of provisions' lines that would be a list or code to pandoc, as long as before."""
    if CLASS not in text.text:
        return text
    lines = text.text.split("\n")
    hidden = dict(text.hidden)
    inside = False
    for number, line in enumerate(lines):
        if re.match(_FENCE, line):
            inside = bool(re.match(_OPENING, line))
        elif inside and not line.lstrip().startswith("|"):
            lines[number] = _hidden(line, hidden)
    return replace(text, text="\n".join(lines), hidden=hidden)


def _hidden(line: str, hidden: dict[int, str]) -> str:
    lead = re.match(_LEAD, line)
    begin = lead.end() if lead else 0
    rest = line[begin:].rstrip().replace("\t", "　").replace("\u00a0", "　")
    if re.match(_MARKER, rest):
        code = _FIRST_HIDDEN + ord(rest[0])
        hidden[code] = rest[0]
        rest = chr(code) + rest[1:]
    return JOINER * begin + rest + JOINER * (len(line) - begin - len(rest)) if rest else ""


class ProvisionReader:
    """Reads the lines of one div, and the tables of its 別表. `fetch` is that of `FloatReader`."""

    def __init__(self, fragment: Fragment, div: Div, fetch: CsvReader) -> None:
        self.fragment = fragment
        self.div = div
        self.fetch = fetch
        self.named: set[str] = set()

    def read(self) -> Iterator[Paragraph | Float]:
        before: Paragraph | None = None
        for nodes, position in self._lines():
            if isinstance(nodes, dict):
                table = Div("表", "", {}, [nodes], position, numbered=False)
                yield from FloatReader(self.fragment, self.fetch).read(table)
                continue
            reader = InlineReader(self.fragment, position, is_line=True)
            content = reader.read(nodes)
            refuse_pictures(reader.fragment, reader.places_of_pictures)
            if plain_text(content).strip():
                paragraph = self._paragraph(content, position, before is None)
                self._check_whole(before, paragraph, position)
                yield paragraph
                before = paragraph
        if before is None:
            self.fragment.problem(
                self.div.position,
                Code.MD_CAPTION,
                "条文の囲みに条文がありません",
                "囲みの中に、例規の文章を一行ずつ貼り付けてください",
            )

    def _lines(self) -> Iterator[tuple[list[Node] | Node, Position]]:
        """The inlines of each line, and tables, each with its place."""
        for node, position in unwrapped(self.fragment, self.div.content, self.div.position):
            if node["t"] in ("Para", "Plain"):
                yield from lines_of(node["c"], position)
            elif node["t"] == "Table":
                yield node, position
            elif not refuse_block(self.fragment, node, position):
                self.fragment.problem(
                    position,
                    Code.MD_PLACE,
                    "条文の囲みの中に書けるのは、条文の行と表だけです",
                    "見出しや一覧、図などは、囲みを閉じてから書いてください",
                )

    def _paragraph(self, content: Inlines, position: Position, first: bool) -> Paragraph:
        text = plain_text(content)
        found = re.match(_BEGINNING, text)
        location = self.fragment.locate(position)
        if not found:
            titled = first and not text.rstrip().endswith("。")
            if titled and self.div.id:
                content = (Anchor(self.div.id, content, location),)
            return Paragraph(content, Role.PROVISION_TITLE if titled else Role.PROVISION_TEXT, location)
        role = _KINDS[
            int(next(name for name, each in found.groupdict().items() if each and name[0] == "k")[1:])
        ][1]
        if role in _NUMBERED:
            content = _parted(content, found.end())
        if found["article"] and (identity := self._id_of(found["article"])):
            content = _anchored(content, Anchor(identity, (Text(found["article"]),), location))
        return Paragraph(content, role, location)

    def _id_of(self, article: str) -> str:
        """law-3-2 for 第３条の２ of the div law; the first of a number has it."""
        numbers = "-".join(str(_value(each)) for each in re.findall(_NUMBER, article))
        identity = f"{self.div.id}-{numbers}" if self.div.id else ""
        if identity in self.named:
            return ""
        self.named.add(identity)
        return identity

    def _check_whole(self, before: Paragraph | None, paragraph: Paragraph, position: Position) -> None:
        """A line without a number after one that does not end: somebody's lines were broken to fit a page."""
        if before is None or before.role not in _NUMBERED or paragraph.role is not Role.PROVISION_TEXT:
            return
        if re.match(_ARTICLE, plain_text(paragraph.content)):
            return
        if not re.search(_WHOLE, plain_text(before.content).rstrip()):
            self.fragment.problem(
                position,
                Code.MD_LEFTOVER,
                f"条文の行が、文の途中の「{plain_text(paragraph.content)[:10]}…」の前で改行されています",
                "前の行の終わりに続けて、条・項・号ごとに一行にしてください",
            )


def _parted(content: Inlines, end: int) -> Inlines:
    """A line with one full-width blank behind its number, which ends there."""
    first, *others = content
    if not isinstance(first, Text) or len(first.text) < end:
        return content
    number, rest = first.text[:end], re.sub(f"^{_BLANK}+", "", first.text[end:])
    blank = "　" if rest or others else ""
    return (Text(f"{number}{blank}{rest}"), *others)


def _anchored(content: Inlines, anchor: Anchor) -> Inlines:
    """A line that begins with the anchor's text, with the anchor in its place."""
    first, *others = content
    if not isinstance(first, Text):
        return content
    rest = first.text.removeprefix(plain_text(anchor.content))
    return (anchor, *((Text(rest),) if rest else ()), *others)


def _value(number: str) -> int:
    """23 of ２３, 23 and 二十三."""
    value = int(number) if number[0].isdecimal() else value_of(number)
    assert value is not None, "it was found as a number"
    return value
