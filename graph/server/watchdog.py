"""A process between us and Neo4j, so that Neo4j never outlives us; run by path, standard library only.

In: `watchdog.py LOG LOCK_FD COMMAND…`, and a pipe on standard input that nobody writes to.
Out: the pid of the command on standard output; the end of the command as soon as the pipe ends.

Why so: the pipe ends however the parent ends, also by kill -9, and on every system. Linux's
"signal me when my parent dies" alone is not portable, and fires when the parent's *thread* that
started the child ends. It is used here only for the second step: should the watchdog itself be
killed, Linux ends Neo4j with it; elsewhere the lock, which Neo4j inherits, tells the next start.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

POLL_S = 0.2
STOP_S = 10.0
PR_SET_PDEATHSIG = 1


def watch(log: str, lock_fd: int, command: list[str]) -> int:
    """Run the command until it ends or our parent does, then give it STOP_S seconds; its exit code."""
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    child = _spawn(log, lock_fd, command)
    with contextlib.suppress(OSError):
        os.write(1, f"{child.pid}\n".encode())
    threading.Thread(target=_wait_for_end_of_input, args=(over,), daemon=True).start()
    parent = os.getppid()
    while child.poll() is None:
        if over.wait(POLL_S) or os.getppid() != parent:
            _stop(child)
    return child.returncode


def _spawn(log: str, lock_fd: int, command: list[str]) -> "subprocess.Popen[bytes]":
    kept = (lock_fd,) if lock_fd >= 0 and os.name == "posix" else ()
    with open(log, "wb") as out:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            pass_fds=kept,
            preexec_fn=_die_with_parent(),
        )


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux: have the kernel end the child when this process, which has one thread, ends."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait_for_end_of_input(over: threading.Event) -> None:
    while os.read(0, 1):
        pass
    over.set()


def _stop(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(STOP_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


if __name__ == "__main__":
    sys.exit(watch(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))
