"""Names that become files are such that every system has them; where one can't be, that is told on every system."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.file_names import as_file_name, distinct_names, fault_of_name

BAD = [
    *("CON", "nul", "Aux.txt", "com1", "LPT9.a.b", "COM¹", "conin$", "prn .md"),
    *("a:b", "a?", "a*", 'a"', "<a>", "a|b", "a/b", "a\\b", "a\tb", "a\0"),
    *("a.", "a ", ".a", "..", ".", "", " ", "　", "あ" * 86),
]
GOOD = [
    "第1回策定委員会",
    "素案（案）",
    "a.b",
    "console",
    "aux-1",
    "com10",
    "con素案",
    "100%!(a)&^ 'b'",
    "～－①",
    "あ" * 85,
]


@pytest.mark.parametrize("name", BAD)
def test_what_windows_refuses_is_refused(name: str) -> None:
    assert fault_of_name(name).endswith("ので")


@pytest.mark.parametrize("name", GOOD)
def test_what_windows_takes_is_taken(name: str) -> None:
    assert fault_of_name(name) == ""
    assert as_file_name(name)[:120] == name[:120]


@given(st.text())
def test_a_name_that_is_made_of_a_text_is_one_that_windows_takes(text: str) -> None:
    """But for what begins with a dot, which hides a file elsewhere, and for nothing."""
    name = as_file_name(text)
    assert len(name) <= 121
    assert not name or not fault_of_name(name) or len(name.encode("utf-8", "surrogatepass")) > 255


def test_what_windows_refuses_becomes_what_looks_alike() -> None:
    """A plan's name may have a slash or a question mark."""
    assert as_file_name("A/B: どうする?計画. ") == "A／B： どうする？計画"
    assert as_file_name(unicodedata.normalize("NFD", "が")) == "が"
    assert as_file_name("Aux") == "Aux_"


@given(
    st.lists(
        st.sampled_from(["福祉/課", "福祉／課", "ICT課", "ict課", "ICT課-2", "con", "", "課 "]), unique=True
    )
)
def test_no_name_is_that_of_another(texts: list[str]) -> None:
    """In any case: the later workbook would take the place of the first."""
    named = distinct_names(texts)
    assert list(named) == texts
    assert len({name.casefold() for name in named.values()}) == len(texts)
