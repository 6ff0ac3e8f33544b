"""LibreOffice kept open: a program of its own, for a Python that has LibreOffice's bridge (`uno`), which ours has not.

`python bridge.py PIPE SOFFICE ARGUMENT…` starts LibreOffice and reads requests from its standard input, each a line of JSON, which it
answers by a line. It ends with its input. Nothing of this package is imported here: it is another Python, and maybe an older one.
"""

from __future__ import annotations

import contextlib
import glob
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Seconds until LibreOffice has to answer, virus scanner included.
_PATIENCE = 100
_LOOK = 0.01
_EXPORT = "/org.openoffice.Office.Common/Filter/PDF/Export"
_LINE_ENDS = "/org.openoffice.Office.Common/AsianLayout/StartEndCharacters"
_LANGUAGE = "ja-JP"
_EVENTS = "/singletons/com.sun.star.frame.theGlobalEventBroadcaster"
_TEXT, _DEFAULTS = "com.sun.star.text.TextDocument", "com.sun.star.text.Defaults"
_CHART = "com.sun.star.chart2.ChartDocument"
# Pages as an export counts them, without those that are left empty so that the next one is on the right.
_PAGES: dict[str, object] = {"IsSkipEmptyPages": True}
_QUIET_UPDATE = 1  # com.sun.star.document.UpdateDocMode, as soffice --convert-to has it
# Where LibreOffice keeps pipes on Unix, whatever TMPDIR says.
_PIPES = ("/tmp", "/var/tmp")


def main(pipe: str, command: list[str]) -> None:
    """Start LibreOffice and answer requests until there are no more."""
    try:
        import uno  # type: ignore[import-not-found]
    except ImportError as error:
        say(lacking=str(error))
        return
    os.umask(0o077)  # the pipe is its owner's alone
    accept = f"--accept=pipe,name={pipe};urp"
    office = subprocess.Popen([*command, accept], stdin=subprocess.DEVNULL, stdout=sys.stderr)
    try:
        context = connected(uno, pipe, office)
        if context is None:
            say(lacking="LibreOffice does not answer")
            return
        say(ready=True)
        desk = Desk(uno, context)
        for line in sys.stdin:
            request = json.loads(line)
            say(id=request["id"], **answer(desk, request))
    finally:
        office.kill()


def say(**answer: object) -> None:
    """Give one answer."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def connected(uno: Any, pipe: str, office: subprocess.Popen[bytes]) -> Any:
    """LibreOffice's own context, once it answers; None where it ends before, or never does."""
    from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and office.poll() is None:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:  # it is not up yet
            time.sleep(_LOOK)
            continue
        # Nobody else is to come in, and nothing is left of it however this ends.
        for path in (each for folder in _PIPES for each in glob.glob(f"{folder}/OSL_PIPE_*_{pipe}")):
            with contextlib.suppress(OSError):
                os.unlink(path)
        return context
    return None


def answer(desk: Desk, request: dict[str, Any]) -> dict[str, object]:
    """What comes of a request: what LibreOffice says where it can't be done."""
    from com.sun.star.lang import DisposedException  # type: ignore[import-not-found]
    from com.sun.star.uno import Exception as Failure  # type: ignore[import-not-found]

    try:
        made, pages = desk.export(request)
    except DisposedException:  # it has gone
        raise
    except Failure as error:
        return {"failed": str(error)}
    return {"made": made, "pages": pages}


def gap_remover() -> Any:
    """A listener that switches gaps off in documents, which no Word file can: as soon as they are read, since they would be laid out
    twice after that."""
    import unohelper  # type: ignore[import-not-found]
    from com.sun.star.document import XDocumentEventListener  # type: ignore[import-not-found]

    class GapRemover(unohelper.Base, XDocumentEventListener):  # type: ignore[misc]
        def documentEventOccured(self, event: Any) -> None:
            if event.EventName == "OnLoadFinished" and event.Source.supportsService(_TEXT):
                event.Source.createInstance(_DEFAULTS).ParaIsCharacterDistance = False

        def disposing(self, source: Any) -> None:
            """There is nothing to be let go."""

    return GapRemover()


def texts_of_charts(document: Any) -> Iterator[Any]:
    """What has text in the charts of a document: legends, axes and series. Each says for itself whether it has gaps."""
    objects = document.EmbeddedObjects
    for name in objects.ElementNames:
        chart = objects.getByName(name).getExtendedControlOverEmbeddedObject().getComponent()
        if not chart.supportsService(_CHART):
            continue
        diagram = chart.getFirstDiagram()
        found = [diagram.getLegend()]
        for system in diagram.getCoordinateSystems():
            for dimension in range(system.getDimension()):
                last = system.getMaximumAxisIndexByDimension(dimension)
                found += [system.getAxisByDimension(dimension, index) for index in range(last + 1)]
            for kind in system.getChartTypes():
                found += kind.getDataSeries()
        yield from filter(None, found)


class Desk:
    """LibreOffice's desktop: documents are loaded on it, and exported as PDF."""

    def __init__(self, uno: Any, context: Any) -> None:
        self._uno = uno
        self._desktop = self._service(context, "com.sun.star.frame.Desktop")
        self._configuration = self._service(context, "com.sun.star.configuration.ConfigurationProvider")
        self._events = context.getValueByName(_EVENTS)
        self._ends: list[str] = ["", ""]
        self._settings = dict(self._export_settings())

    def export(self, request: dict[str, Any]) -> tuple[bool, int]:
        """Load the document `load` and write it `to` a PDF, with these `settings` where they differ from the profile's, and
        `ends` as the characters at which no line begins, and at which none ends; empty for LibreOffice's own; without `gaps` there are none
        between Japanese text and others. Whether it was written,
        which one that has more pages than `most` is not (0: it may have any number), and how many pages it has, where that matters."""
        self._set_line_ends(request["ends"])
        with contextlib.nullcontext() if request["gaps"] else self._without_gaps():
            document = self._desktop.loadComponentFromURL(
                Path(request["load"]).as_uri(),
                "_blank",
                0,
                self._values({"Hidden": True, "Silent": True, "UpdateDocMode": _QUIET_UPDATE}),
            )
        try:
            for text in () if request["gaps"] else texts_of_charts(document):
                text.ParaIsCharacterDistance = False
            most = request["most"]
            if most and (pages := self._pages_of(document)) > most:
                return False, pages
            document.storeToURL(Path(request["to"]).as_uri(), self._export(request["settings"]))
            return True, self._pages_of(document) if "PageRange" in request["settings"] else 0
        finally:
            document.close(True)

    @contextlib.contextmanager
    def _without_gaps(self) -> Iterator[None]:
        """Meanwhile documents are loaded without gaps between Japanese text and others."""
        listener = gap_remover()
        self._events.addDocumentEventListener(listener)
        try:
            yield
        finally:
            self._events.removeDocumentEventListener(listener)

    def _pages_of(self, document: Any) -> int:
        return int(document.getRendererCount(document, self._values(_PAGES)))

    def _export(self, settings: dict[str, object]) -> tuple[Any, ...]:
        """With settings of its own an export looks at no profile: so all of them are given."""
        data = self._values({**self._settings, **settings})
        typed = self._uno.Any("[]com.sun.star.beans.PropertyValue", data)
        return self._values({"FilterName": "writer_pdf_Export", "FilterData": typed})

    def _export_settings(self) -> Any:
        node = self._opened(_EXPORT, "com.sun.star.configuration.ConfigurationAccess")
        for name in node.ElementNames:
            value = node.getByName(name)
            if isinstance(value, (bool, int, str)):
                yield name, value

    def _set_line_ends(self, ends: list[str]) -> None:
        """Documents don't say it to LibreOffice, which has it for all of them, and asks when it loads one."""
        if ends == self._ends:
            return
        node = self._opened(_LINE_ENDS, "com.sun.star.configuration.ConfigurationUpdateAccess")
        if node.hasByName(_LANGUAGE):
            node.removeByName(_LANGUAGE)
        if any(ends):
            own = node.createInstance()
            own.replaceByName("StartCharacters", ends[0])
            own.replaceByName("EndCharacters", ends[1])
            node.insertByName(_LANGUAGE, own)
        node.commitChanges()
        self._ends = ends

    def _opened(self, path: str, service: str) -> Any:
        return self._configuration.createInstanceWithArguments(service, self._values({"nodepath": path}))

    def _values(self, values: dict[str, object]) -> tuple[Any, ...]:
        from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

        found = []
        for name, value in values.items():
            each = PropertyValue()
            each.Name, each.Value = name, value
            found.append(each)
        return tuple(found)

    def _service(self, context: Any, name: str) -> Any:
        return context.ServiceManager.createInstanceWithContext(name, context)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
