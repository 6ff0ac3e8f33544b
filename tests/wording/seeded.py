"""Three hundred mistakes that are planted into one of the texts, each with the rule that has to find it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pipeline.passages.model import Kind, Origin
from pipeline.wording.find import active, look
from pipeline.wording.profile import CityWord, Profile
from pipeline.wording.rules import RULES
from pipeline.wording.texts import Names, Text, with_silence
from tests.wording.corpora import corpus

# The habits of the city whose text it is, and names that its files would say.
PROFILE = Profile(
    words=(CityWord("心配り", ("心くばり",)), CityWord("一人暮らし", ("独居",))),
    names=(
        "みどり市子ども・子育て支援事業計画",
        "みどり市障がい者計画",
        "みどり市地域福祉計画",
        "社会福祉協議会",
    ),
)


class Seed(NamedTuple):
    """A mistake: the rule's code, what is wrong, and the sentence; one that begins with a hyphen is an item of a list."""

    code: str
    wrong: str
    sentence: str


SEEDS = tuple(
    Seed(*line.split("\t")) for line in (Path(__file__).parent / "seeded.tsv").read_text("utf-8").splitlines()
)
# A list to which those items belong, and words that the text has to have for two ways of them.
_LIST = "-町内会の話を聴くこと。\n-家庭を訪ねます。"
_WORDS = "様々な人と様々な場で結び付ける。PDCAの呼び掛けと声掛け、結び付き、分かりやすく分かりやすく、ＳＮＳ、PDCA、声掛け、呼び掛け、10時～12時"


def missed_seeds() -> list[Seed]:
    """The mistakes that their rule does not tell of, with all of them in one text."""
    background = [*corpus("welfare"), *(_text(line, 0) for line in (*_LIST.split("\n"), _WORDS))]
    lists = [each for each in SEEDS if each.sentence.startswith("-")]
    others = [each for each in SEEDS if each not in lists]
    ordered = (*lists, *others)
    planted = [_text(each.sentence, number) for number, each in enumerate(ordered, 1)]
    of_lists = [text for text in background if text.kind is Kind.ITEM and not text.origin.line]
    rest = [text for text in background if text not in of_lists]
    texts = [*of_lists, *planted, *rest]
    found: dict[int, list[tuple[str, int, int]]] = {}
    for each in look(texts, [*active(RULES, PROFILE)], PROFILE):
        if each.text.origin.file == "seeded":
            place = (each.rule.code.value, each.found.start, each.found.end)
            found.setdefault(each.text.origin.line, []).append(place)
    return [
        seed
        for number, (seed, text) in enumerate(zip(ordered, planted, strict=True), 1)
        if not any(_is_it(seed, text, *place) for place in found.get(number, []))
    ]


def _text(line: str, number: int) -> Text:
    kind = Kind.ITEM if line.startswith("-") else Kind.PARAGRAPH
    text = Text(line.lstrip("-"), Origin("seeded", number), kind)
    return with_silence(text, Names(PROFILE.names))


def _is_it(seed: Seed, text: Text, code: str, start: int, end: int) -> bool:
    """Whether a finding is of the seed's rule, at the words that are wrong."""
    at = -1
    while (at := text.text.find(seed.wrong, at + 1)) >= 0:
        if code == f"wording.{seed.code}" and start < at + len(seed.wrong) and at < end:
            return True
    return False
