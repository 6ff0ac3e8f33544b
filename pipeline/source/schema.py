"""The keys of each YAML file: one class a file.

The models are the published JSON Schemas too (docs/schema/). Here all texts are strings; `yaml_texts` knows which of
them are Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pipeline.model.eras import runs_backward
from pipeline.model.plan import ComparisonOrder, LineNumbers
from pipeline.model.stages import Stage
from pipeline.problems import Code
from pipeline.source.mapping import (
    After,
    Before,
    ChosenBy,
    Limits,
    Strict,
    check_key,
    check_whole,
    key,
    keys_of,
    wrong,
)
from pipeline.source.schema_values import (
    Choice,
    Day,
    DividedName,
    Id,
    Line,
    Markdown,
    Name,
    Shown,
    Time,
    Words,
    Year,
    Yes,
)


class PeriodFile(Strict):
    """計画期間。"""

    start: Year = key(alias="開始", description="計画期間の初めの年度（例: 令和３年度）")
    end: Year = key(alias="終了", description="計画期間の終わりの年度（例: 令和７年度）")

    @check_key("end")
    @staticmethod
    def _runs_forward(end: str, before: Mapping[str, Any]) -> str:
        start = before.get("start", "")
        if runs_backward(start, end):
            raise wrong(
                f"計画期間の終わり「{end}」が、初め「{start}」より前です",
                "開始と終了が逆になっていないか、年を取り違えていないかを見てください",
                Code.DATE_ORDER,
            )
        return end


class RevisionFile(Strict):
    """改訂履歴の１行。"""

    date: Time = key(alias="年月", description="改訂した年月")
    content: Markdown = key(alias="内容", description="改訂の内容")


class StageFile(Strict):
    """段階と、その段階の計画を示した日付と会議。"""

    name: Stage = key(alias="名称", description="骨子・素案・案・最終案・策定のどれか")
    date: Day = key("", alias="日付", description="示した日（例: 令和３年１月15日。曜日はなくてもよい）")
    meeting: Line = key("", alias="会議", description="示した会議（例: 第２回策定委員会）")


def _with_name(value: Any) -> Any:
    return value if isinstance(value, dict) else {"名称": value}


# The stage's word alone, or with date and meeting beside it.
StageOrWord = Annotated[StageFile, Before(_with_name, written=Stage | StageFile)]


def _without_stage(value: str) -> str:
    if found := re.search(f"[（(]({'|'.join(Stage)})[）)]", value):
        raise wrong(
            f"計画名に「{found.group()}」があります",
            "段階は「段階: 」に書きます。計画名の後に、自動で付きます",
        )
    return value


def _is_chapter(value: Any) -> Any:
    if isinstance(value, dict):
        raise wrong(
            "部の中に、部などの組があります",
            "部の「章」には、章のファイルの名前だけを並べてください。部は、plan.yamlの初めの「章」に並べます",
        )
    return value


def _is_division(value: Any) -> Any:
    if isinstance(value, str):
        raise wrong(
            f"「{value}」が、どの部にも入っていません",
            "部を置くときは、全ての章を、どれかの部の「章」に並べてください",
        )
    return value


class DivisionFile(Strict):
    """部。章の上の見出しと、その章。"""

    title: Words = key(alias="部", description="部の題（番号は付けない）")
    id: Id | None = key(None, description="参照に使う名前（半角英数字）")
    chapters: list[Annotated[Words, Before(_is_chapter)]] = key(
        alias="章", min_length=1, description="部の章。並べた順に番号が付く"
    )


def _form_of_chapters(value: Any) -> int:
    """The form of a list of chapters; where both are mixed, what stands in no 部 is told."""
    pairs = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    inside = any(key in pair for pair in pairs for key in ("部", "章"))
    return int(inside)


# Chapters alone, or 部 with their chapters.
Chapters = Annotated[
    Annotated[list[Words], Limits(min_length=1)] | list[Annotated[DivisionFile, Before(_is_division)]],
    ChosenBy(_form_of_chapters),
]


class PlanFile(Strict):
    """plan.yaml: 計画の名前、期間、段階と、章の順序。"""

    name: Annotated[DividedName, After(_without_stage)] = key(
        alias="計画名",
        description="計画の正式な名前（段階は付けない）。「|」で行を分けると、表紙でもそこで改行する",
    )
    city: Name = key(alias="市名", description="計画を策定する市町村などの名前")
    called: Line = key(
        "",
        alias="呼称",
        description="文書での呼び方（市・町・村・区・組合など。書かなければ、市名の終わりの言葉）",
    )
    period: PeriodFile = key(alias="計画期間")
    stage: StageOrWord = key(
        alias="段階",
        description="骨子・素案・案・最終案・策定のどれか。表紙やヘッダーの（案）、透かしはここから作られる",
    )
    date: Time = key(alias="策定年月", description="表紙と奥付に示す年月（例: 令和３年３月）")
    office: Line = key("", alias="担当課", description="奥付に示す部課の名前（なくてもよい）")
    line_numbers: LineNumbers = key(
        LineNumbers.NONE,
        alias="行番号",
        description="本文の行に付ける番号。なし・ページごと・通しのどれか。策定では付かない",
    )
    comparison_order: ComparisonOrder = key(
        ComparisonOrder.OLD_FIRST,
        alias="新旧対照表の順",
        description="新旧対照表の左の列。改正前・改正後のどちらか",
    )
    front: list[Words] = key([], alias="前付", description="目次の前に置く、番号のない文章（はじめに など）")
    chapters: Chapters = key(
        alias="章",
        description="本編の章。並べた順に第１章、第２章…となる。部があるときは、部とその章の組を並べる",
    )
    appendix: list[Words] = key(
        [], alias="資料編", description="資料編の文章。並べた順に資料１、資料２…となる"
    )
    revisions: list[RevisionFile] = key([], alias="改訂履歴", description="資料編の改訂履歴に示す行")

    @property
    def divisions(self) -> Sequence[DivisionFile]:
        """The 部, none where chapters stand alone."""
        return [each for each in self.chapters if isinstance(each, DivisionFile)]

    @property
    def chapter_count(self) -> int:
        """The number of chapters, in whatever 部."""
        return sum(len(each.chapters) if isinstance(each, DivisionFile) else 1 for each in self.chapters)


class SummaryItemFile(Strict):
    """概要の節の中身。どれか一つと、その上の小見出し。"""

    subheading: Line = key("", alias="小見出し", description="すぐ下のものの上に置く小さな見出し")
    passage: Id | None = key(None, alias="要約", description="章の中の ::: {.要約 #…} のid")
    figure: Id | None = key(None, alias="図", description="章の中の図か位置付け図のid")
    table: Id | None = key(None, alias="表", description="章の中の表のid")
    text: Markdown | None = key(
        None, alias="文章", description="概要だけの文章、一覧、用語の説明、表、図、枠"
    )
    next_column: Yes | None = key(
        None, alias="改段", description="「はい」と書くと、次のものから次の段に入る"
    )
    captioned: Shown | None = key(
        None, alias="題", description="図と表の番号と題を出すか。書かなければ、位置付け図のほかには出す"
    )

    @check_whole
    def _one_of_these(self) -> None:
        given = [name for name in SUMMARY_ITEMS if getattr(self, name) is not None]
        if len(given) != 1:
            raise wrong(
                f"「{'」「'.join(SUMMARY_ITEMS.values())}」のどれか一つを書いてください",
                "例: - 要約: sum-purpose（次のものは、次の「- 」に書きます）",
            )
        if self.captioned and given[0] not in ("figure", "table"):
            raise wrong(
                "「題」は、「図」と「表」にだけ書けます", "見出しを付けるときは「小見出し」を書いてください"
            )


SUMMARY_ITEMS = {
    name: declared.alias
    for name, declared in keys_of(SummaryItemFile).items()
    if name not in ("subheading", "captioned")
}


class SummarySectionFile(Strict):
    """概要の節。番号と括弧は、テンプレートが付ける。"""

    title: Words = key(alias="題")
    next_column: Choice = key(Choice.NO, alias="改段", description="この節から次の段に入るか")
    items: list[SummaryItemFile] = key(alias="内容", min_length=1)


class SummaryFile(Strict):
    """summary.yaml: 概要に載せる節の順序と題。"""

    sections: list[SummarySectionFile] = key(alias="概要", min_length=1)


class TermFile(Strict):
    """用語。"""

    id: Id = key(description="参照に使う名前（半角英数字）")
    term: Words = key(alias="語")
    reading: Words = key(alias="読み", description="ひらがな。この順に並ぶ")
    meaning: Markdown = key(alias="説明")


class GlossaryFile(Strict):
    """glossary.yaml: 用語解説。"""

    terms: list[TermFile] = key(alias="用語", min_length=1)


class SuperiorFile(Strict):
    """上位計画。"""

    name: Words = key(alias="名称")
    heading: Words = key(alias="見出し")
    title: Words = key(alias="題")


class FieldFile(Strict):
    """上位計画の分野と、そこから導かれる計画。"""

    title: Words = key(alias="題")
    plan: Words = key(alias="計画", description="計画の名前。この計画自身なら「この計画」")


class OwnFile(Strict):
    """この計画の呼び名と性格。"""

    name: Words = key(alias="名称")
    nature: Words = key(alias="性格")


class PartnerFile(Strict):
    """連動する計画。"""

    owner: Words = key(alias="主体")
    name: Words = key(alias="名称")
    nature: Words = key(alias="性格")
    heading: Words = key(alias="見出し")
    goals: list[Words] = key(alias="項目", min_length=1)


class PositionFile(Strict):
    """position.yaml: 計画の位置付けの図。"""

    superior: SuperiorFile = key(alias="上位計画")
    areas: list[FieldFile] = key(alias="分野", min_length=1, max_length=20, description="①から⑳まで")
    own: OwnFile = key(alias="この計画")
    partner: PartnerFile = key(alias="連動")

    HINT: ClassVar[str] = (
        "箱を自由に並べるときは、「上位計画」「分野」「連動」の代わりに「上」「左」「右」「下」「つながり」を書きます"
    )

    @classmethod
    def other_forms(cls) -> tuple[type[Strict], ...]:
        return (_boxes(),)

    @classmethod
    def form_of(cls, value: Any) -> type[Strict]:
        """Of boxes where none of the four parts is there but the plan's own."""
        parts = {"上位計画", "分野", "連動"}
        return _boxes() if isinstance(value, dict) and value and parts.isdisjoint(value) else cls


def _boxes() -> type[Strict]:
    from pipeline.source.position_schema import BoxesFile

    return BoxesFile


# framework.yaml has the keys that its levels give it (framework_schema.py).
FILES: dict[str, type[Strict]] = {
    "plan.yaml": PlanFile,
    "summary.yaml": SummaryFile,
    "glossary.yaml": GlossaryFile,
    "position.yaml": PositionFile,
}
CHANGES = "changes.yaml"  # which few plans have (changes.py)
PART_KEYS = ("前付", "章", "資料編")  # of plan.yaml: lists of files
OPTIONAL_FILES = frozenset({"glossary.yaml", "position.yaml"})
