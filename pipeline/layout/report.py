"""Faults on pages as problems of the author's, with the place where they are mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.model.pages import COVER, Fault, PageFacts, page_names
from pipeline.problems import Code, Location, Problem

# What is found, where {text} stands for the fault's own, and what to do.
_SAYINGS = {
    Code.PAGE_CUT: (
        "「{text}」が切れて、印刷されません",
        "文章を短くするか、テンプレートでその欄を大きくしてください。表や枠が紙の外に出ていないかも見てください",
    ),
    Code.PAGE_OUTSIDE: (
        "文字が紙の外に出ています（{text}）",
        "区切れない長い言葉がないか、テンプレートの余白や字下げが大きすぎないかを見てください",
    ),
    Code.PAGE_GLYPH: (
        "書体にない文字があります（{code}）",
        "別の字にするか、テンプレートで、その字のある書体を選んでください",
    ),
    Code.PAGE_FALLBACK: (
        "PDFに、正しく出ない文字があります（{code}）。テンプレートの書体になく、代替フォントも、このパソコンにありません",
        "Wordの文書は、代替フォントのあるパソコンで正しく出ます。PDFにも出すには、その字のあるフォントを入れてください"
        "（Debian、Ubuntuでは: sudo apt install fonts-ipamj-mincho fonts-noto-cjk）",
    ),
    Code.PAGE_VARIANT: (
        "書体にない異体字があります（{code}）。PDFには「{base}」の普通の形で出ます",
        "普通の形でよければ、このままでかまいません。この形で出すなら、テンプレートで、その異体字のある書体を選んでください",
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
    Code.PAGE_UNSETTLED: (
        "ヘッダーかフッターに章や節の題を書き込むたびに、ページが動きます",
        "テンプレートのヘッダーの文字を小さくするなどして、長い題も１行に収まるようにしてください",
    ),
    Code.PAGE_SIZE: (
        "ページの大きさが、テンプレートの紙と違います（{text}）",
        "テンプレートの紙の大きさと向きを見てください",
    ),
}
# What to do where lines of a style are cut, and where a margin's text is.
_HINTS = {
    True: "テンプレートの{part}で、タブの位置とインデントが本文の幅に収まるようにしてください",
    False: "テンプレートの{part}で、その行や枠の高さと幅を大きくしてください",
}
_PLACES = 5  # that a hint names
_LONGEST = 20  # characters of a text that a message quotes


def problems_of(
    facts: PageFacts,
    document: str,
    locate: Callable[[Fault], Location],
    others: Callable[[Fault], Sequence[Location]],
) -> Iterator[Problem]:
    """The faults of a document as problems, each at its place and with the `others` where the same is to be mended.

    Where fonts are missing nothing is certain: they are warnings.
    """
    names = page_names(facts.pages)
    parts = Counter(fault.part for fault in facts.faults)
    for fault in _first_of_each_part(facts.faults):
        message, hint = _saying(fault, parts[fault.part])
        yield Problem(
            locate(fault),
            fault.code,
            f"{document}の{_called(names[fault.page])}: {message}",
            hint + _elsewhere(others(fault)),
            warning=bool(facts.missing) or fault.code in (Code.PAGE_VARIANT, Code.PAGE_FALLBACK),
        )


def _elsewhere(places: Sequence[Location]) -> str:
    more = f" ほか{len(places) - _PLACES}か所" if len(places) > _PLACES else ""
    return f"。同じ文字のある所: {'、'.join(map(str, places[:_PLACES]))}{more}" if places else ""


def _first_of_each_part(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Faults; of those mended in one part of the template, the first."""
    told: set[str] = set()
    for fault in faults:
        if not fault.part or fault.part not in told:
            yield fault
        told.add(fault.part)


def _saying(fault: Fault, times: int) -> tuple[str, str]:
    """Message and hint; `times` is how often its part of the template is at fault."""
    message, hint = _SAYINGS[fault.code]
    text, missing = _quoted(fault.text), _quoted(fault.missing)
    if fault.missing and fault.missing != fault.text:
        message = "「{text}」の「{missing}」が切れて、印刷されません"
    if fault.part:
        message += f"（{fault.part}{f'、ほかに{times - 1}か所' if times > 1 else ''}）"
        hint = _HINTS[fault.part.startswith("スタイル")].format(part=fault.part)
    code = f"{fault.text} {'＋'.join(f'U+{ord(each):04X}' for each in fault.text)}"
    return message.format(text=text, missing=missing, code=code, base=fault.text[:1]), hint


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


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
