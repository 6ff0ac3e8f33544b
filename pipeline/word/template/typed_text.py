"""Words of a template where a tag should be: they stay as they are when the plan changes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from pipeline.problems import Code, Location, Problem
from pipeline.word.template.tags import without_tags
from pipeline.word.template.template import Template

# Values that mean nothing else wherever they stand; others are looked for as whole words.
_TELLING = ("計画名", "計画期間", "基本理念")
_WORDS = ("市名", "担当課", "策定年月", "段階日付", "段階会議", "段階表示")
_BETWEEN = re.compile(r"[\s\0（）()「」『』・、。:：|｜/／]+")
_LEAST = 4  # characters below which a telling value is a word like others
_DASHES = str.maketrans("〜～－−", "~~--")


def template_notes(template: Template, tags: Mapping[str, str]) -> Iterator[Problem]:
    """Notes for the author of a template, where its tags have these values."""
    yield from template.notes
    yield from typed_values(template, tags)


def typed_values(template: Template, tags: Mapping[str, str]) -> Iterator[Problem]:
    """The values of `tags` that a template has in its text, each once for a part of it."""
    told: set[tuple[str, str]] = set()
    for part, text in template.texts:
        for name in _typed(without_tags(text), tags):
            if (part, name) not in told:
                told.add((part, name))
                yield Problem(
                    Location(template.file),
                    Code.TEMPLATE_TYPED,
                    f"{part}の「{' '.join(text.split())[:40]}」に、{name}が文字で書いてあります",
                    f"{{{{ {name} }}}} と書いておくと、plan.yaml などの値に合わせて変わります",
                    warning=True,
                )


def _typed(text: str, tags: Mapping[str, str]) -> Iterator[str]:
    """The names of the tags whose values a text has, as wide or as narrow as it may be written."""
    plain = _plain(text)
    words = set(_BETWEEN.split(plain))
    for name in _TELLING:
        value = _plain(tags.get(name, ""))
        if len(value) >= _LEAST and value in plain:
            yield name
            plain = plain.replace(value, "\0")
    for name in _WORDS:
        value = _plain(tags.get(name, ""))
        if value and (value in words if name != "段階表示" else value in plain):
            yield name


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES)
