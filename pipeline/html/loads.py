"""What a page or a style would load: from the network nothing, and of the template's own files those alone that are there.

A plan is opened from folders and shares, on machines without a network; and nobody else shall know who reads it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html.parser import HTMLParser

from pipeline.problems import Code, Location, Problem, did_you_mean

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
# An address with a scheme, or on the host that another names: browsers skip control characters and take \ for /.
_ELSEWHERE = re.compile(r"[\x00-\x20]*(?:(?!data:)[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
# Attributes from which something is loaded as the page is shown.
_LOADING = frozenset(
    ("src", "srcset", "poster", "data", "background", "xlink:href", "manifest", "imagesrcset")
)
# Elements that load what their href names, and links that don't.
_LOADING_HREF = frozenset(("link", "image", "use", "base", "feimage"))
_NOT_LOADING = frozenset(("canonical", "license", "author", "help", "search", "alternate", "next", "prev"))
_FRAMES = frozenset(("iframe", "frame", "object", "embed", "applet", "portal"))
_CSS = re.compile(
    r"/\*.*?\*/"
    r"|(?P<skip>@namespace)[^;]*;"
    r"""|(?P<import>@import\s+)?(?:url\(\s*(?:"(?P<dq>[^"\n]*)"|'(?P<sq>[^'\n]*)'|(?P<bare>[^)\s"']*))\s*\)|"(?P<string>[^"\n]*)"|'(?P<other>[^'\n]*)')""",
    re.DOTALL | re.IGNORECASE,
)
# What stands beside the pages without being brought by the template.
_MADE = re.compile(r"[\w-]+\.html|search-index\.js|style\.css")
_NO_NETWORK = (
    "ファイルを templates/html に置き、その名前を書いてください（計画は、網につながらない所でも開かれます）"
)


def check_page(file: str, page: str, files: Collection[str]) -> list[Problem]:
    """What a page would load, each with its place. Tags of Jinja are passed over, lines and columns kept."""
    plain = _TAG.sub(lambda tag: re.sub(r"[^\n]", " ", tag.group()), page)
    reader = _Reader(file, files)
    reader.feed(plain)
    reader.close()
    return reader.problems


def check_style(file: str, style: str, files: Collection[str]) -> list[Problem]:
    """What a style would load, each with its place."""
    return list(_check_style(file, style, files))


def _check_style(file: str, style: str, files: Collection[str]) -> Iterator[Problem]:
    for found in _CSS.finditer(style):
        if found["skip"] or found.group().startswith("/*"):
            continue
        address = next(
            (found[name] for name in ("dq", "sq", "bare", "string", "other") if found[name] is not None), ""
        )
        line = style.count("\n", 0, found.start()) + 1
        place = Location(file, line, found.start() - (style.rfind("\n", 0, found.start()) + 1) + 1)
        names_file = bool(found["import"]) or found.group().lower().startswith("url(")
        if problem := _wrong(place, address, files, names_file):
            yield problem


def _wrong(place: Location, address: str, files: Collection[str], names_file: bool) -> Problem | None:
    """Why an address can't be loaded, if so; a string that `names_file` not is only held against the network."""
    if _ELSEWHERE.match(address):
        if not names_file and not re.match(r"\s*(?:https?:|ftp:|[/\\]{2}\w)", address, re.IGNORECASE):
            return None
        return Problem(
            place, Code.TEMPLATE_NETWORK, f"「{address.strip()[:80]}」を網から読もうとしています", _NO_NETWORK
        )
    name = re.split(r"[?#]", address.strip())[0].removeprefix("./")
    if (
        not names_file
        or not name
        or address.strip().lower().startswith("data:")
        or name in files
        or _MADE.fullmatch(name)
    ):
        return None
    return Problem(
        place,
        Code.TEMPLATE_MISSING,
        f"「{name}」というファイルがありません",
        did_you_mean(name, files) or f"{name} を templates/html に置くか、名前を直してください",
    )


class _Reader(HTMLParser):
    """Goes through a page's elements and gathers what is wrong with what they load."""

    def __init__(self, file: str, files: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.file, self.files = file, files
        self.problems: list[Problem] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        place = Location(self.file, line, column + 1)
        given = {name: value or "" for name, value in attrs}
        self.problems += _of_element(place, tag, given, self.files)

    handle_startendtag = handle_starttag


def _of_element(
    place: Location, tag: str, given: dict[str, str], files: Collection[str]
) -> Iterator[Problem]:
    if tag in _FRAMES:
        yield Problem(
            place, Code.TEMPLATE_NETWORK, f"<{tag}> は使えません", "ほかのページには、リンクを張ってください"
        )
    if tag == "style" or "style" in given:
        yield _within(place, "体裁", "style.css に書いてください（ページの中に書いたものは、働きません）")
    if (tag == "script" and "src" not in given) or any(name.startswith("on") for name in given):
        yield _within(place, "プログラム", "消してください（ページの中に書いたものは、働きません）")
    if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
        yield _within(place, "自動の移動", "リンクにしてください")
    for name, value in given.items():
        if _loads(tag, name, given):
            addresses = (
                [part.split()[0] for part in value.split(",") if part.strip()]
                if name.endswith("srcset")
                else [value]
            )
            for address in addresses:
                if problem := _wrong(place, address, files, names_file=True):
                    yield problem
        elif name == "href" and re.match(r"[\x00-\x20]*javascript:", value, re.IGNORECASE):
            yield _within(place, "プログラム", "消してください（ページの中に書いたものは、働きません）")


def _loads(tag: str, name: str, given: dict[str, str]) -> bool:
    if name == "href" and tag in _LOADING_HREF:
        return not (tag == "link" and set(given.get("rel", "").lower().split()) <= _NOT_LOADING)
    return name in _LOADING or (name == "action" and tag == "form")


def _within(place: Location, what: str, hint: str) -> Problem:
    return Problem(place, Code.TEMPLATE_FAULT, f"ページの中に{what}が書いてあります", hint)
