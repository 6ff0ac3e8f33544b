"""Texts for rules, and what rules make of them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.passages.model import Kind, Origin
from pipeline.wording.find import Finding, look
from pipeline.wording.profile import USUAL, Profile
from pipeline.wording.rule import Example, Rule, mended
from pipeline.wording.texts import Names, Text, with_silence


def texts(
    lines: str, names: Sequence[str] = (), kind: Kind = Kind.PARAGRAPH, document: str = "plan"
) -> list[Text]:
    """A plan of a text a line."""
    return [
        with_silence(
            Text(line, Origin("chapters/01.md", number), kind, document=document), Names(names), Names(())
        )
        for number, line in enumerate(lines.split("\n"), 1)
    ]


def findings(
    rule: Rule,
    lines: str,
    profile: Profile = USUAL,
    names: Sequence[str] = (),
    kind: Kind = Kind.PARAGRAPH,
) -> list[Finding]:
    """What a rule finds in a plan of a text a line."""
    return list(look(texts(lines, names, kind), [rule], profile))


def found_in(rule: Rule, example: Example) -> list[Finding]:
    """What a rule finds in an example."""
    return findings(rule, example.text, example.profile, kind=example.kind)


def put_right(rule: Rule, example: Example) -> str:
    """An example with what the rule finds put right."""
    return _mended(example.text, found_in(rule, example))


def _mended(lines: str, found: Sequence[Finding]) -> str:
    return "\n".join(
        mended(line, [each.found for each in found if each.text.origin.line == number])
        for number, line in enumerate(lines.split("\n"), 1)
    )
