"""HTML, of which a plan holds none but the `<br>` of cells: what to write instead, by what it was for."""

from __future__ import annotations

import re
from collections.abc import Mapping

_AS_TEXT = "文字として書くときは「\\<」としてください"
_INSTEAD: Mapping[str, str] = {
    "b strong": "太字は ** で囲みます",
    "i em": "強調は * で囲みます",
    "sup": "上付きは m^2^ のように書きます",
    "sub": "下付きは CO~2~ のように書きます",
    "ruby rb rt rp": 'ふりがなは [奥州]{ruby="おうしゅう"} と書きます',
    "a": "リンクは [文字](https://…) と書きます",
    "img": "画像は ![説明](figures/….png) と書きます",
    "p div": "段落は、空の行で分けます",
    "center": "中央にそろえるなら「::: {.中央}」と「:::」で囲みます",
}


def raw_hint(raw: str, in_cell: bool = False, unbroken: str = "") -> str:
    """The hint for a piece of HTML that stands in a cell, in what is `unbroken` (the name of a place without line ends), or
    elsewhere."""
    if raw.startswith("<!"):
        return f"覚え書きは、YAMLに「#」で書くか、計画の外に置いてください。{_AS_TEXT}"
    found = re.match("</?([A-Za-z]+)", raw)
    tag = found[1].lower() if found else ""
    if tag == "br":
        return f"{_instead_of_break(raw, in_cell, unbroken)}。{_AS_TEXT}"
    instead = next((hint for tags, hint in _INSTEAD.items() if tag in tags.split()), "")
    return f"{instead}。{_AS_TEXT}" if instead else _AS_TEXT


def _instead_of_break(raw: str, in_cell: bool, unbroken: str) -> str:
    if in_cell:
        return "セルの中の改行は <br> と書きます"
    if unbroken:
        return f"{unbroken}の中で改行はできません。「{shortened(raw)}」を消して、続けて書いてください"
    return "改行は、行末に「\\」を置き、次の行に続きを書きます（<br> と書くのは、表のセルの中だけです）。段落は、空の行で分けます"


def shortened(markup: str) -> str:
    """Markup as a message shows it: in one line, and not all of it."""
    return " ".join(markup.split())[:40]
