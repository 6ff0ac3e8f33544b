"""The command for many plans: each is built by itself, and one report tells of all."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pipeline.commands.options import OUTPUT, Argument, Layout, Option, Output, Pages
from pipeline.commands.screen import Exit, reported, seconds_since, warn
from pipeline.model.numerals import count_text

if TYPE_CHECKING:
    from pipeline.batch.model import Result


def batch_command(
    plans: Annotated[
        Path,
        Argument("計画の一覧（plans.yaml）か、計画のフォルダーを集めたフォルダー", "一覧かフォルダー"),
    ],
    output: Output = OUTPUT,
    layout: Layout = Pages.MEASURED,
    jobs: Annotated[int, Option("--jobs", "一度に作る計画の数（0: プロセッサーの数）", "数", least=0)] = 0,
    scheduler: Annotated[
        str,
        Option("--scheduler", "Daskのスケジューラー（例: tcp://server:8786）。そのワーカーで作る", "番地"),
    ] = "",
) -> None:
    """いくつもの計画をまとめて作り、結果を一つの報告にします（build/batch/ に入ります。変わっていない計画は前のままです）。"""
    from pipeline.batch.plans import tasks_of
    from pipeline.batch.pool import processors
    from pipeline.workflows.batch import build_all, write_report

    begin = time.perf_counter()
    results: list[Result] = []
    with reported():
        tasks = tasks_of(plans, layout is Pages.MEASURED)
        try:
            print(f"{count_text(len(tasks))}の計画を作ります。", flush=True)
            for result in build_all(tasks, jobs or processors(), scheduler):
                results.append(result)
                left = _left(begin, len(results), len(tasks))
                print(f"{len(results)}/{len(tasks)}{left}　{_line(result)}", flush=True)
        finally:
            # Also of a run that is broken off: what is built stays, and the next one goes on from there.
            files = write_report(output, results) if results else ()
    print(f"{_summed(results)}（{seconds_since(begin)}）。報告:")
    for file in files:
        print(f"    {file}")
    if not all(result.outcome.done for result in results):
        warn("できなかった計画があります。報告にある所を直し、同じように実行すると、その計画だけを作ります。")
        raise SystemExit(Exit.PROBLEMS)


def _line(result: Result) -> str:
    """What came of one plan: 03215 奥州市　できました（本編56ページ、4.2秒）"""
    told = [f"{label}{count}ページ" for label, count in result.pages[:1] if count]
    told += [f"エラー{result.errors}件"] if result.errors else []
    told += [f"注意{result.warnings}件"] if result.warnings else []
    told += ["前のまま" if result.kept else f"{result.seconds:.1f}秒"]
    code, name = result.task.code, result.task.name
    name = name if name.startswith(code) else f"{code} {name}"
    return f"{name}　{result.outcome}（{'、'.join(told)}）"


def _left(begin: float, done: int, all_of_them: int) -> str:
    """About how long the rest takes; nothing where it is no time to speak of."""
    seconds = (time.perf_counter() - begin) / done * (all_of_them - done)
    if seconds < 10:
        return ""
    return f"（あと{seconds / 60:.0f}分ほど）" if seconds > 90 else f"（あと{seconds:.0f}秒ほど）"


def _summed(results: Sequence[Result]) -> str:
    """How many plans there are of each outcome."""
    counts = Counter(result.outcome for result in results)
    return "、".join(f"{outcome}：{count_text(count)}計画" for outcome, count in counts.most_common())
