"""Signs: commas, full stops, dashes, and characters that other machines lack."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.passages.model import Kind
from pipeline.problems import Code
from pipeline.wording.expression import Expression
from pipeline.wording.patterns import Pattern, patterns_rule
from pipeline.wording.profile import Profile, Wave
from pipeline.wording.rule import Example, Found, Level, Row, Rule, Source, most_frequent, words_rule
from pipeline.wording.texts import Text
from pipeline.wording.whole import whole_of

_WAVES = (Wave.WAVE.value, Wave.TILDE.value)
_JAPANESE = "ぁ-んァ-ヶ一-龥々ー"
# That of a keyboard stands in signs of other programs, too: between ends of a range alone it is one.
_WAVE = re.compile(
    rf"[〜～~∼](?:(?<=[〜～])|(?<=[0-9０-９年月日時分人{_JAPANESE}].)(?=[0-9０-９{_JAPANESE}]))"
)


def _mixed_waves(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    """The sign of the fewer, or what the city does not write."""
    places = list(whole_of(texts).found(_WAVE))
    counts = Counter(dict.fromkeys(_WAVES, 0))
    counts.update(match.group() for _, _, match in places if match.group() in _WAVES)
    right = most_frequent(counts) if profile.wave is Wave.AS_MOST else profile.wave.value
    for text, begin, match in places:
        if match.group() != right:
            yield text, Found(match.start() - begin, match.end() - begin, match.group(), right)


_COMMA = Expression(r"(?<![0-9０-９])，|，(?![0-9０-９])")


def _commas(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    """、 where the plan has more of them than of ，: a plan may have ， throughout."""
    whole = whole_of(texts)
    places = [
        (text, found) for text in whole.having(("，",)) for found in _COMMA.compiled.finditer(text.text)
    ]
    if len(places) <= whole.text.count("、"):
        for text, found in places:
            yield text, Found(*found.span(), "，", "、")


_STOPS = (
    Pattern(
        rf"(?<=[{_JAPANESE}）」])(?P<w>,)(?=[{_JAPANESE}「（])",
        "、",
        ",",
        (("見守り,支え合い", "見守り、支え合い"),),
        ("1,234人", "A,B"),
    ),
    Pattern(
        rf"(?<=[{_JAPANESE}）」])(?P<w>．)(?=[{_JAPANESE}「（　]|$)",
        "。",
        "．",
        (("支え合います．見守ります．", "支え合います。見守ります。"),),
        ("第１．２図", "図１．人口"),
    ),
    Pattern(r"。。+", "。", "。。", (("支え合います。。", "支え合います。"),)),
    Pattern(r"、、+", "、", "、、", (("市、、県", "市、県"),)),
    Pattern(r"、。", "。", "、。", (("支え合います、。", "支え合います。"),)),
    Pattern(r"。、", "。", "。、", (("支え合います。、見守ります。", "支え合います。見守ります。"),)),
    Pattern(
        r"(?<=[ぁ-ん一-龥])・・・+|(?<=[ぁ-ん一-龥])\.\.\.+",
        "……",
        "・・・|...",
        (("相談したいけれど・・・", "相談したいけれど……"),),
        ("保育所・学校・病院",),
    ),
)
# A mark of voice behind a kana of full width is a character of its own: か゛.
_MARKS = str.maketrans("ﾞﾟ゛゜", "\u3099\u309a\u3099\u309a")
_HALF_KANA = re.compile(r"[\uFF61-\uFF9F][\uFF61-\uFF9F]*|[ぁ-ヾ][ﾞﾟ゛゜]")


def _half_kana(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    for text, begin, found in whole_of(texts).found(_HALF_KANA):
        marked = found.group()[0] < "\uff61"
        right = unicodedata.normalize("NFKC", found.group().translate(_MARKS) if marked else found.group())
        if not marked or len(right) == 1:  # no kana is あ゛
            yield text, Found(found.start() - begin, found.end() - begin, found.group(), right)


_ENCLOSED = (
    Row("㈱", "株式会社", ("㈱みどり",)),
    Row("㈲", "有限会社", ("㈲みどり",)),
    Row("㈳", "社団法人", ("㈳みどり会",)),
    Row("㈶", "財団法人", ("㈶みどり会",)),
    Row("㈻", "学校法人", ("㈻みどり学園",)),
    Row("㍻", "平成", ("㍻30年",)),
    Row("㋿", "令和", ("㋿７年",)),
    Row("㍼", "昭和", ("㍼60年",)),
    Row("㍍", "メートル", ("50㍍",)),
    Row("㌔", "キロ", ("５㌔",)),
    Row("㌘", "グラム", ("100㌘",)),
    Row("㌧", "トン", ("３㌧",)),
    Row("㌃", "アール", ("２㌃",)),
    Row("㌶", "ヘクタール", ("10㌶",)),
    Row("㍑", "リットル", ("２㍑",)),
    Row("㌫", "パーセント", ("５㌫",)),
    Row("№", "No.", ("№３",)),
    Row("℡", "電話", ("℡ 0197-24-2111",)),
)
_ITERATION = (
    Pattern(r"(?<=[ぁ-ん])(?P<w>ゝ)", "", "ゝ", (("こゝに定める。", ""),), ("々",)),
    Pattern(r"(?P<w>〃)", "", "〃", (("〃　　10人", ""),)),
)


def _is_full_stop_kind(text: Text) -> bool:
    return text.kind in (Kind.PARAGRAPH, Kind.NOTE)


_POLITE_ENDS = ("ます", "です", "ました", "でした", "ません")


def _missing_stop(text: Text, profile: Profile) -> Iterator[Found]:
    """The last sentence of a paragraph of several, without its full stop."""
    written = text.text.rstrip()
    end = next(filter(written.endswith, _POLITE_ENDS), "")
    if end and _is_full_stop_kind(text) and "。" in written:
        yield Found(len(written) - len(end), len(written), end, f"{end}。")


_ITEM_END = re.compile(r"(?:ます|です|ました|でした|ません|ましょう|こと|とき)(。?)$")


def _list_stops(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    """Items of one list that end alike, some with a full stop and some without: those without, where others have it."""
    for group in _lists(texts):
        ends = [(text, found) for text in group if (found := _ITEM_END.search(text.text.rstrip()))]
        if len({bool(found[1]) for _, found in ends}) == 2:
            for text, found in ends:
                if not found[1]:
                    yield text, Found(*found.span(), found.group(), f"{found.group()}。")


def _lists(texts: Sequence[Text]) -> Iterator[list[Text]]:
    """Items that follow each other in one document."""
    group: list[Text] = []
    for text in texts:
        if text.kind is not Kind.ITEM or (group and group[-1].document != text.document):
            yield group
            group = []
        if text.kind is Kind.ITEM:
            group.append(text)
    yield group


_FULL_LATIN = re.compile("[Ａ-Ｚａ-ｚ]")
_LATIN = Expression(r"[Ａ-Ｚａ-ｚ][Ａ-Ｚａ-ｚ０-９＆－．]*[Ａ-Ｚａ-ｚ]|[A-Za-z][A-Za-z0-9&.-]*[A-Za-z]")


def _latin(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    """A word that the plan writes in both widths, in that of the fewer."""
    if not _FULL_LATIN.search(whole_of(texts).text):  # as in most plans
        return
    places: dict[str, list[tuple[Text, re.Match[str]]]] = {}
    for text in texts:
        for found in _LATIN.compiled.finditer(text.text):
            if not text.is_silent(*found.span()):
                places.setdefault(unicodedata.normalize("NFKC", found.group()), []).append((text, found))
    for found_all in places.values():
        counts = Counter(found.group() for _, found in found_all)
        right = most_frequent(counts)
        for text, found in found_all if len(counts) > 1 else ():
            if found.group() != right:
                yield text, Found(*found.span(), found.group(), right)


RULES: tuple[Rule, ...] = (
    Rule(
        Code.WORDING_WAVE_DASH,
        "波線の混在",
        Source.PLAN,
        "",
        Level.SURE,
        (
            Example("10時〜12時\n13時〜15時\n９時～10時", "10時〜12時\n13時〜15時\n９時〜10時"),
            Example("10時～12時\n３~５人", "10時～12時\n３～５人"),
            Example("10時～12時", "10時～12時"),
        ),
        find_in_all=_mixed_waves,
        says="波線が「{wrong}」と「{right}」の二通りあります。多い方の「{right}」にそろえてください",
        keeps="どちらか一方だけのとき",
    ),
    Rule(
        Code.WORDING_COMMA,
        "読点の混在",
        Source.OFFICIAL,
        "Ⅰ-5(1)ア",
        Level.SURE,
        (
            Example("市、県、国は、\nまた，市民は", "市、県、国は、\nまた、市民は"),
            Example("また，市民は", "また，市民は"),
            Example("市、県、１，２３４人", "市、県、１，２３４人"),
        ),
        find_in_all=_commas,
        says="読点が「、」と「{wrong}」の二通りあります。「{right}」にそろえてください",
        keeps="「，」だけで書いた計画と、数の三桁ごとの「，」",
    ),
    patterns_rule(
        Code.WORDING_STOP,
        "句読点の誤り",
        Source.OFFICIAL,
        "Ⅰ-5(1)ア",
        _STOPS,
        Level.SURE,
        says="「{wrong}」は、「{right}」とします",
        keeps="数や英字の間の「,」",
    ),
    Rule(
        Code.WORDING_MISSING_STOP,
        "文の終わりの句点",
        Source.OFFICIAL,
        "Ⅰ-5(1)ア",
        Level.LIKELY,
        (
            Example("相談を受けます。見守りを進めます", "相談を受けます。見守りを進めます。"),
            Example("支え合いのまちをつくります", "支え合いのまちをつくります"),
        ),
        find=_missing_stop,
        says="段落の終わりの文に、句点「。」がありません",
        keeps="一文だけの見出しや標語",
    ),
    Rule(
        Code.WORDING_LIST_STOP,
        "一覧の句点の混在",
        Source.PLAN,
        "",
        Level.LIKELY,
        (
            Example(
                "相談を受けること。\n見守りを進めること",
                "相談を受けること。\n見守りを進めること。",
                kind=Kind.ITEM,
            ),
            Example("相談を受けます。\n見守りの実施", "相談を受けます。\n見守りの実施", kind=Kind.ITEM),
        ),
        find_in_all=_list_stops,
        says="同じ一覧の中に、「。」で終わる項目と、「。」のない項目があります。そろえてください",
        keeps="名詞で終わる項目",
    ),
    Rule(
        Code.WORDING_HALF_KANA,
        "半角の片仮名",
        Source.OFFICIAL,
        "Ⅰ-6",
        Level.SURE,
        (
            Example("ﾎﾞﾗﾝﾃｨｱの登録", "ボランティアの登録"),
            Example("保育所･学校", "保育所・学校"),
            Example("ふりか゛なと、スホﾟーツ", "ふりがなと、スポーツ"),
            Example("あ゛という声", "あ゛という声"),
            Example("ボランティア", "ボランティア"),
        ),
        find_in_all=_half_kana,
        says="「{wrong}」は、全角の一字ずつで「{right}」と書きます",
    ),
    words_rule(
        Code.WORDING_ENCLOSED,
        "機種に頼る文字",
        Source.OFFICIAL,
        "Ⅰ-6",
        _ENCLOSED,
        keeps="丸付きの数字（①）と単位の記号（㎡、㎏）",
    ),
    patterns_rule(
        Code.WORDING_ITERATION,
        "繰り返し符号",
        Source.OFFICIAL,
        "Ⅰ-6",
        _ITERATION,
        says="「{wrong}」は使わず、文字を繰り返します（「々」だけを使います）",
        keeps="「々」",
    ),
    Rule(
        Code.WORDING_LATIN_WIDTH,
        "英字の全角と半角",
        Source.PLAN,
        "",
        Level.SURE,
        (
            Example("ＳＤＧｓの目標\nＳＤＧｓとSDGs", "ＳＤＧｓの目標\nＳＤＧｓとＳＤＧｓ"),
            Example("SDGsとＩＣＴ", "SDGsとＩＣＴ"),
        ),
        find_in_all=_latin,
        says="「{wrong}」と「{right}」の二通りあります。多い方の「{right}」にそろえてください",
        keeps="どちらか一方だけの語、アドレス",
    ),
)
