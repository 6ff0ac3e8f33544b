"""The keys of each YAML file: one pydantic model a file.

The models are the published JSON Schemas too (docs/schema/). Here all texts are strings; `yaml_texts` knows which of
them are Markdown.
"""

import re
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from pipeline.model.odd_dates import runs_backward
from pipeline.model.plan import ComparisonOrder, LineNumbers
from pipeline.model.stages import Stage
from pipeline.problems import Code
from pipeline.source.schema_values import (
    ALONE,
    APART,
    IN_DIVISIONS,
    Choice,
    Day,
    DividedName,
    Id,
    Line,
    Markdown,
    Name,
    Shown,
    Strict,
    Time,
    Words,
    Year,
    Yes,
)


class PeriodFile(Strict):
    """計画期間。"""

    start: Year = Field(alias="開始", description="計画期間の初めの年度（例: 令和３年度）")
    end: Year = Field(alias="終了", description="計画期間の終わりの年度（例: 令和７年度）")

    @field_validator("end")
    @classmethod
    def _runs_forward(cls, end: str, info: ValidationInfo) -> str:
        start = info.data.get("start", "")
        if runs_backward(start, end):
            raise PydanticCustomError(
                "order",
                "計画期間の終わり「{end}」が、初め「{start}」より前です",
                {
                    "start": start,
                    "end": end,
                    "hint": "開始と終了が逆になっていないか、年を取り違えていないかを見てください",
                    "code": Code.DATE_ORDER,
                },
            )
        return end


class RevisionFile(Strict):
    """改訂履歴の１行。"""

    date: Time = Field(alias="年月", description="改訂した年月")
    content: Markdown = Field(alias="内容", description="改訂の内容")


class StageFile(Strict):
    """段階と、その段階の計画を示した日付と会議。"""

    name: Stage = Field(alias="名称", description="骨子・素案・案・最終案・策定のどれか")
    date: Day = Field("", alias="日付", description="示した日（例: 令和３年１月15日。曜日はなくてもよい）")
    meeting: Line = Field("", alias="会議", description="示した会議（例: 第２回策定委員会）")


def _with_name(value: Any) -> Any:
    return value if isinstance(value, dict) else {"名称": value}


# The stage's word alone, or with date and meeting beside it.
StageOrWord = Annotated[StageFile, BeforeValidator(_with_name, json_schema_input_type=Stage | StageFile)]


def _without_stage(value: str) -> str:
    if found := re.search(f"[（(]({'|'.join(Stage)})[）)]", value):
        raise PydanticCustomError(
            "stage_in_name",
            "計画名に「{label}」があります",
            {"label": found.group(), "hint": "段階は「段階: 」に書きます。計画名の後に、自動で付きます"},
        )
    return value


def _is_chapter(value: Any) -> Any:
    if isinstance(value, dict):
        raise PydanticCustomError(
            "division_inside",
            "部の中に、部などの組があります",
            {
                "hint": "部の「章」には、章のファイルの名前だけを並べてください。部は、plan.yamlの初めの「章」に並べます"
            },
        )
    return value


def _is_division(value: Any) -> Any:
    if isinstance(value, str):
        raise PydanticCustomError(
            "outside_division",
            "「{chapter}」が、どの部にも入っていません",
            {
                "chapter": value,
                "hint": "部を置くときは、全ての章を、どれかの部の「章」に並べてください",
            },
        )
    return value


class DivisionFile(Strict):
    """部。章の上の見出しと、その章。"""

    title: Words = Field(alias="部", description="部の題（番号は付けない）")
    id: Id | None = Field(None, description="参照に使う名前（半角英数字）")
    chapters: list[Annotated[Words, BeforeValidator(_is_chapter)]] = Field(
        alias="章", min_length=1, description="部の章。並べた順に番号が付く"
    )


def _form_of_chapters(value: Any) -> str:
    """The tag of the form of a list of chapters; where both are mixed, what stands in no 部 is told."""
    pairs = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    inside = any(key in pair for pair in pairs for key in ("部", "章"))
    return IN_DIVISIONS if inside else ALONE


# Chapters alone, or 部 with their chapters.
Chapters = Annotated[
    Annotated[list[Words], Field(min_length=1), Tag(ALONE)]
    | Annotated[list[Annotated[DivisionFile, BeforeValidator(_is_division)]], Tag(IN_DIVISIONS)],
    Discriminator(_form_of_chapters),
]


class PlanFile(Strict):
    """plan.yaml: 計画の名前、期間、段階と、章の順序。"""

    name: Annotated[DividedName, AfterValidator(_without_stage)] = Field(
        alias="計画名",
        description="計画の正式な名前（段階は付けない）。「|」で行を分けると、表紙でもそこで改行する",
    )
    city: Name = Field(alias="市名", description="計画を策定する市町村などの名前")
    called: Line = Field(
        "",
        alias="呼称",
        description="文書での呼び方（市・町・村・区・組合など。書かなければ、市名の終わりの言葉）",
    )
    period: PeriodFile = Field(alias="計画期間")
    stage: StageOrWord = Field(
        alias="段階",
        description="骨子・素案・案・最終案・策定のどれか。表紙やヘッダーの（案）、透かしはここから作られる",
    )
    date: Time = Field(alias="策定年月", description="表紙と奥付に示す年月（例: 令和３年３月）")
    office: Annotated[Line, APART] = Field(
        "", alias="担当課", description="奥付に示す部課の名前（なくてもよい）"
    )
    line_numbers: LineNumbers = Field(
        LineNumbers.NONE,
        alias="行番号",
        description="本文の行に付ける番号。なし・ページごと・通しのどれか。策定では付かない",
    )
    comparison_order: ComparisonOrder = Field(
        ComparisonOrder.OLD_FIRST,
        alias="新旧対照表の順",
        description="新旧対照表の左の列。改正前・改正後のどちらか",
    )
    front: list[Words] = Field(
        [], alias="前付", description="目次の前に置く、番号のない文章（はじめに など）"
    )
    chapters: Chapters = Field(
        alias="章",
        description="本編の章。並べた順に第１章、第２章…となる。部があるときは、部とその章の組を並べる",
    )
    appendix: list[Words] = Field(
        [], alias="資料編", description="資料編の文章。並べた順に資料１、資料２…となる"
    )
    revisions: list[RevisionFile] = Field([], alias="改訂履歴", description="資料編の改訂履歴に示す行")

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

    subheading: Line = Field("", alias="小見出し", description="すぐ下のものの上に置く小さな見出し")
    passage: Id | None = Field(None, alias="要約", description="章の中の ::: {.要約 #…} のid")
    figure: Id | None = Field(None, alias="図", description="章の中の図か位置付け図のid")
    table: Id | None = Field(None, alias="表", description="章の中の表のid")
    text: Markdown | None = Field(
        None, alias="文章", description="概要だけの文章、一覧、用語の説明、表、図、枠"
    )
    next_column: Yes | None = Field(
        None, alias="改段", description="「はい」と書くと、次のものから次の段に入る"
    )
    captioned: Shown | None = Field(
        None, alias="題", description="図と表の番号と題を出すか。書かなければ、位置付け図のほかには出す"
    )

    @model_validator(mode="after")
    def _one_of_these(self) -> Self:
        given = [name for name in SUMMARY_ITEMS if getattr(self, name) is not None]
        if len(given) != 1:
            raise PydanticCustomError(
                "one_of",
                f"「{'」「'.join(SUMMARY_ITEMS.values())}」のどれか一つを書いてください",
                {"hint": "例: - 要約: sum-purpose（次のものは、次の「- 」に書きます）"},
            )
        if self.captioned and given[0] not in ("figure", "table"):
            raise PydanticCustomError(
                "caption_of_nothing",
                "「題」は、「図」と「表」にだけ書けます",
                {"hint": "見出しを付けるときは「小見出し」を書いてください"},
            )
        return self


SUMMARY_ITEMS = {
    name: info.alias or name
    for name, info in SummaryItemFile.model_fields.items()
    if name not in ("subheading", "captioned")
}


class SummarySectionFile(Strict):
    """概要の節。番号と括弧は、テンプレートが付ける。"""

    title: Words = Field(alias="題")
    next_column: Choice = Field(Choice.NO, alias="改段", description="この節から次の段に入るか")
    items: list[SummaryItemFile] = Field(alias="内容", min_length=1)


class SummaryFile(Strict):
    """summary.yaml: 概要に載せる節の順序と題。"""

    sections: list[SummarySectionFile] = Field(alias="概要", min_length=1)


class TermFile(Strict):
    """用語。"""

    id: Id = Field(description="参照に使う名前（半角英数字）")
    term: Words = Field(alias="語")
    reading: Words = Field(alias="読み", description="ひらがな。この順に並ぶ")
    meaning: Markdown = Field(alias="説明")


class GlossaryFile(Strict):
    """glossary.yaml: 用語解説。"""

    terms: list[TermFile] = Field(alias="用語", min_length=1)


class SuperiorFile(Strict):
    """上位計画。"""

    name: Words = Field(alias="名称")
    heading: Words = Field(alias="見出し")
    title: Words = Field(alias="題")


class FieldFile(Strict):
    """上位計画の分野と、そこから導かれる計画。"""

    title: Words = Field(alias="題")
    plan: Words = Field(alias="計画", description="計画の名前。この計画自身なら「この計画」")


class OwnFile(Strict):
    """この計画の呼び名と性格。"""

    name: Words = Field(alias="名称")
    nature: Words = Field(alias="性格")


class PartnerFile(Strict):
    """連動する計画。"""

    owner: Words = Field(alias="主体")
    name: Words = Field(alias="名称")
    nature: Words = Field(alias="性格")
    heading: Words = Field(alias="見出し")
    goals: list[Words] = Field(alias="項目", min_length=1)


class PositionFile(Strict):
    """position.yaml: 計画の位置付けの図。"""

    superior: SuperiorFile = Field(alias="上位計画")
    areas: list[FieldFile] = Field(alias="分野", min_length=1, max_length=20, description="①から⑳まで")
    own: OwnFile = Field(alias="この計画")
    partner: PartnerFile = Field(alias="連動")

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
