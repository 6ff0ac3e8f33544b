"""HTML, of which a plan holds none but the `<br>` of cells: what to write instead, by what it was for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.problems import Code
from pipeline.source.fragment import Fragment, Position

_AS_TEXT = "文字として書くときは「\\<」としてください"
_SHOWN = 40
_INSTEAD: Mapping[str, str] = {
    "b strong": "太字は ** で囲みます",
    "i em": "強調は * で囲みます",
    "sup": "上付きは m^2^ のように書きます",
    "sub": "下付きは CO~2~ のように書きます",
    "ruby rb rt rp": 'ふりがなは [奥州]{ruby="おうしゅう"} と書きます',
    "a": "リンクは [文字](https://…) と書きます",
    "img": "画像は ![説明](figures/….png) と書きます",
    "table": '表は「|」で区切って書くか、CSVファイルを csv="…" で取り込みます',
    "ul ol li": "一覧は「- 」か「1. 」で書きます",
    "p div": "段落は、空の行で分けます",
    "center": "中央にそろえるなら「::: {.中央}」と「:::」で囲みます",
}


def refuse_raw(
    fragment: Fragment, raw: str, position: Position, in_cell: bool = False, unbroken: str = ""
) -> None:
    """Report a piece of HTML that stands in a cell, in what is `unbroken` (the name of a place without line ends), or elsewhere."""
    shown = " ".join(raw.split())[:_SHOWN]
    fragment.problem(
        position, Code.MD_RAW, f"HTMLの「{shown}」は書けません", _hint(raw, shown, in_cell, unbroken)
    )


def _hint(raw: str, shown: str, in_cell: bool, unbroken: str) -> str:
    if raw.startswith("<!"):
        return f"覚え書きは、YAMLに「#」で書くか、計画の外に置いてください。{_AS_TEXT}"
    found = re.match("</?([A-Za-z]+)", raw)
    tag = found[1].lower() if found else ""
    if tag == "br":
        return f"{_instead_of_break(shown, in_cell, unbroken)}。{_AS_TEXT}"
    instead = next((hint for tags, hint in _INSTEAD.items() if tag in tags.split()), "")
    return f"{instead}。{_AS_TEXT}" if instead else _AS_TEXT


def _instead_of_break(shown: str, in_cell: bool, unbroken: str) -> str:
    if in_cell:
        return "セルの中の改行は <br> と書きます"
    if unbroken:
        return f"{unbroken}の中で改行はできません。「{shown}」を消して、続けて書いてください"
    return "改行は、行末に「\\」を置き、次の行に続きを書きます（<br> と書くのは、表のセルの中だけです）。段落は、空の行で分けます"
