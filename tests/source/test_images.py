"""Pictures: files that are none, and figures without words."""

from __future__ import annotations

import pytest

from pipeline.model.floats import Float, Picture
from pipeline.model.inlines import Text
from pipeline.model.reference_text import shown_text
from pipeline.problems import Code
from tests.small_plan import CHAPTER, PNG, blocks_of, chapter, expect, load, problems_in, resolved

AT = f"{CHAPTER}:"
FILE = "figures/a.png"


def figure(picture: str) -> str:
    """A figure with this picture paragraph."""
    return f"::: {{.図 #fig-a}}\n{picture}\n\n題\n\n資料：国勢調査\n:::"


@pytest.mark.parametrize(("attribute", "width"), [("", 1.0), ('{width="80%"}', 0.8), ("{width=5%}", 0.05)])
def test_a_figure_has_its_picture(attribute: str, width: float) -> None:
    """The width is a share of the text's width; all of it if none is written."""
    (block,) = blocks_of(figure(f"![説明]({FILE}){attribute}"), {FILE: PNG})
    assert isinstance(block, Float)
    assert block.body == Picture(FILE, (Text("説明"),), width)


def test_the_size_of_a_picture_is_read_from_its_file() -> None:
    """In pixels."""
    plan = load({CHAPTER: chapter(figure(f"![説明]({FILE})")), FILE: PNG})
    assert (plan.images[FILE].width, plan.images[FILE].height) == (1, 1)


@pytest.mark.parametrize("path", ["figures/図１.png", "./figures/a.png", "<figures/a b.png>"])
def test_a_picture_may_have_any_name(path: str) -> None:
    """Japanese, dots, blanks in angle brackets."""
    assert not problems_in(
        figure(f"![説明]({path})"), {FILE: PNG, "figures/図１.png": PNG, "figures/a b.png": PNG}
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        PNG[:20],
        PNG[:40],
        PNG[:30] + b"\xff" * 30,
        b"\xff\xd8\xff\xe0\0\x10JFIF\0",
        b"<svg/>",
        b"GIF89a",
    ],
)
def test_a_file_that_is_no_picture_is_told(data: bytes) -> None:
    """Empty, cut off, damaged, of another kind: never a traceback."""
    problems = problems_in(figure(f"![説明]({FILE})"), {FILE: data})
    expect(problems, Code.IMAGE_FORMAT, f"{AT}3:1", f"「{FILE}」", "PNGかJPEG")


@pytest.mark.parametrize("alt", [FILE, FILE.rpartition("/")[2], FILE.rpartition("/")[2].partition(".")[0]])
def test_the_name_of_a_picture_s_file_says_nothing_of_it(alt: str) -> None:
    """Programs put it there."""
    (problem,) = problems_in(figure(f"![{alt}]({FILE})"), {FILE: PNG})
    assert (problem.code, alt in problem.message) == (Code.IMAGE_ALT, True)


@pytest.mark.parametrize("alt", ["", "&nbsp;"])
def test_a_picture_without_words_is_told(alt: str) -> None:
    """Who can't see it must be told what it says."""
    problems = problems_in(figure(f"![{alt}]({FILE})"), {FILE: PNG})
    expect(problems, Code.IMAGE_ALT, f"{AT}4:1", "代替テキスト")


@pytest.mark.parametrize(
    "attribute",
    ['{width="8cm"}', '{width="0%"}', '{width="101%"}', '{width="８０％"}', "{height=5%}", "{.a}", "{#a}"],
)
def test_a_picture_has_no_other_attributes(attribute: str) -> None:
    """Its height follows."""
    problems = problems_in(figure(f"![説明]({FILE}){attribute}"), {FILE: PNG})
    expect(problems, Code.MD_ATTRIBUTE, f"{AT}4:1", "width")


@pytest.mark.parametrize(
    ("path", "code", "word"),
    [
        ("figures/b.png", Code.FILE_MISSING, f"もしかして: {FILE}"),
        ("figures/A.PNG", Code.FILE_MISSING, "「figures/A.PNG」"),
        ("", Code.FILE_MISSING, "「」"),
        ("../a.png", Code.FILE_OUTSIDE, "plan_sourceの中"),
        ("figures/../../a.png", Code.FILE_OUTSIDE, "plan_sourceの中"),
        ("/a.png", Code.FILE_OUTSIDE, "plan_sourceの中"),
        ("C:/a.png", Code.FILE_OUTSIDE, "plan_sourceの中"),
        (r"C:\a.png", Code.FILE_OUTSIDE, "plan_sourceの中"),
        ("//server/a.png", Code.FILE_OUTSIDE, "plan_sourceの中"),
        (r"\\\\server\a.png", Code.FILE_OUTSIDE, "plan_sourceの中"),
        ("https://www.example.jp/a.png", Code.FILE_OUTSIDE, "plan_sourceの中"),
        ("data:image/png;base64,xx", Code.FILE_OUTSIDE, "plan_sourceの中"),
    ],
)
def test_a_picture_stands_in_the_plan(path: str, code: Code, word: str) -> None:
    """Not on a drive, a server, the web."""
    expect(problems_in(figure(f"![説明]({path})"), {FILE: PNG}), code, f"{AT}3:1", word)


def test_a_picture_with_text_beside_it_is_told() -> None:
    """The caption needs a paragraph of its own."""
    problems = problems_in(f"::: {{.図 #fig-a}}\n![説明]({FILE})\n題\n:::", {FILE: PNG})
    expect(problems, Code.MD_CAPTION, f"{AT}3:1", "つながって")


def test_a_reference_in_a_description_is_what_is_read_aloud() -> None:
    """Like any other: to what is there, and with what it shows."""
    table = "::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|b|\n:::\n\n"
    figure = "::: {.図 #fig-a}\n![[](#tbl-a)の数値の図](figures/a.png)\n\n題\n:::"
    plan = resolved({CHAPTER: chapter(table + figure), "figures/a.png": PNG})
    picture = next(b.body for b in plan.body if isinstance(b, Float) and isinstance(b.body, Picture))
    assert shown_text(picture.alt, plan.targets) == "表１－１の数値の図"


@pytest.mark.parametrize(
    ("alt", "code"),
    [("[](#tbl-z)の図", "ref.missing"), ("[](#sec-text){.頁}ページの図", "md.place"), ("図[^a]", "md.place")],
)
def test_what_a_description_can_not_say_is_told(alt: str, code: str) -> None:
    """Nothing of it vanishes."""
    figure = f"::: {{.図 #fig-a}}\n![{alt}](figures/a.png)\n\n題\n:::\n\n[^a]: 注"
    problems = problems_in(
        figure if "^" in alt else figure.removesuffix("\n\n[^a]: 注"), {"figures/a.png": PNG}
    )
    assert code in [problem.code for problem in problems]
