"""The office's own page and style of the HTML edition, taken in and checked before any page is made.

`page.html` is a Jinja template: it may use the names in `VALUES`, the parts in `FIELDS`, loops, conditions and macros, and nothing
that reaches out of it. It is tried with values of every kind, so a fault shows before a plan does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import jinja2
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from pipeline.frozen import dataclass
from pipeline.html.loads import check_page, check_style
from pipeline.html.page_tags import environment, place_in, read_tags
from pipeline.html.page_trial import MARK, check_tried
from pipeline.problems import Code, Location, PlanErrors, Problem

PAGE, STYLE, SCRIPT = "page.html", "style.css", "site.js"
# What a template may bring along: pictures, fonts and further styles.
BROUGHT = (
    ".css",
    ".svg",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".gif",
    ".ico",
    ".woff2",
    ".woff",
    ".ttf",
    ".otf",
)

# Values by the names that a page writes: see docs/templates.md.
Values = Mapping[str, object]


@dataclass(frozen=True)
class PageTemplate:
    """A page's form, and the files that go beside the pages: `style.css`, and what page and style name."""

    page: jinja2.Template
    files: Mapping[str, bytes]

    def filled(self, values: Values) -> str:
        """A whole page. `本文`, and whatever else is markup, is a `Markup`; all other text is escaped."""
        return self.page.render(values)


def read_page_template(folder: str, files: Mapping[str, bytes]) -> PageTemplate:
    """The template that stands in these files, by their names; messages call where they are `folder`.

    Raises PlanErrors with all that is wrong.
    """
    problems: list[Problem] = []
    texts = {name: _text(folder, name, files[name], problems) for name in (PAGE, STYLE)}
    page, style = texts[PAGE], texts[STYLE]
    template: jinja2.Template | None = None
    if style is not None:
        problems += check_style(f"{folder}/{STYLE}", style, files)
    if page is not None:
        file = f"{folder}/{PAGE}"
        written = [*check_page(file, page, files), *read_tags(file, page)]
        problems += written
        if not written:
            template, tried = _tried(file, page)
            problems += tried
    if problems or template is None:
        raise PlanErrors(problems)
    brought = {name: data for name, data in files.items() if name.lower().endswith(BROUGHT)}
    return PageTemplate(template, {STYLE: files[STYLE], **brought})


def _text(folder: str, name: str, data: bytes, problems: list[Problem]) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problems.append(
            Problem(
                Location(f"{folder}/{name}", line),
                Code.FILE_ENCODING,
                "UTF-8 の文字として読めません",
                "文字コードを UTF-8 にして保存し直してください",
            )
        )
        return None


def _tried(file: str, page: str) -> tuple[jinja2.Template, Sequence[Problem]]:
    """The template, and what is wrong with the pages that come of it."""
    template = environment().from_string(page)
    problems: list[Problem] = []
    for values in TRIALS:
        try:
            problems += check_tried(file, template.render(values))
        except (jinja2.UndefinedError, SecurityError, TypeError, ValueError, RecursionError) as error:
            problems.append(_failed(file, page, error))
    return template, tuple(dict.fromkeys(problems))


def _failed(file: str, page: str, error: Exception) -> Problem:
    """A page could not be made: Jinja tells on which line of the template."""
    traceback, line = error.__traceback__, 0
    while traceback:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return Problem(
        place_in(file, page, line),
        Code.TEMPLATE_TAG,
        f"ページを作れません（{error}）",
        "docs/templates.md の「ウェブページ」にある形で書いてください",
    )


_TEXT = Markup(f'<h1 id="{MARK}">題</h1>')


def _trials() -> Iterator[Values]:
    """Values of every kind: a page in the middle of a draft, and one that stands alone."""
    here = {"番号": "第１章", "題": "題", "宛先": "a.html", "今": True, "中": True, "下": []}
    below = [{**here, "番号": "", "今": False}]
    contents = [{**here, "下": below}, {**here, "宛先": "", "今": False, "中": False, "下": below}]
    whole: dict[str, object] = {
        "計画名": "計画", "市名": "市", "段階表示": "（案）", "計画期間": "期間", "担当課": "課", "透かし": "案", "読み": True,
        "言語": "ja", "題": "題", "種類": "chapter", "目次": contents, "前": here, "次": below[0], "本文": _TEXT,
        "道筋": [{"題": "計画", "宛先": "index.html"}, {"題": "題", "宛先": ""}],
        "文書": [{"番号": "", "題": "本編", "宛先": "index.html", "今": True}, {"番号": "", "題": "概要", "宛先": "summary.html", "今": False}],
        "根": "", "体裁": STYLE, "道具": [SCRIPT],
    }  # fmt: skip
    yield whole
    yield {**whole, "種類": "search"}
    none = {"段階表示": "", "計画期間": "", "担当課": "", "透かし": "", "読み": False}
    yield {**whole, **none, "目次": [], "道筋": [], "前": None, "次": None, "文書": [], "道具": []}


TRIALS = tuple(_trials())
