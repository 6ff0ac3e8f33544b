"""What the preview answers: its own page, the edition's pages and files, events, pictures of pages, and what its buttons do."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from pipeline.html.shell import shell
from pipeline.html.site import Page
from pipeline.preview.child import Gone
from pipeline.preview.desk import Desk
from pipeline.preview.places import page_at
from pipeline.preview.tasks import NAMES
from pipeline.problems import KeikakuError

_KINDS: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}
_OWN = ("preview.css", "preview.js", "page.js", "paper.js", "panels.js", "marks.css")
_HEAD_END = re.compile(rb"</head>", re.IGNORECASE)
Answer = Callable[[Request], Awaitable[Response]]


def application(desk: Desk) -> Starlette:
    """The preview of one plan, behind the guard (which knows the address)."""
    app = _App(desk)
    return Starlette(
        routes=[
            Route("/", app.home),
            Route("/own/{name}", app.own),
            Route("/edition/{name}", app.edition),
            Route("/blocks/{name}", app.blocks),
            Route("/events", app.events),
            Route("/marks", app.marks),
            Route("/place", app.place),
            Route("/paper/{key}/{page:int}.png", app.picture),
            Route("/look", app.look, methods=["POST"]),
            Route("/made/{number:int}/{name}", app.made),
            Route("/do/{job}", app.do, methods=["POST"]),
            Route("/stop", app.stop, methods=["POST"]),
            Route("/open", app.open, methods=["POST"]),
            Route("/leave", app.leave, methods=["POST"]),
        ]
    )


def _answer(name: str, data: bytes) -> Response:
    """A file by the kind that its name says; none is guessed."""
    kind = _KINDS.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    return Response(data, media_type=kind)


def _own(name: str) -> Response:
    return _answer(name, (files("pipeline.preview") / "assets" / name).read_bytes())


class _App:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    # The preview's own page

    async def home(self, request: Request) -> Response:
        return _own("preview.html")

    async def own(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _OWN:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return _own(name)

    # The edition

    async def edition(self, request: Request) -> Response:
        """A page as the edition has it, with what the preview needs to keep it up to date; or one of the files beside."""
        name, update = request.path_params["name"], self.desk.shown.update
        if update.site and name in update.site.files:
            return _answer(name, update.site.files[name])
        page = self._page(name)
        assert update.site
        assert update.template, "a site has a page around it"
        data = shell(page, update.site, update.template)
        known = f'<meta name="preview" data-version="{update.version}" data-shell="{self.desk.shown.shell}" data-page="{page.name}">'
        return _answer(name, _HEAD_END.sub(lambda end: known.encode() + end[0], data, count=1))

    async def blocks(self, request: Request) -> Response:
        """All blocks of a page as they are now, for a tab that has missed something."""
        page = self._page(request.path_params["name"])
        blocks = [[each.id, each.markup] for each in page.blocks]
        return JSONResponse({"version": self.desk.shown.update.version, "blocks": blocks})

    def _page(self, name: str) -> Page:
        site = self.desk.shown.update.site
        for page in site.pages if site else ():
            if page.name == name:
                return page
        raise HTTPException(HTTPStatus.NOT_FOUND)

    async def events(self, request: Request) -> Response:
        paper = request.query_params.get("paper") == "1"
        if paper:
            self.desk.paper.wanted()
        stream = self.desk.listeners.stream(lambda: self.desk.state, lambda: self.desk.beat, paper)
        return StreamingResponse(stream, media_type="text/event-stream")

    async def marks(self, request: Request) -> Response:
        """What differs from the plan as it was."""
        try:
            return JSONResponse(await self.desk.marks(request.query_params.get("from", "")))
        except KeyError:
            raise HTTPException(HTTPStatus.NOT_FOUND) from None
        except KeikakuError as error:
            return JSONResponse({"failed": str(error)})

    async def place(self, request: Request) -> Response:
        """The page and the block that show what is written at a place."""
        line = request.query_params.get("line", "")
        site = self.desk.shown.update.site
        if not site or not line.isdecimal():
            raise HTTPException(HTTPStatus.NOT_FOUND)
        found = page_at(site, request.query_params.get("file", ""), int(line[:9]))
        return JSONResponse(found or {})

    # Pages as they print

    async def picture(self, request: Request) -> Response:
        width = request.query_params.get("width", "")
        asked = request.path_params
        try:
            data = await self.desk.paper.picture(
                asked["key"], asked["page"], int(width[:6]) if width.isdecimal() else 800
            )
        except Gone:
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE) from None
        if not data:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return _answer("page.png", data)

    async def look(self, request: Request) -> Response:
        """A tab has a page of a document in view, as it prints."""
        match await _said(request):
            case {"document": str(name), "page": int(page)} if page >= 0:
                self.desk.paper.look(name, page)
                return JSONResponse({})
        raise HTTPException(HTTPStatus.BAD_REQUEST)

    # What was made, and what is to be done

    async def made(self, request: Request) -> Response:
        """A file that a task has made: known by its number, so no path is ever followed."""
        path = self.desk.tasks.made.get(request.path_params["number"])
        if path is None or not path.is_file():
            raise HTTPException(HTTPStatus.NOT_FOUND)
        pdf = path.suffix == ".pdf"
        kind = "application/pdf" if pdf else "application/octet-stream"
        return FileResponse(
            path,
            media_type=kind,
            filename=path.name,
            content_disposition_type="inline" if pdf else "attachment",
        )

    async def do(self, request: Request) -> Response:
        """Begin a task: 409 while another goes on."""
        job, told = request.path_params["job"], await _said(request)
        if job not in NAMES:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        words = self.desk.words_for(job, told)
        if words is None:
            raise HTTPException(HTTPStatus.BAD_REQUEST)
        if not self.desk.tasks.begin(job, words):
            raise HTTPException(HTTPStatus.CONFLICT)
        return JSONResponse({}, HTTPStatus.ACCEPTED)

    async def stop(self, request: Request) -> Response:
        await self.desk.tasks.stop()
        return JSONResponse({})

    async def open(self, request: Request) -> Response:
        """Open a file of the plan in the editor."""
        told = await _said(request)
        file, line = told.get("file"), told.get("line")
        path = await asyncio.to_thread(self.desk.file_of, file) if isinstance(file, str) else None
        if self.desk.editor is None or path is None or not isinstance(line, int):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        try:
            await asyncio.to_thread(self.desk.editor.open, path, line)
        except OSError as error:
            return JSONResponse(
                {"failed": f"{self.desk.editor.name}を開けません（{error.strerror or error}）"}
            )
        return JSONResponse({})

    async def leave(self, request: Request) -> Response:
        """A tab is being closed."""
        self.desk.listeners.leaving()
        return JSONResponse({})


async def _said(request: Request) -> Mapping[str, Any]:
    """What a page has sent: names and numbers."""
    with suppress(ValueError, RecursionError):
        told = json.loads(await request.body() or b"{}")
        if isinstance(told, dict):
            return told
    raise HTTPException(HTTPStatus.BAD_REQUEST)
