"""The pages of a plan: their names, the ways between them, notes at their ends, what is searched, where elements are written."""

from __future__ import annotations

import json
import re

from pipeline.html.edition import image_names
from pipeline.html.labels import Labels, ListLevel
from pipeline.html.paging import page_name
from pipeline.html.shell import page_values, shell
from pipeline.html.site import INDEX_SCRIPT, Page, PageKind, Site
from pipeline.model.documents import PLAN_DOCUMENTS
from pipeline.model.plan import Image
from pipeline.model.prose import ListKind
from pipeline.workflows.html import site_of
from tests.goldens import suite_page
from tests.small_plan import CHAPTER, MEASURES, PLAN_YAML, TEXTS, Changes, chapter, resolved


def site(markdown: str = "文章です。", changes: Changes | None = None, marked: bool = False) -> Site:
    """The site of the small plan with this text in its first chapter."""
    plan = resolved({CHAPTER: chapter(markdown), **(changes or {})})
    return site_of(plan, PLAN_DOCUMENTS, Labels({}), suite_page(), marked)


def text_page(markdown: str, changes: Changes | None = None) -> Page:
    """The page of that chapter."""
    return site(markdown, changes).page("sec-text.html")


def markup(page: Page) -> str:
    return "".join(block.markup for block in page.blocks)


# Pages


def test_each_chapter_is_a_page_and_each_document_beside_the_plan() -> None:
    assert [(page.name, page.kind) for page in site().pages] == [
        ("index.html", PageKind.INDEX),
        ("sec-text.html", PageKind.CHAPTER),
        ("sec-measures.html", PageKind.CHAPTER),
        ("sec-glossary.html", PageKind.GLOSSARY),
        ("summary.html", PageKind.DOCUMENT),
        ("framework.html", PageKind.SHEET),
        ("search.html", PageKind.SEARCH),
    ]


def test_a_page_keeps_its_name_while_its_title_changes() -> None:
    """By its heading's id, or else by the file in which it is written."""
    for title in ("本文", "別の題"):
        pages = site(changes={CHAPTER: f"# {title}\n\n文章です。\n"}).pages
        assert pages[1].name == "01-text.html"


def test_two_pages_never_have_one_name() -> None:
    """In whatever case Windows reads it; those of documents and of the site itself are taken."""
    plan = PLAN_YAML.replace(
        "  - chapters/02", "  - chapters/03-text.md\n  - chapters/04-text.md\n  - chapters/02"
    )
    more = {
        "plan.yaml": plan,
        "chapters/03-text.md": "# 概要の章 {#summary}\n",
        "chapters/04-text.md": "# 大文字の章 {#Sec-Text}\n",
    }
    names = [page.name for page in site(changes=more).pages]
    assert names[1:4] == ["sec-text.html", "summary-2.html", "sec-text-2.html"]
    assert len({name.lower() for name in names}) == len(names)


def test_names_of_pages_are_good_on_any_system() -> None:
    """Windows keeps some for its devices; and the site's own pages are not taken by a document that is called so."""
    names = [page_name(each, {"index.html"}) for each in ("aux", "index", "A" * 200, "Sec-A")]
    assert (names[0], names[1], names[3]) == ("page-aux.html", "index-2.html", "sec-a.html")
    assert len(names[2]) == 65


def test_a_part_stands_on_a_page_of_its_own_with_its_chapters_under_it_in_the_contents() -> None:
    """資料編 belongs to no 部, though it comes after the last one."""
    parted = PLAN_YAML.replace(
        "章:\n  - chapters/01-text.md\n", "章:\n  - 部: 総論\n    章: [chapters/01-text.md]\n"
    ).replace("  - chapters/02-measures.md\n", "  - 部: 各論\n    章: [chapters/02-measures.md]\n")
    made = site(changes={"plan.yaml": parted})
    assert [entry.title for entry in made.contents] == ["総論", "各論", "用語解説"]
    assert [entry.title for entry in made.contents[0].under] == ["本文"]
    assert [page.kind for page in made.pages[1:3]] == [PageKind.DIVISION, PageKind.CHAPTER]
    assert '<a href="sec-text.html">' in markup(made.pages[1])


def test_without_parts_chapters_stand_beside_what_comes_before_and_behind_them() -> None:
    front = PLAN_YAML.replace("章:\n", "前付:\n  - chapters/00-preface.md\n章:\n", 1)
    made = site(
        changes={"plan.yaml": front, "chapters/00-preface.md": "# はじめに {.番号なし}\n\n挨拶です。\n"}
    )
    assert [entry.title for entry in made.contents] == ["はじめに", "本文", "施策", "用語解説"]


def test_headings_go_down_from_the_page_s_own_without_a_gap() -> None:
    page = text_page("## 節\n\n### 項\n\n#### 目\n")
    assert re.findall(r"<h(\d)", markup(page)) == ["1", "2", "3", "4"]


def test_the_contents_lead_to_pages_and_into_them_and_know_where_one_is() -> None:
    made = site("## 節 {#sec-part}\n")
    assert (made.contents[0].to, made.contents[0].under[0].to) == ("sec-text.html", "sec-text.html#sec-part")
    values = page_values(made.page("sec-text.html"), made)
    contents = values["目次"]
    assert isinstance(contents, list)
    assert [entry["今"] for entry in contents] == [True, False, False]
    assert values["次"] == {
        "番号": "第２章",
        "題": "施策",
        "宛先": "sec-measures.html",
        "今": False,
        "中": False,
        "下": [],
    }


# Text


def test_references_lead_to_the_page_on_which_their_target_stands() -> None:
    page = markup(
        text_page(
            "[](#measure-a)と[](#sec-text)、[]{.題}".replace("、[]{.題}", "、[](#measure-a){.番号と題}")
        )
    )
    assert (
        '<a class="reference" href="sec-measures.html#measure-a">第２章第１節<span class="whole">１(1)</span></a>'
        in page
    )
    assert '<a class="reference" href="#sec-text">第１章</a>' in page
    assert '第２章第１節<span class="whole">１(1)</span>「見守り」</a>' in page  # no line ends behind １


def test_a_link_never_holds_another() -> None:
    """Words that are a link may hold a footnote: its mark leads nowhere then, but the note leads back to it."""
    page = markup(text_page("[言葉[^fn]](#sec-text)です。\n\n[^fn]: 注です。"))
    assert '<a href="#sec-text">言葉<sup id="ref.fn" class="note-mark">1</sup></a>' in page
    assert 'href="#ref.fn"' in page


def test_notes_stand_at_the_end_of_their_page_and_count_through_the_plan() -> None:
    """Also those without a label: two of them may say the same."""
    made = site(
        "一つ[^1]、二つ[^2]です。\n\n[^1]: 同じ注です。\n\n[^2]: 同じ注です。\n",
        {MEASURES: TEXTS[MEASURES].replace("基本理念は", "基本理念[^x]は") + "\n[^x]: 後の注です。\n"},
    )
    first, second = made.page("sec-text.html"), made.page("sec-measures.html")
    numbers = [re.findall(r'class="back".*?>(\d+)</a>', markup(page)) for page in (first, second)]
    assert numbers == [["1", "2"], ["3"]]
    marks = re.findall(r'id="(ref[^"]*)" href="#(note[^"]*)"', markup(first))
    assert len({*marks}) == 2
    assert all(
        f'href="#{mark}" class="back"' in markup(first) and f'id="{note}"' in markup(first)
        for mark, note in marks
    )


def test_text_is_escaped_wherever_it_enters() -> None:
    """A title, an alternative text and a term as well."""
    made = site(
        '## A & B \\<C\\> {#sec-part}\n\n**"D"** & \\<E\\>',
        {"glossary.yaml": TEXTS["glossary.yaml"].replace("語: 地域福祉", "語: R&D")},
    )
    page = shell(made.page("sec-text.html"), made, suite_page()).decode()
    assert "A &amp; B &lt;C&gt;" in page
    assert "<strong>&quot;D&quot;</strong> &amp; &lt;E&gt;" in page
    assert "<dfn>R&amp;D</dfn>" in markup(made.page("sec-glossary.html"))


def test_labels_of_lists_are_those_of_the_template() -> None:
    """Each level by its own format; what says nothing of a level is counted as lines of text are."""
    labels = Labels(
        {ListKind.PLAIN.value: (ListLevel("decimalFullWidth", "%1"), ListLevel("aiueoFullWidth", "%1の%2"))}
    )
    assert labels.of(ListKind.PLAIN, (2,)) == "２"
    assert labels.of(ListKind.PLAIN, (2, 3)) == "２のウ"
    assert labels.of(ListKind.CIRCLED, (3,)) == "③"
    assert labels.of(ListKind.PLAIN, (1, 1, 4)) == "４　"


def test_heads_over_several_columns_are_named_by_the_cells_under_them() -> None:
    page = markup(
        text_page(
            '::: {.表 #tbl-x csv="data/x.csv" head="2"}\n題\n:::\n',
            {"data/x.csv": "区分,人数,<<\n^^,男,女\n計,1,2\n"},
        )
    )
    assert '<th scope="colgroup" id="tbl-x.1.2" colspan="2">人数</th>' in page
    assert '<td class="number" headers="tbl-x.1.2 tbl-x.2.3 tbl-x.3.1">2</td>' in page


# What stands where


def test_a_block_keeps_its_id_whatever_is_put_in_above_it() -> None:
    """With where it is written in the page: that changes."""
    before, after = (
        site(text, marked=True).page("sec-text.html")
        for text in ("甲です。\n\n乙です。", "新しい。\n\n甲です。\n\n乙です。")
    )
    assert [block.id for block in before.blocks] == [
        block.id for block in after.blocks if "新しい" not in block.markup
    ]


def test_no_two_blocks_of_a_page_have_one_id() -> None:
    page = text_page("同じ文です。\n\n同じ文です。\n\n同じ文です。")
    assert len({block.id for block in page.blocks}) == len(page.blocks)


def test_a_marked_page_says_where_each_paragraph_is_written_and_no_other_does() -> None:
    text = "甲です。\n\n- 乙\n- 丙\n"
    marked = site(text, marked=True).page("sec-text.html")
    places = re.findall(r'data-at="[^"]*01-text.md:(\d+)"', markup(marked))
    assert places == ["1", "3", "5", "6"]
    assert [block.origin.line for block in marked.blocks if block.origin] == [1, 3, 5]
    assert all(f'data-block="{block.id}"' in block.markup for block in marked.blocks)
    assert "data-" not in markup(text_page(text))


def test_the_search_knows_each_heading_with_its_text_and_each_term() -> None:
    """Without readings and marks of notes, and in a form that a page opened from a folder can read."""
    made = site(
        '前の文です。\n\n## 節 {#sec-part}\n\n[見守]{ruby="みまも"}りの文[^1]です。\n\n[^1]: 注です。'
    )
    found = {entry.to: entry for entry in made.search}
    assert found["sec-text.html"].text == "前の文です。"
    assert (found["sec-text.html#sec-part"].title, found["sec-text.html#sec-part"].where) == (
        "節",
        "第１章　本文",
    )
    assert found["sec-text.html#sec-part"].text == "見守りの文です。"
    assert found["sec-text.html#notes.title"].text == "1 注です。"
    assert found["sec-glossary.html#term-welfare"].text == "地域の福祉です。"
    script = made.files[INDEX_SCRIPT].decode()
    listed = json.loads(script.removeprefix("globalThis.searchIndex = ").rstrip().removesuffix(";"))
    assert [each["to"] for each in listed] == [entry.to for entry in made.search]


def test_pictures_keep_their_names_and_none_takes_another_s() -> None:
    """Whatever letters and folders theirs have."""
    paths = ("figures/a.png", "figures-a.png", "figures/A.png", "図/絵.png", "図/画.png")
    names = image_names({path: Image(b"", 1, 1) for path in paths})
    assert names["figures/a.png"] == "figures-a.png"
    assert len({name.lower() for name in names.values()}) == len(paths)
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+\.png", name) for name in names.values())
