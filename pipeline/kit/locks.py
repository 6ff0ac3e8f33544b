"""The lock files of what goes into a kit, as they hold for a Windows PC and the kit's own Python."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.frozen import dataclass

# The environment that a kit is for, by the names that markers have for it (PEP 508).
_WINDOWS: Mapping[str, str] = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_release": "10",
    "platform_system": "Windows",
    "platform_version": "10",
    "sys_platform": "win32",
}
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Locked:
    """A package of a lock: its name, its version, and the SHA-256 of each file that may be taken for it, in hexadecimal digits."""

    name: str
    version: str
    digests: tuple[str, ...]

    @property
    def line(self) -> str:
        """It as a lock has it, without a condition."""
        return " ".join([f"{self.name}=={self.version}", *(f"--hash=sha256:{each}" for each in self.digests)])


def read_lock(text: str, python: str) -> tuple[Locked, ...]:
    """The packages of a lock that a Windows PC with this Python (`3.13`) needs, in the lock's order. Conditions are those of another
    system than this one, which pip would ask."""
    environment = {**_WINDOWS, "python_version": python, "python_full_version": f"{python}.0"}
    return tuple(_locked(text.replace("\\\n", " "), environment))


def _locked(text: str, environment: Mapping[str, str]) -> Iterator[Locked]:
    from packaging.requirements import Requirement

    for line in text.splitlines():
        said, *_ = line.partition("--hash=")
        if not said.strip() or said.lstrip().startswith("#"):
            continue
        wanted = Requirement(said.strip())
        if wanted.marker is None or wanted.marker.evaluate(dict(environment)):
            (version,) = wanted.specifier
            yield Locked(wanted.name, version.version, tuple(_HASH.findall(line)))
