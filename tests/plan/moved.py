"""What changed between two states of a plan's numbers and pages, said in Japanese to the drafter who changed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

HOW_TO_ACCEPT = "この変更でよければ make golden を実行すると、今の状態が記録されます。"


@dataclass(frozen=True)
class Numbered:
    """A line of the outline."""

    number: str
    title: str

    def __str__(self) -> str:
        return f"{self.number}　{self.title or '脚注'}".strip()


# What the titles of lines about whole documents begin with in pages.txt.
DOCUMENT = "文書　"


@dataclass(frozen=True)
class Paged:
    """A line of pages.txt: what stands on a page, and what that page is called."""

    title: str
    page: str


def describe_changes(old_outline: str, new_outline: str, old_references: str, new_references: str) -> str:
    """A report of what moved, came, went or was renamed, and of the references that follow; empty if nothing did."""
    old, new = _by_id(old_outline), _by_id(new_outline)
    both = [identity for identity in new if identity in old]
    lines = [
        *_section(
            "番号が変わりました",
            [
                f"{old[i].number}→{new[i].number}　{new[i].title or '脚注'}"
                for i in both
                if old[i].number != new[i].number
            ],
        ),
        *_section(
            "題が変わりました",
            [f"{new[i].number}　{old[i].title}→{new[i].title}" for i in both if old[i].title != new[i].title],
        ),
        *_section("増えました", [str(new[i]) for i in new if i not in old]),
        *_section("なくなりました", [str(old[i]) for i in old if i not in new]),
        *_section("参照の文字が変わりました", _reference_changes(old_references, new_references)),
    ]
    return "\n".join(lines)


def describe_moves(old_pages: str, new_pages: str) -> str:
    """A report of what came to stand on another page, and of documents with other pages or sizes; empty if nothing did."""
    old, new = _by_name(old_pages), _by_name(new_pages)
    moved = [
        f"{entry.title}　{old[name].page}→{entry.page}"
        for name, entry in new.items()
        if name in old and old[name].page != entry.page
    ]
    documents = [entry for entry in moved if entry.startswith(DOCUMENT)]
    headings = [entry for entry in moved if not entry.startswith(DOCUMENT)]
    return "\n".join(
        [
            *_section("文書の体裁が変わりました", [entry.removeprefix(DOCUMENT) for entry in documents]),
            *_section("ページが変わりました", headings),
        ]
    )


def _by_name(pages: str) -> dict[str, Paged]:
    """Lines of pages.txt by what names them."""
    lines = [line.split("\t") for line in pages.splitlines()]
    names = _names((identity, title) for identity, title, _ in lines)
    return {name: Paged(title, page) for name, (_, title, page) in zip(names, lines, strict=True)}


def _section(title: str, entries: list[str]) -> list[str]:
    return [f"{title}（{len(entries)}件）", *(f"  {entry}" for entry in entries)] if entries else []


def _by_id(outline: str) -> dict[str, Numbered]:
    """Lines of the outline by what names them."""
    lines = [line.split("\t") for line in outline.splitlines()]
    names = _names((identity, title) for identity, _, title in lines)
    return {name: Numbered(number, title) for name, (_, number, title) in zip(names, lines, strict=True)}


def _names(lines: Iterable[tuple[str, str]]) -> list[str]:
    """The ids of lines (id, title); what has no id goes by its title, and by which of that title it is."""
    same: Counter[str] = Counter()
    names = []
    for identity, title in lines:
        same[title] += 1
        names.append(identity or f"\t{title}\t{same[title]}")
    return names


def _reference_changes(old: str, new: str) -> list[str]:
    """Each change of a reference's text once, with how many references share it."""
    before = {tuple(line.split("\t")[:3]): line.split("\t")[3] for line in old.splitlines() if line}
    changes: Counter[str] = Counter()
    for line in new.splitlines():
        if not line:
            continue
        *key, text = line.split("\t")
        if before.get(tuple(key), text) != text:
            changes[f"{before[tuple(key)]}→{text}"] += 1
    return [f"{change}（{count}か所）" for change, count in changes.items()]
