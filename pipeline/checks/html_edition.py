"""A site of pages beside the Word documents of the same run: what its checks start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .findings import Finding
from .html_pages import Page, read_page, squeezed
from .reading import Reading
from .references import title_of


@dataclass(frozen=True)
class Edition:
    """A site by its files, and the finished documents of the same run, the plan among them, by name.

    `ids` are the ids of the plan's pages by bookmark of plan.docx, `documents` the names of documents by the pages of their own.
    """

    files: Mapping[str, bytes]
    readings: Mapping[str, Reading]
    ids: Mapping[str, str]
    documents: Mapping[str, str]
    plan_name: str
    stage_label: str

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        return tuple(read_page(name, data) for name, data in self.files.items() if name.endswith(".html"))

    @property
    def plan(self) -> Reading:
        return self.readings["plan"]

    @cached_property
    def of_plan(self) -> tuple[Page, ...]:
        """The pages of the plan itself, but those that only lead to others."""
        return tuple(
            each
            for each in self.pages
            if each.name not in self.documents and each.kind not in ("index", "search")
        )

    @cached_property
    def homes(self) -> Mapping[str, Page]:
        """The pages of the plan by the ids on them."""
        return {identity: page for page in self.of_plan for identity in page.named}

    @cached_property
    def bookmarks(self) -> Mapping[str, str]:
        """Bookmarks by the ids of what they mark."""
        return {identity: bookmark for bookmark, identity in self.ids.items()}

    def numbered(self, bookmark: str) -> tuple[str, str]:
        """The number that references show of what a bookmark of plan.docx marks, and its title, without blanks."""
        target = self.plan.bookmarks.get(bookmark.casefold())
        if target is None:
            return "", ""
        return squeezed(self.plan.bookmark_number(target)), squeezed(title_of(self.plan, target))


def finding(page: str, code: str, where: str, message: str) -> Finding:
    """A finding on a page, or on the site where it is on none."""
    return Finding(f"html/{page}", code, where, message)
