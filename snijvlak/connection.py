"""One connection of a caller: closed when the head of a request is not complete in time, or grows too large.

uvicorn itself waits for ever for a caller who says nothing, or half of what he should, and keeps all of it; and it sends the
head of a response before its body, so that a caller is woken twice. In: bytes. Out: as uvicorn's own, in one piece. The parser
is httptools, in C: h11 takes half a millisecond more for each request.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from snijvlak.garbage import tidy_up

HEADERS_S = 5.0
MOST_HEAD = 16 * 1024  # bytes: request line and headers
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class InOnePiece:
    """A transport that keeps the head of a response until its body comes, or until the loop turns without one."""

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._head = b""

    def write(self, data: bytes) -> None:
        """Send it, after the head that was kept; or keep it, where it is a head itself."""
        if self._head:
            head, self._head = self._head, b""
            self._transport.writelines((head, data))
        elif data.startswith(b"HTTP/1."):
            self._head = data
            self._loop.call_soon(self._flush)
        else:
            self._transport.write(data)

    def close(self) -> None:
        """Close, with nothing kept back."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        head, self._head = self._head, b""
        if head:
            self._transport.write(head)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class Connection(HttpToolsProtocol):
    """uvicorn's protocol, with a deadline from the first byte of a request, and from connecting, to its last header."""

    _deadline: asyncio.TimerHandle | None = None
    _head_bytes = 0

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        super().connection_made(InOnePiece(transport, self.loop))  # type: ignore[arg-type]
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; more bytes of a head give no more time, and not without end."""
        super().data_received(data)
        if self._deadline is not None:
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD:
                self.transport.write(TOO_LARGE)
                self._close()

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        """The head is whole: what comes now is counted and timed by the application."""
        self._end_wait()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """The answer has gone out: whoever comes next waits a few milliseconds, every hundredth time."""
        super().on_response_complete()
        tidy_up(at_rest=len(self.tasks) <= 1)  # this one is among the tasks until it ends

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for any more."""
        self._end_wait()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._deadline is None:
            self._head_bytes = 0
            self._deadline = self.loop.call_later(HEADERS_S, self._close)

    def _end_wait(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _close(self) -> None:
        self._end_wait()
        self.transport.close()
