"""`check --fix`: the sure words are put right in the source, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands import fixing
from pipeline.commands.screen import Exit
from pipeline.problems import MachineError
from pipeline.workflows.mend import mend, write
from pipeline.workspace.project import Project
from tests.commands import run
from tests.goldens import quiet
from tests.hostile.projects import write_project
from tests.small_plan import CHAPTER, FRAMEWORK_YAML, GLOSSARY_YAML, PNG, chapter

TEXT = """\
## 市民および事業者 {#sec-people}

**市民および**事業者が、[](#tbl-a)または[](#sec-people){.題}のとおり進めます。「市民および事業者との協働」です[^note]。

- 団体または
  個人
  1. 市および県

::: {.表 #tbl-a}
| 区分 | 人数または組 |
|---|---|
| 子および親 | 10 |

表の題および注

※ 市および県の数
:::

::: {.表 #tbl-b csv="data/a.csv"}
値の表
:::

[^note]: 団体または個人。
"""
FILES = {
    CHAPTER: chapter(TEXT),
    "data/a.csv": "区分,内容\n市,相談および支援\n",
    "framework.yaml": FRAMEWORK_YAML.replace("支え合いの推進", "相談および見守り")
    .replace(
        "課題認識: 課題です。",
        "課題認識: |\n              課題です。\n\n              市または県の課題です。",
        1,
    )
    .replace("[見守り事業]", "[見守りおよび訪問, 'A および B'] # 市および県"),
    "glossary.yaml": GLOSSARY_YAML.replace("地域の福祉です。", "地域\n      または市の福祉です。"),
}
KEPT = ("「市民および事業者との協働」", "# 市および県")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return write_project(tmp_path, FILES)


def right(text: str) -> str:
    """A file with the words put right."""
    text = text.replace("および", "及び").replace("または", "又は")
    for each in KEPT:
        text = text.replace(each.replace("および", "及び"), each)
    return text


def sources(project: Project) -> dict[str, str]:
    read = project.read_source()
    return {name: read[name].decode() for name in FILES}


def test_words_are_put_right_wherever_they_stand_and_nothing_else(project: Project) -> None:
    """In headings, bold words, items, cells, CSV files, captions, notes and values; what was there is kept."""
    before = sources(project)
    told = run(project, "check", "--fix", "--yes")
    assert sources(project) == {name: right(text) for name, text in before.items()}
    assert told.exit_code == Exit.DONE
    assert "-## 市民および事業者 {#sec-people}\n+## 市民及び事業者 {#sec-people}" in told.stdout
    assert "16か所を直しました" in told.stdout
    kept = project.output / "fixed" / "001"
    assert {name: (kept / name).read_text("utf-8") for name in FILES} == before
    assert "自動で直せる表記はありません" in run(project, "check", "--fix").stdout


def test_what_is_somebody_elses_stays_where_the_same_words_are_to_be_put_right(tmp_path: Path) -> None:
    """What can't be put right by itself is told, and not done elsewhere."""
    text = "> 市および県\n\n![市および県](figures/a.png)印\n"
    mended = mend(write_project(tmp_path, {CHAPTER: chapter(text), "figures/a.png": PNG}), quiet)
    assert not mended.after
    (left,) = mended.left
    assert "手で直してください" in left.hint


def test_nothing_is_written_before_somebody_says_so(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a console it is said how; on one, it is asked."""
    before = sources(project)
    assert "make check FIX=1 YES=1" in run(project, "check", "--fix").stdout
    for answer, changed in (("いいえ", False), ("はい", True)):
        monkeypatch.setattr("builtins.input", lambda question, answer=answer: answer)
        monkeypatch.setattr(fixing, "_is_asked", lambda: True)
        run(project, "check", "--fix")
        assert (sources(project) != before) is changed


def test_a_file_that_changed_meanwhile_is_left_alone(project: Project) -> None:
    """Somebody may be writing."""
    mended = mend(project, quiet)
    path = project.source / CHAPTER
    path.write_text(path.read_text("utf-8") + "\n次の段落です。\n", "utf-8")
    with pytest.raises(MachineError):
        write(project, mended)


def test_what_only_a_person_can_decide_stays(tmp_path: Path) -> None:
    """A long sentence has no right form."""
    text = f"{'市では、高齢者の見守りを進め、' * 8}ています。"
    assert not mend(write_project(tmp_path, {CHAPTER: chapter(text)}), quiet).done
