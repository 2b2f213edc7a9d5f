"""Two outside boundaries made real: a Maven repository on this machine, and disks that are full or read-only."""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph.server import install
from graph.server.lockfile import read_lock


@pytest.fixture(scope="session")
def jars(snijvlak_cache: Path) -> Path:
    """The shared folder of whole jars; never to be written."""
    return install(snijvlak_cache)


@pytest.fixture
def own_cache(jars: Path, tmp_path: Path) -> Path:
    """A cache of one's own with a whole install: hard links, so it costs no space. Replace, never edit in place."""
    cache = tmp_path / "cache é"
    shutil.copytree(jars, cache / jars.name, copy_function=link_or_copy)
    for archive in jars.parent.glob(f"{jars.name}-java-*.aot"):
        link_or_copy(str(archive), str(cache / archive.name))
    return cache


def link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copy2(source, target)


class Repository(ThreadingHTTPServer):
    """A Maven repository that serves the real jars; `tampered` names files to give something else for."""

    tampered: dict[str, bytes]
    asked: list[str]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that are killed in the middle are part of the tests."""


class Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Repository)
        name = self.path.rsplit("/", 1)[1]
        self.server.asked.append(name)
        path = Path(self.directory) / name
        body = self.server.tampered.get(name) or (path.read_bytes() if path.is_file() else None)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def no_maven_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home without Maven settings and without downloaded jars."""
    home = tmp_path / "user"
    (home / ".m2").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("M2_REPO", str(home / ".m2" / "repository"))
    monkeypatch.setenv("JGO_CONFIG_FILE", str(home / "none.conf"))
    return home


@pytest.fixture
def repository(jars: Path, no_maven_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """A mirror of central on this machine, set where a user sets one."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Repository(("127.0.0.1", 0), partial(Handler, directory=str(jars)))
    server.tampered, server.asked = {}, []
    (no_maven_folder / ".m2" / "settings.xml").write_text(
        '<settings xmlns="urn:maven"><mirrors><mirror><id>m</id><mirrorOf>external:*</mirrorOf>'
        f"<url>http://127.0.0.1:{server.server_port}/</url></mirror></mirrors></settings>"
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Mount a small disk, full or read-only as its options say; skips loudly where that is not allowed."""
    mounted: list[Path] = []

    def mount_tmpfs(name: str, options: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False
        )
        if done.returncode != 0:
            pytest.skip(f"NOT TESTED: a disk that is full or read-only, since mounting one needs root ({name})")
        mounted.append(folder)
        return folder

    if shutil.which("mount") is None:
        pytest.skip("NOT TESTED: a disk that is full or read-only, since this system has no mount")
    yield mount_tmpfs
    for folder in mounted:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture(scope="session")
def jar_names() -> list[str]:
    return [jar.filename for jar in read_lock().jars]
