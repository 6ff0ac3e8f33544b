"""Samples (ひな形) of headings and terms in the template of a document that has no items: their tags, and those that are lacking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.contract import Contract
from pipeline.model.samples import TEXT_SAMPLES, ItemTag, Sample, SampleTable
from pipeline.problems import Code, Location, Problem, did_you_mean

# Code, message and hint.
_Fault = tuple[Code, str, str]
_KNOWN = "、".join(str(ItemTag(name, field)) for name, fields in TEXT_SAMPLES.items() for field in fields)


def check_text_samples(file: str, samples: Sequence[Sample], contract: Contract) -> Iterator[Problem]:
    """What is wrong with the samples of text in a template that may have such, and as notes those that it lacks."""
    if not contract.text_samples:
        return
    for sample in samples:
        faults = list(dict.fromkeys(_strange(sample))) or list(_misdrawn(sample))
        yield from (Problem(Location(file), code, message, hint) for code, message, hint in faults)
    for name in contract.shown_by_sample:
        if all(sample.level != name for sample in samples):
            yield _lacking(file, name)


def _strange(sample: Sample) -> Iterator[_Fault]:
    """Tags that name nothing of the kind."""
    for tag in sample.tags:
        if tag.field not in TEXT_SAMPLES.get(tag.level, ()) or tag.part:
            near = did_you_mean(tag.level, TEXT_SAMPLES) if tag.level not in TEXT_SAMPLES else ""
            yield (
                Code.TEMPLATE_TAG,
                f"「{tag}」がありますが、この文書のひな形に、そのようなものはありません",
                f"{near}。使えるもの: {_KNOWN}" if near else f"使えるもの: {_KNOWN}",
            )


def _misdrawn(sample: Sample) -> Iterator[_Fault]:
    """Samples that are more or less than paragraphs with all that they are of."""
    name, fields = f"「{sample.level}」のひな形", TEXT_SAMPLES[sample.level]
    if any(isinstance(block, SampleTable) for block in sample.blocks):
        yield (
            Code.TEMPLATE_SAMPLE,
            f"{name}が、表の中にあります",
            "表の外の段落にしてください。囲みや色は、様式の罫線と網かけで付けます",
        )
        return
    lines = sample.lines
    if len(lines) > len(fields) or not all(line.tags for line in lines):
        yield (
            Code.TEMPLATE_SAMPLE,
            f"{name}に、段落が{len(lines)}つあります",
            f"{'、'.join(str(ItemTag(sample.level, field)) for field in fields)} のある段落だけにしてください",
        )
    named = {tag.field for tag in sample.tags}
    for field in fields:
        if field not in named:
            tag = ItemTag(sample.level, field)
            yield (
                Code.TEMPLATE_SAMPLE,
                f"{name}に「{tag}」がありません",
                f"出したい所に {tag} と書いてください",
            )


def _lacking(file: str, name: str) -> Problem:
    tag = ItemTag(name, TEXT_SAMPLES[name][0])
    return Problem(
        Location(file),
        Code.TEMPLATE_SAMPLE,
        f"「{name}」のひな形がないので、題だけが出ます。番号と括弧は付きません",
        f"差し込み口の前に、{tag} の段落を置いてください。題の前後に書いた言葉（》など）と、その様式に付けた番号のリスト（《１　 など）が、"
        "そのまま出ます。題だけでよければ、タグだけの段落を置くと、この注意は出ません",
        warning=True,
    )
