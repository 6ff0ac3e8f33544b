"""What is found becomes notes: alike ones are one, silent and exempt ones none."""

from __future__ import annotations

from pipeline.problems import Code
from pipeline.wording.find import active, problems_of
from pipeline.wording.profile import CityWord, Exempt, Preset, Profile
from pipeline.wording.rules import RULES
from tests.wording.texts import findings

RULE = next(rule for rule in RULES if rule.code is Code.WORDING_CONJUNCTION_KANJI)


def test_what_is_alike_is_told_once_with_its_places() -> None:
    """So that nobody drowns in a habit."""
    lines = "\n".join(["市民および市", "電話または窓口", *["市および県"] * 8])
    files = {"chapters/01.md": lines.encode()}
    first, second = problems_of(findings(RULE, lines), files, "plan_source")
    assert str(first.location) == "plan_source/chapters/01.md:1:3"
    assert first.message == "「および」は、「及び」と書きます（９か所）"
    assert first.hint.splitlines()[1].strip() == (
        "ほかの所: plan_source/chapters/01.md:3:2、plan_source/chapters/01.md:4:2、plan_source/chapters/01.md:5:2、"
        "plan_source/chapters/01.md:6:2、plan_source/chapters/01.md:7:2、ほか３か所"
    )
    assert (second.warning, second.message) == (True, "「または」は、「又は」と書きます")
    assert "公用文における漢字使用等について" in second.hint


def test_names_and_quotations_are_left_alone() -> None:
    """They are as somebody else wrote them."""
    assert not findings(RULE, "まちづくりおよび防災会議", names=["まちづくりおよび防災会議"])
    assert not findings(RULE, "「市民および事業者」とあります。")


def test_the_city_decides() -> None:
    """Its words, its exceptions, and which rules work."""
    assert not findings(RULE, "市および県", Profile(words=(CityWord("および", ("及び",)),)))
    assert not findings(RULE, "市および県", Profile(exempt=(Exempt(""),)))
    rules = {
        name: {rule.code for rule in active(RULES, profile)}
        for name, profile in {
            "usual": Profile(),
            "off": Profile(off=frozenset({RULE.code})),
            "city": Profile(Preset.CITY),
            "one more": Profile(Preset.CITY, on=frozenset({RULE.code})),
        }.items()
    }
    assert RULE.code in rules["usual"] & rules["one more"]
    assert RULE.code not in rules["off"] | rules["city"]
    assert Code.WORDING_WAVE_DASH in rules["city"]
