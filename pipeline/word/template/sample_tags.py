"""Tags of samples (ひな形) held against the plan's levels and fields: unknown ones, and what no tag shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.frozen import replace
from pipeline.model.contract import TAGS
from pipeline.model.forms import IN_COLUMNS, INTRODUCTION, Field, Form, tagged_parts
from pipeline.model.levels import Level, Levels
from pipeline.model.plan import Framework
from pipeline.model.samples import ItemTag, Sample, SampleTable, is_of_usual_levels, tag_fault, tags_of
from pipeline.problems import Code, Location, Problem


def check_samples(file: str, samples: Iterable[Sample], framework: Framework) -> Iterator[Problem]:
    """What tags of samples name and the plan has not, and what can't be filled in; as notes samples of another plan, which are
    not used, and what no tag shows. `file` is the template's name."""
    for sample in samples:
        if is_of_usual_levels(sample.tags, framework.levels):
            yield _unused(file, sample, framework.levels)
            continue
        faults = list(_faults(file, sample, framework.levels))
        yield from faults or _unshown(file, sample, framework)


def _faults(file: str, sample: Sample, levels: Levels) -> Iterator[Problem]:
    known: list[ItemTag] = []
    for tag in dict.fromkeys(sample.tags):
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
        repeated = list(dict.fromkeys(field.key for field in fields if field and field.form in IN_COLUMNS))
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
    return tuple(
        replace(sample, fields=fields[sample.level])
        for sample in samples
        if not is_of_usual_levels(sample.tags, levels)
    )


def _unused(file: str, sample: Sample, levels: Levels) -> Problem:
    wrong = next(tag for tag in sample.tags if tag_fault(tag, levels))
    return Problem(
        Location(file),
        Code.TEMPLATE_SAMPLE,
        f"「{sample.level}」のひな形のタグ（{wrong} など）は、この計画の階層と欄のものではないので、このひな形は使いません",
        f"ひな形を消すか、計画の階層（{'、'.join(level.name for level in levels)}）と欄のものに直してください",
        warning=True,
    )


def _unshown(file: str, sample: Sample, framework: Framework) -> Iterator[Problem]:
    """A note of the fields, and parts of them, that say something and that the sample of their level leaves out."""
    items = [item for item in framework.walk() if item.level.name == sample.level]
    said = dict.fromkeys(value.kind for item in items for value in item.text.values)
    unshown = [name for field in said for name in _left_out(sample, field)]
    if unshown:
        yield Problem(
            Location(file),
            Code.TEMPLATE_UNSHOWN,
            f"「{sample.level}」のひな形に、「{'」「'.join(unshown)}」のタグがないので、本編に出ません",
            f"出すには、ひな形に {{{{ {sample.level}.{unshown[0]} }}}} の行を足してください",
            warning=True,
        )


def _left_out(sample: Sample, field: Field) -> Iterator[str]:
    """The names, as in tags, of a field or of its parts that no tag shows. Of indicators any part may be left out."""
    tags = [tag for tag in sample.tags if tag.field == field.key]
    if not tags and field != INTRODUCTION:
        yield field.key
    parts = {tag.part for tag in tags}
    if parts and "" not in parts and field.form is not Form.INDICATORS:
        yield from (f"{field.key}.{part}" for part in tagged_parts(field) if part not in parts)
