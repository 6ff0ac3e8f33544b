"""Looking a template's tags and slots over before anything is put in.

What is found here would otherwise come out as a document without its stage, with its parts in the wrong
order, or not at all.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from pipeline.problems import Code, Location, Problem, did_you_mean
from pipeline.word.contract import Contract
from pipeline.word.oxml import w

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_NAME = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|｛｛|｝｝|｛％|％｝")
_UNCLOSED = re.compile(r"(\{\{|\{%)(?:(?!\}\}|%\}|\{\{|\{%).)*?(?=\{\{|\{%|</w:p>|$)", re.DOTALL)
_KINDS = {
    "document": "本文",
    "header": "ヘッダー",
    "footer": "フッター",
    "footnotes": "脚注",
    "core": "プロパティ",
}
BODY = "本文"
_VISION = "基本理念"
_NAME_ALONE = "タグは {{ 計画名 }} のように、名前だけを書きます"


@dataclass(frozen=True)
class _Part:
    """A part of the template with its split tags healed: what it is called, and its tree."""

    kind: str
    root: etree._Element


class _Names(SandboxedEnvironment):
    """A Jinja that knows nothing but names: no functions, no filters, no arithmetic."""

    intercepted_binops = frozenset(SandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(SandboxedEnvironment.default_unop_table)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError("計算")

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:
        raise SecurityError("計算")


def environment(autoescape: bool = True) -> SandboxedEnvironment:
    """The Jinja in which tags are read: sandboxed, and an unknown name is an error."""
    names = _Names(undefined=jinja2.StrictUndefined, autoescape=autoescape)
    for known in (names.globals, names.filters, names.tests):
        known.clear()
    return names


def check_tags(file: str, parts: Mapping[str, etree._Element], contract: Contract) -> list[Problem]:
    """Everything that is wrong with the tags of a template; `parts` are its XML parts by name."""
    problems: list[Problem] = []
    readable: list[_Part] = []
    for name, root in parts.items():
        kind = next((label for key, label in _KINDS.items() if re.search(rf"/{key}\d*\.xml$", name)), None)
        if kind is None:
            continue
        problems += _check_prefixes(file, kind, root)
        healed = DocxTemplate(io.BytesIO()).patch_xml(etree.tostring(root, encoding="unicode"))
        try:
            environment().parse(healed)  # its grammar alone: nothing is computed
            readable.append(_Part(kind, etree.fromstring(healed)))
        except (jinja2.TemplateSyntaxError, etree.XMLSyntaxError, RecursionError) as error:
            found = _UNCLOSED.search(healed)
            near = re.sub(r"<[^>]+>", "", found.group())[:30].strip() if found else str(error)
            problems.append(
                Problem(
                    Location(file),
                    Code.TEMPLATE_SYNTAX,
                    f"{kind}のタグの書き方が違います（{near}）",
                    "タグは {{ 計画名 }} のように、半角の波括弧を二つずつ重ねて書きます",
                )
            )
            continue
        problems += _check_names(file, kind, healed, contract)
        if statement := re.search(r"\{[%#].*?[%#]\}", healed, re.DOTALL):
            problems.append(
                Problem(
                    Location(file),
                    Code.TEMPLATE_TAG,
                    f"{kind}に「{_shown(statement.group())}」がありますが、注釈や命令のタグは使えません",
                    _NAME_ALONE,
                )
            )
    for part in readable:
        problems += _check_texts(file, part)
    for part in readable:
        if part.kind == BODY:
            problems += _check_slots(file, part.root, contract)
            problems += _check_labels(file, part.root, parts["word/styles.xml"], contract)
        else:
            problems += _check_no_slots(file, part, contract)
    return problems


def _shown(markup: str) -> str:
    """A tag as a message shows it: in one line, and not all of it."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())[:60]


def _check_prefixes(file: str, kind: str, root: etree._Element) -> Iterator[Problem]:
    """docxtpl's {{p …}}, {{r …}}, {{tr …}} and {{tc …}}, which take away what stands around them."""
    for text in _texts(root):
        if tag := re.search(r"\{[{%#](?:p|r|tr|tc)\s.*?[}%#]\}", text, re.DOTALL):
            yield _no_name(file, kind, tag.group())


def _check_names(file: str, kind: str, healed: str, contract: Contract) -> Iterator[Problem]:
    """Tags that are more than a name, and names that nobody knows, wherever they stand: attributes count."""
    tags = {tag[1]: tag.group() for tag in _NAME.finditer(healed)}
    for name in sorted(tags.keys() - set(contract.names)):
        if not name.isidentifier():
            yield _no_name(file, kind, tags[name])
            continue
        yield Problem(
            Location(file),
            Code.TEMPLATE_TAG,
            f"{kind}に「{{{{ {name} }}}}」がありますが、そのような名前はありません",
            did_you_mean(name, contract.names) or f"使える名前: {'、'.join(contract.names)}",
        )


def _no_name(file: str, kind: str, tag: str) -> Problem:
    return Problem(
        Location(file),
        Code.TEMPLATE_TAG,
        f"{kind}の「{_shown(tag)}」は、名前だけのタグではありません",
        _NAME_ALONE,
    )


def _check_texts(file: str, part: _Part) -> Iterator[Problem]:
    """Braces that are no tag, and a plan's name that goes without its stage."""
    for text in _texts(part.root):
        stray = _STRAY.search(_TAG.sub("", text))
        if stray:
            yield Problem(
                Location(file),
                Code.TEMPLATE_TAG,
                f"{part.kind}に、タグとして読めない「{stray.group()}」があります（{_TAG.sub('…', text).strip()[:30]}）",
                "波括弧は半角で、{{ と }} を組にして書いてください",
            )
    names = _names(part.root)
    if part.kind != BODY and "計画名" in names and "段階表示" not in names:
        yield _missing_tag(
            file,
            part.kind,
            "段階表示",
            "計画名の後に段階を付けると、案のまま策定したように見えることがありません",
        )


def _texts(root: etree._Element) -> Iterator[str]:
    """The text of each paragraph, and of each property."""
    paragraphs = list(root.iter(w("p")))
    for element in paragraphs:
        yield _text(element)
    if not paragraphs:
        yield from (element.text for element in root.iter() if element.text)


def _text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(w("t")))


def _names(root: etree._Element) -> set[str]:
    return {tag[1] for text in _texts(root) for tag in _NAME.finditer(text)}


def _missing_tag(file: str, where: str, tag: str, hint: str) -> Problem:
    return Problem(
        Location(file), Code.TEMPLATE_TAG_MISSING, f"{where}に「{{{{ {tag} }}}}」がありません", hint
    )


def _check_labels(
    file: str, root: etree._Element, styles: etree._Element, contract: Contract
) -> Iterator[Problem]:
    """The tags that say which plan and stage this is stand at the beginning: on the cover, or above all else."""
    seen: set[str] = set()
    where = "本文"
    headings = _heading_styles(styles)
    body = root.find(w("body"))
    for child in body if body is not None else ():
        if contract.headings and child.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            where = "表紙"
            break
        if not contract.headings and _begins_text(child, headings):
            where = "初めの見出しか表より前"
            break
        seen |= _names(child)
    anywhere = _names(root)
    for tag in contract.needed_tags:
        if tag in contract.own_tags:
            if tag not in anywhere:
                hint = "この文書に、なくてはならないことです。元のテンプレートを見て、タグを戻してください"
                yield _missing_tag(file, BODY, tag, hint)
        elif tag not in (anywhere if tag == _VISION else seen):
            hint = "計画名・計画期間・段階は、どの文書の初めにも示します。元のテンプレートを見て、タグを戻してください"
            yield _missing_tag(file, where, tag, hint)


def _heading_styles(styles: etree._Element) -> set[str]:
    """The ids of the styles that begin a text: called headings, or with a level in the outline."""
    named = {style.get(w("styleId"), ""): style.find(w("name")) for style in styles.iter(w("style"))}
    found = {
        style
        for style, name in named.items()
        if name is not None and re.search("見出し|heading [1-9]", name.get(w("val"), ""), re.IGNORECASE)
    }
    outlined = styles.iterfind(f"{w('style')}/{w('pPr')}/{w('outlineLvl')}/../..")
    return found | {style.get(w("styleId"), "") for style in outlined}


def _begins_text(element: etree._Element, headings: set[str]) -> bool:
    """A heading, or a table that is more than a frame around a title."""
    if element.tag == w("tbl"):
        return (
            len(element.findall(w("tr"))) > 1 and len(element.findall(f"{w('tblGrid')}/{w('gridCol')}")) > 1
        )
    properties = element.find(w("pPr"))
    style = properties.find(w("pStyle")) if properties is not None else None
    outlined = properties is not None and properties.find(w("outlineLvl")) is not None
    return outlined or (style is not None and style.get(w("val")) in headings)


# Slots


def _check_slots(file: str, root: etree._Element, contract: Contract) -> Iterator[Problem]:
    """Needed slots are there, each once, alone in a paragraph of the right place, in their order."""
    found: list[str] = []
    for paragraph in root.iter(w("p")):
        text = _text(paragraph)
        for slot in (tag[1] for tag in _NAME.finditer(text) if tag[1] in contract.slots):
            alone = _TAG.sub("", text).strip() == "" and len(_TAG.findall(text)) == 1
            if not alone or slot in found or not _in_place(paragraph, contract):
                yield _misplaced(file, BODY, slot, contract)
            found.append(slot)
    for slot in contract.needed:
        if slot not in found:
            yield Problem(
                Location(file),
                Code.TEMPLATE_SLOT,
                f"「{{{{ {slot} }}}}」の段落がありません",
                f"{slot}を入れたい所に、それだけの段落を作って {{{{ {slot} }}}} と書いてください",
            )
    order = [slot for slot in found if slot in contract.needed]
    if contract.headings and set(order) == set(contract.needed) and order != list(contract.needed):
        yield Problem(
            Location(file),
            Code.TEMPLATE_SLOT,
            f"「{'」「'.join(contract.needed)}」がこの順に並んでいません",
            "番号は並べた順に付きます。段落を元の順に戻してください",
        )


def _in_place(paragraph: etree._Element, contract: Contract) -> bool:
    """A slot stands right in the text, or in a cell of a table with as many columns as its rows will have."""
    parent = paragraph.getparent()
    if not contract.columns:
        return parent is not None and parent.tag == w("body")
    table = next(paragraph.iterancestors(w("tbl")), None)
    if table is None or table.getparent() is None or table.getparent().tag != w("body"):  # type: ignore[union-attr]
        return False
    spans = [
        span.get(w("val"), "1") for span in table.findall(f"{w('tr')}/{w('tc')}/{w('tcPr')}/{w('gridSpan')}")
    ]
    cells = table.findall(f"{w('tr')}/{w('tc')}")
    rows = len(table.findall(w("tr")))
    return len(cells) - len(spans) + sum(map(int, spans)) == contract.columns * rows


def _check_no_slots(file: str, part: _Part, contract: Contract) -> Iterator[Problem]:
    for slot in sorted(_names(part.root) & set(contract.slots)):
        yield _misplaced(file, part.kind, slot, contract)


def _misplaced(file: str, kind: str, slot: str, contract: Contract) -> Problem:
    place = (
        f"{contract.columns}列の表の、見出しの次の行"
        if contract.columns
        else "本文の一か所（表やテキストボックスの外）"
    )
    return Problem(
        Location(file),
        Code.TEMPLATE_SLOT,
        f"{kind}の「{{{{ {slot} }}}}」は、ここには置けません",
        f"{place}に、ほかの文字のない段落として置いてください",
    )
