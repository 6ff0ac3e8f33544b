"""What LibreOffice reads otherwise than Word: measured once, and corrected in the copy alone."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import etree

from pipeline.layout.cache import LayoutCache
from pipeline.layout.copy import layout_copy
from pipeline.layout.corrections import EVERY, correct
from pipeline.layout.engine import Engine
from pipeline.layout.fonts import Fonts, configuration, read_fonts
from pipeline.layout.one_run import Asked, convert
from pipeline.layout.pdf import opened
from pipeline.layout.quirks import KNOWN, Quirks, probe, read_quirks
from pipeline.layout.rounds import Wanted
from pipeline.model.content import DocumentContent, FrameworkRows
from pipeline.model.pages import Fault, PageFacts
from pipeline.model.xml_names import W
from pipeline.problems import Code
from pipeline.word.compose import compose
from pipeline.word.markup.styles import as_drawn
from pipeline.word.measuring.grid_layout import lay_out
from pipeline.word.template.template import Template
from tests.goldens import quiet
from tests.layout import fake_office as fake
from tests.layout.printed import read_printed
from tests.layout.projects import engine_of, finish, small_project, with_part
from tests.small_plan import CHAPTER, chapter
from tests.word.test_grid_layout import A3_TEXT_WIDTH, sheet, template

NONE = Quirks(low_rows=False, hangs_backwards=False)
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"


def tree(docx: bytes, part: str = DOCUMENT) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read(part))


# Measured


def corrected_probe(quirks: Quirks) -> bytes:
    """The probe as it would be laid out by a LibreOffice with these quirks."""

    def change(root: etree._Element) -> None:
        correct(etree.Element(f"{{{W}}}styles"), [root], quirks)

    return with_part(probe(), DOCUMENT, change)


def test_corrected_as_measured_this_libreoffice_reads_what_word_reads(office: Path) -> None:
    """Whatever LibreOffice this is: with its quirks corrected, it has none. Those of 7.4 are the known ones."""
    every = [Quirks(low, backwards) for low in (False, True) for backwards in (False, True)]
    own, *corrected = (
        read_quirks(opened(pdf))
        for pdf in convert(office, [*map(Asked, (probe(), *map(corrected_probe, every)))], configuration())
    )
    assert corrected[every.index(own)] == NONE
    assert corrected[every.index(NONE)] == own


def pdf_of_probe(quirks: Quirks) -> bytes:
    """What a LibreOffice with these quirks would make of the probe."""
    row = 100 if quirks.low_rows else 120
    lines = (2, 1) if quirks.hangs_backwards else (1, 2)
    places = [700.0]
    for step in (20 + row, 20 * lines[0], 20 * lines[1]):
        places.append(places[-1] - step)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        pdf.Root.Dests = pikepdf.Dictionary(
            {f"/q{i}": [page.obj, pikepdf.Name.XYZ, 50, place, 0] for i, place in enumerate(places)}
        )
        saved = io.BytesIO()
        pdf.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("quirks", [KNOWN, NONE, Quirks(True, False), Quirks(False, True)])
def test_what_a_libreoffice_reads_otherwise_is_seen_in_its_pdf(quirks: Quirks) -> None:
    """Whatever a later one may have mended."""
    assert read_quirks(opened(pdf_of_probe(quirks))) == quirks


@pytest.mark.parametrize(("quirks", "runs"), [(KNOWN, 1), (NONE, 2)])
def test_it_is_measured_along_with_the_first_documents_and_kept(
    quirks: Quirks, runs: int, tmp_path: Path
) -> None:
    """One that reads as most do is never started for it; another one lays out those documents again, once."""
    given: list[list[bytes]] = []

    def made(documents: Sequence[Asked]) -> Iterator[bytes]:
        given.append([each.docx for each in documents])
        return iter([pdf_of_probe(quirks)] * len(documents))

    program = tmp_path / "soffice"
    program.write_text("")
    fonts: Future[Fonts] = Future()
    fonts.set_result(read_fonts())
    engine = Engine(fake.StandIn(program, made), fonts, LayoutCache(tmp_path / "cache"))
    document = compose(content(sheet("福祉のまち", 2)), template())
    for _ in range(2):
        engine._converted({"a": Wanted(document)})
    assert [len(documents) for documents in given] == [2, *([1] * (runs - 1)), 1]
    assert given[-1] == [layout_copy(document, quirks).data]
    program.write_text("another version")
    engine._converted({"a": Wanted(document)})
    assert len(given[runs + 1]) == 2


# Marks that hang


def test_nothing_is_lost_at_ends_of_justified_lines(office: Path, tmp_path: Path) -> None:
    """LibreOffice 7.4 does not paint what hangs where all of a line is Japanese: those paragraphs are laid out ragged."""
    chance = random.Random(1)
    words = (
        ("高齢の方が", "子育て中の家庭が", "障害のある方が", "外国から来た住民が", "一人で暮らす若者が"),
        ("日々の買い物で", "通院の行き帰りに", "災害の起きた夜に", "学校や職場で"),
        ("困りごとを抱えたとき、", "声を上げられずにいるとき、", "仲間を探すとき、"),
        ("近くの誰かが気付きます。", "民生委員が手分けして訪ねます。", "話を聞くことから始めます。"),
    )
    sentences = ["".join(map(chance.choice, words)) for _ in range(144)]
    text = "\n\n".join("".join(sentences[at : at + 12]) for at in range(0, 144, 12))
    project = small_project(tmp_path, {CHAPTER: chapter(text)})
    built = finish(project, ("plan",))
    # A sentence may go on over a page.
    shown = re.sub("[0-9]*みどり市地域福祉計画（案）", "", read_printed(built["plan"].pdf).text)
    assert [sentence for sentence in sentences if sentence not in shown] == []
    # Which they are is known from a draft.
    anew = engine_of(project).beside(LayoutCache(tmp_path / "anew"))
    (facts,) = anew.lay_out([Wanted(built["plan"].docx, draft=True)], quiet)
    assert facts
    assert facts.without_hanging


JUSTIFIED = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="b"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style></w:styles>'
)


def alignments(*properties: str, texts: Collection[str]) -> list[str]:
    """What paragraphs with these properties and the texts 甲。, 乙。 and so on say themselves, laid out ragged where they have one of `texts`."""
    paragraphs = (
        f"<w:p><w:pPr>{own}</w:pPr><w:r><w:t>{text}。</w:t></w:r></w:p>"
        for own, text in zip(properties, "甲乙丙", strict=False)
    )
    body = etree.fromstring(f'<w:body xmlns:w="{W}">{"".join(paragraphs)}</w:body>')
    correct(etree.fromstring(JUSTIFIED), [body], NONE, texts)
    found = (each.find(f"{qn('w:pPr')}/{qn('w:jc')}") for each in body)
    return ["" if each is None else each.get(qn("w:val"), "") for each in found]


def test_ragged_paragraphs_are_so_in_the_copy_alone() -> None:
    """In body and notes, wherever the same text stands."""
    assert alignments("", '<w:pStyle w:val="b"/>', texts={"乙。"}) == ["", "left"]
    assert alignments("", '<w:pStyle w:val="b"/>', texts={EVERY}) == ["left", "left"]


def test_what_is_centred_stays_so() -> None:
    """No mark is lost where lines are not justified."""
    styled = ('<w:pStyle w:val="c"/>', '<w:jc w:val="right"/>', '<w:pStyle w:val="c"/><w:jc w:val="both"/>')
    assert alignments(*styled, texts={EVERY}) == ["", "right", "left"]


@pytest.mark.parametrize(("missing", "told"), [("。", True), ("、。", True), ("。す", False), ("", False)])
def test_only_what_lacks_nothing_but_marks_is_laid_out_ragged(missing: str, told: bool) -> None:
    """Text that is cut is told as such at once."""
    faults = (Fault(Code.PAGE_CUT, 0, "", "文です。", missing), Fault(Code.PAGE_BLANK, 1, "", ""))
    assert PageFacts((), {}, 0, 0, faults).without_hanging == (
        frozenset(("文です。",)) if told else frozenset()
    )


# Rows


def content(grid: object) -> DocumentContent:
    tags = dict.fromkeys(
        ("計画名", "計画期間", "段階表示", "段階日付", "段階会議", "基本理念", "市名", "策定年月"), "字"
    )
    return DocumentContent("framework", "", "", "", tags, {"体系図": FrameworkRows(grid)})  # type: ignore[arg-type]


def with_margins(top: int, bottom: int, thickness: int, style: bool) -> Template:
    """The framework's template with cells of these margins and rows of this line, by the style or by the table itself."""
    sides = f'<w:top w:w="{top}" w:type="dxa"/><w:bottom w:w="{bottom}" w:type="dxa"/>'
    inside = f'<w:insideH w:val="single" w:sz="{thickness}" w:space="0" w:color="auto"/>'
    markup = (
        f'<w:x xmlns:w="{W}"><w:tblBorders>{inside}</w:tblBorders><w:tblCellMar>{sides}</w:tblCellMar></w:x>'
    )

    def change(root: etree._Element) -> None:
        (properties,) = (
            each
            for each in root.iter(qn("w:tblPr"))
            if not style
            or ((owner := each.getparent()) is not None and owner.get(qn("w:styleId")) == "SheetTable")
        )
        for added in etree.fromstring(markup):
            for old in properties.findall(str(added.tag)):
                properties.remove(old)
            layout = properties.find(qn("w:tblLook"))
            properties.insert(len(properties) if layout is None else properties.index(layout), added)

    own = template()
    changed = with_part(own.data, STYLES if style else DOCUMENT, change)
    from pipeline.word.markup.styles import read_styles

    return replace(own, data=changed, styles=read_styles(tree(changed, STYLES)))


@pytest.mark.parametrize("style", [True, False])
@pytest.mark.parametrize(
    ("top", "bottom", "thickness"), [(14, 14, 4), (0, 0, 4), (60, 20, 24), (100, 100, 48)]
)
def test_a_row_is_written_lower_by_what_word_adds_and_raised_by_as_much(
    top: int, bottom: int, thickness: int, style: bool
) -> None:
    """Margins and lines as they are, of the style's or of the table's own: together as high as the vertical text is long."""
    own, grid = with_margins(top, bottom, thickness, style), sheet("安心して暮らせるまちをつくる", 3)
    document = compose(content(grid), own)
    styles = own.styles if style else as_drawn(own.styles, "体系図", next(tree(own.data).iter(qn("w:tbl"))))
    wanted = lay_out(styles, {}, grid, A3_TEXT_WIDTH).least_heights
    added = top + bottom + round(thickness * 20 / 8)
    assert heights(document) == [height - added for height in wanted]
    assert heights(layout_copy(document, KNOWN).data) == list(wanted)
    assert heights(layout_copy(document, NONE).data) == heights(document)


def heights(docx: bytes) -> list[int]:
    return [int(each.get(qn("w:val"), "0")) for each in tree(docx).iter(qn("w:trHeight"))]


ROW = (
    '<w:tr><w:trPr><w:trHeight w:val="500"{rule}/></w:trPr><w:tc>{own}<w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>'
)
MARGINS = '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/></w:tblCellMar>'
LINES = '<w:tblBorders><w:top w:val="single" w:sz="16"/><w:insideH w:val="single" w:sz="8"/></w:tblBorders>'


@pytest.mark.parametrize(
    ("rule", "own", "added"),
    [
        ("", "", (120, 100)),
        (' w:hRule="auto"', "", (120, 100)),
        (' w:hRule="exact"', "", (0, 0)),
        ("", '<w:tcPr><w:tcMar><w:top w:w="90" w:type="dxa"/></w:tcMar></w:tcPr>', (180, 160)),
        ("", '<w:tcPr><w:tcBorders><w:top w:val="single" w:sz="48"/></w:tcBorders></w:tcPr>', (200, 200)),
        ("", '<w:tcPr><w:tcBorders><w:top w:val="nil"/></w:tcBorders></w:tcPr>', (120, 100)),
    ],
)
def test_rows_of_a_templates_own_tables_are_raised_too(rule: str, own: str, added: tuple[int, int]) -> None:
    """By the highest margins of their cells and the thickest line above them; an exact height is what it says."""
    table = f'<w:tbl xmlns:w="{W}"><w:tblPr>{LINES}{MARGINS}</w:tblPr>{ROW.format(rule=rule, own=own) * 2}</w:tbl>'
    story = etree.fromstring(f'<w:body xmlns:w="{W}">{table}</w:body>')
    correct(etree.Element(f"{{{W}}}styles"), [story], KNOWN)
    found = [int(each.get(qn("w:val"), "0")) for each in story.iter(qn("w:trHeight"))]
    assert tuple(found) == tuple(500 + each for each in added)


# Punctuation that hangs


def test_punctuation_hangs_in_the_copy_as_the_document_says() -> None:
    """What says nothing hangs: LibreOffice 7.4 is told the opposite of everything."""
    markup = "<w:p><w:pPr><w:overflowPunct{}/></w:pPr></w:p>"
    story = etree.fromstring(
        f'<w:body xmlns:w="{W}">{markup.format("")}{markup.format(chr(32) + "w:val=" + chr(34) + "0" + chr(34))}<w:p/></w:body>'
    )
    styles = etree.Element(f"{{{W}}}styles")
    correct(styles, [story], KNOWN)
    assert [each.get(qn("w:val")) for each in story.iter(qn("w:overflowPunct"))] == ["0", "1"]
    (default,) = styles.iterfind(
        f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:overflowPunct')}"
    )
    assert default.get(qn("w:val")) == "0"


def test_the_document_itself_says_what_word_is_to_do() -> None:
    """Only the copy is turned round."""
    document = compose(content(sheet("福祉のまち", 2)), template())
    said = [
        [each.get(qn("w:val")) for each in tree(docx, STYLES).iter(qn("w:overflowPunct"))]
        for docx in (document, layout_copy(document).data)
    ]
    assert said == [["1"], ["0"]]
