"""The stage in a finished document: no label of another one where labels stand, and its watermark on every page.

A label position is the cover, a header, a title, a property, a watermark, and what follows the plan's name in a line of its
own. In prose 策定 is a word like others, and a history may tell of a former （素案）.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .findings import Finding
from .names import child, flag
from .reading import Reading
from .sections import Section

DRAFTS = ("骨子", "素案", "案", "最終案")
ADOPTED = "策定"
_WORDS = (*DRAFTS, ADOPTED)
_BRACKETED = re.compile(rf"[（(［\[【〔〈《]\s*({'|'.join(_WORDS)})\s*[）)］\]】〕〉》]")
# Right behind the plan's name: a label in 計画案, 計画案　概要 and 計画案概要, none in 計画案内.
_AFTER_NAME = (
    rf"\s*({'|'.join(sorted(DRAFTS, key=len, reverse=True))})(?=$|[\W\d_A-Za-zＡ-Ｚａ-ｚ]|概要|体系図|本編)"
)
_FRAME = "（()）［］[]【】〔〕〈〉《》 　"


def other_labels(text: str, stage: str, plan_name: str, apart: Iterable[str] = DRAFTS) -> Iterator[str]:
    """The labels of other stages in a text at a label position, as they are written there.

    In brackets, right behind the plan's name, as the whole text, or, of the words `apart`, between blanks.
    """
    found = [(label[0], label[1]) for label in _BRACKETED.finditer(text)]
    rest = _BRACKETED.sub(" ", text)
    # On a cover the name may be set wide, or broken into lines.
    name = r"\s*".join(map(re.escape, "".join(plan_name.split())))
    found += [(label[1], label[1]) for label in re.finditer(name + _AFTER_NAME, rest)]
    alone = [rest.strip(), *(word for word in rest.split() if word in apart)]
    found += [(word, word) for word in alone if word in _WORDS]
    yield from dict.fromkeys(shown for shown, word in found if word != stage)


def other_label_alone(text: str, stage: str, plan_name: str) -> Iterator[str]:
    """Labels of other stages in a line that says nothing but the plan's name and a label: a colophon, a title inside."""
    squeezed, name = "".join(text.split()), "".join(plan_name.split())
    if squeezed.startswith(name) and squeezed.removeprefix(name).strip(_FRAME) in _WORDS:
        yield from other_labels(text, stage, plan_name)


def check_watermarks(reading: Reading, stage: str) -> Iterator[Finding]:
    """Every page of a draft has the stage's word behind its text, and none another one's; once adopted there is none."""
    for story in (reading.body, *reading.headers.values()):
        for text in story.watermarks:
            word = text.strip(_FRAME)
            if stage == ADOPTED or (word in _WORDS and word != stage):
                message = f"透かし「{text}」があります（今は{stage}）"
                yield Finding(reading.name, "agree.stage-other", story.part, message)
    if stage != ADOPTED:
        for number, section in enumerate(reading.sections, 1):
            for kind in _kinds(reading, section):
                if not _is_marked(reading, section.headers.get(kind), stage):
                    where = f"{reading.body.part}（{number}番目の区切り）"
                    message = f"ヘッダー（{kind}）に透かし「{stage}」がありません"
                    yield Finding(reading.name, "agree.watermark", where, message)


def _kinds(reading: Reading, section: Section) -> list[str]:
    """The kinds of header that the section has or its pages ask for."""
    asked = {"default", *section.headers}
    if section.title_page:
        asked.add("first")
    if flag(reading.package.tree("settings"), "evenAndOddHeaders"):
        asked.add("even")
    return sorted(asked)


def _is_marked(reading: Reading, part: str | None, stage: str) -> bool:
    story = reading.headers.get(part or "")
    return story is not None and any(text.strip(_FRAME) == stage for text in story.watermarks)


def check_line_numbers(reading: Reading, stage: str) -> Iterator[Finding]:
    """Line numbers are for those who comment on a draft."""
    for number, section in enumerate(reading.sections, 1):
        if stage == ADOPTED and child(section.element, "lnNumType") is not None:
            where = f"{reading.body.part}（{number}番目の区切り）"
            yield Finding(reading.name, "agree.line-numbers", where, "策定した計画に行番号があります")
