"""Fields of templates that come out right in file and PDF (ECMA-376 Part 1, 17.16), and those that are refused."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.contract import APPENDIX_HEADINGS, BODY_HEADINGS, DIVISION_HEADING, Contract
from pipeline.model.fields import (
    COUNTS,
    PLAIN_FORMATS,
    Running,
    StoryField,
    fields_in,
    read_running,
    words_of,
)
from pipeline.model.xml_names import r, w
from pipeline.problems import Code, Location, Problem
from pipeline.word.markup.sections import section_of
from pipeline.word.markup.styles import Styles
from pipeline.word.template.parts import LINKS, RELATIONSHIP, Parts, part_label
from pipeline.word.template.running import formats_of, paragraphs_in, property_of, style_name
from pipeline.word.template.tags import names_in

_MARGINS = ("ヘッダー", "フッター")
_OF_CHAPTERS = (DIVISION_HEADING, *BODY_HEADINGS)
# LibreOffice writes page numbers in these; others are the section's business (17.6.12).
_PAGE_FORMATS = PLAIN_FORMATS | {"ARABIC", "ROMAN"}
_USABLE = (
    "使えるのは PAGE、NUMPAGES、SECTIONPAGES、SECTION、STYLEREF（ヘッダーとフッターだけ）、TITLE、SUBJECT、AUTHOR、HYPERLINK です。"
    "ほかは、Ctrl+Shift+F9 で文字にするか、消してください"
)
_HINTS = {
    **dict.fromkeys(
        ("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME"),
        "開いた日で変わります。消して、{{ 策定年月 }} や {{ 段階日付 }} のタグを使ってください",
    ),
    "TOC": "消して、{{ 目次 }}、{{ 表目次 }}、{{ 図目次 }} だけの段落を置いてください",
    **dict.fromkeys(
        ("REF", "PAGEREF", "NOTEREF"),
        "計画の中の番号とページは、原稿で参照します。Ctrl+Shift+F9 で文字にするか、消してください",
    ),
}
# Of STYLEREF, beside those that are usable (17.16.5.59).
_SWITCHES = {
    "r": "\\r（そこから見た番号）の代わりに、\\w（上の段からの番号）か \\n（その段の番号）にしてください。",
    "p": "\\p（「上」「下」の表示）を消してください。",
    "t": "\\t（番号の区切りだけを残す指定）を消してください。",
}
_ELSEWHERE = (
    "は、このパソコンやサーバーのファイルへのリンクです",
    "リンク先を https:// で始まるアドレスにするか、リンクを削除してください",
)
_OWN_SECTION = "［レイアウト］→［区切り］→［次のページから開始］で分け、［前と同じヘッダー/フッター］を外して、それぞれに合う様式を指定してください"


def check_fields(file: str, parts: Parts, styles: Styles, contract: Contract) -> Iterator[Problem]:
    """Fields that would show something wrong: in the file, in the PDF, or once Word updates them."""
    told: set[tuple[str, str]] = set()
    for name, root in parts.items():
        where = part_label(name)
        for field in fields_in(root) if where else ():
            shown = " ".join(field.instruction.split())
            wrong = _wrong(field, where, styles)
            if wrong and (where, shown) not in told:
                told.add((where, shown))
                yield _problem(file, f"{where}のフィールド「{shown}」{wrong[0]}", wrong[1])
    yield from _without_stage(file, parts, styles)
    if contract.headings:
        yield from _elsewhere(file, parts, styles)
        yield from _chapter_in_page_numbers(file, parts["word/document.xml"])


def _problem(file: str, message: str, hint: str) -> Problem:
    return Problem(Location(file), Code.TEMPLATE_FIELD, message, hint)


def _wrong(field: StoryField, where: str, styles: Styles) -> tuple[str, str] | None:
    """A field's fault, and what to do."""
    name = field.name
    if (
        field.nested
        or (field.end is None and field.codes and field.codes[0].tag != w("fldSimple"))
        or not name
    ):
        return "は、壊れているか、ほかのフィールドと入れ子になっています", _USABLE
    if name == "HYPERLINK":
        return None if _is_followable(field) else _ELSEWHERE
    if property_of(field) is not None:
        return None
    if name == "PAGE":
        plain = formats_of(field) <= _PAGE_FORMATS and len(words_of(field.instruction)) == 1 + 2 * len(
            formats_of(field)
        )
        return (
            None
            if plain
            else (
                "の形では、ページ番号を出せません",
                "［ページ番号の書式設定］で形を選び、フィールドは PAGE だけにしてください",
            )
        )
    if name not in COUNTS and name != "STYLEREF":
        return "は、正しく出すことができません", _HINTS.get(name, _USABLE)
    if where not in _MARGINS:
        return "は、ここでは正しく出すことができません", "ヘッダーかフッターに置くか、消してください"
    asks = read_running(field.instruction)
    if asks is None:
        known = (_SWITCHES.get(switch, "") for switch, _ in words_of(field.instruction))
        return (
            "の指定は使えません",
            f"{next(filter(None, known), '')}使える指定は、STYLEREF の \\n、\\w、\\s、\\l と、ページ数の \\* Arabic、\\* DBCHAR です。"
            '空白のある様式の名前は、STYLEREF "見出し 1" のように囲みます',
        )
    return _wrong_style(asks, styles) if name == "STYLEREF" else None


def _is_followable(link: StoryField) -> bool:
    """Whether a link leads to a place in the document, or to an address that all readers have."""
    words = words_of(link.instruction)[1:]
    addresses = [word for switch, word in words if not switch]
    return ("l", "") in words or bool(addresses and addresses[0].lower().startswith(LINKS))


def _wrong_style(asks: Running, styles: Styles) -> tuple[str, str] | None:
    name = style_name(asks, styles)
    if name is None:
        return (
            "の様式がありません",
            "様式の名前を、Wordの［スタイル］に出るとおりに書いてください（見出し 1 など）",
        )
    if asks.form and name not in (*_OF_CHAPTERS, *APPENDIX_HEADINGS):
        return (
            "の様式には番号がありません",
            "\\n、\\w、\\s を消すか、「見出し 1」など、番号の付く見出しの様式にしてください",
        )
    return None


def _without_stage(file: str, parts: Parts, styles: Styles) -> Iterator[Problem]:
    """The plan's name, taken from the cover, without its stage."""
    for name, root in parts.items():
        for field in fields_in(root) if name.startswith(("word/header", "word/footer")) else ():
            asks = read_running(field.instruction)
            style = (
                styles.ids.get(("paragraph", style_name(asks, styles) or "")) if asks and asks.style else None
            )
            titled = any(
                "計画名" in names_in(each) for each in paragraphs_in(parts["word/document.xml"], style or "")
            )
            if titled and "段階表示" not in names_in(root):
                yield _problem(
                    file,
                    f"フィールド「{' '.join(field.instruction.split())}」では、計画名に段階（案など）が付きません",
                    "フィールドを消して、{{ 計画名 }}{{ 段階表示 }} と書いてください",
                )


def _elsewhere(file: str, parts: Parts, styles: Styles) -> Iterator[Problem]:
    """Headings that pages of a section show, and that can't stand there: Word takes the nearest one of another part."""
    told: set[tuple[str, str]] = set()
    for slots, headers in _sections(parts):
        for field in (each for name in headers if name in parts for each in fields_in(parts[name])):
            asks = read_running(field.instruction)
            name = style_name(asks, styles) if asks and asks.kind == "STYLEREF" else None
            own = "本文" if name in _OF_CHAPTERS else "資料編" if name in APPENDIX_HEADINGS else ""
            # The writer parts the appendix from the chapters, whose names would go on there.
            others = {"本文": ("前付", "目次"), "資料編": ("前付", "目次", "本文"), "": ()}[own]
            for slot in (each for each in others if each in slots):
                if asks and (slot, asks.style) not in told:
                    told.add((slot, asks.style))
                    yield _problem(
                        file,
                        f"{{{{ {slot} }}}} のページのヘッダーかフッターに、STYLEREF「{asks.style}」で、そこにない見出しの題が出ます",
                        f"{{{{ {own} }}}} と別のセクションにしてください。{_OWN_SECTION}",
                    )


def _sections(parts: Parts) -> Iterator[tuple[set[str], set[str]]]:
    """Of each section the tags in it, and the names of its headers' and footers' parts; those before it count on (17.10.1)."""
    links = parts.get("word/_rels/document.xml.rels")
    targets = {
        each.get("Id", ""): f"word/{each.get('Target', '').removeprefix('/word/')}"
        for each in (links.iter(RELATIONSHIP) if links is not None else ())
    }
    body = parts["word/document.xml"].find(w("body"))
    shown: dict[tuple[str, str], str] = {}
    tags: dict[int, set[str]] = {}
    sections: dict[int, etree._Element] = {}
    for child in body if body is not None else ():
        section = section_of(child)
        sections[id(section)] = section
        tags.setdefault(id(section), set()).update(names_in(child))
    for key, section in sections.items():
        for each in section.iter(w("headerReference"), w("footerReference")):
            shown[str(each.tag), each.get(w("type"), "default")] = targets.get(each.get(r("id"), ""), "")
        yield tags[key], set(shown.values())


def _chapter_in_page_numbers(file: str, document: etree._Element) -> Iterator[Problem]:
    if any(each.get(w("chapStyle")) for each in document.iter(w("pgNumType"))):
        yield _problem(
            file,
            "ページ番号に、章の番号を付ける設定（１－１など）があります",
            "［ページ番号の書式設定］で［章番号を含める］を外し、フィールド STYLEREF 1 \\s を前に置いてください",
        )
