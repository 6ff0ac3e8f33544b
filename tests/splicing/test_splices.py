"""A splice replaces what was asked and nothing else; what it can't do surely it refuses. Words, marks, values, cells, blocks."""

from __future__ import annotations

import pytest

from pipeline.splicing.mapped import Refused, file_text
from pipeline.splicing.merging import MovedOn, line_now, merged
from pipeline.splicing.splice import splice
from pipeline.splicing.wish import Wish
from tests.kept import parse

CHAPTER = "chapters/01.md"
TEXT = """\
# 章 {#sec-a}

文章は**大切な**ことを[](#sec-b){.題}で書きます。[奥州]{ruby="おうしゅう"}市の人口*は
続きの行です[^1]。[]{.数 of="取組"}の取組があります。

[^1]: 注の文です。

> 引用の文です。

- 項目一です。
- 項目二です。

5. 五つ目です。
6. 六つ目です。

::: {.表 #tbl-a}
題の行

| 年 | 値 |
|---|---|
| 一 | 10 |
| 二 | **10** |
| 三 |  |

資料：見本
:::
"""
FIRST = "文章は大切なことを目的で書きます。奥州市の人口*は続きの行です。28の取組があります。"


def line_of(words: str, text: str = TEXT) -> int:
    return text[: text.index(words)].count("\n") + 1


def spliced(
    before: str, after: str, at: str = "", target: str = "", text: str = TEXT, name: str = CHAPTER
) -> str:
    """The text once a passage that stands at these words says something else."""
    line = line_of(at, text) if at else 0
    return splice(name, text.encode(), Wish(name, line, target, before, after, sure=bool(at)), parse).decode()


def changes(
    before: str, after: str, at: str = "", target: str = "", text: str = TEXT, name: str = CHAPTER
) -> list[str]:
    """The lines that are new then."""
    old = text.split("\n")
    return [line for line in spliced(before, after, at, target, text, name).split("\n") if line not in old]


@pytest.mark.parametrize(
    ("words", "new", "written"),
    [
        ("書きます", "示します", 'で示します。[奥州]{ruby="おうしゅう"}市'),
        ("大切な", "重要な", "文章は**重要な**ことを"),
        ("大切な", "", "文章はことを"),
        ("大切なこと", "大切な点", "文章は**大切な**点を"),
        ("を目的で", "", "**大切な**こと書きます"),
        ("奥州市の", "", "書きます。人口*は"),
        ("市の人口*", "市の*人口", 'ゅう"}市の\\*人口は'),
        ("。28の", "。計28の", '[^1]。計[]{.数 of="取組"}の'),
        ("文章は", "- 文章は", "\\- 文章は**"),
        ("文章は", "1. 文章は", "1\\. 文章は**"),
        ("文章は", "# 文章は", "\\# 文章は**"),
        ("の取組", "の[取組](x)<b>`", "の\\[取組\\](x)\\<b>\\`"),
        ("書きます。", "書きます。\n", "で書きます。\\"),
    ],
)
def test_words_change_beside_what_is_kept(words: str, new: str, written: str) -> None:
    """References, bold, ruby, counts and notes stay; what would be markup gets a backslash."""
    text = spliced(FIRST, FIRST.replace(words, new, 1), "文章は**")
    assert written in text
    assert text.count("[^1]") == 2
    assert "# 章" in text


@pytest.mark.parametrize(
    ("words", "new", "reason"),
    [
        ("目的", "目標", "参照"),
        ("28", "29", "計画が数える数"),
        ("奥州", "一関", "ふりがな"),
        ("行です。28", "行。28", ""),
        ("続きの行です。28の", "", "脚注の印"),
    ],
)
def test_what_is_made_elsewhere_is_refused_and_named(words: str, new: str, reason: str) -> None:
    """A number, a title, a reading, a mark: the person who mends it is told which."""
    if reason:
        with pytest.raises(Refused, match=reason):
            spliced(FIRST, FIRST.replace(words, new, 1), "文章は**")
    else:
        assert "続きの行[^1]。[]{.数" in spliced(FIRST, FIRST.replace(words, new, 1), "文章は**")


def test_paragraphs_are_split_and_joined() -> None:
    """An empty line comes, with the marks of what is around it, or goes."""
    assert changes("引用の文です。", "引用の\n\n文です。") == ["> 引用の", "> 文です。"] or changes(
        "引用の文です。", "引用の\n\n文です。"
    ) == ["> 引用の", ">", "> 文です。"]
    text = "一つ目です。\n\n二つ目です。\n"
    assert (
        spliced("一つ目です。\n\n二つ目です。", "一つ目です。二つ目です。", text=text)
        == "一つ目です。二つ目です。\n"
    )


def test_items_are_split_and_joined() -> None:
    """Each part is an item of its own, with the next number; references stay."""
    assert changes("項目二です。", "項目\n\n二です。") == ["- 項目", "- 二です。"]
    assert changes("五つ目です。", "五つ\n\n目です。") == ["5. 五つ", "6. 目です。"]
    text = "- 一です。\n- [](#sec-b)の**二**です。\n- 三です。\n"
    assert (
        spliced("一です。\n\n目的の二です。", "一です。目的の二です。", text=text)
        == "- 一です。[](#sec-b)の**二**です。\n- 三です。\n"
    )
    nested = "- 一です。\n  - 中です。\n- 二です。\n"
    with pytest.raises(Refused, match=r"ありません|ほかのもの"):
        spliced("一です。\n\n二です。", "一です。二です。", text=nested)


def test_a_note_goes_with_its_mark() -> None:
    """The mark and the text of the note; of two marks the right one."""
    text = "文[^a]と文[^b]です。\n\n[^a]: 一の注。\n\n[^b]: 二の注。\n"
    assert spliced("二の注。", "", "[^b]:", text=text) == "文[^a]と文です。\n\n[^a]: 一の注。\n"
    assert spliced("一の注。", "", "[^a]:", text=text) == "文と文[^b]です。\n\n[^b]: 二の注。\n"
    with pytest.raises(Refused, match="幾つかの所"):
        spliced("一の注。", "", "[^a]:", text=text.replace("です", "です[^a]"))


def test_what_is_no_item_stands_behind_the_list() -> None:
    """Where its style says so: behind the last item; no list is torn apart."""
    assert changes("", "段落です。", "項目二", "x/段落") == ["段落です。"]
    assert "- 項目二です。\n\n段落です。\n\n5. " in spliced("", "段落です。", "項目二", "x/段落")
    with pytest.raises(Refused, match="一覧の途中"):
        spliced("", "段落です。", "項目一", "x/段落")


def test_a_line_of_provisions_is_a_passage() -> None:
    """Each of them is printed as a paragraph; the others stay."""
    text = "::: {.条文}\n（目的）\n第１条　市は、[](#sec-b)を定める。\n２　前項は、適用する。\n:::\n"
    made = spliced("第１条　市は、目的を定める。", "第１条　市長は、目的を定める。", "第１条", text=text)
    assert made == text.replace("市は", "市長は")
    assert spliced("（目的）", "（趣旨）", "（目的）", text=text) == text.replace("（目的）", "（趣旨）")
    with pytest.raises(Refused):
        spliced("２　前項は、適用する。", "", "２　前項", text=text)


def test_a_section_goes_as_a_whole_or_not_at_all() -> None:
    """Its heading with all that is below it, or alone once nothing is."""
    text = "# 章\n\n文。\n\n## 節\n\n節の文。\n\n- 一\n- 二\n\n## 次\n\n終わり。\n"
    rest = "# 章\n\n文。\n\n## 次\n\n終わり。\n"
    assert spliced("節\n\n節の文。\n\n一\n\n二", "", "## 節", text=text) == rest
    assert spliced("節", "", "## 節", text="# 章\n\n文。\n\n## 節\n\n## 次\n\n終わり。\n") == rest
    assert spliced("次\n\n終わり。", "", "## 次", text=rest) == "# 章\n\n文。\n"
    for part in ("節", "節\n\n節の文。", "節\n\n節の文。\n\n一"):
        with pytest.raises(Refused, match="残る"):
            spliced(part, "", "## 節", text=text)


def test_a_row_of_a_field_is_told_where_it_goes() -> None:
    """A table that is made of an item's values has no lines of its own."""
    text = "基本方針:\n  - id: act-a\n    題: 題\n"
    with pytest.raises(Refused, match=r"framework\.yaml の2行目の辺り"):
        spliced("", "一\t二", "id: act-a", "act-a/行", text, "framework.yaml")


def test_a_title_and_a_note_are_found_behind_their_numbers() -> None:
    """表１－１ is the program's."""
    assert "新しい題の行" in changes("表１－１　題の行", "表１－１　新しい題の行", "題の行")
    assert "[^1]: 注の、新しい文です。" in changes("注の文です。", "注の、新しい文です。")
    with pytest.raises(Refused, match="自動で付く"):
        spliced("表１－１　題の行", "表１－２　題の行", "題の行")
    with pytest.raises(Refused, match="資料"):
        spliced("資料：見本", "出典：見本", "資料：")


def test_cells_are_told_by_row_and_column() -> None:
    """Where several say the same, and of one that is empty."""
    assert changes("10", "20", "| 一", "tbl-a/2行2列") == ["| 一 | 20 |"]
    assert changes("10", "20", "| 二", "tbl-a/3行2列") == ["| 二 | **20** |"]
    assert changes("", "3|0", "| 三", "tbl-a/4行2列") == ["| 三 | 3\\|0 |"]
    with pytest.raises(Refused, match="幾つかの所"):
        spliced("10", "20")


def test_rows_items_and_paragraphs_come_and_go() -> None:
    """Numbers of a list go on from where they did; a paragraph takes its empty line with it."""
    assert changes("", "四\t40", "| 三", "tbl-a/行") == ["| 四 | 40 |"]
    assert "| 一 | 10 |" not in spliced("一\t10", "", "| 一", "tbl-a/行")
    assert changes("", "項目三です。", "項目二") == ["- 項目三です。"]
    assert changes("", "七つ目です。", "六つ目") == ["7. 七つ目です。"]
    assert "5. 六つ目です。" in spliced("五つ目です。", "", "五つ目")
    text = "一。\n\n二。\n\n三。\n"
    assert spliced("二。", "", "二", text=text) == "一。\n\n三。\n"
    assert spliced("三。", "", "三", text=text) == "一。\n\n二。\n"
    assert spliced("", "新。", "二", text=text) == "一。\n\n二。\n\n新。\n\n三。\n"
    assert spliced("", "新。", "三", text=text.rstrip()) == "一。\n\n二。\n\n三。\n\n新。"


@pytest.mark.parametrize(
    ("before", "after", "target", "reason"),
    [
        ("章", "", "", "見出し"),
        (FIRST, "", "", "脚注"),
        ("年\t値", "", "tbl-a/行", "見出しの行"),
        ("", "一つだけ", "tbl-a/行", "セルは1個"),
        ("ない文章です。", "別。", "", "ありません"),
        ("", "別。", "tbl-a/列", "手で"),
    ],
)
def test_what_would_take_more_with_it_is_refused(before: str, after: str, target: str, reason: str) -> None:
    """A heading's section, a note's text, a table's head; what is not there."""
    with pytest.raises(Refused, match=reason):
        spliced(before, after, "| 三" if target and after else "", target)


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf# \xe7\xab\xa0\r\n\r\n\xe4\xb8\x80\xe3\x80\x82  \r\n",
        "# 章\n\n一。".encode(),
        "# 章\r\r一。\r".encode(),
        "# 章\n\n\u200b一\u200b。 \n\n  \n".encode(),
        "# が章\n\n一。か\u3099\n\n神\n".encode(),
    ],
)
def test_bytes_outside_the_span_never_change(raw: bytes) -> None:
    """Marks of byte order, line ends, blanks, characters that are dropped, other forms of letters."""
    before = next(each for each in file_text(raw.decode()).text.split("\n")[1:] if each.strip()).strip()
    now = splice(CHAPTER, raw, Wish(CHAPTER, 3, "", before, before.replace("一", "二"), sure=True), parse)
    assert now == raw.replace("一".encode(), "二".encode())


# Values of YAML

YAML = """\
計画名: 名前 # 覚え
市名: "みどり\\"市"
計画期間: {開始: '令和３年度', 終了: 令和７年度}
段階: 案
策定年月: 令和３年３月
章: [chapters/01.md]
資料編: []
改訂履歴:
  - 年月: 令和３年３月
    内容: |
      **一行目**です。
      二行目です。
  - {年月: 令和３年４月, 内容: 案の、作成}
"""


@pytest.mark.parametrize(
    ("before", "after", "target", "written"),
    [
        ("名前", "新しい名前", "計画名", "計画名: 新しい名前 # 覚え"),
        ("名前", "名前: 仮 # 注", "計画名", '計画名: "名前: 仮 # 注" # 覚え'),
        ('みどり"市', 'あおば"市', "市名", '市名: "あおば\\"市"'),
        ("令和３年度", "令和４'年度", "計画期間/開始", "{開始: '令和４''年度', 終了"),
        ("令和７年度", "令和８年度, 末", "計画期間/終了", '終了: "令和８年度, 末"}'),
        (
            "一行目です。二行目です。",
            "一行目です。新しい二行目です。",
            "改訂履歴/1/内容",
            "      新しい二行目です。",
        ),
        (
            "一行目です。二行目です。",
            "一行目です。\n\n二行目です。",
            "改訂履歴/1/内容",
            "です。\n\n      二行目",
        ),
        ("案の、作成", "案の[作成]", "改訂履歴/2/内容", '内容: "案の\\\\[作成\\\\]"}'),
        ("令和３年度〜令和７年度", "令和３年度〜令和９年度", "計画期間", "終了: 令和９年度}"),
    ],
)
def test_values_keep_their_quotation_marks(before: str, after: str, target: str, written: str) -> None:
    """What YAML would read otherwise is quoted; comments and all other values stay."""
    assert written in spliced(before, after, target=target, text=YAML, name="plan.yaml")


def test_a_value_that_is_printed_with_others_is_found_among_them() -> None:
    """The change has to lie in one of them."""
    text = YAML.replace("内容: 案の、作成", "内容: 案の作成")
    assert "年月: 令和３年５月, 内容" in spliced(
        "令和３年４月　案の作成", "令和３年５月　案の作成", target="改訂履歴/2", text=text, name="plan.yaml"
    )


def test_a_reading_is_changed_where_its_word_is_told() -> None:
    """The glossary prints both in one line."""
    text = "用語:\n  - {id: term-a, 語: 伴走, 読み: ばんそう, 説明: 共に走ります。}\n"
    wish = ("伴走（ばんそう）", "伴走（ばんそー）")
    assert "読み: ばんそー," in spliced(*wish, target="term-a/語", text=text, name="glossary.yaml")


# CSV

CSV = '年,"値,人"\n1990, 132039 \n2000,"1,0"\n'


@pytest.mark.parametrize(
    ("line", "before", "after", "written"),
    [
        (2, "132,039", "140,000", "1990, 140000 \n"),
        (3, "1,0", "2,0", '2000,"2,0"\n'),
        (1, "年", '年"度', '"年""度","値,人"\n'),
    ],
)
def test_csv_keeps_its_form(line: int, before: str, after: str, written: str) -> None:
    """Separators are the program's, quotation marks and blanks the file's."""
    wish = Wish("data/a.csv", line, "", before, after, sure=True)
    assert written in splice("data/a.csv", CSV.encode(), wish, parse).decode()


@pytest.mark.parametrize("indent", ["", "　"])
def test_a_name_that_is_set_in_stays_so(indent: str) -> None:
    """Whether or not the blanks came with it."""
    text = "区分,人\n　うち65歳以上,2\n"
    wish = Wish("data/a.csv", 2, "", f"{indent}うち65歳以上", f"{indent}うち75歳以上", sure=True)
    assert splice("data/a.csv", text.encode(), wish, parse).decode() == text.replace("65", "75")
    text = "# 章\n\n::: {.表 #tbl-a}\n題\n\n| 区分 | 人 |\n|---|--:|\n| 　うち65歳以上 | 2 |\n| 　うち85歳以上 | 1 |\n:::\n"
    wish = Wish(CHAPTER, 8, "", f"{indent}うち65歳以上", f"{indent}うち75歳以上", sure=True)
    assert splice(CHAPTER, text.encode(), wish, parse).decode() == text.replace("65", "75")


def test_csv_rows_come_and_go() -> None:
    """Behind a row, and where the last line has no end."""
    added = Wish("data/a.csv", 3, "tbl/行", "", "2010\t3,5", sure=True)
    assert splice("data/a.csv", CSV.rstrip().encode(), added, parse).decode() == CSV + '2010,"3,5"'
    gone = Wish("data/a.csv", 2, "tbl/行", "1990\t132,039", "", sure=True)
    assert splice("data/a.csv", CSV.encode(), gone, parse).decode() == CSV.replace("1990, 132039 \n", "")


# Both sides


def test_changes_of_both_sides_are_merged_where_they_do_not_touch() -> None:
    """Beside one another they touch; the same change is one."""
    assert merged("一二三四五", "一二三四Ｖ", "Ａ二三四五") == "Ａ二三四Ｖ"
    assert merged("一二三", "一Ｂ三", "一Ｃ三") is None
    assert merged("一二三", "一Ｂ三", "一Ｂ三") == "一Ｂ三"
    assert merged("一二三", "一二新三", "一二Ｃ") is None


def test_lines_are_followed_through_a_file() -> None:
    """A line that is there as it was is sure; one that changed is about where it was."""
    assert line_now("一\n二\n三", "新\n一\n二\n三", 1) == (2, True)
    assert line_now("一\n二\n三", "一\n別\n三", 1) == (1, False)


def test_what_the_source_says_now_is_told() -> None:
    """Where both changed the same words."""
    now = TEXT.replace("項目一です", "項目Ａです")
    wish = Wish(
        CHAPTER,
        line_of("項目Ａ", now),
        "",
        "項目一です。",
        "項目一ですよ。",
        sent=TEXT,
        sent_line=line_of("項目一"),
    )
    assert "- 項目Ａですよ。" in splice(CHAPTER, now.encode(), wish, parse).decode()
    clash = Wish(
        CHAPTER,
        line_of("項目Ａ", now),
        "",
        "項目一です。",
        "項目１です。",
        sent=TEXT,
        sent_line=line_of("項目一"),
    )
    with pytest.raises(MovedOn) as moved:
        splice(CHAPTER, now.encode(), clash, parse)
    assert moved.value.now == "項目Ａです。"
