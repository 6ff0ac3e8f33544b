"""Entries for what has no cause: what changed is known, why is not."""

from __future__ import annotations

import yaml

from pipeline.causes.skeleton import cause_entries
from pipeline.source.yaml_append import Entry, appended
from tests.causes.test_check import EDITED, changes_file, compared
from tests.small_plan import CHAPTER, Changes, chapter


def entries(after: Changes, before: Changes | None = None, **opinions: list[str]) -> list[Entry]:
    """The entries for what changed, with the opinions that answers name, by id (with _ for -)."""
    named = {identity.replace("_", "-"): numbers for identity, numbers in opinions.items()}
    return cause_entries(*compared(after, before), named)


def test_an_entry_names_its_place_and_shows_what_changed() -> None:
    """The reason is left to be written."""
    assert appended("changes.yaml", None, "変更", entries(EDITED)).decode() == (
        "変更:\n"
        "  # 第２章第１節１(1)　見守り（修正）\n"
        "  #   前: 関連する施策：【見守り事業】\n"
        "  #   後: 関連する施策：【見守り支援事業】\n"
        "  - 箇所: [measure-a]\n"
        "    区分:\n"
        "    根拠: {}\n"
        "    理由:\n"
    )


def test_what_answers_say_is_filled_in() -> None:
    """Which opinions led to a change is known from them."""
    (entry,) = entries(EDITED, measure_a=["1", "2"])
    assert ("区分", "意見") in entry.values
    assert ("根拠", {"意見": ["1", "2"]}) in entry.values


def test_nothing_is_written_twice() -> None:
    """Neither for what has a cause, nor for what has an entry that is not filled in."""
    assert entries({**EDITED, "changes.yaml": changes_file("measure-a")}) == []
    written = appended("changes.yaml", None, "変更", entries(EDITED))
    assert entries({**EDITED, "changes.yaml": written}) == []


def test_a_word_that_was_replaced_often_is_one_entry() -> None:
    """With how often; what else changed has its own."""
    old = "障害のある人。\n\n障害者の支援。\n\n身体障害と知的障害。\n\n別の文。"
    new = old.replace("障害", "障がい").replace("別の文", "ほかの文")
    word, place = entries({CHAPTER: chapter(new)}, {CHAPTER: chapter(old)})
    assert word.values[:2] == (("語句", {"障害": "障がい"}), ("か所", "4"))
    assert place.values[0] == ("箇所", ["sec-text"])
    data = appended("changes.yaml", None, "変更", [word])
    read = yaml.load(data, yaml.BaseLoader)["変更"][0]
    assert read == {"語句": {"障害": "障がい"}, "か所": "4", "区分": "", "根拠": {}, "理由": ""}
    rest = old.replace("障害", "障がい")
    assert entries({CHAPTER: chapter(rest), "changes.yaml": data}, {CHAPTER: chapter(old)}) == []


def test_numbers_that_changed_alike_are_no_word() -> None:
    """Each of them says something else."""
    old, new = ("\n\n".join(f"{year}件の{what}。" for what in ["相談", "苦情", "要望"]) for year in "12")
    (entry,) = entries({CHAPTER: chapter(new)}, {CHAPTER: chapter(old)})
    assert entry.values[0] == ("箇所", ["sec-text"])


def test_a_word_is_told_with_all_that_its_places_share() -> None:
    """住民 and 市民 end alike; what was edited beside it is told alone."""
    lines = [
        "住民の声を聞きます。",
        "地域の住民が担います。",
        "全ての住民と進めます。",
        "住民と市が進めます。",
    ]
    old = "\n\n".join(lines)
    new = old.replace("住民", "市民").replace("と市が", "と町が")
    word, place = entries({CHAPTER: chapter(new)}, {CHAPTER: chapter(old)})
    assert word.values[:2] == (("語句", {"住民": "市民"}), ("か所", "3"))
    assert len(place.comments) == 3
    assert "声" not in "".join(place.comments)


def test_a_word_that_has_an_entry_is_not_proposed_again() -> None:
    """Where another one was replaced beside it."""
    lines = [f"{what}の住民と障害者です。" for what in ("地域", "全て", "多く")]
    old = "\n\n".join((*lines, *(f"{what}の障害です。" for what in ("身体", "知的", "精神"))))
    more = "\n\n".join(f"{what}の住民です。" for what in ("東", "西", "南"))
    new = f"{old}\n\n{more}".replace("障害です", "障がいです").replace("住民です", "市民です")
    written = {"changes.yaml": "変更:\n  - 語句: {障害: 障がい}\n    区分:\n    理由:\n"}
    found = entries({CHAPTER: chapter(new), **written}, {CHAPTER: chapter(f"{old}\n\n{more}")})
    assert [entry.values[0] for entry in found] == [("語句", {"住民": "市民"})]
