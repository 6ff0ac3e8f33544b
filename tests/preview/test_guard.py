"""Nobody but this machine's browser, at the preview's own address, learns anything or changes anything."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pipeline.preview.address import HOST, Address, listen, new_address
from pipeline.preview.guard import MOST, Guard
from pipeline.problems import Code, MachineError
from tests.preview.asking import Browser

PORT = 50999
TOKEN = "right-token"


async def hello(request: Request) -> Response:
    await request.body()
    return PlainTextResponse(f"計画 {request.url.path}")


@pytest.fixture
def browser() -> Browser:
    """A browser, and an application that tells the plan to whoever gets through."""
    app = Starlette(routes=[Route("/{path:path}", hello, methods=["GET", "POST"])])
    address = Address(PORT, TOKEN, "ticket")
    return Browser(Guard(app, address), address)


def test_the_page_opens_at_its_address(browser: Browser) -> None:
    answer = browser.get(f"/{TOKEN}/chapter-1.html")
    assert (answer.status, answer.body.decode()) == (200, "計画 /chapter-1.html")


@pytest.mark.parametrize("host", ["127.0.0.1:50999", "localhost:50999"])
def test_the_machines_own_names_are_right(browser: Browser, host: str) -> None:
    assert browser.ask("GET", f"/{TOKEN}/", [("host", host)]).status == 200


@pytest.mark.parametrize(
    "hosts",
    [
        ["evil.example:50999"],
        ["127.0.0.1:50999.evil.example"],
        ["127.0.0.1"],
        ["127.0.0.1:80"],
        ["[::1]:50999"],
        ["0.0.0.0:50999"],
        ["LOCALHOST.evil.example:50999"],
        [""],
        [],
        ["127.0.0.1:50999", "evil.example"],
        ["evil.example", "127.0.0.1:50999"],
    ],
)
def test_a_name_of_another_site_that_leads_here_opens_nothing(browser: Browser, hosts: list[str]) -> None:
    """DNS rebinding: the browser believes that it is at evil.example, and says so in Host."""
    answer = browser.ask("GET", f"/{TOKEN}/", [("host", host) for host in hosts])
    assert answer.status == 421
    assert "計画" not in answer.body.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/chapter-1.html",
        "/right-toke/",
        "/right-token2/",
        "/RIGHT-TOKEN/",
        "//right-token/",
        "/x/../right-token/",
        "/x/right-token/",
        "/?token=right-token",
        "/%E8%A8%88%E7%94%BB/",
        "/open/",
        "/open/wrong",
        "/open/right-token",
        "/open",
    ],
)
def test_without_the_token_nothing_is_told(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status == 404
    assert TOKEN not in str(answer.headers) + answer.body.decode()


def test_the_ticket_leads_to_the_page_once(browser: Browser) -> None:
    """Others on the machine see what a browser is started with."""
    first, second = browser.get("/open/ticket"), browser.get("/open/ticket")
    assert (first.status, first.headers["location"]) == (303, f"/{TOKEN}/")
    assert second.status == 404


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:50999", "http://127.0.0.1:8080"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_origin_is_refused_even_with_the_token(browser: Browser, origin: str, method: str) -> None:
    headers = [each for each in browser.sending() if each[0] != "origin"]
    assert browser.ask(method, f"/{TOKEN}/", [*headers, ("origin", origin)]).status == 403


@pytest.mark.parametrize(
    ("site", "mode", "target", "status"),
    [
        ("same-origin", "cors", "empty", 200),
        ("none", "navigate", "document", 200),
        ("cross-site", "navigate", "document", 200),  # a link in a mail that its user has sent
        ("cross-site", "navigate", "iframe", 403),
        ("same-site", "no-cors", "image", 403),  # another port of this machine
        ("cross-site", "no-cors", "script", 403),
        ("cross-site", "cors", "empty", 403),
    ],
)
def test_other_sites_can_load_no_part_of_it(
    browser: Browser, site: str, mode: str, target: str, status: int
) -> None:
    headers = [("sec-fetch-site", site), ("sec-fetch-mode", mode), ("sec-fetch-dest", target)]
    assert browser.get(f"/{TOKEN}/x", headers).status == status


@pytest.mark.parametrize("missing", ["origin", "content-type"])
def test_what_changes_something_says_where_it_comes_from(browser: Browser, missing: str) -> None:
    """A form of another site can send neither our Origin nor JSON."""
    headers = [each for each in browser.sending() if each[0] != missing]
    assert browser.ask("POST", f"/{TOKEN}/do/plan", browser.sending(), b"{}").status == 200
    assert browser.ask("POST", f"/{TOKEN}/do/plan", headers, b"{}").status == 403
    form = [*browser.sending(), ("content-type", "text/plain")]
    assert browser.ask("POST", f"/{TOKEN}/do/plan", form, b"{}").status == 403


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"])
def test_other_methods_do_nothing(browser: Browser, method: str) -> None:
    """No preflight is ever answered, so no other site may ask."""
    answer = browser.ask(method, f"/{TOKEN}/", browser.sending())
    assert answer.status == 405
    assert not any(name.startswith("access-control") for name in answer.headers)


def test_a_long_body_is_not_taken(browser: Browser) -> None:
    """Neither one that says how long it is, nor one that goes on and on."""
    path, usual = f"/{TOKEN}/do/plan", browser.sending()
    assert browser.ask("POST", path, [*usual, ("content-length", str(MOST + 1))]).status == 413
    assert browser.ask("POST", path, [*usual, ("content-length", "-1")]).status == 413
    assert browser.ask("POST", path, usual, b"x" * (MOST // 2), pieces=4).status == 413
    assert browser.ask("POST", path, usual, b"x" * MOST).status == 200


@pytest.mark.parametrize("path", ["/", f"/{TOKEN}/"])
def test_every_answer_binds_the_browser(browser: Browser, path: str) -> None:
    """No address leaks by Referer, nothing is kept, no other page may frame it, and no script but its own runs."""
    headers = browser.get(path).headers
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    policy = headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'self'", "base-uri 'none'"} <= {
        *policy
    }


def test_every_preview_has_another_token() -> None:
    one, other = new_address(PORT), new_address(PORT)
    assert len({one.token, one.ticket, other.token, other.ticket}) == 4
    assert min(map(len, (one.token, one.ticket))) >= 43


def test_it_listens_to_this_machine_alone_and_finds_a_free_port() -> None:
    with listen(0) as one, listen(0) as other:
        assert one.getsockname()[0] == HOST == "127.0.0.1"
        assert one.getsockname()[1] != other.getsockname()[1]


def test_a_port_that_is_taken_is_told() -> None:
    with listen(0) as one, pytest.raises(MachineError) as caught:
        listen(one.getsockname()[1])
    assert caught.value.code is Code.PREVIEW_PORT
