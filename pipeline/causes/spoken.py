"""What was deleted between two versions, and is still spoken of by its title in the later one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.model.numbers import ResolvedPlan, Target, TargetKind
from pipeline.problems import Code, Location, Problem

# So long is no title that everybody says without meaning it, and that needs no brackets to be one.
_LONG = 8
_KINDS = (TargetKind.HEADING, TargetKind.TABLE, TargetKind.FIGURE)


def still_spoken_of(
    before: ResolvedPlan, after: ResolvedPlan, texts: Iterable[tuple[str, Location]]
) -> Iterator[Problem]:
    """Each of the later version's texts that names what was deleted, as a warning.

    A reference to it is an error of its own. Titles that something has in the later version are not gone.
    """
    there = {_bare(target.title) for target in after.targets.values()}
    gone = {
        title: target
        for target in before.targets.values()
        if target.id not in after.targets and target.kind in _KINDS
        if (title := _bare(target.title)) and title not in there
    }
    for text, location in dict.fromkeys(texts) if gone else ():
        bare = _bare(text)
        for title, target in gone.items():
            quoted = re.search(f"[「『]{re.escape(title)}[」』]", bare)
            if quoted or (len(title) >= _LONG and title in bare):
                yield _spoken(target, location)


def _bare(text: str) -> str:
    return "".join(text.split())


def _spoken(target: Target, location: Location) -> Problem:
    return Problem(
        location,
        Code.REF_DELETED_TITLE,
        f"前の版から削除された{target.number}「{target.title}」のことが、まだ書かれています",
        f"文章を直してください。前の版では {target.location} にありました。同じ言葉を別の意味で使っているのなら、このままで構いません",
        warning=True,
    )
