"""A wish for a YAML file → its edits: the one value that is printed so, alone or with others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.source.markdown import Parse
from pipeline.source.unparsed_markup import plain_leftover
from pipeline.source.yaml_positions import Path
from pipeline.splicing.additions import added
from pipeline.splicing.deletions import deleted
from pipeline.splicing.found import Hint
from pipeline.splicing.mapped import Edit, Refused, applied
from pipeline.splicing.markdown_paths import markdown_paths
from pipeline.splicing.merging import MovedOn, merged, merged_edits
from pipeline.splicing.moves import moved
from pipeline.splicing.new_values import new_value
from pipeline.splicing.passage import changed_text
from pipeline.splicing.units import Form, Unit
from pipeline.splicing.value_edits import with_edits
from pipeline.splicing.values import Scalar, YamlFile, yaml_file
from pipeline.splicing.wish import ROW, Wish
from pipeline.splicing.words import Shown, edits_of, inner, shown_as, tidied
from pipeline.splicing.yaml_paths import path_of, scalars

_MOST_CANDIDATES = 60


def in_yaml(name: str, text: str, wish: Wish, parse: Parse) -> list[Edit]:
    """The edits of a YAML file by which a wish is fulfilled. Raises Refused."""
    if wish.key == ROW and not (wish.before and wish.after):
        raise Refused(
            f"項目の欄から作る表の行です。{name} の{wish.line}行目の辺りで、その欄の値を手で足すか、消してください"
        )
    file = yaml_file(text)
    markdown = markdown_paths(name, text)
    path = path_of(file, wish)
    if wish.before and wish.after:
        return _changed_value(name, file, path, wish, parse, markdown)
    if path in markdown and file.has(path):
        scalar = file.scalar(path)
        hint = Hint(
            _line_in(file, scalar, wish.line), (-1, -1), wish.sure or scalar.mapped.text.count("\n") < 2
        )
        value = scalar.mapped.text
        edits = (
            added(value, parse, wish.after, hint) if wish.after else deleted(value, parse, wish.before, hint)
        )
        return with_edits(file, scalar, edits)
    if not wish.after:
        raise Refused("項目や値を消すには、原稿のYAMLの行を手で消してください")
    return new_value(file, path, wish.after)


def moved_in_yaml(name: str, text: str, wish: Wish, line: int, parse: Parse) -> list[Edit]:
    """The edits of a YAML file by which a paragraph or an item of one of its values stands behind that of another line (from 1)."""
    file = yaml_file(text)
    values = [path for path in markdown_paths(name, text) if file.has(path)]
    around = [
        path
        for path in values
        if all(_first_line(file, path) <= each <= _last_line(file, path) for each in (wish.line, line))
    ]
    if len(around) != 1:
        raise Refused("別の項目や値には、手で移してください")
    scalar = file.scalar(around[0])
    begin, goal = (Hint(_line_in(file, scalar, each), (-1, -1), wish.sure) for each in (wish.line, line))
    return with_edits(file, scalar, moved(scalar.mapped.text, parse, wish.before, begin, goal, row=False))


def _first_line(file: YamlFile, path: Path) -> int:
    return file.text.count("\n", 0, file.node(path).start_mark.index) + 1


def _last_line(file: YamlFile, path: Path) -> int:
    return file.text.count("\n", 0, file.node(path).end_mark.index) + 1


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
        before = list(_viable(sent, path_of(sent, wish), wish, parse, markdown_paths(name, wish.sent)))
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


def _viable(
    file: YamlFile, path: Path, wish: Wish, parse: Parse, markdown: frozenset[Path]
) -> Iterator[tuple[Scalar, list[Edit]]]:
    """The values at a path or below it that the change can be one of, each with its edits."""
    value = file.value()
    for part in path:
        value = value[part]  # type: ignore[index]
    candidates = [each for each in scalars(value, path) if each[-1:] != ("id",)]
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
