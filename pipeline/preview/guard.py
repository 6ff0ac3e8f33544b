"""Who may ask the preview: this machine's browser, at the preview's own address, with its token; all others learn nothing.

Requests are held against Host (a name that another site leads here by, DNS rebinding), token, Origin and Sec-Fetch-Site (Fetch Metadata,
W3C) before anything else looks at them; there is no CORS, so no other site can read an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.frozen import dataclass
from pipeline.preview.address import Address

MOST = 64 * 1024  # bytes of a request's body: names and places are all that is ever sent
_OWN_SITE = ("same-origin", "none")  # `none`: typed, or opened by another program
# The plan's own page has styles in its drawings; scripts are files alone.
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
_ANSWERS_WITH: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True)
class Guard:
    """An application behind the address: it sees paths without the token, and of bodies no more than is allowed."""

    app: ASGIApp
    address: Address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # a websocket, which nothing here speaks
            return
        refused = self._refused(scope) or self._entered(scope)
        if refused:
            await refused(scope, receive, _guarded(send))
            return
        body = await _body(receive)
        if body is None:
            await _refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)(scope, receive, _guarded(send))
            return
        await self.app(self._inside(scope), _said(body, receive), _guarded(send))

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to who may not ask."""
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in self.address.hosts]:
            return _refusal(HTTPStatus.MISDIRECTED_REQUEST)
        if not self._from_here(scope["method"], headers):
            return _refusal(HTTPStatus.FORBIDDEN)
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > MOST:
            return _refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return None

    def _from_here(self, method: str, headers: Headers) -> bool:
        """Whether a request comes from the preview's own page; a page may be opened by whoever has its address."""
        origins = headers.getlist("origin")
        if any(origin not in self.address.origins for origin in origins):
            return False
        site = headers.get("sec-fetch-site", "same-origin")
        if method in ("GET", "HEAD"):
            opened = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == (
                "navigate",
                "document",
            )
            return site in _OWN_SITE or opened
        kinds = [kind.partition(";")[0].strip() for kind in headers.getlist("content-type")]
        return bool(origins) and site == "same-origin" and kinds == ["application/json"]

    def _entered(self, scope: Scope) -> Response | None:
        """The answer outside of the token: the way in for the ticket, else nothing."""
        first, _, rest = scope["path"].removeprefix("/").partition("/")
        if self.address.opens(first):
            return None
        if first == "open" and scope["method"] == "GET" and self.address.admits(rest):
            return RedirectResponse(f"/{self.address.token}/", HTTPStatus.SEE_OTHER)
        return _refusal(HTTPStatus.NOT_FOUND)

    def _inside(self, scope: Scope) -> Scope:
        """The request as the application sees it. What is encoded in its path is decoded, and looked up as a name, never followed."""
        path = scope["path"].removeprefix(f"/{self.address.token}")
        return {**scope, "path": path, "raw_path": path.encode()}


async def _body(receive: Receive) -> bytes | None:
    """A request's whole body; None where it is too long, whatever its length was said to be."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST:
            return None
        if not message.get("more_body"):
            return bytes(body)


def _said(body: bytes, receive: Receive) -> Receive:
    """A body that was received, and what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def said() -> Message:
        return waiting.pop() if waiting else await receive()

    return said


def _guarded(send: Send) -> Send:
    """Answers with what browsers have to heed."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _ANSWERS_WITH.items():
                headers[name] = value
        await send(message)

    return guarded


def _refusal(status: HTTPStatus) -> Response:
    return PlainTextResponse(
        "プレビューの住所が違います。プログラムを始めた画面に示した住所を開いてください。", status
    )
