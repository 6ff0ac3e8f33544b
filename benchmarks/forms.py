"""What single forms cost: the shipped plan with a hundred of each, against a hundred paragraphs in their place."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.workshop import Workshop, open_workshop

COUNT = 100
_RUNS = 3
_CSV = "data/benchmark.csv"
_NUMBERS = "年度,15歳未満,15〜64歳,65歳以上\n" + "".join(
    f"令和{year}年度,{12000 - year},{60000 - year},{39000 + year}\n" for year in range(2, 7)
)
# Of each what stands in the chapter, `{n}` being its number.
_PARAGRAPH = (
    "支え合う地域をつくるため、相談を受ける人と場所を増やし、困りごとに早く気付けるようにします（{n}）。"
)
FORMS: Mapping[str, str] = {
    "表": f'::: {{{{.表 #tbl-b{{n}} csv="{_CSV}" 単位="人"}}}}\n人口の推移\n\n資料：国勢調査\n:::',
    "表（合計、網かけ、小見出し）": f'::: {{{{.表 #tbl-b{{n}} csv="{_CSV}" 合計="令和6年度" 小見出し="令和2年度" 網かけ列="最後の列"}}}}\n人口の推移\n:::',
    "グラフ": f'::: {{{{.グラフ #fig-b{{n}} 種類="積上げ棒" csv="{_CSV}" 単位="人"}}}}\n人口の推移\n:::',
    "コラム": f"::: {{{{.コラム 題=支え合い}}}}\n{_PARAGRAPH}\n\n- 見守り\n- 相談\n:::",
    "二段": f"::: {{{{.二段}}}}\n{_PARAGRAPH}\n\n{_PARAGRAPH}\n:::",
    "条文": "::: {{.条文}}\n第１条　目的を定める。\n２　前項の規定は、適用しない。\n(1)　一つ目\nア　細目\n:::",
    "上付き・下付き": "面積は{n} m^2^、排出量は{n} tのCO~2~です。支え合う地域をつくるため、相談を受ける人と場所を増やします。",
}


@dataclass(frozen=True)
class Form:
    """What one of a form takes more than a paragraph does: milliseconds of processors, and KB of plan.docx."""

    name: str
    milliseconds: float
    kilobytes: float


def measure_forms() -> Iterator[Form]:
    """Every form, each as soon as it is there. Forms and paragraphs take turns."""
    with open_workshop() as workshop:
        path = workshop.folder / "plan_source" / _CSV
        path.parent.mkdir(exist_ok=True)
        path.write_text(_NUMBERS, "utf-8")
        workshop.build("quick")
        for name, form in FORMS.items():
            measured = [(_run(workshop, form), _run(workshop, _PARAGRAPH)) for _ in range(_RUNS)]
            time = statistics.median(own[0] - plain[0] for own, plain in measured)
            size = measured[0][0][1] - measured[0][1][1]
            yield Form(name, 1000 * time / COUNT, size / 1024 / COUNT)


def _run(workshop: Workshop, form: str) -> tuple[float, int]:
    """Processor seconds of a quick build from nothing with a hundred of a form, and the size of plan.docx."""
    chapter = workshop.chapters[1]
    before = chapter.read_text("utf-8")
    many = "\n\n".join(form.format(n=number) for number in range(COUNT))
    chapter.write_text(f"{before}\n\n{many}\n", "utf-8")
    workshop.forget()
    run = workshop.build("quick")
    chapter.write_text(before, "utf-8")
    return run.cpu, (workshop.folder / "build" / "plan.docx").stat().st_size
