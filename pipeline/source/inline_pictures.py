"""Pictures in text: small ones in its lines, and those that are a figure's or were meant as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pipeline.model.floats import Picture
from pipeline.model.inlines import InlinePicture, Inlines, Note, Reference, Variant, plain_text, walk_inlines
from pipeline.problems import Code, Problem
from pipeline.source.attribute_values import read_values
from pipeline.source.fragment import Fragment, Position, written_keys


def read_picture(
    fragment: Fragment, attributes: Any, url: str, alt: Inlines, position: Position
) -> tuple[InlinePicture, Picture]:
    """A picture in text, and as the body of a figure: it is the one or the other by where it stands."""
    keys = read_values(fragment, attributes, position)
    width = keys.pop("width", "100%")
    share = re.fullmatch(r"(\d{1,3})%", width)
    if keys or attributes[0] or attributes[1] or not share or not 5 <= int(share[1]) <= 100:
        fragment.problem(
            position,
            Code.MD_ATTRIBUTE,
            '画像に付けられる属性は width="5%"から"100%" だけです',
            '例: ![説明](figures/a.png){width="80%"}',
        )
    for each in walk_inlines(alt):
        if isinstance(each, Note) or (isinstance(each, Reference) and each.variant is Variant.PAGE):
            fragment.problem(
                position,
                Code.MD_PLACE,
                "画像の説明には、脚注とページの参照を書けません",
                "図の題か、本文に書いてください",
            )
    part = int(share[1]) / 100 if share else 1.0
    said = plain_text(alt, lambda reference: reference.target).strip()
    if not said or said in (url, url.rpartition("/")[2], url.rpartition("/")[2].rpartition(".")[0]):
        wrong = f"の説明「{said}」は、ファイルの名前です" if said else "に説明（代替テキスト）がありません"
        fragment.problem(
            position,
            Code.IMAGE_ALT,
            f"画像{wrong}",
            "![図が伝えることを一文で](…) と書いてください",
        )
    shown = part if "width" in written_keys(attributes) else 0
    return InlinePicture(url, alt, fragment.locate(position), shown), Picture(url, alt, part)


def refuse_pictures(fragment: Fragment, places: Iterable[Position]) -> None:
    """Report the pictures at these places."""
    for place in places:
        fragment.problem(
            place,
            Code.MD_PLACE,
            "ここには画像を置けません",
            "画像は、本文の文章、表のセル、「::: {.図 #fig-…}」の囲みの中に置いてください",
        )


def refuse_widths(fragment: Fragment, content: Inlines) -> None:
    """Report the widths of pictures that stand beside words: those are as high as their line."""
    for inline in walk_inlines(content):
        if isinstance(inline, InlinePicture) and inline.width:
            fragment.add(
                Problem(
                    inline.location,
                    Code.MD_ATTRIBUTE,
                    "文字と並ぶ画像に width は付けられません",
                    "行の高さに合わせて小さくなります。大きく見せるなら、「::: {.図 #fig-…}」の囲みか、画像だけのセルに置いてください",
                )
            )


def tell_without_title(fragment: Fragment, places: Iterable[Position]) -> None:
    """Report pictures that are meant as figures."""
    for place in places:
        fragment.problem(
            place,
            Code.MD_CAPTION,
            "図に題がありません",
            "画像を「::: {.図 #fig-…}」と「:::」で囲み、次の段落に題を書いてください",
        )
