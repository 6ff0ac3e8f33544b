"""Files: missing, outside, listed twice, or saved in a way that can't be read."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.problems import Code
from pipeline.source.files import strange_names
from tests.small_plan import (
    CHAPTER,
    FOLDER,
    FRAMEWORK_YAML,
    PLAN_YAML,
    PNG,
    chapter,
    expect,
    load,
    places,
    problems_in,
    problems_with,
)

TABLE = '::: {.表 #tbl-a csv="data/a.csv"}\n題\n:::'


@pytest.mark.parametrize("name", ["plan.yaml", "framework.yaml", "summary.yaml"])
def test_a_file_that_every_plan_has_is_missed(name: str) -> None:
    """The hint shows how to begin."""
    expect(problems_with({name: None}), Code.FILE_MISSING, name, f"{name} がありません", "make new")


def test_a_file_with_nearly_the_right_name_is_suggested() -> None:
    """Some editors save .yml."""
    expect(
        problems_with({"summary.yaml": None, "summary.yml": ""}),
        Code.FILE_MISSING,
        "summary.yaml",
        "summary.yml",
    )


def test_glossary_and_position_may_be_missing() -> None:
    """Not every plan explains terms or draws the diagram."""
    plan = load({"glossary.yaml": None, "position.yaml": None})
    assert (plan.glossary, plan.position) == ((), None)


def test_a_missing_chapter_is_told_with_the_nearest_file() -> None:
    """A slip in plan.yaml."""
    text = PLAN_YAML.replace("chapters/01-text.md", "chapters/1-text.md")
    expect(
        problems_with({"plan.yaml": text}),
        Code.FILE_MISSING,
        "plan.yaml:7:5",
        "もしかして: chapters/01-text.md",
    )


def test_a_folder_is_no_chapter() -> None:
    """A path that names the folder alone."""
    text = PLAN_YAML.replace("chapters/01-text.md", "chapters")
    expect(problems_with({"plan.yaml": text}), Code.FILE_MISSING, "plan.yaml:7:5", "「chapters」")


def test_a_position_diagram_needs_its_file() -> None:
    """The diagram is drawn from position.yaml."""
    problems = problems_in("::: {.位置付け図 #fig-p}\n題\n:::", {"position.yaml": None})
    expect(problems, Code.FILE_MISSING, f"{CHAPTER}:3:1", "position.yaml")


@pytest.mark.parametrize(
    "path",
    [
        "../a.md",
        "chapters/../../a.md",
        "..",
        "/etc/passwd",
        "C:/a.md",
        "C:\\a.md",
        "\\\\server\\a.md",
        "//server/a.md",
        "https://www.example.jp/a.md",
    ],
)
def test_a_path_that_leads_out_of_the_plan_is_refused(path: str) -> None:
    """Up, absolute, with a drive, on a server, on the web."""
    text = PLAN_YAML.replace("chapters/01-text.md", f"'{path}'")
    expect(
        problems_with({"plan.yaml": text}),
        Code.FILE_OUTSIDE,
        "plan.yaml:7:5",
        "plan_sourceの外",
        "plan_sourceの中",
    )


@pytest.mark.parametrize(
    "path", ["./chapters/01-text.md", "chapters\\01-text.md", "data/../chapters//01-text.md"]
)
def test_a_path_may_be_written_in_any_way_that_stays_inside(path: str) -> None:
    """Windows writes backslashes."""
    plan = load({"plan.yaml": PLAN_YAML.replace("chapters/01-text.md", path)})
    assert plan.chapters[0].file == "plan_source/chapters/01-text.md"


DECOMPOSED, COMPOSED = (unicodedata.normalize(form, "が図") for form in ("NFD", "NFC"))


@pytest.mark.parametrize("on_disk", [DECOMPOSED, COMPOSED])
@pytest.mark.parametrize("written", [DECOMPOSED, COMPOSED])
def test_a_name_is_the_same_however_its_marks_are_written(on_disk: str, written: str) -> None:
    """macOS and zip files part が into か and a mark: chapters, tables and pictures are found all the same."""
    figure = f"::: {{.図 #fig-a}}\n![説明](figures/{written}.png)\n\n題\n:::"
    table = TABLE.replace("data/a.csv", f"data/{written}.csv")
    plan = load(
        {
            "plan.yaml": PLAN_YAML.replace("01-text", written),
            CHAPTER: None,
            f"chapters/{on_disk}.md": chapter(f"{figure}\n\n{table}"),
            f"figures/{on_disk}.png": PNG,
            f"data/{on_disk}.csv": "年,数\n１,２\n",
        }
    )
    assert plan.chapters[0].file == f"plan_source/chapters/{COMPOSED}.md"
    assert len(plan.images) == 1


def test_two_files_whose_names_look_the_same_are_told() -> None:
    """Nobody could say which one is meant."""
    files = {f"data/{name}.csv": "年,数\n１,２\n" for name in (DECOMPOSED, COMPOSED)}
    expect(
        problems_with(files), Code.FILE_TWICE, f"data/{COMPOSED}.csv", "二つあります", "要らないほうを消す"
    )


@pytest.mark.parametrize("name", ["aux.md", "data/a:b.csv", "con/a.csv", "figures/a. "])
def test_a_name_that_windows_has_not_is_a_warning(name: str) -> None:
    """On a share everybody sees it, and nobody there can open it."""
    (warning,) = strange_names(["plan.yaml", "aux-1.md", name], FOLDER)
    assert (warning.code, warning.warning) == (Code.FILE_NAME, True)
    assert str(warning.location) == f"plan_source/{name}"
    assert "Windowsでは開けません" in warning.message


def test_names_that_differ_in_case_alone_are_a_warning() -> None:
    """Unpacked on Windows, one takes the place of the other."""
    (warning,) = strange_names(["data/A.csv", "data/b.csv", "data/a.csv"], FOLDER)
    assert (warning.code, warning.warning) == (Code.FILE_TWICE, True)
    assert "「data/A.csv」と、大文字と小文字だけが違う" in warning.message


def test_a_name_in_another_case_than_its_file_has_is_told_with_the_right_one() -> None:
    """On every system: Windows would find the file, and the plan would fail where it is built next."""
    table = TABLE.replace("data/a.csv", "data/A.CSV")
    files = {CHAPTER: chapter(table), "data/a.csv": "年,数\n１,２\n"}
    (problem,) = problems_with(files)
    assert (problem.code, problem.hint) == (Code.FILE_MISSING, "もしかして: data/a.csv")


def test_a_chapter_that_is_listed_twice_is_told_with_the_first_place() -> None:
    """Two chapters would have the same ids."""
    text = PLAN_YAML.replace("chapters/91-glossary.md", "chapters/01-text.md")
    expect(problems_with({"plan.yaml": text}), Code.ID_DUPLICATE, "plan.yaml:10:5", "２回", "plan.yaml:7:5")


def test_every_chapter_is_read_where_plan_yaml_is_not() -> None:
    """A mistake in plan.yaml does not put off those in the chapters."""
    problems = problems_with(
        {"plan.yaml": PLAN_YAML.replace("段階: 案", "段階：案"), CHAPTER: chapter("<b>")}
    )
    assert places(problems) == [("md.raw", f"{CHAPTER}:3:1"), ("yaml.fullwidth-colon", "plan.yaml:4:3")]


@pytest.mark.parametrize(
    ("encoding", "word"), [("cp932", "シフトJIS"), ("utf-16", "UTF-16"), ("euc-jp", "UTF-8ではない")]
)
def test_other_encodings_are_told_with_the_way_to_save(encoding: str, word: str) -> None:
    """Excel and old editors; the file's content raises no further problems."""
    problems = problems_with({"plan.yaml": PLAN_YAML.encode(encoding)})
    expect(problems, Code.FILE_ENCODING, "plan.yaml:1", word, "CSV UTF-8", "メモ帳")


def test_the_line_of_the_first_wrong_byte_is_told() -> None:
    """One line pasted from elsewhere is enough."""
    data = chapter("一行目").encode() + "二行目の表\n".encode("cp932")
    expect(problems_with({CHAPTER: data}), Code.FILE_ENCODING, f"{CHAPTER}:4")


def test_a_table_in_cp932_is_told_with_the_way_to_save() -> None:
    """What Excel calls CSV."""
    problems = problems_in(TABLE, {"data/a.csv": "年,人口\n1985年,1\n".encode("cp932")})
    expect(problems, Code.FILE_ENCODING, "data/a.csv:1", "シフトJIS", "CSV UTF-8")


def test_a_file_that_is_no_text_is_told_as_such() -> None:
    """A picture listed among the chapters."""
    text = PLAN_YAML.replace("chapters/01-text.md", "figures/a.png")
    problems = problems_with({"plan.yaml": text, "figures/a.png": PNG})
    expect(problems, Code.FILE_ENCODING, "figures/a.png:1", "文章のファイルではありません")


@pytest.mark.parametrize(
    "character", ["\0", "\x0b", "\x0c", "\x1f", "\x7f", "\x85", "\u2028", "\ufdd0", "\uffff"]
)
@pytest.mark.parametrize("file", ["chapter", "yaml", "csv"])
def test_control_characters_are_told_with_their_place(file: str, character: str) -> None:
    """Word, XML and YAML can't hold them, and nobody sees them."""
    shown = f"U+{ord(character):04X}"
    if file == "chapter":
        problems, place = problems_in(f"あ{character}い"), f"{CHAPTER}:3:2"
    elif file == "yaml":
        text = FRAMEWORK_YAML.replace("題: 相談", f"題: 相{character}談")
        problems, place = problems_with({"framework.yaml": text}), "framework.yaml:16:17"
    else:
        problems, place = problems_in(TABLE, {"data/a.csv": f"年,数\n１,い{character}\n"}), "data/a.csv:2:4"
    expect(problems, Code.TEXT_CONTROL, place, shown, "消して")


@pytest.mark.parametrize("entity", ["&#1;", "&#x1;", "&#xFDD0;", "&#8232;"])
def test_control_characters_that_are_spelled_out_are_told(entity: str) -> None:
    """HTML's way of writing a character reaches the text, too."""
    expect(problems_in(f"あ**「い」**{entity}"), Code.TEXT_CONTROL, f"{CHAPTER}:3:9")


@pytest.mark.parametrize("escape", ["\\0", "\\x01", "\\uFDD0", "\\L"])
def test_control_characters_that_yaml_spells_out_are_told(escape: str) -> None:
    """Double quotes can spell any character."""
    text = FRAMEWORK_YAML.replace("題: 相談", f'題: "相{escape}談"')
    expect(problems_with({"framework.yaml": text}), Code.TEXT_CONTROL, "framework.yaml:16:16")


def test_a_file_full_of_control_characters_is_told_in_ten_lines() -> None:
    """A binary file is full of them."""
    assert len(problems_in("\0" * 1000)) == 10


@pytest.mark.parametrize("character", ["\ue000", "\uf8ff", "\U000f0000"])
def test_gaiji_are_told(character: str) -> None:
    """What a machine shows for them is its owner's own."""
    expect(
        problems_in(f"渡{character}"), Code.TEXT_GAIJI, f"{CHAPTER}:3:2", "外字", f"U+{ord(character):04X}"
    )


@pytest.mark.parametrize("text", ["𠮷田", "髙橋", "葛\U000e0100城", "😀", "①㈱", "が", "─"])
def test_characters_beyond_jis_are_welcome(text: str) -> None:
    """Variant kanji, pictures, combining marks."""
    assert not problems_in(text)


def test_an_empty_chapter_lacks_its_heading() -> None:
    """A file that is not begun yet."""
    for text in ("", "\n\n", "文章\n", "## 節\n"):
        expect(
            problems_with({CHAPTER: text}),
            Code.MD_CHAPTER_HEADING,
            f"{CHAPTER}:1",
            "見出しがありません",
            "「# ",
        )
