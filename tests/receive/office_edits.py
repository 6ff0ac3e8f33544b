"""Edits at random that LibreOffice itself makes in a sent file, tracked or not: its own markup of changes, not ours.

Run by a Python that has LibreOffice's bridge (`uno`), which the suite's own has not: `/usr/bin/python3 office_edits.py FOLDER SEED`
edits each of FOLDER/*.docx in place, and writes what has to be found beside it (.json).
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

Found = dict[str, Any]
_BREAK = 0  # com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK
_WORDS = ("見守り", "支援", "令和９年度", "相談窓口", "、高齢者", "3,200人", "（仮称）")
_EDITS = 8


def main(folder: Path, seed: int) -> None:
    """Edit all files of a folder, every other one with tracking on."""
    port = 20000 + random.SystemRandom().randrange(20000)
    with tempfile.TemporaryDirectory() as profile:
        accept = f"socket,host=127.0.0.1,port={port};urp"
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
        office = subprocess.Popen([*command, f"--accept={accept}"])
        try:
            desktop = _desktop(accept)
            for number, file in enumerate(sorted(folder.glob("*.docx"))):
                expected = _edit(desktop, file, random.Random(seed + number), tracked=number % 2 == 0)
                file.with_suffix(".json").write_text(json.dumps(expected, ensure_ascii=False), "utf-8")
            desktop.terminate()
        finally:
            office.wait(60)


def _desktop(accept: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:{accept};StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:  # it is not up yet
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def _value(name: str, value: object) -> Any:
    prop = PropertyValue()
    prop.Name, prop.Value = name, value
    return prop


def _edit(desktop: Any, file: Path, chance: random.Random, tracked: bool) -> list[dict[str, Any]]:
    document = desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, (_value("Hidden", True),))
    document.RecordChanges = tracked
    expected = []
    body, cells = _paragraphs(document)
    taken = set[int]()
    for _ in range(_EDITS):
        kind = chance.choice((_replace, _replace, _insert, _in_cell, _delete, _add, _split))
        found = kind(body, cells, taken, chance)
        if found:
            expected.append(found)
    document.RecordChanges = False
    document.storeToURL(file.as_uri(), (_value("FilterName", "MS Word 2007 XML"),))
    document.close(True)
    return expected


def _paragraphs(document: Any) -> tuple[list[Any], list[Any]]:
    """Paragraphs of running text without fields, and those of cells that have no more than one."""
    body, cells = list[Any](), list[Any]()
    for item in _all(document.Text):
        if item.supportsService("com.sun.star.text.TextTable"):
            for name in item.CellNames:
                inside = list(_all(item.getCellByName(name)))
                if len(inside) == 1 and _is_plain(inside[0], 2):
                    cells.append(inside[0])
            body.append(None)
        else:
            body.append(item if _is_plain(item, 16) else None)
    texts = [each.getString() for each in (*filter(None, body), *cells)]
    return (
        [each if each is not None and texts.count(each.getString()) == 1 else None for each in body],
        [each for each in cells if texts.count(each.getString()) == 1],
    )


def _all(text: Any) -> Iterator[Any]:
    found = text.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


def _is_plain(paragraph: Any, least: int) -> bool:
    if not paragraph.supportsService("com.sun.star.text.Paragraph"):
        return False
    kinds = {portion.TextPortionType for portion in _all(paragraph)}
    text = paragraph.getString()
    # With a tab, it is a line of a list of contents.
    return kinds <= {"Text"} and len(text) >= least and "\t" not in text


def _free(body: list[Any], taken: set[int], chance: random.Random) -> Any:
    places = [at for at, each in enumerate(body) if each is not None and not {at - 1, at, at + 1} & taken]
    if not places:
        return None
    at = chance.choice(places)
    taken.add(at)
    return body[at]


def _words(paragraph: Any, chance: random.Random, length: int, new: str) -> Found:
    before = paragraph.getString()
    at = chance.randrange(0, len(before) - length)
    cursor = paragraph.getText().createTextCursorByRange(paragraph.getStart())
    cursor.goRight(at, False)
    cursor.goRight(length, True)
    cursor.setString(new)
    return {"what": "changed", "before": [before], "after": [before[:at] + new + before[at + length :]]}


def _replace(body: list[Any], cells: list[Any], taken: set[int], chance: random.Random) -> Found | None:
    paragraph = _free(body, taken, chance)
    return _words(paragraph, chance, 2, chance.choice(_WORDS)) if paragraph else None


def _insert(body: list[Any], cells: list[Any], taken: set[int], chance: random.Random) -> Found | None:
    paragraph = _free(body, taken, chance)
    return _words(paragraph, chance, 0, chance.choice(_WORDS)) if paragraph else None


def _in_cell(body: list[Any], cells: list[Any], taken: set[int], chance: random.Random) -> Found | None:
    if not cells:
        return None
    return _words(cells.pop(chance.randrange(len(cells))), chance, 0, chance.choice(_WORDS))


def _delete(body: list[Any], cells: list[Any], taken: set[int], chance: random.Random) -> Found | None:
    paragraph = _free(body, taken, chance)
    following = (
        body[body.index(paragraph) + 1] if paragraph is not None and paragraph is not body[-1] else None
    )
    if paragraph is None or following is None:
        return None
    before = paragraph.getString()
    cursor = paragraph.getText().createTextCursorByRange(paragraph.getStart())
    cursor.gotoRange(following.getStart(), True)
    cursor.setString("")
    return {"what": "deleted", "before": [before], "after": []}


def _add(body: list[Any], cells: list[Any], taken: set[int], chance: random.Random) -> Found | None:
    paragraph = _free(body, taken, chance)
    if paragraph is None:
        return None
    before, new = (
        paragraph.getString(),
        f"新しい段落です。{chance.choice(_WORDS)}を{chance.randint(1, 999)}件にします。",
    )
    text = paragraph.getText()
    cursor = text.createTextCursorByRange(paragraph.getEnd())
    text.insertControlCharacter(cursor, _BREAK, False)
    text.insertString(cursor, new, False)
    return {"what": "added", "before": [], "after": [new], "behind": before}


def _split(body: list[Any], cells: list[Any], taken: set[int], chance: random.Random) -> Found | None:
    paragraph = _free(body, taken, chance)
    if paragraph is None:
        return None
    before = paragraph.getString()
    at = chance.randint(6, len(before) - 6)
    text = paragraph.getText()
    cursor = text.createTextCursorByRange(paragraph.getStart())
    cursor.goRight(at, False)
    text.insertControlCharacter(cursor, _BREAK, False)
    return {"what": "changed", "before": [before], "after": [before[:at], before[at:]]}


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]))
