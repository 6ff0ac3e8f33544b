"""The widths that characters have in fonts of the usual templates, where they are no multiples of half an em.

Those of `widths.py` are rounded up, and serve every font: what is measured by them never needs more room. Where a line ends is told
by these.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from pipeline.model.text_widths import character_width

# In hundredths of an em, as the font's own table (hmtx) has them; the rest is as wide as in a font of fixed width.
_BIZ_UDP_GOTHIC = {
    27: "゜",
    29: "'",
    31: ",.:;_゛",
    32: "iｉ",
    33: " !lｌ",
    38: "jｊ",
    42: "IＩ",
    44: "|",
    45: "rｒ",
    47: '"tｔ',
    48: "-",
    49: "()",
    50: "〈〉《》「」『』【】〔〕・（）：；［］＾｀ｆ｛｝｟",
    52: "{}",
    54: "JＪ",
    55: "．",
    58: "vz，ｖｚ",
    59: "sｓ",
    60: "Lx、。Ｌｘ",
    61: "yｙ",
    63: "1k１ｋ",
    64: "cｃ",
    65: "aａ",
    66: "FＦ",
    67: "g　ｇ",
    68: "oｏ",
    69: "eｅ",
    70: "EThnuＥＴｈｎｕ",
    71: "SbdpqＳｂｄｐｑ",
    72: "YＹ",
    74: "PVＰＶ",
    75: "KZＫＺ",
    76: "023456789ARト０２３４５６７８９ＡＲ",
    77: "?BＢ",
    79: "イ",
    80: "$CXゝＣＸ",
    82: "HNョヽＨＮ",
    83: "ゞィノヵ",
    84: "+<=>DGUぅょドュリＤＧＵ",
    85: "くしェォッャヮ",
    86: "OぇゥヶヾＯ",
    87: "ァクヌレ",
    88: "wりゖエタヒミｗ",
    89: "&QこゃゅゎアコシソＱ",
    90: "ぃっフムヲ",
    91: "ぁうぉじヨン",
    92: "#らウオツニネマメ",
    93: "えスセヘヤラ",
    94: "mそとまんゕカケチテナロワヰｍ",
    95: "ぐすもろジモヱ",
    96: "けちよるキゴサゾハピベペホユー",
    97: "ごせてにやゔグゼダビヴ",
    98: "@MWあおきさずたつでどなぬひふへみむめゆれゐゑをガゲズヅブプルヺＭＷ",
    99: "かげぢねはばぱほぼぽわヂデバパボポヷヸヹ",
    100: "%",
}
KNOWN_FONTS = ("BIZ UDPゴシック",)


@cache
def width_of(font: str) -> Callable[[str], int]:
    """How wide a character is in one of the known fonts, or without a name in those of fixed width, in hundredths of an em."""
    known = _BIZ_UDP_GOTHIC if font else {}
    own = {character: width for width, characters in known.items() for character in characters}

    @cache
    def width(character: str) -> int:
        return own.get(character) or character_width(character, False)

    return width
