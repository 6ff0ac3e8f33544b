"""Characters that a template's fonts lack: set in its fallback fonts wherever text stands, and told."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from pipeline.model.fonts import Fallbacks, is_mincho
from pipeline.model.xml_names import w
from pipeline.problems import Code, PlanErrors
from pipeline.source.template_settings import read_fit
from pipeline.word.glyphs.fallback import in_fallback_fonts
from pipeline.word.glyphs.repertoires import has
from pipeline.workflows.build import Built, build
from tests.goldens import quiet
from tests.layout.projects import small_project
from tests.small_plan import CHAPTER, FOLDER, PLAN_YAML, chapter

STYLES = etree.fromstring(
    f"""<w:styles xmlns:w="{w("")[1:-1]}">
    <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:hAnsi="Century" w:eastAsia="ＭＳ 明朝"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
      <w:rPr><w:rFonts w:hAnsi="BIZ UDゴシック" w:eastAsia="BIZ UDゴシック"/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/>
      <w:rPr><w:rFonts w:hAnsi="メイリオ" w:eastAsia="メイリオ"/></w:rPr></w:style>
    </w:styles>"""
)


def set_in(runs: str, style: str = "", fallbacks: Fallbacks | None = None) -> list[tuple[str, str]]:
    """The runs of a paragraph: text, and the font of its own."""
    inner = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    story = f'<w:document xmlns:w="{w("")[1:-1]}"><w:body><w:p>{inner}{runs}</w:p></w:body></w:document>'
    root = etree.fromstring(in_fallback_fonts(story.encode(), STYLES, fallbacks or Fallbacks()))
    found = []
    for run in root.iter(w("r")):
        fonts = run.find(f"{w('rPr')}/{w('rFonts')}")
        if fonts is not None:
            assert {fonts.get(w(slot)) for slot in ("ascii", "hAnsi", "cs")} == {fonts.get(w("eastAsia"))}
        text = "".join(
            each.text or "" if each.tag != w("tab") else "\t" for each in run.iter(w("t"), w("tab"))
        )
        found.append((text, fonts.get(w("eastAsia"), "") if fonts is not None else ""))
    return found


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def test_a_character_goes_into_a_run_of_its_own() -> None:
    """In the first font of the list that has it; what stands around it stays as it is."""
    assert set_in(run("吉野と𠮷野")) == [("吉野と", ""), ("𠮷", "游明朝"), ("野", "")]
    assert set_in(run("𠮷𠮷")) == [("𠮷", "游明朝"), ("𠮷", "游明朝")]


@pytest.mark.parametrize("text", ["﨑と髙と①とⅣと㈱", "葛\U000e0100飾", "㉑から㊿まで"])
def test_what_the_font_has_stays_in_it(text: str) -> None:
    """BIZ UD has forms, and numbers in circles to 50."""
    assert set_in(run(text), "h") == [(text, "")]


def test_the_font_is_that_of_the_kind_of_the_text() -> None:
    """A heading's is one without serifs; so is that of bold words, whatever their paragraph's is."""
    assert set_in(run("𠮷"), "h") == [("𠮷", "游ゴシック")]
    assert set_in(run("𠮷", '<w:rPr><w:rStyle w:val="s"/></w:rPr>')) == [("𠮷", "游ゴシック")]
    assert set_in(run("𠮷", '<w:rPr><w:rFonts w:eastAsia="HGｺﾞｼｯｸE"/></w:rPr>')) == [("𠮷", "游ゴシック")]


def test_a_form_stays_with_its_kanji_in_a_font_that_has_it() -> None:
    """MS fonts have few forms; those of Moji_Joho IPAmj has alone, and those that none has stay as they are."""
    assert set_in(run("葛\U000e0101城")) == [("葛\U000e0101", "游明朝"), ("城", "")]
    assert set_in(run("渡邉\U000e010f")) == [("渡", ""), ("邉\U000e010f", "IPAmj明朝")]
    assert set_in(run("葛\U000e01ee城")) == [("葛\U000e01ee城", "")]


def test_tabs_breaks_and_deleted_text_keep_their_places() -> None:
    runs = "<w:r><w:t>a𠮷</w:t><w:tab/><w:t>b</w:t></w:r><w:del><w:r><w:delText>𠮷</w:delText></w:r></w:del>"
    assert set_in(runs) == [("a", ""), ("𠮷", "游明朝"), ("\tb", ""), ("", "游明朝")]


def test_the_list_is_the_templates() -> None:
    """The first that has it; the other kind's where its own has none."""
    assert set_in(run("𠮷"), fallbacks=Fallbacks(("IPAmj明朝",), ())) == [("𠮷", "IPAmj明朝")]
    assert set_in(run("𠮷"), fallbacks=Fallbacks((), ("メイリオ", "Noto Sans CJK JP"))) == [
        ("𠮷", "Noto Sans CJK JP")
    ]
    assert set_in(run("𠮷"), fallbacks=Fallbacks(("ＭＳ 明朝",), ())) == [("𠮷", "")]


@pytest.mark.parametrize(
    ("family", "has_it", "lacks_it"),
    [
        ("BIZ UDP明朝 Medium", "鷗㎥か゚é", "𠮷₂🌸"),
        ("MS Mincho", "鷗𠮟か゚", "𠮷葛\U000e0100"),
        ("IPAex明朝", "鷗𠮟", "𠮷"),
        ("Segoe UI Symbol", "₂☑♿", "吉"),
        ("HG創英角ﾎﾟｯﾌﾟ体", "髙①é", "鷗𠮷葛\U000e0100"),
    ],
)
def test_what_fonts_are_known_to_have(family: str, has_it: str, lacks_it: str) -> None:
    """By standards, by lists, and of a font that is not known what every Japanese one has."""
    clusters = re.compile(".[\u309a\U000e0100-\U000e01ef]?")
    assert [each for each in clusters.findall(has_it) if not has(family, each)] == []
    assert [each for each in clusters.findall(lacks_it) if has(family, each)] == []


def test_serifs_are_seen_in_a_name() -> None:
    assert is_mincho("ＭＳ 明朝")
    assert is_mincho("Noto Serif CJK JP")
    assert is_mincho("IPAmjMincho")
    assert not is_mincho("ＭＳ ゴシック")
    assert not is_mincho("Source Han Sans")


def test_a_font_of_which_nothing_is_known_is_no_fallback() -> None:
    """Which one a character gets would depend on the machine."""
    with pytest.raises(PlanErrors) as raised:
        read_fit("templates/plan.yaml", "用紙: A4縦\n代替フォント:\n  明朝: [花園明朝]\n".encode())
    (problem,) = raised.value.problems
    assert (problem.code, str(problem.location)) == (Code.SCHEMA_VALUE, "templates/plan.yaml:3:7")
    assert "花園明朝" in problem.message
    assert "IPAmj明朝" in problem.hint


def test_the_list_is_read_from_the_file_beside_the_template() -> None:
    """What is not said is as usual."""
    fit = read_fit(
        "templates/plan.yaml", "用紙: A4縦\n代替フォント:\n  明朝: [MS 明朝, IPAmj明朝]\n".encode()
    )
    assert fit.fallbacks == Fallbacks(mincho=("MS 明朝", "IPAmj明朝"))


# In a plan, wherever text can stand

RARE = {
    "plan.yaml": PLAN_YAML.replace("みどり市地域", "𠮷野市地域").replace("市名: みどり市", "市名: 𠮷野市"),
    CHAPTER: chapter(
        "𠮷野の本文と**太字𠮷**と[^n]。\n\n[^n]: 脚注の𠮷。\n\n::: {.表 #tbl-a}\n表の題𠮷\n\n| 列𠮷 | 列 |\n|---|---|\n| ☑ | CO₂ |\n:::\n"
    ),
    "glossary.yaml": "用語:\n  - id: term-a\n    語: 𠮷\n    読み: よし\n    説明: 𠮷です。\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(small_project(tmp_path_factory.mktemp("rare"), RARE), (), None, quiet)


def test_every_place_is_in_a_fallback_font(built: Built) -> None:
    """The cover, headers, lists of contents, captions, cells, notes: no run holds the character with others."""
    for document in built.documents:
        with zipfile.ZipFile(io.BytesIO(document.docx)) as package:
            parts = [
                package.read(name)
                for name in package.namelist()
                if re.match(r"word/(document|header|footer|footnotes)", name)
            ]
        runs = [each for part in parts for each in etree.fromstring(part).iter(w("r"))]
        rare = [each for each in runs if re.search("[𠮷₂☑]", "".join(each.itertext()))]
        assert rare
        assert {"".join(each.itertext()) for each in rare} <= {"𠮷", "₂", "☑"}
        assert all(each.find(f"{w('rPr')}/{w('rFonts')}") is not None for each in rare)


def test_each_character_is_noted_once_with_its_places(built: Built) -> None:
    notes = [each for each in built.warnings if each.code is Code.TEXT_FALLBACK]
    assert [str(each.location).rpartition("/")[2].partition(":")[0] for each in notes] == ["01-text.md"] * 3
    (name,) = (each for each in notes if "𠮷" in each.message)
    assert "游ゴシックと游明朝" in name.message or "游明朝と游ゴシック" in name.message
    assert f"{FOLDER}/{CHAPTER}:3:11" in name.hint
    assert name.hint.endswith("ほか3か所")


def test_a_plan_with_usual_characters_is_written_as_before(tmp_path: Path) -> None:
    """No run has a font of its own."""
    built = build(small_project(tmp_path, {CHAPTER: chapter("髙﨑①㈱とé。")}), (), None, quiet)
    assert not [each for each in built.warnings if each.code is Code.TEXT_FALLBACK]
    for document in built.documents:
        with zipfile.ZipFile(io.BytesIO(document.docx)) as package:
            assert b"w:hint=" not in package.read("word/document.xml")
