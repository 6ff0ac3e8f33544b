"""One browser, and the sites that it looks at, each made and gone through once."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipeline.workflows.html import edition_of
from pipeline.workspace.project import Project
from tests.browser.machine import need
from tests.browser.visits import Visit, browser_started, visits
from tests.goldens import ROOT, TEMPLATES, quiet

# Sources and templates: a whole plan with documents of its own, and one with a block of every kind.
PLANS: Mapping[str, tuple[Path, Path]] = {
    "children": (ROOT / "examples/children/plan_source", ROOT / "examples/children/templates"),
    "everything": (ROOT / "tests/cases/everything/plan_source", TEMPLATES),
}


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    need()
    with browser_started() as browser:
        yield browser


@pytest.fixture(scope="package")
def sites(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The folders of the finished sites, with the suite's own page and style."""
    return {name: made(tmp_path_factory.mktemp(name), *plan) for name, plan in PLANS.items()}


def made(folder: Path, source: Path, templates: Path) -> Path:
    """The site of a plan in a folder."""
    shutil.copytree(templates, folder / "templates")
    shutil.copytree(TEMPLATES / "html", folder / "templates" / "html", dirs_exist_ok=True)
    project = Project(source, folder / "templates", folder / "build")
    site = folder / "html"
    site.mkdir()
    for name, data in edition_of(project, quiet).files.items():
        (site / name).write_bytes(data)
    return site


@pytest.fixture(scope="package")
def seen(browser: Browser, sites: Mapping[str, Path]) -> Mapping[str, Visit]:
    """What was seen of every page, by site and name."""
    return {
        f"{site}/{name}": visit
        for site, folder in sites.items()
        for name, visit in visits(browser, folder).items()
    }


@pytest.fixture(scope="package")
def served(sites: Mapping[str, Path]) -> Iterator[str]:
    """The address at which a plain server has the site of the children's plan."""
    handler = partial(_Quiet, directory=str(sites["children"]))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""
