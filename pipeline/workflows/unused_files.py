"""Files that nothing is made from, though somebody may wait for what they say: chapters that plan.yaml does not list, YAML files under
names that nobody reads, and templates of no document."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pipeline.model.blocks import Listing, ListingPlace, walk_blocks
from pipeline.model.documents import DECLARATION, DocumentKind, names_of
from pipeline.model.plan import Chapter, Plan
from pipeline.problems import Code, Location, Problem, did_you_mean, nearest
from pipeline.source.files import GLOSSARY, KNOWN_FILES
from pipeline.workspace.project import Project

_ALIKE = 0.8  # of two names, from 0 to 1
# As a file that is written in Markdown may be called; Notepad adds its own end, which Windows does not show.
_MARKDOWN = re.compile(r"\.(?:md|markdown)(?:\.txt)?$", re.IGNORECASE)
# Names of copies, and of what tells of the files beside it. Compiled where there is a file that is not listed.
_EDGE = r"[-_. 　\d]"
_PUT_ASIDE = (
    rf"(?i)(?:^|{_EDGE})(?:old|bak|backup|copy|orig|tmp|draft|memo)(?:{_EDGE}|$)"
    r"|^(?:notes?|todo|readme|changelog|license|contributing)$"
    rf"|コピー|控え|バックアップ|下書き|メモ(?![ァ-ヶー])|(?:^|{_EDGE})旧(?:版|{_EDGE}|$)|[(（]旧[)）]|[(（]\d+[)）]$"
)


def unused_sources(plan: Plan, files: Mapping[str, bytes], folder: str) -> Iterator[Problem]:
    """Notices of chapters that are not listed, of YAML files whose content has no place, and of files that are called nearly as one that
    is read. `files` are all of
    plan_source/, which messages call `folder`."""
    yield from _unlisted(plan, files, folder)
    yield from _shown_nowhere(plan, folder)
    yield from _misnamed(files, folder)


def _unlisted(plan: Plan, files: Mapping[str, bytes], folder: str) -> Iterator[Problem]:
    listed = {
        chapter.file.removeprefix(f"{folder}/"): part
        for part, chapters in _parts(plan)
        for chapter in chapters
    }
    for path in (each for each in files if each not in listed and _may_be_chapter(each)):
        is_copy = files[path] in map(files.get, listed)
        if files[path].strip() and not is_copy:
            yield _not_listed(path, listed, folder)


def _parts(plan: Plan) -> Iterator[tuple[str, Sequence[Chapter]]]:
    """The chapters by the list in plan.yaml where they stand, as messages name it."""
    yield "「前付」", plan.front
    place = "「章」"
    for chapter in plan.chapters:
        if chapter.opens:
            place = f"部「{chapter.opens.title}」の「章」"
        yield place, (chapter,)
    yield "「資料編」", plan.appendix


def _may_be_chapter(path: str) -> bool:
    """Whether a file is called like a chapter, and nothing in its path says that it is put aside."""
    return bool(_MARKDOWN.search(path)) and not any(map(_is_put_aside, path.split("/")))


def _is_put_aside(part: str) -> bool:
    return part.startswith(".") or bool(re.search(_PUT_ASIDE, _stem(part)))


def _not_listed(path: str, listed: Mapping[str, str], folder: str) -> Problem:
    right = re.sub(r"\.txt$", "", path, flags=re.IGNORECASE)
    renamed = "" if right == path else f"名前を {right} に直し、"
    return Problem(
        Location(f"{folder}/{path}"),
        Code.FILE_UNUSED,
        f"{path} は、plan.yaml に並んでいないので、どの文書にも載りません",
        f"{_alike(path, listed)}載せるときは、{renamed}{folder}/plan.yaml の{_place(right, listed)}書いてください。"
        f"載せないものなら、{folder} の外に移すと、この注意は出ません",
        warning=True,
    )


def _alike(path: str, listed: Iterable[str]) -> str:
    """A sentence on the chapter that is listed and has nearly the name of this one; empty where none has."""
    by_stem = {_stem(each): each for each in listed}
    near = nearest(_stem(path), by_stem, _ALIKE)
    return f"名前の近い {by_stem[near]} は並んでいます。" if near else ""


def _stem(path: str) -> str:
    return _MARKDOWN.sub("", posixpath.basename(path))


def _place(path: str, listed: Mapping[str, str]) -> str:
    """Where in plan.yaml the line of a chapter would stand, by its name: behind the one of its folder that comes before it."""
    home = posixpath.dirname(path)
    before = [each for each in listed if posixpath.dirname(each) == home and each < path]
    if not before:
        return f"「章」か「前付」「資料編」に、「- {path}」を"
    return f"{listed[max(before)]}で、「- {max(before)}」の次などに「- {path}」を"


def _shown_nowhere(plan: Plan, folder: str) -> Iterator[Problem]:
    """A glossary that stands in no document. Where nothing refers to its terms, nothing else tells."""
    if plan.glossary and not _shows_terms(plan):
        yield Problem(
            Location(f"{folder}/{GLOSSARY}"),
            Code.FILE_UNUSED,
            f"{GLOSSARY} の用語解説が、どの文書にも入っていません",
            "資料編などのファイルに「::: {.用語解説}」と「:::」を書くと、そこに入ります",
            warning=True,
        )


def _shows_terms(plan: Plan) -> bool:
    return _declares_terms(plan) or any(
        isinstance(block, ListingPlace) and block.listing is Listing.GLOSSARY
        for chapter in (*plan.appendix, *plan.every_chapter)
        for block in walk_blocks(chapter.blocks)
    )


def _declares_terms(plan: Plan) -> bool:
    if not plan.declared:
        return False
    from pipeline.model.declared import ShownTerms  # few plans have documents of their own

    return any(isinstance(piece, ShownTerms) for each in plan.declared for piece in each.pieces)


def _misnamed(files: Mapping[str, bytes], folder: str) -> Iterator[Problem]:
    for path in files:
        if (meant := _meant(path)) and meant not in files and not _named_in(files, path):
            yield Problem(
                Location(f"{folder}/{path}"),
                Code.FILE_UNUSED,
                f"{path} は、この名前では読まないので、どの文書にも使いません",
                f"もしかして: {meant}（{folder} のすぐ下に、この名前で置きます）",
                warning=True,
            )


def _meant(path: str) -> str:
    """The file that is read, where this one is called nearly so or lies in another folder; empty where it is none, or that itself."""
    name = posixpath.basename(path)
    if path in KNOWN_FILES or not re.search(r"\.(?:ya?ml|csv|xlsx)(?:\.txt)?$", name, re.IGNORECASE):
        return ""
    if name in KNOWN_FILES:
        return name
    plain = re.sub(r"\.yml(?:\.txt)?$|\.yaml\.txt$", ".yaml", name.casefold())
    return nearest(plain, KNOWN_FILES, _ALIKE) if "/" not in path else ""


def _named_in(files: Mapping[str, bytes], path: str) -> bool:
    """Whether a text names a file, as tables and charts name their data."""
    return any(path.encode() in data for name, data in files.items() if name.endswith((".md", ".yaml")))


def unused_templates(project: Project, documents: Collection[DocumentKind]) -> Iterator[Problem]:
    """Notices of templates that no document is made from."""
    strange = project.strange_templates()
    for file in strange:
        name, _, kind = file.rpartition(".")
        if name not in names_of(documents) and (kind == "docx" or f"{name}.docx" not in strange):
            near = did_you_mean(name, (each.name for each in documents if each.declared))
            yield Problem(
                Location(f"{project.templates_called}/{file}"),
                Code.TEMPLATE_UNUSED,
                f"{file} は、どの文書のテンプレートでもないので、使いません",
                (f"{near}。" if near else "")
                + f"文書にするときは、{project.source_called}/{DECLARATION} の「文書」に「名: {name}」を書いてください。"
                "写しや古いものなら、別のフォルダーに移すと、この注意は出ません",
                warning=True,
            )
