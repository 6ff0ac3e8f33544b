"""Checks of what layout engines read differently, so that every one of them makes the same pages.

None of it is wrong to Word alone; but pages are measured by another engine than the one that readers have.
"""

from __future__ import annotations

from collections.abc import Iterator

from .names import Element, child, flag, w
from .opened import Flaw, Opened

_SEPARATORS = ("separator", "continuationSeparator")
_SIX_POINTS = {"before": "0", "after": "0", "line": "120", "lineRule": "exact"}
_WORD_SIZE = 20  # half points, where no style says any


def check_engines(opened: Opened) -> Iterator[Flaw]:
    """Faults by which one engine's pages are other ones than another's."""
    yield from _check_kept(opened)
    yield from _check_separators(opened)


def _check_kept(opened: Opened) -> Iterator[Flaw]:
    """keepNext alone keeps no more than part of a paragraph with the next (17.3.1.15): Word splits it."""
    styles = opened.styles
    split = {each for each in {each.style for each in opened.paragraphs} if _is_split(*styles.keeps(each))}
    for paragraph in opened.paragraphs:
        if paragraph.keep_next is None and paragraph.keep_lines is None and paragraph.style not in split:
            continue
        kept, whole_lines = styles.keeps(paragraph.style)
        if _is_split(_in_force(paragraph.keep_next, kept), _in_force(paragraph.keep_lines, whole_lines)):
            message = "次の段落と分けない段落に「段落を分割しない」（keepLines）がありません"
            yield Flaw("docx.keep-lines", paragraph.part, paragraph.element, message)


def _is_split(kept: bool, whole_lines: bool) -> bool:
    return kept and not whole_lines


def _in_force(own: Element | None, inherited: bool) -> bool:
    """Whether a switch is on: as a paragraph's own property says, else as its style does."""
    return inherited if own is None else flag(own)


def _check_separators(opened: Opened) -> Iterator[Flaw]:
    """The rule above footnotes (17.11.23): LibreOffice takes 6 pt for it whatever is written, Word what is written."""
    for kind in ("footnotes", "endnotes"):
        part, root = opened.package.related(kind) or "", opened.package.tree(kind)
        notes = () if root is None else tuple(root)
        if notes and all(note.get(w("type")) != _SEPARATORS[0] for note in notes):
            message = "注の上の線がないので、Wordが高さの違う線を引きます"
            yield Flaw("docx.note-separator", part, None, message)
        for note in notes:
            if note.get(w("type")) not in _SEPARATORS:
                continue
            spacings = [child(each, "pPr", "spacing") for each in note.iter(w("p"))]
            if any(_said(spacing) != _SIX_POINTS for spacing in spacings):
                message = "注の上の線の段落の高さが、6ポイントの固定値ではありません"
                yield Flaw("docx.note-separator", part, None, message)


def _said(spacing: Element | None) -> dict[str, str]:
    return {} if spacing is None else {name: spacing.get(w(name), "") for name in _SIX_POINTS}
