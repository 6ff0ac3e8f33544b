"""Conjunctions: which are written in kanji and which in kana, and how 及び goes with 並びに."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.problems import Code
from pipeline.wording.profile import Profile
from pipeline.wording.rule import Example, Found, Level, Row, Rule, Source, words_rule
from pipeline.wording.texts import Text

_IN_KANJI = (
    Row(
        "および",
        "及び",
        ("市民および事業者", "子どもおよび保護者"),
        ("影響が全市におよびました。", "被害は９地区にもおよび、", "およびごし"),
        not_behind="に|が|は|で|にも|でも",
        not_before="ま|ごし|腰",
    ),
    Row("または", "又は", ("電話または電子メールで",), ("あまたはあれど",), not_behind="あ"),
    Row(
        "ならびに",
        "並びに",
        ("市及び県ならびに国",),
        ("歯ならびに", "家なみや町ならびに"),
        not_behind="歯|町|横",
    ),
    Row("もしくは", "若しくは", ("市長若しくは副市長もしくは部長",)),
)
_IN_KANA = (
    Row("但し", "ただし", ("但し、市外の方を除きます。",), ("但し書",), not_before="書"),
    Row(
        "従って、",
        "したがって、",
        ("従って、見直しが必要です。",),
        ("方針に従って、進めます。",),
        not_behind="に",
    ),
    Row("従って", "したがって", ("従って見直しが必要です。",), behind="^|。"),
    Row("且つ", "かつ", ("迅速且つ正確に",)),
    Row("又、", "また、", ("又、電話でも受け付けます。",)),
    Row(
        "又",
        "また",
        ("相談を受けます。又家を訪ねます。", "次に、又市外の方も"),
        ("電話、又は窓口", "又聞きの話"),
        behind="^|。|、",
        not_before="は|、|聞|貸|従|者|と|の|[ぁ-ん]{2}",
    ),
    Row("尚、", "なお、", ("尚、市外の方を除きます。",), ("高尚、",), not_behind="[高和好]"),
    Row("即ち", "すなわち", ("即ち、次の三つです。",)),
    Row("或いは", "あるいは", ("病気或いはけが",)),
    Row("或は", "あるいは", ("病気或はけが",)),
    Row("因みに", "ちなみに", ("因みに、前回は32件でした。",)),
    Row("然し", "しかし", ("然し、担い手が足りません。",), not_before="な"),
    Row("然しながら", "しかしながら", ("然しながら、担い手が足りません。",)),
    Row(
        "故に、",
        "ゆえに、",
        ("故に、見直しが必要です。",),
        ("重大な事故に、備えます。",),
        not_behind="事|縁|世",
    ),
    Row(
        "更に、",
        "さらに、",
        ("相談を受けます。更に、家を訪ねます。",),
        ("見守りを更に、広げます。",),
        behind="^|。|\n",
    ),
)


def _alone(text: Text, word: str, partner: str, right: str, hint: str) -> Iterator[Found]:
    """A conjunction that joins what its partner has joined, where the partner does not stand in the sentence."""
    for start, end in text.sentences:
        sentence = text.text[start:end]
        if partner not in sentence and (at := sentence.find(word)) >= 0:
            yield Found(start + at, start + at + len(word), word, right, hint)


def _narabini(text: Text, profile: Profile) -> Iterator[Found]:
    return _alone(
        text,
        "並びに",
        "及び",
        "及び",
        "「並びに」は、「及び」でつないだものを、更に大きくつなぐときに使います",
    )


def _moshikuwa(text: Text, profile: Profile) -> Iterator[Found]:
    return _alone(
        text,
        "若しくは",
        "又は",
        "又は",
        "「若しくは」は、「又は」でつなぐものの中を、更に小さく分けるときに使います",
    )


RULES: tuple[Rule, ...] = (
    words_rule(
        Code.WORDING_CONJUNCTION_KANJI,
        "漢字で書く接続詞",
        Source.KANJI,
        "１(2)オ",
        _IN_KANJI,
        keeps="動詞の「およぶ」",
    ),
    words_rule(
        Code.WORDING_CONJUNCTION_KANA,
        "仮名で書く接続詞",
        Source.KANJI,
        "１(2)オ",
        _IN_KANA,
        keeps="「但し書」、動詞の「従う」、副詞の「更に」",
    ),
    Rule(
        Code.WORDING_NARABINI,
        "「及び」のない「並びに」",
        Source.OFFICIAL,
        "Ⅱ-1",
        Level.LIKELY,
        (
            Example("市民並びに事業者の責務", "市民及び事業者の責務"),
            Example("市民及び事業者並びに市の責務", "市民及び事業者並びに市の責務"),
        ),
        find=_narabini,
        has=("並びに",),
        says="「及び」のない文に「{wrong}」があります。「{right}」か「と」「や」にしてください",
        keeps="同じ文に「及び」があるとき",
    ),
    Rule(
        Code.WORDING_MOSHIKUWA,
        "「又は」のない「若しくは」",
        Source.OFFICIAL,
        "Ⅱ-1",
        Level.LIKELY,
        (
            Example("電話若しくは電子メールで", "電話又は電子メールで"),
            Example("本人若しくは家族又は代理人", "本人若しくは家族又は代理人"),
        ),
        find=_moshikuwa,
        has=("若しくは",),
        says="「又は」のない文に「{wrong}」があります。「{right}」か「や」にしてください",
        keeps="同じ文に「又は」があるとき",
    ),
)
