"""Numbers: counters, groups of three digits, about how many, and the width of digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.problems import Code
from pipeline.wording.expression import Expression
from pipeline.wording.patterns import Pattern, patterns_rule
from pipeline.wording.profile import Profile
from pipeline.wording.rule import Example, Found, Level, Row, Rule, Source, words_rule
from pipeline.wording.texts import Text
from pipeline.wording.whole import whole_of

_DIGIT = "[0-9０-９]"
_KANJI_DIGITS = "零一二三四五六七八九"
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_HALF = str.maketrans("０１２３４５６７８９，．", "0123456789,.")

_KA = tuple(
    row
    for sign in ("ヶ", "ケ", "ヵ", "カ", "箇", "個")
    for word in ("月", "所", "国", "年", "条", "村", "店")
    if sign != "個" or word in ("月", "所")
    for row in (
        Row(
            f"{sign}{word}",
            f"か{word}",
            (f"３{sign}{word}", f"12{sign}{word}") if word == "月" else (f"３{sign}{word}",),
            (f"三{sign}{word}", f"数{sign}{word}") if sign == "箇" else (),
            behind=_DIGIT if sign == "箇" else f"{_DIGIT}|数|何",
        ),
        *(
            [
                Row(
                    f"{sign}{word}",
                    f"箇{word}",
                    (f"三{sign}{word}",),
                    ("茅ヶ崎市", "関ヶ原町", "霞ヶ関", "槍ヶ岳"),
                    behind="[一二三四五六七八九十]",
                )
            ]
            if sign != "箇"
            else []
        ),
    )
)

# What is counted, and never numbered.
_UNITS = (
    "円|人|世帯|件|戸|棟|台|本|冊|社|店舗|事業所|か所|箇所|ヶ所|ヘクタール|平方メートル|平方キロメートル|"
    "キロメートル|メートル|トン|リットル|キログラム|立方メートル|食|頭|羽|回|ha|km|kW|kWh|ｔ|キロワット|ポイント|票|校|名|㎡|㎢|㎏|kg|字|"
    "箱|袋|枚|時間|か国|カ所|ヵ所|区画|団体|組織|クラブ|点|床|室|部|セット|種類?|ｍ|ｇ|キロ"
)
_THOUSANDS = re.compile(
    rf"(?P<w>[0-9０-９](?<![0-9０-９.,，．第\-－—‐/／年Ａ-Ｚａ-ｚA-Za-z（(億万].)[0-9０-９]{{3,8}})(?=(?:{_UNITS})(?!年度?))"
)


def _grouped(digits: str) -> str:
    full = "０" <= digits[0] <= "９"
    text = f"{int(digits.translate(_HALF)):,}"
    return text.translate(_FULL).replace(",", "，") if full else text


def _thousands(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    for text, begin, found in whole_of(texts).found(_THOUSANDS):
        if not found["w"].translate(_HALF).startswith("0"):
            yield text, Found(found.start() - begin, found.end() - begin, found["w"], _grouped(found["w"]))


_ABOUT = (
    Pattern(
        r"(?:(?<=毎回)|(?<![第0-9０-９人回点件個台戸棟名本枚冊年月日世総変指]))(?P<w>数(?:100|１００))(?![0-9０-９.])",
        "数百",
        "数100|数１００",
        (("数100人が集まった。", "数百人が集まった。"),),
        ("人数100人",),
    ),
    *(
        Pattern(
            rf"(?<![0-9０-９.,，．])(?P<w>[{at}{chr(ord('０') + at)}][0０]余り?)(?=[人名件年回日社団か])",
            f"{'' if at == 1 else _KANJI_DIGITS[at]}十余",
            f"{at}0余|{chr(ord('０') + at)}０余",
            (("20余人が参加した。", "二十余人が参加した。"),) if at == 2 else (),
        )
        for at in range(1, 10)
    ),
    Pattern(
        r"(?:(?<=毎回)|(?<![第0-9０-９人回点件個台戸棟名本枚冊年月日世総変指]))(?P<w>数[1１][0０])(?![0-9０-９.])",
        "数十",
        "数10|数１０|数1０|数１0",
        (("数10人が参加した。", "数十人が参加した。"), ("数１０年ぶりに", "数十年ぶりに")),
        ("人数10人", "回数10回以上", "点数10点"),
    ),
    Pattern(
        r"(?P<w>何[1１][0０])(?![0-9０-９.])",
        "何十",
        "何10|何１０",
        (("何10年も続く", "何十年も続く"),),
        ("何100",),
    ),
    Pattern(
        r"(?<![0-9０-９])(?P<w>[1１][0０]数)(?=[人名件回年日か世社校団])",
        "十数",
        "10数|１０数",
        (("10数人が参加した。", "十数人が参加した。"),),
        ("10数える",),
    ),
)
# Two digits that follow each other, counted: two or three days.
_ABOUT_TWO = tuple(
    Pattern(
        rf"(?<![0-9０-９.,，．、・（(第])(?P<w>[{at}{chr(at_full)}][,，、・][{at + 1}{chr(at_full + 1)}])"
        r"(?=(?:人|名|日|年|回|か月|か所|週間|時間|割|件|軒|キロ|メートル|センチ)(?![生号級条次目度代間]))",
        f"{_KANJI_DIGITS[at]}、{_KANJI_DIGITS[at + 1]}",
        "|".join(
            f"{one}{sign}{two}"
            for sign in ",，、・"
            for one in (at, chr(at_full))
            for two in (at + 1, chr(at_full + 1))
        ),
        (("２、３日で届く。", "二、三日で届く。"),) if at == 2 else (),
        ("１、２年生", "１、３年") if at == 1 else (),
    )
    for at, at_full in zip(range(1, 9), range(ord("１"), ord("９")), strict=True)
)
_TSU = tuple(
    Pattern(
        rf"(?<![0-9０-９.,，．第－\-−])(?P<w>[{half}{full}]つ)(?!き|い|な|か|く|ま|も星|星)",
        f"{kanji}つ",
        f"{half}つ|{full}つ",
        ((f"次の{full}つの目標", f"次の{kanji}つの目標"), (f"{half}つの基本方針", f"{kanji}つの基本方針"))
        if half == "3"
        else ((f"{full}つの柱", f"{kanji}つの柱"),),
        (f"３{full}つ",) if half == "1" else (),
    )
    for half, full, kanji in zip("123456789", "１２３４５６７８９", _KANJI_DIGITS[1:], strict=True)
)
_WORDS_OF_NUMBERS = (
    *_TSU,
    Pattern(
        r"(?P<w>[1１]人[1１一ひ](?:人|とり))(?:ひとり)?",
        "一人一人",
        "1人|１人",
        (("１人１人に寄り添う。", "一人一人に寄り添う。"), ("1人ひとりの力", "一人一人の力")),
        ("１人１日当たり", "1人1台の端末"),
    ),
    Pattern(
        r"(?P<w>[1１]人暮らし)", "一人暮らし", "1人暮|１人暮", (("１人暮らしの高齢者", "一人暮らしの高齢者"),)
    ),
    Pattern(r"(?P<w>世界[1１])(?=の)", "世界一", "世界1|世界１", (("世界1の", "世界一の"),)),
    Pattern(
        r"(?<![0-9０-９第])(?P<w>[1１]部)(?=の(?:地域|人|市民|地区|施設|事業))",
        "一部",
        "1部|１部",
        (("１部の地域", "一部の地域"),),
        ("第１部の地域", "11部の"),
    ),
    Pattern(
        r"(?<![0-9０-９第])(?P<w>[1１]体)(?=的|とな|で進|にな)",
        "一体",
        "1体|１体",
        (("１体的に進める。", "一体的に進める。"),),
        ("11体とな",),
    ),
    Pattern(
        r"(?<=より)(?P<w>[1１]層)",
        "一層",
        "1層|１層",
        (("より１層の努力", "より一層の努力"),),
        ("第１層の", "１層の建物"),
    ),
)
_ZEROS = {"千": ",000", "百": "00"}
_THOUSAND_WORD = Expression(
    r"(?<![0-9０-９.,，．第])(?P<n>[1-9１-９])(?P<word>[千百])(?=[人円件戸世帯平方ト名台本頭食ヘ]|キロ)"
)


def _thousand_word(text: Text, profile: Profile) -> Iterator[Found]:
    """千 and 百 behind one digit, by itself or behind 万 or 億 (１億2,644万3,000人)."""
    for found in _THOUSAND_WORD.compiled.finditer(text.text):
        right = f"{found['n'].translate(_HALF)}{_ZEROS[found['word']]}"
        yield Found(*found.span(), found.group(), right)


RULES: tuple[Rule, ...] = (
    words_rule(
        Code.WORDING_COUNTER_KA,
        "「か所」「か月」",
        Source.OFFICIAL,
        "Ⅰ-4 ケ",
        _KA,
        keeps="地名（茅ヶ崎、関ヶ原）と、漢数字に続く「箇」",
    ),
    patterns_rule(
        Code.WORDING_NUMBER_WORD,
        "語の中の漢数字",
        Source.OFFICIAL,
        "Ⅰ-4 カ",
        _WORDS_OF_NUMBERS,
        Level.SURE,
        keeps="数えるもの（１人１日当たり、第１層）",
    ),
    patterns_rule(
        Code.WORDING_ABOUT_NUMBER,
        "概数の漢数字",
        Source.OFFICIAL,
        "Ⅰ-4 オ",
        (*_ABOUT, *_ABOUT_TWO),
        keeps="並べて挙げたもの（１、２年生、１、３年）",
    ),
    Rule(
        Code.WORDING_THOUSANDS,
        "三桁ごとのコンマ",
        Source.OFFICIAL,
        "Ⅰ-4 イ",
        Level.SURE,
        (
            Example("参加者は1234人でした。", "参加者は1,234人でした。"),
            Example("12000円を助成します。", "12,000円を助成します。"),
            Example("2025年度", "2025年度"),
            Example("8050問題", "8050問題"),
            Example("第1234号", "第1234号"),
            Example("電話0197-24-2111", "電話0197-24-2111"),
            Example("〒023-8501", "〒023-8501"),
            Example("3億8598万7000円", "3億8598万7000円"),
        ),
        find_in_all=_thousands,
        keeps="年、電話、郵便番号、条や号の番号、「億」や「万」に続くもの、単位の付かない数",
    ),
    Rule(
        Code.WORDING_THOUSAND_WORD,
        "数字に付く「千」と「百」",
        Source.OFFICIAL,
        "Ⅰ-4 ウ",
        Level.LIKELY,
        (
            Example("5千人が参加した。", "5,000人が参加した。"),
            Example("３百人が参加した。", "300人が参加した。"),
            Example("４万２千人", "４万2,000人"),
            Example("単位：千円、2,316千t", "単位：千円、2,316千t"),
        ),
        find=_thousand_word,
        has=tuple(_ZEROS),
        keeps="単位としての「千円」「千トン」",
    ),
)
