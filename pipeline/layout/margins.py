"""Headers and footers: what stands on which pages of a section (ECMA-376 Part 1, 17.10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.frozen import dataclass
from pipeline.layout.texts import Text, TextStyles, texts_of
from pipeline.model.xml_names import is_on, r, w

_WAYS = ("default", "first", "even")


@dataclass(frozen=True)
class Margins:
    """The texts of a section's headers and footers: on its first page, if that has its own, on odd and on even ones."""

    first: tuple[Text, ...] | None
    odd: tuple[Text, ...]
    even: tuple[Text, ...]

    def on(self, number: int, is_first: bool) -> tuple[Text, ...]:
        """Those of the page with this number."""
        if is_first and self.first is not None:
            return self.first
        return self.odd if number % 2 else self.even


def read_margins(
    document: etree._Element,
    stories: Mapping[str, etree._Element],
    styles: TextStyles,
    even_and_odd: bool,
) -> Iterator[Margins]:
    """The margins of each section; `stories` are headers and footers by relationship."""
    # A section without headers of its own has those of the one before (17.10.1).
    used: dict[tuple[str, str], str] = {}
    texts = {identity: tuple(texts_of(story, {}, styles)) for identity, story in stories.items()}
    for section in document.iter(w("sectPr")):
        used |= headers_of(section)
        kinds = {kind for kind, _ in used}
        default, first, even = (
            tuple(text for kind in sorted(kinds) for text in texts.get(used.get((kind, way), ""), ()))
            for way in _WAYS
        )
        yield Margins(
            first if is_on(section.find(w("titlePg"))) else None, default, even if even_and_odd else default
        )


def headers_of(section: etree._Element) -> dict[tuple[str, str], str]:
    """The relationships to a section's own headers and footers, by what they are."""
    return {
        (str(each.tag), each.get(w("type"), "default")): each.get(r("id"), "")
        for each in section.iter(w("headerReference"), w("footerReference"))
    }


def has_even_pages(settings: etree._Element | None) -> bool:
    """Whether even pages have headers of their own (17.10.1)."""
    return settings is not None and is_on(settings.find(w("evenAndOddHeaders")))
