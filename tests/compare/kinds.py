"""A revision with an edit of every kind: each in a section of its own, called after it, so that what is told of each can be read."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.compare.compare import compare
from pipeline.documents.plan import plan_content
from pipeline.model.comparison import Comparison
from pipeline.model.numbers import ResolvedPlan
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, GLOSSARY_YAML, MEASURES, PLAN_YAML, TEXTS, resolved


@dataclass(frozen=True)
class Kind:
    """What an author does, and the text of the section in which it is done, before and after; None where there is no such section."""

    name: str
    before: str | None
    after: str | None


def table(*rows: str, attributes: str = "", title: str = "指標の一覧", name: str = "tbl") -> str:
    """A table of rows as 年｜人数, the first of them its head."""
    head, *body = (f"| {row.replace('｜', ' | ')} |" for row in rows)
    line = "|" + "---|" * (rows[0].count("｜") + 1)
    opened = f"::: {{.表 #{name} {attributes}}}"
    return "\n".join([opened, title, "", head, line, *body, ":::"])


ROWS = (
    "指標｜基準値｜目標値",
    "見守りの協定数｜21件｜30件",
    "窓口を知っている人｜38.2％｜50％",
    "居場所の数｜12か所｜20か所",
)
FIGURE = '::: {{.図 #{name}}}\n![{alt}](figures/{file}){{width="{width}"}}\n\n{title}\n:::'
CHART = '::: {{.グラフ #fig-chart 種類="{kind}" csv="data/{file}" 単位="人"{more}}}\n認定者の数\n:::'
BOX = '::: {{.{kind} #box-k 題="見守り"}}\n三つの自治会が始めました。\n:::'
WATCH = "住民と民生委員が、一人暮らしの高齢者を見守ります。"


def _rows(**edits: str) -> tuple[str, ...]:
    return tuple(edits.get(f"r{at}", row) for at, row in enumerate(ROWS))


def _merged(name: str, label: str = "安心", cell: str = "あり") -> str:
    rows = ("方針｜取組｜支援", f"{label}｜見守り｜{cell}", "^^｜居場所｜なし", "参画｜居場所｜あり")
    return table(*rows, name=name)


SECTIONS = (
    # Text
    Kind("文を加える", WATCH, f"{WATCH}異変があれば、市に知らせます。"),
    Kind("文を削る", f"{WATCH}異変があれば、市に知らせます。", WATCH),
    Kind("言葉を替える", WATCH, WATCH.replace("一人暮らしの高齢者", "高齢の単身世帯")),
    Kind("表記を改める", "障害のある人の就労を支えます。", "障がいのある人の就労を支えます。"),
    Kind("数値を改める", "協定は21件です。", "協定は24件です。"),
    Kind("段落を加える", WATCH, f"{WATCH}\n\n市は、見守りの担い手を育てます。"),
    Kind("段落を削る", f"{WATCH}\n\n市は、見守りの担い手を育てます。", WATCH),
    Kind("一覧の項目を加える", "- 訪問\n- 電話", "- 訪問\n- 配食\n- 電話"),
    Kind("一覧の項目を削る", "- 訪問\n- 配食\n- 電話", "- 訪問\n- 電話"),
    Kind(
        "脚注を加える", "協定を結びます。", "協定[^fn-come]を結びます。\n\n[^fn-come]: 市と事業者の約束です。"
    ),
    Kind(
        "脚注を改める",
        "協定[^fn-edit]です。\n\n[^fn-edit]: 約束です。",
        "協定[^fn-edit]です。\n\n[^fn-edit]: 書面の約束です。",
    ),
    Kind("脚注を削る", "通知[^fn-gone]によります。\n\n[^fn-gone]: 国から来たものです。", "通知によります。"),
    Kind("段落を分ける", f"{WATCH}市は、担い手を育てます。", f"{WATCH}\n\n市は、担い手を育てます。"),
    Kind("段落をつなぐ", f"{WATCH}\n\n市は、担い手を育てます。", f"{WATCH}市は、担い手を育てます。"),
    Kind(
        "段落を移す",
        f"{WATCH}\n\n市は、担い手を育てます。\n\n窓口は、平日の昼に開きます。",
        f"窓口は、平日の昼に開きます。\n\n{WATCH}\n\n市は、担い手を育てます。",
    ),
    Kind(
        "一覧の項目を移す",
        "- 訪問して様子を見る\n- 電話を掛ける\n- 食事を届ける",
        "- 食事を届ける\n- 訪問して様子を見る\n- 電話を掛ける",
    ),
    Kind(
        "見出しの下に入れる", f"案内です。\n\n{WATCH}", f"案内です。\n\n### 見守り {{#sec-under}}\n\n{WATCH}"
    ),
    Kind("参照を替える", "[](#sec-target)に示します。", "[](#sec-measures)に示します。"),
    Kind("見出しを改める", WATCH, WATCH),
    Kind("節を加える", None, f"{WATCH}\n\n" + table(*ROWS[:2], name="tbl-new", title="新しい表")),
    Kind(
        "節を削る",
        f"広報紙と回覧で、催しの日時をお知らせします。[^fn-old]\n\n{table('催し｜月', '夏祭り｜７月', '敬老会｜９月', name='tbl-old', title='催しの表')}\n\n[^fn-old]: 古い注です。",
        None,
    ),
    # Tables
    Kind(
        "表の値を改める",
        table(*ROWS, name="tbl-value"),
        table(*_rows(r2="窓口を知っている人｜38.2％｜55％"), name="tbl-value"),
    ),
    Kind(
        "表の行を加える",
        table(*ROWS, name="tbl-come"),
        table(*ROWS[:2], "担い手の数｜5人｜9人", *ROWS[2:], name="tbl-come"),
    ),
    Kind("表の行を削る", table(*ROWS, name="tbl-gone"), table(*ROWS[:2], ROWS[3], name="tbl-gone")),
    Kind(
        "表の行を移す", table(*ROWS, name="tbl-moved"), table(ROWS[0], ROWS[3], *ROWS[1:3], name="tbl-moved")
    ),
    Kind(
        "表の列を加える",
        table(*ROWS, name="tbl-wider"),
        table(
            *(
                f"{row.rpartition('｜')[0]}｜{new}｜{row.rpartition('｜')[2]}"
                for row, new in zip(ROWS, ("中間値", "25件", "45％", "16か所"), strict=True)
            ),
            name="tbl-wider",
        ),
    ),
    Kind(
        "表の列を削る",
        table(*ROWS, name="tbl-less"),
        table(*(row.rpartition("｜")[0] for row in ROWS), name="tbl-less"),
    ),
    Kind(
        "表の見出しを改める",
        table(*ROWS, name="tbl-head"),
        table(*_rows(r0="指標｜現状値｜目標値"), name="tbl-head"),
    ),
    Kind("まとめた見出しを改める", _merged("tbl-label"), _merged("tbl-label", label="安全")),
    Kind("まとめた見出しの下の値を改める", _merged("tbl-under"), _merged("tbl-under", cell="検討中")),
    Kind(
        "表の題を改める", table(*ROWS, name="tbl-title"), table(*ROWS, name="tbl-title", title="指標と目標")
    ),
    Kind(
        "表の資料を加える",
        table(*ROWS, name="tbl-source"),
        table(*ROWS, name="tbl-source").replace("\n:::", "\n\n資料：福祉課\n:::"),
    ),
    # What is no text
    Kind("太字にする", WATCH, WATCH.replace("民生委員", "**民生委員**")),
    Kind("強調をやめる", WATCH.replace("民生委員", "*民生委員*"), WATCH.replace("民生委員", "民生委員")),
    Kind("ふりがなを改める", '[狭間]{ruby="はざま"}です。', '[狭間]{ruby="さま"}です。'),
    Kind(
        "リンク先を改める",
        "[市のページ](https://a.example.jp/)です。",
        "[市のページ](https://b.example.jp/)です。",
    ),
    Kind("参照先だけを替える", "[前の文](#sec-target)です。", "[前の文](#sec-measures)です。"),
    Kind("行を改める", "福祉課の\\\n窓口です。", "福祉課の窓口です。"),
    Kind("一覧の種類を替える", "- 訪問\n- 電話", "1) 訪問\n2) 電話"),
    Kind("一覧の始まりを替える", "1. 訪問\n2. 電話", "3. 訪問\n4. 電話"),
    Kind(
        "図を差し替える",
        FIGURE.format(name="fig-file", alt="人", file="wide.png", width="60%", title="人の図"),
        FIGURE.format(name="fig-file", alt="人", file="tall.png", width="60%", title="人の図"),
    ),
    Kind(
        "図の中身を差し替える",
        FIGURE.format(name="fig-same", alt="人", file="same.png", width="60%", title="同じ名の図"),
        FIGURE.format(name="fig-same", alt="人", file="same.png", width="60%", title="同じ名の図"),
    ),
    Kind(
        "図の幅を替える",
        FIGURE.format(name="fig-width", alt="人", file="wide.png", width="60%", title="幅の図"),
        FIGURE.format(name="fig-width", alt="人", file="wide.png", width="40%", title="幅の図"),
    ),
    Kind(
        "図の説明を改める",
        FIGURE.format(name="fig-alt", alt="人", file="wide.png", width="60%", title="説明の図"),
        FIGURE.format(name="fig-alt", alt="三人の人", file="wide.png", width="60%", title="説明の図"),
    ),
    Kind(
        "グラフの種類を替える",
        CHART.format(kind="棒", file="care.csv", more=""),
        CHART.format(kind="折れ線", file="care.csv", more=""),
    ),
    Kind(
        "グラフの値を改める",
        CHART.format(kind="横棒", file="value.csv", more="").replace("chart", "value"),
        CHART.format(kind="横棒", file="value.csv", more="").replace("chart", "value"),
    ),
    Kind(
        "グラフの数を消す",
        CHART.format(kind="円", file="care.csv", more=' 値="あり"').replace("chart", "shown"),
        CHART.format(kind="円", file="care.csv", more=' 値="なし"').replace("chart", "shown"),
    ),
    Kind(
        "表の幅を替える",
        table(*ROWS, name="tbl-widths", attributes='widths="2 1 1"'),
        table(*ROWS, name="tbl-widths", attributes='widths="3 1 1"'),
    ),
    Kind(
        "列の揃えを替える",
        table(*ROWS, name="tbl-align"),
        table(*ROWS, name="tbl-align").replace("|---|---|---|", "|---|--:|--:|"),
    ),
    Kind(
        "網かけを付ける",
        table(*ROWS, name="tbl-shade"),
        table(*ROWS, name="tbl-shade", attributes='網かけ列="目標値"'),
    ),
    Kind(
        "合計の行にする",
        table(*ROWS, "計｜1｜2", name="tbl-total"),
        table(*ROWS, "計｜1｜2", name="tbl-total", attributes='合計="計"'),
    ),
    Kind("囲みの種類を替える", BOX.format(kind="コラム"), BOX.format(kind="枠")),
    Kind(
        "囲みの文を改める",
        BOX.format(kind="コラム").replace("box-k", "box-t"),
        BOX.format(kind="コラム").replace("box-k", "box-t").replace("三つ", "四つ"),
    ),
    Kind("文字の位置を替える", "::: {.右寄せ}\n令和８年３月\n:::", "::: {.中央}\n令和８年３月\n:::"),
    Kind(
        "用紙を横にする",
        f"{WATCH}\n\n{table(*ROWS, name='tbl-turn')}",
        f"{WATCH}\n\n:::: {{.横長}}\n{table(*ROWS, name='tbl-turn')}\n::::",
    ),
    Kind("二段に組む", "- 訪問\n- 電話", "::: {.二段}\n- 訪問\n- 電話\n:::"),
    Kind("ページを改める", f"{WATCH}\n\n市が支えます。", f"{WATCH}\n\n::: {{.改頁}}\n:::\n\n市が支えます。"),
)
TITLES = {"見出しを改める": "見出しを新しくする"}
# What is done in the files beside the text: (file, old, new), by what the author does.
ELSEWHERE = {
    "取組の方針を改める": (
        "framework.yaml",
        "題: 見守り\n            課題認識: 課題です。\n            対応方針: 方針です。",
        "題: 見守り\n            課題認識: 課題です。\n            対応方針: 方針を改めます。",
    ),
    "取組を加える": (
        "framework.yaml",
        "          - id: measure-b\n",
        "          - {id: measure-c, 題: 居場所, 課題認識: 課題です。, 対応方針: 方針です。, 関連する施策: [居場所事業]}\n          - id: measure-b\n",
    ),
    "基本理念を改める": ("framework.yaml", "基本理念: 支え合うまち", "基本理念: つながり合うまち"),
    "用語の説明を改める": ("glossary.yaml", "説明: 地域の福祉です。", "説明: 地域で進める福祉です。"),
}


# One for the whole text, one for a table in it, and those of what stands elsewhere; the vision has none.
CAUSES = """変更:
  - 箇所: [sec-text]
    種類: [修正, 改題, 新設, 削除, 移動]
    区分: 庁内
    根拠: {日付: 令和３年２月10日, 会議: 庁内検討会}
    理由: 見直しました。
  - 箇所: [tbl-value]
    区分: 意見
    根拠: {意見: [3, 7]}
    理由: 目標が低いという意見を受けました。
  - 箇所: [measure-a, measure-c, sec-measures, term-welfare]
    区分: 策定委員会
    根拠: {会議: 第２回策定委員会}
    理由: 委員の意見を受けました。
"""


def _png(width: int, height: int, grey: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([grey]) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def identity(kind: Kind) -> str:
    """The id of a kind's section."""
    return f"k-{SECTIONS.index(kind) + 1:02}"


def _chapter(after: bool) -> str:
    sections = ["# 本文 {#sec-text}", "## 参照される節 {#sec-target}\n\n文章です。"]
    for kind in SECTIONS:
        text = kind.after if after else kind.before
        title = TITLES.get(kind.name, kind.name) if after else kind.name
        if text is not None:
            sections.append(f"## {title} {{#{identity(kind)}}}\n\n{text}")
    return "\n\n".join(sections) + "\n"


def _files(after: bool) -> Mapping[str, str | bytes]:
    files: dict[str, str | bytes] = {
        CHAPTER: _chapter(after),
        "figures/wide.png": _png(60, 30, 90),
        "figures/tall.png": _png(30, 60, 160),
        "figures/same.png": _png(40, 30, 200 if after else 120),
        "data/care.csv": "年度,認定者\n令和２年度,410\n令和３年度,425\n",
        "data/value.csv": f"年度,認定者\n令和２年度,410\n令和３年度,{430 if after else 425}\n",
    }
    yaml = {"plan.yaml": PLAN_YAML, "framework.yaml": FRAMEWORK_YAML, "glossary.yaml": GLOSSARY_YAML}
    for file, old, new in ELSEWHERE.values() if after else ():
        assert yaml[file].count(old) == 1, old
        yaml[file] = yaml[file].replace(old, new)
    if after:
        files["changes.yaml"] = CAUSES
    vision = "つながり合うまち" if after else "支え合うまち"
    return {**yaml, **files, MEASURES: str(TEXTS[MEASURES]).replace("支え合うまち", vision)}


@cache
def plans() -> tuple[ResolvedPlan, ResolvedPlan]:
    """The plan before and after all these edits."""
    return resolved(_files(after=False)), resolved(_files(after=True))


@cache
def comparison() -> Comparison:
    before, after = plans()
    return compare((before, plan_content(before)), (after, plan_content(after)))
