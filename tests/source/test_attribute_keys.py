"""Attributes of divs may have Japanese names, and are told as they were written."""

from __future__ import annotations

import time

import pytest

from pipeline.source.attribute_keys import spell_keys, written_key


def test_japanese_names_are_spelled_in_letters_that_pandoc_reads() -> None:
    """What is written so is read back, whatever characters it has."""
    line = spell_keys('::: {.グラフ #fig-a 種類="棒" csv="data/a.csv" 𠮷="値"}')
    assert line.replace('"棒"', "").replace("グラフ", "").replace('"値"', "").isascii()
    keys = [each.partition("=")[0] for each in line.removesuffix("}").split()[3:]]
    assert [written_key(each) for each in keys] == ["種類", "csv", "𠮷"]


def test_values_without_quotes_get_them() -> None:
    """pandoc reads ASCII alone without them."""
    assert spell_keys("::: {.表 head=2 単位=人}").endswith('="人"}')


@pytest.mark.parametrize(
    "text",
    [
        '::: {.表 csv="data/a.csv"}',
        '::: {.グラフ 種類="棒}',
        "文章の中の {種類=棒} と :::",
        ":::{.グラフ 種類＝棒}",
        "::: グラフ 種類=棒",
    ],
)
def test_what_opens_no_div_stays_as_it_is(text: str) -> None:
    """What is wrong in it is told by the author's own words."""
    assert spell_keys(text) == text


def test_a_name_that_an_author_spells_so_is_no_other_name() -> None:
    """Codes alone are read back."""
    assert written_key("keikaku-zz") == "keikaku-zz"
    assert written_key("keikaku") == "keikaku"


def test_a_long_line_takes_no_time() -> None:
    """However many signs a line has that might begin an attribute."""
    begin = time.process_time()
    spell_keys("::: {" + ".a#b=" * 20_000 + "あ")
    assert time.process_time() - begin < 1
