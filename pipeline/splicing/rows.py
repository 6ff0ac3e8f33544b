"""Rows of pipe tables that come and go."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.source.markdown import Parse
from pipeline.splicing.escaping import escaped
from pipeline.splicing.found import Hint
from pipeline.splicing.frames import cut, end_of, inserted, proved_frame, with_words
from pipeline.splicing.mapped import Edit, Refused
from pipeline.splicing.markdown import LEAF, Container, Parsed, Passage, parse_markdown
from pipeline.splicing.words import shown_as, tidied


def row_deleted(text: str, parse: Parse, cells: Sequence[str], hint: Hint) -> list[Edit]:
    """The edit by which a row goes that prints these cells. Raises Refused."""
    parsed = parse_markdown(text, parse)
    row, own = find_row(parsed, cells, hint)
    if own[0].cell[1] == 0:
        raise Refused("表の見出しの行は、手で消してください")
    end = end_of(parsed.frame, row.begins)
    frame = (*parsed.frame[: row.begins], *parsed.frame[end + 1 :])
    rest = [each for each in parsed.passages if row not in each.around]
    return proved_frame(parsed, [cut(parsed, *row.lines)], frame, rest, parse)


def row_added(text: str, parse: Parse, cells: Sequence[str], hint: Hint) -> list[Edit]:
    """The edit by which a row of these cells stands behind that of a line. Raises Refused."""
    parsed = parse_markdown(text, parse)
    found = [(row, own) for row, own in rows_of(parsed) if hint.sure and row.lines[0] == hint.line]
    if len(found) != 1:
        raise Refused("行を足す場所が、原稿の表のどこか決められません")
    row, own = found[0]
    if len(cells) != len(own):
        raise Refused(f"足す行のセルは{len(cells)}個ですが、表の列は{len(own)}個です")
    line = parsed.text.split("\n")[row.lines[0]]
    lead = line[: len(line) - len(line.lstrip(" >"))]
    place = row.lines[1] + (own[0].cell[1] == 0)
    at = end_of(parsed.frame, row.begins) + 1
    frame = [*parsed.frame[:at], "<row>", *[LEAF] * len(cells), "</row>", *parsed.frame[at:]]
    words = [tidied(each) for each in cells]
    reason = Refused("")
    for everything in (False, True):
        written = (
            "<br>".join(escaped(part, True, everything, in_cell=True) for part in each.split("\n"))
            for each in words
        )
        edits = [inserted(parsed, place, f"{lead}| {' | '.join(written)} |")]
        try:
            return proved_frame(parsed, edits, frame, with_words(parsed, frame, at, words), parse)
        except Refused as refused:
            reason = refused
    raise reason


def find_row(parsed: Parsed, cells: Sequence[str], hint: Hint) -> tuple[Container, list[Passage]]:
    """The row that prints these cells, and its cells. Raises Refused where it can't be told which."""
    found = [
        (row, own)
        for row, own in rows_of(parsed)
        if len(own) == len(cells) and all(_prints(each, cell) for each, cell in zip(own, cells, strict=True))
    ]
    near = [each for each in found if each[0].lines[0] == hint.line] if hint.sure else found
    if len(near) != 1:
        raise Refused("この行が、表のどの行か決められません" if found else "原稿の表に、この行がありません")
    return near[0]


def _prints(passage: Passage, cell: str) -> bool:
    """Whether a cell may print this: a reference prints anything."""
    if passage.text.strip() == cell.strip():
        return True
    return any(not any(shown.around) for shown in shown_as(passage.units, cell.strip()))


def rows_of(parsed: Parsed) -> list[tuple[Container, list[Passage]]]:
    """The rows of all tables, each with its cells."""
    rows: dict[int, tuple[Container, list[Passage]]] = {}
    for each in parsed.passages:
        if each.kind == "cell":
            rows.setdefault(each.around[-1].begins, (each.around[-1], []))[1].append(each)
    return list(rows.values())
