"""What still looks like markup in a text that was read: it was meant as markup, and a backslash says it was not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.source.fragment import Position

MARKUP = re.compile(
    r"\*\*|:::|\{[#.][^}]*\}?|\{(?:番号なし|題|番号と題|頁)\}|\{[A-Za-z]+=|\[\^[^\]]*\]?|\]\(|!\[|\^\[|~~"
    # References and ids without their brackets in the right places.
    r"|\[\](?![（(])|\]\[(?=[a-z]+-)|\(\.(?:題|番号と題|頁)\)|\{[a-z][a-z0-9]*-[a-z0-9-]+\}"
    r"|(?:^|(?<=[\s（(\[]))#[a-z][a-z0-9]*-[a-z0-9-]+"
    # A line break at the end of a paragraph, where no line follows.
    r"|\\\Z"
    # The same from a keyboard that stands on full-width.
    r"|＊＊[^＊\s]+＊＊|：：：|｛[#＃.．][^｝}]*[｝}]?|［[\^＾]|^(?:＾＾|＜＜)\Z|[\]］][（(][#＃]"
)
_LINE_START = re.compile(
    r"(?:^|(?<=\n))(?:#{1,6}(?=[^#])|＃{2,6}|＃(?=[ 　])|[-*+>](?=　)|＞(?=[ 　])|\d+[.)](?=　)|\||[　\u00a0])"
    # What begins nothing in the middle of a paragraph: numbers other than 1, explanations of a term.
    r"|(?<=\n)(?:\d+[.)](?= )|[:：](?!:))"
)
_ITEM = re.compile(
    r"(?:^|(?<=\n))(?:[-・○●◯■□◆◇•①-⑳]|[（(][0-9０-９]{1,2}[）)]|[0-9０-９]{1,2}[．.、])(?=[^\n\d０-９])"
)
# With none of these nothing is left over: what markup begins with, what lines begin with, line ends.
_SUSPECT = re.compile(r"[*:{\[\]!^~(#\\＊：｛［＾＜］\n]|^[#＃\-+>＞\d|　\u00a0]")
_HINTS = (
    (
        ("**", "＊＊"),
        "太字の「**」は半角で、前後に空白を置かず、開くものと閉じるものを同じ段落の中に組で書いてください",
    ),
    (
        (":::", "：：："),
        '「:::」は行の始めに半角で書き、前の行を空けてください。属性の名前は半角英字です（例: csv="…"）',
    ),
    (("[^", "［"), "同じファイルに「[^名前]: 本文」の行があるか、半角で書いているかを見てください"),
    (("\\",), "改行の「\\」は、同じ段落に次の行があるときだけ使えます。文字としての「\\」は二つ重ねます"),
    (("＾", "＜"), "セルの結合は、半角の「^^」（上のセルと）と「<<」（左のセルと）です"),
    (
        ("#", "＃"),
        "見出しの「#」は行の始めに半角で書き、後に半角の空白を置いてください。idは {#id}、参照は [](#id) と書きます",
    ),
    (("|",), "表は、見出しの行の下に「|---|---|」の行を書き、前の行を空けてください"),
    (("　", "\u00a0"), "段落の字下げは様式が行います。前の行を空け、行の始めの全角の空白を消してください"),
    (("{", "｛"), "「{…}」は半角で、見出しの行の終わり、「)」のすぐ後、「:::」の行に書いてください"),
    (
        ("](", "]（", "］", "[]", "][", "(."),
        "リンクは [文字](https://…)、参照は [](#id) と、半角の括弧で書いてください",
    ),
    ((":", "："), "用語の説明は、用語の次の行に「: 」（半角の「:」と半角の空白）で書いてください"),
    (tuple("-+>＞0123456789"), "一覧や引用の記号は半角で、前の行を空け、後に半角の空白を置いてください"),
)
_OTHER_HINT = "書き方を見直してください。文字として書くときは、前に「\\」を置いてください"
# What stands for something that was understood, or written with a backslash.
NOTHING = "\0"


@dataclass(frozen=True)
class Piece:
    """A leaf of a block's text with its place, and whether its characters were written with a backslash."""

    text: str
    position: Position
    escaped: bool = False


def find_leftovers(pieces: Sequence[Piece]) -> Iterator[tuple[Position, str, str]]:
    """The place of each leftover in a block's text (soft breaks as line ends), a message and a hint."""
    text = "".join(NOTHING * len(piece.text) if piece.escaped else piece.text for piece in pieces)
    if not _SUSPECT.search(text):
        return
    written = "".join(piece.text for piece in pieces)
    for pattern in (MARKUP, _LINE_START):
        for found in pattern.finditer(text):
            opened = written.rfind("[", 0, found.start())
            if found.group() == "](" and opened >= 0 and text[opened] == NOTHING:
                continue
            yield (
                _place(pieces, found.start()),
                f"「{found.group()}」が書式として読めず、文字のまま残っています",
                _leftover_hint(found.group()),
            )
    items = list(_ITEM.finditer(text))
    if len(items) > 1:
        yield (
            _place(pieces, items[0].start()),
            f"「{items[0].group()}」と「{items[1].group()}」で始まる行が、一つの段落につながってしまいます",
            "一覧なら「- 」「1. 」「1) 」「(1) 」で始めてください。文字のままなら、行の終わりに「\\」を置くか、前の行を空けます",
        )


def _place(pieces: Sequence[Piece], index: int) -> Position:
    """Where a character of the pieces' text stands."""
    for piece in pieces:
        if index < len(piece.text):
            return piece.position[0], piece.position[1] + index
        index -= len(piece.text)
    raise IndexError(index)


def _leftover_hint(markup: str) -> str:
    """What to do about markup that was not understood."""
    return next((hint for marks, hint in _HINTS if markup.startswith(marks)), _OTHER_HINT)
