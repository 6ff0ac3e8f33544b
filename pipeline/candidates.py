"""Every document in every setting that is to be tried, and the largest one that fits its pages."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.layout.cache import Choice
from pipeline.layout.rounds import Candidate, Guess, Laid, Layout
from pipeline.model.edition import Edition
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.pages import Fit, Setting
from pipeline.problems import Code
from pipeline.word.compose import compose
from pipeline.word.squeeze import squeezed
from pipeline.word.template import Template

# What no sheet may have, however many pages it takes.
_CUT = (Code.PAGE_CUT, Code.PAGE_OUTSIDE)


# How tight lines and margins may be set within one text size.
TIGHTNESS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass
class _Trials:
    """Which settings an edition was tried in, and whether it fitted."""

    edition: Edition
    fitted: dict[Setting | None, bool] = field(default_factory=dict)


@dataclass
class Writer:
    """Writes documents in the settings that are to be tried, and none twice that says the same in the same one.

    Where `chosen` has a setting for the very same content, only that one is written; `as_before` asks for the
    last setting whatever the content, or else for the template as it stands.
    """

    resolved: ResolvedPlan
    editions: Mapping[str, Callable[[ResolvedPlan], Edition]]
    templates: Mapping[str, Template]
    fits: Mapping[str, Fit]
    names: Sequence[str]
    chosen: Mapping[str, Choice]
    as_before: bool = False
    machine: str = ""  # what lays the documents out: another one may choose otherwise
    written: dict[str, Edition] = field(default_factory=dict)
    _trials: dict[str, _Trials] = field(default_factory=dict)
    _templates: dict[tuple[str, Setting], Template] = field(default_factory=dict)
    _documents: dict[tuple[str, Setting | None], tuple[Edition, bytes]] = field(default_factory=dict)

    def write(self, guess: Guess, laid: Laid = ()) -> list[Candidate]:
        """Every document, with the page numbers of `guess`, in the settings to try next after what was `laid` out."""
        for candidate, layout in laid:
            self._trials[candidate.name].fitted[candidate.setting] = fits(layout, self.fits[candidate.name])
        return list(self._candidates(guess))

    def template(self, name: str, setting: Setting | None) -> Template:
        """The template of a document in a setting."""
        if setting is None:
            return self.templates[name]
        if (name, setting) not in self._templates:
            self._templates[name, setting] = squeezed(
                self.templates[name], setting, min(self.fits[name].sizes)
            )
        return self._templates[name, setting]

    def _candidates(self, guess: Guess) -> Iterator[Candidate]:
        plan = self.resolved.with_pages(guess.pages)
        for name in self.names:
            edition = replace(self.editions[name](plan), page_digits=guess.digits)
            self.written[name] = edition
            if name not in self._trials or self._trials[name].edition != edition:
                self._trials[name] = _Trials(edition)
            for setting in self._settings(name):
                yield Candidate(name, setting, self._document(edition, setting))

    def _settings(self, name: str) -> Sequence[Setting | None]:
        """Those to try next, the largest first; None is the template as it stands."""
        before, fit = self.chosen.get(name), self.fits[name]
        if self.as_before:
            return (before.setting if before and fit.sizes else None,)
        if before and before.content == self.content(name):
            return (before.setting,)
        return next_settings(fit, self._trials[name].fitted) if fit.sizes else (None,)

    def content(self, name: str) -> str:
        """A digest of everything that decides which setting fits: text, template, what it declares, this program."""
        if not self.fits[name].sizes:
            return ""
        shown = repr((self.written[name], self.fits[name], self.machine)).encode()
        return hashlib.sha256(_program() + self.templates[name].data + shown).hexdigest()

    def _document(self, edition: Edition, setting: Setting | None) -> bytes:
        known = self._documents.get((edition.name, setting))
        if known is None or known[0] != edition:
            known = (edition, compose(edition, self.template(edition.name, setting)))
            self._documents[edition.name, setting] = known
        return known[1]


def next_settings(fit: Fit, fitted: Mapping[Setting | None, bool]) -> tuple[Setting, ...]:
    """The settings to try, given which ones fitted: first each size at its widest and its tightest, then those
    between in the largest size that fits, at last the winner alone. Where none fits, the tightest."""
    if not fitted:
        return tuple(fit.setting(size, tightness) for size in fit.sizes for tightness in (0.0, 1.0))
    size = next((size for size in fit.sizes if fitted.get(fit.setting(size, 1.0))), None)
    if size is None:
        return (fit.setting(fit.sizes[-1], 1.0),)
    ladder = tuple(fit.setting(size, tightness) for tightness in TIGHTNESS)
    if fitted.get(ladder[0]) or all(setting in fitted for setting in ladder):
        return (next(setting for setting in ladder if fitted[setting]),)
    return ladder


@functools.cache
def _program() -> bytes:
    """The program itself, as a digest."""
    modules = sorted(Path(__file__).parent.rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in modules)).digest()


def choose(laid: Laid, name: str, fit: Fit) -> tuple[Candidate, Layout]:
    """The first candidate of a document that fits, else the last one."""
    own = [(candidate, layout) for candidate, layout in laid if candidate.name == name]
    return next(((candidate, layout) for candidate, layout in own if fits(layout, fit)), own[-1])


def fits(layout: Layout, fit: Fit) -> bool:
    """Whether a document takes no more pages than it may, with nothing cut off."""
    if not fit.pages:
        return True
    cut = any(fault.code in _CUT for fault in layout.facts.faults)
    return len(layout.facts.pages) <= fit.pages and not cut
