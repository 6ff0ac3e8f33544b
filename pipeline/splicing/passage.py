"""A change of a passage in a Markdown text: found, edited, and proved by reading the text again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.frozen import dataclass
from pipeline.source.floats import NOTE_STARTS
from pipeline.source.markdown import Parse
from pipeline.splicing.escaping import escaped
from pipeline.splicing.mapped import Edit, Refused, applied
from pipeline.splicing.markdown import LEAF, Parsed, Passage, lines_in_cell, parse_markdown
from pipeline.splicing.units import COMPUTED, Form, Unit
from pipeline.splicing.words import (
    PARAGRAPH_END,
    Shown,
    edits_of,
    inner,
    looks_kept,
    paragraph_end,
    shown_as,
    tidied,
)

# The divs in which a line is a note or the title by how it begins.
_FLOAT = re.compile(r"Div .*'(?:表|図|グラフ|位置付け図|施策の体系|流れ図|写真と文)'")
# A caption's number, or the mark of an item.
_PUT_BEFORE = re.compile(
    r"(?:[表図][^　]{1,20}　|[・○●◎■□◆※]?[ 　]*|[(（]?[0-9０-９]+[)）]?[.．]?[\t 　]*|[①-⑳][ 　]*)"
)
_NOT_FOUND = "原稿に、この文章がありません"


@dataclass(frozen=True)
class Hint:
    """Where a passage was: its line (from 0; -1: unknown), and of a cell its row and column (from 0). `sure` says that the text is
    the very one of which this is known, `among_others`, that a value may be printed with others."""

    line: int = -1
    cell: tuple[int, int] = (-1, -1)
    sure: bool = False
    among_others: bool = False


@dataclass(frozen=True)
class Found:
    """Passages that are changed as one, as they were printed. `first` is the first one's place. Of a line in a cell `head` and `tail`
    are what stands in that before and behind it."""

    passages: tuple[Passage, ...]
    shown: Shown
    head: tuple[Unit, ...] = ()
    tail: tuple[Unit, ...] = ()

    @property
    def first(self) -> int:
        return self.passages[0].place

    def distance(self, hint: Hint) -> int:
        """How far it is from where it was, in lines; one that is where it was, but in another cell, is not there."""
        begin, end = self.passages[0].lines[0], self.passages[-1].lines[1]
        cell = self.passages[0].cell
        if hint.cell != (-1, -1) and cell[1:] != hint.cell:
            return 1_000_000
        if hint.line < 0 or begin <= hint.line < max(end, begin + 1):
            return 0
        return begin - hint.line if hint.line < begin else hint.line - end + 1


def find(parsed: Parsed, printed: str, hint: Hint) -> Found:
    """The passage, or those that follow one another, that print this. Raises Refused where none does, or where it can't be told
    which of several."""
    found = [
        each
        for each in _candidates(parsed, printed.split(PARAGRAPH_END))
        if hint.among_others or _is_alone(each.shown)
    ]
    here = [each for each in found if hint.sure and each.distance(hint) == 0]
    # A reference may print anything: alone it is found at its very place.
    pool = here or [each for each in found if any(unit.is_written for unit in each.shown.units)]
    if whole := [each for each in pool if not any(each.shown.around)]:
        pool = whole
    if not pool:
        raise Refused(_NOT_FOUND)
    if len(pool) > 1:
        raise Refused("同じ文章が幾つかの所にあり、どれか決められません")
    return pool[0]


def _is_alone(shown: Shown) -> bool:
    """Whether nothing is printed around a text but what is put before titles and items."""
    before, behind = shown.around
    return not behind and bool(_PUT_BEFORE.fullmatch(before))


def _candidates(parsed: Parsed, parts: Sequence[str]) -> Iterator[Found]:
    for at, passage in enumerate(parsed.passages):
        if len(parts) == 1:
            yield from _alone(passage, parts[0])
            continue
        following = parsed.passages[at : at + len(parts)]
        if len(following) == len(parts) and all(each.kind == passage.kind for each in following):
            shown = [
                next((each for each in shown_as(one.units, part) if not any(each.around)), None)
                for one, part in zip(following, parts, strict=True)
            ]
            if all(shown):
                yield Found(tuple(following), _as_one(following, [each for each in shown if each]))


def _alone(passage: Passage, part: str) -> Iterator[Found]:
    for shown in shown_as(passage.units, part):
        yield Found((passage,), shown)
    if passage.kind == "cell" and any(unit.form is Form.BREAK for unit in passage.units):
        for line in lines_in_cell(passage):
            for shown in shown_as(line.units, part):
                begin = passage.units.index(line.units[0])
                end = begin + len(line.units)
                yield Found((passage,), shown, passage.units[:begin], passage.units[end:])


def _as_one(passages: Sequence[Passage], shown: Sequence[Shown]) -> Shown:
    units: list[Unit] = list(shown[0].units)
    for each in shown[1:]:
        units += (paragraph_end(units[-1].end, each.units[0].start), *each.units)
    return Shown(tuple(units))


def changed_text(text: str, parse: Parse, before: str, after: str, hint: Hint) -> list[Edit]:
    """The edits of a text by which a passage prints `after` in place of `before`. Raises Refused."""
    parsed = parse_markdown(text, parse)
    found = find(parsed, before, hint)
    wanted = inner(found.shown, after)
    if wanted is None:
        raise Refused(f"「{''.join(found.shown.around).strip()}」は自動で付く言葉なので、変えられません")
    passage = found.passages[0]
    if passage.kind == "paragraph" and any(_FLOAT.match(each.name) for each in passage.around):
        starts = wanted.startswith(NOTE_STARTS), found.shown.text.startswith(NOTE_STARTS)
        if starts[0] != starts[1]:
            raise Refused("表や図の題と「資料：」「※」の行が入れ替わってしまいます")
    return proved(parsed, found, tidied(wanted), parse)


def proved(parsed: Parsed, found: Found, after: str, parse: Parse) -> list[Edit]:
    """Edits that were seen to do what is asked, and nothing else: the plainest way of writing that does."""
    if found.shown.text.replace("\x00", PARAGRAPH_END) == after:
        return []
    if not after:
        raise Refused("文章が空になります。段落を消すときは、種類を「削除」にしてください")
    reason = Refused("直した原稿が、そのとおりに読めません")
    for everything in (False, True):
        for cutting in (False, True):
            try:
                edits = _edits(parsed, found, after, everything, cutting)
                prove(parsed, found, after, applied(parsed.text, edits), parse)
            except Refused as refused:
                reason = refused
            else:
                return edits
    raise reason


def _edits(parsed: Parsed, found: Found, after: str, everything: bool, cutting: bool) -> list[Edit]:
    passage = found.passages[0]
    if passage.cell[0] >= 0 and not passage.units:
        return [_into_empty_cell(parsed, passage, after, everything)]
    styled = passage.styled if len(found.passages) == 1 else ()
    write = partial(_written, parsed, passage, everything)
    edits = edits_of(found.shown, after, styled, write)
    return _without_empty_lines(parsed.text, edits) if cutting else edits


def _written(parsed: Parsed, passage: Passage, everything: bool, text: str, begins: bool) -> str:
    """New words as they are written in a passage: lines with its indent, breaks as Markdown has them there."""
    in_cell = passage.kind == "cell"
    prefix = continuation(parsed.text, passage)
    paragraphs = []
    for number, paragraph in enumerate(text.split(PARAGRAPH_END)):
        lines = [
            escaped(line, (begins or number > 0) if at == 0 else True, everything, in_cell)
            for at, line in enumerate(paragraph.split("\n"))
        ]
        paragraphs.append(("<br>" if in_cell else f"\\\n{prefix}").join(lines))
    if len(paragraphs) > 1 and passage.kind not in ("paragraph", "note"):
        raise Refused("ここでは段落を分けられません")
    return f"\n{prefix.rstrip(' ')}\n{prefix}".join(paragraphs)


def continuation(text: str, passage: Passage) -> str:
    """What stands before a further line of a passage: the marks of quotes, and blanks for those of items and notes."""
    if not passage.units or passage.kind in ("cell", "heading"):
        return ""
    start = passage.start
    lead = text[text.rfind("\n", 0, start) + 1 : start]
    if passage.kind == "note" and lead.lstrip().startswith("[^"):
        return "    "
    return re.sub(r"[^>\s]", " ", re.sub(r"[*_\[]+$", "", lead))


def _into_empty_cell(parsed: Parsed, passage: Passage, after: str, everything: bool) -> Edit:
    """The place between the bars of an empty cell in its line."""
    begin = parsed.line_starts[passage.lines[0]]
    line = parsed.text[begin:].partition("\n")[0]
    bars = [found.start() for found in re.finditer(r"(?<!\\)\|", line)]
    if not line.lstrip(" >").startswith("|"):
        bars.insert(0, len(line) - len(line.lstrip(" >")) - 1)
    column = passage.cell[2]
    if column + 1 >= len(bars) and not (column < len(bars)):
        raise Refused("表のこのセルの場所が分かりません")
    start = begin + bars[column] + 1
    end = begin + (bars[column + 1] if column + 1 < len(bars) else len(line))
    words = "<br>".join(escaped(each, True, everything, in_cell=True) for each in after.split("\n"))
    return start, end, f" {words} "


def _without_empty_lines(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The same edits where a line that would be left without words goes with its end: an empty one would part the paragraph."""
    result = []
    for begin, end, new in edits:
        line = text.rfind("\n", 0, begin) + 1
        stop = text.find("\n", end)
        if (
            not new
            and begin < end
            and stop >= 0
            and not text[line:begin].strip()
            and not text[end:stop].strip()
        ):
            begin, end = line, stop + 1
        result.append((begin, end, new))
    return _merged(result)


def _merged(edits: Sequence[Edit]) -> list[Edit]:
    """Deletions that touch as one."""
    result: list[Edit] = []
    for edit in sorted(edits, key=lambda each: each[:2]):
        if result and not result[-1][2] and not edit[2] and edit[0] <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], edit[1]), "")
        else:
            result.append(edit)
    return result


# The proof


def prove(parsed: Parsed, found: Found, after: str, text: str, parse: Parse) -> None:
    """Raises Refused unless a text prints what it did, but for the passages that were found, which print `after`."""
    now = parse_markdown(text, parse)
    parts = after.split(PARAGRAPH_END)
    count = len(found.passages)
    frame = with_leaves(parsed.frame, found.first, count, len(parts))
    if frame != now.frame:
        raise Refused("直すと、文章の組み立て（段落、一覧、表など）が変わってしまいます")
    begin, end = found.first, found.first + count
    rest = (*parsed.passages[:begin], *parsed.passages[end:])
    kept = (*now.passages[:begin], *now.passages[begin + len(parts) :])
    if [said(each) for each in rest] != [said(each) for each in kept]:
        raise Refused("直すと、ほかの文章まで変わってしまいます")
    own = now.passages[begin : begin + len(parts)]
    _prove_words(found, own, after)


def said(passage: Passage) -> tuple[object, ...]:
    """All that a passage says, and how; not where."""
    return passage.kind, tuple(each.said for each in passage.units if each.text or each.form is not Form.SOFT)


def _prove_words(found: Found, own: Sequence[Passage], after: str) -> None:
    """The words are those that were asked for, with references as they were printed, and what is kept looks as it did; what is no
    character was there before, in order."""
    units = (*found.head, *found.shown.units, *found.tail)
    printed: dict[tuple[Form, str], list[str]] = {}
    for unit in units:
        printed.setdefault((unit.form, unit.what), []).append(unit.text)
    texts = [_words(passage, printed) for passage in own]
    head, tail = ("".join(each.text for each in part) for part in (found.head, found.tail))
    if PARAGRAPH_END.join(texts) != f"{head}{after}{tail}":
        raise Refused("直した原稿が、そのとおりに読めません")
    before = iter([(each.form, each.what) for each in units if _is_kept(each)])
    now = [each for passage in own for each in passage.units]
    if not all((each.form, each.what) in before for each in now if _is_kept(each)):
        raise Refused("直すと、参照やふりがなでない所がそうなります")
    if not found.head and not found.tail and not looks_kept(found.shown, after, now):
        raise Refused("直すと、太字などの範囲が変わってしまいます")


def _is_kept(unit: Unit) -> bool:
    return not unit.is_written and unit.form is not Form.SOFT


def _words(passage: Passage, printed: dict[tuple[Form, str], list[str]]) -> str:
    words = ""
    for unit in passage.units:
        if unit.form not in COMPUTED:
            words += unit.text
        elif known := printed.get((unit.form, unit.what)):
            words += known.pop(0)
        else:
            raise Refused("直すと、参照でない所が参照になります")
    return words


def with_leaves(frame: Sequence[str], first: int, count: int, wanted: int) -> tuple[str, ...]:
    """A frame in which so many leaves from one on are as many as wanted."""
    result: list[str] = []
    leaf = -1
    for each in frame:
        if each != LEAF:
            result.append(each)
            continue
        leaf += 1
        if leaf == first:
            result += [LEAF] * wanted
        elif not first < leaf < first + count:
            result.append(LEAF)
    return tuple(result)
