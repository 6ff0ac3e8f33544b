"""Messages between the preview and its other processes: a line of JSON, and bytes behind it where there are some."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_LENGTH = "bytes"


def framed(message: Mapping[str, Any], data: bytes = b"") -> bytes:
    """A message as it is sent."""
    return json.dumps({**message, _LENGTH: len(data)}, ensure_ascii=False).encode() + b"\n" + data


def read_head(line: bytes) -> tuple[dict[str, Any], int]:
    """A message's line, and how many bytes are behind it."""
    head: dict[str, Any] = json.loads(line)
    return head, head.pop(_LENGTH)
