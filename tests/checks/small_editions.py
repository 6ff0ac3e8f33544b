"""Editions of the small plan, and such as are wrong in one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.checks import (
    Finding,
    Reading,
    check_clean,
    check_codes,
    check_furigana,
    check_large,
    read,
)

from .mutations import more
from .small_docx import changed
from .small_text import cell, p, row, run, table

_RUBY = (
    "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>みまも</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>見守</w:t></w:r></w:rubyBase></w:ruby>"
)
# Two numbers that a blank alone parts.
_NUMBERS = p("図２－１　18歳")


def plain() -> Reading:
    return read("plan.docx", more(_NUMBERS + p("見守り"))())


def said() -> str:
    """All that the plan says, in lines."""
    return "\n".join(story.text for story in plain().stories)


def furigana(old: str = "", new: str = "") -> list[Finding]:
    """What is found where the last paragraph has furigana, and something of it was changed."""
    docx = more(f"{_NUMBERS}<w:p><w:r>{_RUBY}</w:r>{run('り')}</w:p>")()
    return list(check_furigana(plain(), read("ruby.docx", changed(docx, old, new) if old else docx)))


def large(body: str = "", size: float = 5) -> list[Finding]:
    # The plan itself has a cell of vertical text, which is set otherwise.
    own = changed(more(_NUMBERS + p("見守り") + body)(), '<w:textDirection w:val="tbRlV"/>', "")
    return list(check_large(plain(), read("large.docx", own), size))


def codes(texts: Mapping[str, str] | None = None) -> list[Finding]:
    return list(check_codes("plan", plain(), texts or {"本編_1_3ページ.txt": f"3ページ。\n{said()}"}))


WRONG: Mapping[str, Callable[[], list[Finding]]] = {
    "edition.text": lambda: furigana("見守</w:t>", "見張</w:t>"),
    "edition.reading": lambda: furigana("みまも", ""),
    "edition.size": lambda: large(size=99),
    "edition.vertical": lambda: large(table((900,), row(cell("縦", direction="tbRl")))),
    "edition.missing": lambda: list(check_clean("plan", plain(), said().replace("見守り", ""))),
    "edition.code": lambda: codes({"本編_1_3ページ.txt": f"3ページ。{'字' * 800}"}),
    "edition.page": lambda: codes({"本編_1_3ページ.txt": said()}),
}


def sound() -> list[Finding]:
    """Those of editions that are right."""
    pages = {
        f"本編_{at}_{at}ページ（1-2）.txt": f"{at}ページ、２つのうち１つ目。{line}"
        for at, line in enumerate(said().splitlines(), 1)
    }
    return [*furigana(), *large(), *codes(pages), *check_clean("plan", plain(), said())]
