"""Every page of both plans: by axe, by the validator, in windows of every width, and from a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.browser.visits import Visit, invalid

Seen = Mapping[str, Visit]


def test_axe_finds_nothing_on_any_page_in_light_or_dark(seen: Seen) -> None:
    assert {
        name: (visit.light, visit.dark) for name, visit in seen.items() if visit.light or visit.dark
    } == {}


def test_every_page_is_valid_html(sites: Mapping[str, Path]) -> None:
    assert invalid(sites.values()) == []


def test_no_page_is_wider_than_its_window_at_200_or_400_percent_or_on_a_phone(seen: Seen) -> None:
    wide = {
        (name, width): is_
        for name, visit in seen.items()
        for width, is_ in visit.widths.items()
        if is_ > width
    }
    assert wide == {}


def test_no_page_asks_for_anything_outside_its_folder(seen: Seen) -> None:
    outside = [
        each for visit in seen.values() for each in visit.addresses if not each.startswith(("file:", "data:"))
    ]
    assert outside == []


def test_no_page_has_errors_when_it_is_opened_from_a_folder(seen: Seen) -> None:
    assert {name: visit.errors for name, visit in seen.items() if visit.errors} == {}


def test_no_page_has_a_style_or_a_script_of_its_own(seen: Seen) -> None:
    """So a strict Content-Security-Policy, as the template says one, can stay."""
    assert {name: visit.inline for name, visit in seen.items() if visit.inline} == {}
