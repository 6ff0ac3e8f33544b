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


class Clock:
    """A clock that a test sets."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(listeners, "time", clock)
    monkeypatch.setattr(listeners, "_BEAT", 0.02)
    return clock


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


@pytest.mark.parametrize(("said", "after"), [(True, 6), (False, 180)])
def test_it_is_over_a_while_after_the_last_tab(said: bool, after: float, clock: Clock) -> None:
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
        clock.now += after - 1
        assert not all_tabs.gone()
        clock.now += 1
        assert all_tabs.gone()

    asyncio.run(run())


def test_a_page_that_is_loaded_anew_goes_on(clock: Clock) -> None:
    async def run() -> None:
        all_tabs = Listeners()
        tab = await opened(all_tabs)
        all_tabs.leaving()
        await tab.aclose()  # type: ignore[attr-defined]
        again = await opened(all_tabs)
        clock.now += 1000
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
