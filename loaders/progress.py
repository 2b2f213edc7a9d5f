"""Tells how far a load is: a bar with rows a second and the time left on a terminal, plain lines now and then in a log.

In: the steps of a load, how much each has to do, and how much of it is done. Out: text on standard error, and how long
each step took.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

WIDTH = 24
BAR_S, LINE_S = 0.1, 10.0


@dataclass
class Progress:
    """`shown`: where to tell it, None: nowhere. `seconds` by step is for the report."""

    shown: TextIO | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    _step: str = ""
    _total: int | None = None
    _begun: float = 0.0
    _last: float = 0.0

    @classmethod
    def on_stderr(cls) -> "Progress":
        """Told on standard error."""
        return cls(sys.stderr)

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[None]:
        """One step of the load, of so many rows if that is known."""
        self._step, self._total, self._begun = name, total, time.monotonic()
        self._last = self._begun
        try:
            yield
        finally:
            taken = time.monotonic() - self._begun
            self.seconds[name] = self.seconds.get(name, 0.0) + taken
            if self.shown and self.shown.isatty():
                self.shown.write("\r\x1b[K")
                self.shown.flush()

    def show(self, text: str) -> None:
        """One sentence about what comes."""
        if self.shown:
            self.shown.write(f"{text}\n")
            self.shown.flush()

    def at(self, done: int) -> None:
        """So many rows of this step are done."""
        if self.shown is None:
            return
        now = time.monotonic()
        if now - self._last < (BAR_S if self.shown.isatty() else LINE_S):
            return
        self._last = now
        self.shown.write(self._line(done, now - self._begun))
        self.shown.flush()

    def _line(self, done: int, seconds: float) -> str:
        rate = done / seconds if seconds else 0.0
        told = f"{self._step}: {done:,} rows, {rate:,.0f} rows/s"
        bar = ""
        if self._total:
            share = min(1.0, done / self._total)
            left = (self._total - done) / rate if rate else 0.0
            told = f"{self._step}: {done:,} of {self._total:,} rows, {rate:,.0f} rows/s, {_duration(left)} left"
            bar = f"[{'#' * round(WIDTH * share):<{WIDTH}}] "
        assert self.shown is not None
        return f"\r\x1b[K{bar}{told}" if self.shown.isatty() else f"{told}\n"

    @property
    def slowest(self) -> tuple[str, float] | None:
        """The step that took longest, in seconds."""
        return max(self.seconds.items(), key=lambda each: each[1], default=None)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
