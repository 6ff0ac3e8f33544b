"""Cities, towns and villages are read as they call themselves, which no dictionary of words tells."""

from __future__ import annotations

import pytest

from pipeline.readings.municipalities import municipalities_in, readings_of
from pipeline.readings.unit import Doubt, Unit
from pipeline.readings.words import units_of
from pipeline.system.analyser import analyser


def unit_of(text: str, name: str) -> Unit:
    """A word of a text."""
    (unit,) = (each for each in units_of(text, analyser()) if text[each.start : each.end] == name)
    return unit


@pytest.mark.parametrize(
    ("text", "name", "kana"),
    [
        ("金ケ崎町の人口", "金ケ崎町", "かねがさきちょう"),
        ("奥州市、金ヶ崎町、平泉町", "金ヶ崎町", "かねがさきちょう"),
        ("岩手県胆沢郡金ケ崎町", "金ケ崎町", "かねがさきちょう"),
        ("九戸村と洋野町", "九戸村", "くのへむら"),
        ("一戸町", "一戸町", "いちのへまち"),
        ("音威子府村まで", "音威子府村", "おといねっぷむら"),
        ("渡名喜村", "渡名喜村", "となきそん"),
        ("二戸市の計画", "二戸市", "にのへし"),
        ("十日町市", "十日町市", "とおかまちし"),
        ("東京都豊島区", "豊島区", "としまく"),
        ("三重県朝日町", "朝日町", "あさひちょう"),
        ("富山県朝日町", "朝日町", "あさひまち"),
        ("千葉県印旛郡栄町", "栄町", "さかえまち"),
    ],
)
def test_a_municipality_is_read_as_it_calls_itself(text: str, name: str, kana: str) -> None:
    """As a whole, before its parts; of those with one name the one in the prefecture that is named."""
    assert unit_of(text, name).kana == kana


@pytest.mark.parametrize("text", ["朝日町の人口", "栄町の人口", "南牧村"])
def test_a_name_that_may_be_read_otherwise_is_told(text: str) -> None:
    """There are several, or a quarter of the city is meant as often."""
    (unit, *_) = units_of(text, analyser())
    assert unit.doubt is Doubt.TWO_WAYS


def test_a_quarter_of_a_city_is_no_town() -> None:
    """It stands behind the city's name, and is read as the dictionary has it."""
    assert [each.kana for each in municipalities_in("みどり市平泉町")] == ["みどりし"]
    assert unit_of("みどり市栄町", "栄町").kana == "さかえちょう"


@pytest.mark.parametrize("text", ["金ケ崎町長", "平泉町内", "町村会", "隣の町"])
def test_words_that_reach_out_of_a_name_stay_whole(text: str) -> None:
    """町長 is one word, whatever stands before it."""
    assert all(each.word not in ("金ケ崎町", "平泉町") for each in units_of(text, analyser()))


def test_names_have_one_reading_but_for_a_few() -> None:
    """Those that two prefectures read otherwise."""
    assert readings_of("七ヶ宿町") == {"しちかしゅくまち"}
    assert readings_of("広川町") == {"ひろがわちょう", "ひろかわまち"}
    assert readings_of("みどりの町") == frozenset()
