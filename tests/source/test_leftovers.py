"""Markup that was not understood is told; what only looks like it, or has a backslash, is text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.inlines import Emphasis
from pipeline.problems import Code
from pipeline.source import unparsed_markup
from tests.small_plan import CHAPTER, TEXTS, expect, inlines_of, places, problems_in, problems_with, text_of

AT = f"{CHAPTER}:"


@pytest.mark.parametrize(
    ("markdown", "place", "shown"),
    [
        ("これは**太字です", "3:4", "「**」"),
        ("これは太字**です。", "3:6", "「**」"),
        ("文章:::です", "3:3", "「:::」"),
        (":::\n\n文章", "3:1", "「:::」"),
        ("::: {.改頁}\n:::\n:::", "5:1", "「:::」"),
        ("## 節 {# sec}", "3:6", "「{# sec}」"),
        ("## 節 {番号なし}", "3:6", "「{番号なし}」"),
        ("[](#sec-text){題}", "3:14", "「{題}」"),
        ("本文[^a]です", "3:3", "「[^a]」"),
        ("本文[^", "3:3", "「[^」"),
        ("本文^[注]です", "3:3", "「^[」"),
        ("[文字] (https://example.jp)と](#a)", "3:27", "「](」"),
        ("![図] と![", "3:1", "「![」"),
        ("~~消した文~~", "3:1", "「~~」"),
        ("##空白のない見出し", "3:1", "「##」"),
        ("##　全角の空白", "3:1", "「##」"),
        ("####### 七つの記号", "3:1", "「#######」"),
        ("(@) 見守り", "3:1", "「(@)」"),
        ("> [!NOTE]\n> 注意書き", "3:3", "「[!NOTE]」"),
        ("!!! note\n    注意書き", "3:1", "「!!! 」"),
        ("本文[@sec-text]です", "3:3", "「[@sec-text]」"),
        ("-　全角の空白", "3:1", "「-」"),
        ("1.　全角の空白", "3:1", "「1.」"),
        (">　全角の空白", "3:1", None),
        ("文章\n3. 途中の番号", "4:1", "「3.」"),
        ("|a|b|\n|c|d|", "3:1", "「|」"),
        ("　字下げ", "3:1", "「　」"),
        ("\u00a0字下げ", "3:1", "字下げ"),
        ("一つ目。\n　二つ目", "4:1", "「　」"),
        ("用語\n：説明", "4:1", "「：」"),
        ("用語\n:説明", "4:1", "「:」"),
        ("文章の終わり\\", "3:7", "「\\」"),
        ("## 見出しの終わり\\", "3:11", "「\\」"),
        ("行の終わり\\ \n次の行", "3:6", "「\\」"),
        ("面積は10m^2です", "3:7", "「^」"),
        ("x^2とy^2です", "3:2", "「^2とy^」"),
        ("10^3^5です", "3:3", "「^3^」"),
        ("S~M~Lです", "3:2", "「~M~」"),
        ("10~20~です", "3:3", "「~20~」"),
        ("式$x$です", "3:2", "「$x$」"),
        ("式$x＝２$です", "3:2", "「$x＝２$」"),
        ("式＄x＝２＄です", "3:2", "「＄x＝２＄」"),
        ("式＄x＄です", "3:2", "「＄x＄」"),
        ("\\begin{equation}", "3:1", "「\\begin{」"),
        ('[奥州]{ルビ="おうしゅう"}市', "3:5", "「{ルビ=」"),
        ("[奥州]{よみ＝“おうしゅう”}市", "3:5", "「{よみ＝」"),
        ('## 見出し {番号="なし"}', "3:8", "「{番号=」"),
        ('[](#sec-text){形="題"}です', "3:14", "「{形=」"),
        ("[](#sec-text){ページ}です", "3:14", "「{ページ}」"),
        ('::: {.表 #tbl-a}\n題 {単位="人"}\n\n|a|\n|-|\n|b|\n:::', "4:3", "「{単位=」"),
        ('::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|[奥州]{読み="おうしゅう"}|\n:::', "8:6", "「{読み=」"),
        ("[[sec-text]]を見る", "3:1", "「[[」"),
        ("これは{{ 計画名 }}です", "3:4", "「{{」"),
        ("これは__太字__です", "3:4", "「__太字__」"),
        ("これは_強調_です", "3:4", "「_強調_」"),
        ("==強調==です", "3:1", "「==強調==」"),
        ("{奥州|おうしゅう}市", "3:1", "「{奥州|おうしゅう}」"),
        ("｜奥州《おうしゅう》市", "3:1", "「｜奥州《おうしゅう》」"),
        ("- [ ] 確かめる", "3:3", "「[ ]」"),
        (": 題", "3:1", "「:」"),
        ("::: {.表 #tbl-a}\n: 題\n\n|a|\n|-|\n|b|\n:::", "4:1", "「:」"),
        ("金額は\\100です", "3:4", "「\\1」"),
        ("区分\t件数\n窓口\t12", "3:3", "タブ"),
        ("区分\t件数\t備考", "3:3", "タブ"),
        ("氏名\t山田", "3:3", "タブ"),
        ("- 区分\t件数", "3:5", "タブ"),
        ("||x||", "3:1", "「||x||」"),
        ("本文||伏せ字||です", "3:3", "「||伏せ字||」"),
        ("++下線++です", "3:1", "「++下線++」"),
        ("本文%%覚え書き%%です", "3:3", "「%%覚え書き%%」"),
        ("完了:tada:です", "3:3", "「:tada:」"),
        ("x_{2}とx^{3}", "3:2", "「_{2}」"),
        ("H_2_Oです", "3:2", "「_2_」"),
        ("CO_2を減らす", "3:3", "「_2」"),
        ("式x_1です", "3:3", "「_1」"),
        ("式\\(x\\)です", "3:2", "「\\(x\\)」"),
        ("\\[x = 1\\]", "3:1", "「\\[x = 1\\]」"),
        ("式\\(\\frac{1}{2}\\)です", "3:2", "数式"),
        ("[奥州]{}市", "3:5", "「{}」"),
        ("[奥州]{ }市", "3:5", "「{ }」"),
        ("\\あ", "3:1", "「\\」"),
        ("これは\\強調です", "3:4", "「\\」"),
        ("これは`コードです", "3:4", "「`」"),
        ("これは``コードです", "3:4", "「``」"),
        ("値は%{x}です", "3:3", "「%{x}」"),
        ("値は${x}です", "3:3", "「${x}」"),
        ("A&hoge;Bです", "3:2", "「&hoge;」"),
        ("これは～～消し～～です", "3:4", "「～～消し～～」"),
        ("＿＿下線＿＿です", "3:1", "「＿＿下線＿＿」"),
    ],
)
def test_markup_that_was_not_understood_is_told(markdown: str, place: str, shown: str | None) -> None:
    """It would be printed as it stands."""
    problems = problems_in(markdown)
    if shown is None:  # a quote needs no blank
        assert not problems or {code for code, _ in places(problems)} == {"md.leftover"}
        return
    expect(problems[:1], Code.MD_LEFTOVER, AT + place, shown)
    assert {problem.code for problem in problems} == {Code.MD_LEFTOVER}


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        ("前。\n\n{.題}\n\n後。", "5:1"),
        ("{.数}です", "3:1"),
        ("文章。\n{.題}です", "4:1"),
        ("{#a}\n- 項目", "3:1"),
        ("- {.題}", "3:3"),
        ("**{.題}です**", "3:3"),
        ("[{.題}です](#sec-text)", "3:2"),
        ("::: {.枠}\n{.題}文です。\n:::", "4:1"),
        ("本文[^1]です。\n\n[^1]: {.題}注です。", "5:7"),
        ("::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n|{.題}x|\n:::", "8:2"),
        ("::: {.表 #tbl-a}\n題\n\n|a|\n|-|\n| {.題}x |\n:::", "8:3"),
    ],
)
def test_attributes_with_nothing_before_them_do_not_vanish(markdown: str, place: str) -> None:
    """pandoc gives them to what follows, or to nothing."""
    problems = problems_in(markdown)
    expect(problems, Code.MD_LEFTOVER, AT + place, "「{", "「)」のすぐ後")


@pytest.mark.parametrize("end", ["\\[", "\\*", "\\|", "1."])
def test_a_heading_may_end_with_any_sign_before_its_id(end: str) -> None:
    """A blank parts the two."""
    assert not problems_in(f"## 見出し{end} {{#sec-a}}")


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        ("**注意* です", "3:1"),
        ("*注意** です", "3:4"),
        ("***注意** です", "3:1"),
        ("**注意***です", "3:5"),
    ],
)
def test_marks_of_emphasis_that_are_left_over_are_told(markdown: str, place: str) -> None:
    """One more before than after, or one less."""
    expect(problems_in(markdown), Code.MD_LEFTOVER, AT + place, "数が前と後で違い")


@pytest.mark.parametrize(
    "markdown",
    [
        "***注意***です",
        "*a **注意***",
        "**a *注意***",
        r"\***注意**",
        r"**注意**\*",
        r"**注\*\***",
        r"**\*注**",
        r"*a **b** \*c*",
        r"**あ**と**い\***\*う",
        "人口*1は**注意**",
    ],
)
def test_marks_of_emphasis_that_match_are_silent(markdown: str) -> None:
    """One in another, and beside marks that are text."""
    assert not problems_in(markdown)


@pytest.mark.parametrize("mark", [":", "~"])
def test_a_mark_of_an_explanation_alone_does_not_vanish(mark: str) -> None:
    """It makes a term of the paragraph before it; with a backslash it is text."""
    expect(problems_in(f"前。\n\n{mark}\n\n後。"), Code.MD_CAPTION, f"{AT}5:1", "用語", "「\\」")
    assert not problems_in(f"前。\n\n\\{mark}\n\n後。")


@pytest.mark.parametrize(
    ("markdown", "hint"),
    [
        ('[奥州]{ルビ="おうしゅう"}', "{ruby="),
        ("[奥州]｛ruby＝“おうしゅう”｝", "{ruby="),
        ('文{幅="50%"}', "{width="),
        ("[奥州]{ruby='おうしゅう'}", '半角の「=」と「"」'),
        ("[]{.数 of='取組'}", '半角の「=」と「"」'),
        ('[](#sec-text){形="題"}', "{.題}"),
    ],
)
def test_attributes_that_are_not_read_are_told_with_those_that_are(markdown: str, hint: str) -> None:
    """The hint has the name that was meant, where one is near, and else all of them."""
    (problem,) = problems_in(markdown)
    assert problem.code is Code.MD_LEFTOVER
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("markdown", "place", "shown"),
    [
        ("これは＊＊太字＊＊です", "3:4", "「＊＊太字＊＊」"),
        ("＃＃ 見出し", "3:1", "「＃＃」"),
        ("＃ 見出し", "3:1", "「＃」"),
        ("：：： 改頁", "3:1", "「：：：」"),
        ("## 節 ｛#sec-a｝", "3:6", "「｛#sec-a｝」"),
        ("本文［^a］です", "3:3", "「［^」"),
        ("[]（#sec-text）", "3:2", "「]（#」"),
        ("[](＃sec-text)", "3:1", None),
        ("＞ 引用", "3:1", "「＞」"),
        ("＞引用", "3:1", "「＞」"),
        ("＃目的", "3:1", "「＃」"),
        ("## 目的 {＃sec-a}", "3:7", "「{＃sec-a}」"),
        ('[奥州]｛ruby="おうしゅう"｝市', "3:5", "「｛ruby=」"),
        ("［市］（https://www.example.jp/）", "3:3", "「］（https:」"),
        ("｜区分｜値｜\n｜---｜---｜\n｜窓口｜12｜", "3:1", "「｜」"),
        ("-\u00a0項目", "3:1", "「-」"),
        ("1.\u2003項目", "3:1", "「1.」"),
        ("#\u202f見出し", "3:1", "「#」"),
        ("\u2003字下げ", "3:1", "行の始めの空白"),
        ("＊＊太字 ＊＊です", "3:1", "「＊＊太字 ＊＊」"),
        ("m＾2＾です", "3:2", "「＾2＾」"),
        ("m＾2です", "3:2", "「＾」"),
        ("CO～2～です", "3:3", "「～2～」"),
        ("＾2＾です", "3:1", "「＾2＾」"),
    ],
)
def test_markup_from_a_keyboard_on_full_width_is_told(markdown: str, place: str, shown: str | None) -> None:
    """The signs look alike."""
    problems = problems_in(markdown)
    expect(problems, Code.MD_LEFTOVER if shown else Code.MD_UNSUPPORTED, AT + place, shown or "リンク先")
    assert "半角" in problems[0].hint or "空白" in problems[0].hint or not shown


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        ("人口*1と世帯*2を示します。", "3:3"),
        ("人口*１と世帯*２を示します。", "3:3"),
        ("2*3*4=24と計算します。", "3:2"),
        ("a*b*cと計算します。", "3:2"),
        ("人口*1は増え、\n世帯*2は減りました。", "3:3"),
        ("人口*、世帯*、面積*を示します。", "3:3"),
        ("*印は必須です。*印のない項目は任意です。", "3:1"),
        ("| 区分 | 値 |\n|---|---|\n| 人口*1 | 2*3*4 |", None),
        ("_強調_ です", "3:1"),
        ("人口*と世帯*", "3:3"),
        ("人口*と世帯*の推移を示します。", "3:3"),
        ("対象者*は利用者*と家族*です。", "3:4"),
        ("年齢*（65歳以上）及び所得*による。", "3:3"),
        ("こども*と若者*の意見", "3:4"),
        ("https://example.jp/a_b_c*d*", "3:25"),
        ("https://example.jp/c*d*を見る。", "3:21"),
        ("詳しくはwww.example.jp/*a*を見る。", "3:20"),
        ("https://example.jp/a**b**", "3:21"),
        ("https://example.jp/a***b***", "3:21"),
    ],
)
def test_marks_that_would_vanish_as_emphasis_are_told(markdown: str, place: str | None) -> None:
    """Marks of notes and signs of sums; in a caption and in a cell as in a paragraph."""
    if place is None:
        table = f"::: {{.表 #tbl-a}}\n人口*1と世帯*2\n\n{markdown}\n:::"
        assert places(problems_in(table)) == [("md.leftover", f"{AT}4:3"), ("md.leftover", f"{AT}8:11")]
        return
    expect(problems_in(markdown), Code.MD_LEFTOVER, AT + place, "消えてしまいます", "\\")


@pytest.mark.parametrize(
    "markdown",
    [
        "これは*強調*です",
        "支援*を行う*こと",
        "これは*とても大事*です",
        "市民*の*市民*による*計画",
        "（*強調*）",
        "平日*のみ*開館",
        "https://example.jp/ *を見る*",
        "https://example.jp/は*a*です",
    ],
)
def test_emphasis_in_a_sentence_is_emphasis(markdown: str) -> None:
    """What is emphasised does not run from the end of one noun to the end of another."""
    assert any(isinstance(each, Emphasis) for each in inlines_of(markdown))


@pytest.mark.parametrize("markdown", ["#sec-text<<", "(a)", "###", "#", "# \u00a0", "|| x ||"])
def test_a_place_has_one_message(markdown: str) -> None:
    """The one that says most; a second would be of the same signs."""
    told = [place for _, place in places(problems_in(markdown))]
    assert told
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [("人口\\*1と世帯\\*2", "人口*1と世帯*2"), ("人口*1を示す", "人口*1を示す"), ("2*3は６", "2*3は６")],
)
def test_asterisks_that_mark_nothing_are_printed(markdown: str, shown: str) -> None:
    """One alone, and those with a backslash."""
    assert text_of(markdown) == shown


@pytest.mark.parametrize("line", ["－－－", "＿＿＿＿", "――――", "＝＝＝"])
def test_a_line_of_signs_is_told_as_a_rule(line: str) -> None:
    """On full-width as in Markdown."""
    expect(problems_in(line), Code.MD_UNSUPPORTED, f"{AT}3:1", "区切り線")


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("framework.yaml", "題: 見守り", "11:16"),
        ("summary.yaml", "題: 目的", "2:8"),
        ("glossary.yaml", "語: 地域福祉", "3:8"),
    ],
)
@pytest.mark.parametrize(
    "markup", ["<b>印</b>", "&nbsp;印", "m^2^", "{{ 計画名 }}", "[[印]]", "*印*", "印\t印"]
)
def test_values_that_are_no_markdown_print_none(file: str, text: str, place: str, markup: str) -> None:
    """Titles and names stand as they are typed."""
    problems = problems_with({file: TEXTS[file].replace(text, f"{text[:2]} '{markup}'", 1)})
    assert [problem.code for problem in problems] == [Code.MD_LEFTOVER]
    assert str(problems[0].location).startswith(f"plan_source/{file}:")


CSV = '::: {.表 #tbl-a csv="a.csv"}\n題\n:::'


def test_ids_and_names_of_files_are_not_printed() -> None:
    """Whatever stands in them: x_1 is a name there, no formula."""
    files = {
        "plan.yaml": TEXTS["plan.yaml"].replace("chapters/91-glossary.md", "chapters/x_1.md"),
        "chapters/x_1.md": TEXTS["chapters/91-glossary.md"],
        "chapters/91-glossary.md": None,
        "framework.yaml": TEXTS["framework.yaml"].replace("direction-a", "x_1").replace("policy-a", "CO_2"),
    }
    assert problems_with(files) == []


@pytest.mark.parametrize("value", ["人口*と世帯*", "人口*1と世帯*2", "2*3*4", "（*）と（*）", "｛例｝", "**"])
def test_marks_in_a_csv_are_printed_as_they_are(value: str) -> None:
    """Nothing vanishes there, and no backslash could be put before them."""
    assert not problems_in(CSV, {"a.csv": f"区分,値\n{value},1\n"})


@pytest.mark.parametrize("value", ["*強調*", "＊＊太字＊＊", "｛.題｝", "H_2_O", "||x||", "区分\t件数"])
def test_markup_in_a_csv_is_told(value: str) -> None:
    """It would be printed, and a tab leap to a tab stop."""
    expect(problems_in(CSV, {"a.csv": f"区分,値\n{value},1\n"}), Code.MD_LEFTOVER, "a.csv:2", "CSV")


@pytest.mark.parametrize(
    "markdown",
    [
        "・見守り\n・相談",
        "次のとおりです。\n①見守り\n②相談",
        "（1）見守り\n（2）相談",
        "１．見守り\n２．相談",
        "○見守り\n○相談",
        "-見守り\n-相談",
        "ア　見守り\nイ　相談",
        "（ア）見守り\n（イ）相談",
        "２　見守り\n３　相談",
        "第１　見守り\n第２　相談",
        "※１　見守り\n※２　相談",
        "注1 見守り\n注2 相談",
        "*1 見守り\n*2 相談",
        "一、見守り\n二、相談",
        "【１】見守り\n【２】相談",
        "➡見守り\n➡相談",
        "次を進めます。\n①見守り",
        "次を進めます。\n※ 詳しくは本文",
        "次を進めます\nア　見守り",
        "次を進めます：\n○見守り",
        "1）見守り\n2）相談",
        "ａ 見守り\nｂ 相談",
        "第１ 見守り\n第２ 相談",
        "一 見守り\n二 相談",
        "− 見守り\n− 相談",
        "－ 見守り\n－ 相談",
        "〇見守り\n〇相談",
        "次のとおり\n※ 注です",
        "次のとおり\n(ア) 見守り",
        "･見守り\n･相談",
        "‐ 見守り\n– 相談",
        "☑見守り\n☐相談",
        "次のとおり\n—見守り\n—相談",
        "―見守り\n―相談",
        "＊見守り\n＊相談",
        "*見守り\n*相談",
        "＋見守り\n＋相談",
        "次のとおり\na) 見守り\nb) 相談",
        "次のとおり\ni) 見守り\nii) 相談",
        "問1　見守り\n問2　相談",
        "目標１ 見守り\n目標２ 相談",
        "甲　見守り\n乙　相談",
        "令和３年４月　公表\n令和３年５月　会議",
        "第一回：公表\n第二回：会議",
        "９：00　開会\n９：30　講演",
        "４月１日（土） 開会\n４月２日（日） 閉会",
        "連絡先です。\n事務局：福祉課\n電話：000",
        "窓口　：　福祉課\n電話　：　000",
        "日時　４月１日\n場所　市役所",
        "市長　見本太郎\n副市長　見本花子",
        "問　何ですか。\n答　計画です。",
        "見守り ・・・ 福祉課\n相談 ・・・ 窓口",
        "〔窓口〕福祉課\n〔電話〕000",
        "[窓口] 福祉課\n[電話] 000",
        "1)見守り\n2)相談",
        "(ｱ)見守り\n(ｲ)相談",
        "ｱ 見守り\nｲ 相談",
        "区分 件数\n窓口 12\n電話 34",
        "区分 件数 割合\n窓口 12 30.5%\n電話 34 69.5%",
        "男性 12人\n女性 34人",
        "窓口　１２か所\n電話　３か所",
        "平成30年度 10件\n令和元年度 12件",
        "A. 見守り\nB. 相談",
        "A 見守り\nB 相談",
        "壱 見守り\n弐 相談",
        "文章です。\n注：見守り",
        "文章です。\n資料：調査",
        "- 見守り\n・相談",
        "1. 見守り\n（２）相談",
        "[見る](#sec-text)\n[次](#sec-text)",
        "次のとおり\n[](#sec-text)\n[](#sec-text){.題}[](#sec-text)",
        "[見る](#sec-text)：一つ目\n[次](#sec-text)：二つ目",
        "- 項目\n  [](#sec-text)\n  [](#sec-text)",
        "[市](https://www.example.jp/a)\n[県](https://www.example.jp/b)",
        "<https://www.example.jp/a>\n<https://www.example.jp/b>",
        "https://www.example.jp/a-b\nhttps://www.example.jp/b_c",
        "（注）見守り\n（注）相談",
        "次のとおりです。\n（注）見守り\n（注）相談",
        "文章です。\n(注) 見守り",
        "注）見守り\n注）相談",
        "（注１）見守り\n（注２）相談",
        "（備考）見守り\n（資料）相談",
        "㊀見守り\n㊁相談",
        "㈠見守り\n㈡相談",
        "➀見守り\n➁相談",
        "⓵見守り\n⓶相談",
        "⓪見守り\n①相談",
        "⑴見守り\n⑵相談",
        "⒜見守り\n⒝相談",
        "重点事業\n①見守り",
        "重点事業\n（１）見守り",
        "事業Ａ\n（ア）見守り",
    ],
)
def test_items_that_would_run_into_one_line_are_told(markdown: str) -> None:
    """Lines of a paragraph join, also those that begin like items."""
    (problem,) = problems_in(markdown)
    assert problem.code is Code.MD_LEFTOVER
    assert "つながって" in problem.message
    assert "「- 」" in problem.hint


@pytest.mark.parametrize(
    "markdown",
    [
        "・一つだけの行",
        "・見守り\\\n・相談",
        "・見守り  \n・相談",
        "保健\n・福祉・医療",
        "気温は\n-5度から\n-3度です",
        "次の①から\n③までです",
        "平成29年\n2020年",
        "前の行と\n※印の行",
        "気温は\n−5度から\n−3度です",
        "次は\n10人と\n20人です",
        "同条と\n（１）の規定",
        "同条\n（１）の規定",
        "第３条\n（１）から（３）まで",
        "三つの柱\n①見守りと②相談を進めます。",
        "三つの柱、次の事業\n①見守りを進めます。",
        "市と関係者が進める地域での見守り活動\n①見守りを進めます。",
        "基本方針\n①及び前の項を進めます。",
        "（注）令和５年国勢調査\n人口等基本集計による",
        "次の\n（注）を見てください。",
        "※ 一つの段落",
        "ア　一つの段落",
        "令和３年４月に公表し、\n令和３年５月に会議を開きました。",
        "平成29 年から\n平成30 年まで",
        "10：00から\n11：00まで",
        "日時：４月１日、\n場所：市役所です。",
        "参加：12人（うち\n女性：６人）",
        "図１ 人口の推移と\n図２ 世帯の推移に",
        "委員は、\n森　太郎と\n林　花子です。",
        "甲と\n乙が、\n問１と\n問２を",
        "問１　見守り\\\n問２　相談",
        "―見守り―は\n続きます",
        "まち　ひと　しごとの\n地域　福祉を進めます。",
        "〔窓口〕と\n《電話》",
        "[窓口]\\\n[電話]",
        "委員は\n男性 12人と\n女性 34人です。",
        "窓口は 12人、\n電話は 34人です。",
        "A 社と\nB 社を",
        "ICT 推進\nDX 推進",
        "令和３年 4月に\n令和４年 5月に",
        "文章で\n資料：調査の",
        "- 次の①から\n③までです",
        "- 見守り\n  ・相談",
        "[](#sec-text)と\n[](#sec-text)です。",
        "[](#sec-text)、\n[](#sec-text)",
        "次は\n[](#sec-text)\nです。",
        "[](#sec-text)\\\n[](#sec-text)",
        "https://www.example.jp/a\nを見てください。",
        "**見守り**\nを進めます。",
        "**見守りを**\n進めます。",
        "**見守り**\\\n進めます。",
        "**見守り**  \n進めます\n相談です。",
        "**見守りを進めます。**\n**相談を進めます。**",
        "次は\n**見守り**\n進めます。",
    ],
)
def test_lines_that_do_not_look_like_a_list_are_text(markdown: str) -> None:
    """One such line alone, hard breaks between them, numbers."""
    assert not problems_in(markdown)


@pytest.mark.parametrize(
    ("markdown", "place", "shown"),
    [
        ("【目標】\n増やす", "3:1", "「【目標】」"),
        ("文章です。\n【目標】\n増やす", "4:1", "「【目標】」"),
        ("＜目標＞\n増やす\n＜現状＞\n減る", "3:1", "「＜目標＞」"),
        ("■目標\n文章です。", "3:1", "「■目標」"),
        ("**見守り**\n相談を進めます。", "3:1", "「見守り」"),
        ("**見守り**\n**相談**", "3:1", "「見守り」"),
        ("- **見守り**\n  相談を進めます。", "3:3", "「見守り」"),
        ("● 目標\n文章です。", "3:1", "「● 目標」"),
        ("表１　人口の推移\n文章です。", "3:1", "「表１　人口の推移」"),
        ("図２-１ 人口の推移\n文章です。", "3:1", "「図２-１ 人口の推移」"),
        ("１　目的\n文章です。", "3:1", "「１　目的」"),
        ("ア　目的\n文章です。", "3:1", "「ア　目的」"),
        ("（１）目的\n文章です。", "3:1", "「（１）目的」"),
        ("１．目的\n文章です。", "3:1", "「１．目的」"),
    ],
)
def test_a_line_that_names_what_stands_under_it_is_told(markdown: str, place: str, shown: str) -> None:
    """It would run into the text; a line end or an empty line keeps the two apart."""
    expect(problems_in(markdown), Code.MD_LEFTOVER, AT + place, shown, "空の行", "「\\」")
    assert not problems_in(markdown.replace("\n", "\n\n"))
    assert not problems_in(markdown.replace("\n", "\\\n"))


@pytest.mark.parametrize(
    "markdown",
    [
        "次の\n【目標】\nを見る",
        "【目標】\nは増やすことです。",
        "■支え合う\nまちづくり",
        "●高齢者の見守りと地域の支え合いの推進\nを進めます。",
        "■目標は、\n増やすことです。",
        "（１）の規定による\n支援を続けます。",
        "ア　見守りを続けて支え合う地域を広げていく取組\nの推進",
    ],
)
def test_a_line_with_a_sign_that_goes_on_is_text(markdown: str) -> None:
    """Within a sentence, or too long for a title."""
    assert not problems_in(markdown)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("##\u00a0見出し", "「##」（後の空白がU+00A0）"),
        ("-　項目", "「-」（後の空白がU+3000）"),
        ("## \u00a0見出し", "（U+00A0の空白）"),
    ],
)
def test_a_blank_that_is_none_to_markdown_is_told_by_its_code(markdown: str, shown: str) -> None:
    """Nobody sees which one it is."""
    (problem,) = problems_in(markdown)
    assert problem.code is Code.MD_LEFTOVER
    assert shown in problem.message


@pytest.mark.parametrize("blank", ["　", " 　　 ", "\u00a0"])
def test_a_blank_at_the_end_of_a_line_that_goes_on_is_told(blank: str) -> None:
    """It would stand between the two; at the end of a paragraph nobody sees it."""
    expect(
        problems_in(f"見守りを{blank}\n進めます。"),
        Code.MD_LEFTOVER,
        f"{AT}3:{5 + blank.startswith(' ')}",
        "空白",
    )
    assert not problems_in(f"見守りを進めます。{blank}")


@pytest.mark.parametrize("bar", [" | ", "|", "｜"])
def test_rows_without_a_rule_or_outer_bars_are_told_once(bar: str) -> None:
    """They would run into one line."""
    (problem,) = problems_in(f"区分{bar}件数\n窓口{bar}12\n電話{bar}34")
    assert problem.code is Code.MD_LEFTOVER
    assert "|---|---|" in problem.hint
    assert not problems_in(f"ホーム{bar}福祉の頁を、\nご覧ください。")


def test_a_note_mark_with_a_full_width_caret_is_told() -> None:
    """It would print as it is."""
    expect(problems_in("脚注[＾1]です。"), Code.MD_LEFTOVER, f"{AT}3:3", "「[＾1]」", "[^名前]")


def test_each_leftover_of_a_paragraph_is_told_once_and_in_its_line() -> None:
    """Soft breaks, joiners and bold text before it don't shift the place."""
    problems = problems_in("これは**「太字」**です。\n次の行は**（太字）**と**残りです。\n:::")
    assert places(problems) == [("md.leftover", f"{AT}4:14"), ("md.leftover", f"{AT}5:1")]


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        (r"\*\*太字でない\*\*", "**太字でない**"),
        (r"\*印と\#1", "*印と#1"),
        (r"\::: 囲みでない", "::: 囲みでない"),
        (r"\{#sec-a}と\{.題}", "{#sec-a}と{.題}"),
        (r"\[^1]と\[](#a)と\[x](#a)と\![x]", "[^1]と[](#a)と[x](#a)と![x]"),
        (r"\~\~消さない\~\~", "~~消さない~~"),
        (r"\<b>と\&amp;", "<b>と&amp;"),
        (r"\`コード\`", "`コード`"),
        (r"\| 縦線", "| 縦線"),
        (r"\- 項目でない", "- 項目でない"),
        (r"1\. 項目でない", "1. 項目でない"),
        (r"\(1) 項目でない", "(1) 項目でない"),
        (r"\(a\) 項目でない", "(a) 項目でない"),
        (r"\[注\]と\[PDF\]", "[注]と[PDF]"),
        (r"\[a\]\(b\)と\[x\]", "[a](b)と[x]"),
        (r"\[\^1\]と\[\*1\]", "[^1]と[*1]"),
        (r"\> 引用でない", "> 引用でない"),
        (r"\# 見出しでない", "# 見出しでない"),
        (r"円記号\\です", "円記号\\です"),
        (r"終わりの\\", "終わりの\\"),
    ],
)
def test_a_backslash_makes_text_of_markup(markdown: str, shown: str) -> None:
    """Every sign can be written."""
    assert text_of(markdown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "65~74歳と75~84歳",
        "5$から10$",
        "a_b_c、5*3",
        "3 < 5、A&B、a > b",
        "[相談支援]と[a][b]",
        "令和３年４月１日（木）：施行",
        "（※）と※印",
        "C:\\data、100%",
        "C:\\共有\\データ",
        "～～支え合うまち～～",
        "学校は＿＿小学校＿＿年、私は＿＿市＿＿です",
        "Let`s、R&D;、（＾2＾）",
        "“引用”と‘引用’と---と...",
        "https://www.example.jp/a_b?c=d#e",
        "①②③、１．２、(1)(2)",
        "ア：支え合い、イ：相談",
        "＃1と＊印と＞と［注］と｛例｝",
        "60代_男性、70代_女性",
        "氏名＿＿＿＿、＿＿年＿＿月",
        "n=1,234、p<0.05、a^b",
        "A｜B｜C、A|B",
        "！［注意］と＜再掲＞と≪資料≫",
        "C++とC++、50%と60%%、a||b",
        "file_name_1、data_2.csv、様式A_1、PLAN_2",
        "午前9:30:00から",
        "{収入＝支出}と{例}",
    ],
)
def test_signs_in_prose_are_text(text: str) -> None:
    """No sign of everyday writing needs a backslash."""
    assert text_of(text) == text


@pytest.mark.parametrize(
    ("entity", "shown"),
    [("&amp;", "&"), ("&lt;b&gt;", "<b>"), ("&#x3042;", "あ"), ("&#42;&#42;", "**"), ("\\&foo;", "&foo;")],
)
def test_html_entities_are_the_characters_that_they_name(entity: str, shown: str) -> None:
    """They are markup of Markdown itself, and what they spell is text."""
    assert text_of(entity) == shown


@given(st.text("`&;*＊:：{｛[［]］^!！(（）#＃~|｜$＄=＿_＜＾\\＼+%～〜」。あa1題頁. \n", max_size=12))
def test_what_is_looked_at_closely_has_a_sign(text: str) -> None:
    """The few signs that every text is searched for leave out no kind of markup."""
    if unparsed_markup._markup_at().search(text):
        assert unparsed_markup._SIGN_AT.search(text)
