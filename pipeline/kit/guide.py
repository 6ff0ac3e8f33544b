"""The guide as web pages, which need nothing but a browser: what Markdown names by .md names .html then, and pictures come along."""

from __future__ import annotations

import html
import posixpath
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from pipeline.kit.layout import GUIDE_START
from pipeline.problems import Code, MachineError
from pipeline.system.pandoc import program

_START = "drafters-guide.ja.md"
# Whatever the guide's pages lead to.
_PAGES = ("*.ja.md", "guide/*.md", "source-format.md", "templates.md", "problems.md", "library.md")
_PICTURES = "images/**/*.png"
_STYLE = "style.css"
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_LINK = re.compile(r'(?<=<a href=")([^":#?]*\.md)(?=["#])')
_PAGE = """<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def guide_pages(docs: Path) -> Mapping[str, bytes]:
    """The files of the guide by their paths in its folder, from the Markdown in docs/. Raises MachineError without pandoc."""
    texts = {path.relative_to(docs).as_posix(): path for each in _PAGES for path in sorted(docs.glob(each))}
    pages = {page_of(name): _page(name, path.read_text("utf-8")) for name, path in texts.items()}
    pictures = {path.relative_to(docs).as_posix(): path.read_bytes() for path in sorted(docs.glob(_PICTURES))}
    style = Path(__file__).with_name("guide.css").read_bytes()
    return {**{name: text.encode() for name, text in pages.items()}, **pictures, _STYLE: style}


def page_of(text: str) -> str:
    """The page that a text becomes, by its path from docs/."""
    return GUIDE_START if text == _START else f"{text.removesuffix('.md')}.html"


def _page(name: str, text: str) -> str:
    titled = _TITLE.search(text)
    folder = posixpath.dirname(name)

    def to_page(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, link[1]))
        return posixpath.relpath(page_of(target), folder or ".")

    return _PAGE.format(
        title=html.escape(titled[1] if titled else name),
        style=posixpath.relpath(_STYLE, folder or "."),
        body=_LINK.sub(to_page, _as_html(text)),
    )


def _as_html(text: str) -> str:
    command = [str(program()), "--from", "gfm", "--to", "html5", "--wrap", "none", "--no-highlight"]
    try:
        made = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise MachineError(
            Code.MACHINE_PANDOC,
            f"手引をページにできません（{error}）",
            "pypandoc-binary を入れ直して、もう一度実行してください",
        ) from error
    return made.stdout.decode().replace("\r\n", "\n")
