"""The documents by name: what messages call them, and the files in templates/ that they are made from."""

from __future__ import annotations

from collections.abc import Iterable

# The documents of `make plan` by their names in build/, and what messages call them.
LABELS = {"plan": "本編", "summary": "概要", "framework": "体系図"}
# Those that other commands make, from templates of their own.
FURTHER_LABELS = {
    "comment_guide": "意見募集要領",
    "comment_form": "意見提出様式",
    "answers": "意見の概要と市の考え方",
    "comparison": "新旧対照表",
    "changes": "修正箇所一覧",
}


def label_of(name: str) -> str:
    """What messages call a document."""
    return LABELS.get(name) or FURTHER_LABELS[name]


def template_files(names: Iterable[str]) -> tuple[str, ...]:
    """What documents are made from in templates/: the Word file, and what is declared beside it."""
    return tuple(f"{name}.{kind}" for name in names for kind in ("docx", "yaml"))


TEMPLATE_FILES = template_files(LABELS)
