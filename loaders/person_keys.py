"""Keys of people whom a source gives no identifier, or one that holds their name: nobody learns a name from a key.

In: a secret of the installation, and what tells the person apart in the source. Out: a key: HMAC-SHA-256, cut to 128 bits, so that
the same person keeps it in every load of this installation, and nobody without the secret can try names.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterable
from functools import cached_property

from graph.folding import folded

DIGITS = 32  # hexadecimal
SHORTEST = 4  # letters of a part of a name that is looked for in an identifier
# Numbers and identifiers made by machines hold no name, whatever letters follow each other in them.
_MADE_BY_MACHINES = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,}|\d+", re.IGNORECASE)


class PersonKeys:
    """Makes keys with one secret, which is asked for only when a key is made."""

    def __init__(self, secret: Callable[[], bytes]) -> None:
        self._read = secret

    @classmethod
    def of_process(cls) -> "PersonKeys":
        """With a secret that nobody keeps: keys hold until the process ends."""
        made = secrets.token_bytes(32)
        return cls(lambda: made)

    @cached_property
    def _secret(self) -> bytes:
        return self._read()

    def key(self, *parts: str) -> str:
        """The key of whom these texts tell apart, in this order."""
        message = "\0".join(parts).encode()
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()[:DIGITS]

    def without_name(self, identifier: str, names: Iterable[str]) -> str:
        """The identifier as it is, or a key in its place where it is an e-mail address or holds a part of one of the names."""
        return self.key(identifier) if "@" in identifier or holds_name(identifier, names) else identifier


def holds_name(identifier: str, names: Iterable[str]) -> bool:
    """Whether somebody could read a part of a name in an identifier."""
    if _MADE_BY_MACHINES.fullmatch(identifier):
        return False
    plain = "".join(each for each in folded(identifier) if each.isalnum())
    parts = {"".join(each for each in part if each.isalnum()) for name in names for part in re.split(r"[\s\-]+", folded(name))}
    return any(len(part) >= SHORTEST and part in plain for part in parts)
