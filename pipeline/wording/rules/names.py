"""Names of laws, plans and bodies that are written otherwise than they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.frozen import dataclass
from pipeline.problems import Code
from pipeline.wording.profile import Profile
from pipeline.wording.rule import Example, Found, Level, Rule, Source
from pipeline.wording.texts import Text
from pipeline.wording.whole import Whole, whole_of

# As e-Gov calls them; those that plans cite and misspell.
LAWS = [
    "障害者基本法",
    "障害者総合支援法",
    "障害者差別解消法",
    "障害者虐待防止法",
    "障害者雇用促進法",
    "身体障害者福祉法",
    "知的障害者福祉法",
    "発達障害者支援法",
    "障害者の日常生活及び社会生活を総合的に支援するための法律",
    "障害を理由とする差別の解消の推進に関する法律",
    "障害者の権利に関する条約",
    "こども基本法",
    "こども大綱",
    "こども家庭庁",
    "認定こども園",
    "子ども・子育て支援法",
    "子ども・若者育成支援推進法",
    "こども家庭センター",
    "こども誰でも通園制度",
    "こども未来戦略",
    "こどもまんなか社会",
    "子どもの貧困対策の推進に関する法律",
    "子どもの読書活動の推進に関する法律",
    "こどもの貧困の解消に向けた対策の推進に関する法律",
    "成育医療等基本方針",
    "母子及び父子並びに寡婦福祉法",
    "次世代育成支援対策推進法",
    "まち・ひと・しごと創生法",
    "まち・ひと・しごと創生総合戦略",
    "精神保健及び精神障害者福祉に関する法律",
    "廃棄物の処理及び清掃に関する法律",
    "障害者手帳",
    "身体障害者手帳",
    "精神障害者保健福祉手帳",
    "障害福祉サービス",
    "障害支援区分",
    "障害者週間",
    "障害基礎年金",
    "障害児福祉手当",
    "特別障害者手当",
    "障害者就業・生活支援センター",
    "障害者自立支援法",
    "障害者優先調達推進法",
    "障害者の雇用の促進等に関する法律",
    "障害者虐待の防止、障害者の養護者に対する支援等に関する法律",
    "高齢者、障害者等の移動等の円滑化の促進に関する法律",
    "障害者権利条約",
    "障害厚生年金",
    "障害児通所支援",
    "障害児入所施設",
    "障害児相談支援",
    "障害者支援施設",
    "重度障害者等包括支援",
    "特別障害給付金",
    "配偶者からの暴力の防止及び被害者の保護等に関する法律",
    "地域公共交通の活性化及び再生に関する法律",
    "医療的ケア児及びその家族に対する支援に関する法律",
    "再犯の防止等の推進に関する法律",
    "成年後見制度の利用の促進に関する法律",
]
# What plans call some by mistake.
_MISNAMED = {
    "男女共同参画基本法": "男女共同参画社会基本法",
    "次世代育成支援推進法": "次世代育成支援対策推進法",
    "生活困窮者支援法": "生活困窮者自立支援法",
}
# Names of which one that is nearly the same is no other: long ones of laws, plans and bodies.
_BODY = re.compile(r".{4,}(?:法|条例|計画|協議会|会議|審議会|委員会|センター|機構|ビジョン|プラン|戦略|大綱)")
# Without one of these a name may be another one: 障害児福祉計画 and 障害福祉計画.
_OPTIONAL = frozenset(
    "児者等新旧市町村県区国第大小東西南北中上下内外前後の・本総各部一二三四五六七八九十０１２３４５６７８９0123456789"
)
# What is written otherwise in names, and nothing but another way of writing it.
_SAME = (
    ("子ども", "こども", "子供"),
    ("障害", "障がい", "障碍"),
    ("及び", "および"),
    ("並びに", "ならびに"),
    ("づくり", "作り"),
    ("支え合い", "支えあい", "ささえあい"),
    ("助け合い", "助けあい"),
    ("取組", "取り組み", "取組み"),
    ("・", "･", ""),
    ("ヶ", "ケ", "が"),
    ("澤", "沢"),
    ("嶋", "島"),
    ("龍", "竜"),
    ("まち", "街"),
    ("ひと", "人"),
    ("しごと", "仕事"),
    ("健やか", "すこやか"),
    ("いきいき", "生き生き"),
)
_FORMS = {form: forms for forms in _SAME for form in forms if form}
_PARTS = re.compile("|".join(map(re.escape, sorted(_FORMS, key=len, reverse=True))))
_SHORTEST = 5  # characters of a name that is no word besides


@dataclass(frozen=True)
class _Name:
    """A name that can be written in several ways: the pattern of all of them, and the parts that are the same in each."""

    name: str
    expression: str
    same: tuple[str, ...]


@cache
def _names(names: tuple[str, ...]) -> tuple[_Name, ...]:
    """Those of some names, the longest first."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return tuple(_name(each) for each in ordered if len(each) >= _SHORTEST and _PARTS.search(each))


def _name(name: str) -> _Name:
    same = tuple(_PARTS.split(name))
    ways = [f"(?:{'|'.join(map(re.escape, _FORMS[each]))})" for each in _PARTS.findall(name)]
    parts = (f"{re.escape(part)}{way}" for part, way in zip(same, (*ways, ""), strict=True))
    return _Name(name, "".join(parts), same)


@cache
def _patterns(names: tuple[_Name, ...]) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    """One pattern of all names, and one of each."""
    whole = re.compile("|".join(each.expression for each in names))
    return whole, tuple((re.compile(each.expression), each.name) for each in names)


def _misspelt(texts: Sequence[Text], profile: Profile) -> Iterator[tuple[Text, Found]]:
    """Names in another form than the plan, the city or the state gives them."""
    whole = whole_of(texts)
    known = tuple(dict.fromkeys((*profile.names, *LAWS)))
    if standing := tuple(each for each in _names(known) if all(map(whole.has, each.same))):
        pattern, ways = _patterns(standing)
        for text, begin, found in whole.found(pattern):
            start, end, written = found.start() - begin, found.end() - begin, found.group()
            if written not in known and not _is_made(text, start, end):
                right = next(name for expression, name in ways if expression.fullmatch(written))
                yield text, Found(start, end, written, right)
    yield from _slipped(whole, known)


def _slipped(whole: Whole, known: tuple[str, ...]) -> Iterator[tuple[Text, Found]]:
    """Names with a slip of the hand in them."""
    for head, slips in _slips(known).items():
        standing = [each for each in slips if whole.has(each)]
        for at in whole.places(head) if standing else ():
            written = next((each for each in standing if whole.text.startswith(each, at)), "")
            text, begin = whole.around(at)
            start, end = at - begin, at - begin + len(written)
            if written and not _is_made(text, start, end):
                yield text, Found(start, end, written, slips[written])


@cache
def _slips(known: tuple[str, ...]) -> Mapping[str, Mapping[str, str]]:
    """By the two characters with which they begin, names with a slip of the hand → the names."""
    found: dict[str, dict[str, str]] = {}
    made = ((slip, name) for name in known for slip in _slips_of(name))
    for slip, right in (*_MISNAMED.items(), *made):
        if slip not in known:
            found.setdefault(slip[:2], {})[slip] = right
    return found


def _slips_of(name: str) -> Iterator[str]:
    """A name without one of its characters, with one twice, and with two that changed places."""
    for at in range(2, len(name) - 1) if _BODY.fullmatch(name) else ():
        before, here, behind = name[:at], name[at], name[at + 1 :]
        if here not in _OPTIONAL and behind[0] != here:
            yield before + behind
            yield before + here + here + behind
            yield before + behind[0] + here + behind[1:]


def _is_made(text: Text, start: int, end: int) -> bool:
    return any(start < stop and begin < end for begin, stop in text.made)


_BODIES = Profile(names=("社会福祉協議会", "障害児福祉計画"))

RULES: tuple[Rule, ...] = (
    Rule(
        Code.WORDING_NAME,
        "名前の違い",
        Source.PLAN,
        "",
        Level.LIKELY,
        (
            Example("障がい者基本法に基づき、", "障害者基本法に基づき、"),
            Example("子ども子育て支援法の改正", "子ども・子育て支援法の改正"),
            Example(
                "県の社会福祉協会と社会福祉協議会", "県の社会福祉協議会と社会福祉協議会", profile=_BODIES
            ),
            Example("社会福祉議協会、社会福祉祉協議会", "社会福祉協議会、社会福祉協議会", profile=_BODIES),
            Example("障害福祉計画と障害児福祉計画", "障害福祉計画と障害児福祉計画", profile=_BODIES),
            Example("男女共同参画基本法に基づき、", "男女共同参画社会基本法に基づき、"),
            Example("こども基本法と子ども・子育て支援法", "こども基本法と子ども・子育て支援法"),
        ),
        find_in_all=_misspelt,
        says="「{wrong}」は、「{right}」の書き間違いではありませんか",
        keeps="用語集、体系、計画名、wording.yaml の「名前」にあるもの",
        heeds_silence=False,
    ),
)
