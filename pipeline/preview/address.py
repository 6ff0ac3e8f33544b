"""The preview's address: a port of this machine alone, and a token without which nothing answers.

The token stands in the path and in no cookie: cookies of 127.0.0.1 are sent to every port of it, also to another person's server.
What a browser is started with can be seen by others on the machine (`ps`), so that is a ticket which is good for once.
"""

from __future__ import annotations

import secrets
import socket
import sys
from hmac import compare_digest

from pipeline.frozen import dataclass
from pipeline.problems import Code, MachineError

HOST = "127.0.0.1"
_BYTES = 32
_BACKLOG = 64


@dataclass
class Address:
    """Where the preview is: `token` opens everything, `ticket` leads there once."""

    port: int
    token: str
    ticket: str = ""

    @property
    def url(self) -> str:
        """The address that its user may keep as long as the preview runs."""
        return f"{self.origin}/{self.token}/"

    @property
    def entrance(self) -> str:
        """The address that a browser is started with."""
        return f"{self.origin}/open/{self.ticket}"

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """What may stand in `Host`: a name of another site that leads here is none of these (DNS rebinding)."""
        return frozenset((f"{HOST}:{self.port}", f"localhost:{self.port}"))

    @property
    def origins(self) -> frozenset[str]:
        return frozenset(f"http://{host}" for host in self.hosts)

    def opens(self, word: str) -> bool:
        """Whether this is the token."""
        return compare_digest(word.encode(), self.token.encode())

    def admits(self, word: str) -> bool:
        """Whether this is the ticket; it is good no more then."""
        good = bool(self.ticket) and compare_digest(word.encode(), self.ticket.encode())
        if good:
            self.ticket = ""
        return good


def new_address(port: int) -> Address:
    """An address with a token that nobody can guess."""
    return Address(port, secrets.token_urlsafe(_BYTES), secrets.token_urlsafe(_BYTES))


def listen(port: int) -> socket.socket:
    """A socket that listens to this machine alone, at a free port or at the one that is wanted. Raises MachineError."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":  # there another program could share a port otherwise
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise MachineError(
            Code.PREVIEW_PORT,
            f"ポート{port}でプレビューを開けません（{error.strerror or error}）",
            "ほかのプログラムが使っています。別の番号にするか、番号を指定せずに開いてください",
        ) from error
    listening.setblocking(False)
    return listening
