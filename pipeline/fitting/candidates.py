"""Every document in every setting that is to be tried, and the largest one that fits its pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from math import inf

from pipeline.fitting.settings import TOO_LONG, Trial, nearest_setting, rivals_of, settings_to_try
from pipeline.frozen import dataclass, replace
from pipeline.layout.cache import Choice
from pipeline.layout.rounds import Candidate, Guess, Laid
from pipeline.model.content import DocumentContent
from pipeline.model.keeping import Keep, While, anew
from pipeline.model.numbers import ResolvedPlan
from pipeline.model.pages import TWIPS_IN_POINT, Fit, PageFacts, Setting
from pipeline.model.share import Share, alone
from pipeline.problems import Code, PlanErrors, Problem, raise_if_any
from pipeline.word.compose import compose
from pipeline.word.fitting.height import estimated_height
from pipeline.word.fitting.scaling import base_setting, squeezed
from pipeline.word.measuring.known_layouts import KnownLayouts
from pipeline.word.template.template import Template
from pipeline.workspace import code_digest

# What no sheet may have, however many pages it takes.
_CUT = (Code.PAGE_CUT, Code.PAGE_OUTSIDE)


@dataclass
class _Work:
    """The work on one document, by setting: what came of trying it, its estimated height, its document."""

    content: DocumentContent
    trials: dict[Setting, Trial] = field(default_factory=dict)
    estimates: dict[Setting, float] = field(default_factory=dict)
    documents: dict[Setting | None, bytes] = field(default_factory=dict)


@dataclass
class Writer:
    """Writes documents in the settings that are to be tried, and none twice that says the same in the same one.

    Where `chosen` has a setting for the very same content, only that one is written; `as_before` asks for the
    last setting whatever the content, or else for the template as it stands.
    """

    resolved: ResolvedPlan
    contents: Mapping[str, Callable[[ResolvedPlan], DocumentContent]]
    templates: Mapping[str, Template]
    fits: Mapping[str, Fit]
    names: Sequence[str]
    chosen: Mapping[str, Choice]
    as_before: bool = False
    share: Share = alone
    layouts: KnownLayouts = field(default_factory=KnownLayouts)
    keep: Keep = anew
    machine: str = ""  # what lays the documents out: another one may choose otherwise
    # By document; begun anew when it says something else.
    _work: dict[str, _Work] = field(default_factory=dict)
    _before: dict[str, DocumentContent] = field(default_factory=dict)
    _templates: dict[tuple[str, Setting], Template] = field(default_factory=dict)

    def write(self, guess: Guess, laid: Laid = ()) -> list[Candidate]:
        """Every document, with the page numbers of `guess`, in the settings to try next after what was `laid` out."""
        for candidate, facts in laid:
            if candidate.setting:
                trials = self._work[candidate.name].trials
                trials[candidate.setting] = self._trial(candidate, facts) if facts else TOO_LONG
        return list(self._candidates(guess))

    def _trial(self, candidate: Candidate, facts: PageFacts) -> Trial:
        return Trial(self.fitted(candidate, facts), facts.height, facts.height + self.free(candidate, facts))

    def choose(self, laid: Laid, name: str) -> tuple[Candidate, PageFacts]:
        """The first candidate of a document that fits, else the last one."""
        own = [(candidate, facts) for candidate, facts in laid if facts and candidate.name == name]
        return next((each for each in own if self.fitted(*each)), own[-1])

    def fitted(self, candidate: Candidate, facts: PageFacts) -> bool:
        """Whether a document takes no more pages than it may, with its reserve free and nothing cut off."""
        fit = self.fits[candidate.name]
        if not fit.pages:
            return True
        cut = any(fault.code in _CUT for fault in facts.faults)
        return len(facts.pages) <= fit.pages and self.free(candidate, facts) >= 0 and not cut

    def free(self, candidate: Candidate, facts: PageFacts) -> float:
        """The room free beyond its reserve on the pages that a document may take, in points; negative where it lacks, and
        without end where it may take any number."""
        pages = self.fits[candidate.name].pages
        return facts.free(pages) - self.reserve(candidate) if pages else inf

    def reserve(self, candidate: Candidate) -> float:
        """The height to stay free on a document's last page, in points: lines of its default style."""
        pitch = self.template(candidate.name, candidate.setting).styles.default_pitch
        return self.fits[candidate.name].reserve * pitch / TWIPS_IN_POINT

    def template(self, name: str, setting: Setting | None) -> Template:
        """The template of a document in a setting."""
        if setting is None:
            return self.templates[name]
        if (name, setting) not in self._templates:
            template, least = self.templates[name], min(self.fits[name].sizes)
            said = repr((setting, least))
            made = self.keep(While, template, said).or_made(said, lambda: squeezed(template, setting, least))
            self._templates[name, setting] = made
        return self._templates[name, setting]

    def setting_before(self, name: str) -> Setting | None:
        """The last setting of a document, or None for the template as it stands."""
        before = self.chosen.get(name)
        return before.setting if before and self.fits[name].sizes else None

    def tightest(self, name: str) -> Template:
        """The template of a document as tight as it may be set."""
        fit = self.fits[name]
        return self.template(name, fit.setting(min(fit.sizes), 1.0) if fit.sizes else None)

    def made(self, name: str) -> DocumentContent:
        """A document's content before it is written."""
        if name not in self._before:
            self._before[name] = self.contents[name](self.resolved)
        return self._before[name]

    def content(self, name: str) -> DocumentContent:
        """A document's content when it was last written."""
        return self._work[name].content

    def _candidates(self, guess: Guess) -> Iterator[Candidate]:
        """Raises PlanErrors with what all documents need and their templates lack."""
        plan = self.resolved.with_pages(guess.pages)
        problems: list[Problem] = []
        for name in self.names:
            begun = tuple(bookmark for document, bookmark in guess.begun if document == name)
            content = self.contents[name](plan) if guess.pages else self.made(name)
            leaves = guess.leaves.get(name, 0) if content.counts_leaves else 0
            content = replace(content, page_digits=guess.digits, begun=begun, leaves=leaves)
            if name not in self._work or self._work[name].content != content:
                self._work[name] = _Work(content)
            try:
                settings = self._settings(name)
                for setting in settings:
                    # Of those before the last it is asked only whether they fit.
                    most = self.fits[name].pages if setting != settings[-1] else 0
                    yield Candidate(name, setting, self._document(name, setting), most)
            except PlanErrors as errors:
                problems += errors.problems
        raise_if_any(problems)

    def _settings(self, name: str) -> Sequence[Setting | None]:
        """Those to try next, the largest first; None is the template as it stands."""
        before, fit = self.chosen.get(name), self.fits[name]
        if not fit.sizes or self.as_before:
            return (self.setting_before(name),)
        if before and before.content == self.digest_of(name):
            return (before.setting,)
        if trials := self._work[name].trials:
            return settings_to_try(fit, trials, lambda setting: self._estimate(name, setting))
        if before and (rivals := rivals_of(fit, before.setting)):
            return (*rivals, before.setting)
        return (nearest_setting(fit, base_setting(self.templates[name])),)

    def _estimate(self, name: str, setting: Setting) -> float:
        work = self._work[name]
        if setting not in work.estimates:
            height = estimated_height(work.content, self.template(name, setting))
            work.estimates[setting] = height / TWIPS_IN_POINT
        return work.estimates[setting]

    def digest_of(self, name: str) -> str:
        """A digest of everything that decides which setting fits: text, template, what it declares, this program."""
        shown = repr((self.content(name), self.fits[name], self.machine)).encode()
        return hashlib.sha256(code_digest.digest().encode() + self.templates[name].data + shown).hexdigest()

    def _document(self, name: str, setting: Setting | None) -> bytes:
        work = self._work[name]
        if setting not in work.documents:
            template = self.template(name, setting)
            former = self.keep(FormerDocument, name)
            work.documents[setting] = former.or_new(work.content, template, self._composed)
        return work.documents[setting]

    def _composed(self, content: DocumentContent, template: Template) -> bytes:
        return compose(content, template, self.share, self.layouts, self.keep)


class FormerDocument:
    """A document as it was written last, in a run before this one."""

    def __init__(self, _: str) -> None:
        self._made_of: tuple[DocumentContent, Template] | None = None
        self._docx = b""

    def or_new(
        self,
        content: DocumentContent,
        template: Template,
        compose: Callable[[DocumentContent, Template], bytes],
    ) -> bytes:
        """The former one, if content and template are the same."""
        if self._made_of != (content, template):
            self._docx = compose(content, template)
            self._made_of = content, template
        return self._docx
