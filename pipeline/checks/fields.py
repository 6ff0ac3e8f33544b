"""Field instructions, taken apart (ECMA-376 Part 1, 17.16.1 and 17.16.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

# Switches that are followed by a value of their own; \* \# and \@ are so in every field.
VALUED: Mapping[str, str] = {
    "TOC": "abcdflnopst",
    "SEQ": "rs",
    "REF": "d",
    "HYPERLINK": "lot",
    "INDEX": "bcdefghklpz",
    "INCLUDEPICTURE": "c",
    "INCLUDETEXT": "cntx",
    "XE": "frt",
    "TC": "fl",
}


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# Kinds that Word keeps without a cached result, or with an empty one: marks, drawings made of text, conditions, forms.
SILENT = _words(
    "TC XE RD SET ASK TA PRIVATE EQ SYMBOL ADVANCE LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT MACROBUTTON GOTOBUTTON",
    "PRINT IF COMPARE NEXT NEXTIF SKIPIF MERGEFIELD MERGEREC MERGESEQ FILLIN QUOTE FORMTEXT FORMCHECKBOX",
    "FORMDROPDOWN TITLE SUBJECT AUTHOR KEYWORDS COMMENTS DOCPROPERTY DOCVARIABLE INFO",
)
# All kinds (17.16.5); what is not among them is half an instruction.
KINDS = SILENT | _words(
    "TOC SEQ REF PAGEREF NOTEREF STYLEREF PAGE NUMPAGES SECTION SECTIONPAGES HYPERLINK INDEX TOA DATE TIME CREATEDATE",
    "SAVEDATE PRINTDATE EDITTIME REVNUM FILENAME FILESIZE TEMPLATE LASTSAVEDBY USERNAME USERINITIALS USERADDRESS",
    "NUMCHARS NUMWORDS AUTOTEXT AUTOTEXTLIST INCLUDEPICTURE INCLUDETEXT LINK EMBED DDE DDEAUTO BARCODE",
    "DISPLAYBARCODE BIDIOUTLINE ADDRESSBLOCK GREETINGLINE CITATION BIBLIOGRAPHY DATABASE SHAPE CONTROL ADDIN =",
)

# Word takes curly quotation marks, which it makes itself while one types, as straight ones.
_TOKEN = re.compile(r'"(?P<quoted>(?:[^"\\]|\\.)*)"|“(?P<curly>[^”]*)”|\\(?P<switch>\S)|(?P<bare>[^\s"“\\]+)')


class Instruction(NamedTuple):
    """A field's instruction: `REF sec_purpose \\w \\h` is kind REF, one argument, switches w and h."""

    text: str
    kind: str
    arguments: tuple[str, ...]
    switches: Mapping[str, str]

    @property
    def target(self) -> str:
        """The first argument: the bookmark, style or label that the field is about; empty when it has none."""
        return self.arguments[0] if self.arguments else ""


@lru_cache(maxsize=4096)
def parse_instruction(text: str) -> Instruction:
    """The parts of an instruction; kind is upper case, and empty for an empty instruction."""
    tokens = [
        (found["switch"], found["quoted"] or found["curly"] or found["bare"] or "")
        for found in _TOKEN.finditer(text)
    ]
    kind = tokens[0][1].upper() if tokens and tokens[0][1] else ""
    kind = "=" if kind.startswith("=") else kind
    valued = VALUED.get(kind, "")
    arguments: list[str] = []
    switches: dict[str, str] = {}
    awaiting = ""
    for switch, word in tokens[1:]:
        if switch:
            switches.setdefault(switch, "")
            awaiting = switch if switch in valued or switch in "*#@" else ""
        elif awaiting:
            switches[awaiting] = word if awaiting != "*" else f"{switches['*']} {word}".strip()
            awaiting = ""
        else:
            arguments.append(word)
    return Instruction(" ".join(text.split()), kind, tuple(arguments), switches)
