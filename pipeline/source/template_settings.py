"""The file beside a template, in which the office declares its paper and how far a sheet may be squeezed."""

import unicodedata
from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from pipeline.model.fonts import Fallbacks, known_families, repertoire_of
from pipeline.model.pages import PAPERS, Fit
from pipeline.source.schema_values import Line, Strict
from pipeline.source.validation import read_model

FIT = "fit.yaml"  # what its schema is called after
# Word knows sizes in half points.
_STEP = 0.5


def _halfwidth(value: Any) -> Any:
    return unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else value


class RangeFile(Strict):
    """大きい方から試す範囲。"""

    most: Annotated[float, BeforeValidator(_halfwidth)] = Field(alias="最大", gt=0, le=100)
    least: Annotated[float, BeforeValidator(_halfwidth)] = Field(alias="最小", gt=0, le=100)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            raise PydanticCustomError(
                "out_of_order",
                "「最小」が「最大」より大きくなっています",
                {"hint": "大きい方を「最大」に、小さい方を「最小」に書いてください"},
            )
        return self


class FallbackFile(Strict):
    """書体にない文字に、代わりに使うフォント。先に書いたものから、その文字のあるものを使う。"""

    mincho: list[str] = Field(list(Fallbacks().mincho), alias="明朝", description="明朝体の文章の代わり")
    gothic: list[str] = Field(
        list(Fallbacks().gothic), alias="ゴシック", description="ゴシック体など、ほかの書体の文章の代わり"
    )

    @field_validator("mincho", "gothic")
    @classmethod
    def _known(cls, families: list[str]) -> list[str]:
        for family in families:
            if not repertoire_of(family):
                hint = f"使えるフォント: {'、'.join(known_families())}"
                raise PydanticCustomError(
                    "fallback",
                    "「{family}」は、どの文字があるか分からないので、代替フォントに使えません",
                    {"family": family, "hint": hint},
                )
        return families


class FitFile(Strict):
    """テンプレートの紙と、収まらないときにどこまで詰めてよいか。"""

    paper: Annotated[str, BeforeValidator(_halfwidth)] = Field(
        alias="用紙", description="A4縦、A3横 など", json_schema_extra={"enum": list(PAPERS)}
    )
    pages: Annotated[int, BeforeValidator(_halfwidth)] = Field(
        0,
        alias="ページ数",
        ge=0,
        le=100,
        description="これを超えてはならないページ数（書かなければ、いくらでもよい）",
    )
    reserve: Annotated[float, BeforeValidator(_halfwidth)] = Field(
        1.0,
        alias="余裕",
        ge=0,
        le=20,
        description="最後のページに空けておく行数（書かなければ１行）。Wordなど、ほかのソフトで開いても収まるようにする",
    )
    least_cell: Annotated[float, BeforeValidator(_halfwidth)] = Field(
        7.5,
        alias="表の文字の最小",
        ge=4,
        le=20,
        description="幅の足りない表の文字を、どこまで小さくしてよいか（ポイント、0.5刻み。書かなければ7.5）",
    )
    continued: Line = Field(
        "",
        alias="表の続き",
        max_length=20,
        description="１ページに収まらない表の題を次のページでも繰り返し、その後に添える言葉（例: （つづき）。書かなければ繰り返さない）",
    )
    size: RangeFile | None = Field(
        None,
        alias="文字の大きさ",
        description="標準の文字の大きさ（ポイント、0.5刻み）。ほかの文字も同じ割合で変わる",
    )
    line: RangeFile | None = Field(None, alias="行送り", description="文字の大きさの何倍か")
    padding: RangeFile | None = Field(
        None, alias="セルの余白", description="表の文字の左右の余白（ミリメートル）"
    )

    fallbacks: FallbackFile = Field(
        FallbackFile(), alias="代替フォント", description="テンプレートのフォントにない文字を出すフォント"
    )

    @field_validator("paper")
    @classmethod
    def _known(cls, paper: str) -> str:
        if paper not in PAPERS:
            hint = f"次のどれかにしてください: {'、'.join(PAPERS)}"
            raise PydanticCustomError("paper", "その大きさの紙は使えません", {"hint": hint})
        return paper

    @field_validator("size")
    @classmethod
    def _has_half_points(cls, size: RangeFile | None) -> RangeFile | None:
        if size and not list(_half_points(size)):
            hint = "例: {最大: 10.5, 最小: 9}"
            raise PydanticCustomError("no_size", "この範囲には、0.5刻みの大きさがありません", {"hint": hint})
        return size

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if "reserve" in self.model_fields_set and not self.pages:
            raise PydanticCustomError(
                "reserve_of_nothing",
                "「余裕」がありますが、「ページ数」がありません",
                {"hint": "ページ数を決めるなら「ページ数」も書き、決めないなら「余裕」を消してください"},
            )
        return self

    @model_validator(mode="after")
    def _all_or_none(self) -> Self:
        if len({value is None for value in (self.size, self.line, self.padding)}) > 1:
            raise PydanticCustomError(
                "all_or_none",
                "「文字の大きさ」「行送り」「セルの余白」の一部がありません",
                {"hint": "三つとも書くか、詰めないなら三つとも消してください"},
            )
        return self


def read_fit(file: str, data: bytes) -> Fit:
    """Read what stands beside a template. Raises PlanErrors with everything that is wrong in it."""
    read, _ = read_model(file, data, FitFile)
    fallbacks = Fallbacks(tuple(read.fallbacks.mincho), tuple(read.fallbacks.gothic))
    if not (read.size and read.line and read.padding):
        return Fit(
            file,
            PAPERS[read.paper],
            read.pages,
            reserve=read.reserve,
            fallbacks=fallbacks,
            least_cell=read.least_cell,
            continued=read.continued,
        )
    return Fit(
        file,
        PAPERS[read.paper],
        read.pages,
        tuple(_half_points(read.size)),
        (read.line.most, read.line.least),
        (read.padding.most, read.padding.least),
        read.reserve,
        fallbacks,
        read.least_cell,
        read.continued,
    )


def _half_points(limits: RangeFile) -> Iterator[float]:
    """The sizes within the limits that Word knows, the largest first."""
    size = limits.most // _STEP * _STEP
    while size >= limits.least:
        yield size
        size -= _STEP
