"""On what was measured: the machine, and the versions of everything that took part.

In: the open database, and whether the peer took part. Out: names and values for the report; nothing that names the machine itself.
"""

import os
import platform
from importlib.metadata import version
from pathlib import Path

import psutil

from bench import node
from graph.database.session import Database
from graph.database.statement import Statement

PACKAGES = ("neo4j", "graphql-core", "strawberry-graphql", "uvicorn", "orjson")
EDITION = Statement(
    "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN versions[0] + ' ' + edition"
)


def machine() -> dict[str, str]:
    """Processor, cores, memory and how busy it was with other work."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return {
        "Processor": _processor(),
        "Cores": str(
            len(psutil.Process().cpu_affinity()) if hasattr(psutil.Process, "cpu_affinity") else os.cpu_count()
        ),
        "Memory": f"{psutil.virtual_memory().total / (1 << 30):.0f} GiB",
        "System": f"{platform.system()} {platform.machine()}",
        "Load when it began": load,
    }


async def versions(database: Database, *, with_peer: bool) -> dict[str, str]:
    """Of Python, Neo4j, our libraries and those of the peer."""
    found = {"Python": platform.python_version(), "Neo4j": str((await database.read(EDITION)).rows[0][0])}
    found |= {name if name != "neo4j" else "neo4j (driver)": version(name) for name in PACKAGES}
    return found | (node.versions() if with_peer else {})


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
