"""A lock on a file, held by the operating system: it ends with its holder, also after kill -9.

In: the path of the lock file. Out: a FileLock, or word of who holds it. What the file says (pid,
start time, command) is only for telling people: a number in a file is never proof that a process
holds anything, so a stale one is simply overwritten.
"""

import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from graph.errors import ServerError

POLL_S = 0.05
STOPPING_S = 20.0


@dataclass(frozen=True)
class Holder:
    """Who wrote the lock file, and whether that very process still runs."""

    pid: int
    started: float
    command: str

    @property
    def alive(self) -> bool:
        """True when this pid is still the same process: same start time and same command."""
        try:
            process = psutil.Process(self.pid)
            return abs(process.create_time() - self.started) < 1 and _command(process) == self.command
        except psutil.Error:
            return False

    def __str__(self) -> str:
        return f"pid {self.pid} ({self.command[:80]})"


class FileLock:
    """An exclusive lock on `path`, which guards its folder; `setting` moves that folder elsewhere.

    A holder that lives is named at once, or after `wait_s`; one that has died leaves what it
    started a moment to stop.
    """

    def __init__(self, path: Path, setting: str, wait_s: float = 0.0) -> None:
        self.path = path
        self.setting = setting
        self.wait_s = wait_s
        self._fd: int | None = None

    @property
    def fd(self) -> int:
        """The open file; a child that inherits it keeps the lock until it ends too (POSIX)."""
        assert self._fd is not None, "the lock is not held"
        return self._fd

    def acquire(self) -> None:
        """Take the lock; raises OSError when the file cannot be made, ServerError when another has it."""
        fd = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + self.wait_s
        while not _try_lock(fd):
            if time.monotonic() >= deadline + self._patience_s():
                os.close(fd)
                raise self._held()
            time.sleep(POLL_S)
        self._fd = fd
        _write_holder(fd)

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _patience_s(self) -> float:
        holder = read_holder(self.path)
        return 0.0 if holder and holder.alive else STOPPING_S

    def _held(self) -> ServerError:
        holder = read_holder(self.path)
        who = str(holder) if holder and holder.alive else "a Neo4j that outlived the program that started it"
        return ServerError(
            f"{self.path.parent} is in use by {who}",
            f"Stop that process first, or set {self.setting} to another folder.",
        )


def read_holder(path: Path) -> Holder | None:
    """Who last wrote the lock file; None when it is missing, empty or not ours."""
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        return Holder(int(row["pid"]), float(row["started"]), str(row["command"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_holder(fd: int) -> None:
    process = psutil.Process()
    row = {"pid": process.pid, "started": process.create_time(), "command": _command(process)}
    os.ftruncate(fd, 0)
    os.lseek(fd, 0, os.SEEK_SET)
    os.write(fd, json.dumps(row).encode())


def _command(process: psutil.Process) -> str:
    return " ".join(process.cmdline())


if sys.platform == "win32":
    import msvcrt

    def _try_lock(fd: int) -> bool:
        """Lock one byte far behind the text, which stays readable for others."""
        try:
            os.lseek(fd, 1 << 20, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
