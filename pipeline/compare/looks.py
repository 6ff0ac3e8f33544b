"""What differs in two versions of a leaf beside its text, each under the name of its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from pipeline.compare.lines import Reader
from pipeline.compare.look_facts import NOTHING, Fact, facts_of, shape_of
from pipeline.model.blocks import Leaf
from pipeline.model.comparison import LinePair
from pipeline.model.lines import Line

ANEW = "（中身を差し替え）"


def look_pairs(
    before: Sequence[Leaf], after: Sequence[Leaf], readers: tuple[Reader, Reader]
) -> list[LinePair]:
    """What differs in leaves that stand side by side beside their text, a pair a kind; leaves that are nothing but a look, as
    turned paper is, may stand alone."""
    old, new = (_Side(leaves, reader) for leaves, reader in zip((before, after), readers, strict=True))
    pairs: list[LinePair] = []
    for kind in dict.fromkeys((*old.kinds, *new.kinds)):
        gone, come = old.lacking_in(new, kind), new.lacking_in(old, kind)
        if gone or come:
            pictures = tuple(
                next((each.picture for each in side if each.picture), "") for side in (gone, come)
            )
            was, now = _line(kind, gone), _line(kind, come)
            if was.text == now.text:  # a file of the same name
                now = replace(now, text=now.text + ANEW)
            pairs.append(LinePair(was, now, look=True, pictures=(pictures[0], pictures[1])))
    return pairs


def _line(kind: str, facts: Sequence[Fact]) -> Line:
    shown = "、".join(dict.fromkeys(each.shown for each in facts))
    return Line(kind, shown or NOTHING, repr([each.key for each in facts]))


class _Side:
    def __init__(self, leaves: Sequence[Leaf], reader: Reader) -> None:
        self.facts = [fact for leaf in leaves for fact in facts_of(leaf, reader)]
        self.kinds = [each.kind for each in self.facts]
        self.leaves, self.reader = leaves, reader

    @cached_property
    def said(self) -> str:
        texts = [self.reader.text(leaf) for leaf in self.leaves]
        return "\n".join([*texts, *(shape_of(leaf) for leaf in self.leaves)])

    def lacking_in(self, other: _Side, kind: str) -> list[Fact]:
        there = Counter(each.key for each in other.facts if each.kind == kind)
        lacking = []
        for fact in self.facts:
            if fact.kind != kind:
                continue
            if there[fact.key]:
                there[fact.key] -= 1
            elif fact.scope in other.said:
                lacking.append(fact)
        return lacking
