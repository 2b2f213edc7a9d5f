"""Cursors: where a page ended, opaque and sealed, so that only what we gave out is taken back and nobody reads what it holds.

In: the values of the order and the key of a node. Out: a short text; BadInput for one that we did not give out for this
very list. What a cursor holds would tell of what lies between: numbers of Neo4j, names that decide an order.
"""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from graph.errors import BadInput

VALUE, NULL = b"v", b"0"


class Cursors:
    """Makes and reads the cursors of one installation, with AES-SIV (RFC 5297): the same values make the same cursor."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESSIV(hashlib.sha256(b"cursors\0" + secret).digest())

    def write(self, listing: str, values: list[object]) -> str:
        """The cursor of one node in a list; `listing` names the field and its order."""
        nulls = b"".join(NULL if value is None else VALUE for value in values)
        sealed = self._cipher.encrypt(orjson.dumps(values), [listing.encode(), nulls])
        return urlsafe_b64encode(bytes([len(nulls)]) + nulls + sealed).decode().rstrip("=")

    def read(self, listing: str, cursor: str) -> list[object]:
        """The values of a cursor; BadInput when it was not made for this list."""
        try:
            nulls, sealed = _parts(cursor)
            values = orjson.loads(self._cipher.decrypt(sealed, [listing.encode(), nulls]))
        except (ValueError, NotBase64, InvalidTag) as error:
            raise BadInput(
                "The cursor was not given out for this list.",
                "Use endCursor or startCursor of a page of the same list.",
            ) from error
        assert isinstance(values, list)
        return values


def nulls_of(cursor: object) -> tuple[bool, ...] | None:
    """Which values of a cursor are null: how a page after it is asked for depends on that. None: it is no cursor of ours.

    Nothing is verified here; `Cursors.read` does that before a value is used.
    """
    try:
        assert isinstance(cursor, str)
        nulls, _ = _parts(cursor)
    except (ValueError, NotBase64, AssertionError):
        return None
    return tuple(nulls[place : place + 1] == NULL for place in range(len(nulls)))


def _parts(cursor: str) -> tuple[bytes, bytes]:
    """Which values are null, as letters, and the sealed values; ValueError where these are not there."""
    raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    length = raw[0] + 1 if raw else 0
    nulls, sealed = raw[1:length], raw[length:]
    if not nulls or not sealed or set(nulls) - set(NULL + VALUE):
        raise ValueError("no cursor of ours")
    return nulls, sealed
