"""A page's blocks in the form that is around every page, as the bytes of its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from markupsafe import Markup

from pipeline.html.site import INDEX, STYLE, Entry, Page, PageKind, Site

ROOT = ""  # all files of a site stand in one folder


class Form(Protocol):
    """The template around every page (templates/html/page.html)."""

    def filled(self, values: Mapping[str, object]) -> str:
        """The whole page, with these values by the names that the template has for them."""


def shell(page: Page, site: Site, form: Form) -> bytes:
    """The whole file of a page."""
    return form.filled(page_values(page, site)).encode()


def page_values(page: Page, site: Site) -> Mapping[str, object]:
    """The values of the names that stand in the template; docs/templates.md lists them."""
    facts = site.facts
    turns = [
        each for each in site.pages if each.document == page.document and each.kind is not PageKind.SEARCH
    ]
    at = turns.index(page) if page in turns else None
    return {
        "計画名": facts.name,
        "市名": facts.city,
        "段階表示": facts.stage_label,
        "計画期間": facts.period,
        "担当課": facts.office,
        "透かし": facts.watermark,
        "読み": facts.readings,
        "言語": "ja",
        "題": page.called,
        "種類": page.kind.value,
        "目次": [_entry(each, page) for each in site.contents],
        "道筋": _path(page, site),
        "文書": [_entry(each, page) | {"今": _is_of(each, page)} for each in site.documents],
        "前": _link(turns[at - 1]) if at else None,
        "次": _link(turns[at + 1]) if at is not None and at + 1 < len(turns) else None,
        "本文": Markup("\n".join(block.markup for block in page.blocks)),
        "根": ROOT,
        "体裁": STYLE,
        "道具": list(site.scripts),
    }


def _link(page: Page) -> dict[str, object]:
    return {"番号": page.number, "題": page.title, "宛先": page.name, "今": False, "中": False, "下": []}


def _entry(entry: Entry, page: Page) -> dict[str, object]:
    return {
        "番号": entry.number,
        "題": entry.title,
        "宛先": entry.to,
        "今": entry.to == page.name,
        "中": _holds(entry, page),
        "下": [_entry(each, page) for each in entry.under],
    }


def _holds(entry: Entry, page: Page) -> bool:
    return entry.page == page.name or any(_holds(each, page) for each in entry.under)


def _is_of(entry: Entry, page: Page) -> bool:
    """Whether a page belongs to the document of this entry: all of the plan's own do to the one that begins with the index."""
    return entry.to == page.name or (
        entry.to == INDEX and page.document == "plan" and page.kind is not PageKind.SEARCH
    )


def _path(page: Page, site: Site) -> list[dict[str, object]]:
    """From the index to the page, by what holds it in the contents."""
    if page.name == INDEX:
        return []
    above: list[dict[str, object]] = [{"番号": "", "題": site.facts.name, "宛先": INDEX}]
    for entry in site.contents:
        if entry.page != page.name and _holds(entry, page):
            above.append(
                {"番号": entry.number, "題": f"{entry.number} {entry.title}".strip(), "宛先": entry.to}
            )
    return [*above, {"番号": page.number, "題": page.called, "宛先": ""}]
