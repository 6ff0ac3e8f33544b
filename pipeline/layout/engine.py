"""The layout engine: documents in, layouts out, and nothing laid out twice."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import field
from math import inf
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pipeline.frozen import dataclass
from pipeline.layout.cache import Known, LayoutCache
from pipeline.layout.charts import chart_descriptions
from pipeline.layout.drawn_tables import descriptions_of
from pipeline.layout.fonts import configuration, read_fonts
from pipeline.layout.office import Office, find_office, office_version
from pipeline.layout.office_tempdir import clear_abandoned
from pipeline.layout.one_run import Asked
from pipeline.layout.rounds import Wanted
from pipeline.problems import Code

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pipeline.layout.copy import LayoutCopy
    from pipeline.layout.fonts import Fonts
    from pipeline.layout.quirks import Quirks
    from pipeline.layout.running import Shown
    from pipeline.model.numbers import Target
    from pipeline.model.pages import PageFacts

# How often a document is laid out until its headers show what stands on their pages: they move pages only where they take more lines.
_MOST_TRIES = 4
# Pages between one in view and those that are left out for it.
_FAR = 2
# Of how many shapes of documents it is kept what their headers show.
_MOST_SHOWN = 8


@dataclass
class Engine:
    """LibreOffice with this machine's fonts. `runs` counts how often it was given documents.

    `targets` are the plan's by bookmark, for what headers show of them. `lay_out` and `pdf_of` raise MachineError where it fails.
    Within a `with`, LibreOffice is kept open.
    """

    office: Office
    asked: Future[Fonts]  # fontconfig is asked while the plan is read
    cache: LayoutCache
    runs: int = 0
    targets: Mapping[str, Target] = field(default_factory=dict)
    passed_over: frozenset[Code] = frozenset()
    _facts: dict[str, PageFacts] = field(default_factory=dict)
    _made: dict[str, Any] = field(default_factory=dict)  # PDFs, opened and as bytes
    _ragged: set[str] = field(default_factory=set)  # paragraphs that lose what hangs if lines are justified
    _were_ragged: frozenset[str] = frozenset()  # when documents were kept
    _lossy: set[str] = field(default_factory=set)  # documents that have such paragraphs
    _drafts: set[str] = field(default_factory=set)  # what was laid out as a draft alone
    _most: dict[str, int] = field(default_factory=dict)  # by documents that take more pages than that
    _made_of: str = ""  # the digest of the files of which documents are made

    def __enter__(self) -> Engine:
        self.office.__enter__()
        return self

    def __exit__(self, *raised: Any) -> None:
        self.office.__exit__(*raised)

    @functools.cached_property
    def _shown(self) -> dict[str, Shown]:
        """What headers and footers show, by the copy's shape: of the last shapes, and as they were in the run before."""
        return self.cache.shown()

    @property
    def fonts(self) -> Fonts:
        return self.asked.result()

    def beside(self, cache: LayoutCache, passed_over: frozenset[Code] = frozenset()) -> Engine:
        """One for other documents of the same plan, which keeps what it measures elsewhere; LibreOffice is the same. What is
        `passed_over` is no fault in these documents."""
        return Engine(self.office, self.asked, cache, passed_over=passed_over)

    def expect(self, digest: str) -> None:
        """Start LibreOffice while the plan is read, unless all that was measured was made of the very files with this digest."""
        self._made_of = digest
        if digest != self.cache.made_of():
            # As if no font was missing: where one is, it has to be started anew.
            self.office.start(configuration())

    def open(self) -> None:
        """Start LibreOffice before there is anything for it, unless it is open."""
        self.office.start(configuration())

    def lay_out(self, documents: Sequence[Wanted], tell: Callable[[str], None]) -> list[PageFacts | None]:
        """The page facts of finished documents, in the same order, nothing of those that take more pages than they may; what is not
        known yet by one run for all, which is told.

        A draft is made without tags and links. Should its PDF be wanted after all, that is made with the next round's.
        """
        keys = [self._key(each.docx) for each in documents]
        unknown = {key: each for key, each in zip(keys, documents, strict=True) if not self._told(key, each)}
        if unknown:
            tell(f"ページを測っています（LibreOffice、{self.runs + 1}回目）")
            self._run(unknown)
        found = (self._facts.get(key) for key in keys)
        return [facts and facts.without(self.passed_over) for facts in found]

    def _told(self, key: str, wanted: Wanted) -> bool:
        """Whether all is known that is wanted of a document."""
        if self._knows(key):
            return wanted.draft or key not in self._drafts
        return 0 < wanted.most <= self._most.get(key, 0)

    def pdf_of(self, document: bytes) -> bytes:
        """The finished PDF of a document that was laid out."""
        key = self._key(document)
        known = None if key in self._made else self.cache.pdf(key)
        if known is not None:
            return known
        if key not in self._made:
            self._run({key: Wanted(document)})
        _, pdf = _pdf_readers()
        finished: bytes = pdf.finish(
            *self._made[key],
            self._facts[key].pages,
            descriptions_of(document),
            chart_descriptions(document),
        )
        return finished

    def glance(self, document: bytes, page: int, places: Mapping[str, int]) -> bytes:
        """A PDF of one page (from 0) of a document, laid out as a draft; nothing where there is no such page, or LibreOffice is not
        open. What is known of documents stays as it is.

        `places` are the pages of its bookmarks as they were known last: what stood behind the next page is left out, where that
        makes no difference.
        """
        behind = {name for name, at in places.items() if at >= page + _FAR}
        pdf, pages = self._glanced(document, page, behind)
        # Where what is left reaches another page, those before are whole.
        return pdf if pages >= page + _FAR else self._glanced(document, page, ())[0]

    def _glanced(self, document: bytes, page: int, behind: Collection[str]) -> tuple[bytes, float]:
        """The PDF, and on how many pages the document goes on: without end where nothing was left out."""
        from pipeline.layout.copy import layout_copy
        from pipeline.layout.quirks import KNOWN

        quirks = self._quirks() or KNOWN
        ragged, known = self._were_ragged, (self.targets, self._shown)
        copy = layout_copy(document, quirks, *known, ragged, draft=True, fonts=self.fonts, behind=behind)
        fonts = configuration(self.fonts.missing(copy.families))
        asked = Asked(copy.data, tagged=False, gaps=copy.has_gaps)
        pdf, pages = self.office.glance(asked, page + 1, fonts, copy.line_ends)
        return pdf, inf if copy.is_whole else pages

    def keep(self, documents: Sequence[bytes], pdfs: Mapping[bytes, bytes], last: Known) -> None:
        """Keep what is known of these documents for the next time, and forget all others."""
        keys = {self._key(document) for document in documents}
        self._facts = {key: self._facts[key] for key in keys if key in self._facts}
        self._made = {key: made for key, made in self._made.items() if key in keys}
        self._drafts &= keys
        self._most.clear()
        # Which lines lose something is asked anew of other texts: what comes next is what it would be from nothing.
        self._were_ragged = frozenset(self._ragged)
        self._ragged.clear()
        self._lossy.clear()
        for shape in list(self._shown)[:-_MOST_SHOWN]:
            del self._shown[shape]
        finished = {self._key(document): pdf for document, pdf in pdfs.items()}
        self.cache.keep(self._facts, finished, last, self._made_of, self._shown)

    def knows(self, document: bytes) -> bool:
        """Whether this very document was laid out before."""
        return self._knows(self._key(document))

    def _knows(self, key: str) -> bool:
        if key not in self._facts and (found := self.cache.facts(key)):
            self._facts[key] = found
        return key in self._facts

    def _run(self, documents: Mapping[str, Wanted]) -> None:
        """Lay out documents; once more those that lose marks at ends of lines, or whose headers turn out to stand on other pages
        than was thought, unless they are drafts.

        One whose headers move what they show again and again has that as a fault.
        """
        left = documents
        for _ in range(_MOST_TRIES):
            otherwise = self._measured(left)
            left = {key: each for key, each in left.items() if key in otherwise and not each.draft}
            if not left:
                return
        for key in left:
            self._facts[key] = self._facts[key].with_fault(Code.PAGE_UNSETTLED)

    def _measured(self, documents: Mapping[str, Wanted]) -> frozenset[str]:
        """Lay out documents; the keys of those that have to be laid out once more, though nothing is wrong with them."""
        Thread(target=_pdf_readers).start()
        copies, made = self._converted(documents)
        measure, pdf = _pdf_readers()
        from pipeline.layout.corrections import EVERY

        otherwise = set()
        for (key, copy), data in zip(copies.items(), made, strict=True):
            if not data:
                self._most[key] = documents[key].most
                continue
            opened = pdf.opened(data)
            self._facts[key] = measure.measure(copy, data, opened, self.fonts)
            if documents[key].draft:
                self._drafts.add(key)
            else:
                self._made[key] = opened, data
                self._drafts.discard(key)
            lost = self._facts[key].without_hanging
            if lost and EVERY not in copy.ragged:
                # Where texts repeat each other, what is missing may be another one's: the second time all are laid out so.
                self._ragged |= {EVERY} if lost & copy.ragged or key in self._lossy else lost
                self._lossy.add(key)
                otherwise.add(key)
            if copy.running.variables:
                shown = measure.shown_in_margins(copy, opened)
                self._shown.pop(copy.running.shape, None)  # the newest are behind
                self._shown[copy.running.shape] = shown
                otherwise |= {key} if shown != copy.shown else set()
        return frozenset(otherwise)

    def _converted(self, documents: Mapping[str, Wanted]) -> tuple[dict[str, LayoutCopy], Iterator[bytes]]:
        """The copies and their PDFs, each as soon as it is made. What this LibreOffice reads otherwise than Word is measured before
        the first documents; only if it is not what most do, those are laid out again."""
        from pipeline.layout.copy import layout_copy
        from pipeline.layout.quirks import KNOWN, probe, read_quirks

        known = self._quirks()
        quirks = known or KNOWN
        copies = {
            key: layout_copy(
                each.docx, quirks, self.targets, self._shown, self._ragged, draft=each.draft, fonts=self.fonts
            )
            for key, each in documents.items()
        }
        self.runs += 1
        probes = [] if known else [Asked(probe())]
        asked = [
            Asked(copy.data, not each.draft, each.most, copy.has_gaps)
            for copy, each in zip(copies.values(), documents.values(), strict=True)
        ]
        missing = self.fonts.missing(frozenset().union(*(copy.families for copy in copies.values())))
        # Documents of one plan say the same.
        ends = next((copy.line_ends for copy in copies.values() if any(copy.line_ends)), ("", ""))
        made = self.office.convert([*probes, *asked], configuration(missing), ends)
        if known:
            return copies, made
        _, pdf = _pdf_readers()
        measured = read_quirks(pdf.opened(next(made)))
        version = office_version(self.office.program)
        self.office.quirks[version] = measured
        self.cache.keep_quirks(version, measured)
        return (copies, made) if measured == quirks else self._converted(documents)

    def _quirks(self) -> Quirks | None:
        """Those of this LibreOffice, if they were measured: of this plan before, or of another one by the same."""
        version = office_version(self.office.program)
        known = self.cache.quirks(version)
        if known is None and (known := self.office.quirks.get(version)):
            self.cache.keep_quirks(version, known)
        return known

    def _key(self, document: bytes) -> str:
        return hashlib.sha256(self.identity.encode() + document).hexdigest()

    @functools.cached_property
    def identity(self) -> str:
        """The digest of a layout's conditions beside the document: LibreOffice, fonts, and how it is measured."""
        machine = f"{office_version(self.office.program)}\0{self.fonts}\0"
        return hashlib.sha256(machine.encode() + _own_code()).hexdigest()


@functools.cache
def _own_code() -> bytes:
    """How documents are measured."""
    return b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))


def _pdf_readers() -> tuple[ModuleType, ModuleType]:
    """The modules that read PDFs. They are heavy: loaded while LibreOffice works, and not at all where it need not."""
    from pipeline.layout import measure, pdf

    return measure, pdf


def find_engine(cache: LayoutCache) -> Engine | None:
    """The engine of this machine, or None where there is no LibreOffice."""
    program = find_office()
    if program is None:
        return None
    beside = ThreadPoolExecutor(1)
    asked = beside.submit(read_fonts)
    beside.submit(clear_abandoned)  # also where all is known and LibreOffice is not started
    beside.shutdown(wait=False)
    return Engine(Office(program), asked, cache)
