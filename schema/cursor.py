"""Cursors: where a page ended, opaque and signed, so that only what we gave out is taken back.

In: the values of the order and the key of a node. Out: a short text; BadInput for one that we did not give out for this
very list.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

import orjson

from graph.errors import BadInput

_SIGNATURE = 10  # bytes; a cursor gives no access, it only must not be made up
# Lists of which a cursor must not be read: its numbers would tell how much lies between that the caller may not see.
SEALED = frozenset({"changes"})


class Cursors:
    """Makes and reads the cursors of one installation."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def write(self, listing: str, values: list[object]) -> str:
        """The cursor of one node in a list; `listing` names the field and its order."""
        body = orjson.dumps(values)
        signature = self._sign(listing, body)
        told = self._covered(signature, body) if listing in SEALED else body
        return urlsafe_b64encode(signature + told).decode().rstrip("=")

    def read(self, listing: str, cursor: str) -> list[object]:
        """The values of a cursor; BadInput when it was not made for this list."""
        try:
            raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            body = raw[_SIGNATURE:]
            if listing in SEALED:
                body = self._covered(raw[:_SIGNATURE], body)
            if not hmac.compare_digest(self._sign(listing, body), raw[:_SIGNATURE]):
                raise ValueError("not signed by us")
            values = orjson.loads(body)
        except (ValueError, NotBase64) as error:
            raise BadInput(
                "The cursor was not given out for this list.",
                "Use endCursor or startCursor of a page of the same list.",
            ) from error
        assert isinstance(values, list)
        return values

    def _covered(self, signature: bytes, body: bytes) -> bytes:
        """The values made unreadable, or readable again; the signature, of the values themselves, differs for each."""
        stream = hashlib.shake_256(self._secret + b"\0seal\0" + signature).digest(len(body))
        return bytes(one ^ other for one, other in zip(body, stream, strict=True))

    def _sign(self, listing: str, body: bytes) -> bytes:
        return hmac.new(self._secret, listing.encode() + b"\0" + body, hashlib.sha256).digest()[:_SIGNATURE]


def nulls_of(cursor: object) -> tuple[bool, ...] | None:
    """Which values of a cursor are null: how a page after it is asked for depends on that. None: it is no cursor of ours.

    Nothing is verified here; `Cursors.read` does that before a value is used.
    """
    try:
        assert isinstance(cursor, str)
        values = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))[_SIGNATURE:])
    except (ValueError, NotBase64, AssertionError):
        return None
    return tuple(value is None for value in values) if isinstance(values, list) else None
