"""A walk through all pages of a site, each opened once: what a browser, axe and the validator say of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.browser.machine import AXE, HERE, VALIDATOR, chromium

# CSS pixels: a phone, 400 % and 200 % of a screen of 1280 (WCAG 2.2, 1.4.4 and 1.4.10).
PHONE, REFLOWED, ZOOMED, DESKTOP = 375, 320, 640, 1280
# All but contrast, of the whole page.
_RULES = {"rules": {"target-size": {"enabled": True}, "color-contrast": {"enabled": False}}}
_CONTRAST = {"runOnly": ["color-contrast"]}
_CHECK = """
async ([of, rules]) => {
  const options = { resultTypes: ["violations"], preload: false, iframes: false, ...rules };
  const { violations } = await axe.run(of ? { include: window.unseen } : document, options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}
"""
# What a text's contrast depends on: its size and weight, and the colours of all that it stands in. Of elements that have the same in
# common, one is looked at. Of texts in drawings axe decides nothing: what is behind them is not what they stand in.
_UNSEEN = """
([theme, seen]) => {
  document.documentElement.dataset.theme = theme;
  const known = new Set(seen), colours = new Map();
  const coloursOf = (each) => {
    if (!each) return "";
    if (!colours.has(each)) {
      const { color, backgroundColor, backgroundImage, opacity } = getComputedStyle(each);
      colours.set(each, [coloursOf(each.parentElement), color, backgroundColor, backgroundImage, opacity].join());
    }
    return colours.get(each);
  };
  window.unseen = [...document.body.querySelectorAll("*")].filter((each) => {
    if (![...each.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim())) return false;
    if (each.ownerSVGElement || !each.checkVisibility()) return false;
    const { fontSize, fontWeight, position } = getComputedStyle(each);
    const kind = [theme, each.localName, fontSize, fontWeight, position, coloursOf(each)].join();
    return !known.has(kind) && known.add(kind);
  });
  return [window.unseen.length, [...known]];
}
"""
_INLINE = (
    "() => [...document.querySelectorAll('style, [style], script:not([src])')].map((each) => each.outerHTML)"
)
_LARGEST = "() => { document.documentElement.dataset.size = 'larger' }"
_WIDTH = "() => document.documentElement.scrollWidth"


class Visit(NamedTuple):
    """What was seen of a page: the violations that axe found in light and in dark, how wide the page was at each width of the
    window (at the least of them with the largest letters that a reader can choose), elements with styles or scripts of their own, errors, and the addresses that were asked for."""

    light: list[str]
    dark: list[str]
    widths: dict[int, int]
    inline: list[str]
    errors: list[str]
    addresses: list[str]

    @property
    def faults(self) -> list[object]:
        """Whatever is wrong with the page."""
        wide = [f"{is_} of {width}" for width, is_ in self.widths.items() if is_ > width]
        outside = [each for each in self.addresses if not each.startswith(("file:", "data:"))]
        return [*self.light, *self.dark, *wide, *self.inline, *self.errors, *outside]


@contextmanager
def browser_started() -> Iterator[Browser]:
    """Debian's chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def visits(browser: Browser, folder: Path) -> dict[str, Visit]:
    """Every page of a site, opened from its folder, by name."""
    axe = AXE.read_text("utf-8")
    context = browser.new_context(viewport={"width": DESKTOP, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    addresses: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: addresses.append(request.url))
    found: dict[str, Visit] = {}
    kinds: list[str] = []

    def low_contrast(theme: str) -> list[str]:
        """Texts of kinds that no page before had, where they don't stand out."""
        nonlocal kinds
        texts, kinds = page.evaluate(_UNSEEN, [theme, kinds])
        return page.evaluate(_CHECK, [True, _CONTRAST]) if texts else []

    for path in sorted(folder.glob("*.html")):
        errors.clear()
        addresses.clear()
        page.goto(path.as_uri())
        inline = page.evaluate(_INLINE)
        page.evaluate(axe)
        light = page.evaluate(_CHECK, [False, _RULES]) + low_contrast("light")
        dark = low_contrast("dark")
        widths = {}
        for width in (ZOOMED, PHONE, REFLOWED):
            if width == REFLOWED:
                page.evaluate(_LARGEST)
            page.set_viewport_size({"width": width, "height": 800})
            widths[width] = page.evaluate(_WIDTH)
        page.set_viewport_size({"width": DESKTOP, "height": 900})
        found[path.name] = Visit(light, dark, widths, inline, list(errors), list(addresses))
    context.close()
    return found


def invalid(folders: Iterable[Path]) -> list[str]:
    """What the validator has to say of the pages in these folders."""
    command = ["node", str(VALIDATOR), "--config", str(HERE / ".htmlvalidate.json"), "--formatter", "json"]
    ended = subprocess.run(
        [*command, *(f"{folder}/*.html" for folder in folders)], capture_output=True, text=True, cwd=HERE
    )
    assert ended.returncode in (0, 1), ended.stderr
    return [
        f"{Path(file['filePath']).name}:{each['line']}:{each['column']}: {each['message']} [{each['ruleId']}]"
        for file in json.loads(ended.stdout)
        for each in file["messages"]
    ]
