"""The command that shows the plan in the browser while it is being written."""

from __future__ import annotations

from typing import Annotated

from pipeline.commands.options import (
    OUTPUT,
    SOURCE,
    TEMPLATES,
    AtStage,
    Option,
    Output,
    Source,
    Templates,
)
from pipeline.commands.screen import reported, warn
from pipeline.workspace.project import Project


def preview_command(
    source: Source = SOURCE,
    templates: Templates = TEMPLATES,
    output: Output = OUTPUT,
    stage: AtStage = None,
    port: Annotated[
        int, Option("--port", "ポートの番号（書かなければ空いている番号）", "番号", least=0, most=65535)
    ] = 0,
    no_browser: Annotated[bool, Option("--no-browser", "ブラウザーを開かず、住所だけを示す", "")] = False,
) -> None:
    """書きながら、計画のページと問題をブラウザーで見ます。ブラウザーを閉じるか、Ctrl+C で終わります。"""
    project = Project(source, templates, output, stage=stage)
    with reported():
        project.check_source()
        from pipeline.preview.address import Address
        from pipeline.preview.server import preview

        def opened(address: Address) -> None:
            print("プレビューを始めました。終わるには、ブラウザーの窓を閉じるか、ここで Ctrl+C を押します。")
            print(f"    {address.url}")
            print("この住所は、このパソコンの中でだけ開けます。ほかの人には教えないでください。", flush=True)
            if not no_browser and not _open(address.entrance):
                warn("ブラウザーを開けませんでした。上の住所を、ブラウザーに写してください。")

        preview(project, port, opened)
    print("プレビューを終わりました。")


def _open(url: str) -> bool:
    import webbrowser

    try:
        return webbrowser.open(url)
    except webbrowser.Error:
        return False
