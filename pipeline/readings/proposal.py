"""The words of a plan for which the list has no reading yet → lines for it, doubtful ones first.

The lines are made so that the words found by them are read as the analyser reads them at each place: where the list alone would divide a text
otherwise, or where it has a gap, the stretch becomes a word of its own. What is read in two ways in the plan is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.frozen import dataclass
from pipeline.model.numerals import count_text
from pipeline.model.readings import NO_READING, Reading, Readings, RubyLevel
from pipeline.problems import Location
from pipeline.readings.contexts import Seen, longer_words
from pipeline.readings.inflected import Forms, forms_of_all, plain
from pipeline.readings.inlines import BETWEEN
from pipeline.readings.kanji_readings import READINGS
from pipeline.readings.pieces import hiragana, pieces_of
from pipeline.readings.placing import Placed, find
from pipeline.readings.ruby import InText
from pipeline.readings.unit import Doubt, Unit, other_readings
from pipeline.readings.words import units_of
from pipeline.source.yaml_append import Pair
from pipeline.system.analyser import Analyser

# How often the list is held against the plan: what is added may divide another text otherwise.
_ROUNDS = 3
# So many characters of a text are shown on each side of a word, and so many other readings of it.
_AROUND, _MOST = 14, 4


@dataclass(frozen=True)
class Proposal:
    """A line for the list: the word, its likeliest reading, why it is doubtful, where it is read so, and by the other readings that it has
    in this plan where it has these; `possible` are those that the dictionary has besides."""

    word: str
    kana: str
    doubt: Doubt | None
    seen: tuple[Seen, ...]
    otherwise: Mapping[str, tuple[Seen, ...]]
    possible: tuple[str, ...] = ()


def propose(texts: Sequence[InText], readings: Readings, analyser: Analyser) -> list[Proposal]:
    """Lines for all words that need a reading and have none, the doubtful ones first, then in the order in which they come."""
    return _Proposing(texts, readings, analyser).proposals()


class _Proposing:
    def __init__(self, texts: Sequence[InText], readings: Readings, analyser: Analyser) -> None:
        self.texts, self.readings, self.analyser = texts, readings, analyser
        self.units: dict[str, tuple[Unit, ...]] = {}
        self.seen: dict[str, dict[str, list[Seen]]] = {}
        self.doubts: dict[str, Doubt | None] = {}
        self.known = {plain(word) for word in readings.words}

    def proposals(self) -> list[Proposal]:
        for text in self.texts:
            for unit in self._units_of(text.text):
                self._note(text, unit)
        for _ in range(_ROUNDS):
            added = [(text, unit) for text, unit in self._gaps() if plain(unit.word) not in self.seen]
            if not added:
                break
            for text, unit in added:
                self._note(text, unit)
        self._part()
        order = {doubt: at for at, doubt in enumerate(Doubt)}
        used = self._used()
        found = [self._proposal(word) for word in self.seen if word in used and word not in self.known]
        return sorted(found, key=lambda each: order[each.doubt] if each.doubt else len(order))

    def _part(self) -> None:
        """Give what is read in two ways longer words, by the kana that tell which it is."""
        for word, readings in [*self.seen.items()]:
            if len(readings) > 1 and word not in self.known:
                for longer in longer_words(word, readings, self._chosen(word)):
                    self.seen.setdefault(longer.word, {}).setdefault(longer.kana, list(longer.seen))
                    self.doubts[longer.word] = Doubt.SEVERAL

    def _units_of(self, text: str) -> tuple[Unit, ...]:
        if text not in self.units:
            self.units[text] = units_of(text, self.analyser)
        return self.units[text]

    def _note(self, text: InText, unit: Unit) -> None:
        shown = text.text[unit.start : unit.end]
        level = self.readings.level
        if not level.needs_word(shown) and unit.doubt is not Doubt.COUNTED:
            return
        word = plain(unit.word)
        kana = unit.kana or _guess(word)
        self.seen.setdefault(word, {}).setdefault(kana, []).append(Seen(text, unit.start, unit.end))
        self.doubts[word] = self.doubts.get(word) or unit.doubt

    def _chosen(self, word: str) -> str:
        return max(self.seen[word], key=lambda kana: len(self.seen[word][kana]))

    def _proposal(self, word: str) -> Proposal:
        kana = self._chosen(word)
        otherwise = {each: tuple(seen) for each, seen in self.seen[word].items() if each != kana}
        return Proposal(
            word,
            kana,
            Doubt.SEVERAL if otherwise else self.doubts[word],
            tuple(self.seen[word][kana]),
            otherwise,
            other_readings(self.analyser.entries, word, kana),
        )

    def _forms(self) -> Forms:
        words = {word: Reading(word, self._chosen(word), confirmed=False) for word in self.seen}
        return forms_of_all({**words, **self.readings.words})

    def _used(self) -> set[str]:
        """The words that are found somewhere by the list as it is proposed; names that get no furigana are, too."""
        forms, level = self._forms(), self.readings.level
        placed = (
            word for text in {each.text for each in self.texts} for word in find(text, forms, level).words
        )
        used = {plain(word.listed.word) for word in placed if word.listed}
        return used | {word for word, kana in self.seen.items() if NO_READING in kana}

    def _gaps(self) -> Iterator[tuple[InText, Unit]]:
        """The stretches of texts that the list as it is proposed reads otherwise than the analyser, each as a word."""
        forms = self._forms()
        found: dict[str, tuple[Unit, ...]] = {}
        for text in self.texts:
            if text.text not in found:
                units = self._units_of(text.text)
                found[text.text] = tuple(_differing(text.text, units, forms, self.readings.level))
            yield from ((text, unit) for unit in found[text.text])


def _differing(text: str, units: Sequence[Unit], forms: Forms, level: RubyLevel) -> Iterator[Unit]:
    """The stretches of a text that are read otherwise by the list than by the analyser, or not at all, each as a word."""
    got = find(text, forms, level)
    for start, end in got.missing:
        yield from _gap(text, [each for each in units if start < each.end and each.start < end], start, end)
    wanted = [
        each
        for each in units
        if level.needs_word(text[each.start : each.end]) and not _within(each, got.missing)
    ]
    placed = [each for each in got.words if _within(each, [(one.start, one.end) for one in wanted])]
    for group, found in _clusters(wanted, placed):
        if not _same(text, group, found) and not (
            len(group) == len(found) == 1 and _span(group[0]) == _span(found[0])
        ):
            spans = [*map(_span, group), *map(_span, found)]
            yield _stretch(text, units, min(start for start, _ in spans), max(end for _, end in spans))


def _gap(text: str, units: Sequence[Unit], start: int, end: int) -> Iterator[Unit]:
    """Of a run of kanji that the list does not read the words that can stand in no list by themselves, with the word beside them."""
    alone = [each for each in range(start, end) if not any(u.start <= each < u.end for u in units)]
    alone += [each.start for each in units if each.end - each.start == 1 and start <= each.start < end]
    for at in alone or [start]:
        beside = [each for each in units if each.end == at or each.start == at + 1]
        spans = [(at, at + 1), *map(_span, beside[:1])]
        yield _stretch(
            text,
            units,
            min(begin for begin, _ in spans) if alone else start,
            max(last for _, last in spans) if alone else end,
        )


def _stretch(text: str, units: Sequence[Unit], start: int, end: int) -> Unit:
    spoken = _spoken(text, start, end, [each for each in units if start <= each.start and each.end <= end])
    return Unit(start, end, spoken, text[start:end], spoken, Doubt.JOINED if spoken else Doubt.UNKNOWN)


def _within(each: Unit | Placed, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether something stands on one of these stretches."""
    return any(start < each.end and each.start < end for start, end in spans)


def _span(each: Unit | Placed) -> tuple[int, int]:
    return each.start, each.end


def _clusters(units: Sequence[Unit], placed: Sequence[Placed]) -> Iterator[tuple[list[Unit], list[Placed]]]:
    """Words of the analyser and of the list that stand over the same stretch."""
    group: list[Unit] = []
    found: list[Placed] = []
    end = -1
    every: list[Unit | Placed] = [*units, *placed]
    for each in sorted(every, key=lambda one: one.start):
        if each.start >= end and (group or found):
            yield group, found
            group, found = [], []
        if isinstance(each, Unit):
            group.append(each)
        else:
            found.append(each)
        end = max(end, each.end) if group or found else each.end
    if group or found:
        yield group, found


def _same(text: str, units: Sequence[Unit], placed: Sequence[Placed]) -> bool:
    """Whether both put the same over a stretch."""
    own = [
        (unit.start + each.start, unit.start + each.end, each.kana)
        for unit in units
        if unit.spoken and unit.spoken != NO_READING
        for each in pieces_of(text[unit.start : unit.end], unit.spoken)
    ]
    return "".join(kana for *_, kana in own) == "".join(each.kana for word in placed for each in word.pieces)


def _spoken(text: str, start: int, end: int, units: Sequence[Unit]) -> str:
    """The reading of a stretch by the words in it; empty where one has none."""
    parts, at = [], start
    for unit in units:
        parts += [text[at : unit.start], "" if unit.spoken == NO_READING else unit.spoken]
        at = unit.end
        if not unit.spoken:
            return ""
    kana = hiragana("".join((*parts, text[at:end])))
    return kana if all("ぁ" <= each <= "ゖ" or each == "ー" for each in kana) else ""


def _guess(word: str) -> str:
    """A reading made of what single kanji are read most."""
    return "".join(READINGS.get(each, (hiragana(each),))[0] for each in word)


# Lines


def lines(proposals: Iterable[Proposal]) -> list[Pair]:
    """The proposals as lines of readings.yaml, under headings that say what kind they are."""
    found: list[Pair] = []
    before: Doubt | str = ""
    for each in proposals:
        kind = each.doubt or "迷う所のない言葉"
        if kind != before:
            title = kind.value if isinstance(kind, Doubt) else kind
            found.append(Pair("", "", f"―― {title} ――"))
            before = kind
        found.append(Pair(each.word, each.kana, _comment(each)))
    return found


def _comment(proposal: Proposal) -> str:
    others = [f"「{kana}」（{_places(seen)}）" for kana, seen in proposal.otherwise.items()]
    others += [f"「{kana}」" for kana in proposal.possible[:_MOST] if kana not in proposal.otherwise]
    said = f"ほかに{'、'.join(others)}。" if others and proposal.doubt else ""
    return f"{said}{_example(proposal.seen[0])}"


def _example(seen: Seen) -> str:
    text = seen.text.text.replace(BETWEEN, "…")
    before, after = text[max(seen.start - _AROUND, 0) : seen.start], text[seen.end : seen.end + _AROUND]
    left = "…" if seen.start > _AROUND else ""
    right = "…" if seen.end + _AROUND < len(text) else ""
    place = f"（{_place(seen)}）" if seen.text.location else ""
    return f"{left}{before}【{text[seen.start : seen.end]}】{after}{right}{place}"


def _place(seen: Seen) -> str:
    location = seen.text.location or Location("")
    file = location.file.partition("/")[2] or location.file
    return f"{file}:{location.line}" if location.line else file


def _places(seen: Sequence[Seen]) -> str:
    places = [place for place, _ in Counter(map(_place, seen)).most_common()]
    many = f"{count_text(len(seen))}か所、" if len(seen) > 1 else ""
    return f"{many}{'、'.join(places[:2])}{'など' if len(places) > 2 else ''}"
