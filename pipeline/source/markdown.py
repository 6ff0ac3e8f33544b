"""Markdown texts → blocks: prepares them for pandoc, and reads what it answers."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NoReturn

from pipeline.frozen import dataclass
from pipeline.model.blocks import Block
from pipeline.model.characters import forbidden, forbidden_character
from pipeline.model.counts import Counts
from pipeline.model.share import Share, alone
from pipeline.problems import Code, Location, Problem
from pipeline.source.attribute_keys import spell_keys
from pipeline.source.blocks import BlockReader
from pipeline.source.emphasis import protect_emphasis
from pipeline.source.floats import CsvReader
from pipeline.source.fragment import Fragment
from pipeline.source.loose_attributes import hide_loose
from pipeline.source.nesting import too_deep
from pipeline.source.nfc_guard import StandIns, hide_changing
from pipeline.source.notes import DEFINITION_LEAD, Notes, find_notes
from pipeline.source.parse_cache import Memory, Read
from pipeline.source.plain import plain_document
from pipeline.source.scripts import hide_unmeant
from pipeline.source.text import Dropped, line_and_column

# Texts → pandoc's JSON documents, in the same order, None where it fails; the edge decides how.
Parse = Callable[[Sequence[str]], Iterable[dict[str, Any] | None]]

# From so many characters on another process is worth its start: they take a second and a half to read.
WORTH_SHARING = 200_000

_CHARACTER = re.compile(r"&#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}));")
# What finds tabs and formulas is compiled where there is one, which is seldom.
# Cells that were copied from a sheet: two tabs within a line, or one in each of two. After a mark, and in a row of a
# table, tabs are blanks.
_MARK = r"[ ]*(?:[-+*>:]|#{1,6}|\d+[.)]|\(\d+\)|\[\^[^\]\n]+\]:)[ \t]+"
_CELLS = rf"(?![ ]*\|)(?:{_MARK})*+[^\s][^\t\n]*(?=\t)"
# A tab between two words, which becomes a blank.
_TAB_BETWEEN = rf"(?m)^{_CELLS}(?=\t[^\s])"
_TABBED = rf"(?m)^{_CELLS}(?=\t+[^\t\n]+\t+[^\s]|\t+[^\s][^\n]*\n{_CELLS}\t+[^\s])"
# TeX's brackets, of which Markdown keeps ( and [ alone. \(a\) at the beginning of a line keeps it from being a list.
_IN_TEX = r"(?:(?!\\[)\]])[ -~]){0,60}"
# Two asterisks are bold words in brackets.
_OPERATION = rf"{_IN_TEX}?(?:(?<!\\)(?:[=^_+<>]|(?<!\*)\*(?!\*))|\\[A-Za-z]){_IN_TEX}"
# Round brackets need no backslash, but whoever writes [text](address) as text may give all four one. Square ones need it:
# a letter between them is no formula.
_TEX = (
    rf"(?m)(?!^\\\([A-Za-z]\\\)[ \t])(?<![\\\]])\\\( ?(?:[A-Za-z]['0-9]?|{_OPERATION}) ?\\\)"
    rf"|(?<!\\)\\\[ ?{_OPERATION} ?\\\]|^\\[\[(][ ]*$"
)
_LINK_DEFINITION = re.compile(
    DEFINITION_LEAD + r"\[(?!\^)[^\]\n]+\]:[ \t]*(?:\n[ \t]*)?\S+[ \t]*(?:[\"'(].*)?$",
    re.MULTILINE,
)

_TOO_DEEP = (
    "引用、一覧、囲み、括弧や強調が、幾重にも入れ子になっています",
    "この行の「>」「-」「:::」「[」「*」を減らしてください。閉じていない囲みが続いていないかも見てください",
)


@dataclass(frozen=True)
class MarkdownText:
    """A text, and how its lines and columns become places in the author's file; `origin` tells that in words."""

    text: str
    place: Callable[[int, int], Location]
    origin: str


def whole_file(file: str, text: str, dropped: Dropped) -> MarkdownText:
    """The text of a file that is Markdown from its first line, and from which something was dropped."""
    return MarkdownText(text, partial(_place_in_file, file, dropped), repr((file, dropped)))


def yaml_value(file: str, text: str, lines: Sequence[tuple[int, int]], dropped: Dropped) -> MarkdownText:
    """A text that is a value in YAML; `lines` has the place in the file of each of its lines."""
    return MarkdownText(text, partial(_place_in_value, file, lines, dropped), repr((file, lines, dropped)))


def _place_in_file(file: str, dropped: Dropped, line: int, column: int) -> Location:
    return dropped.original(Location(file, line, column))


def _place_in_value(
    file: str, lines: Sequence[tuple[int, int]], dropped: Dropped, line: int, column: int
) -> Location:
    row, offset = lines[min(line, len(lines)) - 1]
    return dropped.original(Location(file, row, offset + column - 1))


def read_markdown(
    texts: Sequence[MarkdownText],
    parse: Parse,
    fetch_csv: CsvReader,
    memory: Memory,
    csv_digest: str,
    counts: Counts,
    share: Share = alone,
) -> tuple[list[tuple[Block, ...]], list[Problem]]:
    """The blocks of each text, and every problem in all of them.

    `csv_digest` stands for the CSV files, on which the blocks of a text with a `csv="…"` depend as well, as those with a
    count do on `counts`. Long texts are shared.
    """
    sources = sources_of(texts, csv_digest, counts)
    results = {
        at: known for at, source in enumerate(sources) if (known := memory.recall(*source)) is not None
    }
    problems: dict[int, Sequence[Problem]] = {}
    batches = _batches(texts, [at for at in range(len(texts)) if at not in results])
    work = [
        _Batch([texts[at] for at in batch], None if index else fetch_csv)
        for index, batch in enumerate(batches)
    ]
    for batch, read in zip(batches, share(partial(read_batch, parse, counts), work), strict=True):
        for at, one in zip(batch, read, strict=True):
            results[at] = one.blocks
            if one.problems:
                problems[at] = one.problems
            else:
                memory.keep_read(one, *sources[at])
    return [results[at] for at in range(len(texts))], [
        each for at in sorted(problems) for each in problems[at]
    ]


def sources_of(
    texts: Sequence[MarkdownText], csv_digest: str, counts: Counts
) -> Sequence[tuple[str, str, str, str]]:
    """What the blocks of each text are made from."""
    return [
        (
            text.origin,
            text.text,
            csv_digest if "csv" in text.text else "",
            repr(sorted(counts.items())) if ".数" in text.text else "",
        )
        for text in texts
    ]


def _batches(texts: Sequence[MarkdownText], unread: Sequence[int]) -> list[list[int]]:
    """The texts to read, by their places: where it is worth while in halves, the one with the tables from CSV first."""
    half = sum(len(texts[at].text) for at in unread) / 2
    if 2 * half < WORTH_SHARING:
        return [list(unread)]
    second: list[int] = []
    length = 0
    for at in reversed(unread):
        if length < half and "csv" not in texts[at].text:
            second.append(at)
            length += len(texts[at].text)
    taken = frozenset(second)
    return [[at for at in unread if at not in taken], second[::-1]]


@dataclass(frozen=True)
class _Batch:
    """Texts that are read together; those that are to be read elsewhere have no tables from CSV files."""

    texts: Sequence[MarkdownText]
    fetch_csv: CsvReader | None


def read_batch(parse: Parse, counts: Counts, batch: _Batch) -> list[Read]:
    """The blocks and problems of texts that are read together, in either process."""
    prepared = [prepared_text(text, counts) for text in batch.texts]
    documents = _documents([safe for _, _, safe in prepared], parse)
    return [
        _read(fragment, notes, document, batch.fetch_csv or _no_csv)
        for (fragment, notes, _), document in zip(prepared, documents, strict=True)
    ]


def _no_csv(*_: object) -> NoReturn:
    raise AssertionError("texts with tables from CSV files are read where those are")


def _read(fragment: Fragment, notes: Notes, document: dict[str, Any] | None, fetch_csv: CsvReader) -> Read:
    """The blocks and problems of a text of which pandoc has made a document."""
    blocks: tuple[Block, ...] = ()
    if not fragment.problems:
        _report_refused(fragment)  # first, since they say more than what comes of them
        blocks = _read_document(fragment, fragment.stand_ins.restored_tree(document), fetch_csv)
        notes.report(fragment)
    return Read(blocks, tuple(fragment.problems))


def _documents(texts: Sequence[str], parse: Parse) -> Iterator[dict[str, Any] | None]:
    """pandoc's JSON of each text, for which it is asked only where there may be markup."""
    plain = [plain_document(text) for text in texts]
    parsed = iter(parse([text for text, document in zip(texts, plain, strict=True) if document is None]))
    for document in plain:
        yield next(parsed) if document is None else document


def prepared_text(text: MarkdownText, counts: Counts) -> tuple[Fragment, Notes, str]:
    """A text on its way to pandoc, and what pandoc is given of it: nothing where it would not come back from it."""
    notes = find_notes(text.text)
    stand_ins = hide_unmeant(hide_loose(_hide_marks(hide_changing(spell_keys(notes.text)))))
    fragment = Fragment(text.text, stand_ins, protect_emphasis(stand_ins.text), text.place, counts)
    if at := too_deep(text.text):
        fragment.problem_in_source(at, Code.MD_UNREADABLE, *_TOO_DEEP)
        return fragment, notes, ""
    return fragment, notes, fragment.protected.text


def _hide_marks(text: StandIns) -> StandIns:
    """The text with nothing that provisions' lines would begin to pandoc."""
    if "条文" not in text.text:
        return text
    from pipeline.source.provisions import hide_marks_of_lists  # which few plans have

    return hide_marks_of_lists(text)


def _read_document(
    fragment: Fragment, document: dict[str, Any] | None, fetch_csv: CsvReader
) -> tuple[Block, ...]:
    """The blocks of one text; where pandoc failed, or what it found nests without end, a problem and nothing."""
    if document is not None:
        with contextlib.suppress(RecursionError):
            return BlockReader(fragment, fetch_csv).read(document["blocks"])
    fragment.problem(
        (1, 1),
        Code.MD_UNREADABLE,
        "文章を読み取れません",
        "同じ記号が続く所や、括弧や記号が幾重にも重なる所がないかを見てください。半分ずつ消して試すと、場所が分かります",
    )
    return ()


def _report_tabs(fragment: Fragment) -> None:
    """Rows that somebody copied from a sheet, and tabs alone between two words."""
    if cells := re.search(_TABBED, fragment.stand_ins.text):
        fragment.problem_in_source(
            line_and_column(fragment.stand_ins.text, cells.end()),
            Code.MD_LEFTOVER,
            "タブで区切られた行は、表にならず、空白でつながります",
            'Excelから写した表は、「|」で区切って書き直すか、「CSV UTF-8」で保存して csv="…" で取り込んでください',
        )
        return
    for tab in re.finditer(_TAB_BETWEEN, fragment.stand_ins.text):
        fragment.problem_in_source(
            line_and_column(fragment.stand_ins.text, tab.end()),
            Code.MD_LEFTOVER,
            "文章の中のタブは、空白一つになります",
            "空白でよければ空白に替え、項目と説明なら「、」や「：」でつなぎ、表なら「|」で区切ってください",
        )


def _report_refused(fragment: Fragment) -> None:
    """Report what pandoc reads and its tree does not tell: links defined elsewhere, characters that no document can hold."""
    for found in _LINK_DEFINITION.finditer(fragment.text):
        fragment.problem_in_source(
            line_and_column(fragment.text, found.start()),
            Code.MD_UNSUPPORTED,
            "「[名前]: アドレス」の形のリンクは使えません",
            "[文字](https://…) と書くか、文字なら「\\[」としてください",
        )
    if "\t" in fragment.stand_ins.text:
        _report_tabs(fragment)
    for found in re.finditer(_TEX, fragment.text) if "\\" in fragment.text else ():
        fragment.problem_in_source(
            line_and_column(fragment.text, found.start()),
            Code.MD_LEFTOVER,
            f"「{found.group().strip()}」は数式にならず、「\\」だけが消えます",
            "数式の書式はありません。ふつうの文字で書いてください（例: x＝２）。括弧を文字として書くなら、閉じる括弧の「\\」を消します",
        )
    for found in _CHARACTER.finditer(fragment.text):
        code = int(found[1]) if found[1] else int(found[2], 16)
        if code <= sys.maxunicode and any(forbidden(chr(code))):
            place = fragment.place(*line_and_column(fragment.text, found.start()))
            fragment.add(forbidden_character(place, chr(code)))
