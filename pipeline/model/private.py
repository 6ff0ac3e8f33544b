"""The files of plan_source/ that come with names and addresses in them: nothing but the opinions is ever read from them."""

from __future__ import annotations

import posixpath

# What residents wrote, as the office keeps it.
OPINION_FILES = ("opinions.csv", "opinions.xlsx")
# Parts of a plan may be called so too.
_PLAN = (".md", ".yaml", ".yml", ".png", ".jpg", ".jpeg")


def is_private(path: str) -> bool:
    """Whether a file is one of `OPINION_FILES`, or what offices make of them: opinions.xls, opinions - コピー.xlsx, opinions.csv.bak.

    They are no part of the plan: no chapter may show them, no snapshot may hold them, and no digest is made of them.
    """
    name = posixpath.basename(path.replace("\\", "/")).casefold()
    return name.startswith("opinions") and not name.endswith(_PLAN)
