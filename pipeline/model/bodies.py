"""The words by which public bodies call themselves: 市の考え方, 町の考え方, 組合の考え方."""

from __future__ import annotations

# By the ends of their names, longer ones first.
BODIES = (
    "広域連合",
    "企業団",
    "事務組合",
    "組合",
    "協議会",
    "連合",
    "市",
    "町",
    "村",
    "区",
    "県",
    "府",
    "都",
    "道",
)
_SHORT = {"事務組合": "組合"}


def own_word(name: str) -> str:
    """What a body of this name calls itself; 市 where its name does not tell."""
    bare = name.partition("（")[0].strip()
    found = next((each for each in BODIES if bare.endswith(each)), "市")
    return _SHORT.get(found, found)
