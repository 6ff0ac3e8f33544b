"""A question of a survey as the table or the chart that a div asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.frozen import dataclass
from pipeline.model.charts import Chart, ChartKind
from pipeline.model.floats import Align, Table, joined_lines
from pipeline.model.inlines import Inlines, Paragraph, Text, plain_text
from pipeline.model.prose import Prose
from pipeline.problems import Code, Location, Problem, did_you_mean
from pipeline.source.charts import chart_of, read_wanted
from pipeline.source.survey_attributes import (
    ATTRIBUTES,
    LARGEST_FIRST,
    ORDER,
    PERSONS,
    QUESTION,
    SHARES,
    SHOWN,
    STUB,
)
from pipeline.source.surveys import (
    Survey,
    chart_rows,
    few_notice,
    read_survey,
    survey_note,
    table_rows,
)
from pipeline.source.tables import CsvFile, make_table

_SHOWN = (f"{PERSONS}と{SHARES}", PERSONS, SHARES)
_GROUPS_DOWN, _OPTIONS_DOWN = "区分", "選択肢"
# Charts in which each group is a bar of its options; in all others each option is a place on the axis.
_PARTED = (ChartKind.SHARES, ChartKind.STACKED)
# Those that show parts of a whole, which several answers of one person are not; and those that are no charts of surveys.
_OF_A_WHOLE = (*_PARTED, ChartKind.PIE)
_STRANGE = (ChartKind.PYRAMID, ChartKind.BARS_AND_LINES)


@dataclass(frozen=True)
class Counted:
    """A question that was counted, and the body that a div makes of it, which `shows_n` or not; None where something is wrong."""

    survey: Survey | None
    body: Table | Chart | None
    notices: tuple[Problem, ...] = ()
    shows_n: bool = True

    def notes(self, written: Iterable[Inlines]) -> tuple[Inlines, ...]:
        """The ※ lines that stand under the body: the author's own, and what a reader has to know beside them."""
        own = tuple(written)
        said = "".join(map(plain_text, own))
        added = survey_note(self.survey, said, self.shows_n) if self.survey else ""
        return (*own, (Text(added),)) if added else own


def miswritten(attributes: Mapping[str, str], counting: Collection[str]) -> tuple[str, str] | None:
    """What is wrong with attributes, those that are `counting` among them, that don't go together; and what to do. None if nothing is."""
    if QUESTION not in attributes:
        alone = next(key for key in attributes if key in counting)
        hint = f'調査の質問の列の名前を、{QUESTION}="問１" のように書いてください'
        return f"「{alone}」は「{QUESTION}」と一緒に書きます", hint
    if not attributes.get("csv"):
        hint = '回答のファイルを、csv="data/….csv" のように書いてください'
        return f"「{QUESTION}」は「csv」と一緒に書きます", hint
    if "head" in attributes:
        hint = "見出しの行は集計から作られます。消してください"
        return f"「head」は「{QUESTION}」と一緒には書けません", hint
    return None


def counted_table(
    attributes: Mapping[str, str], file: CsvFile, place: Location, widths: tuple[float, ...]
) -> tuple[Counted, tuple[Problem, ...]]:
    """The table of a div at `place`, and what is wrong with it; `widths` are empty for fitted columns."""
    wrong = (
        *_unknown(attributes, SHOWN, _SHOWN, place),
        *_unknown(attributes, STUB, (_GROUPS_DOWN, _OPTIONS_DOWN), place),
        *_unknown(attributes, ORDER, (LARGEST_FIRST,), place),
    )
    survey, problems = read_survey(attributes, file.name, file.text, place)
    if survey is None or wrong:
        return Counted(None, None), (*wrong, *problems)
    rows = table_rows(survey, _shown(survey, attributes), attributes.get(STUB) == _OPTIONS_DOWN)
    result = make_table(
        [[_content(cell) for cell in row] for row in rows],
        1,
        (Align.LEFT, *[Align.RIGHT] * (len(rows[0]) - 1)),
        widths,
        lambda row, column: place,
    )
    table = result.table
    if table and len(survey.tally.groups) == 1:
        table = replace(table, totals=(len(rows) - 1,))
    return Counted(survey, table, few_notice(survey, place)), result.problems


def _content(cell: str) -> tuple[Prose, ...]:
    return (Paragraph(joined_lines((Text(line),) for line in cell.split("\n"))),)


def _shown(survey: Survey, attributes: Mapping[str, str]) -> tuple[str, ...]:
    """What stands in the cells: persons and shares, of groups shares alone where nothing is said."""
    usual = SHARES if len(survey.tally.groups) > 1 else _SHOWN[0]
    return tuple(each for each in (PERSONS, SHARES) if each in attributes.get(SHOWN, usual))


def counted_chart(
    attributes: Mapping[str, str], file: CsvFile, place: Location
) -> tuple[Counted, tuple[Problem, ...]]:
    """The chart of a div at `place`, and what is wrong with it."""
    survey, problems = read_survey(attributes, file.name, file.text, place)
    if survey is None:
        return Counted(None, None), problems
    wanted, wrong = read_wanted(_of_chart(survey, attributes), place)
    if wanted is None or (wrong := [*wrong, *_no_chart(survey, wanted.kind, place)]):
        return Counted(None, None), tuple(wrong)
    groups_down = wanted.kind in _PARTED
    rows = chart_rows(survey, groups_down)
    chart, problems = chart_of(wanted, [(place, row) for row in rows], place)
    shows_n = (
        groups_down or len(survey.tally.groups) > 1
    )  # else in the name of the only series, which no chart prints
    return Counted(survey, chart, few_notice(survey, place), shows_n), problems


def _of_chart(survey: Survey, attributes: Mapping[str, str]) -> dict[str, str]:
    """The attributes that any chart has. The order of options is settled, and the kind is the usual one if it is not said."""
    own = {key: value for key, value in attributes.items() if key not in ATTRIBUTES}
    if own.get(ORDER) == LARGEST_FIRST:
        del own[ORDER]
    own.setdefault("種類", (ChartKind.LYING_BARS if survey.tally.multiple else ChartKind.SHARES).value)
    return own


def _no_chart(survey: Survey, kind: ChartKind, place: Location) -> Iterator[Problem]:
    """Why the answers can't be drawn so."""
    if kind in _STRANGE:
        message = f"調査の回答は「{kind}」のグラフになりません"
    elif survey.tally.multiple and kind in _OF_A_WHOLE:
        message = f"複数回答の割合は、合計が100％にならないので、「{kind}」のグラフになりません"
    elif kind is ChartKind.PIE and len(survey.tally.groups) > 1:
        message = "円グラフは、区分に分けられません"
    else:
        return
    fitting = ChartKind.LYING_BARS if survey.tally.multiple else ChartKind.SHARES
    yield Problem(place, Code.MD_ATTRIBUTE, message, f'種類="{fitting}" としてください')


def _unknown(
    attributes: Mapping[str, str], key: str, known: tuple[str, ...], place: Location
) -> Iterator[Problem]:
    """A value of an attribute that it can't have."""
    value = attributes.get(key)
    if value is not None and value not in known:
        yield Problem(
            place,
            Code.MD_ATTRIBUTE,
            f'{key}="{value}" は使えません',
            did_you_mean(value, known) or f"使えるのは {'、'.join(known)} です",
        )
