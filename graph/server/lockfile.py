"""The jar lock: which jars make up Neo4j, each with the sha256 it must have.

In: `jars.lock.toml` beside this file (jgo's lock format: coordinates and hashes, no addresses).
Out: a `JarLock` to install from. `python -m graph.server.lockfile` makes the file anew from the
version named in NEO4J below; that is for maintainers and needs the network.
"""

import hashlib
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

NEO4J = "2026.08.1"
LOCK_PATH = Path(__file__).with_name("jars.lock.toml")
HEADER = """\
# Every jar of Neo4j Community, with the sha256 it must have. No addresses: those are the installer's.
# Made by: python -m graph.server.lockfile
"""


@dataclass(frozen=True)
class Jar:
    """One jar: its Maven coordinate and the hash of its bytes."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def filename(self) -> str:
        """The name of the file in the jar folder; the same as in a Maven repository."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{suffix}.jar"

    @property
    def repository_path(self) -> str:
        """Where a Maven repository keeps it, with forward slashes."""
        return f"{self.group.replace('.', '/')}/{self.artifact}/{self.version}/{self.filename}"


@dataclass(frozen=True)
class JarLock:
    """All jars of one Neo4j, and a digest that changes with any of them."""

    jars: tuple[Jar, ...]
    digest: str


def read_lock(path: Path = LOCK_PATH) -> JarLock:
    """The committed lock; tomllib rather than jgo, so that a start need not import jgo."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    jars = tuple(
        Jar(row["groupId"], row["artifactId"], row["version"], row.get("classifier", ""), row["sha256"])
        for row in data["dependencies"]
    )
    lines = "\n".join(f"{jar.filename} {jar.sha256}" for jar in jars)
    return JarLock(jars, hashlib.sha256(lines.encode()).hexdigest())


def write_lock(path: Path = LOCK_PATH) -> int:
    """Resolve NEO4J with jgo, download and hash every jar, write the lock; the number of jars."""
    from jgo.env import LockFile
    from jgo.maven import MavenContext, ProfileConstraints, PythonResolver

    from graph.server.repositories import repositories

    # Every jar that Neo4j needs at run time, in one fixed order; the same on every platform.
    resolver = PythonResolver(profile_constraints=ProfileConstraints(jdk="25", os_name="Linux", os_family="unix", os_arch="amd64"))
    with tempfile.TemporaryDirectory() as scratch:
        context = MavenContext(resolver=resolver, repo_cache=Path(scratch), remote_repos=repositories(), timeout=60)
        inputs, transitive = resolver.resolve([context.create_dependency(f"org.neo4j:neo4j:{NEO4J}")])
        dependencies = [*inputs, *sorted(transitive, key=lambda dependency: dependency.artifact.key)]
        lock = LockFile.from_resolved_dependencies(dependencies, environment_name="neo4j", min_java_version=25)
        names = [dependency.artifact.filename for dependency in dependencies]
        _refuse_doubles(names)
        lock.save(path)
    path.write_text(HEADER + path.read_text(encoding="utf-8"), encoding="utf-8")
    return len(names)


def _refuse_doubles(names: list[str]) -> None:
    if len(set(names)) != len(names):
        raise ValueError("two jars have the same file name: keep them in folders of their own")


if __name__ == "__main__":
    sys.stdout.write(f"{LOCK_PATH.name}: {write_lock()} jars\n")
