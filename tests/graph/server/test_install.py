"""The install: whole or not at all, and every refusal in a line of cause and a line of cure."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import ServerError
from graph.server import install
from graph.server.jars import jar_folder, verify
from graph.server.lockfile import LOCK_PATH, read_lock
from graph.server.repositories import central_mirror
from tests.graph.server.conftest import Repository

FLIPPED = 10


def one_line_each(error: ServerError) -> bool:
    return all(text and "\n" not in text for text in (error.cause, error.cure))


def flip_a_bit(path: Path, rng: random.Random) -> None:
    """Replace the file by one that differs in one bit; the original may be a hard link."""
    content = bytearray(path.read_bytes())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.unlink()
    path.write_bytes(content)


def test_lock_names_every_jar_once_and_no_address(jar_names: list[str]) -> None:
    assert len(jar_names) > 200
    assert len(set(jar_names)) == len(jar_names)
    assert "://" not in LOCK_PATH.read_text(encoding="utf-8")
    assert all(len(jar.sha256) == 64 for jar in read_lock().jars)


def test_fetches_from_the_users_mirror_then_asks_nothing_more(repository: Repository, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    folder = install(tmp_path / "new cache", lambda *told: seen.append(told))
    total = len(read_lock().jars)
    assert seen[0] == ("Fetching Neo4j", 0, total)
    assert seen[-1] == ("Fetching Neo4j", total, total)
    assert sorted(path.name for path in folder.iterdir()) == sorted(jar.filename for jar in read_lock().jars)
    repository.asked.clear()
    assert install(tmp_path / "new cache") == folder
    assert repository.asked == []


def test_a_jar_that_maven_has_is_not_fetched(repository: Repository, jars: Path, tmp_path: Path) -> None:
    jar = read_lock().jars[5]
    kept = Path.home() / ".m2" / "repository" / jar.repository_path
    kept.parent.mkdir(parents=True)
    kept.write_bytes((jars / jar.filename).read_bytes())
    install(tmp_path / "cache")
    assert jar.filename not in repository.asked


def test_damaged_jars_are_named_one_by_one(own_cache: Path, run_seed: int) -> None:
    rng = random.Random(run_seed)
    lock = read_lock()
    folder = jar_folder(own_cache, lock)
    for jar in rng.sample(lock.jars, FLIPPED):
        path = folder / jar.filename
        whole = path.read_bytes()
        flip_a_bit(path, rng)
        with pytest.raises(ServerError) as caught:
            install(own_cache)
        assert jar.filename in caught.value.cause
        assert f"expected {jar.sha256}" in caught.value.cause
        assert one_line_each(caught.value)
        path.unlink()
        path.write_bytes(whole)
    verify(folder, lock)


def test_a_missing_jar_is_named(own_cache: Path) -> None:
    jar = read_lock().jars[0]
    (jar_folder(own_cache, read_lock()) / jar.filename).unlink()
    with pytest.raises(ServerError, match=rf"{jar.filename} is missing"):
        install(own_cache)


@pytest.mark.parametrize("body", [b"<html>Please log in</html>", b"PK\x03\x04short"])
def test_something_else_than_the_jar_is_refused(repository: Repository, tmp_path: Path, body: bytes) -> None:
    jar = read_lock().jars[7]
    repository.tampered[jar.filename] = body
    with pytest.raises(ServerError) as caught:
        install(tmp_path / "cache")
    assert jar.filename in caught.value.cause
    assert jar.sha256 in caught.value.cause
    assert one_line_each(caught.value)
    assert not jar_folder(tmp_path / "cache", read_lock()).exists()


def test_a_mirror_that_lacks_a_jar(repository: Repository, tmp_path: Path) -> None:
    jar = read_lock().jars[7]
    repository.RequestHandlerClass = type("Lacking", (), {})  # every request fails from here on
    with pytest.raises(ServerError, match="Cannot fetch Neo4j from") as caught:
        install(tmp_path / "cache")
    assert one_line_each(caught.value), jar


def test_no_network(no_maven_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with pytest.raises(ServerError, match="Cannot fetch Neo4j from") as caught:
        install(tmp_path / "cache")
    assert "proxy" in caught.value.cure.lower()
    assert one_line_each(caught.value)
    assert not jar_folder(tmp_path / "cache", read_lock()).exists()


def test_no_space(repository: Repository, mount: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    cache = mount("small disk", "size=40m")
    monkeypatch.setattr("graph.server.jars.INSTALL_MIB", 0)  # a disk that fills up while we write
    with pytest.raises(ServerError, match="No space left on the disk") as caught:
        install(cache)
    assert str(cache) in caught.value.cause
    assert "SNIJVLAK_CACHE" in caught.value.cure
    assert one_line_each(caught.value)


def test_no_space_is_seen_before_anything_is_fetched(repository: Repository, mount: Callable[..., Path]) -> None:
    with pytest.raises(ServerError, match=r"No space left on the disk: .* MiB needed") as caught:
        install(mount("small disk", "size=40m"))
    assert one_line_each(caught.value)
    assert repository.asked == []


def test_no_inodes(repository: Repository, mount: Callable[..., Path]) -> None:
    with pytest.raises(ServerError, match="No space left on the disk"):
        install(mount("few files", "size=500m,nr_inodes=40"))


def test_read_only_folder(mount: Callable[..., Path]) -> None:
    cache = mount("read-only", "ro")
    with pytest.raises(ServerError, match="Cannot write") as caught:
        install(cache / "cache")
    assert "SNIJVLAK_CACHE" in caught.value.cure
    assert one_line_each(caught.value)


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("I am a file")
    with pytest.raises(ServerError, match="file is in the way") as caught:
        install(tmp_path / "cache")
    assert one_line_each(caught.value)


def test_a_killed_install_never_leaves_a_part_and_goes_on_where_it_was(
    repository: Repository, tmp_path: Path, run_seed: int
) -> None:
    rng = random.Random(run_seed)
    cache = tmp_path / "cache"
    code = "import sys; from pathlib import Path; from graph.server import install; install(Path(sys.argv[1]))"
    folder = jar_folder(cache, read_lock())
    for _ in range(5):
        already = len(repository.asked)
        process = subprocess.Popen([sys.executable, "-c", code, cache], cwd=Path(__file__).parents[3])
        enough = already + rng.randrange(1, 40)
        while len(repository.asked) < enough and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if folder.is_dir():
            verify(folder, read_lock())
    partial = folder.with_name(f"{folder.name}.partial")
    kept = {path.name for path in partial.glob("*.jar")} if partial.is_dir() else set()
    repository.asked.clear()
    verify(install(cache), read_lock())
    assert not kept & set(repository.asked), "what was whole is not fetched again"


@pytest.mark.parametrize(
    ("mirror_of", "stands"),
    [("central", True), ("*", True), ("external:*", True), ("x, central", True), ("x", False), ("*,!central", False)],
)
def test_maven_mirrors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mirror_of: str, stands: bool) -> None:
    monkeypatch.setenv("MIRROR", "mirror.test")
    path = tmp_path / "settings.xml"
    path.write_text(
        f"<settings><mirrors><mirror><mirrorOf>{mirror_of}</mirrorOf><url>https://${{env.MIRROR}}/m2</url></mirror>"
        "</mirrors></settings>"
    )
    assert central_mirror(path) == ("https://mirror.test/m2" if stands else None)
