"""The running Neo4j: start it, know when it answers, stop it.

In: ServerSettings. Out: its data folder, held, and a RunningServer in it with address and password; or a ServerError
with the cause taken from Neo4j's own log. Neo4j runs under a watchdog (see there) and ends when this process does.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import neo4j
import psutil
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import ServerError
from graph.server import watchdog
from graph.server.config import DATABASE, USER, is_initialised, make_folders, password, write_config
from graph.server.failure import why_it_ended
from graph.server.faults import require_space
from graph.server.java import UMASK, bundled_java, environment, java_version, run_admin, server_command
from graph.server.leftovers import sweep
from graph.server.lock import FileLock
from graph.server.port import HOST, choose_port
from graph.server.settings import HOME_MIB, HOME_SETTING, ServerSettings

POLL_S = 0.03
STOP_S = watchdog.STOP_S + 5


@dataclass(frozen=True)
class DataFolderLock:
    """A data folder that is ours alone until it is released, and the jars and the options of Java to start Neo4j with."""

    settings: ServerSettings
    jars: Path
    options: Sequence[str]
    lock: FileLock

    def release(self) -> None:
        """Give it back; harmless when that was done already."""
        self.lock.release()


@dataclass
class RunningServer:
    """A Neo4j that answers. Stop it with `stop()`, or use it as an async context manager."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str
    pid: int
    _guard: "subprocess.Popen[bytes]" = field(repr=False)
    _held: DataFolderLock = field(repr=False)

    async def stop(self) -> None:
        """Stop Neo4j and give the data folder back; harmless when it is already stopped."""
        await asyncio.to_thread(end_guard, self._guard)
        self._held.release()

    async def finish(self, limit_s: float) -> None:
        """Let Neo4j end by itself, which takes long when it has an archive to write; then stop it."""
        psutil.Process(self.pid).terminate()
        with suppress(subprocess.TimeoutExpired):
            await asyncio.to_thread(self._guard.wait, limit_s)
        await self.stop()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()


async def hold(settings: ServerSettings, jars: Path, options: Sequence[str] = ()) -> DataFolderLock:
    """Take the data folder, made where it is missing, and sweep it of what was left there; raises ServerError."""
    java_version(bundled_java())
    make_folders(settings)
    require_space(settings.home, HOME_MIB, HOME_SETTING)
    lock = FileLock(settings.lock_path, HOME_SETTING)
    await asyncio.to_thread(lock.acquire)
    held = DataFolderLock(settings, jars, options, lock)
    try:
        sweep(settings)
    except BaseException:
        held.release()
        raise
    return held


async def run(held: DataFolderLock) -> RunningServer:
    """Start Neo4j and wait until it answers a query; its folder stays held when that fails."""
    settings, jars, java = held.settings, held.jars, bundled_java()
    secret = password(settings)
    port = choose_port(settings)
    write_config(settings, port)
    if not is_initialised(settings):
        said = ("dbms", "set-initial-password", f"@{settings.password_path}")  # a file: others see arguments
        await asyncio.to_thread(run_admin, java, jars, settings, *said)
    guard = spawn_guarded(server_command(java, jars, settings, *held.options), jars, settings, held.lock.fd)
    try:
        pid = await asyncio.to_thread(_read_pid, guard)
        uri = f"bolt://{HOST}:{port}"
        await _until_ready(uri, secret, port, guard, settings)
    except BaseException:
        await asyncio.to_thread(end_guard, guard)
        raise
    return RunningServer(uri, USER, secret, DATABASE, pid, guard, held)


async def between_runs(server: RunningServer, work: Callable[[DataFolderLock], Awaitable[None]]) -> None:
    """Stop Neo4j, have something done to its files while they are held, and start it again."""
    await asyncio.to_thread(end_guard, server._guard)
    await work(server._held)
    again = await run(server._held)
    server.uri, server.pid, server._guard = again.uri, again.pid, again._guard


def spawn_guarded(
    command: list[str], folder: Path, settings: ServerSettings, lock_fd: int = -1, more: Mapping[str, str] | None = None
) -> "subprocess.Popen[bytes]":
    """Run the command in `folder` under a watchdog, in a session of its own: ctrl-c is ours to pass on.

    `more`: variables beside those of a plain environment.
    """
    guard = [sys.executable, "-I", "-S", watchdog.__file__, str(settings.console_log), str(lock_fd)]
    posix = os.name == "posix"
    return subprocess.Popen(
        [*guard, *command],
        cwd=folder,
        env=environment() | dict(more or {}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=(lock_fd,) if posix and lock_fd >= 0 else (),
        start_new_session=posix,
        creationflags=0 if posix else getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        umask=UMASK,
    )


def end_guard(guard: "subprocess.Popen[bytes]") -> None:
    """Close the watchdog's pipe, which makes it stop its child, and wait for both."""
    for pipe in (guard.stdin, guard.stdout):
        if pipe is not None:
            pipe.close()
    try:
        guard.wait(STOP_S)
    except subprocess.TimeoutExpired:
        guard.kill()
        guard.wait()


def _read_pid(guard: "subprocess.Popen[bytes]") -> int:
    assert guard.stdout is not None
    line = guard.stdout.readline()
    if not line:
        raise ServerError("Neo4j's watchdog ended at once", f"See that {sys.executable} runs, then try again.")
    return int(line)


async def _until_ready(
    uri: str, secret: str, port: int, guard: "subprocess.Popen[bytes]", settings: ServerSettings
) -> None:
    """Wait for an open port, then for an answer: an open port alone is no proof."""
    deadline = time.monotonic() + settings.start_timeout_s
    while not await _port_open(port):
        if guard.poll() is not None:
            raise why_it_ended(settings, port)
        if time.monotonic() > deadline:
            raise _too_slow(settings)
        await asyncio.sleep(POLL_S)
    async with neo4j.AsyncGraphDatabase.driver(uri, auth=(USER, secret)) as driver:
        while not await _answers(driver, settings):
            if guard.poll() is not None:
                raise why_it_ended(settings, port)
            if time.monotonic() > deadline:
                raise _too_slow(settings)
            await asyncio.sleep(POLL_S)


async def _port_open(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(HOST, port)
    except OSError:
        return False
    writer.close()
    return True


async def _answers(driver: neo4j.AsyncDriver, settings: ServerSettings) -> bool:
    try:
        async with asyncio.timeout(settings.start_timeout_s):
            await driver.execute_query("RETURN 1", database_=DATABASE)
    except neo4j.exceptions.AuthError as error:
        raise ServerError(
            f"Neo4j refuses the password in {settings.password_path}",
            f"Put back the password file that belongs to {settings.data}.",
        ) from error
    except (DriverError, Neo4jError, TimeoutError):
        return False
    return True


def _too_slow(settings: ServerSettings) -> ServerError:
    return ServerError(
        f"Neo4j did not answer within {settings.start_timeout_s:.0f} seconds",
        f"See {settings.folder / 'logs' / 'neo4j.log'}; on a busy machine, try again.",
    )
