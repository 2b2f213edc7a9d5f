"""The wheel: built from the checkout, installed where neither checkout nor Node is, it has everything."""

import os
import signal
import subprocess
import sys
import time
import venv
import zipfile
from contextlib import suppress
from pathlib import Path

import httpx
import psutil
import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("snijvlak", "schema", "loaders", "graph", "seed")

@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of a clean environment with the locked packages and the wheel."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [programs / "python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements" / "runtime.txt"], check=True)
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True)
    return programs


def run(folder: Path, *command: object) -> str:
    """Run it far from the checkout, with a PATH on which there is no Node."""
    words = [str(word) for word in command]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SNIJVLAK"))}
    environment["PATH"] = str(Path(words[0]).parent)
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_wheel_has_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    wanted = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    assert names == wanted
    assert "snijvlak/web/static/graphiql/graphiql.html" in names
    assert "graph/server/jars.lock.toml" in names
    assert "snijvlak/pages/templates/form.html" in names
    assert [name for name in names if name.startswith("seed/") and not name.endswith(".py")]


def test_wheel_brings_no_jar_and_no_node(wheel: Path, installed: Path, tmp_path: Path) -> None:
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith((".jar", ".node"))]
    listed = run(tmp_path, installed / "python", "-m", "pip", "list")
    assert "nodejs" not in listed
    assert "hatchling" not in listed


def test_installed_command_answers(installed: Path, tmp_path: Path) -> None:
    assert "serve" in run(tmp_path, installed / "snijvlak", "--help")


QUESTION = {"query": "{ betweenSilos(first: 1) { totalCount nodes { initiative { title } } } }"}


def test_installed_command_serves_seed_and_graphiql(
    installed: Path, tmp_path: Path, snijvlak_cache: Path, unused_tcp_port: int
) -> None:
    """The seed with its migrations, the API and GraphiQL, as a new user gets them; ctrl-c ends all of it."""
    environment = {
        "PATH": str(installed),
        "SNIJVLAK_HOME": str(tmp_path / "home"),
        "SNIJVLAK_CACHE": str(snijvlak_cache.absolute()),
        "SNIJVLAK_PORT": str(unused_tcp_port),
    }
    with subprocess.Popen([installed / "snijvlak", "serve"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as served:
        try:
            _until_ready(served, f"http://127.0.0.1:{unused_tcp_port}")
            answer = httpx.post(f"http://127.0.0.1:{unused_tcp_port}/graphql", json=QUESTION, timeout=60).json()
            page = httpx.get(f"http://127.0.0.1:{unused_tcp_port}/graphql", headers={"Accept": "text/html"}, follow_redirects=True)
            children = psutil.Process(served.pid).children(recursive=True)
        finally:
            served.send_signal(signal.SIGINT)
            served.wait(30)
    assert answer["data"]["betweenSilos"]["totalCount"] == 15
    assert page.status_code == 200
    assert page.url.path.endswith("/graphiql/graphiql.html")
    assert not psutil.wait_procs(children, timeout=10)[1], "a process was left behind"


def _until_ready(served: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        assert served.poll() is None, served.stdout and served.stdout.read().decode()
        with suppress(httpx.HTTPError):
            if httpx.get(f"{address}/readyz", timeout=5).status_code == 200:
                return
        time.sleep(0.5)
    raise AssertionError("not ready within 180 s")
