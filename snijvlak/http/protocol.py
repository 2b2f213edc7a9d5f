"""One connection of a caller: closed when he does not send, or does not read, in time, or sends too large a head.

uvicorn itself waits for ever for a caller who says nothing, or half of what he should, or does not read, and keeps all of it;
and it sends the head of a response before its body, so that a caller is woken twice. In: bytes. Out: as uvicorn's own, in one
piece. The parser is httptools, in C: h11 takes half a millisecond more for each request.
"""

import asyncio
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from snijvlak.http.connection_limits import ConnectionLimits
from snijvlak.http.gc_tuning import collect_step
from snijvlak.http.rate_limits import network_of
from snijvlak.http.whole_response import InOnePiece

HEADERS_S = 5.0
READ_S = 10.0  # so long a caller may read nothing of what waits for him
LOOK_S = 1.0
MOST_HEAD = 16 * 1024  # bytes: request line and headers
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
TOO_MANY = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


def connections(most_from_one: int) -> type["Connection"]:
    """The protocol of one server, which lets in so many from one address."""
    return type("Connection", (Connection,), {"crowd": ConnectionLimits(most_from_one)})


class Connection(HttpToolsProtocol):
    """uvicorn's protocol, with a deadline from the first byte of a request, and from connecting, to its last header.

    While an answer is under way, what comes after it waits: neither half of a next request nor a wrong one costs that answer.
    """

    crowd: ClassVar[ConnectionLimits] = ConnectionLimits(most_from_one=64)
    address = ""
    waits_since: float | None = None
    _deadline: asyncio.TimerHandle | None = None
    _look: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _unread = 0
    _last: bytes | None = None
    """What is to be said instead of a further answer, once the one under way is there."""

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request; or refuse where there is no place."""
        super().connection_made(InOnePiece(transport, self.loop, self._watch))  # type: ignore[arg-type]
        self.address, self.waits_since = network_of(self.client), self.loop.time()
        self._running: RequestResponseCycle | None = None
        if not self.crowd.enter(self):
            self.transport.write(TOO_MANY)
            return self._close()
        self._wait()
        return None

    def data_received(self, data: bytes) -> None:
        """Take what came; more bytes of a head give no more time, and not without end."""
        if self._last is not None or self.transport.is_closing():
            return
        super().data_received(data)
        if self._deadline is not None:
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD:
                self._say_last(TOO_LARGE)

    def send_400_response(self, msg: str) -> None:
        """Say that this is no HTTP; after the answer that is under way."""
        if self._is_answering:
            self._say_last(b"")
        else:
            super().send_400_response(msg)

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        if not self._is_answering:
            self.waits_since = self.loop.time()
        self._wait()

    def on_headers_complete(self) -> None:
        """The head is whole: what comes now is counted and timed by the application."""
        self._end_wait()
        super().on_headers_complete()
        if not self.pipeline:
            self._running = self.cycle

    def on_message_complete(self) -> None:
        """The caller has said all: now he waits for us."""
        super().on_message_complete()
        self.waits_since = None

    def on_response_complete(self) -> None:
        """The answer has gone out: whoever comes next waits a few milliseconds, every hundredth time."""
        following = self.pipeline[-1][0] if self.pipeline else None
        super().on_response_complete()
        self._running = following
        if following is None:
            self.waits_since = self.loop.time()
            if self._last is not None:
                self._say_last(self._last)
        collect_step(at_rest=len(self.tasks) <= 1)  # this one is among the tasks until it ends

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for any more; whoever answers is told, also where others were to be answered after it."""
        self._end_wait()
        self.crowd.leave(self)
        if self._look is not None:
            self._look.cancel()
            self._look = None
        if self._running is not None and not self._running.response_complete:
            self._running.disconnected = True
            self._running.message_event.set()
        super().connection_lost(exc)

    # -- who does not send ---------------------------------------------------------------------------------------

    @property
    def _is_answering(self) -> bool:
        return self._running is not None and not self._running.response_complete

    def _wait(self) -> None:
        if self._deadline is None:
            self._head_bytes = 0
            self._deadline = self.loop.call_later(HEADERS_S, self._late)

    def _end_wait(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _late(self) -> None:
        self._say_last(b"")

    def _say_last(self, text: bytes) -> None:
        """Say this and close: now, or once the answers that are under way are there."""
        self._end_wait()
        if self._is_answering:
            self._last = text
            return
        if text:
            self.transport.write(text)
        self._close()

    def _close(self) -> None:
        self._end_wait()
        self.transport.close()

    # -- who does not read ---------------------------------------------------------------------------------------

    @property
    def unread(self) -> int:
        """Bytes that the caller has yet to read."""
        return 0 if self.transport is None else int(self.transport.get_write_buffer_size())

    def drop(self) -> None:
        """End it now, whatever it waits for."""
        self.crowd.leave(self)
        self.transport.abort()

    def pause_writing(self) -> None:
        """More waits to be read than the transport likes to hold."""
        super().pause_writing()
        self._watch()

    def _watch(self) -> None:
        """Look from now on whether the caller reads; and make room where too much waits for others."""
        if self._look is None and self.unread:
            self._look_again()
        self.crowd.read_up()

    def _look_again(self) -> None:
        """End a connection of which nothing was read for long."""
        now, unread = self.loop.time(), self.unread
        if not unread:
            self._look, self._unread = None, 0
            return None
        if self._unread == 0 or unread < self._unread:
            self.waits_since = now
        self._unread = unread
        if self.waits_since is not None and now - self.waits_since > READ_S:
            return self.drop()
        self._look = self.loop.call_later(LOOK_S, self._look_again)
        return None
