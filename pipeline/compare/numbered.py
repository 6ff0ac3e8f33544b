"""What has a number: which of it has another one now, and which of it one version has alone; footnotes among it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.compare.align import Aligned
from pipeline.compare.outline import Node, Outline
from pipeline.model.comparison import Alone, Renumbered, Unit
from pipeline.model.inlines import Note
from pipeline.model.numbers import ResolvedPlan
from pipeline.side_by_side import in_step, likeness

Units = Mapping[Node, Unit]
# What a footnote is called, and so much of its beginning.
NOTE, _BEGINNING = "脚注", 40
# From here on two footnotes are one that was edited.
_ALIKE = 0.4


def renumbered(aligned: Aligned, before: Units, after: Units) -> Iterator[Renumbered]:
    """The units that have another number now, in the new order."""
    for node, unit in after.items():
        old = aligned.match.old_of.get(node)
        if old and before[old].number != unit.number:
            yield Renumbered(before[old], unit)


def alone(aligned: Aligned, before: Units, after: Units) -> Iterator[Alone]:
    """The numbered units that one version has alone, wherever they stand in it."""
    match = aligned.match
    yield from (
        Alone(each, True) for node, each in before.items() if each.number and node not in match.new_of
    )
    yield from (
        Alone(each, False) for node, each in after.items() if each.number and node not in match.old_of
    )


def notes_of(resolved: ResolvedPlan, version: Outline) -> list[Unit]:
    """The footnotes of a version in their order, each with the beginning of what it says."""
    return [
        Unit(
            node.id,
            NOTE,
            (target := resolved.targets[node.id]).number,
            _said(node, version),
            (node.id,),
            node.location,
            target.page,
        )
        for _, node in version.named
        if isinstance(node, Note) and node.id in resolved.targets
    ]


def _said(note: Note, version: Outline) -> str:
    text = "".join(version.reader.line("", paragraph.content).text for paragraph in note.content)
    return text if len(text) <= _BEGINNING else f"{text[:_BEGINNING]}…"


def compared_notes(before: Sequence[Unit], after: Sequence[Unit]) -> tuple[list[Renumbered], list[Alone]]:
    """Footnotes with another number, and those of one version alone: a note is that of the same id, or in order what says the same."""
    by_id = {each.id: each for each in after}
    pairs = [
        (each, by_id[each.id])
        for each in before
        if each.id in by_id and likeness(each.title, by_id[each.id].title) >= _ALIKE
    ]
    old, new = {one.id for one, _ in pairs}, {other.id for _, other in pairs}
    left, right = (
        [each for each in before if each.id not in old],
        [each for each in after if each.id not in new],
    )
    said = [each.title for each in left], [each.title for each in right]
    gone: list[Alone] = []
    come: list[Alone] = []
    for i, j, _ in in_step(left, right, said, lambda one, other: likeness(one.title, other.title), _ALIKE):
        if i is not None and j is not None:
            pairs.append((left[i], right[j]))
        elif i is not None:
            gone.append(Alone(left[i], True))
        elif j is not None:
            come.append(Alone(right[j], False))
    place = {each.id: at for at, each in enumerate(after)}
    pairs.sort(key=lambda pair: place[pair[1].id])
    return [Renumbered(one, other) for one, other in pairs if one.number != other.number], [*gone, *come]
