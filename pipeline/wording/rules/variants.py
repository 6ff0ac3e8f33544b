"""Words that a plan writes in two ways: only such as are surely one word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.frozen import dataclass
from pipeline.problems import Code
from pipeline.wording.profile import Profile
from pipeline.wording.rule import Example, Found, Level, Rule, Source, most_frequent
from pipeline.wording.texts import Text
from pipeline.wording.whole import Whole, whole_of

_SHORTEST = 4  # characters of a word of katakana of which two forms are compared
# Where a word stands alone: no part of a name.
_ALONE = r"(?<![一-龥ァ-ヶー・])"
_THEN = r"(?=[のがはをにもとやへで、。）」た]|$)"


@dataclass(frozen=True)
class Variants:
    """The forms of one word, the official one first, and what has to stand around them."""

    forms: tuple[str, ...]
    behind: str = ""
    before: str = ""

    @property
    def expressions(self) -> Iterator[tuple[str, str]]:
        """Each form, and the expression that finds it."""
        for form in self.forms:
            yield form, f"{self.behind}{re.escape(form)}{self.before}"


# A line a word, its forms between blanks.
_WORDS = """
一人一人 一人ひとり ひとり一人 ひとりひとり
一人暮らし ひとり暮らし 独り暮らし 一人ぐらし
ひとり親 一人親
支え合い 支えあい
支え合う 支えあう
支え合え 支えあえ
助け合い 助けあい
助け合う 助けあう
話し合う 話しあう
学び合 学びあ
認め合 認めあ
分かち合 分かちあ
寄り添 寄りそ よりそ
向き合 向きあ
育ち合 育ちあ
補い合 補いあ
声掛け 声かけ 声がけ
呼び掛け 呼びかけ
働き掛け 働きかけ
心掛け 心がけ
手掛け 手がけ
見掛け 見かけ
問い掛け 問いかけ
投げ掛け 投げかけ
話し掛け 話しかけ
気に掛け 気にかけ
位置付 位置づ
義務付 義務づ
関連付 関連づ
特徴付 特徴づ
動機付 動機づ
裏付 裏づ
根付 根づ
気付 気づ
片付 片づ
結び付 結びつ
身に付け 身につけ
身に付く 身につく
近所付き合い 近所づきあい 近所付きあい
様々 さまざま
更なる さらなる
我が国 わが国
我が事 わが事
我がまち わがまち
分かりやすい わかりやすい 分かり易い 判りやすい
分かりやすく わかりやすく 分かり易く
分かりにくい わかりにくい
目指す めざす
目指し めざし
育む はぐくむ
育み はぐくみ
担い手 にない手
十分 充分
捉え とらえ
受け止め 受けとめ うけとめ
関わる かかわる
関わり かかわり
かかわらず 関わらず
に当たって にあたって
に当たり、 にあたり、
基づき もとづき
基づく もとづく
困り事 困りごと
悩み事 悩みごと
生きがい 生き甲斐
やりがい やり甲斐 遣り甲斐
まちづくり 街づくり 町づくり まち作り 街作り
地域づくり 地域作り
居場所づくり 居場所作り
仲間づくり 仲間作り
健康づくり 健康作り
体力づくり 体力作り
仕組みづくり 仕組み作り しくみづくり
車椅子 車いす 車イス
ケアマネジャー ケアマネージャー
ワーク・ライフ・バランス ワークライフバランス ワーク・ライフバランス
パブリックコメント パブリック・コメント
ユニバーサルデザイン ユニバーサル・デザイン
ワークショップ ワーク・ショップ
バリアフリー バリア・フリー
ホームページ ホーム・ページ
ウェブサイト Webサイト WEBサイト
スクールソーシャルワーカー スクール・ソーシャルワーカー スクール・ソーシャル・ワーカー
スクールカウンセラー スクール・カウンセラー
ファミリー・サポート・センター ファミリーサポートセンター ファミリー・サポートセンター
ライフステージ ライフ・ステージ
ヤングケアラー ヤング・ケアラー
ハザードマップ ハザード・マップ
メールアドレス メール・アドレス
ショートステイ ショート・ステイ
ひきこもり 引きこもり 引き籠もり 引籠り
誰もが だれもが
誰でも だれでも
誰一人 だれ一人 誰ひとり
私たち わたしたち
友達 友だち
速やかに すみやかに
緩やかに ゆるやかに
身近な 身ぢかな
行き届 行きとど
取りまとめ とりまとめ
狙い ねらい
一緒に いっしょに
取り巻く とりまく 取りまく
立ち上げ 立上げ たちあげ
役立つ 役だつ
老老介護 老々介護
たばこ タバコ 煙草
がん検診 ガン検診 癌検診
うつ病 鬱病 ウツ病
令和元年 令和１年 令和1年
平成元年 平成１年 平成1年
空き店舗 空店舗
きめ細かな きめこまかな
幅広い はば広い 巾広い
一つ ひとつ
二つ ふたつ
三つ みっつ
お年寄り お年より
日頃 日ごろ
年頃 年ごろ
手頃 手ごろ
近頃 近ごろ
後押し 後おし
道筋 道すじ
枠組み 枠ぐみ 枠組
仕組み 仕組 しくみ
子ども食堂 こども食堂 子供食堂
"""
_ALONE_WORDS = """
子ども こども 子供
ごみ ゴミ
空き家 空家
"""
_TABLE = (
    *(Variants(tuple(line.split())) for line in _WORDS.strip().splitlines()),
    *(Variants(tuple(line.split()), _ALONE, _THEN) for line in _ALONE_WORDS.strip().splitlines()),
)
# What holds a form and is no other way of writing the word.
_OTHERS = [
    "こどもの貧困の解消",
    "子どもの貧困対策",
    "子どもの権利条約",
    "こどもの権利条約",
    "子どもの権利に関する",
    "こどもまんなか",
    "子どもの読書",
    "こどもの日",
    "子どもの学習・生活支援",
    "子供の読書",
    "障害を理由とする",
    "障害の状態",
    "障害の程度",
    "障害となる",
    "障害になる",
    "障害を除",
    "機能障害",
    "元気付",
    "元気づ",
    "ひとつぶ",
    "十分間",
    "０分",
    "0分",
    "組みひも",
    "仕組む",
    "仕組ま",
    "仕組ん",
    "枠組まれ",
]


@lru_cache(maxsize=8)
def _pattern(words: tuple[Variants, ...]) -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]]:
    """One pattern of all forms of some words, the longer ones first, and the forms of the word of each."""
    forms = [
        *((each, re.escape(each)) for each in _OTHERS),
        *(pair for each in words for pair in each.expressions),
    ]
    forms.sort(key=lambda pair: -len(pair[0]))
    return re.compile("|".join(expression for _, expression in forms), re.MULTILINE), {
        form: each.forms for each in words for form in each.forms
    }


def _two_ways(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    """The forms of the fewer of each word. What the city has words for is held against these."""
    whole = whole_of(texts)
    words = [each for each in _TABLE if sum(map(whole.has, each.forms)) > 1]
    if words:
        pattern, word_of = _pattern(tuple(words))
        yield from _fewer(whole, pattern, lambda form: word_of.get(form, ()), profile)
    katakana = _katakana(whole)
    if katakana:
        yield from _fewer(whole, _KATAKANA, lambda form: katakana.get(_bare(form), ()), profile)
    if latin := _latin(whole):
        yield from _fewer(whole, _LATIN, lambda form: latin.get(form.casefold(), ()), profile)


# What must not stand before them is asked once a letter is found: that is searched for many times as fast.
_LATIN = re.compile(r"[A-Za-z](?<![A-Za-z0-9#/.@-].)[A-Za-z]{2,}(?![A-Za-z0-9/.@-])")


def _latin(whole: Whole) -> Mapping[str, tuple[str, ...]]:
    """Words that the plan writes in capitals and otherwise: their forms."""
    forms: dict[str, dict[str, None]] = {}
    for found in _LATIN.finditer(whole.text):
        forms.setdefault(found.group().casefold(), {})[found.group()] = None
    return {each: tuple(own) for each, own in forms.items() if len(own) > 1}


_KATAKANA = re.compile(r"[ァ-ヶ](?<![ァ-ヶー・].)[ァ-ヶー・]{3,}(?<!・)(?![ァ-ヶー])")


def _bare(word: str) -> str:
    """A word of katakana without dots in it and a long vowel at its end."""
    return word.replace("・", "").rstrip("ー")


def _katakana(whole: Whole) -> Mapping[str, tuple[str, ...]]:
    """Words of katakana that the plan writes with dots and without, or with a long vowel at the end and without: their forms."""
    forms: dict[str, dict[str, None]] = {}
    for found in _KATAKANA.finditer(whole.text):
        forms.setdefault(_bare(found.group()), {})[found.group()] = None
    return {bare: tuple(each) for bare, each in forms.items() if len(each) > 1 and len(bare) >= _SHORTEST}


def _fewer(
    whole: Whole, pattern: re.Pattern[str], forms_of: Callable[[str], tuple[str, ...]], profile: Profile
) -> Iterator[tuple[Text, Found]]:
    """The places of words that stand in another form more often."""
    decided = {form for each in profile.words for form in (each.right, *each.wrong)}
    places = [
        (text, Found(match.start() - begin, match.end() - begin, match.group()))
        for text, begin, match in whole.found(pattern)
        if forms_of(match.group())
    ]
    places = [(text, each) for text, each in places if not text.is_silent(each.start, each.end)]
    counts = Counter(each.wrong for _, each in places)
    for text, each in places:
        forms = forms_of(each.wrong)
        right = most_frequent({form: counts[form] for form in forms})
        if each.wrong != right and not decided & set(forms):
            hint = f"「{right}」は{counts[right]}か所、「{each.wrong}」は{counts[each.wrong]}か所あります"
            yield text, replace(each, right=right, hint=hint)


RULES: tuple[Rule, ...] = (
    Rule(
        Code.WORDING_VARIANTS,
        "表記の揺れ",
        Source.PLAN,
        "",
        Level.LIKELY,
        (
            Example(
                "一人一人に寄り添う。\n一人一人の力\n一人ひとりの声",
                "一人一人に寄り添う。\n一人一人の力\n一人一人の声",
            ),
            Example("子どもの声\n子どもが育つ\nこどもの声", "子どもの声\n子どもが育つ\n子どもの声"),
            Example(
                "コミュニティの力\nコミュニティの場\nコミュニティーの輪",
                "コミュニティの力\nコミュニティの場\nコミュニティの輪",
            ),
            Example(
                "サービスとサービスエリア\nデータとデータベース",
                "サービスとサービスエリア\nデータとデータベース",
            ),
            Example("SDGsの推進\nSDGsとWeb\nSDGSの目標", "SDGsの推進\nSDGsとWeb\nSDGsの目標"),
            Example("子どもの声\nこども家庭庁\nこども計画", "子どもの声\nこども家庭庁\nこども計画"),
        ),
        find_in_all=_two_ways,
        says="「{wrong}」は、ほかの所では「{right}」と書いています",
        keeps="名前と引用、語の一部（こども家庭庁、元気付ける）。確かに同じ語であるものだけを比べます",
    ),
)
