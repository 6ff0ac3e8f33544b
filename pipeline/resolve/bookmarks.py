"""Source ids → bookmark names that Word accepts, always the same for the same ids.

Word allows 40 characters: letters, digits and underscores, a letter or underscore first, and does not
tell case apart.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable

# How names begin that are not made from ids: of what stood elsewhere in a redline, and of what mentions something.
_OWN = ("was_", "see_")
# Room is left for what goes before a name (`see_1_…`) and behind it (`…_title`).
LONGEST = 30


def bookmark_names(ids: Iterable[str]) -> dict[str, str]:
    """A bookmark name for every id: `-` becomes `_`, and a hash settles length and collisions."""
    plain = {identity: _plain(identity) for identity in ids}
    taken: dict[str, int] = {}
    for name in plain.values():
        taken[name.lower()] = taken.get(name.lower(), 0) + 1
    return {
        identity: name if taken[name.lower()] == 1 and len(name) <= LONGEST else _hashed(identity, name)
        for identity, name in plain.items()
    }


def title_bookmark(name: str, taken: Collection[str]) -> str:
    """The bookmark around the title of what `name` marks; `taken` has the names in use, in lower case."""
    plain = f"{name}_title"
    return plain if plain.lower() not in taken else _hashed(plain, name)


def _plain(identity: str) -> str:
    name = re.sub(r"\W", "_", identity)
    is_free = re.match(r"[^\W\d]", name) and not name.lower().startswith(_OWN)
    return name if is_free else f"b_{name}"


def _hashed(identity: str, name: str) -> str:
    return f"{name[: LONGEST - 9]}_{hashlib.sha256(identity.encode()).hexdigest()[:8]}"
