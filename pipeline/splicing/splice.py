"""A wish for a source file → the file as it is then; or the reason why that has to be done by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.frozen import dataclass
from pipeline.model.inlines import plain_text
from pipeline.problems import Location
from pipeline.source.cells import read_csv_text
from pipeline.source.markdown import Parse
from pipeline.source.tables import Merge
from pipeline.source.unparsed_markup import plain_leftover
from pipeline.source.yaml_positions import Path, Value
from pipeline.splicing import blocks
from pipeline.splicing.cells import changed_value, row_at, scan, written
from pipeline.splicing.mapped import Edit, Mapped, Refused, applied, as_replacements, file_text
from pipeline.splicing.markdown_paths import markdown_paths
from pipeline.splicing.merging import MovedOn, merged, merged_edits
from pipeline.splicing.passage import Hint, changed_text
from pipeline.splicing.units import Form, Unit
from pipeline.splicing.values import Scalar, YamlFile, plainly, with_edits, with_value, yaml_file
from pipeline.splicing.words import Shown, edits_of, inner, shown_as, tidied

_CELL = re.compile(r"(\d+)行(\d+)列")
_CSV_CELL = re.compile(r"行(\d+)/列(\d+)")
# What a target ends with that is no passage.
ROW = "行"
_WHOLE = ("列", "表")
_MOST_CANDIDATES = 60


@dataclass(frozen=True)
class Wish:
    """What somebody wants of a file: its line (from 1; 0: unknown) as it is now, the target (id and way from there; the first of a list
    is 1), and what is printed before and after. `sure` says that the line is known for certain. `sent` is the file as it was
    when the passage stood in `sent_line`, where that is kept."""

    file: str
    line: int
    target: str
    before: str
    after: str
    sure: bool = False
    sent: str | None = None
    sent_line: int = 0

    @property
    def key(self) -> str:
        """What stands behind the id in the target."""
        return self.target.partition("/")[2]

    @property
    def cell(self) -> tuple[int, int]:
        """The row and column of a cell, from 0; -1 elsewhere."""
        found = _CELL.search(self.target)
        return (int(found[1]) - 1, int(found[2]) - 1) if found else (-1, -1)

    @property
    def hint(self) -> Hint:
        # The line says the row, which rows that were added have moved.
        return Hint(self.line - 1, self.cell if self.sure else (-1, -1), self.sure)


def splice(name: str, data: bytes, wish: Wish, parse: Parse) -> bytes:
    """The file with the wish fulfilled. Every byte outside of the spans of its edits is as it was. Raises Refused."""
    raw, mapped = read_file(data)
    edits = as_replacements(_edits(name, mapped.text, wish, parse))
    newline = "\r\n" if raw.count("\r\n") * 2 > raw.count("\n") else "\n"
    spans = [(*mapped.span(begin, end), new.replace("\n", newline)) for begin, end, new in edits]
    changed = applied(raw, spans)
    if file_text(changed).text != applied(mapped.text, edits):
        raise Refused("原稿の改行か、見えない文字のために、直す所を決められません")
    return changed.encode()


def read_file(data: bytes) -> tuple[str, Mapped]:
    """All characters of a file, and its text. Raises Refused where it is in another encoding."""
    try:
        raw = data.decode()
    except UnicodeDecodeError as error:
        raise Refused("原稿の文字コードがUTF-8ではありません") from error
    return raw, file_text(raw)


def _edits(name: str, text: str, wish: Wish, parse: Parse) -> list[Edit]:
    if name.endswith(".md"):
        return _in_markdown(text, wish, parse)
    if name.endswith((".yaml", ".yml")):
        return _in_yaml(name, text, wish, parse)
    if name.endswith(".csv"):
        return _in_csv(text, wish)
    raise Refused("この種類のファイルは、自動では直せません")


def _in_markdown(text: str, wish: Wish, parse: Parse) -> list[Edit]:
    if wish.key in _WHOLE:
        raise Refused("表の列や表の全体は、手で直してください")
    row = wish.key.endswith(ROW)
    if not wish.after:
        if row:
            return blocks.row_deleted(text, parse, wish.before.split("\t"), wish.hint)
        return blocks.deleted(text, parse, wish.before, wish.hint)
    if not wish.before and wish.hint.cell == (-1, -1):
        if row:
            return blocks.row_added(text, parse, wish.after.split("\t"), wish.hint)
        return blocks.added(text, parse, wish.after, wish.hint)
    try:
        return changed_text(text, parse, wish.before, wish.after, wish.hint)
    except Refused:
        if wish.sent is None or wish.sent == text:
            raise
        hint = Hint(wish.sent_line - 1, wish.cell, sure=True)
        return merged_edits(wish.sent, text, parse, wish.before, wish.after, hint)


# YAML


def _in_yaml(name: str, text: str, wish: Wish, parse: Parse) -> list[Edit]:
    file = yaml_file(text)
    markdown = markdown_paths(name, text)
    path = _path_of(file, wish)
    if wish.before and wish.after:
        return _changed_value(name, file, path, wish, parse, markdown)
    if path in markdown and file.has(path):
        scalar = file.scalar(path)
        hint = Hint(
            _line_in(file, scalar, wish.line), (-1, -1), wish.sure or scalar.mapped.text.count("\n") < 2
        )
        value = scalar.mapped.text
        edits = (
            blocks.added(value, parse, wish.after, hint)
            if wish.after
            else blocks.deleted(value, parse, wish.before, hint)
        )
        return with_edits(file, scalar, edits)
    if not wish.after:
        raise Refused("項目や値を消すには、原稿のYAMLの行を手で消してください")
    return _new_value(file, path, wish.after)


def _line_in(file: YamlFile, scalar: Scalar, line: int) -> int:
    """The line of a value (from 0) that stands in a line of the file (from 1)."""
    at = 0
    for number, words in enumerate(scalar.mapped.text.split("\n")):
        if words and file.text.count("\n", 0, scalar.mapped.starts[at]) == line - 1:
            return number
        at += len(words) + 1
    return 0


def _changed_value(
    name: str, file: YamlFile, path: Path, wish: Wish, parse: Parse, markdown: frozenset[Path]
) -> list[Edit]:
    refused = Refused("この文章は、原稿の一つの値ではないか、原稿にありません")
    found: list[tuple[Scalar, list[Edit]]] = []
    try:
        found = list(_viable(file, path, wish, parse, markdown))
    except Refused as reason:
        refused = reason
    if not found and path and isinstance(path[-1], str):
        # What is printed with other values of its item may be changed in those.
        found = [
            each for each in _viable(file, path[:-1], wish, parse, markdown) if len(each[0].path) == len(path)
        ]
    if len(found) == 1:
        return with_edits(file, *found[0])
    if found:
        raise Refused("どの値を直すのか決められません")
    if wish.sent is not None and wish.sent != file.text:
        sent = yaml_file(wish.sent)
        before = list(_viable(sent, _path_of(sent, wish), wish, parse, markdown_paths(name, wish.sent)))
        if len(before) == 1:
            return _merged_value(file, path, before[0][0], wish, parse, markdown)
    raise refused


def _merged_value(
    file: YamlFile, path: Path, sent: Scalar, wish: Wish, parse: Parse, markdown: frozenset[Path]
) -> list[Edit]:
    """The edits of a value that was changed since it was sent."""
    scalar = file.scalar((*path, *sent.path[len(path) :]))
    base, now = sent.mapped.text, scalar.mapped.text
    if scalar.path in markdown:
        edits = merged_edits(base, now, parse, wish.before, wish.after, Hint(among_others=True))
    else:
        shown = next(shown_as(_characters(base), wish.before))
        text = merged(base, inner(shown, wish.after) or "", now)
        if text is None:
            raise MovedOn(now)
        edits = _plain(now, text)
    return with_edits(file, scalar, edits)


def _path_of(file: YamlFile, wish: Wish) -> Path:
    """The path that a target names: below what has its id, else from the top; what is there of it."""
    value = file.value()
    identity, *keys = wish.target.split("/") if wish.target else [""]
    own = list(_with_id(value, identity, ())) if identity else []
    if len(own) > 1:
        raise Refused(f"id「{identity}」が二つあります")
    begin: Path = own[0] if own else ()
    parts = keys if own else [identity, *keys] if identity else []
    return _reached(
        value, begin, [int(part) - 1 if part.isdecimal() else part for part in parts], not wish.before
    )


def _with_id(value: Value, identity: str, path: Path) -> Iterator[Path]:
    if isinstance(value, dict):
        if value.get("id") == identity:
            yield path
        for key, each in value.items():
            yield from _with_id(each, identity, (*path, key))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _with_id(each, identity, (*path, at))


def _reached(value: Value, begin: Path, parts: Sequence[str | int], whole: bool) -> Path:
    path = begin
    for part in begin:
        value = value[part]  # type: ignore[index]
    for part in parts:
        inside = (isinstance(value, dict) and part in value) or (
            isinstance(value, list) and isinstance(part, int) and part < len(value)
        )
        if not inside:
            return (*begin, *parts) if whole else path
        value = value[part]  # type: ignore[index]
        path = (*path, part)
    return path


def _scalars(value: Value, path: Path) -> Iterator[Path]:
    if isinstance(value, str):
        yield path
    else:
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _scalars(each, (*path, key))


def _viable(
    file: YamlFile, path: Path, wish: Wish, parse: Parse, markdown: frozenset[Path]
) -> Iterator[tuple[Scalar, list[Edit]]]:
    """The values at a path or below it that the change can be one of, each with its edits."""
    value = file.value()
    for part in path:
        value = value[part]  # type: ignore[index]
    candidates = [each for each in _scalars(value, path) if each[-1:] != ("id",)]
    refused: list[Refused] = []
    for each in candidates[:_MOST_CANDIDATES]:
        if len(candidates) > 1 and not _may_show(file, each, wish.before):
            continue
        scalar = file.scalar(each)
        edit = _markdown_edits if each in markdown else _plain_edits
        try:
            if edits := edit(scalar, wish, parse):
                yield scalar, edits
        except Refused as reason:
            refused.append(reason)
    if len(candidates) == 1 and refused:
        raise refused[0]


def _may_show(file: YamlFile, path: Path, printed: str) -> bool:
    """Whether some of a value's words are in a printed text."""
    words = re.findall(r"\w+", file.node(path).value)
    return not words or any(word in printed for word in words)


def _markdown_edits(scalar: Scalar, wish: Wish, parse: Parse) -> list[Edit]:
    return changed_text(scalar.mapped.text, parse, wish.before, wish.after, Hint(among_others=True))


def _plain_edits(scalar: Scalar, wish: Wish, parse: Parse) -> list[Edit]:
    """Edits of a value that is printed as it stands."""
    text = scalar.mapped.text
    shown = [each for each in shown_as(_characters(text), wish.before) if inner(each, wish.after) is not None]
    if len(shown) != 1:
        raise Refused("この文章は、原稿の一つの値ではないか、原稿にありません")
    return _plain(text, inner(shown[0], wish.after) or "")


def _characters(text: str) -> list[Unit]:
    return [Unit(Form.CHARACTER, each, at, at + 1) for at, each in enumerate(text)]


def _plain(text: str, after: str) -> list[Edit]:
    after = tidied(after)
    if not after or "\n" in after:
        raise Refused("この値は、空にも、幾つもの行にもできません")
    edits = edits_of(Shown(tuple(_characters(text))), after, (), lambda new, _: new)
    found = plain_leftover(applied(text, edits))
    if found and found not in text:
        raise Refused(f"「{found}」は、この項目では書式になってしまいます")
    return edits


def _new_value(file: YamlFile, path: Path, new: str) -> list[Edit]:
    """A value under a key of a mapping, or behind those of a list, that is there already."""
    around = file.node(path[:-1])
    key = path[-1]
    value = plainly(new) if "\n" not in new else ""
    if not value:
        raise Refused("改行のある値は、手で足してください")
    try:
        node = file.node(path)
    except Refused:
        node = None
    if node is not None:  # a key with nothing behind it
        at = node.start_mark.index
        colon = file.text.rindex(":", 0, at + 1) + 1
        edits = [(colon, colon, f" {value}")]
    elif around.flow_style:
        at = around.end_mark.index - 1
        between = ", " if around.value else ""
        edits = [(at, at, f"{between}{key}: {value}" if isinstance(key, str) else f"{between}{value}")]
    else:
        edits = [_new_line(file.text, around, key, value)]
    wanted = with_value(file.value(), path, new)
    if yaml_file(applied(file.text, edits)).value() != wanted:
        raise Refused("値を原稿に足せません。手で書いてください")
    return edits


def _new_line(text: str, around: object, key: str | int, value: str) -> Edit:
    last = around.value[-1]  # type: ignore[attr-defined]
    end = (last[1] if isinstance(last, tuple) else last).end_mark.index
    line = text.rfind("\n", 0, end) + 1
    # What ends with a list ends where the next line's words begin.
    stop = text.find("\n", end) + 1 if text[line:end].strip() else line
    stop = stop or len(text)
    pad = " " * around.start_mark.column  # type: ignore[attr-defined]
    written_ = f"{pad}{key}: {value}\n" if isinstance(key, str) else f"{pad}- {value}\n"
    lead = "" if not stop or text[:stop].endswith("\n") else "\n"
    return stop, stop, lead + written_


# CSV


def _in_csv(text: str, wish: Wish) -> list[Edit]:
    if wish.key.endswith(ROW) and not _CSV_CELL.search(wish.target):
        return _csv_row(text, wish)
    found = _CSV_CELL.search(wish.target)
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
