"""Headers and footers show what stands on their pages, as Word would fill them in (ECMA-376 Part 1, 17.16.5.59).

What they show is read in the PDF's margins; what is right is found from its outline.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from lxml import etree

from pipeline import checks
from pipeline.layout.cache import LayoutCache, nothing_known
from pipeline.layout.copy import layout_copy
from pipeline.layout.engine import Engine
from pipeline.layout.office import Office
from pipeline.layout.rounds import Wanted
from pipeline.layout.running import ParagraphEdge, paragraphs_of, set_variables
from pipeline.model.pages import PageFacts
from pipeline.model.xml_names import W, w
from pipeline.problems import Code
from pipeline.workflows.build import make
from tests.goldens import quiet
from tests.layout.printed import packed, read_printed
from tests.layout.projects import Finished, finish, small_project
from tests.layout.running import field, running_plan, running_templates, simple, text, text_box
from tests.markup import there
from tests.small_plan import CHAPTER

_MARGIN = 70.0  # points, at the head and at the foot
_NUMBER = re.compile(r"(第[０-９]+[章節]|資料[０-９]+)(.*)")
# A title that takes two lines in a header.
LONG = "長い題の章" * 8


@dataclass(frozen=True)
class Heading:
    """A heading on a page: its depth, its own number, its title."""

    depth: int
    number: str
    title: str


@dataclass(frozen=True)
class Pages:
    """Of each page: what stands in its head and at its foot, its size in millimetres, and the headings on it, in order."""

    heads: tuple[str, ...]
    feet: tuple[str, ...]
    headings: tuple[tuple[Heading, ...], ...]

    @property
    def text(self) -> slice:
        """The pages after cover and contents, before the appendix."""
        return slice(2, next(page for page, own in enumerate(self.headings) if any(map(appendix, own))))

    def shown(self, wanted: Callable[[Heading], bool], last: bool = False) -> list[Heading]:
        """What Word shows on each page: the first (or the last) of the headings on it, else the last before, else the next."""
        current = next(each for own in self.headings for each in own if wanted(each))
        found = []
        for page in self.headings:
            own = [each for each in page if wanted(each)]
            found.append((own[-1] if last else own[0]) if own else current)
            current = own[-1] if own else current
        return found


def chapter(heading: Heading) -> bool:
    return heading.number.endswith("章")


def section(heading: Heading) -> bool:
    return heading.number.endswith("節")


def appendix(heading: Heading) -> bool:
    return heading.number.startswith("資料")


def read_pages(pdf: bytes) -> Pages:
    headings: list[list[Heading]] = []
    printed = read_printed(pdf)
    headings = [[] for _ in printed.texts]
    for entry in printed.outline:
        if found := _NUMBER.fullmatch(entry.title):
            headings[entry.page].append(Heading(entry.depth, found[1], found[2]))
    with pdfium.PdfDocument(pdf) as document:
        strips = [
            [
                packed(page.get_textpage().get_text_bounded(0, bottom, page.get_width(), top))
                for bottom, top in ((page.get_height() - _MARGIN, page.get_height()), (0, _MARGIN))
            ]
            for page in document
        ]
    heads, feet = zip(*strips, strict=True)
    return Pages(heads, feet, tuple(map(tuple, headings)))


@pytest.fixture(scope="module")
def flowing(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Chapters and sections begin anywhere on a page; the template has one section for chapters and appendix."""
    folder = tmp_path_factory.mktemp("flowing")
    box = text_box(text("箱") + field("STYLEREF 1 \\n") + text("／"))
    templates = running_templates(
        folder / "templates",
        {
            "header2": field('STYLEREF "見出し 1"')
            + text("・")
            + field('STYLEREF "heading 2" \\* MERGEFORMAT')
            + box,
            "footer3": simple("STYLEREF 2 \\w")
            + text("～")
            + field('STYLEREF "見出し 2" \\l')
            + text("～")
            + field("STYLEREF 1 \\s")
            + text("－")
            + field("PAGE")
            + text("／")
            + field("NUMPAGES"),
        },
    )
    return finish(small_project(folder, running_plan(), templates), ("plan",))


@pytest.fixture(scope="module")
def pages(flowing: Finished) -> Pages:
    return read_pages(flowing["plan"].pdf)


def test_the_plan_has_every_kind_of_page(pages: Pages) -> None:
    """Pages with many headings, with one further down, and with none; otherwise the tests below would prove little."""
    sections = [sum(map(section, own)) for own in pages.headings[pages.text]]
    assert {0, 1, 2} <= set(sections)
    assert max(sum(map(chapter, own)) for own in pages.headings) > 1
    assert len(sections) > 8


def test_a_header_shows_the_first_chapter_and_the_first_section_of_its_page(pages: Pages) -> None:
    """Else those that go on from the page before."""
    chapters, sections = pages.shown(chapter), pages.shown(section)
    wanted = [f"{one.title}・{other.title}" for one, other in zip(chapters, sections, strict=True)]
    heads = [head.partition("／")[2] for head in pages.heads[pages.text]]
    assert heads == wanted[pages.text]


def test_a_text_box_in_a_header_shows_the_same(pages: Pages) -> None:
    """Once, though it is written twice for old programs."""
    wanted = [f"箱{each.number}／" for each in pages.shown(chapter)]
    assert [head[: head.index("／") + 1] for head in pages.heads[pages.text]] == wanted[pages.text]


def test_a_footer_shows_the_first_section_the_last_one_and_the_counts(pages: Pages) -> None:
    """Numbers in full context, the chapter's numeral before the page, and how many pages the PDF has."""
    rows = zip(pages.shown(chapter), pages.shown(section), pages.shown(section, last=True), strict=True)
    wanted = []
    current = ""
    by_title = {}
    for own in pages.headings:
        for each in own:
            current = each.number if chapter(each) else current
            by_title[each.title] = f"{current}{each.number}"
    for page, (one, first, last) in enumerate(rows, -1):
        numeral = one.number.strip("第章")
        wanted.append(f"{by_title[first.title]}～{last.title}～{numeral}－{page}／{len(pages.feet)}")
    assert list(pages.feet[pages.text]) == wanted[pages.text]


def test_the_appendix_has_its_own_names(pages: Pages) -> None:
    """On each of its pages, under headers that ask for its styles; what it has none of is left out."""
    wanted = [f"箱{each.number}／{each.title}・" for each in pages.shown(appendix)]
    assert list(pages.heads[pages.text.stop : -1]) == wanted[pages.text.stop : -1]


def test_the_word_file_shows_what_is_in_the_plan_until_word_fills_it_in(flowing: Finished) -> None:
    """Nothing of what the template once showed."""
    reading = checks.read("plan", flowing["plan"].docx)
    results = {
        each.result
        for story in reading.headers.values()
        for each in story.fields
        if each.instruction.kind == "STYLEREF"
    }
    assert results == {"はじめの章", "初めの節", "第１章", "第１章第１節", "１", "資料１", "統計の資料"}


def test_laying_out_once_more_is_enough(flowing: Finished) -> None:
    """What is known of the pages is kept from one round to the next."""
    assert flowing.built.runs == 3


def test_what_headers_showed_is_known_to_the_next_run(tmp_path: Path) -> None:
    """By the document's shape, the newest last; so a run after an edited sentence lays out once."""
    cache = LayoutCache(tmp_path)
    before, after = (Engine(Office(tmp_path), Future(), cache) for _ in range(2))
    before._shown |= {f"shape{number}": {"_k0": {ParagraphEdge(number, True): "題"}} for number in range(10)}
    before.keep([], {}, nothing_known())
    assert [*after._shown] == [f"shape{number}" for number in range(2, 10)]
    assert after._shown["shape2"] == {"_k0": {ParagraphEdge(2, True): "題"}}


def test_quotation_marks_in_a_title_show_as_they_are() -> None:
    """A value ends at one, so that two other signs stand for it that look the same; curved ones stay."""
    paragraph = etree.fromstring(f'<w:p xmlns:w="{W}">{text("文")}</w:p>')
    set_variables([paragraph], {"x": {ParagraphEdge(0, True): 'あ"い"“う”'}})
    assert "".join(paragraph.itertext()) == "文 SET x \"あ''い''“う”\" "


def test_nothing_is_put_where_it_would_take_room(tmp_path: Path) -> None:
    """Into no paragraph that is empty or ends a page; and what is put elsewhere has the look of what stands there."""
    broken = "# 章 {#sec-text}\n\n文章です。\n\n::: {.改頁}\n:::\n\n## 節 {#sec-x}\n\n後の**文章**\n"
    templates = running_templates(tmp_path / "templates", {"header2": field("STYLEREF 2")})
    project = small_project(tmp_path, {CHAPTER: broken}, templates)
    (document,) = make(project, ("plan",), None, quiet).documents
    plain = layout_copy(document.docx).running
    with zipfile.ZipFile(io.BytesIO(document.docx)) as package:
        paragraphs = paragraphs_of(etree.fromstring(package.read("word/document.xml")))
    assert 0 < len(plain.marks) < len(paragraphs)
    for index in plain.marks:
        assert "".join(paragraphs[index].itertext())
        assert not [each for each in paragraphs[index].iter(w("br")) if each.get(w("type")) == "page"]
    bold = next(each for each in paragraphs if "".join(each.itertext()) == "後の文章")
    set_variables([bold], {"x": {ParagraphEdge(0, True): "題"}})
    runs = bold.findall(w("r"))
    assert "".join(bold.itertext()) == '後の文章 SET x "題" '
    looks = [etree.tostring(there(run.find(w("rPr")))) for run in (runs[1], *runs[-4:])]
    assert looks == looks[:1] * 5


@pytest.mark.parametrize("header", [text("計画"), field("STYLEREF 2")], ids=["still", "running"])
def test_what_stands_behind_is_left_out_and_headers_know_of_it(header: str, tmp_path: Path) -> None:
    """So what they showed of the whole document is known of its beginning."""
    chapter = "# 章 {#sec-text}\n\n前の文章です。\n\n## 節 {#sec-x}\n\n後の文章です。\n"
    templates = running_templates(tmp_path / "templates", {"header2": header})
    (document,) = make(
        small_project(tmp_path, {CHAPTER: chapter}, templates), ("plan",), None, quiet
    ).documents
    whole = layout_copy(document.docx)
    found = layout_copy(document.docx, behind=("sec_x",))
    assert (whole.is_whole, found.is_whole) == (True, False)
    texts = "".join(each.whole for each in found.texts)
    assert "前の文章です。" in texts
    assert "後の文章です。" not in texts
    assert found.running.shape == whole.running.shape
    assert layout_copy(document.docx, behind=("sec_none",)).is_whole


def test_headers_that_move_their_pages_for_ever_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """After a few runs: a title of two lines could push away the very heading that it is taken from."""
    engine = Engine(Office(tmp_path), Future(), LayoutCache(tmp_path))
    runs: list[list[str]] = []

    def measured(documents: dict[str, Wanted]) -> frozenset[str]:
        runs.append(list(documents))
        engine._facts |= {key: PageFacts((), {}, 0, 0, ()) for key in documents}
        return frozenset(("moving",))

    monkeypatch.setattr(engine, "_measured", measured)
    engine._run({"moving": Wanted(b""), "still": Wanted(b"")})
    assert runs == [["moving", "still"], ["moving"], ["moving"], ["moving"]]
    assert [fault.code for fault in engine._facts["moving"].faults] == [Code.PAGE_UNSETTLED]
    assert engine._facts["still"].faults == ()


def test_first_and_even_pages_and_titles_of_two_lines(office: Path, tmp_path: Path) -> None:
    """Each kind of header shows what stands on its pages; a title that wraps takes its room, and page numbers stay true."""
    plan = running_plan()
    plan["chapters/03-more.md"] = str(plan["chapters/03-more.md"]).replace("# 計画の“目的”", f"# {LONG}")
    shown = field('STYLEREF "heading 1"', "題")
    templates = running_templates(
        tmp_path / "templates",
        {
            "header2": text("奇") + shown,
            "footer3": field("PAGE") + text("／") + simple("SECTIONPAGES") + text("・") + field("SECTION"),
        },
        appendix=text("資") + field('STYLEREF "資料見出し 1"'),
        kinds={"first": text("初") + shown, "even": text("偶") + shown},
        breaks=True,
    )
    document = finish(small_project(tmp_path, plan, templates), ("plan",))["plan"]
    pages = read_pages(document.pdf)
    own = range(pages.text.start, pages.text.stop)
    kinds = ["初", *("偶" if page % 2 else "奇" for page in own[1:])]
    wanted = [f"{kind}{pages.shown(chapter)[page].title}" for kind, page in zip(kinds, own, strict=True)]
    assert [pages.heads[page] for page in own] == wanted
    assert LONG in pages.heads[5]
    # First and even pages have no footers, since the template brings none for them.
    assert [pages.feet[page] for page in own][2::2] == [
        f"{at}／{len(own)}・3" for at in range(3, len(own) + 1, 2)
    ]
    assert document.facts is not None
    places = {name: document.facts.pages[page].label for name, page in document.facts.places.items()}
    listed = {
        each.instruction.target: each.result
        for each in checks.read("plan", document.docx).body.fields
        if each.instruction.kind == "PAGEREF"
    }
    assert listed.items() <= places.items()
