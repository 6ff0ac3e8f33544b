"""The plan as it is now, for a preview: files read, pages written, what changed, and the check beside it."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import field, replace
from threading import Lock

from pipeline.frozen import dataclass
from pipeline.html.kept_pages import KeptPages
from pipeline.html.page_template import PageTemplate, read_page_template
from pipeline.html.site import Site
from pipeline.model.documents import PLAN
from pipeline.preview.checking import Checked, State, checked, problems_of, state_of, worded
from pipeline.preview.operations import Operations, operations
from pipeline.preview.road import Road
from pipeline.problems import MachineError, PlanErrors, Problem, collected, raise_if_any
from pipeline.system.garbage import collect_garbage
from pipeline.system.second_process import KeptProcess
from pipeline.workflows.html import labels_of, site_of
from pipeline.workflows.prepare import digest_for
from pipeline.workspace.project import Project
from pipeline.workspace.site_files import PageFiles

# Searches for garbage of which one goes through everything, for which an update may have to wait.
_SELDOM = 64


@dataclass(frozen=True)
class Update:
    """What a browser is to show. `version` grows with every other one.

    `site` has the pages that were last written without a problem, `template` is that around them (None where none ever were), and
    `is_now` says whether that was of the files as they were last read, whose `digest` this is; where it is false, `problems` say why. `operations` lead from the site of the update before to this
    one. Once it is `checked`, `problems` are all that a build would say, and `documents` the finished Word files by their names;
    before, warnings are those of the check before. `failure` is what the check found that is this program's fault.
    """

    version: int
    site: Site | None = None
    template: PageTemplate | None = None
    is_now: bool = False
    digest: str = ""
    problems: tuple[Problem, ...] = ()
    operations: Operations = field(default_factory=dict)
    checked: bool = False
    documents: Mapping[str, bytes] = field(default_factory=dict)
    failure: str = ""


class Session:
    """One kept run of the road for a project. `update` and `check` may be called by different threads.

    Once somebody has asked for a check, the other process begins one as soon as files were read, beside the pages of that update.
    """

    def __init__(self, project: Project) -> None:
        gc.disable()  # `rest` looks for what nobody needs, when nobody waits
        self.project = project
        self._road = Road(project)
        self._pages = KeptPages()
        self._process = KeptProcess()
        self._other = ThreadPoolExecutor(1, "check")  # asks that process
        self._begun: tuple[State, Future[Checked | None]] | None = None  # its last check, and of what
        self._one = Lock()  # reading and writing
        self._state: State | None = None  # which was read last; None where it can't be read
        self._before: State | None = None
        self._last = Update(0)
        self._said: tuple[Problem, ...] = ()  # by the last check
        self._wording: tuple[Problem, ...] = ()  # what was last said of it
        self._last_page: tuple[PageFiles, PageTemplate] | None = None

    @property
    def last(self) -> Update:
        """The newest update."""
        return self._last

    def update(self, check_beside: bool = True) -> Update:
        """Read the files, and write what has changed; the last update where nothing has. What is saved meanwhile is read by the next
        call. `check_beside` says whether a check may begin beside, which takes others' time."""
        with self._one:
            try:
                state = state_of(self.project, self._before)
            except MachineError as error:
                self._state = None
                return self._not_now(error)
            if state != self._state:
                self._state = self._before = state
                if check_beside and self._begun and self._begun[1].done():
                    self._check(state)
                try:
                    self._next(digest_for(self.project, state.files), *self._site(state))
                except (PlanErrors, MachineError) as error:
                    return self._not_now(error)
            return self._last

    def check(self) -> Update:
        """Write the Word files of the last update in the other process, and check them; the newest update, which is checked unless
        another one came meanwhile."""
        state = self._state
        update = self._last
        if state is None or not update.is_now or update.checked:
            return update
        with self._one:
            begun = self._check(state)
        try:
            found = begun.result()
        except Exception:
            self._begun = None  # and is tried again
            raise
        with self._one:
            if found and state is self._state and self._last.is_now:
                self._checked(found)
            self._other.submit(self._rest)  # once this was told
            return self._last

    def word(self) -> Update:
        """The newest update, if it is checked with what there is to say of its wording: until then with what was said before."""
        state = self._state
        if state is None or not self._last.checked:
            return self._last
        notes = self._other.submit(self._process.call, worded, state).result()
        with self._one:
            last = self._last
            if notes is not None and notes != self._wording and state is self._state and last.checked:
                self._wording = notes
                said = (*self._said, *notes)
                self._last = replace(last, version=last.version + 1, problems=said, operations={})
            return self._last

    def end(self) -> None:
        """End what was started."""
        self._process.end()
        self._other.shutdown(wait=False, cancel_futures=True)
        self._road.end()

    def _check(self, state: State) -> Future[Checked | None]:
        """The check of a state, which is begun unless it is under way."""
        if self._begun is None or self._begun[0] is not state:
            self._begun = state, self._other.submit(self._process.call, checked, state)
        return self._begun[1]

    def _rest(self) -> None:
        """Forget what two updates have not asked for, and give it back."""
        with self._one:
            self._road.kept.turn()
            collect_garbage(_SELDOM)

    def _next(self, digest: str, site: Site, template: PageTemplate) -> None:
        last = self._last
        warnings = tuple(each for each in last.problems if each.warning)
        steps = operations(last.site, site)
        self._last = Update(last.version + 1, site, template, True, digest, warnings, steps)

    def _not_now(self, error: PlanErrors | MachineError) -> Update:
        """The last good site stays."""
        self._road.fail()
        last, problems = self._last, problems_of(error, self.project)
        if last.is_now or last.problems != problems or not last.version:
            self._last = replace(
                last,
                version=last.version + 1,
                is_now=False,
                problems=problems,
                operations={},
                checked=False,
                failure="",
            )
        return self._last

    def _checked(self, found: Checked) -> None:
        last = self._last
        self._said = found.problems
        self._last = replace(
            last,
            version=last.version + 1,
            problems=(*found.problems, *self._wording),
            operations={},
            checked=True,
            documents=found.documents,
            failure=found.failure,
        )

    def _site(self, state: State) -> tuple[Site, PageTemplate]:
        """The pages of a state, and the template around them. Raises PlanErrors or MachineError."""
        problems: list[Problem] = []
        with collected(problems):
            template = self._template(state.page)
        with collected(problems):
            prepared = self._road.prepared(state.files)
        raise_if_any(problems)
        resolved = prepared.resolved.with_pages(state.known.guess.pages)
        labels = labels_of(prepared.templates[PLAN.name])
        kept = self._road.kept, self._pages
        return site_of(resolved, prepared.documents, labels, template, True, *kept), template

    def _template(self, page: PageFiles) -> PageTemplate:
        if self._last_page is None or self._last_page[0] != page:
            self._last_page = page, read_page_template(page.folder, page.files)
        return self._last_page[1]
