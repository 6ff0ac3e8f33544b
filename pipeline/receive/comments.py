"""Comments of a returned file: what each says, of which words, in answer to what (ECMA-376 Part 1, 17.13.4; [MS-DOCX], 2.5.6)."""

from __future__ import annotations

from collections import defaultdict

from lxml import etree

from pipeline.model.xml_names import w
from pipeline.receive.package import Package
from pipeline.receive.returned import PICTURE, Comment, Tracks, remains

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


class Anchors:
    """The places of comments, gathered while a text is read: the paragraph in which each begins, and its words."""

    def __init__(self) -> None:
        self.paragraph: int | None = None
        self.places: dict[str, int] = {}
        self.words: dict[str, list[str]] = defaultdict(list)
        self._open: list[str] = []

    def see(self, element: etree._Element) -> None:
        """A mark between texts."""
        if element.tag == w("commentRangeStart"):
            self._open.append(element.get(w("id"), ""))
        elif element.tag == w("commentRangeEnd"):
            identity = element.get(w("id"), "")
            self._open = [each for each in self._open if each != identity]
        elif element.tag == w("commentReference") and self.paragraph is not None:
            self.places.setdefault(element.get(w("id"), ""), self.paragraph)

    def say(self, text: str, tracks: Tracks) -> None:
        """Text of the paragraph that is being read, as it is once changes are accepted."""
        for identity in self._open:
            if self.paragraph is not None:
                self.places.setdefault(identity, self.paragraph)
            if remains(tracks, accept=True):
                self.words[identity].append(text.replace(PICTURE, ""))


def read_comments(package: Package, anchors: Anchors) -> tuple[Comment, ...]:
    """The comments in the order in which they are kept."""
    part = package.target("comments")
    if part is None:
        return ()
    more = _extended(package.target("commentsExtended"))
    of_paragraph = {
        each.get(f"{_W14}paraId"): comment.get(w("id"), "")
        for comment in part.iter(w("comment"))
        for each in comment.iter(w("p"))
        if each.get(f"{_W14}paraId")
    }
    return tuple(_comment(comment, anchors, more, of_paragraph) for comment in part.iter(w("comment")))


def _comment(
    comment: etree._Element,
    anchors: Anchors,
    more: dict[str | None, etree._Element],
    of_paragraph: dict[str | None, str],
) -> Comment:
    identity = comment.get(w("id"), "")
    paragraphs = list(comment.iter(w("p")))
    # The last paragraph's id is that of the comment.
    extended = more.get(paragraphs[-1].get(f"{_W14}paraId")) if paragraphs else None
    answers, resolved = "", False
    if extended is not None:
        answers = of_paragraph.get(extended.get(f"{_W15}paraIdParent"), "")
        resolved = extended.get(f"{_W15}done", "0") in ("1", "true")
    return Comment(
        identity,
        comment.get(w("author"), ""),
        comment.get(w("date"), ""),
        "\n".join(filter(None, ("".join(each.text or "" for each in p.iter(w("t"))) for p in paragraphs))),
        "".join(anchors.words[identity]).strip(),
        anchors.places.get(identity),
        answers,
        resolved,
    )


def _extended(part: etree._Element | None) -> dict[str | None, etree._Element]:
    """What Word since 2013 says of comments, by the id of their last paragraph; None is no id."""
    if part is None:
        return {}
    return {
        each.get(f"{_W15}paraId"): each for each in part.iter(f"{_W15}commentEx") if each.get(f"{_W15}paraId")
    }
