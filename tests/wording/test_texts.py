"""What in a text is somebody else's, and where its sentences end."""

from __future__ import annotations

import pytest

from tests.wording.texts import texts


@pytest.mark.parametrize(
    ("line", "silent"),
    [
        ("「障害者および家族の会」が開く。", ["障害者および家族の会"]),
        ("「および」という語。", []),
        (
            "障害者の日常生活および社会生活の法律（平成17年法律第123号）による。",
            ["障害者の日常生活および社会生活の法律"],
        ),
        ("詳しくはhttps://example.jp/a または電話で。", ["https://example.jp/a"]),
        ("子ども・若者および家庭計画を進める。", ["子ども・若者および家庭計画"]),
    ],
)
def test_names_quotations_and_addresses_are_silent(line: str, silent: list[str]) -> None:
    """A word in quotation marks is the author's own."""
    (text,) = texts(line, names=["子ども・若者および家庭計画"])
    assert [line[start:end] for start, end in text.silent] == silent


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("進めます。支えます。", ["進めます。", "支えます。"]),
        ("計画（以下「計画」という。）を定めます。", ["計画（以下「計画」という。）を定めます。"]),
        ("「相談したい。どこへ。」という声。", ["「相談したい。どこへ。」という声。"]),
    ],
)
def test_a_full_stop_within_brackets_ends_no_sentence(line: str, sentences: list[str]) -> None:
    """As readers count them."""
    (text,) = texts(line)
    assert [line[start:end] for start, end in text.sentences] == sentences
