"""A look at one page before all pages are right: its document written and laid out once, with the page numbers that were last true."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from pipeline.documents.plan import plan_content
from pipeline.documents.registry import contents_of
from pipeline.fitting.candidates import Writer
from pipeline.layout.cache import Known
from pipeline.layout.engine import Engine
from pipeline.model.documents import PLAN, names_of
from pipeline.model.keeping import Keep
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.workflows.prepare import Prepared


def glance(
    prepared: Prepared,
    name: str,
    page: int,
    engine: Engine,
    known: Known,
    places: Mapping[str, int],
    layouts: KnownLayouts,
    keep: Keep,
) -> bytes:
    """The page (from 0) of a document as a PDF; nothing where there is no such page or document any more.

    A sheet is in the setting that it had last; `places` are the pages of its bookmarks as they were last. Raises PlanErrors.
    """
    if name not in names_of(prepared.documents):
        return b""
    writer = Writer(
        prepared.resolved,
        {**contents_of(prepared.documents), PLAN.name: partial(plan_content, keep=keep)},
        prepared.templates,
        prepared.fits,
        names=(name,),
        chosen=known.choices,
        layouts=layouts,
        as_before=True,
        keep=keep,
    )
    (candidate,) = writer.write(known.guess)
    engine.targets = {target.bookmark: target for target in prepared.resolved.targets.values()}
    return engine.glance(candidate.docx, page, places)
