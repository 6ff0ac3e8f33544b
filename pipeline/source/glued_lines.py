"""Lines that were meant to stand each on its own and become one paragraph: those that begin like items, and two that begin alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from operator import and_

from pipeline.model.patterns import KANJI_DIGIT, one_of
from pipeline.source.fragment import Position

# A blank that is none to Markdown, so that no mark before it is one: full-width, no-break, of typography. (Classes that name
# such characters, or ranges of kanji, take a thousand times as long to compile.)
WIDE = r"[^\S \t\n]"

# What lines of a list begin with. Letters and numbers with a full-width blank after them begin nothing else.
_LETTER = one_of("[A-Za-z]", "[ア-ンＡ-Ｚｱ-ﾝ]", "[ａ-ｚ]")
_LETTERED = f"(?:{_LETTER}|第?[0-9０-９]{{1,2}}|第?{KANJI_DIGIT}{{1,3}})"
_BRACKETED = f"[（(](?:{_LETTER}|[0-9０-９]{{1,2}}|{KANJI_DIGIT}{{1,3}})[）)]"
_SIGN = "[-‐･・·○〇◦●◎◯■□◆◇▲△▼▽★☆•‣※→⇒➡⇨▶►▷➢➤▪▫✓✔✅☐-☒❖①-⓿❶-➓㈠-㈩㉑-㉟㊀-㊉㊱-㊿㋐-㋾Ⅰ-ⅿ]"
_POINT, _END = one_of(*"．、", "[.]"), one_of(*"） ", "[)]")
_ITEM = re.compile(
    rf"(?:^|(?<=\n))(?:{_LETTERED}{WIDE}|{_BRACKETED}|{_SIGN}|{one_of(*'※＊注', '[*]')}[0-9０-９]{{1,2}}|(?:[0-9０-９]{{1,2}}|{KANJI_DIGIT}{{1,3}}){_POINT}|[ア-ンｱ-ﾝ](?:{_POINT}|{_END})"
    rf"|[０-９]{{1,2}}{_END}|[0-9]{{1,2}}[）)]|[Ａ-Ｚａ-ｚ](?:[.．]|{_END})|[A-Za-z][)）]|(?:[ivx]{{2,4}}|[IVX]{{2,4}})[.)）]|{KANJI_DIGIT}{{1,3}}{_END}|第(?:[0-9０-９]{{1,2}}|{KANJI_DIGIT}{{1,3}}) "
    rf"|{one_of(*'−－‑–—―─ー＊＋')}(?=[^\S\n])|【[^】\n]{{1,12}}】|(?P<note>[（(]?{one_of('注', '備考', '資料', '出典')}(?:[：:]|[0-9０-９]{{0,2}}[）)])))(?=[^\n\d])"
)
# These are compiled where there is such a line, which is seldom.
# Lines of provisions, which no list of Markdown's is: 第２条　…, 附則, （目的） over the next line; 2 and a blank before Japanese.
_PROVISION = (
    rf"(?:^|(?<=\n))(?:第(?:[0-9０-９]{{1,3}}|{KANJI_DIGIT}{{1,4}})条(?:の(?:[0-9０-９]{{1,2}}|{KANJI_DIGIT}{{1,2}}))*(?= |{WIDE}|[（(])"
    rf"|第(?:[0-9０-９]{{1,2}}|{KANJI_DIGIT}{{1,3}}){one_of(*'編章節款')}(?= |{WIDE})|附(?: |{WIDE})*則(?=\n|\Z)|[（(][^（）()\n]{{1,30}}[）)](?=\n)|[0-9]{{1,2}} (?=[^\s!-~]))"
)
_BRACKET = "|".join(
    rf"{re.escape(opens)}[^{re.escape(closes)}\n\0]{{1,12}}{re.escape(closes)}"
    for opens, closes in ("〔〕", "＜＞", "〈〉", "《》", "［］", "[]")
)
# What only two lines one after another begin alike with, a number aside: ―見守り, 令和３年４月　公表, 甲　見守り, 電話：000, 場所　市役所, 〔窓口〕福祉課.
_LABEL = (
    rf"(?:^|(?<=\n))(?:(?P<sign>{one_of(*'−－–—―─＊＋', '[*+]')})(?=[^\s\d])"
    rf"|(?P<number>[^\s\0、。：:]{{0,12}}(?:\d|{KANJI_DIGIT})[^\s\d\0、。：:]{{0,6}}(?:[：:]\d\d)?)(?:{WIDE}|\t|[：:](?!\d)| (?![ぁ-ん年月日]))"
    rf"|(?P<letter>[A-Za-z]\.? )(?=[^\s!-~])"
    rf"|(?P<party>{one_of(*'甲乙丙丁壱弐参')})(?: |{WIDE}|[：:])|(?P<name>[^\W\d]{{1,12}})(?:(?: |{WIDE})*(?:[：:](?!/)|・・)|(?P<apart>{WIDE}))"
    rf"|(?P<bracket>{_BRACKET}))"
)
# Rows of a table without bars: each a label, and numbers with their units.
_ROW = rf"(?:^|(?<=\n))(?P<row>[^\s\0、。：:]{{0,14}}[^\s\0、。：:ぁ-ん](?:(?: |{WIDE})+[0-9０-９][-0-9０-９,，.．]*[^\s\d\0、。]{{0,3}})+)(?=[ \t]*(?:\n|\Z))"
# What names what stands under it, alone in its line: 【目標】, 表１　人口の推移; and the rest of such a line after a sign or a number: ■目標, ア　目標.
_ALONE = rf"(?=[ \t]*\n(?!{one_of(*'はがをにのとでもへや')}))"
_NOUN = r"[^\n\0、。：:]{0,14}[^\s\0、。：:ぁ-ん]"
_REST = f"{_NOUN}{_ALONE}"
_TITLE = rf"(?:^|(?<=\n))(?:(?:【[^】\n]{{1,20}}】|{_BRACKET}){_ALONE}|(?:[表図]|グラフ|資料)[0-9０-９]{{1,2}}(?:[-－―‐−][0-9０-９]{{1,2}})?(?: |{WIDE}){_REST})"
_BEFORE_TITLES = "■□◆◇●◎▼▽★）)．"  # signs, and ends of numbers
UNDER = "後に空の行を入れるか、行の終わりに「\\」を置いてください。見出しなら「## 題」、表や図の題なら「::: {.表}」などの中に書きます"
_SURELY = rf"{_LETTERED}{WIDE}|(?:{_BRACKETED}|{_SIGN})(?: |{WIDE})"
# A number without a blank, and no other one in its line, that may stand under what names it: ①見守り, but not ①及び②.
_NUMBERED = rf"(?:[①-⓿]|{_BRACKETED})(?!から|まで|{one_of(*'はがをにのとでもへや及又並若等以')})(?![^\n]*(?:[①-⓿]|{_BRACKETED}))[^\s、。]"
_ENDED = r"[。．：:」』）)]\Z"
# What lines begin with that may match, so that most need no pattern: brackets, signs, and the words before the numbers of titles.
_BRACKETS = frozenset("【〔＜〈《［[")
_SIGNED = frozenset("−－–—―─＊＋*+")
_TITLED = frozenset("表図グ資")
_PROVISIONS_BEGIN = frozenset("第附（(0123456789")
# So many characters a label has before the blank or colon that ends it.
_LONGEST_LABEL = 24
_COMMAS, _PARTICLES = ("、", "，"), (*"はがをにとのでもへや", "うち", "から", "まで")


def glued(
    text: str, place: Callable[[int], Position], margin: int = 0
) -> Iterator[tuple[Position, str, str]]:
    """Lines that begin like items, and become one line with what is before them; from the column `margin` on stand those that
    are surely the block's own."""
    lines = text.split("\n")
    if len(lines) == 1:
        return
    yield from _gaps(text, place)
    # A note that begins the text is none of a list's.
    items = [found for found in at_lines(_ITEM, text) if found.start() or found.group()[-1] not in "：:"]
    if any(line[:1] in _PROVISIONS_BEGIN for line in lines):
        others = (
            found
            for found in at_lines(re.compile(_PROVISION), text)
            if found.start() not in {each.start() for each in items}
        )
        items = sorted((*items, *others), key=lambda found: found.start())
    hint = "一覧なら「- 」「1. 」「1) 」「(1) 」で始め、例規の条文なら「::: {.条文}」で囲み、表なら「|」で区切ってください。文字のままなら、行の終わりに「\\」を置くか、前の行を空けます"
    labelled = list(map(_may_have_label, lines))
    labels = (_LABEL, _ROW) if any(map(and_, labelled, labelled[1:])) else ()
    alike = chain.from_iterable(_alike(text, pattern) for pattern in labels)
    if pair := items[:2] if len(items) > 1 else next(alike, ()):
        both = f"「{pair[0].group()}」と「{pair[1].group()}」で始まる行が、一つの段落につながってしまいます"
        yield place(pair[0].start()), both, hint
    elif items and (at := items[0].start()) > 0 and _begins_anew(text, at, place(at)[1] < margin):
        alone = f"「{items[0].group().strip()}」で始まる行が、前の行につながってしまいます"
        yield place(at), alone, hint
    elif title := next(_titles(text, lines, items), None):
        yield place(title[0]), f"「{title[1]}」の行が、次の行とつながってしまいます", UNDER


def _gaps(text: str, place: Callable[[int], Position]) -> Iterator[tuple[Position, str, str]]:
    """Blanks at the ends of lines that stay where these are joined: half-width ones go."""
    for found in re.finditer(rf"{WIDE}+(?=[ \t]*\n)", text):
        code = f"U+{ord(found.group()[0]):04X}"
        yield (
            place(found.start()),
            f"行の終わりに空白（{code}）があり、次の行との間が空いてしまいます",
            "空白を消してください",
        )


def _alike(text: str, pattern: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Lines with the next ones, where both begin with labels of one kind."""
    labels = {found.start(): found for found in at_lines(re.compile(pattern), text)}
    for found in labels.values():
        end = text.find("\n", found.end())
        other = labels.get(end + 1) if end > 0 else None
        if other and _kind(found) == _kind(other) and not _goes_on(found, text[:end]):
            yield found, other


def _may_have_label(line: str) -> bool:
    """Whether a line can begin with a label: after a sign, in brackets, or with a blank or a colon behind it."""
    head = line[:_LONGEST_LABEL]
    return (
        line[:1] in _SIGNED
        or line[:1] in _BRACKETS
        or any(each in head for each in ("：", ":", "・・"))
        or head.split() != [head]
    )


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _kind(label: re.Match[str]) -> tuple[str | None, str]:
    """Which label it is; one with a number or a weekday is like others with the same words around theirs."""
    if label.lastgroup == "number":
        return "number", re.sub(rf"\d+|{KANJI_DIGIT}+|[（(]\w[）)]", "0", label["number"])
    return label.lastgroup, label["bracket"][0] if label.lastgroup == "bracket" else ""


def _goes_on(label: re.Match[str], line: str) -> bool:
    """Whether a line with a label seems to be part of a sentence: where prose may begin so, a particle at its end says that."""
    may_be_prose = label.lastgroup in ("name", "apart", "row") or label.group().endswith(" ")
    return line.rstrip().endswith(_COMMAS + _PARTICLES * may_be_prose)


def _begins_anew(text: str, at: int, is_outside: bool) -> bool:
    """Whether the line at an index was meant as one of its own, and is not the rest of a sentence: also where it stands left of the
    item that it would be part of."""
    before = text[: at - 1].rstrip()
    is_outside = is_outside and not before.endswith(_COMMAS + _PARTICLES)
    is_named = re.fullmatch(_NOUN, before) and re.match(_NUMBERED, text[at:])
    return bool(is_outside or is_named or re.match(_SURELY, text[at:]) or re.search(_ENDED, before))


def _titles(text: str, lines: Sequence[str], items: Sequence[re.Match[str]]) -> Iterator[tuple[int, str]]:
    """Where lines begin that name what stands under them, and what they say: the first one, and those after what has ended."""
    for item in items:
        last = item.group()[-1]
        is_sure = last in _BEFORE_TITLES or re.fullmatch(WIDE, last)
        if (
            not item.start()
            and is_sure
            and item.lastgroup != "note"
            and (rest := re.compile(_REST).match(text, item.end()))
        ):
            yield 0, item.group() + rest.group()
    can_be = any(line[:1] in _BRACKETS or (line[:1] in _TITLED and _has_digit(line[1:4])) for line in lines)
    for found in at_lines(re.compile(_TITLE), text) if can_be else ():
        if not found.start() or re.search(_ENDED, text[: found.start()].rstrip()):
            yield found.start(), found.group()


def at_lines(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where the beginnings of lines match, what matches nowhere else."""
    at = 0
    while True:
        if found := pattern.match(text, at):
            yield found
        at = text.find("\n", at) + 1
        if not at:
            return
