"""review.yaml → its entries."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.problems import Code, Location, Problem, raise_if_any
from pipeline.review.model import Entry, Review
from pipeline.review.schema import EntryFile, ReviewFile
from pipeline.source.validation import read_model
from pipeline.source.yaml_positions import Document


def read_review(data: bytes | None, file: str) -> Review:
    """The entries of a file that messages call `file`; none where there is no file. Raises PlanErrors with all that is wrong."""
    if data is None:
        return Review()
    model, document = read_model(file, data, ReviewFile)
    raise_if_any(_doubles(model, document))
    return Review(tuple(_entry(each) for each in model.entries), data)


def _entry(read: EntryFile) -> Entry:
    values = {name: getattr(read, name) for name in EntryFile.model_fields}
    texts = {name: values[name].rstrip("\n") for name in ("before", "after", "comment", "now", "note")}
    return Entry(**{**values, **texts, "conflicts": tuple(read.conflicts)})


def _doubles(model: ReviewFile, document: Document) -> Iterator[Problem]:
    first: dict[str, Location] = {}
    for at, each in enumerate(model.entries):
        place = document.locate(("受領", at, "id"))
        if each.id in first:
            yield Problem(
                place,
                Code.ID_DUPLICATE,
                f"受領のid「{each.id}」が二つあります",
                f"もう一つ: {first[each.id]}。どちらかのidを変えてください",
            )
        first.setdefault(each.id, place)
