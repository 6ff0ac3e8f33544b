"""Which text is on no page: nothing that a PDF only spells otherwise, and of what is cut, that alone."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Sequence

import pytest

from pipeline.layout.lost import lost_texts
from pipeline.layout.printed import PrintedText
from pipeline.layout.texts import Text

CONTENTS, ONE = (0, 0), (1, 1)


def lost(
    written: Sequence[str | tuple[str, ...]],
    *pages: str,
    windows: list[tuple[int, int]] | None = None,
    lacking: str = "",
) -> list[tuple[str, str, int]]:
    """Text, what is missing of it, and its page, of each paragraph that these pages don't show whole."""
    texts = [Text("", each if isinstance(each, tuple) else (each,)) for each in written]
    spans = windows or [(0, len(pages) - 1)] * len(texts)
    found = lost_texts([list(zip(texts, spans, strict=True))], PrintedText(pages), frozenset(lacking))
    return [(each.text.whole, each.missing, each.page) for each in found]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("計画のﬁ期間とﬂ、ﬀ、ﬃ、ﬄ、ﬅ、ﬆ", "計画のfi期間とfl、ff、ffi、ffl、st、st"),
        ("計画の\u00ad期間", "計画の期間"),
        ("計画の\u200b期\u2060間\ufeffを\u200d定\ufe0eめる", "計画の期間を定める"),
        ("計画\u2800の期間", "計画の期間"),
        ("well-being", "well\ufffe\r\nbeing"),
        ("3-1-1番地", "3-1-1番地"),
        ("⽇⼈⼝", "日人口"),
        ("\ufa19社と\ufa10", "神社と塚"),
        ("ﾊﾞﾘｱﾌﾘｰ", "バリアフリー"),
        ("が\u3099パ", "か\u3099\u3099ハ\u309a"),
        (unicodedata.normalize("NFD", "バリアフリーがプール"), "バリアフリーがプール"),
        ("㈱㍻①½", "(株)平成11⁄2"),
        ("全　角　空　白 NB", "全 角\u00a0空\r\n白NB"),
        ("葛\U000e0100城", "葛城"),
        ("A∥B", "A‖B"),
        ("縦（）ー、", "縦︵︶ー︑"),
    ],
    ids=[
        *(
            "ligatures",
            "soft-hyphen",
            "invisible",
            "blank-of-braille",
            "hyphen-at-an-end",
            "hyphens",
            "radicals",
            "compatibility",
        ),
        *(
            "half-width",
            "marks",
            "decomposed",
            "enclosed",
            "blanks",
            "variant",
            "another-character",
            "vertical",
        ),
    ],
)
def test_what_a_pdf_spells_otherwise_is_not_lost(written: str, shown: str) -> None:
    """Whichever way round: what is painted can be read."""
    assert lost([f"前の文です。{written}です。"], f"前の文です。{shown}です。1") == []


def test_one_lost_paragraph_does_not_call_its_neighbours_cut() -> None:
    """Not those with the same characters, nor one that goes on behind a footer."""
    before, gone, after = (
        "計画の期間は五年です。",
        "期間を定める計画です。",
        "計画を定める期間の長い文章です。",
    )
    assert lost([before, gone, after], f"{before}計画を定める期間1", "市の計画の長い文章です。2") == [
        (gone, gone, 0)
    ]


def test_what_is_cut_off_is_named() -> None:
    """The rest of a sentence whose beginning is there, at the page of the beginning."""
    text = "一行目はここまでで、二行目はもうありません。"
    assert lost(["前の段落。", text, "後の段落。"], "1", "前の段落。一行目はここまでで、後の段落。2") == [
        (text, text, 1)
    ]
    assert lost([f"ここまでは見えます。{text}"], f"ここまでは見えます。{text[:14]}") == [
        (f"ここまでは見えます。{text}", text[14:], 0)
    ]


def test_text_that_stands_elsewhere_too_is_missed_at_its_place() -> None:
    """A heading that is lost, while the contents list has it; and the other way round."""
    written = [("第１節", "計画の期間", "1"), ("計画の期間",), ("期間は五年です。",)]
    windows = [CONTENTS, ONE, ONE]
    assert lost(written, "第１節計画の期間.....1", "第１節期間は五年です。", windows=windows) == [
        ("計画の期間", "計画の期間", 1)
    ]
    assert (
        lost(written, "目次", "第１節計画の期間期間は五年です。1", windows=windows)[0][0]
        == "第１節計画の期間1"
    )


def test_of_cells_that_say_the_same_as_many_are_missed_as_are_lost() -> None:
    """Each printed one stands for one."""
    assert len(lost(["同上"] * 5, "同上同上同上")) == 2
    assert lost(["○"] * 3, "○○○") == []


def test_a_page_number_that_a_line_of_contents_loses_is_the_lines_own() -> None:
    """Its dots are printed, and so are the numbers of the others."""
    lines: list[str | tuple[str, ...]] = [("第１章", "総論", "1"), ("第２章", "各論", "12"), ("資料", "34")]
    assert lost(lines, "第１章総論......1第２章各論......資料......34") == [("第２章各論12", "12", 0)]


@pytest.mark.parametrize(
    "shown",
    [
        "長い段落は、ページの下で一度終わり、次のページへ続きます。",
        "長い段落は、ページの下で一度終わり、1注です。|みどり市計画次のページへ続きます。2",
        "長い段落は、ページの下で一|度終わり、次のペ|ージへ続きます。",
        "見出し長い段落は、ページの下で一度終わり、|見出し次のページへ続きます。",
    ],
)
def test_text_that_a_page_or_a_note_parts_is_there(shown: str) -> None:
    """Heads of tables, headers and footnotes stand between its parts."""
    text = "長い段落は、ページの下で一度終わり、次のページへ続きます。"
    assert lost([text], *shown.split("|")) == []


SENTENCE = "地域福祉を進めるための考え方を定める、同じ文章です。"


def same_on_pages(text: str, gone: int, lines: int) -> tuple[list[str], list[str], list[tuple[int, int]]]:
    """Three headings, each with five paragraphs that are the same, one of which may be gone; their pages of so many lines, with a
    head that begins as they do; and the pages between which each stands."""
    written = ["人口", *[text] * 5] * 3
    printed = ["" if index == gone else each for index, each in enumerate(written)]
    set_in = [
        (index, each[at : at + 38]) for index, each in enumerate(printed) for at in range(0, len(each), 38)
    ]
    pages = [set_in[at : at + lines] for at in range(0, len(set_in), lines)]
    begins = [
        next(n for n, page in enumerate(pages) if any(i == head for i, _ in page)) for head in (0, 6, 12)
    ]
    windows = [each for each in zip(begins, [*begins[1:], len(pages) - 1], strict=True) for _ in range(6)]
    shown = [
        f"みどり市地域福祉計画{''.join(line for _, line in page)}{number}"
        for number, page in enumerate(pages, 1)
    ]
    return written, shown, windows


@pytest.mark.parametrize("times", [1, 2, 3, 6, 12])
@pytest.mark.parametrize("lines", range(9, 30))
def test_of_paragraphs_that_are_the_same_one_may_go_on_over_a_page(times: int, lines: int) -> None:
    """None of those after it is taken for it, under whichever heading, though each is the same sentence again and again."""
    written, shown, windows = same_on_pages(SENTENCE * times, -1, lines)
    assert lost(written, *shown, windows=windows) == []


@pytest.mark.parametrize("gone", [1, 3, 5, 8, 10, 16])
@pytest.mark.parametrize("lines", range(9, 18))
def test_of_paragraphs_that_are_the_same_over_pages_a_lost_one_is_missed(gone: int, lines: int) -> None:
    """All of it, whichever it is."""
    written, shown, windows = same_on_pages(SENTENCE * 2, gone, lines)
    assert SENTENCE * 2 in [missing for _, missing, _ in lost(written, *shown, windows=windows)]


@pytest.mark.parametrize("beside", ["○", "同上", SENTENCE])
def test_cells_of_a_row_that_a_page_parts_are_there(beside: str) -> None:
    """Both parts of one cell stand around the other one, or its first part; and so in each row of such a table."""
    rows = [SENTENCE, beside, "福祉課"] * 4
    tall = len(beside) > 2
    first, rest = (beside[:8], beside[8:]) if tall else (beside, "")
    pages = (
        f"{SENTENCE}{beside}福祉課{SENTENCE[:8]}{first}福祉課",
        f"事業内容{SENTENCE[8:]}{rest}{SENTENCE}{beside}福祉課{SENTENCE[:8]}{first}福祉課",
        f"事業内容{SENTENCE[8:]}{rest}",
    )
    assert lost(rows, *pages) == []


def test_what_a_header_says_as_well_is_found_in_both() -> None:
    """The title of the plan, in text that may go on over the page and at the head of each."""
    texts = [Text("", (title,)) for title in ("はじめの文です。", "みどり市地域福祉計画")]
    heads = [(Text("", ("みどり市地域福祉計画",), "ヘッダー", True), (page, page)) for page in (0, 1)]
    pages = ("みどり市地域福祉計画はじめの文です。", "みどり市地域福祉計画みどり市地域福祉計画1")
    printed = PrintedText(pages)
    assert not list(lost_texts([list(zip(texts, [(0, 1)] * 2, strict=True)), heads], printed, ()))


def test_readings_may_stand_before_or_behind_their_words() -> None:
    """They are pieces of their own."""
    text = ("これは", "つか", "塚", "です。")
    assert lost([text], "これは塚です。つか") == lost([text], "つかこれは塚です。") == []


def test_what_a_font_lacks_is_not_missed() -> None:
    """It is told as such; a PDF says anything of it."""
    assert lost(["𠮷野さんです。"], "\ufffd野さんです。", lacking="𠮷") == []


def test_thousands_of_like_cells_are_found_in_a_moment() -> None:
    """Each search begins behind the last one."""
    cells = [f"{number % 10}" for number in range(20_000)]
    begun = time.process_time()
    assert lost(list(cells), "".join(cells)) == []
    assert time.process_time() - begun < 5


def test_short_texts_of_headers_are_found_anywhere_on_their_pages() -> None:
    """They are written down after all text, and painted before it or behind, the one or the other first."""
    texts = [Text("", ("本文の文章です。",)), Text("", ("後の文章です。",))]
    heads = [Text("", (piece,), "ヘッダー", True) for piece in ("・", "／", "甲")]
    pages = ("章の題・節の題箱／甲本文の文章です。", "本文とは別の後の文章です。章の題・箱甲")
    placed = [
        *zip(texts, [(0, 0), (1, 1)], strict=True),
        *((head, (page, page)) for page in (0, 1) for head in heads),
    ]
    found = lost_texts([placed], PrintedText(pages), frozenset())
    assert [(each.text.whole, each.page) for each in found] == [("／", 1)]


# A contents list of two pages in which chapters have sections of the same titles, and page numbers are like those of others.
SECTIONS = (("１", "推進の考え方"), ("２", "それぞれの役割"), ("３", "計画の推進の考え方"))
LINES = [
    (number, title, str(page))
    for chapter in range(6)
    for page, (number, title) in enumerate(SECTIONS, 111 * chapter + 1)
]
TITLES = [line[1] for line in LINES]


def contents_without(index: int, piece: int) -> list[tuple[str, str, int]]:
    """What is missing of the list and its body once a line has lost a piece: the body has each title on a page of its own."""
    lines = [list(line) for line in LINES]
    if index >= 0:
        lines[index][piece:] = []
    shown = ["......".join(["".join(line[:2]), *line[2:]]) for line in lines]
    pages = ["目次" + "".join(shown[:9]), "".join(shown[9:]), *(f"{title}111" for title in TITLES)]
    texts = [(Text("", line, "スタイル「目次 1」"), (0, 2)) for line in LINES]
    texts += [(Text("", (title,)), (page, page)) for page, title in enumerate(TITLES, 2)]
    found = lost_texts([texts], PrintedText(pages), frozenset())
    return [(each.text.whole, each.missing, each.page) for each in found]


def test_titles_that_repeat_are_found_each_at_its_own_place() -> None:
    """In chapters that have sections of the same names, of which one begins as another ends."""
    assert contents_without(-1, 0) == []


@pytest.mark.parametrize("index", range(len(LINES)))
@pytest.mark.parametrize("piece", [0, 2])
def test_a_line_that_is_lost_among_its_likes_is_named_alone(index: int, piece: int) -> None:
    """As a whole, or its page number."""
    line = LINES[index]
    ((whole, missing, page),) = contents_without(index, piece)
    assert (whole, missing) == ("".join(line), "".join(line[piece:]))
    assert page in ({0, 1} if index == 9 else {index // 9})


def test_a_number_under_furigana_may_be_taken_for_its_like() -> None:
    """Such a text comes in many short pieces; a word of it that is cut is told all the same."""

    def of_read(*pieces: str) -> list[str]:
        texts = [(Text("", pieces, read=True), ONE[:1] * 2)]
        return [
            each.missing for each in lost_texts([texts], PrintedText(["", "けんいき圏域の"]), frozenset())
        ]

    assert of_read("圏域", "けんいき", "の", "13") == []
    assert of_read("圏域", "けんいき", "の", "考え方") == ["考え方"]
