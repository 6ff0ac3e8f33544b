"""Characters that no plan should hold: told if they can't be printed or read, dropped if they print nothing.

One rule for every text, wherever it stands: what can't be meant and can't be seen is dropped; what hides something
(another order of reading, a lost character, a look-alike) is told with its code and its place. All else stays as it is
written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.problems import Code, Location, Problem

# What XML 1.0 can't hold (Char production, section 2.2), what YAML can't (C1 controls), line ends that editors don't
# show as such, and noncharacters (some are kept for the program's own marks).
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_CONTROL += "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)
)
# What turns the order of reading round, stands for a picture that was not copied, or for a character that was lost.
_CONTROL += "\u202a-\u202e\u2066-\u2069\ufff9-\ufffd"
# 外字: what a machine shows for them is its owner's own.
_GAIJI = "\ue000-\uf8ff\U000f0000-\U0010ffff"

# Radicals as characters of their own, which look like the characters that they are in (Unicode's file
# EquivalentUnifiedIdeograph). Programs that copy from PDFs write them. Those of 康熙 say themselves what they are like.
_RADICALS = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺯⺰⺱⺲⺴⺶⺹⺺⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚乙亻冂刀刂卜㔾小小兀尣尢巳幺彑忄㣺扌攵旡日月歺母民氵氺灬爫爫丬牛犭王目示礻糸纟罓罒冗羊耂肀聿肉艹艹艹虎衤覀西见角讠贝足车辶辶辶邑钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_RADICALS |= {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
LOOK_ALIKES = str.maketrans(_RADICALS)

CONTROL = f"[{_CONTROL}]"  # compiled where a file is in another encoding than ours
# The class of all is a table of all characters, and is compiled where a text has what is not printable, or one of the two ranges of it
# that are.
_FORBIDDEN = f"[{_CONTROL}{_GAIJI}{''.join(_RADICALS)}]"
_PRINTABLE = re.compile("[\u2e80-\u2fd5\ufffc\ufffd]")
_BLANKS = "\n\u3000\t"  # not printable to Python

_KANJI = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_SYMBOLS = "\u2190-\u2bff\U0001f000-\U0001faff"
_LATIN = "A-Za-z\u00c0-\u024f"
# Forms of kanji: the number of a form says nothing behind anything else (UTS 37; Unicode's StandardizedVariants).
_FORMS, _OTHER_FORMS = "\U000e0100-\U000e01ef", "\ufe00-\ufe0d"
# The blank of Braille is one there alone.
_BRAILLE, _BRAILLE_BLANK = "\u2801-\u28ff", "\u2800"
# Blanks of no width, joiners, marks of direction, fillers, tags (Unicode's Default_Ignorable_Code_Point).
_MEANT_NOWHERE = (
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe0e\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
    "\U000e01f0-\U000e0fff"
)
# Compiled where there is anything to find, which takes longer than all else here: what could be invisible is rare.
_INVISIBLE = (
    f"[{_MEANT_NOWHERE}]"
    # Hyphens that show at ends of lines alone are for words of letters; what joins two is for pictures of signs.
    + f"|(?<![{_LATIN}])\u00ad|\u00ad(?![{_LATIN}])|\u200d(?![{_SYMBOLS}])"
    f"|(?<![{_BRAILLE}]){_BRAILLE_BLANK}(?![{_BRAILLE}])"
    f"|(?<![{_KANJI}])[{_FORMS}]|(?<![{_KANJI}、。，．：；！？])[{_OTHER_FORMS}]"
)
_PERHAPS_INVISIBLE = re.compile(f"[{_MEANT_NOWHERE}{_BRAILLE_BLANK}\u00ad\u200d{_FORMS}{_OTHER_FORMS}]")
FORM = f"[{_KANJI}、。，．：；！？][{_FORMS}{_OTHER_FORMS}]"


def forbidden(text: str) -> Iterator[re.Match[str]]:
    """The characters of a text that no plan should hold."""
    rest = text
    for blank in _BLANKS:
        rest = rest.replace(blank, "")
    if _PRINTABLE.search(text) or not rest.isprintable():
        yield from re.finditer(_FORBIDDEN, text)


def without_forbidden(text: str, instead: str = "") -> str:
    """A text with something else in their places."""
    return re.sub(_FORBIDDEN, instead, text)


def needs_no_glyph(character: str) -> bool:
    """Whether a character prints nothing of its own, or is the number of a form of the one before it."""
    return (
        unicodedata.category(character) == "Cf"
        or "\ufe00" <= character <= "\ufe0f"
        or ("\U000e0100" <= character <= "\U000e01ef")
    )


def invisible(text: str) -> Iterator[int]:
    """The indexes in a text of characters that can't be seen and can't be meant."""
    if _PERHAPS_INVISIBLE.search(text):
        yield from (found.start() for found in re.finditer(_INVISIBLE, text))


def visible(text: str) -> str:
    """A text without what can't be seen and can't be meant."""
    return re.sub(_INVISIBLE, "", text) if _PERHAPS_INVISIBLE.search(text) else text


def without_spelled_out(text: str) -> str:
    """A piece of text without what can be meant nowhere, whatever stands around it."""
    return re.sub(f"[{_MEANT_NOWHERE}]", "", text) if _PERHAPS_INVISIBLE.search(text) else text


def forbidden_character(location: Location, character: str, times: int = 1) -> Problem:
    """The problem of a character that `forbidden` finds, which stands so often in its file."""
    often = f"（このファイルに{times}か所）" if times > 1 else ""
    if character in _RADICALS:
        right = _RADICALS[character]
        return Problem(
            location,
            Code.TEXT_RADICAL,
            f"部首だけを表す文字「{character}」（U+{ord(character):04X}）があります{often}",
            f"同じ形の漢字「{right}」（U+{ord(right):04X}）に置き換えてください。PDFから写した文章に混じります",
        )
    if re.match(f"[{_GAIJI}]", character):
        return Problem(
            location,
            Code.TEXT_GAIJI,
            f"外字（U+{ord(character):04X}）があります",
            "外字は、ほかのパソコンやWordでは別の字や「・」になります。ふつうの漢字か、かなで書いてください",
        )
    return Problem(
        location,
        Code.TEXT_CONTROL,
        f"文書に書けない制御文字（U+{ord(character):04X}）があります",
        "この文字を消してください。ほかのソフトから貼り付けた文章に混じることがあります",
    )


def uncommon(text: str) -> Iterator[tuple[int, str]]:
    """Characters that a font may lack, with their places: forms of kanji, and what is not in Windows' old set."""
    if _is_common(text):
        return
    strange = {each for each in set(text) if not _is_common(each)}
    for found in re.finditer(f"{FORM}|[{re.escape(''.join(strange))}]", text):
        yield found.start(), found.group()


def _is_common(text: str) -> bool:
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
