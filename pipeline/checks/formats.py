"""Numbers as Word writes them: the formats of ECMA-376 Part 1, 17.18.59 that Japanese documents use.

Where Word departs from the standard, [MS-OI29500] 2.1.540 is followed: アイウ begins again after the 46th.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

GREATEST = 32_767
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
KANJI_DIGITS = "〇一二三四五六七八九"
LEGAL_DIGITS = "〇壱弐参四伍六七八九"
AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
AIUEO_HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
IROHA_HALF = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def format_number(value: int, name: str) -> str | None:
    """`value` in the number format `name` (a w:numFmt value); None when the format is not known here."""
    rule = FORMATS.get(name)
    if rule is None:
        return None
    return rule(value) if value <= GREATEST else str(value)


def _full_width(value: int) -> str:
    return str(value).translate(FULL_WIDTH)


def _cycle(letters: str) -> Callable[[int], str]:
    """Letters in turn, from the first again when they run out."""
    return lambda value: letters[(value - 1) % len(letters)] if value > 0 else str(value)


def _until(letters: str) -> Callable[[int], str]:
    """Letters in turn; decimal digits for values that have none."""
    return lambda value: letters[value - 1] if 0 < value <= len(letters) else str(value)


def _repeated(letters: str) -> Callable[[int], str]:
    """a … z, aa, bb …: the letter repeated once more for each time the alphabet was used up."""

    def rule(value: int) -> str:
        times, place = divmod(value - 1, len(letters))
        return letters[place] * (times + 1) if value > 0 else str(value)

    return rule


def _roman(value: int) -> str:
    if value <= 0:
        return str(value)
    text = ""
    for size, letters in ROMAN:
        times, value = divmod(value, size)
        text += letters * times
    return text


def _digits(digits: str) -> Callable[[int], str]:
    return lambda value: "".join(digits[int(figure)] for figure in str(abs(value)))


def _counting(
    digits: str, units: tuple[str, str, str], ten_thousand: str, bare_one: bool
) -> Callable[[int], str]:
    """Kanji numbers with units; `bare_one`: 十, 百, 千 stand without 一 before them."""

    def below_ten_thousand(value: int) -> str:
        text = ""
        for size, unit in ((1000, units[2]), (100, units[1]), (10, units[0])):
            figure, value = divmod(value, size)
            if figure:
                text += ("" if figure == 1 and bare_one else digits[figure]) + unit
        return text + (digits[value] if value else "")

    def rule(value: int) -> str:
        if value <= 0:
            return digits[0]
        high, low = divmod(value, 10_000)
        return (below_ten_thousand(high) + ten_thousand if high else "") + below_ten_thousand(low)

    return rule


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda value: f"{value:02d}",
    "numberInDash": lambda value: f"- {value} -",
    "decimalEnclosedCircle": _until("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedParen": _until("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _until("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "aiueo": _cycle(AIUEO_HALF),
    "aiueoFullWidth": _cycle(AIUEO),
    "iroha": _cycle(IROHA_HALF),
    "irohaFullWidth": _cycle(IROHA),
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "upperLetter": _repeated("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _repeated("abcdefghijklmnopqrstuvwxyz"),
    "ideographDigital": _digits(KANJI_DIGITS),
    "japaneseDigitalTenThousand": _digits(KANJI_DIGITS),
    "japaneseCounting": _counting(KANJI_DIGITS, ("十", "百", "千"), "万", bare_one=True),
    "japaneseLegal": _counting(LEGAL_DIGITS, ("拾", "百", "阡"), "萬", bare_one=False),
    "ideographTraditional": _until(STEMS),
    "ideographZodiac": _until(BRANCHES),
    "ideographZodiacTraditional": lambda value: STEMS[(value - 1) % 10] + BRANCHES[(value - 1) % 12],
    "bullet": lambda value: "",
    "none": lambda value: "",
}
