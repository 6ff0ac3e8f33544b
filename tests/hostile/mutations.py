"""Damage by chance to texts and bytes: each mutation takes a random generator and what it is to damage."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random


def _spelled(tokens: str) -> tuple[str, ...]:
    """The words of a text, with what a backslash spells; ␣ is a blank."""
    return tuple(
        re.sub(
            r"\\(n|r|t|x..|u....|U........)", lambda found: found[0].encode().decode("unicode_escape"), word
        ).replace("␣", " ")
        for word in tokens.split()
    )


# What breaks readers of Markdown, YAML, CSV and templates, or comes from a keyboard that stands on the wrong side.
TOKENS = (
    *_spelled(
        r"""
** * _ ` ``` # ##␣ >␣ -␣ 1.␣ 1)␣ (1)␣ a.␣ :␣ ::: :::␣{.表␣#t}
:::␣{.要約␣#sum-x}\n文\n::: :::␣{.施策}\n::: :::␣{.横長} :::␣{.位置付け図␣#p}
:::␣{.改頁}\n::: [ ] ]( [](#sec-text) [](#sum-purpose){.題} [](#measure-a){.番号と題} [](#x)
[^1] [^a]:␣b { } {#a} {.題} {.頁} {ruby="よ"} [奥州]{ruby=よ} {.番号なし}
![図](figures/bars.png) | |a|b|\n|-|-|\n|c|d| ^^ << <b> <!-- &amp; &#0; &#x202E; < > & ： \u3000 、
＊＊ ［ ｛｛ 《 “ ① ㈱ 𠮷 葛\U000e0100 か\u3099 😀 \u200b \u00a0 \u0000 \u001b \u2028
\ufdd0 \ufeff \ue000 \ufffd \r \r\n \t \n \n\n \n\n␣␣␣␣ {{␣計画名␣}} {{␣本文␣}}
{{␣x␣}} {%␣if␣x␣%} {# {_{ ]]> ${x} %s {0} {{p␣市名␣}} &a *a !x ' " ?␣ |\n >\n ---\n ...
[] {} null % @ , - ~ 題:␣ id:␣a id:␣measure-a 計画名:␣ -␣要約:␣sum-purpose 図:␣fig-p
説明:␣x 関連する取組:␣[measure-b] 第１章\u3000 (1)\u3000 ・x\n・y 2021.␣
9999999999.␣ 1999 0 -1 999 1e9 http:// https://a.jp ../ /etc/passwd #␣#␣#␣
\n:::␣{.施策}\n:::\n
        """
    ),
    *("\\", "\\\n", "C:\\a", "あ" * 300, "a" * 300, "[" * 60, "> " * 60),
)


def mutated_text(random: Random, text: str) -> str:
    """A text after one mistake."""
    return random.choice(_TEXT)(random, text)


def _inserted(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(TOKENS) + text[at:]


def _at_line_start(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    lines[at] = random.choice(TOKENS) + lines[at]
    return "\n".join(lines)


def _cut(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + text[at + random.choice((1, 1, 2, 5, 50)) :]


def _repeated(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    part = text[at : at + random.choice((1, 3, 30, 300))]
    return text[:at] + part * random.choice((2, 3, 30)) + text[at:]


def _lines_moved(random: Random, text: str) -> str:
    lines = text.split("\n")
    first = random.randrange(len(lines))
    moved = [lines.pop(first) for _ in range(min(random.choice((1, 1, 3)), len(lines) - first))]
    at = random.randint(0, len(lines))
    return "\n".join([*lines[:at], *moved, *lines[at:]])


def _line_doubled(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    return "\n".join([*lines[:at], lines[at], *lines[at:]])


def _line_dropped(random: Random, text: str) -> str:
    lines = text.split("\n")
    del lines[random.randrange(len(lines))]
    return "\n".join(lines)


def _indented(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    lines[at] = random.choice((" ", "  ", "    ", "\t", "　", "\u00a0")) + lines[at]
    return "\n".join(lines)


def _character_changed(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return (
        text[:at]
        + chr(random.choice((random.randrange(128), random.randrange(0x3000, 0x3100))))
        + text[at + 1 :]
    )


_TEXT: tuple[Callable[[Random, str], str], ...] = (
    *(_inserted, _inserted, _inserted, _at_line_start, _at_line_start, _cut, _repeated),
    *(_lines_moved, _line_doubled, _line_dropped, _indented, _character_changed),
)


def mutated_bytes(random: Random, data: bytes) -> bytes:
    """Bytes after one accident: flipped, cut off, zeroed, or saved in another encoding."""
    at = random.randrange(len(data)) if data else 0
    match random.randrange(5):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
        case 2:
            return data[:at] + bytes(random.choice((1, 16, 512))) + data[at:]
        case 3:
            return data[:at] + data[at + random.choice((1, 16, 512)) :]
        case _:
            return data.decode("utf-8", "replace").encode(
                random.choice(("cp932", "utf-16", "euc-jp")), "replace"
            )
