"""Values of YAML files that begin with what documents put before them anyway: numbers, dots, brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.forms import Form
from pipeline.model.levels import Levels
from pipeline.model.title_numbers import typed_number
from pipeline.problems import Code, Location, Problem
from pipeline.source import schema
from pipeline.source.framework_schema import FRAMEWORK, VISION, EntryFile, FrameworkFile
from pipeline.source.yaml_positions import Path
from pipeline.source.yaml_texts import YamlTexts

_SUMMARY, _POSITION = "summary.yaml", "position.yaml"
_DOTS = ("・", "･", "•")


def doubled(texts: YamlTexts) -> Iterator[Problem]:
    """Each as a warning: an office's own template may put nothing before them."""
    if _SUMMARY in texts.models:
        for at, section in enumerate(texts.model(_SUMMARY, schema.SummaryFile).sections):
            yield from _number(section.title, texts.locate(_SUMMARY, "概要", at, "題"))
    position = texts.models.get(_POSITION)
    for at, area in enumerate(position.areas if isinstance(position, schema.PositionFile) else ()):
        yield from _number(area.title, texts.locate(_POSITION, "分野", at, "題"))
    framework = texts.model(FRAMEWORK, FrameworkFile)
    if framework.vision.startswith("「") and framework.vision.find("」") == len(framework.vision) - 1:
        yield _told(texts.locate(FRAMEWORK, VISION), Code.SCHEMA_VALUE, "基本理念が「」で囲まれています")
    yield from _dots(texts, framework.items, (framework.LEVELS[0].name,), framework.LEVELS)


def _number(title: str, place: Location) -> Iterator[Problem]:
    if number := typed_number(title):
        yield _told(place, Code.MD_TYPED_NUMBER, f"題に番号「{number}」が書かれています")


def _dots(texts: YamlTexts, entries: Sequence[EntryFile], path: Path, levels: Levels) -> Iterator[Problem]:
    """Of lists, whose values stand behind dots on the 体系図."""
    level, *inner = levels
    for at, entry in enumerate(entries):
        for field in level.fields:
            for number, text in enumerate(entry.value(field) if field.form is Form.NAMES else ()):
                if text.startswith(_DOTS):
                    place = texts.locate(FRAMEWORK, *path, at, field.key, number)
                    yield _told(place, Code.SCHEMA_VALUE, f"「{field.key}」に「{text[0]}」が書かれています")
        if inner:
            yield from _dots(texts, entry.children, (*path, at, inner[0].name), tuple(inner))


def _told(place: Location, code: Code, message: str) -> Problem:
    hint = "文書で自動で付くので、二重になります。消してください（付けないテンプレートなら、このままで構いません）"
    return Problem(place, code, message, hint, warning=True)
