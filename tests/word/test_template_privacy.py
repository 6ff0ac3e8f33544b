"""What a Word file tells of the people and machines that made it: nothing of a template's gets into documents."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from pipeline import checks
from pipeline.problems import Code
from tests.goldens import TEMPLATES
from tests.hostile.projects import make, package_of, parts_of, write_project
from tests.templates import CONTRACTS, opened

SECRET = "山田太郎"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
TYPES, LINKS = "[Content_Types].xml", "word/_rels/document.xml.rels"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MC = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
Parts = Mapping[str, bytes]


def relationship(kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="z{abs(hash(target))}" Type="{kind}" Target="{target}"{mode}/>'


def inserted(data: bytes, before: str, text: str) -> bytes:
    old = data.decode()
    assert before in old, before
    return old.replace(before, text + before, 1).encode()


def talkative(name: str) -> bytes:
    """A template as it comes from an office's PC: whatever Word and its like may keep in a file."""
    parts = parts_of((TEMPLATES / f"{name}.docx").read_bytes())
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    files: dict[str, str | bytes] = {
        "word/comments.xml": f'<w:comments {w}><w:comment w:id="0" w:author="{SECRET}" w:initials="山" '
        f'w:date="2020-01-01T00:00:00Z"><w:p><w:r><w:t>{SECRET}に確認</w:t></w:r></w:p></w:comment></w:comments>',
        "word/people.xml": f'<w15:people {MC}><w15:person w15:author="{SECRET}"/></w15:people>',
        "word/commentsExtended.xml": f"<w15:commentsEx {MC}/>",
        "docProps/custom.xml": f'<Properties xmlns="{OFFICE}/custom-properties"><p>{SECRET}</p></Properties>',
        "docProps/thumbnail.jpeg": SECRET.encode(),
        "docMetadata/LabelInfo.xml": f"<labels>{SECRET}</labels>",
        "customXml/item1.xml": f"<item>{SECRET}</item>",
        "word/printerSettings1.bin": SECRET.encode(),
        "word/glossary/document.xml": f"<w:glossaryDocument {w}><w:x>{SECRET}</w:x></w:glossaryDocument>",
        "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + relationship(
            f"{OFFICE}/relationships/attachedTemplate",
            f"file:///C:/Users/{SECRET}/x.dotm",
            ' TargetMode="External"',
        )
        + relationship(
            f"{OFFICE}/relationships/mailMergeSource", f"file:///C:/{SECRET}.xlsx", ' TargetMode="External"'
        )
        + "</Relationships>",
        "Thumbs.db": SECRET.encode(),
    }
    parts |= {part: text if isinstance(text, bytes) else text.encode() for part, text in files.items()}
    kinds = {
        "docProps/custom.xml": f"{OFFICE}/relationships/custom-properties",
        "docProps/thumbnail.jpeg": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
        "docMetadata/LabelInfo.xml": "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
    }
    of_package = "".join(relationship(kind, target) for target, kind in kinds.items())
    of_document = "".join(
        relationship(f"{OFFICE}/relationships/{kind}", target)
        for kind, target in (
            ("comments", "comments.xml"),
            ("people", "people.xml"),
            ("commentsExtended", "commentsExtended.xml"),
            ("customXml", "../customXml/item1.xml"),
            ("printerSettings", "printerSettings1.bin"),
            ("glossaryDocument", "glossary/document.xml"),
        )
    )
    parts["_rels/.rels"] = inserted(parts["_rels/.rels"], "</Relationships>", of_package)
    parts[LINKS] = inserted(parts[LINKS], "</Relationships>", of_document)
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{WORD_TYPE}.{part.rpartition("/")[2].partition(".")[0]}+xml"/>'
        for part in files
        if part.endswith(".xml")
    )
    defaults = (
        '<Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="bin" ContentType="a/b"/>'
    )
    parts[TYPES] = inserted(parts[TYPES], "</Types>", overrides + defaults)
    parts["docProps/core.xml"] = inserted(
        parts["docProps/core.xml"],
        "</cp:coreProperties>",
        f"<cp:keywords>{SECRET}</cp:keywords><dc:description>{SECRET}</dc:description><cp:category>{SECRET}</cp:category>"
        f"<cp:contentStatus>{SECRET}</cp:contentStatus><cp:lastPrinted>{SECRET}</cp:lastPrinted>",
    )
    parts["docProps/app.xml"] = inserted(
        parts["docProps/app.xml"],
        "</Properties>",
        f"<Company>{SECRET}</Company><Manager>{SECRET}</Manager><Template>{SECRET}.dotm</Template>"
        f"<HyperlinkBase>{SECRET}</HyperlinkBase><TotalTime>99</TotalTime>",
    )
    parts["word/settings.xml"] = inserted(
        parts["word/settings.xml"],
        "<w:defaultTabStop",
        f'<w:attachedTemplate xmlns:r="{OFFICE}/relationships" r:id="z1"/><w:linkStyles/><w:trackRevisions/>'
        f'<w:docVars><w:docVar w:name="担当" w:val="{SECRET}"/></w:docVars><w:mailMerge><w:query w:val="{SECRET}"/></w:mailMerge>'
        f'<w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids><w15:docId {MC} w15:val="{{{SECRET}}}"/>'
        f'<w:documentProtection w:edit="trackedChanges" w:enforcement="1" w:hash="{SECRET}"/>',
    )
    document = parts["word/document.xml"].decode()
    document = re.sub(
        r"<w:body><w:p>",
        '<w:body><w:p w:rsidR="00A1B2C3" w:rsidRDefault="00A1B2C3">'
        f'<w:permStart w:id="8" w:ed="CITY\\\\{SECRET}"/><w:permEnd w:id="8"/>'
        '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        document,
        count=1,
    )
    parts["word/document.xml"] = document.encode()
    return package_of(parts)


def texts_of(docx: bytes) -> str:
    """Everything in a package, the names of its parts too."""
    return "\n".join(f"{name}\n{data.decode('utf-8', 'replace')}" for name, data in parts_of(docx).items())


@pytest.mark.parametrize("name", CONTRACTS)
def test_nothing_of_its_makers_is_left_in_a_template(name: str) -> None:
    """Every template, since every document goes out."""
    found = texts_of(opened(name, talkative(name)).data)
    for trace in (
        SECRET,
        "rsid",
        "comment",
        "people",
        "custom.xml",
        "customXml",
        "Thumbs",
        "C:/",
        "trackRevisions",
        "docVar",
    ):
        assert trace not in found, trace


def test_documents_are_made_from_it_and_have_nothing_wrong(tmp_path: Path) -> None:
    """Not a relationship is left that leads nowhere; the reader looks at all of them."""
    documents = make(write_project(tmp_path, None, {"plan.docx": talkative("plan")}))
    assert SECRET not in texts_of(documents["plan"])
    assert not checks.check_document(checks.read("plan", documents["plan"]))


def test_a_template_without_any_of_it_is_left_as_it_is() -> None:
    """Not a byte of the package is written anew."""
    data = (TEMPLATES / "comment_guide.docx").read_bytes()
    assert opened("comment_guide", data).data == data


def test_who_wrote_a_comment_is_told_that_documents_do_not_get_it() -> None:
    """It can be seen on a screen, so it does not vanish silently."""
    (note,) = opened("plan", talkative("plan")).notes
    assert (note.code, note.warning) == (Code.TEMPLATE_COMMENT, True)
    assert f"「{SECRET}に確認」" in note.message
    assert "コメントを削除" in note.hint


def test_the_folder_of_a_picture_is_left_out_of_its_names() -> None:
    """Old Word writes where a picture came from."""
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:docPr id="1" name="C:\\Users\\{SECRET}\\市章.png" descr="file:///C:/{SECRET}/市章.png"/>'
        "</wp:inline></w:drawing></w:r>"
    )
    parts = parts_of((TEMPLATES / "plan.docx").read_bytes())
    parts["word/footer2.xml"] = inserted(parts["word/footer2.xml"], "</w:p>", drawing)
    footer = parts_of(opened("plan", package_of(parts)).data)["word/footer2.xml"].decode()
    assert 'name="市章.png" descr="市章.png"' in footer


def test_what_a_picture_file_says_beside_the_picture_is_left_out() -> None:
    """The photograph on the cover, say: where it was taken, and by whom."""
    notes = PngInfo()
    notes.add_text("Author", "Taro Yamada")
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG", pnginfo=notes)
    parts = parts_of((TEMPLATES / "plan.docx").read_bytes())
    parts["word/media/image1.png"] = picture.getvalue()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:p>", b'<w:p w:x="zp">', 1)
    link = f'<Relationship Id="zp" Type="{OFFICE}/relationships/image" Target="media/image1.png"/>'
    parts[LINKS] = inserted(parts[LINKS], "</Relationships>", link)
    parts[TYPES] = inserted(parts[TYPES], "</Types>", '<Default Extension="png" ContentType="image/png"/>')
    kept = parts_of(opened("plan", package_of(parts)).data)["word/media/image1.png"]
    assert b"Taro" in picture.getvalue()
    assert b"Taro" not in kept
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(picture).tobytes()


def test_a_picture_whose_file_can_not_be_read_stays_as_it_is() -> None:
    """Cut short, or of another kind: Word shows of it what it can."""
    parts = parts_of((TEMPLATES / "plan.docx").read_bytes())
    pictures = {"word/media/image1.png": b"\x89PNG\r\n\x1a\n\0\0", "word/media/image2.png": b"BM a bitmap"}
    links = "".join(
        f'<Relationship Id="z{index}" Type="{OFFICE}/relationships/image" Target="{name[5:]}"/>'
        for index, name in enumerate(pictures)
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:p>", b'<w:p w:x="z0" w:y="z1">', 1)
    parts[LINKS] = inserted(parts[LINKS], "</Relationships>", links)
    parts[TYPES] = inserted(parts[TYPES], "</Types>", '<Default Extension="png" ContentType="image/png"/>')
    kept = parts_of(opened("plan", package_of({**parts, **pictures})).data)
    assert {name: kept[name] for name in pictures} == pictures


def test_a_form_stays_protected_for_those_who_fill_it_in() -> None:
    """Of a template it is the only protection that its documents want."""
    for edit, stays in (("forms", True), ("readOnly", False)):
        parts = parts_of((TEMPLATES / "comment_form.docx").read_bytes())
        protection = f'<w:documentProtection w:edit="{edit}" w:enforcement="1"/>'
        parts["word/settings.xml"] = inserted(parts["word/settings.xml"], "<w:defaultTabStop", protection)
        with zipfile.ZipFile(io.BytesIO(opened("comment_form", package_of(parts)).data)) as package:
            assert (protection in package.read("word/settings.xml").decode()) is stays
