"""Faults of laid-out pages as problems, with the place where each is mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from pipeline.fitting.candidates import Writer
from pipeline.layout.printed import CHANCE
from pipeline.layout.report import moving_pages, problems_of
from pipeline.layout.rounds import Candidate, Settled
from pipeline.model.blocks import Landscape
from pipeline.model.content import DocumentContent, Part, Redline, paragraphs_of
from pipeline.model.documents import PLAN
from pipeline.model.pages import MM_IN_POINT, TWIPS_IN_POINT, Fault, Fit, PageFacts, Setting, paper_name
from pipeline.model.reference_text import shown_text
from pipeline.problems import Code, Location, Problem
from pipeline.word.fitting.narrow import too_narrow

if TYPE_CHECKING:
    from pipeline.fitting.shortening import Advice

_FOLD_OUT = "A3横"
_OF_PARTS = "長すぎる区切りに載せるものを減らすか、文章を短くするか、ほかの区切りに移してください"
# Faults that are about one character, wherever it stands.
_OF_CHARACTERS = (Code.PAGE_GLYPH, Code.PAGE_VARIANT, Code.PAGE_FALLBACK)


def page_problems(
    writer: Writer,
    settled: Settled,
    chosen: Mapping[str, tuple[Candidate, PageFacts]],
    advise: Callable[[Candidate], Advice | None],
) -> dict[str, list[Problem]]:
    """Everything that is wrong with the pages of the chosen documents, by document; `advise` is asked what helps where
    one does not fit, if that can be told. What moves without end is the plan's."""
    targets = {
        bookmark: target.location
        for target in writer.resolved.targets.values()
        for bookmark in (target.bookmark, target.title_bookmark)
    }
    plan = Location(writer.fits[PLAN.name].file)
    problems = {name: list[Problem]() for name in chosen}
    problems[PLAN.name] += moving_pages(settled.moving, lambda name: targets.get(name, plan))
    told: set[tuple[Code, str, Location]] = set()
    for name, (candidate, facts) in chosen.items():
        places = _Places(writer, name, targets)
        overflow = list(_overflow(writer, candidate, facts, advise))
        new = [fault for fault in facts.faults if (fault.code, fault.text, places.of(fault)) not in told]
        # What is cut on a sheet that is too long follows from that.
        problems[name] += overflow or problems_of(
            replace(facts, faults=tuple(new)), writer.content(name).label, places.of, places.others
        )
        # What the plan lacks is told of the plan, without which nothing is made; a note is enough once.
        told.update(
            (each.code, each.text, places.of(each))
            for each in new
            if each.code in (Code.PAGE_VARIANT, Code.PAGE_FALLBACK)
            or (each.code is Code.PAGE_GLYPH and name == PLAN.name)
        )
        problems[name] += _strange_paper(writer, candidate, facts)
        problems[name] += _broken_numbers(writer, candidate)
    return problems


class _Places:
    """The places where things of one document are written."""

    def __init__(self, writer: Writer, name: str, targets: Mapping[str, Location]) -> None:
        content = writer.content(name)
        self.targets = targets
        self.template = Location(writer.templates[name].file)
        self.uncommon = writer.resolved.plan.uncommon
        self.texts = [
            ("".join(shown_text(paragraph.content, content.targets).split()), paragraph.location)
            for slot in content.slots.values()
            for paragraph in paragraphs_of(slot)
            if paragraph.location
        ]

    def of(self, fault: Fault) -> Location:
        """The character or the paragraph that a fault is about, else what stands before it, else the template."""
        if fault.part:
            return self.template
        before = self.targets.get(fault.near)
        having = {text for text, _ in self.texts if fault.text and fault.text in text}
        telling = fault.code is not Code.PAGE_OUTSIDE or (len(fault.text) >= CHANCE and len(having) == 1)
        found = [place for text, place in self.texts if telling and text in having]
        if fault.code in _OF_CHARACTERS:
            written = self._written(fault)
            paragraph = next(iter(_behind(before, found)), None) if before else None
            found = [*_behind(paragraph, written), *found]
        return next(iter(_behind(before, found)), before or self.template)

    def others(self, fault: Fault) -> list[Location]:
        """Other places of a character that a fault is about."""
        own = self.of(fault)
        return [place for place in self._written(fault) if place != own]

    def _written(self, fault: Fault) -> list[Location]:
        return [place for character, place in self.uncommon if character == fault.text]


def _behind(before: Location | None, places: Sequence[Location]) -> list[Location]:
    """Places, those in front that stand in the same file behind another."""
    behind = [place for place in places if before and place.file == before.file and place >= before]
    return [*behind, *places]


def _overflow(
    writer: Writer, candidate: Candidate, facts: PageFacts, advise: Callable[[Candidate], Advice | None]
) -> Iterator[Problem]:
    """A sheet that takes more pages than it may, or leaves less free than it has to, even as tight as it can be set."""
    fit = writer.fits[candidate.name]
    if not fit.pages or (len(facts.pages) <= fit.pages and writer.free(candidate, facts) >= 0):
        return
    advice = advise(candidate)
    label = writer.content(candidate.name).label
    reserve = writer.reserve(candidate)
    parted = bool(facts.stretches or facts.ended)
    yield Problem(
        Location(fit.file),
        Code.PAGE_OVERFLOW,
        _too_long(label, fit, candidate.setting, facts, reserve)
        if parted or advice is None
        else _too_high(label, fit, candidate.setting, advice.excess, reserve, facts.columns),
        "\n    ".join(_what_helps(advice, fit)) if advice else _OF_PARTS,
        warning=bool(facts.missing),
    )


def _too_long(label: str, fit: Fit, setting: Setting | None, facts: PageFacts, reserve: float) -> str:
    """By how much a document does not fit in which sections begin new pages, or breaks new columns: which of its parts is too long is
    seen in what each takes."""
    tightest = f"{setting}まで詰めても、" if setting else ""
    room = f"、余裕（{fit.reserve:g}行、{_mm(reserve)}）を持って" if reserve else ""
    parts = "。".join(filter(None, (_pages_taken(facts), _columns_taken(facts))))
    return (
        f"{label}が{fit.paper.name}{fit.pages}ページに{room}収まりません。"
        f"{tightest}{len(facts.pages)}ページです。{parts}"
    )


def _pages_taken(facts: PageFacts) -> str:
    """The pages that each of the parts takes that begin new ones; nothing where there are none."""
    last = len(facts.pages) - sum(each.pages for each in facts.stretches)
    taken = [(each.pages, each.used) for each in facts.stretches] + [(last, facts.used)]
    told = "、".join(
        f"{number}番目が{_taken('ページ', pages, used, facts.room, facts.columns)}"
        for number, (pages, used) in enumerate(taken, 1)
    )
    return f"ページを改める区切りごとには、{told}です" if facts.stretches else ""


def _columns_taken(facts: PageFacts) -> str:
    """The columns that what stands before each break of one takes, and what stands behind the last one."""
    taken = [(each.pages, each.used) for each in facts.ended]
    filled = ceil(facts.used * facts.columns / facts.room)  # of the last page
    last = (len(facts.pages) - 1) * facts.columns + filled - sum(columns for columns, _ in taken)
    if facts.columns > 1 and last > 0 and not facts.stretches:
        taken.append((last, facts.used * facts.columns - (filled - 1) * facts.room))
    told = "、".join(
        f"{number}番目が{_taken('段', columns, used, facts.room)}"
        for number, (columns, used) in enumerate(taken, 1)
    )
    return f"改段で分かれる区切りごとには、{told}です" if facts.ended else ""


def _taken(unit: str, count: int, used: float, room: float, columns: int = 1) -> str:
    """So many pages or columns, and how much of the last is free, or by how much it is more than those before."""
    beyond = f"、{count - 1}{unit}より{_mm(used * columns)}長い" if count > 1 else ""
    return f"{count}{unit}（空き{_mm((room - used) * columns)}{beyond}）"


def _too_high(
    label: str, fit: Fit, setting: Setting | None, excess: float, reserve: float, columns: int
) -> str:
    """By how much a sheet does not fit; lengths in points, those of one of its columns."""
    tightest = f"{setting}まで詰めても、" if setting else ""
    lines = f"余裕（{fit.reserve:g}行、{_mm(reserve)}）"
    beyond = excess - reserve
    if beyond <= 0:
        return (
            f"{label}が{fit.paper.name}{fit.pages}ページに、余裕を持って収まりません。"
            f"{tightest}空きは{_mm(-beyond)}で、{lines}に{_mm(excess)}足りません"
        )
    room = f"。{lines}も入れると、{_mm(excess)}です" if reserve else ""
    high = f"{columns}段組みの１段の高さにして、" if columns > 1 else ""
    return f"{label}が{fit.paper.name}{fit.pages}ページに収まりません。{tightest}{high}{_mm(beyond)}はみ出します{room}"


def _what_helps(advice: Advice, fit: Fit) -> Iterator[str]:
    """The texts to shorten, or that there is no help in that, and the titles that make a sheet high."""
    total = sum(each.characters for each in advice.texts)
    said = "次の文章と題、名前" if advice.named else "次の文章"
    if advice.enough:
        yield f"{said}を、合わせて{total}字短くすると収まります（この長さで割り付けて、確かめました）"
    elif advice.texts:
        left = f"（あと{_mm(advice.left)}）" if advice.left > 0 else ""
        yield f"{said}を、合わせて{total}字短くしても収まりません{left}。載せるものを減らすか、紙を大きくしてください"
    else:
        yield "短くできる文章がありません。載せるものを減らすか、紙を大きくしてください"
    for text in advice.texts:
        yield f"{text.location} 「{text.text[:12]}…」（{len(text.text)}字）を{text.characters}字短く"
    for title in advice.titles:
        place = f"{title.location} " if title.location else ""
        yield (
            f"{place}縦書きの「{title.text[:12]}…」（{len(title.text)}字）が、横の文章より{_mm(title.height / TWIPS_IN_POINT)}高くしています。"
            "この題を短くすると、その分低くなります"
        )
    if fit.reserve:
        yield f"余裕を減らしてもよければ、{fit.file} の「余裕」を小さくします"


def _mm(points: float) -> str:
    return f"{points * MM_IN_POINT:.1f}mm"


def _broken_numbers(writer: Writer, candidate: Candidate) -> Iterator[Problem]:
    """Numbers that break in the tables of documents beside the plan, whose columns are narrower; those of the plan are told before
    it is laid out."""
    content, template = writer.content(candidate.name), writer.template(candidate.name, candidate.setting)
    for problem in too_narrow(content, template) if candidate.name != PLAN.name else ():
        told = replace(problem, message=f"{content.label}では、{problem.message}")
        # What stands in the template is mended there.
        in_template = problem.location.file == template.file
        hint = "列の少ない表を載せるか、テンプレートの段を広くするか、その様式の文字を小さくしてください"
        yield told if in_template else replace(told, hint=hint)


def _folds_out(content: DocumentContent) -> bool:
    """Whether a document has a larger sheet that is folded into it."""
    slots = (slot.after if isinstance(slot, Redline) else slot for slot in content.slots.values())
    blocks = (block for slot in slots if isinstance(slot, Part) for block in slot.blocks)
    return any(isinstance(block, Landscape) and block.folds_out for block in blocks)


def _strange_paper(writer: Writer, candidate: Candidate, facts: PageFacts) -> Iterator[Problem]:
    """Pages of other paper than the file beside the template declares; a sheet without a limit may turn it."""
    fit = writer.fits[candidate.name]
    turned = paper_name(fit.paper.height, fit.paper.width)
    allowed = {fit.paper.name} if fit.pages else {fit.paper.name, turned}
    if _folds_out(writer.content(candidate.name)):
        allowed.add(_FOLD_OUT)
    strange = Counter(paper_name(page.width, page.height) for page in facts.pages)
    for name in sorted(strange.keys() - allowed):
        yield Problem(
            Location(writer.templates[candidate.name].file),
            Code.PAGE_SIZE,
            f"{writer.content(candidate.name).label}に{name}のページがあります（{strange[name]}ページ）",
            f"{fit.file} の「用紙: {fit.paper.name}」か、テンプレートの紙の大きさと向きを直してください",
        )
