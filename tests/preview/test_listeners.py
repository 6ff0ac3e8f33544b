"""Tabs come and go; when all are gone for good, the preview is over."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from pipeline.preview import listeners
from pipeline.preview.listeners import Listeners


def read(message: bytes) -> tuple[str, Any]:
    kind, data = message.decode().splitlines()[:2]
    return kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))


async def opened(all_tabs: Listeners, paper: bool = False) -> AsyncIterator[bytes]:
    tab = all_tabs.stream(lambda: {"version": 3}, lambda: {"version": 3}, paper)
    assert read(await anext(tab)) == ("state", {"version": 3})
    return tab


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"_BEAT": 0.02, "_CLOSED": 0.05, "_LOST": 0.15}.items():
        monkeypatch.setattr(listeners, name, value)


def test_two_tabs_hear_the_same() -> None:
    async def run() -> None:
        all_tabs = Listeners()
        one, other = await opened(all_tabs), await opened(all_tabs, paper=True)
        all_tabs.say("update", {"text": "改行\nも"})
        assert read(await anext(one)) == read(await anext(other)) == ("update", {"text": "改行\nも"})
        assert read(await anext(one)) == ("beat", {"version": 3})
        assert all_tabs.want_paper
        await other.aclose()  # type: ignore[attr-defined]
        assert not all_tabs.want_paper
        await one.aclose()

    asyncio.run(run())


@pytest.mark.parametrize(("said", "after"), [(True, 0.07), (False, 0.2)])
def test_it_is_over_a_while_after_the_last_tab(said: bool, after: float) -> None:
    """Soon, if the tab said that it closes; else a machine may sleep, or a browser have put a tab away."""

    async def run() -> None:
        all_tabs = Listeners()
        assert not all_tabs.gone()  # nobody came yet
        one, other = await opened(all_tabs), await opened(all_tabs)
        for tab in (one, other):
            assert not all_tabs.gone()
            if said:
                all_tabs.leaving()
            await tab.aclose()  # type: ignore[attr-defined]
        assert not all_tabs.gone()
        await asyncio.sleep(after)
        assert all_tabs.gone()

    asyncio.run(run())


def test_a_page_that_is_loaded_anew_goes_on() -> None:
    async def run() -> None:
        all_tabs = Listeners()
        tab = await opened(all_tabs)
        all_tabs.leaving()
        await tab.aclose()  # type: ignore[attr-defined]
        again = await opened(all_tabs)
        await asyncio.sleep(0.2)
        assert not all_tabs.gone()
        await again.aclose()  # type: ignore[attr-defined]

    asyncio.run(run())


def test_a_tab_that_does_not_read_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listeners, "_WAITING", 3)

    async def run() -> None:
        all_tabs = Listeners()
        tab = await opened(all_tabs)
        for number in range(5):
            all_tabs.say("update", {"number": number})
        heard = [read(message) async for message in tab]
        assert [told["number"] for _, told in heard] == [1, 2]  # and then its stream ends
        assert all_tabs.count == 0

    asyncio.run(run())


def test_at_the_end_every_tab_is_told() -> None:
    async def run() -> None:
        all_tabs = Listeners()
        tab = await opened(all_tabs)
        all_tabs.end()
        assert [read(message)[0] async for message in tab] == ["end"]

    asyncio.run(run())
