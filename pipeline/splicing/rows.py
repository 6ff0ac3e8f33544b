"""Rows of pipe tables that come and go."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.source.markdown import Parse
from pipeline.splicing.escaping import escaped
from pipeline.splicing.found import Hint
from pipeline.splicing.frames import cut, end_of, inserted, proved_frame, with_words
from pipeline.splicing.mapped import Edit, Refused
from pipeline.splicing.markdown import LEAF, Container, Parsed, Passage, parse_markdown
from pipeline.splicing.words import tidied


def row_deleted(text: str, parse: Parse, cells: Sequence[str], hint: Hint) -> list[Edit]:
    """The edit by which a row goes that prints these cells. Raises Refused."""
    parsed = parse_markdown(text, parse)
    rows = _rows(parsed)
    found = [row for row, own in rows if [_plain(each) for each in own] == [each.strip() for each in cells]]
    near = [row for row in found if row.lines[0] == hint.line] if hint.sure else found
    if len(near) != 1:
        raise Refused("この行が、表のどの行か決められません" if found else "原稿の表に、この行がありません")
    row = near[0]
    own = [each for each in parsed.passages if row in each.around]
    if own[0].cell[1] == 0:
        raise Refused("表の見出しの行は、手で消してください")
    end = end_of(parsed.frame, row.begins)
    frame = (*parsed.frame[: row.begins], *parsed.frame[end + 1 :])
    rest = [each for each in parsed.passages if each not in own]
    return proved_frame(parsed, [cut(parsed, *row.lines)], frame, rest, parse)


def row_added(text: str, parse: Parse, cells: Sequence[str], hint: Hint) -> list[Edit]:
    """The edit by which a row of these cells stands behind that of a line. Raises Refused."""
    parsed = parse_markdown(text, parse)
    found = [(row, own) for row, own in _rows(parsed) if hint.sure and row.lines[0] == hint.line]
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


def _rows(parsed: Parsed) -> list[tuple[Container, list[Passage]]]:
    rows: dict[int, tuple[Container, list[Passage]]] = {}
    for each in parsed.passages:
        if each.kind == "cell":
            rows.setdefault(each.around[-1].begins, (each.around[-1], []))[1].append(each)
    return list(rows.values())


def _plain(passage: Passage) -> str:
    return passage.text.strip()
