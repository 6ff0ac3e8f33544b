"""The paragraphs in a table's or a figure's div: its title, and the lines under it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.frozen import dataclass
from pipeline.model.floats import FloatKind
from pipeline.model.inlines import Inlines, plain_text
from pipeline.problems import Code
from pipeline.source.fragment import Fragment, Position

NOTE_STARTS = ("資料：", "※", "注：")
# What is meant to be a line under it, and no title begins with.
_LIKE_NOTES = (
    *("資料:", "注:", "出典：", "出典:", "備考：", "備考:", "（注）", "(注)", "（出典）", "（資料）"),
    *(f"注{digit}" for digit in "0123456789０１２３４５６７８９"),
)
_HOW = "「資料：」「注：」「※」のどれかで始めてください（コロンは全角です。例: 資料：国勢調査）"
_SHOWN = 15  # characters of a line that is told


@dataclass(frozen=True)
class Line:
    """A paragraph of a div, with its place."""

    content: Inlines
    position: Position

    @property
    def text(self) -> str:
        return plain_text(self.content)


def titles_of(fragment: Fragment, kind: FloatKind, lines: Sequence[Line]) -> Sequence[Line]:
    """The title among paragraphs that are no lines under it, if there is one; all others are told where they stand."""
    titles = [line for line in lines if not line.text.startswith(_LIKE_NOTES)]
    for line in lines:
        if line not in titles[:1]:
            shown = line.text if len(line.text) <= _SHOWN else f"{line.text[:_SHOWN]}…"
            fragment.problem(
                line.position,
                Code.MD_CAPTION,
                f"{kind}の囲みに、題のほかの段落「{shown}」があります",
                f"題の段落は一つです。{kind}の下に出す行は、{_HOW}",
            )
    return titles[:1]


def check_joined(fragment: Fragment, position: Position) -> None:
    """Tells lines that begin as those under a table do, and become one with the line before."""
    number, before = position[0] + 1, fragment.source_at(position)
    while (line := fragment.source_at((number, 1)).lstrip()) and not line.startswith(":::"):
        start = next((each for each in (*NOTE_STARTS, *_LIKE_NOTES) if line.startswith(each)), "")
        if start and not before.endswith(("\\", "  ")):
            fragment.problem(
                (number, 1),
                Code.MD_LEFTOVER,
                f"「{start}」で始まる行が、前の行につながってしまいます",
                f"前の行との間を１行空けてください。下に出す行は、{_HOW}",
            )
        number, before = number + 1, line
