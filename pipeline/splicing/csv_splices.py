"""A wish for a CSV file → its edits: one value, or a row that comes or goes."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model.inlines import plain_text
from pipeline.problems import Location
from pipeline.source.cells import read_csv_text
from pipeline.source.tables import Merge
from pipeline.source.unparsed_markup import plain_leftover
from pipeline.splicing.cells import changed_value, row_at, scan, written
from pipeline.splicing.mapped import Edit, Refused
from pipeline.splicing.wish import CSV_CELL, ROW, Wish
from pipeline.splicing.words import tidied


def in_csv(text: str, wish: Wish) -> list[Edit]:
    """The edits of a CSV file by which a wish is fulfilled. Raises Refused."""
    if wish.key.endswith(ROW) and not CSV_CELL.search(wish.target):
        return _csv_row(text, wish)
    # The blanks around a value stay as they are in the file.
    wish = replace(wish, before=wish.before.strip(), after=wish.after.strip())
    found = CSV_CELL.search(wish.target)
    line = int(found[1]) if found else wish.line
    row = row_at(text, line)
    if found:
        columns = [int(found[2]) - 1]
    elif wish.key in (heads := [each.text.strip() for each in scan(text)[0].values]):
        columns = [heads.index(wish.key)]
    else:
        columns = [wish.cell[1]] if wish.cell[1] >= 0 else list(range(len(row.values)))
    fitting = [
        at for at in columns if at < len(row.values) and wish.before in _as_printed(row.values[at].text)
    ]
    if len(fitting) != 1:
        raise Refused(
            "CSVのどの値か決められません" if fitting else "CSVのこの値が、送ったときと変わっています"
        )
    old = row.values[fitting[0]].text
    new = _csv_words(old.strip(), tidied(wish.after) if wish.after else "", wish)
    edit = changed_value(text, line, fitting[0], new)
    if wish.after not in _as_printed(new) and tidied(wish.after) not in _as_printed(new):
        raise Refused("直したCSVが、そのとおりに読めません")
    if leftover := plain_leftover(read_csv_text(new, Location("")).left):
        raise Refused(f"「{leftover}」は、CSVでは書式になってしまいます")
    return [edit]


def _csv_words(old: str, after: str, wish: Wish) -> str:
    """New words as a value of CSV: whole numbers without the separators that the program puts in, signs of markup with a backslash."""
    if old != wish.before and re.fullmatch(r"[-+△▲]?\d+(\.\d+)?", old):
        return after.replace(",", "")
    if old not in (wish.before, "") and any(sign in old for sign in "*[\\<"):
        raise Refused("書式のあるCSVの値は、手で直してください")
    if after in set(Merge):
        return f"\\{after}"
    return re.sub(r"([*\[\]\\])", r"\\\1", after) if re.search(r"\*\*|\]\(|\\|<br", after) else after


def _as_printed(value: str) -> tuple[str, ...]:
    """What a value may be printed as."""
    value = value.strip()
    plain = plain_text(read_csv_text(value, Location("")).content)
    number = re.fullmatch(r"([-+△▲]?)(\d{4,})(\.\d+)?", value)
    grouped = f"{number[1]}{int(number[2]):,}{number[3] or ''}" if number else value
    return value, plain, grouped


def _csv_row(text: str, wish: Wish) -> list[Edit]:
    """A row that comes behind that of a line, or goes."""
    row = row_at(text, wish.line)
    stop = min(row.end + 1, len(text))
    if not wish.after:
        cells = wish.before.split("\t")
        if (
            not wish.sure
            or len(cells) != len(row.values)
            or not all(
                cell.strip() in _as_printed(value.text) for cell, value in zip(cells, row.values, strict=True)
            )
        ):
            raise Refused("この行が、CSVのどの行か決められません")
        start = row.start - (stop == len(text) and not text.endswith("\n") and row.start > 0)
        return [(start, stop, "")]
    cells = wish.after.split("\t")
    if not wish.sure or len(cells) != len(row.values):
        raise Refused("行を足す場所か、列の数が違います")
    line = ",".join(written(tidied(cell)) for cell in cells)
    ends = text[:stop].endswith("\n")
    return [(stop, stop, f"{line}\n" if ends else f"\n{line}")]
