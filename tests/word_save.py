"""What a Japanese Word makes of a file when it saves it, without changing what the file says.

Seen in files saved by Word 2016 to 365 in Japanese: style ids made of the Japanese names (`1`, `a3`), runs cut up by the spelling
checker and by input from the IME, lists renumbered, revision marks (rsid) and paragraph ids everywhere.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import count

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
TAG = re.compile(r"\{\{.*?\}\}")

RSIDS = ("00A1B2C3", "00B7354D", "00C90E1F")
BUILT_IN_IDS = {"Normal": "a", "Default Paragraph Font": "a0", "Normal Table": "a1", "No List": "a2"}
STYLE_REFERENCES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink")

Part = etree._Element


def save_as_word_does(docx: bytes) -> bytes:
    """The same document with other style ids, list numbers and runs, and with Word's marks of editing; saving again changes nothing."""
    files, parts = _open(docx)
    if parts["word/settings.xml"].find(_w("rsids")) is not None:
        return docx
    style_ids = _japanese_style_ids(parts["word/styles.xml"])
    for root in parts.values():
        _rename_styles(root, style_ids)
    _drop_default_levels(parts["word/styles.xml"])
    if "word/numbering.xml" in parts:
        _renumber_lists(parts)
    for name, root in parts.items():
        if STORIES.fullmatch(name):
            _split_tags(root)
            parts[name] = _mark_edits(root)
    _mark_last_position(parts["word/document.xml"])
    _add_rsids(parts["word/settings.xml"])
    return _zip(files, parts)


def with_level_text(docx: bytes, ilvl: int, lvl_text: str) -> bytes:
    """The same document after its author changed the text of one level (0 to 8) of the list of headings, such as `第%1部`.

    The list is the one that the style named `heading 1` belongs to. ValueError where it has no such level.
    """
    files, parts = _open(docx)
    for text in _heading_list(parts).iterfind(f"{_w('lvl')}[@{_w('ilvl')}='{ilvl}']/{_w('lvlText')}"):
        text.set(_w("val"), lvl_text)
        return _zip(files, parts)
    raise ValueError(f"the list of headings has no level {ilvl}")


def _heading_list(parts: Mapping[str, Part]) -> Part:
    """The `w:abstractNum` of the style named `heading 1`."""
    for style in parts["word/styles.xml"].iterfind(_w("style")):
        if _value(style, "name") == "heading 1":
            num_id = _value(style, f"pPr/{_w('numPr')}/{_w('numId')}")
    numbering = parts["word/numbering.xml"]
    (num,) = numbering.iterfind(f"{_w('num')}[@{_w('numId')}='{num_id}']")
    (abstract,) = numbering.iterfind(
        f"{_w('abstractNum')}[@{_w('abstractNumId')}='{_value(num, 'abstractNumId')}']"
    )
    return abstract


def _open(docx: bytes) -> tuple[dict[str, bytes], dict[str, Part]]:
    """Every file by name, and of those the WordprocessingML parts, parsed."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    names = (name for name in files if re.fullmatch(r"word/[^/]+\.xml", name))
    return files, {name: etree.fromstring(files[name]) for name in names}


def _zip(files: Mapping[str, bytes], parts: Mapping[str, Part]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if name in parts:
                content = etree.tostring(parts[name], xml_declaration=True, encoding="UTF-8", standalone=True)
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return buffer.getvalue()


def _japanese_style_ids(styles: Part) -> dict[str, str]:
    """New id by old id: the digits of a Japanese name, else `a`, with the next free suffix (`1`, `11`, `a3`, `af0`)."""
    taken = set(BUILT_IN_IDS.values())
    new_ids: dict[str, str] = {}
    for style in styles.iterfind(_w("style")):
        name = _value(style, "name")
        new_id = BUILT_IN_IDS.get(name) or next(free for free in _candidates(name) if free not in taken)
        taken.add(new_id)
        new_ids[style.attrib[_w("styleId")]] = new_id
    return new_ids


def _candidates(name: str) -> Iterator[str]:
    """`1`, `10`, `11` … for a name that ends in 1; `a`, `a0` … `af`, `af0` … `aff`, `aff0` … for one without a digit."""
    digits = re.search(r"[0-9]+$", name)
    stem = digits.group() if digits else "a"
    yield stem
    for full_rounds in count():
        for last in "0123456789abcdef":
            yield stem + "f" * full_rounds + last


def _rename_styles(root: Part, new_ids: Mapping[str, str]) -> None:
    for tag in STYLE_REFERENCES:
        for reference in root.iter(_w(tag)):
            reference.set(_w("val"), new_ids[reference.attrib[_w("val")]])
    for style in root.iterfind(_w("style")):
        style.set(_w("styleId"), new_ids[style.attrib[_w("styleId")]])


def _drop_default_levels(styles: Part) -> None:
    for level in list(styles.iterfind(f".//{_w('numPr')}/{_w('ilvl')}[@{_w('val')}='0']")):
        _parent(level).remove(level)


def _renumber_lists(parts: Mapping[str, Part]) -> None:
    """Word sorts the lists by an id of its own and counts them anew; here their order is turned round."""
    numbering = parts["word/numbering.xml"]
    abstract, nums = numbering.findall(_w("abstractNum")), numbering.findall(_w("num"))
    abstract_ids = {item.attrib[_w("abstractNumId")]: str(i) for i, item in enumerate(reversed(abstract))}
    num_ids = {item.attrib[_w("numId")]: str(i) for i, item in enumerate(reversed(nums), start=1)}
    for item in abstract:
        item.set(_w("abstractNumId"), abstract_ids[item.attrib[_w("abstractNumId")]])
    for item in nums:
        item.set(_w("numId"), num_ids[item.attrib[_w("numId")]])
        (link,) = item.iterfind(_w("abstractNumId"))
        link.set(_w("val"), abstract_ids[link.attrib[_w("val")]])
    numbering[:] = [*reversed(abstract), *reversed(nums)]
    for root in parts.values():
        for link in root.iterfind(f".//{_w('numPr')}/{_w('numId')}"):
            link.set(_w("val"), num_ids.get(link.attrib[_w("val")], "0"))


def _split_tags(root: Part) -> None:
    """Every tag in a run of its three pieces: in turn cut through its name, and at its braces as an IME leaves it."""
    turn = count()
    for run in list(root.iter(_w("r"))):
        text = run.find(_w("t"))
        if text is None or text.text is None or not TAG.search(text.text):
            continue
        pieces = list(_pieces(text.text, turn))
        parent, place = _parent(run), _parent(run).index(run)
        parent.remove(run)
        for offset, element in enumerate(_with_proof_errors(run, pieces)):
            parent.insert(place + offset, element)


def _pieces(text: str, turn: Iterator[int]) -> Iterator[str]:
    """The text cut up: what stands between tags whole, each tag in three."""
    end = 0
    for tag in TAG.finditer(text):
        if between := text[end : tag.start()]:
            yield between
        middle = (tag.end() - tag.start()) // 2
        first, second = (middle, middle + 1) if next(turn) % 2 == 0 else (3, len(tag.group()) - 3)
        yield from (tag.group()[:first], tag.group()[first:second], tag.group()[second:])
        end = tag.end()
    if rest := text[end:]:
        yield rest


def _with_proof_errors(run: Part, pieces: list[str]) -> Iterator[Part]:
    """One run for each piece, formatted as `run`, with a mark of the spelling checker before and after the second."""
    for place, piece in enumerate(pieces):
        copy = deepcopy(run)
        (text,) = copy.iterfind(_w("t"))
        text.text = piece
        text.set(PRESERVE, "preserve")
        if place == 1:
            _hint_east_asian(copy)
            yield etree.Element(_w("proofErr"), {_w("type"): "spellStart"})
        yield copy
        if place == 1:
            yield etree.Element(_w("proofErr"), {_w("type"): "spellEnd"})


def _hint_east_asian(run: Part) -> None:
    """`w:rFonts w:hint="eastAsia"`, which Word leaves on what an IME typed."""
    properties = run.find(_w("rPr"))
    if properties is None:
        properties = etree.Element(_w("rPr"))
        run.insert(0, properties)
    fonts = properties.find(_w("rFonts"))
    if fonts is None:
        fonts = etree.Element(_w("rFonts"))
        properties.insert(1 if properties.find(_w("rStyle")) is not None else 0, fonts)
    fonts.set(_w("hint"), "eastAsia")


def _mark_edits(root: Part) -> Part:
    """The part with rsids on paragraphs, runs, rows and sections, and with paragraph ids."""
    marked = etree.Element(root.tag, dict(root.attrib), nsmap={**root.nsmap, "w14": W14, "mc": MC})
    marked.extend(list(root))
    marked.set(f"{{{MC}}}Ignorable", "w14")
    for number, paragraph in enumerate(marked.iter(_w("p"))):
        paragraph.set(f"{{{W14}}}paraId", f"{0x10000000 + number:08X}")
        paragraph.set(f"{{{W14}}}textId", "77777777")
        paragraph.set(_w("rsidR"), RSIDS[0])
        paragraph.set(_w("rsidRDefault"), RSIDS[number % 3])
    for number, run in enumerate(marked.iter(_w("r"))):
        if number % 2:
            run.set(_w("rsidR"), RSIDS[number % 3])
    for row in marked.iter(_w("tr")):
        row.set(_w("rsidR"), RSIDS[1])
    for section in marked.iter(_w("sectPr")):
        section.set(_w("rsidR"), RSIDS[2])
    return marked


def _mark_last_position(document: Part) -> None:
    """The bookmark of the last edit at the document's start, and a mark of a page break in its last text."""
    mark_id = _free_bookmark_id(document)
    first = next(document.iter(_w("p")))
    start = etree.Element(_w("bookmarkStart"), {_w("id"): mark_id, _w("name"): "_GoBack"})
    first.insert(1 if first.find(_w("pPr")) is not None else 0, start)
    first.append(etree.Element(_w("bookmarkEnd"), {_w("id"): mark_id}))
    *_, last = (run for run in document.iter(_w("r")) if run.find(_w("t")) is not None)
    last.insert(1 if last.find(_w("rPr")) is not None else 0, etree.Element(_w("lastRenderedPageBreak")))


def _free_bookmark_id(document: Part) -> str:
    return str(
        1 + max((int(mark.attrib[_w("id")]) for mark in document.iter(_w("bookmarkStart"))), default=-1)
    )


def _add_rsids(settings: Part) -> None:
    """The list of rsids, which stands right after `w:compat`."""
    rsids = etree.Element(_w("rsids"))
    etree.SubElement(rsids, _w("rsidRoot"), {_w("val"): RSIDS[0]})
    for rsid in RSIDS:
        etree.SubElement(rsids, _w("rsid"), {_w("val"): rsid})
    (compat,) = settings.iterfind(_w("compat"))
    compat.addnext(rsids)


def _w(tag: str) -> str:
    return f"{{{W}}}{tag}"


def _value(element: Part, path: str) -> str:
    """The `w:val` of the first element at this path, whose first step is written without its namespace."""
    found = element.find(_w(path))
    assert found is not None, path
    return found.attrib[_w("val")]


def _parent(element: Part) -> Part:
    parent = element.getparent()
    assert parent is not None
    return parent
