"""A browser's requests as the server hears them, byte by byte as a test wants them: also those that no browser would send."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

from pipeline.frozen import dataclass
from pipeline.preview.address import Address

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Browser:
    """Asks as the browser of this machine does, unless a test says otherwise."""

    app: ASGIApp
    address: Address
    usual: Mapping[str, str] = field(default_factory=dict)

    def get(self, path: str, headers: Headers = (), method: str = "GET") -> Answer:
        return self.ask(method, path, [("host", f"127.0.0.1:{self.address.port}"), *headers])

    def own(self, path: str) -> Answer:
        """A page of the preview."""
        return self.get(f"/{self.address.token}/{path}", [("sec-fetch-site", "same-origin")])

    def post(self, path: str, told: object = None) -> Answer:
        """What a button of the preview's page sends."""
        body = json.dumps(told or {}).encode()
        return self.ask("POST", f"/{self.address.token}/{path}", self.sending(), body)

    def sending(self) -> Headers:
        host = f"127.0.0.1:{self.address.port}"
        site = [("sec-fetch-site", "same-origin"), ("content-type", "application/json")]
        return [("host", host), ("origin", f"http://{host}"), *site]

    def ask(self, method: str, path: str, headers: Headers, body: bytes = b"", pieces: int = 1) -> Answer:
        """Any request; its body comes in so many pieces."""
        return asyncio.run(self._asked(method, path, headers, [body] * pieces))

    async def _asked(self, method: str, path: str, headers: Headers, bodies: Sequence[bytes]) -> Answer:
        plain, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(plain),
            "raw_path": plain.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", self.address.port),
            "state": {},
        }
        waiting = [
            {"type": "http.request", "body": body, "more_body": at < len(bodies)}
            for at, body in enumerate(bodies, 1)
        ]
        sent: list[Message] = []

        async def receive() -> Message:
            return waiting.pop(0) if waiting else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        begin = next(each for each in sent if each["type"] == "http.response.start")
        came = {name.decode().lower(): value.decode() for name, value in begin["headers"]}
        return Answer(begin["status"], came, b"".join(each.get("body", b"") for each in sent))
