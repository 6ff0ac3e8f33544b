"""Tags: the Jinja that reads them, and whether a template has them as it can read them."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import jinja2
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from pipeline.frozen import dataclass
from pipeline.model.contract import TAGS, Contract
from pipeline.model.xml_names import w
from pipeline.problems import Code, Location, Problem, did_you_mean
from pipeline.word.markup.text import text_of, text_with_tabs

# None of them goes past the beginning of another: braces without end are looked at once.
TAG = re.compile(
    r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|\{#(?:(?!\{#).)*?#\}",
    re.DOTALL,
)
_NAME = re.compile(r"\{\{\s*((?:(?!\{\{).)*?)\s*\}\}", re.DOTALL)
# Braces that open or close a tag, and those of a tag that somebody wrote with one of a pair, or with wide ones.
_STRAY = re.compile(
    r"\{\{|\}\}|\{%|%\}|｛｛|｝｝|｛％|％｝|[{｛]{1,2}\s*(?:" + "|".join(TAGS) + r")\s*[}｝]{1,2}"
)
_OPENING = re.compile(r"\{\{|\{%|\{#")
BODY, HEADER, FOOTER = "本文", "ヘッダー", "フッター"
_KINDS = {
    "document": BODY,
    "header": HEADER,
    "footer": FOOTER,
    "footnotes": "脚注",
    "core": "プロパティ",
}
# A line with one of these is there for it.
_KEPT = frozenset(map(w, ("sectPr", "drawing", "pict", "object", "br", "fldChar", "fldSimple")))
_NAME_ALONE = "タグは {{ 計画名 }} のように、名前だけを書きます"


@dataclass(frozen=True)
class TaggedPart:
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


def read_tags(
    file: str, parts: Mapping[str, etree._Element], contract: Contract
) -> tuple[list[TaggedPart], list[Problem]]:
    """The parts in which tags may stand and can be read, and what is wrong with how they are written.

    `parts` are the template's XML parts by name.
    """
    problems: list[Problem] = []
    readable: list[TaggedPart] = []
    for name, root in parts.items():
        kind = next((label for key, label in _KINDS.items() if re.search(rf"/{key}\d*\.xml$", name)), None)
        if kind is None:
            continue
        problems += _check_prefixes(file, kind, root)
        strays = list(_check_braces(file, kind, root))
        problems += strays
        if any(stray.code is Code.TEMPLATE_SYNTAX for stray in strays):
            continue
        if "{" not in (markup := etree.tostring(root, encoding="unicode")):
            readable.append(TaggedPart(kind, root))
            continue
        healed = DocxTemplate(io.BytesIO()).patch_xml(markup)
        try:
            environment().parse(healed)  # its grammar alone: nothing is computed
            part = TaggedPart(kind, etree.fromstring(healed))
        except (jinja2.TemplateSyntaxError, etree.XMLSyntaxError, RecursionError):
            problems.append(_unreadable(file, kind, _first_unreadable(healed)))
            continue
        readable.append(part)
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
    return readable, problems


def _shown(markup: str) -> str:
    """A tag as a message shows it: in one line, and not all of it."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())[:60]


def _check_prefixes(file: str, kind: str, root: etree._Element) -> Iterator[Problem]:
    """docxtpl's {{p …}}, {{r …}}, {{tr …}} and {{tc …}}, which take away what stands around them."""
    for text in texts_of(root):
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
            did_you_mean(name, contract.names) or _known_names(name, contract),
        )


def _known_names(name: str, contract: Contract) -> str:
    known = f"使える名前: {'、'.join(contract.names)}"
    if not contract.declared:
        return known
    return f"差し込み口なら、{contract.declared} の文書の「差込」に「{name}」と、入れるものを書いてください。{known}"


def _no_name(file: str, kind: str, tag: str) -> Problem:
    return Problem(
        Location(file),
        Code.TEMPLATE_TAG,
        f"{kind}の「{_shown(tag)}」は、名前だけのタグではありません",
        _NAME_ALONE,
    )


def _check_braces(file: str, kind: str, root: etree._Element) -> Iterator[Problem]:
    """Braces that are no tag: those that open one that does not end in its paragraph can't be read at all."""
    for text in texts_of(root):
        rest = TAG.sub("…", text)
        stray = _STRAY.search(rest)
        if opening := _OPENING.search(rest):
            yield _unreadable(file, kind, rest[opening.start() :])
        elif stray:
            yield Problem(
                Location(file),
                Code.TEMPLATE_TAG,
                f"{kind}に、タグとして読めない「{stray.group()}」があります（{rest.strip()[:30]}）",
                "波括弧は半角で、{{ と }} を組にして書いてください",
            )


def _unreadable(file: str, kind: str, near: str) -> Problem:
    return Problem(
        Location(file),
        Code.TEMPLATE_SYNTAX,
        f"{kind}のタグの書き方が違います（{_shown(near)[:30]}）",
        "タグは {{ 計画名 }} のように、半角の波括弧を二つずつ重ねて、一つの段落の中に書きます",
    )


def _first_unreadable(markup: str) -> str:
    """The first tag that can't be read by itself; else the first of all."""
    tags = [tag.group() for tag in TAG.finditer(markup)]
    return next((tag for tag in tags if not _is_readable(tag)), tags[0] if tags else "")


def _is_readable(tag: str) -> bool:
    try:
        environment().parse(f"{tag} ")  # what has to end asks for it where something stands behind
    except (jinja2.TemplateSyntaxError, RecursionError):
        return False
    return True


def texts_of(root: etree._Element, tabs: bool = False) -> Iterator[str]:
    """The text of each paragraph, with its tabs or without, and of each property."""
    paragraphs = list(root.iter(w("p")))
    for element in paragraphs:
        yield text_with_tabs(element) if tabs else text_of(element)
    if not paragraphs:
        yield from (element.text for element in root.iter() if element.text)


def names_in(root: etree._Element) -> set[str]:
    """The names of all tags in the text of an element."""
    return {name for text in texts_of(root) for name in names_of(text)}


def paragraphs_with(root: etree._Element, names: Iterable[str]) -> Iterator[etree._Element]:
    """The paragraphs that hold a tag of one of these names."""
    sought = set(names)
    return (each for each in root.iter(w("p")) if not sought.isdisjoint(names_of(text_of(each))))


def names_of(text: str) -> list[str]:
    """The names of a text's tags, in order."""
    return [tag[1] for tag in _NAME.finditer(text)]


def is_nothing_but(paragraph: etree._Element, names: set[str]) -> bool:
    """Whether a paragraph shows only these tags, and is not what its surroundings need one paragraph for."""
    text = text_of(paragraph)
    shown = set(names_of(text))
    neighbours = (paragraph.getprevious(), paragraph.getnext())
    return (
        bool(shown)
        and shown <= names
        and not _NAME.sub("", text).strip()
        and all(each.tag not in _KEPT for each in paragraph.iter())
        and any(each is not None and each.tag == w("p") for each in neighbours)
    )


def without_tags(text: str) -> str:
    """A text with a null character for each of its tags."""
    return TAG.sub("\0", text)


def is_one_tag(text: str) -> bool:
    """Whether a text is a tag and nothing else."""
    return TAG.sub("", text).strip() == "" and len(TAG.findall(text)) == 1
