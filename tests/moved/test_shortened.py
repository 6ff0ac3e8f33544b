"""Much that moved alike is told in a few lines; what is unlike, and all where it is asked for, line by line."""

from __future__ import annotations

from pipeline.moved.report import report
from pipeline.moved.shortened import MANY
from tests.moved.test_report import record
from tests.small_plan import CHAPTER, FOLDER, TEXTS, Changes

MANY_SECTIONS = 22
SECTIONS = [f"## 節{at} {{#sec-s{at}}}\n\n[](#sec-s{at})です。\n" for at in range(MANY_SECTIONS)]
TABLE = "::: {.表 #tbl-t}\n表の題\n\n|a|\n|-|\n|b|\n:::\n"
NEW = "## 新しい節 {#sec-new}\n\n文です。\n"


def text(*sections: str) -> str:
    return "\n".join(["# 本文 {#sec-text}\n", *sections])


def files(chapter: str, *before: str) -> Changes:
    plan = str(TEXTS["plan.yaml"])
    lines = "".join(f"  - chapters/{name}.md\n" for name in before)
    return {
        CHAPTER: chapter,
        "plan.yaml": plan.replace("章:\n", f"章:\n{lines}", 1),
        **{f"chapters/{name}.md": f"# 序 {{#sec-{name}}}\n\n序です。\n" for name in before},
    }


def moved(before: Changes, after: Changes, whole: bool = False) -> list[str]:
    return report(record(before), record(after), whole=whole)


def test_a_heading_stands_for_all_that_moved_with_it() -> None:
    """Sections, and tables whose numbers hold the chapter's; references are counted behind the first."""
    plan = text(*SECTIONS, TABLE)
    lines = moved(files(plan), files(plan, "new"))
    assert lines[:4] == [
        "第１章「序」を入れたため、番号が29件、参照が22か所変わりました",
        "  第１章→第２章　本文（中の見出し、表など23件も）",
        "  第２章→第３章　施策（中の見出し、表など4件も）",
        f"  参照 {FOLDER}/{CHAPTER}:5:1　第１章第１節→第２章第１節",
    ]
    assert lines[4:6] == ["  ほか21か所の参照も、番号だけが変わりました", "増えました（1件）"]


def test_of_a_run_the_first_and_the_last_are_shown() -> None:
    """And how many between them went as far."""
    lines = moved(files(text(*SECTIONS)), files(text(NEW, *SECTIONS)))
    assert lines[1:4] == [
        "  第１章第１節→第１章第２節　節0",
        "  （間の20件も、番号が1ずつ増えました）",
        "  第１章第２２節→第１章第２３節　節21",
    ]


def test_what_is_unlike_stays_a_line_of_its_own() -> None:
    """A reference to another target, and one whose words are others as well."""
    after = [*SECTIONS]
    after[3] = after[3].replace("[](#sec-s3)", "[](#sec-s7)")
    after[4] = after[4].replace("節4 {", "新しい題 {").replace("(#sec-s4)", "(#sec-s4){.番号と題}")
    before = [*SECTIONS]
    before[4] = before[4].replace("(#sec-s4)", "(#sec-s4){.番号と題}")
    lines = moved(files(text(*before)), files(text(NEW, *after)))
    place = f"  参照 {FOLDER}/{CHAPTER}:25:1　第１章第５節「節4」→第１章第６節「新しい題」"
    assert place in lines
    assert "  ほか19か所の参照も、番号だけが変わりました" in lines
    assert f"  {FOLDER}/{CHAPTER}:21:1　第１章第４節「節3」→第１章第９節「節7」" in lines


def test_all_lines_are_there_where_they_are_asked_for() -> None:
    """As many as there are counted."""
    lines = moved(files(text(*SECTIONS)), files(text(NEW, *SECTIONS)), whole=True)
    assert sum("→" in line for line in lines) == 2 * MANY_SECTIONS > MANY
    assert not any("間の" in line or "ほか" in line for line in lines)


def pages(first: int) -> str:
    lines = ["plan\t文書\t本編\t40ページ\tA4縦40"]
    entries = [("sec-text", "第１章", "本文"), *((f"sec-s{at}", f"第{at}節", f"節{at}") for at in range(45))]
    lines += ["\t".join((*entry, str(first + at))) for at, entry in enumerate(entries)]
    return "\n".join(lines) + "\n"


def test_pages_turn_by_as_many_in_one_line() -> None:
    """With the number of all."""
    plan = text(*(f"## 節{at} {{#sec-s{at}}}\n\n文です。\n" for at in range(45)))
    before, after = record(files(plan), pages=pages(3)), record(files(plan), pages=pages(5))
    lines = report(before, after)
    at = lines.index("ページが変わりました（46件）")
    assert lines[at + 1 : at + 4] == [
        "  第１章　本文　3→5",
        "  （間の44件も、2ページずつ後になりました）",
        "  第１章第４５節　節44　48→50",
    ]
    assert len(report(before, after, whole=True)) == len(lines) + 43
