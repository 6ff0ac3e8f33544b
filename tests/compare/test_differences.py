"""What differs between two texts, as a person would mark it: twenty pairs marked by hand."""

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
    "［障害の→障がいの］ある人",
    "［地域福祉計画→地域福祉活動計画］を策定します。",
    "令和３年度から［令和７年度→令和８年度］までの［５年間→６年間］とします。",
    "高齢化率は［34.6％→35.1％］となり、平成27年から［3.4ポイント→3.9ポイント］上がりました。",
    "市は、［→身近な地域で］相談支援の体制を整えます。",
    "［→地域の］見守り体制の［充実・→］強化",
    "社会福祉協議会［→、民生委員及び地区センター］と連携して取り組みます。",
    "住民同士の［支え合いを進めます→支え合いの輪を広げます］。",
    "市も、見守り支援事業を［一層強化して→広げて］後押しします。",
    "ご近所福祉スタッフ［→、民生委員］や近所の人々を要に、地域で見守る体制を［強めます→整えます］。",
    "［→参加支援、］相談支援［、参加支援→］及び地域づくりを一体的に行います。",
    "［近所付き合いが薄れ、→］個人情報の取扱いにも慎重さが求められる中で、［→近所付き合いが薄れ、］世帯が増えています。",
    "地域包括支援センターを［５か所→７か所］に増やします。",
    "（社会福祉法［第106条→第107条］の規定）",
    "市は、住民［→や事業者］の意見を聴く［機会→場］を設けます。",
    "空き家を［使った→活用した］居場所づくりを支援します。",
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
