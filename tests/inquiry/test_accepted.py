"""What came back goes into the source where it was written, and nothing else in the file changes."""

from __future__ import annotations

import difflib
from pathlib import Path

from pipeline.workflows.accept import accept
from tests.goldens import quiet
from tests.inquiry.asked import FRAMEWORK, asked, collected, edited, project_of, put, sent

TEXT = "地域で見守ります（第１章）。\n次のことを行います。\n・声を掛けること\n・訪ねること"
EDITS = {
    ("取組", "measure-a", "題"): "見守り",
    ("取組", "measure-a", "内容"): TEXT.replace("地域で見", "地域の皆で見").replace(
        "次のこと", "必要です。\n次のこと"
    ),
    ("取組", "measure-a", "説明"): "取組の説明です。",
    ("取組", "measure-a", "区分"): "継続",
    ("取組", "measure-a", "計画"): "総合計画\n地域防災計画\n教育大綱\n緑の計画",
    ("取組", "measure-a", "役割：市民"): "誘います。",
    ("取組", "measure-b", "内容"): "相談に応じます。\n電話でも受けます。",
    ("取組", "measure-b", "区分"): "新規",
    ("事業", "measure-a/事業/2", "種別"): "継続",
    ("指標", "goal-a/指標/1", "目標値"): 1800,
    ("指標", "goal-a/指標/2", "方向"): "増やす",
    ("目標", "goal-a", "説明"): "支え合います。",
    # What can't be, which keeps nothing else back.
    ("取組", "measure-b", "担当課"): None,
    ("指標", "goal-a/指標/2", "目標値"): "七割",
}
# The lines of framework.yaml that are others then, with what they are.
CHANGED = """\
-      - {名: 相談の件数, 単位: 件, 基準: {年度: 令和５年度, 値: "1,200"}, 目標: {年度: 令和11年度, 値: "1,500"}, 方向: 増やす}
-      - {名: 満足度, 単位: ％, 基準: {年度: 令和５年度, 値: 62.5}, 目標: {年度: 令和11年度, 値: 70}}
+      - {名: 相談の件数, 単位: 件, 基準: {年度: 令和５年度, 値: "1,200"}, 目標: {年度: 令和11年度, 値: "1,800"}, 方向: 増やす}
+      - {名: 満足度, 単位: ％, 基準: {年度: 令和５年度, 値: 62.5}, 目標: {年度: 令和11年度, 値: 70}, 方向: 増やす}
-        題: 見守りの充実
+        題: 見守り
-          地域で見守ります（[](#sec-text)）。
+          地域の皆で見守ります（[](#sec-text)）。
+
+          必要です。
-        区分: 新規
-        計画: [総合計画, 防災計画]
-        役割: {市民: 声を掛けます。, 行政: 場をつくります。}
+        区分: 継続
+        計画: [総合計画, 地域防災計画, 教育大綱, 緑の計画]
+        役割: {市民: 誘います。, 行政: 場をつくります。}
-          - {事業名: 配食事業, 内容: 届けます。, 種別: 拡充}
+          - {事業名: 配食事業, 内容: 届けます。, 種別: 継続}
+        説明: 取組の説明です。
-        内容: 相談に応じます。
+        内容: |-
+          相談に応じます。
+
+          電話でも受けます。
+        区分: 新規
+    説明: 支え合います。
"""


def lines_changed(before: str, after: str) -> list[str]:
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


def test_what_is_taken_stands_in_the_source_and_nothing_else_moves(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    asked(project)
    collected(
        project, {"戻り.xlsx": edited(sent(project), *(put(*at, value) for at, value in EDITS.items()))}
    )
    review = project.source / "review.yaml"
    review.write_text(review.read_text("utf-8").replace("採否:\n", "採否: 採る\n"), "utf-8")
    outcomes = accept(project, (), False, quiet).outcomes
    assert [each.entry.target for each in outcomes if not each.is_done] == [
        "goal-a/指標/2/目標/値",
        "measure-b/担当課",
    ]
    found = lines_changed(FRAMEWORK, (project.source / "framework.yaml").read_text("utf-8"))
    assert "".join(f"{line}\n" for line in found) == CHANGED


def test_an_indicator_of_a_csv_is_put_in_there(tmp_path: Path) -> None:
    csv = "id,名,単位,目標年度,目標値\ngoal-a,件数,件,令和11年度,12\ngoal-a,割合,％,令和11年度,80\n"
    tabled = FRAMEWORK.replace("目標:\n  - id", "指標の表: data/i.csv\n目標:\n  - id")
    start, end = tabled.index("    指標:\n"), tabled.index("    番号: [3")
    project = project_of(tmp_path, tabled[:start] + tabled[end:], {"data/i.csv": csv})
    asked(project)
    data = edited(
        sent(project),
        put("指標", "goal-a/指標/2", "目標値", "８５"),
        put("指標", "goal-a/指標/1", "名", "相談の件数"),
    )
    ids = [each.id for each in collected(project, {"戻り.xlsx": data}).new]
    assert all(each.is_done for each in accept(project, ids, False, quiet).outcomes)
    changed = csv.replace("80", "85").replace("件数", "相談の件数")
    assert (project.source / "data" / "i.csv").read_text("utf-8") == changed
