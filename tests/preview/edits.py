"""Random edits of a plan that is open in a preview: what it shows after each of them is what a run from nothing would show.

`python -m tests.preview.edits 500` is the long run: so many edits of the shipped plan.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from pipeline.html.site import Site
from pipeline.model.documents import PLAN
from pipeline.preview.session import Session, Update
from pipeline.problems import MachineError, PlanErrors, Problem
from pipeline.source.parse_cache import Memory
from pipeline.workflows import build
from pipeline.workflows.gone import known_before
from pipeline.workflows.html import labels_of, page_template, site_of
from pipeline.workflows.prepare import prepare_files, read_files
from pipeline.workspace.kept import layout_cache
from pipeline.workspace.project import Project
from tests.goldens import ROOT, quiet
from tests.preview.browser import Shown, applied, shown

Edit = Callable[[Random, list[str]], list[str]]


def _typed(random: Random, lines: list[str]) -> list[str]:
    """Some words are put in somewhere, markup among them."""
    at = random.randrange(len(lines))
    place = random.randint(0, len(lines[at]))
    words = random.choice(
        ["直す", "　", "１", "**", "[^n1]", "[](#sec-x)", ":", "|", "- ", "{.題}", "CO~2~", "\\"]
    )
    return [*lines[:at], lines[at][:place] + words + lines[at][place:], *lines[at + 1 :]]


def _put_in(random: Random, lines: list[str]) -> list[str]:
    at = random.randint(0, len(lines))
    line = random.choice(["", "新しい段落です。", "## 新しい節", "::: {.改頁}", ":::", "# 注", "- 一つ"])
    return [*lines[:at], line, "", *lines[at:]]


def _deleted(random: Random, lines: list[str]) -> list[str]:
    at = random.randrange(len(lines))
    return [*lines[:at], *lines[at + random.randint(1, 3) :]]


def _moved(random: Random, lines: list[str]) -> list[str]:
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    rest = [*lines[:at], *lines[at + 1 :]]
    return [*rest[:to], lines[at], *rest[to:]]


_EDITS: tuple[Edit, ...] = (_typed, _typed, _typed, _put_in, _deleted, _moved)


class Writer:
    """Somebody who edits a project. `whole` are its files as they were, to which everything comes back now and then."""

    def __init__(self, project: Project, seed: int) -> None:
        self.random = Random(seed)
        self.project = project
        folders = (project.source, project.templates)
        paths = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
        self.whole: Mapping[Path, bytes] = {path: path.read_bytes() for path in paths}
        self.texts = [path for path in paths if path.suffix in (".md", ".yaml", ".csv", ".html", ".css")]
        self.chapters = [path for path in paths if path.suffix == ".md"]

    def edit(self) -> str:
        """Do something, and say what. Two of three edits are in chapters, as with every drafter."""
        random = self.random
        kind = random.randrange(12)
        if kind < 5:
            return self._edited(random.choice(self.chapters))
        if kind == 5:
            return self._edited(random.choice(self.texts))
        if kind == 6:
            path = random.choice([*self.whole])
            path.unlink(missing_ok=True)
            return f"deleted {path.name}"
        return self.mend()

    def _edited(self, path: Path) -> str:
        if not path.is_file():
            path.write_bytes(self.whole[path])
        lines = path.read_text("utf-8").split("\n")
        edit = self.random.choice(_EDITS)
        path.write_text("\n".join(edit(self.random, lines)), "utf-8")
        return f"{edit.__name__} in {path.name}"

    def sentence(self) -> str:
        """Edit a sentence of a chapter that can be read."""
        path = self.random.choice([each for each in self.chapters if "。" in each.read_text("utf-8")])
        before, end, after = path.read_text("utf-8").partition("。")
        path.write_text(f"{before}直{end}{after}", "utf-8")
        return f"a sentence of {path.name}"

    def mend(self) -> str:
        """Take back all that was done, but for a sentence."""
        for path, data in self.whole.items():
            if not path.is_file() or path.read_bytes() != data:
                path.write_bytes(data)
        return f"mended, and {self.sentence()}"


def fresh(project: Project) -> Site | tuple[Problem, ...]:
    """What a run from nothing makes of a project: its site, or what is wrong with it."""
    problems: list[Problem] = []
    template = prepared = None
    try:
        template = page_template(project)
    except PlanErrors as errors:
        problems += errors.problems
    try:
        files = read_files(project)
        prepared = prepare_files(files, project.source_called, Memory(), former=known_before(project))
    except PlanErrors as errors:
        problems += errors.problems
    if problems or prepared is None or template is None:
        return PlanErrors(problems).problems
    resolved = prepared.resolved.with_pages(layout_cache(project).last().guess.pages)
    labels = labels_of(prepared.templates[PLAN.name])
    return site_of(resolved, prepared.documents, labels, template, marked=True)


def finished(project: Project) -> Mapping[str, bytes]:
    """The Word files of a run from nothing; none where there is something wrong."""
    shutil.rmtree(project.cache / "markdown", ignore_errors=True)
    try:
        return build.make(project, (), None, quiet, apart=True).files
    except (PlanErrors, MachineError, build.CheckFailure):
        return {}


class Tab:
    """A tab of a browser that has been open from the beginning."""

    def __init__(self) -> None:
        self.site: Site | None = None
        self.pages: dict[str, Shown] = {}

    def take(self, update: Update) -> None:
        """Follow an update, and show what a tab that was opened now would show."""
        if update.site is None or update.site is self.site:
            return
        for page in update.site.pages:
            if page.name in self.pages:
                self.pages[page.name] = applied(self.pages[page.name], update.operations.get(page.name, ()))
            else:
                self.pages[page.name] = shown(page)
            assert self.pages[page.name] == shown(page), page.name
        self.pages = {page.name: self.pages[page.name] for page in update.site.pages}
        self.site = update.site


def assert_as_fresh(session: Session, update: Update, done: str) -> None:
    """The session's last update is what a run from nothing makes of the files."""
    expected = fresh(session.project)
    if isinstance(expected, Site):
        assert update.is_now, (done, update.problems)
        assert update.site == expected, done
        assert _origins(update.site) == _origins(expected), done
    else:
        assert not update.is_now, done
        assert update.problems == expected, done


def _origins(site: Site | None) -> list[object]:
    return [block.origin for page in site.pages for block in page.blocks] if site else []


def edited(session: Session, seed: int, times: int, checked_every: int) -> None:
    """Edit a project so often, holding every update against a fresh run."""
    writer, tab = Writer(session.project, seed), Tab()
    tab.take(session.update())
    for number in range(1, times + 1):
        done = f"{number}: {writer.edit()}"
        update = session.update()
        tab.take(update)
        assert_as_fresh(session, update, done)
        if number % checked_every == 0:
            session.check()
            checked = session.word()
            if checked.checked:
                assert checked.documents == finished(session.project), done
                assert checked.failure == "", done


def main() -> None:
    """So many edits of the shipped plan."""
    times, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        for name in ("plan_source", "templates"):
            shutil.copytree(ROOT / name, Path(folder, name))
        home = Path(folder)
        session = Session(Project(home / "plan_source", home / "templates", home / "build"))
        try:
            edited(session, seed, times, checked_every=10)
        finally:
            session.end()
    print(f"{times} edits, seed {seed}: all as from nothing")


if __name__ == "__main__":
    main()
