"""Entries for answers.yaml: one for each opinion that has none, with what the office wrote beside it in its table.

What a resident wrote is in no entry: answers.yaml is kept and shown as other sources are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.answers.model import Answers, Consultation, Opinion
from pipeline.answers.parts import begins_with_parts, divided, numbered_parts
from pipeline.source.yaml_append import Entry
from pipeline.source.yaml_values import Value

_MARKUP = re.compile(r"([\\`*_\[\]<>^~$|{}\"'#@])")
# What would make a list, a rule or a heading of a line.
_OPENING = re.compile(r"^(\s*)(\(?(?:[0-9]+|[A-Za-z]{1,4}))?([-+=:.)%])")


def answer_entries(
    consultation: Consultation, changed: Mapping[str, Sequence[str]], view: str
) -> list[Entry]:
    """Entries for the opinions without any, in the order of the table. `changed` are the ids of what was changed because of an
    opinion, by its number, as changes.yaml says; `view` is the key of the city's answer."""
    named = {number.text for number in consultation.answers.named}
    waiting = [
        part
        for opinion in consultation.opinions
        if opinion.number not in named
        for part in _with_parts(opinion)
    ]
    return [
        _entry(opinion, consultation.answers, changed.get(opinion.number, ()), view) for opinion in waiting
    ]


def _with_parts(opinion: Opinion) -> Iterator[Opinion]:
    """An opinion, or each of the opinions that its text does nothing but number."""
    if begins_with_parts(opinion.text) and not opinion.view:
        count = len(numbered_parts(opinion.text))
        yield from divided([opinion], {f"{opinion.number}-{part}" for part in range(1, count + 1)})
    else:
        yield opinion


def _entry(opinion: Opinion, answers: Answers, changed: Sequence[str], view: str) -> Entry:
    kinds = [kind for kind in answers.kinds if kind.name == opinion.kind]
    values: list[tuple[str, Value]] = [
        ("意見", [opinion.number]),
        (view, as_markdown(opinion.view)),
        ("対応区分", opinion.kind),
    ]
    if changed or any(kind.needs_change for kind in kinds):
        values.append(("変更", list(changed)))
    return Entry((f"No.{opinion.number}（{opinion.location}）",), tuple(values))


def as_markdown(text: str) -> str:
    """A text that reads in Markdown as it is written, a paragraph for each of its lines."""
    return "\n\n".join(_line(line.strip()) for line in text.split("\n") if line.strip())


def _line(line: str) -> str:
    marked = _MARKUP.sub(r"\\\1", line)
    return _OPENING.sub(lambda found: f"{found[1]}{found[2] or ''}\\{found[3]}", marked)
