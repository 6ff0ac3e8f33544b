"""Templates whose headers and footers show what their pages are about, and plans whose headings stand anywhere on a page."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from pipeline.model.xml_names import R, W, w
from tests.goldens import TEMPLATES
from tests.small_plan import CHAPTER, MEASURES, TEXTS

_NS = f'xmlns:w="{W}" xmlns:r="{R}"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def field(instruction: str, cached: str = "古い題") -> str:
    """A field as Word writes it, with what it once showed."""
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{marks['begin']}{code}{marks['separate']}{text(cached)}{marks['end']}"


def simple(instruction: str, cached: str = "古い題") -> str:
    """The same as Word writes short ones."""
    escaped = instruction.replace('"', "&quot;")
    return f'<w:fldSimple w:instr=" {escaped} ">{text(cached)}</w:fldSimple>'


def text(shown: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{shown}</w:t></w:r>'


def text_box(content: str) -> str:
    """A text box as Word writes it: a drawing, and the same once more for old programs."""
    inner = f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{content}</w:p>'
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">'
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>3600000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>200000</wp:posOffset></wp:positionV>'
        '<wp:extent cx="3500000" cy="250000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        '<wp:docPr id="77" name="枠" descr="章の題"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3500000" cy="250000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>'
        f"{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        '<mc:Fallback><w:pict><v:shape style="position:absolute;margin-left:300pt;margin-top:-20pt;width:200pt;height:20pt">'
        f"<v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def part(tag: str, content: str) -> bytes:
    """A header (hdr) or a footer (ftr) of one paragraph."""
    style = {"hdr": "Header", "ftr": "Footer"}[tag]
    return f'<w:{tag} {_NS}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p></w:{tag}>'.encode()


def running_templates(
    folder: Path,
    parts: Mapping[str, str],
    appendix: str = "",
    kinds: Mapping[str, str] | None = None,
    breaks: bool = False,
) -> Path:
    """The suite's templates; the plan's text has these header2 and footer3, the appendix a section with this header.

    `kinds` adds headers of other kinds (first, even); `breaks` says whether chapters begin a page.
    """
    folder.mkdir(parents=True)
    for path in TEMPLATES.glob("*.*"):
        (folder / path.name).write_bytes(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO((TEMPLATES / "plan.docx").read_bytes())) as package:
        files = {name: package.read(name) for name in package.namelist()}
    for name, content in parts.items():
        files[f"word/{name}.xml"] = part("hdr" if name.startswith("header") else "ftr", content)
    document = etree.fromstring(files["word/document.xml"])
    section = _text_section(document)
    for kind, content in (kinds or {}).items():
        _add_header(files, f"header_{kind}", content)
        reference = {w("type"): kind, f"{{{R}}}id": f"rId_header_{kind}"}
        section.insert(0, etree.Element(w("headerReference"), reference))
        if kind == "first":
            section[-1].addprevious(etree.Element(w("titlePg")))  # w:docGrid stands last
        if kind == "even":
            settings = files["word/settings.xml"]
            files["word/settings.xml"] = settings.replace(
                b"<w:characterSpacingControl", b"<w:evenAndOddHeaders/><w:characterSpacingControl"
            )
    if appendix:
        _part_appendix(document, section)
        _add_header(files, "header_appendix", appendix)
    if not breaks:
        files["word/styles.xml"] = files["word/styles.xml"].replace(b"<w:pageBreakBefore/>", b"")
    files["word/document.xml"] = etree.tostring(
        document, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    with zipfile.ZipFile(folder / "plan.docx", "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return folder


def _text_section(document: etree._Element) -> etree._Element:
    """The section that holds the plan's text."""
    return next(
        each
        for each in document.iter(w("sectPr"))
        if any(ref.get(f"{{{R}}}id") == "rId_header2" for ref in each.findall(w("headerReference")))
    )


def _part_appendix(document: etree._Element, section: etree._Element) -> None:
    """A section of its own for the appendix, which goes on counting pages."""
    slot = next(each for each in document.iter(w("p")) if "{{ 資料編 }}" in "".join(each.itertext()))
    end = etree.fromstring(f'<w:p {_NS}><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr></w:p>')
    end[0].append(etree.fromstring(etree.tostring(section)))
    slot.addprevious(end)
    for kind, part_name in (("header", "header_appendix"), ("footer", "footer2")):
        for reference in section.findall(w(f"{kind}Reference")):
            reference.set(f"{{{R}}}id", f"rId_{part_name}")
    numbers = section.find(w("pgNumType"))
    assert numbers is not None
    numbers.attrib.pop(w("start"), None)


def _add_header(files: dict[str, bytes], name: str, content: str) -> None:
    files[f"word/{name}.xml"] = part("hdr", content)
    for file, end, more in (
        (
            "[Content_Types].xml",
            b"</Types>",
            f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.header+xml"/>',
        ),
        (
            "word/_rels/document.xml.rels",
            b"</Relationships>",
            f'<Relationship Id="rId_{name}" Type="{_REL}/header" Target="{name}.xml"/>',
        ),
    ):
        files[file] = files[file].replace(end, more.encode() + end)


# Plans


# Without marks that hang at ends of lines: where they stand is not what is looked at.
_WORDS = (
    (
        "高齢の方が",
        "子育て中の家庭が",
        "障害のある方が",
        "外国から来た住民が",
        "一人で暮らす若者が",
        "商店の人々が",
    ),
    (
        "日々の買い物で",
        "通院の行き帰りに",
        "災害の起きた夜に",
        "学校や職場で",
        "祭りの準備で",
        "雪の積もった朝に",
    ),
    (
        "困りごとを抱えたとき",
        "声を上げられずにいるとき",
        "役に立ちたいと願うとき",
        "仲間を探すとき",
        "休みたくなったとき",
    ),
    (
        "近くの誰かが気付いて",
        "民生委員と市役所が手分けして",
        "団体の会員が交代で",
        "医師や保健師とともに",
        "専門の相談員が",
    ),
    (
        "無理なく手を差し伸べる仕組みと",
        "話を聞くことから始める仕組みと",
        "次の窓口へつなぎる仕組みと",
        "居場所を用意しる仕組みと",
        "見守りを続ける仕組みと",
    ),
)


def _text(place: str, sentences: int) -> str:
    """So many sentences, none of which stands anywhere else."""
    numbers = random.Random(place)
    return "".join(
        f"{place}の{at}として、" + "".join(numbers.choice(words) for words in _WORDS)
        for at in range(sentences)
    )


def _chapter(number: int, title: str) -> str:
    """Sections of different lengths: some end within a page, one goes over two, one has a table that does."""

    def text_of(at: int, sentences: int) -> str:
        return _text(f"{number}章{at}", sentences)

    rows = "\n".join(f"| 項目{row} | {text_of(100 + row, 1)} |" for row in range(28))
    table = f"::: {{.表 #tbl-{number}}}\n長い表\n\n| 項目 | 内容 |\n|---|---|\n{rows}\n:::"
    items = "\n".join(f"- {text_of(200 + item, 1)}" for item in range(12))
    bodies = (
        text_of(1, 3),
        "\n\n".join(text_of(2 + at, 9) for at in range(3)),
        text_of(5, 5 + number),
        f"{text_of(6, 1)}\n\n{table}\n\n{text_of(7, 1)}",
        f"{items}\n\n{text_of(8, 30)}",
        text_of(9, 2),
    )
    sections = "\n\n".join(
        f"## {title}の節その{at} {{#sec-{number}-{at}}}\n\n{body}" for at, body in enumerate(bodies, 1)
    )
    return f"# {title} {{#sec-{number}}}\n\n{text_of(0, 1)}\n\n{sections}\n"


def running_plan() -> dict[str, str | bytes | None]:
    """What makes of the smallest plan one of about a dozen pages, with an appendix of two parts."""
    words = "\n".join(
        f"  - id: term-{at}\n    語: 用語{at}\n    読み: ようご\n    説明: {_text(f'語{at}', 3)}"
        for at in range(9)
    )
    titles = ((3, "計画の“目的”"), (4, "進め方"))
    names = {f"chapters/{number:02}-more.md": _chapter(number, title) for number, title in titles}
    plan = TEXTS["plan.yaml"].replace(
        "資料編:\n", "".join(f"  - {name}\n" for name in names) + "資料編:\n  - chapters/90-data.md\n"
    )
    first = _text("初め", 5)
    return {
        "plan.yaml": plan,
        CHAPTER: f"# はじめの章 {{#sec-text}}\n\n{_text('前', 1)}\n\n## 初めの節 {{#sec-first}}\n\n{first}\n",
        MEASURES: TEXTS[MEASURES],
        "glossary.yaml": f"用語:\n{words}\n",
        "chapters/90-data.md": f"# 統計の資料 {{#sec-data}}\n\n{_text('資料', 40)}\n",
        **names,
    }
