"""A wish for a source file → the file as it is then; or the reason why that has to be done by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.source.markdown import Parse
from pipeline.splicing.additions import added
from pipeline.splicing.csv_splices import in_csv
from pipeline.splicing.deletions import deleted
from pipeline.splicing.found import Hint
from pipeline.splicing.mapped import Edit, Mapped, Refused, applied, as_replacements, file_text
from pipeline.splicing.merging import merged_edits
from pipeline.splicing.moves import moved, moved_between
from pipeline.splicing.passage import changed_text
from pipeline.splicing.rows import row_added, row_deleted
from pipeline.splicing.wish import PARAGRAPH, ROW, Wish
from pipeline.splicing.yaml_splices import in_yaml, moved_in_yaml

_WHOLE = ("列", "表")
_SECTION = "全体"


def splice(name: str, data: bytes, wish: Wish, parse: Parse) -> bytes:
    """The file with the wish fulfilled. Every byte outside of the spans of its edits is as it was. Raises Refused."""
    _, mapped = read_file(data)
    return _with_edits(data, _edits(name, mapped.text, wish, parse))


def move(files: Mapping[str, bytes], wish: Wish, to: tuple[str, int], parse: Parse) -> Mapping[str, bytes]:
    """The files in which what a wish says stands behind the passage of another file and line (from 1); `before` and `after` are the
    same then. Raises Refused."""
    name, line = to
    goal = Hint(line - 1, (-1, -1), sure=True)
    row = wish.key.endswith(ROW)
    if not all(each.endswith(".md") for each in (wish.file, name)):
        if wish.file != name or row or not name.endswith((".yaml", ".yml")):
            raise Refused("本文のMarkdownのほかでは、行や項目は手で移してください")
        text = read_file(files[name])[1].text
        return {name: _with_edits(files[name], moved_in_yaml(name, text, wish, line, parse))}
    text, other = (read_file(files[each])[1].text for each in (wish.file, name))
    if wish.file == name:
        return {name: _with_edits(files[name], moved(text, parse, wish.before, wish.hint, goal, row))}
    gone, come = moved_between(text, other, parse, wish.before, wish.hint, goal, row)
    return {wish.file: _with_edits(files[wish.file], gone), name: _with_edits(files[name], come)}


def _with_edits(data: bytes, edits: Sequence[Edit]) -> bytes:
    raw, mapped = read_file(data)
    edits = as_replacements(edits)
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
    if wish.key == _SECTION:
        raise Refused("見出しとその下の全てを消すと、ほかの所の番号や参照も変わるので、手で消してください")
    if name.endswith(".md"):
        return _in_markdown(text, wish, parse)
    if name.endswith((".yaml", ".yml")):
        return in_yaml(name, text, wish, parse)
    if name.endswith(".csv"):
        return in_csv(text, wish)
    raise Refused("この種類のファイルは、自動では直せません")


def _in_markdown(text: str, wish: Wish, parse: Parse) -> list[Edit]:
    if wish.key in _WHOLE:
        raise Refused("表の列や表の全体は、手で直してください")
    row = wish.key.endswith(ROW)
    if not wish.after:
        if row:
            return row_deleted(text, parse, wish.before.split("\t"), wish.hint)
        return deleted(text, parse, wish.before, wish.hint)
    if not wish.before and wish.hint.cell == (-1, -1):
        if row:
            return row_added(text, parse, wish.after.split("\t"), wish.hint)
        return added(text, parse, wish.after, wish.hint, as_items=wish.key != PARAGRAPH)
    try:
        return changed_text(text, parse, wish.before, wish.after, wish.hint)
    except Refused:
        if wish.sent is None or wish.sent == text:
            raise
        hint = Hint(wish.sent_line - 1, wish.cell, sure=True)
        return merged_edits(wish.sent, text, parse, wish.before, wish.after, hint)
