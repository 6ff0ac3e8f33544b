"""What differs between two texts, as a person would mark it: pairs marked by hand."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.side_by_side import likeness, side_by_side
from pipeline.text_diff import align, differences

# ［before→after］ where the texts differ; an empty side is an insertion or a deletion.
MARKED = [
    "［早期に→早めに］対応します。",
    "関係機関［に→へ］つなぎます。",
    "［5人→15人］",
    "［1,234→1,254］",
    "［障害→障がい］のある人",
    "［地域福祉計画→地域福祉活動計画］を策定します。",
    "令和３年度から［令和７年度→令和８年度］までの［５年間→６年間］とします。",
    "高齢化率は［34.6％→35.1％］となり、平成27年から［3.4ポイント→3.9ポイント］上がりました。",
    "市は、［→身近な地域で］相談支援の体制を整えます。",
    "［→地域の］見守り体制の［充実・→］強化",
    "社会福祉協議会［→、民生委員及び地区センター］と連携して取り組みます。",
    "住民同士の支え合い［を進めます→の輪を広げます］。",
    "市も、見守り支援事業を［一層強化して→広げて］後押しします。",
    "ご近所福祉スタッフ［→、民生委員］や近所の人々を要に、地域で見守る体制を［強めます→整えます］。",
    "［→参加支援、］相談支援［、参加支援→］及び地域づくりを一体的に行います。",
    "［近所付き合いが薄れ、→］個人情報の取扱いにも慎重さが求められる中で、［→近所付き合いが薄れ、］世帯が増えています。",
    "地域包括支援センターを［５か所→７か所］に増やします。",
    "（社会福祉法［第106条→第107条］の規定）",
    "市は、住民［→や事業者］の意見を聴く［機会→場］を設けます。",
    "空き家を［使った→活用した］居場所づくりを支援します。",
    "相談は、窓口、訪問［→、電話］などで受け付けます。",
    "窓口［→、電話］及び訪問で受け付けます。",
    "高齢化率は35.1［パーセント→％］です。",
    "［障害→障がい］のある人とその家族、［障害→障がい］のある子どもを支えます。",
    "［障害→障がい］のある人への理解を深めます。",
    "民生委員［・→、］児童委員と連携します。",
    "取組の状況（［→表６－２、］図６－１）を示します。",
    "取組の状況（［表６－１→表６－２、図６－１］）を示します。",
    "相談件数は［1,234件→1,305件］です。",
    "基準値は［62.5％→63.0％］、目標値は［70％→75％］です。",
    "［令和７年４月→令和８年10月］に設置します。",
    "計画期間は、令和７年度から［令和11年度まで→令和12年度までの６年間］です。",
    "市［が→は］、支援します。",
    "相談支援［を充実します→の充実を図ります］。",
    "地域［で→において］支え合います。",
    "事業者［と→や］団体と連携します。",
    "住民が［主体的→主体］に取り組みます。",
    "［→市内の全ての］小学校で福祉教育を行います。",
    "市民、事業者、［→ＮＰＯ、］行政が協働します。",
    "福祉課、［→健康課、］子ども課が担当します。",
    "福祉課、［健康課、→］子ども課が担当します。",
    "［福祉課→地域福祉課］が担当します。",
    "担当は、［→健康課、］福祉課［、健康課→］です。",
    "［ボランティア→ボランティアセンター］の活動を支えます。",
    "［ホームページ→ウェブサイト］で公表します。",
    "［サポート体制→支援体制］を整えます。",
    "アウトリーチ［→（訪問支援）］を進めます。",
    "（［仮称→略称］）支え合いセンターを設けます。",
    "「［支えあい→支え合い］の輪」を広げます。",
    "「地域共生社会［→の実現］」を目指します。",
    "必要な支援を［行う→行います］。",
    "誰もが安心して暮らせる［→よう、見守り体制を強化する］。",
    "相談窓口を［１か所→２か所］増やします。",
    "社会福祉法第107条［→第１項］に基づきます。",
    "［しかし、→］担い手は不足しています。",
    "担い手が不足しています。［→このため、研修を行います。］",
    "参加［する→できる］機会を増やします。",
    "［公共交通→公共交通機関］を利用しやすくします。",
    "子育て［世帯→家庭］を支援します。",
    "生活困窮者［等→など］への支援を行います。",
    "窓口［（電話）、→］（訪問）で受け付けます。",
    "支援（相談）［→（訪問）］を行います。",
    "支援［（相談）→（訪問）、（通所）］を行います。",
    "「支え合い」［→「見守り」］を進めます。",
    "（［→第１号、］第２号）",
    "第４章第２節［１(2)→１(3)］を参照してください。",
    "［介護→介護保険］サービスの量を見込みます。",
    "毎年［９月→10月］に点検します。",
    "１人当たり［1.2回→1.5回］です。",
    "対象は、［65歳→75歳］以上の人です。",
]


def _sides(marked: str) -> tuple[str, str]:
    """The two texts of a marked one."""
    before = after = ""
    for index, piece in enumerate(marked.replace("］", "［").split("［")):
        old, _, new = piece.partition("→") if index % 2 else (piece, "", piece)
        before, after = before + old, after + new
    return before, after


def _marked(before: str, after: str) -> str:
    return "".join(
        "".join(each.after) if each.same else f"［{''.join(each.before)}→{''.join(each.after)}］"
        for each in differences(before, after)
    )


@pytest.mark.parametrize("marked", MARKED)
def test_differences_are_marked_as_by_hand(marked: str) -> None:
    """By phrase or word: never a whole paragraph, never single characters of a word."""
    assert _marked(*_sides(marked)) == marked


_TEXTS = st.text(alphabet="あいのをにが地域福祉計画策定支援１2、。「」Ａ", max_size=30)


@given(before=_TEXTS, after=_TEXTS)
def test_the_segments_of_any_two_texts_are_the_texts(before: str, after: str) -> None:
    """Nothing is lost or made up, and what is called the same is the same."""
    segments = differences(before, after)
    assert "".join(piece for each in segments for piece in each.before) == before
    assert "".join(piece for each in segments for piece in each.after) == after
    assert all(each.before == each.after for each in segments if each.same)
    assert all(each.before or each.after for each in segments)


@given(text=_TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    """Not in any phrase."""
    assert all(each.same for each in differences(text, text))


def test_sequences_stand_side_by_side_so_that_the_likest_are_pairs() -> None:
    """In order, each once."""
    rows = list(side_by_side(["見守り", "相談支援の体制"], ["新しい", "相談支援体制"], likeness, 0.3))
    assert rows == [(0, None), (None, 0), (1, 1)]


def test_what_is_too_long_to_be_paired_stands_apart() -> None:
    """A table of hundreds of rows that were all written anew: no time is spent on which row became which."""
    before, after = ([f"{word}{row}" for row in range(101)] for word in ("前の行", "次の行"))
    rows = list(side_by_side(before, after, likeness, 0.3))
    assert rows == [*((row, None) for row in range(101)), *((None, row) for row in range(101))]


@dataclass(frozen=True)
class Piece:
    """A piece of text that knows its place, which does not count when it is compared."""

    text: str
    place: int = field(compare=False)


def test_each_side_keeps_its_own_pieces_in_their_order() -> None:
    """Also where what was put in is moved on by a mark: two marks are alike, and still two."""
    before = [Piece(text, place) for place, text in enumerate(["支えます", "。", "子ども"])]
    after = [Piece(text, place) for place, text in enumerate(["支えます", "。", "高めます", "。", "子ども"])]
    for one, other in ((before, after), (after, before)):
        segments = align(one, other, lambda piece: piece.text)
        assert [each.place for part in segments for each in part.before] == list(range(len(one)))
        assert [each.place for part in segments for each in part.after] == list(range(len(other)))
        changed = [part for part in segments if not part.same]
        assert ["".join(piece.text for piece in (*part.before, *part.after)) for part in changed] == [
            "高めます。"
        ]
