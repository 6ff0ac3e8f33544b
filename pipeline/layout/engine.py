"""The layout engine: documents in, layouts out, and nothing laid out twice."""

from __future__ import annotations

import functools
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from pipeline.layout.cache import Known, LayoutCache
from pipeline.layout.copy import LayoutCopy, layout_copy
from pipeline.layout.fonts import Fonts, configuration, read_fonts
from pipeline.layout.measure import measure
from pipeline.layout.office import PATIENCE, convert, find_office, office_version
from pipeline.layout.pdf import finish
from pipeline.layout.rounds import Layout
from pipeline.model.pages import PageFacts
from pipeline.problems import Code, MachineError


@dataclass
class Engine:
    """LibreOffice with this machine's fonts. `runs` counts how often it was started.

    `lay_out` and `pdf_of` raise MachineError where it fails.
    """

    program: Path
    fonts: Fonts
    cache: LayoutCache
    patience: float = PATIENCE
    runs: int = 0
    _facts: dict[str, PageFacts] = field(default_factory=dict)
    _made: dict[str, pikepdf.Pdf] = field(default_factory=dict)

    def lay_out(self, documents: Sequence[bytes], tell: Callable[[str], None]) -> list[Layout]:
        """The layouts of finished documents, in the same order; those not known yet by one run for all, which is told."""
        keys = [self._key(document) for document in documents]
        unknown = {key: data for key, data in zip(keys, documents, strict=True) if not self._knows(key)}
        if unknown:
            tell(f"ページを測っています（LibreOffice、{self.runs + 1}回目）")
            self._run({key: layout_copy(data) for key, data in unknown.items()})
        return [Layout(self._facts[key]) for key in keys]

    def pdf_of(self, document: bytes) -> bytes:
        """The finished PDF of a document that was laid out."""
        key = self._key(document)
        known = None if key in self._made else self.cache.pdf(key)
        if known is not None:
            return known
        if key not in self._made:
            self._run({key: layout_copy(document)})
        return finish(self._made[key], self._facts[key].pages)

    def keep(self, documents: Sequence[bytes], pdfs: Mapping[bytes, bytes], last: Known) -> None:
        """Keep what is known of these documents for the next time, and forget all others."""
        keys = {self._key(document) for document in documents}
        facts = {key: self._facts[key] for key in keys}
        self.cache.keep(facts, {self._key(document): pdf for document, pdf in pdfs.items()}, last)

    def knows(self, document: bytes) -> bool:
        """Whether this very document was laid out before."""
        return self._knows(self._key(document))

    def _knows(self, key: str) -> bool:
        if key not in self._facts and (found := self.cache.facts(key)):
            self._facts[key] = found
        return key in self._facts

    def _run(self, copies: Mapping[str, LayoutCopy]) -> None:
        self.runs += 1
        made = convert(self.program, [copy.data for copy in copies.values()], configuration(), self.patience)
        for (key, copy), pdf in zip(copies.items(), made, strict=True):
            self._made[key] = _opened(pdf)
            self._facts[key] = measure(copy, pdf, self._made[key], self.fonts)

    def _key(self, document: bytes) -> str:
        return hashlib.sha256(self.identity.encode() + document).hexdigest()

    @functools.cached_property
    def identity(self) -> str:
        """What a layout depends on beside the document: LibreOffice, the fonts, and how it is measured."""
        own = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
        machine = f"{office_version(self.program)}\0{self.fonts}\0"
        return hashlib.sha256(machine.encode() + own).hexdigest()


def _opened(pdf: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PdfError as error:
        raise MachineError(
            Code.MACHINE_OFFICE,
            f"LibreOfficeの作ったPDFが読めません（{error}）",
            "もう一度実行してください。続くときは make plan LAYOUT=none とすると、ページを測らずに作れます",
        ) from error


def find_engine(cache: LayoutCache) -> Engine | None:
    """The engine of this machine, or None where there is no LibreOffice."""
    program = find_office()
    return Engine(program, read_fonts(), cache) if program else None
