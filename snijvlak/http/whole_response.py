"""A response in one piece: its head waits for its body.

In: what a protocol writes. Out: the same to the transport, in fewer pieces; `closing` is called once no more is to come.
"""

import asyncio
from collections.abc import Callable
from typing import Any


class InOnePiece:
    """A transport that keeps the head of a response until its body comes, or until the loop turns without one."""

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop, closing: Callable[[], None]) -> None:
        self._transport = transport
        self._loop = loop
        self._closing = closing
        self._head = b""

    def write(self, data: bytes) -> None:
        """Send it, after the head that was kept; or keep it, where it is a head itself. To who is gone nothing is sent."""
        if self._transport.is_closing():
            return
        if self._head:
            head, self._head = self._head, b""
            self._transport.writelines((head, data))
        elif data.startswith(b"HTTP/1."):
            self._head = data
            self._loop.call_soon(self._flush)
        else:
            self._transport.write(data)

    def close(self) -> None:
        """Close, with nothing kept back; the transport itself waits for ever until all of it was read."""
        self._flush()
        self._transport.close()
        self._closing()

    def _flush(self) -> None:
        head, self._head = self._head, b""
        if head and not self._transport.is_closing():
            self._transport.write(head)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
