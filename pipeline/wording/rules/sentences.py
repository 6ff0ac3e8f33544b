"""Sentences: their length, their style, and what in them can be said shorter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.passages.model import Kind
from pipeline.problems import Code
from pipeline.wording.expression import Expression
from pipeline.wording.patterns import Pattern, patterns_rule
from pipeline.wording.profile import Profile
from pipeline.wording.rule import Example, Found, Level, Rule, Source
from pipeline.wording.texts import Text

_RUNNING = (Kind.PARAGRAPH, Kind.ITEM, Kind.MEANING, Kind.CELL, Kind.NOTE)


# What is put in by brackets is read beside the sentence, what is quoted as one word.
_INSERTED = Expression(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）|【[^【】]*】|(?<=「)[^「」]*(?=」)")


def _long(text: Text, profile: Profile) -> Iterator[Found]:
    """Sentences of more characters than the profile has; those of the sheet have to be shorter."""
    most = profile.sheet_sentence if text.on_sheet else profile.sentence
    if text.kind not in _RUNNING or len(text.text) <= most:
        return
    for start, end in text.sentences:
        sentence = text.text[start:end].strip()
        if len(sentence) <= most or not sentence.endswith("。"):
            continue
        length = len(_INSERTED.compiled.sub("", sentence))
        if length > most:
            yield Found(start, end, sentence, hint=f"{length}字")


_POLITE = re.compile(r"(?:ます|です|ました|でした|ません|ましょう|でしょう|ください)。$")
_PLAIN = re.compile(r"(?:[ぁ-ん一-龥々][るたうくすつぬむぐぶ]|[なたし]い|[多高低少良]い)。$")
_END = 10  # characters in which it is found
# Of ten sentences of a plan nine end alike, or it has no style to keep to.
_MOST = 0.9


def _styles(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    """Sentences in である where nearly all of the plan's are in です・ます, or the other way round."""
    ends = [
        (text, end)
        for text in texts
        if text.kind is Kind.PARAGRAPH
        for start, stop in text.sentences
        if (end := _end(text.text, max(start, stop - _END), stop))
    ]
    polite = sum(_is_polite(end) for _, end in ends)
    most = max(polite, len(ends) - polite)
    if most >= _MOST * len(ends):
        for text, end in ends:
            if _is_polite(end) is not (polite == most):
                yield text, Found(*end.span(), end.group())


def _end(text: str, start: int, stop: int) -> re.Match[str] | None:
    return _POLITE.search(text, start, stop) or _PLAIN.search(text, start, stop)


def _is_polite(end: re.Match[str]) -> bool:
    return end.re is _POLITE


_POSSIBLE = Expression(r"(?<=[一-龥ァ-ヶー]{2})(?P<w>することができ)(?=る|ま|な|た|て|れ|ず|、)")
# Where a rule of law or of an office allows something, it says so in these words.
_ALLOWED = Expression(
    r"第[0-9０-９一二三四五六七八九十]+条|規定|法(?:律)?に基づ|(?:とき|場合)(?:に)?は、|場合において|市長は|委員会は|委員長は|会長は"
)


def _possible(text: Text, profile: Profile) -> Iterator[Found]:
    for start, end in text.sentences:
        if not _ALLOWED.compiled.search(text.text, start, end):
            for found in _POSSIBLE.compiled.finditer(text.text, start, end):
                yield Found(*found.span("w"), found["w"], "でき")


_TWICE = (
    Pattern(
        r"各(?P<a>地区|学校|年度|施設|団体|課|区域|地域|世帯|家庭|事業所|自治会|町内会|学年|年代)(?P<w>ごと)",
        "",
        "ごと",
        (("各地区ごとに話し合います。", ""),),
        ("地区ごとに", "各地区で"),
    ),
    Pattern(
        r"(?P<w>第[0-9０-９]+[日回年]目)",
        "",
        "日目|回目|年目",
        (("第１回目の会議", ""),),
        ("第１回の会議", "１回目"),
    ),
    Pattern(
        r"(?P<w>約[0-9０-９,，.万千億]+(?:人|件|％|パーセント|割|回|年|か所|世帯|円|名|時間|日|分|キロメートル|ヘクタール)?(?:程度|くらい|ぐらい|前後|ほど))",
        "",
        "程度|くらい|ぐらい|前後|ほど",
        (("約20人程度が参加しました。", ""),),
        ("約20人が", "20人程度が"),
    ),
    Pattern(
        r"(?P<w>(?:およそ|おおよそ)[0-9０-９,，.万千億]+(?:人|件|％|割|回|年|か所|世帯|円|名)?(?:程度|くらい|ぐらい|前後|ほど))",
        "",
        "およそ|おおよそ",
        (("およそ30人程度", ""),),
    ),
    Pattern(r"(?P<w>まず最初に)", "まず", "まず最初に", (("まず最初に、", "まず、"),)),
    Pattern(r"(?P<w>まず始めに)", "まず", "まず始めに", (("まず始めに、", "まず、"),)),
    Pattern(r"(?P<w>まず初めに)", "まず", "まず初めに", (("まず初めに、", "まず、"),)),
    Pattern(r"(?<!昨)(?P<w>今現在)", "現在", "今現在", (("今現在の人口", "現在の人口"),), ("昨今現在",)),
    Pattern(r"(?P<w>一番最初)", "最初", "一番最初", (("一番最初の", "最初の"),)),
    Pattern(r"(?P<w>一番最(?=[後も大多高低小]))", "最", "一番最", (("一番最後の", "最後の"),)),
    Pattern(
        r"(?P<w>従来より)(?!も|[高低多少大小早遅強弱])",
        "従来から",
        "従来より",
        (("従来より行っている", "従来から行っている"),),
        ("従来よりも多い", "従来より多い"),
    ),
    Pattern(
        r"(?P<w>違和感を感じ)", "違和感を覚え", "違和感を感じ", (("違和感を感じる。", "違和感を覚える。"),)
    ),
    Pattern(r"(?P<w>被害を被)(?=る|っ)", "被害を受け", "被害を被", (("被害を被る人", "被害を受ける人"),)),
    Pattern(r"(?P<w>過半数を超え)", "半数を超え", "過半数を超え", (("過半数を超える人", "半数を超える人"),)),
    Pattern(r"(?P<w>あらかじめ予[定測約]する)", "", "あらかじめ予", (("あらかじめ予定する", ""),)),
    Pattern(r"(?P<w>後で後悔)", "後悔", "後で後悔", (("後で後悔する", "後悔する"),)),
    Pattern(r"(?P<w>必ず必要)", "必要", "必ず必要", (("必ず必要です。", "必要です。"),)),
    Pattern(r"(?P<w>最も最)(?=[大多高低小適])", "最", "最も最", (("最も最大の", "最大の"),)),
    Pattern(r"(?P<w>より一層更に)", "より一層", "より一層更に", (("より一層更に進める", "より一層進める"),)),
    Pattern(r"(?P<w>全て全)(?=[員部])", "全", "全て全", (("全て全員が", "全員が"),)),
    Pattern(r"(?P<w>などの等)", "など", "などの等", (("見守りなどの等", "見守りなど"),)),
    Pattern(r"(?P<w>など等)(?!し)", "など", "など等", (("見守りなど等", "見守りなど"),)),
    Pattern(r"(?P<w>等など)", "など", "等など", (("見守り等など", "見守りなど"),)),
    Pattern(
        r"(?P<w>製造メーカー)", "メーカー", "製造メーカー", (("製造メーカーとの協議", "メーカーとの協議"),)
    ),
    Pattern(r"(?P<w>諸先生方)", "先生方", "諸先生方", (("諸先生方の御意見", "先生方の御意見"),)),
    Pattern(r"(?P<w>犯罪を犯)(?=す|し|さ)", "罪を犯", "犯罪を犯", (("犯罪を犯した人", "罪を犯した人"),)),
)
# What begins at a time: 前年度より行事が増えた compares.
_STARTS = "開始|実施|施行|受付|受け付|募集|始[まめ]|行[いうわっ]|運用|適用|導入|改定|供用|配布|発行|貸出|交付|提供|掲載|公表|設置|稼働|開設|開館|開催|派遣|廃止"
_FROM = (
    Pattern(
        rf"(?P<w>より)(?<=[0-9０-９][時分日月]より)(?={_STARTS}|、)",
        "から",
        "より",
        (
            ("午前９時より受付を始める。", "午前９時から受付を始める。"),
            ("４月１日より施行する。", "４月１日から施行する。"),
            ("10月より、", "10月から、"),
        ),
        ("３月より多い", "７日より前"),
    ),
    Pattern(
        rf"(?P<w>より)(?<=年度より)(?={_STARTS})",
        "から",
        "より",
        (("令和８年度より実施する。", "令和８年度から実施する。"),),
        (
            "前年度より増えた。",
            "令和５年度より12人多い。",
            "前年度より、12人増えた。",
            "前年度より行事が増えた。",
        ),
    ),
    Pattern(
        r"(?P<w>より)(?<=[民員者会長市県国課]より)(?=(?:意見|提案|要望|説明|報告|連絡|申出|相談|通報|回答|挨拶|答申|諮問|発表)(?:が|を))",
        "から",
        "より",
        (("市民より意見がありました。", "市民から意見がありました。"),),
        ("市民より職員が多い。",),
    ),
)
_LITERARY = (
    Pattern(r"(?P<w>の如く)", "のように", "の如く", (("次の如く定める。", "次のように定める。"),)),
    Pattern(r"(?P<w>の如き)", "のような", "の如き", (("次の如き課題", "次のような課題"),)),
    Pattern(
        r"(?<!も)(?P<w>のごとく)(?!わ)",
        "のように",
        "のごとく",
        (("次のごとく定める。", "次のように定める。"),),
        ("ものごとくわしく",),
    ),
    Pattern(r"(?P<w>のごとき)", "のような", "のごとき", (("次のごとき課題", "次のような課題"),)),
    Pattern(
        r"(?<=[るすうぐくむぶつ])(?<!なる)(?<!かる)(?P<w>べく)(?=、|努|取)",
        "ため",
        "べく",
        (("進めるべく、", "進めるため、"),),
        ("なるべく、", "しかるべく、"),
    ),
    Pattern(
        r"(?<=[るすう])(?<!なる)(?P<w>べし)",
        "べきである",
        "べし",
        (("努めるべし。", "努めるべきである。"),),
        ("なるべし",),
    ),
    Pattern(r"(?P<w>べき)(?=。|$)", "", "べき", (("市が担うべき。", ""),), ("担うべきである。",)),
    Pattern(r"(?P<w>大いなる)", "大きな", "大いなる", (("大いなる進歩", "大きな進歩"),)),
    Pattern(r"(?P<w>せんがため)", "するため", "せんがため", (("実現せんがため、", "実現するため、"),)),
    Pattern(
        r"(?P<w>せんとする)", "しようとする", "せんとする", (("実現せんとする意志", "実現しようとする意志"),)
    ),
    Pattern(r"(?P<w>にあらず)", "ではなく", "にあらず", (("目的にあらず、", "目的ではなく、"),)),
    Pattern(r"(?P<w>たるべき)", "であるべき", "たるべき", (("主体たるべき市民", "主体であるべき市民"),)),
    Pattern(r"(?P<w>なきよう)", "ないよう", "なきよう", (("漏れなきよう", "漏れないよう"),)),
    Pattern(r"(?P<w>をして(?=[一-龥]{2,4}せしめ))", "", "せしめ", (("市民をして参加せしめる。", ""),)),
)

RULES: tuple[Rule, ...] = (
    Rule(
        Code.WORDING_LONG_SENTENCE,
        "長い文",
        Source.OFFICIAL,
        "Ⅲ-3 ア",
        Level.LIKELY,
        (
            Example(f"{'市では、高齢者の見守りを進め、' * 7}ています。", told=1),
            Example("市では、高齢者の見守りを進めています。" * 6),
        ),
        find=_long,
        says="１文が長くなっています",
        does="一つの文に一つのことを書き、接続詞や読点の所で分けてください",
        keeps="（　）、【　】、「　」の中を除いて100字（体系図は80字）まで。字数は wording.yaml で変えられます",
        heeds_silence=False,
    ),
    Rule(
        Code.WORDING_STYLE,
        "「です・ます」と「である」の混在",
        Source.OFFICIAL,
        "Ⅲ-1 イ",
        Level.LIKELY,
        (
            Example("\n".join(["見守りを進めます。"] * 10 + ["担い手の不足が課題である。"]), told=1),
            Example("\n".join(["見守りを進めます。"] * 2 + ["見守りを進める。"] * 2)),
            Example("担い手の不足が課題である。"),
        ),
        find_in_all=_styles,
        says="文の終わりが「です・ます」か「である」かが、この計画のほかの文と違います",
        does="文の終わりをそろえてください",
        keeps="用語の説明、表、一覧、脚注。二つの文体が１割より多く混じる計画",
    ),
    Rule(
        Code.WORDING_POSSIBLE,
        "「することができる」",
        Source.OFFICIAL,
        "Ⅱ-5 ウ",
        Level.LIKELY,
        (
            Example("施設を利用することができます。", "施設を利用できます。"),
            Example("名簿を提供することができるように", "名簿を提供できるように"),
            Example("第５条の規定により提供することができる。"),
            Example("生活を送ることができる。"),
            Example("市長は、委員を解任することができる。"),
        ),
        find=_possible,
        has=("することができ",),
        says="「{wrong}」は、「{right}」と短く書けます",
        keeps="権限や許可を定める文（第５条の規定により…することができる）と、和語に続くもの（送ることができる）",
    ),
    patterns_rule(
        Code.WORDING_TWICE,
        "重ね言葉",
        Source.OFFICIAL,
        "Ⅱ-5 ウ",
        _TWICE,
        says="「{wrong}」は、同じ意味の言葉が重なっています",
        does="一方を消してください",
        keeps="一方だけのもの（約20人、20人程度）",
    ),
    patterns_rule(
        Code.WORDING_FROM,
        "始まりを示す「から」",
        Source.OFFICIAL,
        "Ⅱ-5 イ",
        _FROM,
        says="始まりを示す「{wrong}」は、「{right}」と書きます",
        keeps="比べる「より」（前年度より増えた）",
    ),
    patterns_rule(
        Code.WORDING_LITERARY,
        "文語の言い方",
        Source.OFFICIAL,
        "Ⅲ-1",
        _LITERARY,
        says="「{wrong}」は、文語の言い方です",
        does="今の言い方にしてください",
        keeps="「担うべきである」「なるべく」",
    ),
)
