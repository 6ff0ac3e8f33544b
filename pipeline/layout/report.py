"""Faults on pages as problems of the author's, with the place where they are mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.model.pages import COVER, Fault, PageFacts, page_names
from pipeline.problems import Code, Location, Problem

# What is found, where {text} stands for the fault's own, and what to do.
_SAYINGS = {
    Code.PAGE_CUT: (
        "「{text}」が途中で切れています",
        "文章を短くするか、テンプレートでその欄を大きくしてください",
    ),
    Code.PAGE_OUTSIDE: (
        "文字が紙の外に出ています（{text}）",
        "区切れない長い言葉がないか、テンプレートの余白や字下げが大きすぎないかを見てください",
    ),
    Code.PAGE_GLYPH: (
        "書体にない文字があります（{text}）",
        "別の字にするか、テンプレートで、その字のある書体を選んでください",
    ),
    Code.PAGE_BLANK: (
        "何もないページです",
        "その前の改頁（::: {.改頁}）や、テンプレートの改ページを見てください",
    ),
    Code.PAGE_HEADING_ALONE: (
        "見出し「{text}」が、次の文章と離れてページの終わりにあります",
        "見出しの前に「::: {.改頁}」を置くか、テンプレートの見出しで［次の段落と分離しない］を選んでください",
    ),
    Code.PAGE_ROW_SPLIT: (
        "表の行「{text}」が、二つのページに分かれています",
        "１ページに収まるように、文章を短くするか、行を分けてください",
    ),
    Code.PAGE_SIZE: (
        "ページの大きさが、テンプレートの紙と違います（{text}）",
        "テンプレートの紙の大きさと向きを見てください",
    ),
}
_LONGEST = 20  # characters of a text that a message quotes


def problems_of(facts: PageFacts, document: str, locate: Callable[[Fault], Location]) -> Iterator[Problem]:
    """The faults of a document as problems. Where fonts are missing nothing is certain: they are warnings."""
    names = page_names(facts.pages)
    for fault in facts.faults:
        message, hint = _SAYINGS[fault.code]
        text = fault.text if len(fault.text) <= _LONGEST else fault.text[:_LONGEST] + "…"
        yield Problem(
            locate(fault),
            fault.code,
            f"{document}の{_called(names[fault.page])}: {message.format(text=text)}",
            hint,
            warning=bool(facts.missing),
        )


def _called(name: str) -> str:
    return name if name == COVER else f"{name}ページ"


def moving_pages(names: Iterable[str], locations: Callable[[str], Location]) -> Iterator[Problem]:
    """References whose own width moves what they name, so that no number is right."""
    for name in names:
        yield Problem(
            locations(name),
            Code.PAGE_UNSETTLED,
            "ページ番号を書き込むたびに、そのページが動きます",
            "この見出しの前の文章を少し変えるか、「::: {.改頁}」を置いてください",
        )
