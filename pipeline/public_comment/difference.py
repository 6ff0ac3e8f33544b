"""Differences of two versions of public_comment.yaml, in lines: none of them stands in a document of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipeline.public_comment.schema import COMMENT, CommentFile
from pipeline.source.schema_keys import known_keys
from pipeline.source.text import decode
from pipeline.source.yaml_positions import Document, Path, Value, read_yaml


def consultation_changes(before: bytes | None, after: bytes | None, folder: str) -> list[str]:
    """Each value that differs, under its keys and with its place in the later version; None where there is no file."""
    if before is None or after is None:
        new = "意見募集の内容" if after else "前の版の意見募集の内容"
        kind = "加わりました" if after else "なくなりました"
        return [] if before == after else [f"{new}（{COMMENT}）が{kind}"]
    document = _read(after, folder)
    old, new_texts = dict(_texts(_read(before, folder).value, ())), dict(_texts(document.value, ()))
    found = [
        f"  {'・'.join(map(str, path))}　{_shown(old, path)}→{_shown(new_texts, path)}（{document.locate(path)}）"
        for path in dict.fromkeys((*new_texts, *old))
        if old.get(path) != new_texts.get(path)
    ]
    return [f"意見募集の変更（{len(found)}件）", *found] if found else []


def _read(data: bytes, folder: str) -> Document:
    """The file as far as it can be read: what is wrong with it is told where its documents are made."""
    file = f"{folder}/{COMMENT}"
    decoded = decode(file, data)
    return read_yaml(file, decoded.text or "", partial(known_keys, CommentFile), decoded.dropped)


def _texts(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Each text by its keys; the values of a list together."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    else:
        yield path, value if isinstance(value, str) else "、".join(map(str, value))


def _shown(texts: dict[Path, str], path: Path) -> str:
    return " ".join(texts.get(path, "").split()) or "（なし）"
