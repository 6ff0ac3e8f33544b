"""The examples of docs/source-format.md and the guide: how a fenced block's first line says what is done with it.

```
yaml plan.yaml 手本              a file of the small plan, to which all other examples are added
markdown                         the text of the small plan's third chapter
yaml glossary.yaml               a file that replaces the small plan's
csv data/x.csv                   a file that the next example needs
yaml summary.yaml 続く           another file that it needs
… 誤り: md.raw                   the example has problems, all of this code
text 本編                        lines that the example above shows in a document, in this order
text メッセージ                  what is printed for the example above, which has problems
sh, bat, text 画面 …             commands and what they print: no examples
yaml changes.yaml 見本           lines of that file in examples/revision/
yaml framework.yaml 全文         a whole file of the chapter on another plan (another_plan.py): no example
```

`![…](….png "本編")` below an example is a picture of what it becomes in that document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

EXAMPLE_CHAPTER = "chapters/03-example.md"
DOCUMENTS = {
    **{"本編": "plan", "概要": "summary", "体系図": "framework", "意見の概要と市の考え方": "answers"},
    **{"概要版": "leaflet", "説明資料": "briefing", "事業一覧": "programs"},  # as examples declare them
}
# What an example may use under figures/, and a picture of one pixel that stands for each.
FIGURES = ("households.png", "singles.png", "mayor.png", "mark.png")
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a4944415478da6360000000020001e527defc0000000049454e44ae426082"
)
_FENCE = re.compile(r"^```(?P<info>[^`\n]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]\n]+\]\((?:[^)\s]+/)?(?P<picture>[\w-]+\.png) \"(?P<document>\w+)\"\)")
_INFO = re.compile(
    r"(?P<language>\w+)(?: (?P<path>[\w/-]+\.\w+))?(?: (?P<word>手本|続く)| 誤り: (?P<code>[\w.-]+))?"
)
_ASIDE = re.compile(r"sh|bat|text 画面.*|\w+ \S+ (?:[前後]|見本|全文)")
_CODE_SPAN = re.compile(r"`` ?(.+?) ?``|`(.+?)`")


@dataclass
class Example:
    """Files that are put into the small plan, and what has to come of it: a problem's code, or lines shown.

    `pictures` are files' names, each with the name of the document that it shows; `message` is what is printed.
    """

    name: str
    files: Mapping[str, str]
    code: str
    shown: list[tuple[str, list[str]]] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    message: str = ""


@dataclass
class Examples:
    """All examples of a document: the small plan's own files, and everything that is tried on it."""

    model: Example
    others: list[Example]


def read_examples(document: str) -> Examples:
    """The examples of a Markdown document. Raises ValueError at a block that does not say how it is tested."""
    model = Example("model", {}, "")
    others: list[Example] = []
    waiting: dict[str, str] = {}
    last = model
    for found in re.finditer(f"{_FENCE.pattern}|{_PICTURE.pattern}", document, re.MULTILINE | re.DOTALL):
        if found["picture"]:
            last.pictures.append((found["picture"], DOCUMENTS[found["document"]]))
            continue
        info, text = found["info"].strip(), found["text"]
        if _ASIDE.fullmatch(info):
            continue
        if info == "text メッセージ":
            others[-1].message = text
            continue
        line = document.count("\n", 0, found.start()) + 1
        document_shown = DOCUMENTS.get(info.removeprefix("text "))
        if document_shown:
            last.shown.append((document_shown, text.splitlines()))
            continue
        parts = _INFO.fullmatch(info)
        if parts is None or (parts["language"] != "markdown" and not parts["path"]):
            raise ValueError(f"line {line}: {info}")
        path = parts["path"] or EXAMPLE_CHAPTER
        if parts["word"] == "手本":
            model.files = {**model.files, path: text}
            last = model
        elif parts["language"] == "csv" or parts["word"] == "続く":
            waiting[path] = text
        else:
            content = f"# 例 {{#sec-example}}\n\n{text}" if path == EXAMPLE_CHAPTER else text
            name = f"line-{line}-{parts['code'] or path.rpartition('/')[2]}"
            example = Example(name, {**waiting, path: content}, parts["code"] or "")
            others.append(example)
            waiting = {}
            last = last if example.code else example
    return Examples(model, others)


def files_of(model: Example, example: Example | None = None) -> dict[str, bytes]:
    """The small plan as files, with an example in it; a third chapter is there only if the example is one."""
    texts = {**model.files, **(example.files if example else {})}
    if EXAMPLE_CHAPTER in texts:
        texts["plan.yaml"] = texts["plan.yaml"].replace("資料編:", f"  - {EXAMPLE_CHAPTER}\n資料編:", 1)
    files = {path: text.encode() for path, text in texts.items()}
    return {**files, **{f"figures/{name}": PICTURE for name in FIGURES}}


def rows_under(document: str, heading: str) -> list[list[str]]:
    """The body rows of every table between a heading (its text) and the next one, cells stripped."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", document, re.MULTILINE | re.DOTALL)
    if found is None:
        raise ValueError(f"no heading {heading}")
    text = re.sub(_FENCE, "", found[1])
    return [row for table in re.split(r"\n(?!\|)", text) for row in _body_rows(table)]


def _body_rows(table: str) -> Iterator[list[str]]:
    lines = [line for line in table.splitlines() if line.startswith("|")]
    for line in lines[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def code_spans(text: str) -> list[str]:
    """What stands in backticks in a text."""
    return [found[1] or found[2] for found in _CODE_SPAN.finditer(text)]
