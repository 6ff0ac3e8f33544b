"""Who signed the programs that go into a kit. That real ones are taken, and damaged ones not, is tested with the kit's own."""

from __future__ import annotations

import sys

import pytest

from pipeline.kit.signatures import check_signatures, signer
from pipeline.problems import Code, MachineError
from tests.kit.shim import shim


@pytest.mark.parametrize("program", [shim(), b"MZ", b"", b"no program"])
def test_what_nobody_signed_is_refused(program: bytes) -> None:
    assert signer(program) == ""
    with pytest.raises(MachineError) as raised:
        check_signatures({"python.exe": program, "LICENSE.txt": b""})
    assert raised.value.code == Code.KIT_SIGNATURE
    assert "python.exe" in raised.value.message


def test_a_build_without_programs_is_refused() -> None:
    with pytest.raises(MachineError) as raised:
        check_signatures({"LICENSE.txt": b""})
    assert raised.value.code == Code.KIT_SIGNATURE


def test_without_what_sees_signatures_no_kit_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra: it is said how to install it."""
    monkeypatch.setitem(sys.modules, "lief", None)
    with pytest.raises(MachineError) as raised:
        check_signatures({"python.exe": b"MZ"})
    assert raised.value.code == Code.KIT_TOOL
    assert "keikaku[kit]" in raised.value.hint
