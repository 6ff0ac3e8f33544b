"""Lines of the plan's own text that name it with another stage: found in finished documents, mended in the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checks import Finding
from pipeline.model.blocks import Heading, walk_blocks
from pipeline.model.inlines import Paragraph, plain_text
from pipeline.model.numbers import ResolvedPlan
from pipeline.problems import Code, Location, Problem

_SHOWN = 40  # characters of a line in a message


def stage_lines(findings: Sequence[Finding], resolved: ResolvedPlan) -> Iterator[Problem]:
    """The lines that findings about stages are of, where the plan has them."""
    told = [finding.message for finding in findings if finding.code == "agree.stage-other"]
    labels = {message.rpartition("別の段階「")[2].partition("」")[0] for message in told} - {""}
    for location, text in _lines(resolved) if labels else ():
        label = next((each for each in labels if each in text), None)
        if label and any("".join(text.split())[:_SHOWN] in "".join(message.split()) for message in told):
            yield Problem(
                location,
                Code.MD_STAGE,
                f"計画名の行「{text[:_SHOWN]}」に、今の段階（{resolved.plan.profile.stage}）と違う「{label}」があります",
                "段階を消すか、今の段階に直してください。経緯として書くときは、「…（素案）を公表した」のように、文の中に書きます",
            )


def _lines(resolved: ResolvedPlan) -> Iterator[tuple[Location, str]]:
    """Paragraphs and headings whose place is known, those that stand in the 概要 or in declared documents alone among them."""
    declared = resolved.plan.declared
    own = resolved.plan.own_texts
    for part in (resolved.front, resolved.body, resolved.appendix, resolved.passages.values(), own):
        for block in walk_blocks(part):
            if isinstance(block, Paragraph | Heading) and block.location is not None:
                yield block.location, plain_text(block.content)
    yield from ((head.location, head.text) for each in declared for head in each.heads)
