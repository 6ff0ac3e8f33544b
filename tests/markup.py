"""Word's markup as tests look at it."""

from __future__ import annotations

from typing import TypeVar

_Found = TypeVar("_Found")


def there(found: _Found | None) -> _Found:
    """What a test's document certainly has."""
    assert found is not None
    return found
