"""The files of plan_source/ that come with names and addresses in them, which are no part of the plan: what residents wrote, of
which nothing but the opinions is ever read, and what other departments want changed."""

from __future__ import annotations

import posixpath
from functools import lru_cache

# What residents wrote, as the office keeps it.
OPINION_FILES = ("opinions.csv", "opinions.xlsx")
# What other departments want changed, with the names of those who wrote it.
REVIEW = "review.yaml"
# Parts of a plan may be called so too.
_PLAN = (".md", ".yaml", ".yml", ".png", ".jpg", ".jpeg")


@lru_cache(maxsize=1000)
def is_private(path: str) -> bool:
    """Whether a file is one of `OPINION_FILES`, or what offices make of them: opinions.xls, opinions - コピー.xlsx, opinions.csv.bak;
    or `REVIEW` and its copies.

    They are no part of the plan: no chapter may show them, no snapshot may hold them, and no digest is made of them.
    """
    name = posixpath.basename(path.replace("\\", "/")).casefold()
    if name.startswith("review"):
        return ".yaml" in name or ".yml" in name
    return name.startswith("opinions") and not name.endswith(_PLAN)


def holds_opinions(path: str) -> bool:
    """Whether a private file is, or was to be, the table of opinions."""
    return is_private(path) and posixpath.basename(path.replace("\\", "/")).casefold().startswith("opinions")
