"""Which value of a YAML file a printed text is, or of which it is made."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.passages.files import Yaml, tight
from pipeline.passages.model import Kind, Origin
from pipeline.source.yaml_positions import Path

# The key under which a mapping says what is printed as such.
_KEYS = {
    Kind.HEADING: ("題", "小見出し", "見出し"),
    Kind.TERM: ("語",),
    Kind.MEANING: ("説明",),
    Kind.BOX_TITLE: ("題",),
}


def value_of(yaml: Yaml, path: Path, text: str, kind: Kind = Kind.PARAGRAPH) -> Origin | None:
    """The place of the value at a path, or below it, that a text is; of the list or mapping at the path, where the text is
    made of several of its values; None where it has nothing of any."""
    value = yaml.value(path)
    if isinstance(value, str):
        return yaml.origin(path)
    if isinstance(value, dict):
        for key in _KEYS.get(kind, ()):
            if isinstance(value.get(key), str):
                return yaml.origin((*path, key))
    plain = tight(text)
    known = yaml.tight_below(path)
    if equal := _highest([at for at, each in known if each == plain]):
        return yaml.origin(equal[0] if len(equal) == 1 else path)
    inside = [(at, each) for at, each in known if each and each in plain]
    if not inside:
        return None
    at, longest = max(inside, key=lambda each: len(each[1]))
    same = [other for other, each in inside if each == longest]
    rest = plain.replace(longest, "", 1)
    others = any(each in rest for other, each in inside if other != at and len(each) > 1)
    return yaml.origin(path if others or len(same) > 1 else at)


def alone(yaml: Yaml, text: str) -> Origin | None:
    """The only value of a file that a text is."""
    found = yaml.tight.get(tight(text), ())
    return yaml.origin(found[0]) if len(found) == 1 else None


def holds(yaml: Yaml, text: str) -> bool:
    """Whether a text is a value of a file, or stands with others in one."""
    return tight(text) in yaml.all_tight


def title_in(yaml: Yaml, text: str) -> Origin | None:
    """The only title of a file that stands in a heading's words, the longest of them."""
    plain = tight(text)
    titles = [
        (len(each), path)
        for each, paths in yaml.tight.items()
        if each and each in plain
        for path in paths
        if path[-1] in _KEYS[Kind.HEADING]
    ]
    longest = [path for length, path in titles if length == max(titles)[0]]
    return yaml.origin(longest[0]) if len(longest) == 1 else None


def _highest(paths: Sequence[Path]) -> Sequence[Path]:
    """Of some paths those that lead least deep."""
    least = min(map(len, paths), default=0)
    return [path for path in paths if len(path) == least]
