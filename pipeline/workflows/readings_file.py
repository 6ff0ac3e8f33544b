"""readings.yaml as it is held against the plan: what is wrong with it, where nothing is made of it yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model.readings import READINGS
from pipeline.problems import Code, Location, PlanErrors, Problem, did_you_mean
from pipeline.workflows.build import Built
from pipeline.workflows.prepare import Prepared


def with_readings(built: Built, folder: str) -> Built:
    """What was made of a plan whose source messages call `folder`, with what is wrong with its readings.yaml."""
    assert built.prepared is not None, "a plan that was checked was read"
    if READINGS not in built.prepared.source:
        return built
    return replace(built, warnings=(*built.warnings, *_notes(built.prepared, folder)))


def _notes(prepared: Prepared, folder: str) -> Iterator[Problem]:
    """Mistakes in readings.yaml, by which nothing but editions can't be made; and places that are none."""
    from pipeline.readings.load import (
        read_readings,
    )  # with pydantic, which a plan without such a file does not need

    try:
        found = read_readings(prepared.source, folder)
    except PlanErrors as errors:
        for each in errors.problems:
            hint = "。".join(filter(None, (each.hint, "直すまで、ルビ版などは作れません")))
            yield replace(each, hint=hint, warning=True)
        return
    known = {*prepared.resolved.targets, *prepared.resolved.passages}
    for identity, words in found.at.items() if found else ():
        if identity not in known:
            yield Problem(
                next(iter(words.values())).location if words else Location(f"{folder}/{READINGS}"),
                Code.REF_MISSING,
                f"場所ごとの読みの「{identity}」という箇所はありません",
                did_you_mean(identity, known) or "章や節、表などの id を確かめてください",
                warning=True,
            )
