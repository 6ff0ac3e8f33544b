"""The plan and the documents beside it → the whole site."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from pipeline.html.blocks import BlockWriter
from pipeline.html.contents import contents_tree
from pipeline.html.drawn.framework import framework_sheet
from pipeline.html.front_page import chapters_block, index_page, search_page
from pipeline.html.inlines import write_inlines
from pipeline.html.kept_pages import KeptPages
from pipeline.html.labels import Labels
from pipeline.html.markup import APART, element, escaped, in_phrases
from pipeline.html.notes import notes_in, notes_of
from pipeline.html.paging import OWN, Sheet, page_name, sheets_of
from pipeline.html.search import search_entries, search_script
from pipeline.html.site import INDEX, INDEX_SCRIPT, Entry, Facts, Page, PageBlock, PageKind, Site
from pipeline.html.writing import Writing
from pipeline.model.blocks import Block, walk
from pipeline.model.content import DocumentContent, FrameworkRows, Part
from pipeline.model.inlines import Note, Paragraph, Ruby
from pipeline.model.keeping import Keep, anew
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.plan import Image


def make_site(
    resolved: ResolvedPlan,
    plan: DocumentContent,
    documents: Sequence[DocumentContent],
    labels: Labels,
    brought: Mapping[str, bytes],
    scripts: Sequence[str] = (),
    marked: bool = False,
    keep: Keep = anew,
    kept: KeptPages | None = None,
) -> Site:
    """The site of a plan whose pages are known, with the documents that are shown beside it.

    `brought` are the files of its template, and its scripts, those among them that each page runs. Where elements are
    written stands in pages that are `marked`. `keep` knows what was made of blocks and pages before, `kept` has the pages themselves.
    """
    named: dict[str, str] = {}
    for each in documents:
        named[each.name] = page_name(each.name, {*OWN, *named.values()})
    sheets = tuple(sheets_of(plan, named.values(), keep))
    images = image_names(resolved.plan.images)
    writing = Writing(
        resolved,
        page="",
        homes={identity: sheet.name for sheet in sheets for identity in sheet.ids},
        ids={target.bookmark: target.id for target in resolved.targets.values()},
        images=images,
        labels=labels,
        notes=notes_of((block for sheet in sheets for block in sheet.blocks), resolved.note_format, keep),
        has_notes=True,
        marked=marked,
    )
    facts = _facts(resolved, plan, (plan, *documents), keep)
    contents = contents_tree(plan, sheets)
    beside = [Entry("", each.label, named[each.name]) for each in documents]
    pages = (
        index_page(facts, plan, contents, beside, replace(writing, page=INDEX)),
        *(_with_chapters(page, contents) for page in _plan_pages(sheets, writing, kept)),
        *(document_page(each, named[each.name], writing) for each in documents),
    )
    search = tuple(search_entries(pages, keep))
    shown = {images[path]: image.data for path, image in resolved.plan.images.items() if path in images}
    return Site(
        facts=facts,
        pages=(*pages, search_page()),
        contents=contents,
        documents=(Entry("", plan.label, INDEX), *beside),
        search=search,
        files={**brought, **shown, INDEX_SCRIPT: search_script(search, keep)},
        scripts=tuple(scripts),
    )


def _plan_pages(sheets: Sequence[Sheet], writing: Writing, kept: KeptPages | None) -> Iterator[Page]:
    """The pages of the plan, those that were kept among them."""
    for sheet in sheets:
        own = replace(writing, page=sheet.name)
        yield kept.page(sheet, own, plan_page) if kept else plan_page(sheet, own)
    if kept:
        kept.forget_others({sheet.name for sheet in sheets})


def _with_chapters(page: Page, contents: Iterable[Entry]) -> Page:
    """The page of a 部 with its chapters, each a link: on paper they come on the next pages."""
    under = next((entry.under for entry in contents if entry.to == page.name), ())
    if page.kind is not PageKind.DIVISION or not under:
        return page
    return replace(page, blocks=(*page.blocks, chapters_block(under)))


def _facts(
    resolved: ResolvedPlan, plan: DocumentContent, contents: Iterable[DocumentContent], keep: Keep
) -> Facts:
    profile = resolved.plan.profile
    return Facts(
        name=profile.name,
        city=profile.city,
        stage_label=profile.stage.label,
        period=profile.period,
        office=profile.office,
        watermark=plan.watermark,
        readings=any(keep(_has_reading, block) for block in _everything(contents)),
    )


def _everything(contents: Iterable[DocumentContent]) -> Iterator[Block]:
    for content in contents:
        for slot in content.slots.values():
            if isinstance(slot, Part):
                yield from slot.blocks
            elif isinstance(slot, FrameworkRows):
                yield slot.grid


def _has_reading(block: Block) -> bool:
    return any(isinstance(node, Ruby) for node in walk((block,)))


def image_names(images: Mapping[str, Image]) -> dict[str, str]:
    """The files of pictures by their paths: of ASCII, in one folder, and the same as long as the paths are."""
    names: dict[str, str] = {}
    for path in images:
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", path)
        exact = plain == path.replace("/", "-") and plain.lower() not in map(str.lower, names.values())
        digest = hashlib.sha256(path.encode()).hexdigest()[:8]
        stem, _, kind = plain.rpartition(".")
        names[path] = plain if exact else f"{stem.strip('-') or 'picture'}-{digest}.{kind}"
    return names


def plan_page(sheet: Sheet, writing: Writing) -> Page:
    """A page of the plan: its blocks, and the notes that they have."""
    heading = sheet.heading
    writer = BlockWriter(writing, heading.level)
    target = writing.resolved.targets[heading.id]
    blocks = (*writer.write(sheet.blocks), *_notes(sheet.blocks, writing, writer))
    return Page(sheet.name, sheet.kind, target.title, blocks, target.label)


def _notes(blocks: Iterable[Block], writing: Writing, writer: BlockWriter) -> Iterator[PageBlock]:
    """The footnotes of a page, each with the way back to its mark."""
    notes = notes_in(blocks)
    if notes:
        name = f"notes{APART}title"
        yield writer.block(element("h2", "脚注", id=name, class_="notes-title"), None, name)
    for note in notes:
        yield writer.block(_note(note, writing), note.location, writing.notes.of(note).id)


def _note(note: Note, writing: Writing) -> str:
    named = writing.notes.of(note)
    back = element(
        "a",
        escaped(named.number),
        href=f"#{named.mark}",
        class_="back",
        role="doc-backlink",
        aria_label=f"{named.number} 注の付いた所へ戻る",
    )
    first, *more = note.content or (Paragraph(()),)
    said = [
        f"{back} {write_inlines(writing, first.content)}",
        *(write_inlines(writing, each.content) for each in more),
    ]
    return element(
        "div",
        "".join(element("p", each) for each in said),
        writing.at(note.location),
        id=named.id,
        class_="note",
        role="doc-footnote",
    )


def document_page(content: DocumentContent, name: str, writing: Writing) -> Page:
    """A document beside the plan, on a page of its own."""
    own = replace(writing, page=name, has_notes=False)
    writer = BlockWriter(own, 0)
    blocks = [writer.block(element("h1", in_phrases(content.label)), None, f"h{APART}1")]
    kind = PageKind.DOCUMENT
    for slot in content.slots.values():
        if isinstance(slot, Part):
            blocks += writer.write(slot.blocks)
        elif isinstance(slot, FrameworkRows):
            kind = PageKind.SHEET
            blocks.append(_vision(own, writer))
            sheet = framework_sheet(content, partial(write_inlines, own), own.at)
            blocks.append(
                writer.block(element("div", sheet, class_="framework"), None, f"framework{APART}sheet")
            )
    return Page(name, kind, content.label, tuple(blocks), document=content.name)


def _vision(writing: Writing, writer: BlockWriter) -> PageBlock:
    vision = writing.resolved.plan.framework.vision
    said = (
        f"{element('span', '基本理念', class_='label')} {element('span', escaped(vision), class_='vision')}"
    )
    return writer.block(element("p", said, class_="of-vision"), None, f"vision{APART}1")
