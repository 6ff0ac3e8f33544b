"""What people do to templates in Word and other programs, by chance: each is sound markup, and few of them are meant for us."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from random import Random

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
Parts = dict[str, bytes]
_AUTHOR = {"id": "900", "author": "山田", "date": "2020-01-01T00:00:00Z"}
_TEXTS = (
    *(
        "みどり市地域福祉計画",
        "（素案）",
        "【案】",
        "令和３年度～令和７年度",
        "みどり市",
        "令和３年３月",
        "｛｛ 計画名 ｝｝",
    ),
    *(
        "{{ 計画名 }}{{ 段階表示 }}",
        "{{ 計画名",
        "計画名 }}",
        "{% for x in 計画名 %}",
        "{%p endif %}",
        "{ 計画名 }",
        "{{\u200b計画名 }}",
    ),
)


def worked_on(random: Random, parts: Parts) -> None:
    """The parts of a template after something was done to it."""
    random.choice(_WORK)(random, parts)


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _element(name: str, /, **attributes: str) -> etree._Element:
    return etree.Element(_w(name), {_w(key): value for key, value in attributes.items()})


def _story(random: Random, parts: Parts, change: Callable[[etree._Element], None]) -> None:
    """Changes the text of a part that has some: the document, mostly."""
    others = [name for name in parts if re.match(r"word/(header|footer|footnotes)", name)]
    name = random.choice([DOCUMENT, DOCUMENT, DOCUMENT, *others])
    _part(parts, name, change)


def _part(parts: Parts, name: str, change: Callable[[etree._Element], None]) -> None:
    if name not in parts:
        return
    try:
        root = etree.fromstring(parts[name])
    except etree.XMLSyntaxError:  # an accident before this one
        return
    change(root)
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _some(random: Random, root: etree._Element, name: str) -> etree._Element | None:
    found = list(root.iter(_w(name)))
    return random.choice(found) if found else None


def _wrap(element: etree._Element, outer: etree._Element, inner: etree._Element) -> None:
    """Puts `outer` in an element's place, and the element into `inner`, which is in it or the same."""
    element.addprevious(outer)
    inner.append(element)


def _split(random: Random, run: etree._Element) -> etree._Element | None:
    """Parts a run in two where chance will have it; the second one."""
    text = run.find(_w("t"))
    if text is None or len(text.text or "") < 2:
        return None
    other = copy.deepcopy(run)
    at = random.randint(1, len(text.text or "") - 1)
    second = other.find(_w("t"))
    assert second is not None, "a copy has what it was copied from"
    text.text, second.text = (text.text or "")[:at], (text.text or "")[at:]
    run.addnext(other)
    return other


def _control(random: Random, parts: Parts) -> None:
    """A content control, a smart tag or a mark of other XML around a run or a half of one."""

    def change(root: etree._Element) -> None:
        run = _some(random, root, "r")
        run = (
            (_split(random, run) if run is not None and random.random() < 0.7 else run)
            if run is not None
            else None
        )
        if run is None:
            return
        outer = _element(random.choice(("sdt", "smartTag", "customXml")), **{"element": "a"})
        inner = outer
        if outer.tag == _w("sdt"):
            outer.attrib.clear()
            outer.append(_element("sdtPr"))
            inner = etree.SubElement(outer, _w("sdtContent"))
        _wrap(run, outer, inner)

    _story(random, parts, change)


def _block_control(random: Random, parts: Parts) -> None:
    """A content control around a paragraph, a row or a cell."""

    def change(root: etree._Element) -> None:
        paragraph = _some(random, root, random.choice(("p", "p", "tr", "tc")))
        if paragraph is not None:
            outer = _element("sdt")
            outer.append(_element("sdtPr"))
            _wrap(paragraph, outer, etree.SubElement(outer, _w("sdtContent")))

    _story(random, parts, change)


def _hide(random: Random, parts: Parts) -> None:
    """Hidden text: a run, a paragraph's mark, a style."""

    def change(root: etree._Element) -> None:
        holder = _some(random, root, random.choice(("r", "pPr", "style")))
        if holder is None:
            return
        properties = holder.find(_w("rPr"))
        if properties is None:
            properties = _element("rPr")
            holder.insert(0 if holder.tag == _w("r") else len(holder), properties)
        properties.append(_element(random.choice(("vanish", "specVanish", "webHidden"))))

    _part(parts, random.choice((DOCUMENT, DOCUMENT, STYLES, "word/header2.xml")), change)


def _track(random: Random, parts: Parts) -> None:
    """A change that nobody accepted."""

    def change(root: etree._Element) -> None:
        if random.random() < 0.5 and (run := _some(random, root, "r")) is not None:
            outer = _element(random.choice(("ins", "del", "moveFrom", "moveTo")), **_AUTHOR)
            _wrap(run, outer, outer)
        elif (properties := _some(random, root, random.choice(("pPr", "rPr", "tcPr", "sectPr")))) is not None:
            name = str(properties.tag).rpartition("}")[2]
            properties.append(_element(f"{name}Change", **_AUTHOR))

    _part(
        parts, random.choice((DOCUMENT, DOCUMENT, STYLES, "word/numbering.xml", "word/header2.xml")), change
    )


def _type(random: Random, parts: Parts) -> None:
    """Words where a tag was, or beside it."""

    def change(root: etree._Element) -> None:
        text = _some(random, root, "t")
        if text is not None:
            text.text = random.choice(_TEXTS) + random.choice(("", text.text or ""))

    _story(random, parts, change)


def _cells(random: Random, parts: Parts) -> None:
    """Two cells of a row change places, or one goes, or comes twice."""

    def change(root: etree._Element) -> None:
        row = _some(random, root, "tr")
        cells = row.findall(_w("tc")) if row is not None else []
        if not cells:
            return
        cell = random.choice(cells)
        match random.choice(("move", "drop", "double")):
            case "move":
                random.choice(cells).addnext(cell)
            case "drop" if len(cells) > 1:
                cell.getparent().remove(cell)  # type: ignore[union-attr]
            case _:
                cell.addnext(copy.deepcopy(cell))

    _part(parts, DOCUMENT, change)


def _case(random: Random, parts: Parts) -> None:
    """Names of styles as another program writes them."""

    def change(root: etree._Element) -> None:
        for name in root.iter(_w("name")):
            value = name.get(_w("val"), "")
            name.set(_w("val"), random.choice((value, value.title(), value.upper())))

    _part(parts, STYLES, change)


def _order(random: Random, parts: Parts) -> None:
    """Properties in another order, some of them twice."""

    def change(root: etree._Element) -> None:
        for properties in root.iter(_w("pPr"), _w("rPr"), _w("lvl"), _w("sectPr")):
            if random.random() < 0.3:
                children = list(properties)
                random.shuffle(children)
                properties[:] = children
                if children and random.random() < 0.2:
                    properties.append(copy.deepcopy(random.choice(children)))

    _part(parts, random.choice((DOCUMENT, STYLES, "word/numbering.xml")), change)


def _bookmark(random: Random, parts: Parts) -> None:
    def change(root: etree._Element) -> None:
        run = _some(random, root, "r")
        if run is not None:
            identity = str(random.randint(0, 5))
            run.addprevious(
                _element(
                    "bookmarkStart", id=identity, name=random.choice(("_GoBack", "a", "sec_text", "表紙"))
                )
            )
            run.addnext(_element("bookmarkEnd", id=identity))

    _story(random, parts, change)


def _comment(random: Random, parts: Parts) -> None:
    """The marks of a comment, and who may edit what."""

    def change(root: etree._Element) -> None:
        run = _some(random, root, "r")
        if run is not None:
            for name in ("commentRangeStart", "permStart"):
                run.addprevious(_element(name, id="0"))
            for name in ("commentRangeEnd", "permEnd"):
                run.addnext(_element(name, id="0"))
            run.append(_element("commentReference", id="0"))

    _story(random, parts, change)


def _setting(random: Random, parts: Parts) -> None:
    name = random.choice(
        (
            "trackRevisions",
            "documentProtection",
            "evenAndOddHeaders",
            "mirrorMargins",
            "updateFields",
            "gutterAtTop",
            "docVars",
        )
    )
    _part(parts, SETTINGS, lambda root: root.insert(0, _element(name)))


def _foreign(random: Random, parts: Parts) -> None:
    def change(root: etree._Element) -> None:
        run = _some(random, root, "r")
        if run is not None:
            run.append(
                _element(
                    random.choice(
                        ("object", "control", "contentPart", "pict", "sym", "softHyphen", "br", "tab")
                    )
                )
            )

    _story(random, parts, change)


def _section(random: Random, parts: Parts) -> None:
    """Columns, another first page, borders, another kind of break."""

    def change(root: etree._Element) -> None:
        section = _some(random, root, "sectPr")
        if section is not None:
            section.append(
                random.choice(
                    (
                        _element("titlePg"),
                        _element("cols", num="2", space="425"),
                        _element(
                            "type", val=random.choice(("continuous", "oddPage", "evenPage", "nextColumn"))
                        ),
                        _element("vAlign", val="center"),
                        _element("pgBorders"),
                    )
                )
            )

    _part(parts, DOCUMENT, change)


def _part_lost(random: Random, parts: Parts) -> None:
    """A part that other programs do not write, with what leads to it."""
    name = random.choice(
        (
            "word/settings.xml",
            "word/fontTable.xml",
            "word/theme1.xml",
            "word/footnotes.xml",
            "docProps/core.xml",
        )
    )
    if parts.pop(name, None) is None:
        return
    target = re.escape(name.rpartition("/")[2].encode())
    for part in [each for each in parts if each.endswith(".rels") or each == "[Content_Types].xml"]:
        parts[part] = re.sub(rb'<(Relationship|Override) [^>]*"/?[^"]*%b"[^>]*/>' % target, b"", parts[part])


_WORK: tuple[Callable[[Random, Parts], None], ...] = (
    *(_control, _control, _block_control, _hide, _track, _type, _type, _cells, _case, _order),
    *(_bookmark, _comment, _setting, _foreign, _section, _part_lost),
)
