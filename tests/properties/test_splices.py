"""Any edit of any passage of any plan: its source prints what was asked, everything else what it did; or nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hypothesis import given, note, reject
from hypothesis import strategies as st

from pipeline.documents.registry import CONTENTS
from pipeline.passages.model import DocumentMap, Kind, Passage
from pipeline.passages.origins import map_document
from pipeline.problems import PlanErrors
from pipeline.splicing.mapped import Refused
from pipeline.splicing.splice import move, splice
from pipeline.splicing.wish import Wish
from pipeline.splicing.words import tidied
from tests.kept import parse
from tests.properties.documents import resolved
from tests.properties.plans import Shapes, fewer
from tests.properties.sources import Plan
from tests.properties.words import NAMES, TEXTS, TITLES
from tests.properties.writing import files_of
from tests.small_plan import FOLDER

PLANS = Shapes(TEXTS, TITLES, NAMES).plans
# What somebody types, and what Markdown, YAML or CSV would read of it.
TYPED = st.sampled_from(
    [
        *("追加", "、新しい。", "A B", "…　", "🙂", "\n", "\n\n"),
        *("*", "**強**", "[a](b)", "[^1]", "# ", "1. ", "(1) ", "- ", "> ", "::: ", "|", ": ", " #", "~"),
        *('"', "'", "\\", "<b>", "<br>", "&amp;", "{x}", "^2^", "^^", "<<", ",", "`", "=", "!"),
    ]
)
_EDITS = 6
_NUMBER = re.compile(r"\d+")
# What others show of it: numbers and titles in references.
_SHOWN_ELSEWHERE = (Kind.HEADING, Kind.CAPTION, Kind.TERM, Kind.BOX_TITLE)


def maps_of(files: Mapping[str, bytes]) -> Mapping[str, DocumentMap]:
    """What each document prints. Raises PlanErrors."""
    plan = resolved(files)
    return {name: map_document(content(plan), plan, files, FOLDER) for name, content in CONTENTS.items()}


def edited(text: str, data: st.DataObject) -> str:
    """A text with something put in, taken out, or in place of some of it."""
    begin = data.draw(st.integers(0, len(text)))
    end = min(len(text), begin + data.draw(st.sampled_from((0, 0, 1, 2, 5, 30))))
    new = data.draw(st.one_of(st.just(""), TYPED)) if end > begin else data.draw(TYPED)
    return text[:begin] + new + text[end:]


@fewer(2)
@given(PLANS, st.data())
def test_what_is_spliced_prints_as_asked_and_nothing_else_changes(plan: Plan, data: st.DataObject) -> None:
    """In the plan, the 概要 and the 体系図. What a program makes is not asked for; what is refused is as it was."""
    files = files_of(plan)
    before = maps_of(files)
    written = [
        (name, each)
        for name, found in before.items()
        for each in found.passages
        if each.origin and not each.made and each.text.strip()
    ]
    for _ in range(_EDITS):
        name, passage = data.draw(st.sampled_from(written))
        assert passage.origin
        after = edited(passage.text, data)
        if not after.strip() or tidied(after) == tidied(passage.text):
            continue
        file = passage.origin.file
        wish = Wish(file, passage.origin.line, passage.target, passage.text, after, sure=True)
        note(repr((str(passage.origin), passage.target, passage.text, after)))
        try:
            changed = splice(file, files[file], wish, parse)
        except Refused:
            continue
        note(repr((files[file].decode(), changed.decode())))
        _check(before, {**files, file: changed}, name, passage, tidied(after))


@fewer(4)
@given(PLANS, st.data())
def test_what_moves_is_printed_behind_its_goal_and_nothing_else_changes(
    plan: Plan, data: st.DataObject
) -> None:
    """From any paragraph or item of a chapter to behind any other passage, or it is refused."""
    files = files_of(plan)
    try:
        before = maps_of(files)["plan"].body
    except PlanErrors:  # was never sent
        reject()
    written = [each for each in before if each.origin and not each.made and each.origin.file.endswith(".md")]
    for _ in range(_EDITS):
        passage, goal = (data.draw(st.sampled_from(written)) for _ in range(2))
        assert passage.origin
        assert goal.origin
        # Where several are written in one line it is the last that the line means.
        last = max(each.index for each in written if str(each.origin) == str(goal.origin))
        wish = Wish(passage.origin.file, passage.origin.line, "", passage.text, passage.text, sure=True)
        note(repr((str(passage.origin), passage.text, str(goal.origin), goal.text)))
        try:
            changed = move(files, wish, (goal.origin.file, goal.origin.line), parse)
        except Refused:
            continue
        note(repr({name: text.decode() for name, text in changed.items()}))
        try:
            now = maps_of({**files, **changed})["plan"].body
        except PlanErrors:  # told, so that `make accept` leaves it
            continue
        order = [each.text for each in before if each is not passage]
        at = last + (last < passage.index)
        order.insert(at, passage.text)
        # Notes that went with it changed places with others, and references to them their numbers.
        assert [_NUMBER.sub("0", each.text) for each in now if not each.made] == [
            _NUMBER.sub("0", text) for text, each in zip(order, now, strict=True) if not each.made
        ]


def _check(
    before: Mapping[str, DocumentMap], files: Mapping[str, bytes], name: str, passage: Passage, after: str
) -> None:
    try:
        now = maps_of(files)
    except PlanErrors:  # told, so that `make accept` leaves it
        return
    parts = after.split("\n\n")
    was, seen = (maps[name].passages for maps in (before, now))
    at = was.index(passage)
    # A value has no blanks at its ends, whatever stands around it where it is printed.
    printed = [_without_blanks(each.text) for each in seen[at : at + len(parts)]]
    assert printed == [_without_blanks(part) for part in parts]
    if passage.kind not in _SHOWN_ELSEWHERE and not passage.key.endswith("題"):
        rest = (*was[:at], *was[at + 1 :])
        kept = (*seen[:at], *seen[at + len(parts) :])
        for old, new in zip(rest, kept, strict=True):
            same_place = old.origin and passage.origin and old.origin.key == passage.origin.key != ""
            assert old.text == new.text or same_place


def _without_blanks(text: str) -> str:
    return "".join(text.split())
