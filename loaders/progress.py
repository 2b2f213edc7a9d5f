"""Shows how far a load is: a bar with rows a second and the time left on a terminal, plain lines now and then in a log.

In: the steps of a load, how much each has to do, and how much of it is done. Out: text on standard error, and how long
each step took.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

from rich.progress import Progress as Bars
from rich.progress import TextColumn, TimeRemainingColumn

from graph.progress import bars

LINE_S = 10.0


@dataclass
class Progress:
    """`stream`: where it is shown, None: nowhere. `seconds` by step is for the report."""

    stream: TextIO | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    _bars: Bars | None = None
    _step: str = ""
    _total: int | None = None
    _begun: float = 0.0
    _last: float = 0.0

    @classmethod
    def on_stderr(cls) -> "Progress":
        """Shown on standard error."""
        return cls(sys.stderr)

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[None]:
        """One step of the load, of so many rows if that is known."""
        self._step, self._total, self._begun = name, total, time.monotonic()
        self._last = self._begun
        if self.stream and self.stream.isatty():
            self._bars = bars(self.stream, TextColumn("{task.fields[rate]}"), TimeRemainingColumn(), transient=True)
            self._bars.add_task(name, total=total, rate="")
            self._bars.start()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.monotonic() - self._begun
            if self._bars:
                self._bars.stop()
                self._bars = None

    def show(self, text: str) -> None:
        """One sentence about what comes."""
        if self.stream:
            self.stream.write(f"{text}\n")
            self.stream.flush()

    def at(self, done: int) -> None:
        """So many rows of this step are done."""
        if self.stream is None:
            return
        now = time.monotonic()
        rate = done / (now - self._begun) if now > self._begun else 0.0
        if self._bars:
            self._bars.update(self._bars.task_ids[0], completed=done, rate=f"{rate:,.0f} rows/s")
        elif now - self._last >= LINE_S:
            self._last = now
            self.show(self._line(done, rate))

    def _line(self, done: int, rate: float) -> str:
        if not self._total:
            return f"{self._step}: {done:,} rows, {rate:,.0f} rows/s"
        left = _duration((self._total - done) / rate if rate else 0.0)
        return f"{self._step}: {done:,} of {self._total:,} rows, {rate:,.0f} rows/s, {left} left"

    @property
    def slowest(self) -> tuple[str, float] | None:
        """The step that took longest, in seconds."""
        return max(self.seconds.items(), key=lambda each: each[1], default=None)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
