"""Furigana stand over the words of a list wherever a document has text; what its author wrote stays."""

from __future__ import annotations

from pipeline.model.blocks import Block, Box, BoxKind, Heading
from pipeline.model.floats import Align, Cell, Float, FloatKind, Table
from pipeline.model.inlines import (
    Inlines,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Reference,
    Ruby,
    Strong,
    Text,
    Variant,
    plain_text,
    walk_inlines,
)
from pipeline.model.readings import NO_READING, Reading, Readings, RubyLevel
from pipeline.problems import Code, Location
from pipeline.readings.ruby import RubyOver, blocks_with_ruby, inlines_with_ruby
from pipeline.readings.standing import standing, unconfirmed, unused

HERE = Location("chapters/01.md", 3)
LISTED = Location("plan_source/readings.yaml", 4)


def listed(
    at: dict[str, dict[str, str]] | None = None, level: RubyLevel = RubyLevel.ALL, **words: str
) -> Readings:
    """A list of readings; those that end with ？ are not confirmed."""

    def made(own: dict[str, str]) -> dict[str, Reading]:
        return {
            word: Reading(word, kana.rstrip("？"), "？" not in kana, LISTED) for word, kana in own.items()
        }

    return Readings(made(words), {place: made(own) for place, own in (at or {}).items()}, level)


def shown(content: Inlines) -> str:
    """［市｜し］ for each that has furigana."""
    return "".join(
        f"［{each.base}｜{each.reading}］" if isinstance(each, Ruby) else each.text
        for each in walk_inlines(content)
        if isinstance(each, Ruby | Text)
    )


def over(text: str, readings: Readings) -> str:
    return shown(inlines_with_ruby((Text(text),), readings))


def test_the_longest_words_are_taken() -> None:
    readings = listed(市民="しみん", 市民税="しみんぜい", 税額="ぜいがく", 額="がく")
    assert over("市民税額", readings) == "［市｜し］［民｜みん］［税｜ぜい］［額｜がく］"
    assert over("市民税", readings) == "［市｜し］［民｜みん］［税｜ぜい］"


def test_a_word_of_one_kanji_is_no_part_of_others() -> None:
    """Nor what a number counts: 人 is ひと, and にん behind one."""
    readings = listed(市="し", 場="ば", 人="ひと", 第="だい")
    assert (
        over("市場の人、10人、第２回", readings)
        == "市場の［人｜ひと］、10［人｜にん］、［第｜だい］２［回｜かい］"
    )


def test_of_a_run_with_a_gap_nothing_is_read() -> None:
    """Half of it could be half of another word: 本場 and 所属, not 場所."""
    readings = listed(場所="ばしょ")
    assert over("本場所属の場所", readings) == "本場所属の［場｜ば］［所｜しょ］"


def test_verbs_and_adjectives_are_known_in_all_their_forms() -> None:
    """What two words have in common belongs to neither, until it is listed."""
    readings = listed(支える="ささえる", 行う="おこなう", 行く="いく", 多い="おおい")
    assert over("支え、支えて、行わない、行かず、多くの", readings) == (
        "［支｜ささ］え、［支｜ささ］えて、［行｜おこな］わない、［行｜い］かず、［多｜おお］くの"
    )
    assert over("行って", readings) == "行って"
    assert over("行って", listed(行う="おこなう", 行く="いく", 行って="おこなって")) == "［行｜おこな］って"


def test_numbers_alone_have_no_furigana_unless_they_are_listed() -> None:
    """The width of their digits is no part of what they are."""
    assert over("8050人", listed()) == "8050［人｜にん］"
    assert over(
        "８０５０問題", listed({}, RubyLevel.ALL, **{"8050": "はちまるごうまる", "問題": "もんだい"})
    ) == ("［８０５０｜はちまるごうまる］［問｜もん］［題｜だい］")


def test_dates_and_counts_are_read_as_they_are_said() -> None:
    readings = listed(令和="れいわ", 年度="ねんど")
    assert over("令和６年度、４月１日から３か月、20日間、２人で３回目", readings) == (
        "［令｜れい］［和｜わ］６［年｜ねん］［度｜ど］、４［月｜がつ］［１日｜ついたち］から３か［月｜げつ］、"
        "［20日｜はつか］［間｜かん］、［２人｜ふたり］で３［回｜かい］［目｜め］"
    )


def test_what_stands_in_brackets_by_itself_says_in_what_is_counted() -> None:
    """人 is にん there."""
    readings = listed(人="ひと", 人口="じんこう", 単位="たんい")
    assert over("人口（人）、人", readings) == "［人｜じん］［口｜こう］（［人｜にん］）、［人｜ひと］"
    assert over("単位：人", readings) == "［単｜たん］［位｜い］：［人｜にん］"


def test_addresses_have_none() -> None:
    assert (
        over("https://例.jp/市民 と 市民@例.jp", listed(市民="しみん", 例="れい"))
        == "https://例.jp/市民 と 市民@例.jp"
    )


def test_a_name_that_is_not_to_be_read_stays() -> None:
    assert over("甲野", listed(甲野=NO_READING)) == "甲野"


def test_a_word_goes_on_in_bold_and_over_references() -> None:
    """A group that two of them share has no place."""
    content: Inlines = (
        Text("地域"),
        Strong((Text("福祉"),)),
        Text("、大"),
        Link("https://a.jp", (Text("人"),)),
    )
    found = inlines_with_ruby(content, listed(地域福祉="ちいきふくし", 大人="おとな"))
    assert shown(found) == "［地｜ち］［域｜いき］［福｜ふく］［祉｜し］、大人"
    assert plain_text(found) == plain_text(content)


def test_a_title_may_be_spread() -> None:
    """By blanks between all its characters."""
    assert over("目　次", listed(目次="もくじ", 目="め", 次="つぎ")) == "［目｜もく］　［次｜じ］"
    assert over("市　民", listed(市="し", 民="たみ")) == "市　民"


def test_what_its_author_wrote_stays() -> None:
    content: Inlines = (Ruby("奥州", "おうしゅう"), Text("市"), LineBreak(), Text("奥州市"))
    found = inlines_with_ruby(content, listed(奥州市="おおしゅうし", 市="し"))
    assert shown(found) == "［奥州｜おうしゅう］［市｜し］［奥｜おお］［州｜しゅう］［市｜し］"


def test_headings_cells_captions_notes_and_boxes_get_them() -> None:
    """References that show what stands elsewhere stay as they are."""
    word: Inlines = (Text("市"),)
    note = Note("a", (Paragraph(word),), HERE)
    reference = Reference("b", Variant.TITLE, HERE)
    cells = (tuple(Cell((Paragraph(word),)) for _ in range(2)),)
    blocks: tuple[Block, ...] = (
        Heading(1, word, "c", True, HERE),
        Paragraph((Text("市"), note, reference)),
        Float(FloatKind.TABLE, "d", word, Table(cells, 1, (Align.LEFT,) * 2, unit=word), (word,), HERE),
        Box(BoxKind.COLUMN, "e", word, (Paragraph(word),), HERE),
    )
    over_all = RubyOver(listed(市="し"))
    found = over_all.blocks(blocks)
    assert len(over_all.seen) == 10
    assert all(each.found.words for each in over_all.seen)
    assert isinstance(found[1], Paragraph)
    assert found[1].content[-1] is reference


def test_a_place_and_what_is_below_it_may_have_readings_of_its_own() -> None:
    readings = listed({"quiet": {"人気": "ひとけ"}}, 人気="にんき")
    text: Inlines = (Text("人気"),)
    blocks: tuple[Block, ...] = (
        Heading(1, text, "quiet", True, HERE),
        Heading(2, text, "below", True, HERE),
        Paragraph(text),
        Heading(1, text, "other", True, HERE),
    )
    kana = [
        "".join(each.reading for each in walk_inlines(block.content) if isinstance(each, Ruby))
        for block in blocks_with_ruby(blocks, readings)
        if isinstance(block, Paragraph | Heading)
    ]
    assert kana == ["ひとけ", "ひとけ", "ひとけ", "にんき"]


def test_by_level_a_word_is_read_as_a_whole_or_not_at_all() -> None:
    readings = listed(level=RubyLevel.BEYOND_4, 調査="ちょうさ", 学校="がっこう")
    assert over("学校の調査", readings) == "学校の［調｜ちょう］［査｜さ］"


def test_what_is_not_confirmed_or_has_no_reading_is_told_with_its_places() -> None:
    over_all = RubyOver(listed(市="し？", 町="まち", 村="むら"))
    over_all.blocks(
        (Paragraph((Text("市と町と国"),), location=HERE), Paragraph((Text("市"),), location=HERE))
    )
    found = standing(over_all.seen, over_all.readings)
    assert list(found.missing) == ["国"]
    assert [each.word for each in found.unconfirmed] == ["市"]
    assert [each.word for each in found.unused] == ["村"]
    told = unconfirmed(over_all.seen, over_all.readings, "readings.yaml")
    assert [each.code for each in told] == [Code.READING_MISSING, Code.READING_OPEN]
    assert "２か所" in told[1].message
    assert all(each.location == HERE and each.warning for each in told)
    assert [(each.code, each.message) for each in unused(found)] == [
        (Code.READING_UNUSED, "「村」は、この計画では使われていません")
    ]
