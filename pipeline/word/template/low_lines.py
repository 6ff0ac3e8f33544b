"""Styles whose lines are lower than their text: Word cuts it, LibreOffice paints it whole, so that no PDF would tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.styles import Styles

HINT = "Wordでその段落かスタイルの［段落］→［行間］を［最小値］にするか、［固定値］の間隔を文字や図より大きくしてください"
_EM = 10  # twips a half-point of text


def check_low_lines(file: str, styles: Styles, names: Iterable[str]) -> Iterator[Problem]:
    """Styles of these names, in which the program writes: lines of exact height (w:lineRule, 17.18.48), lower than one em."""
    for name in dict.fromkeys(names):
        size, line = styles.sizes.get(name, 0), styles.lines.get(name, 0)
        if name in styles.fixed and line < size * _EM:
            message = f"スタイル「{name}」の行の高さが{line / 20:g}ポイントの固定値で、{size / 2:g}ポイントの文字が切れます"
            yield Problem(Location(file), Code.TEMPLATE_FAULT, message, HINT)
