"""Tags of samples (ひな形) held against the plan's levels and fields: unknown ones, and what no tag shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model.contract import TAGS
from pipeline.model.forms import INTRODUCTION, Field, Form, tagged_parts
from pipeline.model.levels import Level, Levels
from pipeline.model.plan import Framework
from pipeline.model.samples import ItemTag, Sample, SampleTable, tag_fault, tags_of
from pipeline.problems import Code, Location, Problem, nearest

_REPEATED = (Form.ROWS, Form.INDICATORS)


def check_sample_tags(file: str, samples: Iterable[Sample], levels: Levels) -> Iterator[Problem]:
    """What tags of samples name and the plan has not, and what can't be filled in. `file` is the template's name."""
    for sample in samples:
        known: list[ItemTag] = []
        tags = dict.fromkeys(sample.tags)
        # A level that is nearly that of no other is another plan's: its sample is left alone.
        if sample.level not in (names := [level.name for level in levels]):
            tags = dict.fromkeys(list(tags)[:1] if nearest(sample.level, names) else ())
        for tag in tags:
            if fault := tag_fault(tag, levels):
                yield Problem(Location(file), Code.TEMPLATE_TAG, fault[0], _hint(tag, fault[1]))
            elif tag.level != sample.level:
                yield _problem(
                    file,
                    f"「{sample.level}」のひな形に、「{tag.level}」のタグ「{tag}」があります",
                    f"一つの段落や表には、一つの階層のタグだけを書きます。「{tag.level}」のひな形は、別の段落か表にしてください",
                )
            else:
                known.append(tag)
        if level := next((each for each in levels if each.name == sample.level), None):
            yield from _check_turns(file, sample, level, known)


def _hint(tag: ItemTag, hint: str) -> str:
    if tag.level in TAGS:
        return "ひな形の中には、計画名などのタグは書けません。文字で書くか、消してください"
    return f"{hint}。使わないひな形は、消せば標準の形になります"


def _check_turns(file: str, sample: Sample, level: Level, known: Sequence[ItemTag]) -> Iterator[Problem]:
    """Rows and lines that would have to be repeated for the rows of two fields at once."""
    for tags in _repeated_together(sample):
        fields = (level.field(tag.field) for tag in tags if tag in known and tag.part)
        repeated = list(dict.fromkeys(field.key for field in fields if field and field.form in _REPEATED))
        if len(repeated) > 1:
            yield _problem(
                file,
                f"「{sample.level}」のひな形の一つの行に、「{repeated[0]}」と「{repeated[1]}」の列が並んでいます",
                "行は、一つの表か指標の行の数だけ繰り返されます。行を分けてください",
            )


def _repeated_together(sample: Sample) -> Iterator[tuple[ItemTag, ...]]:
    for block in sample.blocks:
        if isinstance(block, SampleTable):
            yield from map(tags_of, block.rows)
        else:
            yield block.tags


def _problem(file: str, message: str, hint: str) -> Problem:
    return Problem(Location(file), Code.TEMPLATE_SAMPLE, message, hint)


def with_fields(samples: Iterable[Sample], levels: Levels) -> tuple[Sample, ...]:
    """The samples of these levels with the keys of all fields that those have."""
    fields = {level.name: tuple(field.key for field in level.fields) for level in levels}
    return tuple(replace(sample, fields=fields[sample.level]) for sample in samples if sample.level in fields)


def sample_notes(file: str, samples: Iterable[Sample], framework: Framework) -> Iterator[Problem]:
    """Notes of samples of levels that the plan has not; and of fields, or parts of them, that say something and that the
    sample of their level leaves out."""
    names = [level.name for level in framework.levels]
    for sample in samples:
        if sample.level not in names:
            yield Problem(
                Location(file),
                Code.TEMPLATE_SAMPLE,
                f"「{sample.level}」のひな形がありますが、この計画に「{sample.level}」という階層はないので、使いません",
                f"ひな形を消すか、計画の階層（{'、'.join(names)}）のものに直してください",
                warning=True,
            )
            continue
        items = [item for item in framework.walk() if item.level.name == sample.level]
        said = dict.fromkeys(value.kind for item in items for value in item.text.values)
        unshown = [name for field in said for name in _unshown(sample, field)]
        if unshown:
            yield Problem(
                Location(file),
                Code.TEMPLATE_UNSHOWN,
                f"「{sample.level}」のひな形に、「{'」「'.join(unshown)}」のタグがないので、本編に出ません",
                f"出すには、ひな形に {{{{ {sample.level}.{unshown[0]} }}}} の行を足してください",
                warning=True,
            )


def _unshown(sample: Sample, field: Field) -> Iterator[str]:
    """The names, as in tags, of a field or of its parts that no tag shows. Of indicators any part may be left out."""
    tags = [tag for tag in sample.tags if tag.field == field.key]
    if not tags and field != INTRODUCTION:
        yield field.key
    parts = {tag.part for tag in tags}
    if parts and "" not in parts and field.form is not Form.INDICATORS:
        yield from (f"{field.key}.{part}" for part in tagged_parts(field) if part not in parts)
