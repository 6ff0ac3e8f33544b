"""From a place in the source to where it is shown: the page, the block, and the very element."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.html.site import Site

_PLACE = re.compile(r' data-at="([^"]*?):(\d+)"')


def page_at(site: Site, file: str, line: int) -> Mapping[str, str] | None:
    """The page, the block and the place of the last thing that is written at this line of a file, or before it; the first one behind
    it where there is none. None where nothing of the file is shown."""
    best: tuple[tuple[bool, int], Mapping[str, str]] | None = None
    for page in site.pages:
        for block in page.blocks:
            for shown in _PLACE.finditer(block.markup):
                at = int(shown[2])
                if shown[1] != file:
                    continue
                rank = (at <= line, at if at <= line else -at)
                if best is None or rank > best[0]:
                    best = rank, {"page": page.name, "block": block.id, "at": f"{shown[1]}:{shown[2]}"}
    return best[1] if best else None
