"""Text that still looks like markup after it was read: it was meant as markup, and a backslash says it was not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate

from pipeline.frozen import dataclass
from pipeline.source.emphasis import unmeant_emphasis
from pipeline.source.fragment import Position
from pipeline.source.glued_lines import WIDE, at_lines, glued

# What stands for something that was understood, or written with a backslash.
NOTHING = "\0"
_SHOWN = 40

_BOLD = "太字の「**」は半角で、前後に空白を置かず、開くものと閉じるものを同じ段落の中に組で書いてください"
_DIV = '「:::」は行の始めに半角で書き、前の行を空けてください。属性は、半角の「=」と「"」で書きます（例: csv="…"）'
_NOTE = "同じファイルに「[^名前]: 本文」の行があるか、半角で書いているかを見てください"
_BREAK = "改行の「\\」は、後に空白を置かず、同じ段落に次の行があるときだけ使えます。文字としての「\\」は二つ重ねます"
_BACKSLASH = (
    "文字としての「\\」は二つ重ねます。前に「\\」を置くのは、半角の記号だけです。金額は「100円」と書きます"
)
_MERGE = "セルの結合は、半角の「^^」（上のセルと）と「<<」（左のセルと）です"
_HEADING = "見出しの「#」は行の始めに半角で６つまで書き、後に半角の空白を置いてください。idは {#id}、参照は [](#id) と書きます"
_TABLE = "表は、半角の「|」で区切り、見出しの行の下に「|---|---|」の行を書き、前の行を空けてください"
_INDENT = "段落の字下げは様式が行います。前の行を空け、行の始めの空白を消してください"
_BRACES = '「{…}」は、半角で {#id} や {.題} のように、見出しの行の終わり、「)」のすぐ後、「:::」の行に書いてください。数は []{.数 of="取組"} です'
_KEYS = '付けられるのは、見出しに {#id} と {.番号なし}、参照に {.題}、{.番号と題}、{.頁}、画像に {width="80%"}、[文字] に {ruby="よみ"} です。文字としての「{」は、前に「\\」を置いてください'
_RUBY = 'ふりがなは、半角で [奥州]{ruby="おうしゅう"} と書きます'
_QUOTED = '属性の値は、半角の「=」と「"」で、{ruby="よみ"} のように囲みます'
_WIDTH = '画像の幅は、「)」のすぐ後に、半角で {width="80%"} と書きます'
_LINK = "リンクは [文字](https://…)、参照は [](#id) と、半角の括弧で書いてください"
_COLON = "用語の説明は、用語の次の行に「: 」（半角の「:」と半角の空白）で書いてください。表や図の題には記号が要りません"
_LIST = "一覧や引用の記号は半角で、前の行を空け、後に半角の空白を置いてください"
_NUMBERS = "番号の一覧は「1. 」「1) 」「(1) 」で始めてください。文字なら、前に「\\」を置きます"
_RAISED = "上付きは m^2^、下付きは CO~2~ のように、半角の記号二つで囲み、中に空白を置きません。文字としての「^」「~」は、前に「\\」を置いてください（範囲は「〜」とも書けます）"
_HIDDEN = "文字を隠す書式や、覚え書きの書式はありません。出さない文は、消すか、YAMLに「#」で書いてください"
_FORMULA = "数式の書式はありません。ふつうの文字で書いてください（例: x＝２）"
_CODE = "「`」で囲む書式はありません。文字としての「`」は、前に「\\」を置いてください"
_ENTITY = (
    "この名前の記号はありません。その文字をそのまま書いてください。文字としての「&」は、前に「\\」を置きます"
)
_TEMPLATE = "テンプレートの差し込みは、ここでは働きません。計画名などは、そのまま書いてください"
_OTHER = "書き方を見直してください。文字として書くときは、前に「\\」を置いてください"
_PLAIN_RAISED = "ここには上付きや下付きを使えません。m²（U+00B2）、CO₂（U+2082）のような文字で書いてください"
_ERROR = "表計算の誤りの表示か、幅の足りない列の表示です。元の表で値を確かめて、数か「－」を書いてください"
_BOXED = '囲みは「::: {.枠}」か「::: {.コラム 題="…"}」と「:::」の行で作ります。文字なら、前に「\\」を置いてください'
_HTML = "HTMLは使えません。改行は行末の「\\」（表のセルでは半角の <br>。見出しや題の中では改行できません）、太字は ** で書きます"

_ATTRIBUTE_WORDS = "番号なし|題|番号と題|頁|ページ|数"
_EQUALS, _OTHER_QUOTE = " *[=＝]", "['“”‘’＂＇]"
_OPENING_QUOTE = f'["{_OTHER_QUOTE[1:]}'
# Each kind of markup with what to do about it; the first that fits a place is told.
_MARKUP = (
    (r"\*\*|＊＊[^＊\n]+＊＊", _BOLD),
    (r"[:：]{3,}", _DIV),
    (r"[#＃](?:REF|DIV/0|VALUE|NAME|NUM|NULL|N/A|SPILL|CALC)\b[!?！？]?|^#{3,}\Z", _ERROR),
    (r"(?:^|(?<=\n))\[!\\?[A-Z]{3,}\]|^!{3} (?=[a-z])", _BOXED),
    (r"\{\{|\{%|[%$]\{[A-Za-z]\w*\}", f"{_TEMPLATE}。文字なら前に「\\」を置きます"),
    (r"｛｛", _TEMPLATE),  # before which no backslash can stand
    (rf"\{{[^{{}}\"\n\0]*[A-Za-z][=＝](?={_OTHER_QUOTE})", _QUOTED),
    (rf"[{{｛] *(?:ruby|ルビ|よみ|読み|ふりがな){_EQUALS}", _RUBY),
    (rf"[{{｛] *(?:width|幅){_EQUALS}", _WIDTH),
    (rf"\{{ *(?:\w+=|[A-Za-z]+＝|\w+＝(?={_OPENING_QUOTE}))", _KEYS),
    (r"(?<=[\])])\{ *\}", _KEYS),
    (rf"\{{[#.＃．][^}}｝]*[}}｝]?|\{{(?:{_ATTRIBUTE_WORDS})[}}｝]", _BRACES),
    (
        rf"｛[#＃.．][^｝}}]*[｝}}]?|｛(?:{_ATTRIBUTE_WORDS})[｝}}]|｛[A-Za-z]+[=＝]|｛\w+[=＝](?={_OPENING_QUOTE})|(?<=[\]］)）])｛",
        _BRACES,
    ),
    (r"\[[\^＾][^\]]*\]?|［[\^＾]|\^\[", _NOTE),
    # References and ids without their brackets in the right places.
    (
        r"\]\(|!\[|[!！]［(?=[^］\n]*］[（(])|\[\](?![（(]|\{\.)|［］|\]\[(?=[a-z]+-)|\(\.(?:題|番号と題|頁)\)",
        _LINK,
    ),
    (r"[\]］」』】〕][（(](?=[#＃])[#＃]|[\]］][（(](?:https?:|mailto:)", _LINK),
    (r"\[\[|［［|\[@[a-z][^\]\s]*\]?", _LINK),
    (r"\{[a-z][a-z0-9]*-[a-z0-9-]+\}", _BRACES),
    (r"(?:^|(?<=[\s（(\[]))#[a-z][a-z0-9]*-[a-z0-9-]+", _HEADING),
    # of full width within a sentence: a line may be a title with waves about it, or blanks to fill in
    (r"~~|～～[^～\s\0][^～\n\0]{0,30}～～(?=[ぁ-ん、。])", "取消線はありません。消した文は、消してください"),
    # ruby of other programs
    (
        r"\{[^{}|\s]+\|[^{}|\s]+\}|｜[^|｜《\s]+《[ぁ-ゖァ-ヺー・]+》",
        _RUBY,
    ),
    # sub- and superscripts that were not read as such; 65~74 and ^^ are none
    (r"(?<=[^\s^\0])\^[^\s^\0]{1,10}\^(?!\^)|(?<=[A-Za-z0-9)）])\^(?=[-+0-9nxy])", _RAISED),
    (
        r"(?<=[A-Za-z)）])~[A-Za-z0-9+-]{1,4}~|(?<=[^\s\0~])~[^\s~\0、。，．・…ぁ-ん]{1,10}~(?=\Z|[\s、。，．）)」』ぁ-ん])",
        _RAISED,
    ),
    (
        r"(?<=[^\s＾\0（(])＾[^\s＾\0]{1,10}＾(?!＾)|(?<=[A-Za-zＡ-Ｚａ-ｚ0-9０-９])＾(?=[-0-9０-９])|(?<=[A-Za-zＡ-Ｚａ-ｚ])[～〜][0-9０-９]{1,3}[～〜]|^＾\d{1,3}＾",
        _RAISED,
    ),
    (r"(?<=[A-Za-z0-9)）])[\^_]\{[^{}\n\0]{1,10}\}", _RAISED),
    # CO_2, H_2_O, H_2SO_4, x_1; names of files have more letters before, and ends after
    (
        r"(?:(?<=[^A-Za-z0-9_./:-][CHNOFxyzn])|(?<=^[CHNOFxyzn])|(?<=[^A-Za-z0-9_./:-][A-Z][A-Za-z])|(?<=^[A-Z][A-Za-z])|(?<=[0-9][A-Z])|(?<=[0-9][A-Z]{2}))"
        r"_[0-9n]{1,2}(?:_(?=[A-Z]))?(?![a-z0-9_]|[./-][A-Za-z0-9])",
        _RAISED,
    ),
    (
        r"(?<![A-Za-z0-9$＄])[$＄](?=[^$＄\n]*[=＝^\\]|[A-Za-z]{1,3}[$＄])[^$＄\n\0、。]{1,40}[$＄](?![0-9０-９])|\\(?:begin|end|frac|sqrt)\{",
        _FORMULA,
    ),
    (r"\$\$|(?<![A-Za-z0-9$])\$(?=[^$]*[A-Za-z\\^_=])[!-#%-~ ]+\$(?![0-9])", _FORMULA),
    # emphasis and more of other programs
    (r"(?<!\|)\|\|(?![\s|])[^|\n]*[^\s|]\|\|(?!\|)", _HIDDEN),
    (
        r"(?<![A-Za-z0-9+])\+\+(?![\s+])[^+\n]*[^\s+]\+\+(?!\+)|(?:^|(?<=[ぁ-ん、。]))＿＿[^\W_ぁ-ん]\w{1,20}＿＿(?=[ぁ-ん、。])",
        "下線の書式はありません。目立たせるには、太字の ** か、強調の * で囲みます",
    ),
    (r"(?<!%)%%(?![\s%])[^%\n]*[^\s%]%%(?!%)", _HIDDEN),
    (
        r"(?<![A-Za-z0-9:]):[a-z]{2,}(?:_[a-z]+)*:(?![A-Za-z0-9:])",
        "絵文字の書式はありません。言葉で書いてください",
    ),
    (
        r"==[^=\s][^=\n]*==|(?<![A-Za-z0-9_/.:])__[^_\s]+__(?![A-Za-z0-9_])",
        _BOLD,
    ),
    (
        r"(?<![A-Za-z0-9_/.:])_(?=[^_\s])(?=[^_\n\0]*[^\0-~])[^_\n\0、。]*[^_\s、。]_(?![A-Za-z0-9_])",
        "強調は * で囲みます。文字としての「_」は、前に「\\」を置いてください",
    ),
    (
        r"＜[/／]?(?:br|hr|b|i|u|s|p|a|div|span|font|su[bp]|ruby|r[tp]|t[rdh]|table|img|ul|ol|li)[^A-Za-z＞>]*[＞>]|＜[!！]",
        _HTML,
    ),
    # A line break at the end of a paragraph, where no line follows, or with a blank after it.
    (r"[\\＼][^\S\n]*(?=\n|\Z)", _BREAK),
    (
        r"(?<![A-Za-z0-9:：\\])\\(?:[0-9０-９]|[a-z]{2}|[nt](?![A-Za-z\\]))|(?:(?<![\w:：\\])|(?<=[ぁ-ん]))\\(?=[^\0-~])|\\(?=[、-〟！-／：-＠［-｀｛-･])",
        _BACKSLASH,
    ),
    (r"(?<![A-Za-z`])`+|`+(?![A-Za-z`])", _CODE),
    (r"&[a-z]{2,8};", _ENTITY),
    (r"^(?:＾＾|＜＜)\Z", _MERGE),
    (r"^\[[ xX　]\](?=\s)", _LIST),
)
_AT_LINE_START = (
    (r"#+(?=[^#])|＃{2,6}|＃(?=[^\S\n]|[^\s0-9０-９])", _HEADING),
    (rf"[-*+>](?={WIDE})|＞(?=[^0-9０-９])|(?:\d+[.)]|\(\d+\))(?={WIDE})", _LIST),
    (r"\||｜(?=[^\n]*｜)|[^|｜\n]{1,30}[|｜](?=[^\n]*\n[^|｜\n]{1,30}[|｜])", _TABLE),
    (r"[:：]{1,2}(?![:：])", _COLON),
    (r"\(@\w*\)(?=\s)", _NUMBERS),
    (WIDE, _INDENT),
)
# What begins nothing in the middle of a paragraph: numbers other than 1.
_ON_LATER_LINES = ((r"\d+[.)](?= )", _LIST),)

# With none of these there is no markup, and with none of those no line that could begin something. (The long patterns are compiled
# where one is found: 注：, (1) and the ^^ of a cell that is merged are none, and few plans have others.)
_SIGNS = r"`&*＊:：{｛\[［\]］^!！(#＃~|｜$＄=＿_＜＾\\＼+%"
_ANY_SIGN = re.compile(f"[{_SIGNS}～〜]")  # a set alone is looked for many times as fast
_SIGN_AT = re.compile(
    r"[`*＊{｛\[［\]］!！#＃~|｜$＄=＿_＜＾\\＼+%]|[:：]{3}|:[a-z]|\(\.|[^\s^]\^|\^\[|[～〜][0-9０-９]{1,3}[～〜]|～～|&[a-z]"
)
_LINES_AT = re.compile(rf"\n|\A(?:[-#＃+*>＞\d(|｜:：]|{WIDE})")
_STARTS = (
    *((rf"(?:^|(?<=\n))(?:{pattern})", hint) for pattern, hint in _AT_LINE_START),
    *((rf"(?<=\n)(?:{pattern})", hint) for pattern, hint in _ON_LATER_LINES),
)
_LINE_START = re.compile("|".join(f"(?P<k{index}>{pattern})" for index, (pattern, _) in enumerate(_STARTS)))
# What texts that hold no Markdown would print as it stands beside that.
_PLAIN_SIGN = re.compile("[<&#*]")
_PLAIN = (  # compiled where there is one
    r"</?[A-Za-z][^<>\n]*>|<!--|&(?:[A-Za-z]+|#\d+|#[xX][0-9A-Fa-f]+);|\A#{1,6} "
    r"|(?<!\*)\*(?![\s*0-9０-９])[^*\n]+(?<!\s)\*(?![*0-9０-９])"
)


@dataclass(frozen=True)
class Piece:
    """A leaf of a block's text with its place, and whether its characters were written with a backslash."""

    text: str
    position: Position
    escaped: bool = False


@cache
def _markup_at() -> re.Pattern[str]:
    """The pattern of all kinds of markup, by their places in `_MARKUP`."""
    kinds = "|".join(f"(?P<k{index}>{pattern})" for index, (pattern, _) in enumerate(_MARKUP))
    return re.compile(f"(?=[{_SIGNS}～〜」』】〕])(?:{kinds})")


def find_leftovers(pieces: Sequence[Piece], is_line: bool = False) -> Iterator[tuple[Position, str, str]]:
    """The place of each leftover in a block's text (soft breaks as line ends), a message and a hint. Where the text `is_line`,
    one by itself whatever it begins with, it may begin as lists do."""
    told = set()
    for place, message, hint in _all_leftovers(pieces, is_line):
        if place not in told:  # one message a place: the more special one comes first
            told.add(place)
            yield place, message, hint


def _all_leftovers(pieces: Sequence[Piece], is_line: bool) -> Iterator[tuple[Position, str, str]]:
    text = "".join([NOTHING * len(piece.text) if piece.escaped else piece.text for piece in pieces])
    has_sign, has_lines = _has_sign(text), not is_line and _LINES_AT.search(text)
    if not has_sign and not has_lines:
        return
    written, place = "".join(piece.text for piece in pieces), _placed(pieces)
    if has_sign:
        yield from _found(text, written, place, _markup_at().finditer(text), _MARKUP)
    if has_lines:
        yield from _found(text, written, place, at_lines(_LINE_START, text), _STARTS)
        yield from glued(text, place, place(0)[1])


def _has_sign(text: str) -> bool:
    return bool(_ANY_SIGN.search(text) and _SIGN_AT.search(text))


def _found(
    text: str,
    written: str,
    place: Callable[[int], Position],
    matches: Iterable[re.Match[str]],
    kinds: Sequence[tuple[str, str]],
) -> Iterator[tuple[Position, str, str]]:
    for found in matches:
        if found.group() == "](" and _opens_escaped(written, text, found.start()):
            continue
        hint = kinds[int((found.lastgroup or "k0")[1:])][1]
        if hint == _TABLE and found.start() and found.re.match(text):  # told of its first row
            continue
        shown = found.group() if len(found.group()) <= _SHOWN else f"{found.group()[:_SHOWN]}…"
        yield (
            place(found.start()),
            f"「{shown}」{_blank(text, found, hint)}が書式として読めず、文字のまま残っています",
            hint,
        )


def _opens_escaped(written: str, text: str, end: int) -> bool:
    """Whether the bracket that opens last before an index has a backslash."""
    opened = written.rfind("[", 0, end)
    return opened >= 0 and text[opened] == NOTHING


def _blank(text: str, found: re.Match[str], hint: str) -> str:
    """A note that names a blank which no mark has after it: nobody sees a no-break one."""
    if re.fullmatch(WIDE, found.group()):
        return f"（U+{ord(found.group()):04X}の空白）"
    follows = text[found.end() : found.end() + 1]
    if hint in (_HEADING, _LIST) and re.fullmatch(WIDE, follows):
        return f"（後の空白がU+{ord(follows):04X}）"
    return ""


def plain_leftover(value: str) -> str:
    """The markup that a text that is no Markdown would print; empty where there is none. A tab would leap to a tab stop."""
    if "\t" in value.strip():
        return "タブ"
    found = (_has_sign(value) and _markup_at().search(value)) or (
        _PLAIN_SIGN.search(value) and re.search(_PLAIN, value)
    )
    if found and found[0][0] == "*" and found[0][1] != "*":
        begin, end = found.span()
        # Marks of notes, which stay as they are typed.
        if unmeant_emphasis(value[:begin], value[begin:], value[end:]):
            return ""
    return found.group() if found else ""


def error_hint(leftover: str) -> str:
    """What to do about what a spreadsheet shows in place of a value; empty of all else."""
    return _ERROR if re.match("[#＃](?:[A-Z]|##)", leftover) else ""


def plain_hint(leftover: str) -> str:
    """What to do about such markup."""
    if hint := error_hint(leftover):
        return hint
    if re.match(r"[\^~＾～〜]", leftover):
        return _PLAIN_RAISED
    return "ここには太字や参照などを使えません。記号を消してください"


def _placed(pieces: Sequence[Piece]) -> Callable[[int], Position]:
    """The function that tells the place of a character of the pieces' text."""
    starts = list(accumulate((len(piece.text) for piece in pieces), initial=0))

    def place(index: int) -> Position:
        number = bisect_right(starts, index) - 1
        line, column = pieces[number].position
        return line, column + index - starts[number]

    return place
