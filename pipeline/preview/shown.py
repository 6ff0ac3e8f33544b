"""What tabs show of the plan: which text, and what stands around the blocks of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pipeline.frozen import dataclass
from pipeline.html.site import Site
from pipeline.preview.session import Update
from pipeline.preview.words import problem_words


@dataclass(frozen=True)
class Shown:
    """An update, as tabs know it. `text` grows when what pages say changes, `shell` when what stands around their blocks does.

    `since` is the version from which its operations lead to it: one that a tab does not have reads the whole page. `files` are the
    names of those beside the pages that are other ones now.
    """

    update: Update
    text: int = 0
    shell: int = 0
    since: int = -1
    files: tuple[str, ...] = ()

    def followed_by(self, update: Update) -> Shown:
        """What is shown after this."""
        before, after = self.update.site, update.site
        if after is before:
            return Shown(update, self.text, self.shell, self.update.version)
        missed = update.version != self.update.version + 1
        files = _changed_files(before, after)
        around = _around(self.update) != _around(update)
        differs = missed or around or bool(files) or bool(update.operations)
        since = -1 if missed else self.update.version
        return Shown(update, self.text + differs, self.shell + around, since, files)

    @property
    def is_broken(self) -> bool:
        """Whether pages are older than the source, since that has errors."""
        return not self.update.is_now

    @property
    def words(self) -> Mapping[str, Any]:
        """What tabs are told of the update."""
        operations = {page: [*map(asdict, steps)] for page, steps in self.update.operations.items()}
        return {
            **self.state,
            "since": self.since,
            "operations": operations if self.since >= 0 else {},
            "files": self.files,
        }

    @property
    def state(self) -> Mapping[str, Any]:
        """The same for a tab that begins."""
        update = self.update
        return {
            "version": update.version,
            "shell": self.shell,
            "old": self.is_broken,
            "checked": update.checked,
            "problems": [*map(problem_words, update.problems)],
            "failure": update.failure,
        }

    @property
    def pages(self) -> list[Mapping[str, str]]:
        """The pages by name, each with its title."""
        pages = self.update.site.pages if self.update.site else ()
        return [{"name": page.name, "title": page.called} for page in pages]


def _around(update: Update) -> tuple[object, ...]:
    """What stands around the blocks of every page."""
    site = update.site
    if site is None:
        return ()
    titles = [(page.name, page.kind, page.number, page.title) for page in site.pages]
    return site.facts, site.contents, site.documents, site.scripts, titles, id(update.template)


def _changed_files(before: Site | None, after: Site | None) -> tuple[str, ...]:
    old, new = before.files if before else {}, after.files if after else {}
    return tuple(name for name, data in new.items() if name in old and old[name] != data)
