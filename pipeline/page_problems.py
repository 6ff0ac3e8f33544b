"""What was found on the pages of laid-out documents, as problems with the place where each is mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline.candidates import Writer
from pipeline.layout.report import moving_pages, problems_of
from pipeline.layout.rounds import Candidate, Settled
from pipeline.model.blocks import walk
from pipeline.model.documents import label_of
from pipeline.model.edition import Edition, Part, Sheet
from pipeline.model.inlines import Paragraph
from pipeline.model.pages import MM_IN_POINT, Fault, PageFacts, paper_name
from pipeline.model.shown import shown_text
from pipeline.problems import Code, Location, Problem
from pipeline.word.shorten import advise


def page_problems(
    writer: Writer, settled: Settled, chosen: Mapping[str, tuple[Candidate, PageFacts]]
) -> list[Problem]:
    """Everything that is wrong with the pages of the chosen documents."""
    targets = {
        bookmark: target.location
        for target in writer.resolved.targets.values()
        for bookmark in (target.bookmark, target.title_bookmark)
    }
    plan = Location(writer.fits["plan"].file)
    problems = list(moving_pages(settled.moving, lambda name: targets.get(name, plan)))
    for name, (candidate, facts) in chosen.items():
        edition = writer.edition(name)
        places = _Places(edition, targets, Location(writer.templates[name].file))
        overflow = list(_overflow(writer, candidate, facts))
        # What is cut on a sheet that is too long follows from that.
        problems += overflow or problems_of(facts, label_of(name), places.of)
        problems += _strange_paper(writer, candidate, facts)
    return problems


class _Places:
    """Where things of one document are written."""

    def __init__(self, edition: Edition, targets: Mapping[str, Location], template: Location) -> None:
        self.targets = targets
        self.template = template
        self.texts = [
            ("".join(shown_text(paragraph.content, edition.targets).split()), paragraph.location)
            for paragraph in _paragraphs_of(edition)
            if paragraph.location
        ]

    def of(self, fault: Fault) -> Location:
        """The paragraph that a fault is about, else what stands before it, else the template."""
        if fault.part:
            return self.template
        sought = fault.text[:1] if fault.code is Code.PAGE_GLYPH else fault.text
        before = self.targets.get(fault.near)
        found = [place for text, place in self.texts if sought and sought in text]
        behind = [place for place in found if before and place.file == before.file and place > before]
        return next(iter([*behind, *found]), before or self.template)


def _paragraphs_of(edition: Edition) -> Iterator[Paragraph]:
    """The paragraphs that a document shows, those in the sheet's cells among them."""
    for slot in edition.slots.values():
        if isinstance(slot, Part):
            yield from (node for node in walk(slot.blocks) if isinstance(node, Paragraph))
        elif isinstance(slot, Sheet):
            yield from (
                paragraph for row in slot.grid.rows for cell in row if cell for paragraph in cell.content
            )


def _overflow(writer: Writer, candidate: Candidate, facts: PageFacts) -> Iterator[Problem]:
    """A sheet that takes more pages than it may, even as tight as it can be set."""
    name, fit = candidate.name, writer.fits[candidate.name]
    excess = facts.overflow(fit.pages) if fit.pages else 0.0
    if not excess:
        return
    advice = advise(writer.edition(name), writer.template(name, candidate.setting), excess)
    lines = [
        f"{each.location} 「{each.text[:12]}…」（{each.length}字）を{each.characters}字ほど"
        for each in advice.texts
    ]
    lines += [] if advice.enough else ["これだけでは足りません。載せるものを減らすか、紙を大きくしてください"]
    tightest = f"{candidate.setting}まで詰めても、" if candidate.setting else ""
    yield Problem(
        Location(fit.file),
        Code.PAGE_OVERFLOW,
        f"{label_of(name)}が{fit.paper.name}{fit.pages}ページに収まりません。"
        f"{tightest}約{excess * MM_IN_POINT:.0f}mmはみ出します",
        "\n    ".join(["次の文章を短くしてください（長い順）" if advice.texts else "", *lines]).strip(),
        warning=bool(facts.missing),
    )


def _strange_paper(writer: Writer, candidate: Candidate, facts: PageFacts) -> Iterator[Problem]:
    """Pages of other paper than the file beside the template declares; a sheet without a limit may turn it."""
    fit = writer.fits[candidate.name]
    turned = paper_name(fit.paper.height, fit.paper.width)
    allowed = {fit.paper.name} if fit.pages else {fit.paper.name, turned}
    strange = Counter(paper_name(page.width, page.height) for page in facts.pages)
    for name in sorted(strange.keys() - allowed):
        yield Problem(
            Location(writer.templates[candidate.name].file),
            Code.PAGE_SIZE,
            f"{label_of(candidate.name)}に{name}のページがあります（{strange[name]}ページ）",
            f"{fit.file} の「用紙: {fit.paper.name}」か、テンプレートの紙の大きさと向きを直してください",
        )
