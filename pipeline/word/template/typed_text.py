"""Words of a template where a tag should be: they stay as they are when the plan changes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from pipeline.problems import Code, Location, Problem
from pipeline.word.template.tags import without_tags
from pipeline.word.template.template import Template

# Values that mean nothing else wherever they stand; others are looked for as whole words.
_NAME = "計画名"
_TELLING = (_NAME, "計画期間", "基本理念")
_WORDS = ("市名", "担当課", "策定年月", "段階日付", "段階会議", "段階表示")
_BETWEEN = re.compile(r"[\s\0（）()「」『』・、。:：|｜/／]+")
_LEAST = 4  # characters below which a telling value is a word like others
# The number of a plan, and what may stand beside its name: a stage, a date or a period, what the document is.
_NUMBERED = r"第[0-9一二三四五六七八九十]+[期次]"
_BESIDE = r"骨子|最終案|素案|案|策定|概要版?|本編|資料編|(?:令和|平成)?[0-9元]+年(?:度|[0-9]+月(?:[0-9]+日)?)?|[][()~「」『』【】〔〕-]"
_DASHES = str.maketrans("〜～－−", "~~--")


def template_notes(template: Template, tags: Mapping[str, str]) -> Iterator[Problem]:
    """Notes for the author of a template, where its tags have these values."""
    yield from template.notes
    yield from typed_values(template, tags)


def typed_values(template: Template, tags: Mapping[str, str]) -> Iterator[Problem]:
    """The values of `tags` that a template has in its text, each once for a part of it."""
    told: set[tuple[str, str]] = set()
    for part, text in template.texts:
        bare = without_tags(text)
        names = [*_typed(bare, tags)]
        if _is_other_name(bare, tags.get(_NAME, "")):
            names.append(_NAME)
        for name in names:
            if (part, name) not in told:
                told.add((part, name))
                is_other = name == _NAME and _plain(tags[name]) not in _plain(bare)
                otherwise = f"、今の計画名「{tags[name]}」と違う形で" if is_other else ""
                yield Problem(
                    Location(template.file),
                    Code.TEMPLATE_TYPED,
                    f"{part}の「{' '.join(text.split())[:40]}」に、{name}が{otherwise}文字で書いてあります",
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


def _is_other_name(text: str, name: str) -> bool:
    """Whether a text is nothing but the plan's name with another number (第２期 in place of 第３期) or none, and a stage or a date
    beside it: that of the plan before."""
    name, plain = _squeezed(name), _squeezed(text)
    core = re.sub(_NUMBERED, "", name)
    if core == name or len(core) < _LEAST or name in plain:
        return False
    bare = re.sub(_NUMBERED, "", plain)
    return core in bare and not re.sub(_BESIDE, "", bare.replace(core, "", 1))


def _squeezed(text: str) -> str:
    return "".join(_plain(text).split())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES)
