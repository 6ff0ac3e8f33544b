"""The morphological analyser, and what is said where there is none."""

from __future__ import annotations

import pytest

from pipeline.problems import Code, MachineError
from pipeline.system import analyser


def test_all_of_a_text_is_in_its_words() -> None:
    """Also where it is longer than what SudachiPy takes at once."""
    text = "奥州市の計画を、20日に進める。" * 2000
    words = analyser.analyser().words(text)
    assert "".join(each.text for each in words) == text
    assert [each.start for each in words][:3] == [0, 2, 3]
    assert words[0].reading == "オウシュウ"


def test_the_dictionary_has_all_readings_of_a_spelling() -> None:
    assert {"ニンキ", "ヒトケ"} <= {each.reading for each in analyser.analyser().entries("人気")}


def test_without_it_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analyser, "find_spec", lambda name: None)
    analyser.analyser.cache_clear()
    with pytest.raises(MachineError) as raised:
        analyser.analyser()
    assert raised.value.code is Code.MACHINE_ANALYSER
    assert "pip install sudachipy sudachidict_small" in raised.value.hint
