"""What differs between two sequences, whatever they are made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.differences import align


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
