"""A backend (PEP 517) that builds nothing: a package's name and version are read from its PKG-INFO, which pip compares with the lock."""

from __future__ import annotations

from email import message_from_bytes
from pathlib import Path


class _NoBuild:
    def get_requires_for_build_wheel(self, config_settings: object = None) -> list[str]:
        return []

    def prepare_metadata_for_build_wheel(
        self, metadata_directory: str, config_settings: object = None
    ) -> str:
        """Put the package's own PKG-INFO into `metadata_directory`, as the METADATA that pip asks for."""
        data = Path("PKG-INFO").read_bytes()  # pip starts a backend in the package's folder
        said = message_from_bytes(data)
        name = f"{said['Name'].replace('-', '_')}-{said['Version']}.dist-info"
        Path(metadata_directory, name).mkdir()
        Path(metadata_directory, name, "METADATA").write_bytes(data)
        return name


# What pip asks for where a package names no backend.
__legacy__ = _NoBuild()
