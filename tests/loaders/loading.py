"""A load in a process of its own, to be killed or to have its memory measured.

In: address, user and password of Neo4j, rows in a transaction, and what to load. Out: `begun` when it starts, and in the
end the most memory it held, in MiB.
"""

import asyncio
import resource
import sys
from pathlib import Path

from graph.database.session import Database
from loaders.apply import compare as comparing
from loaders.apply import write as storing
from loaders.load import load
from snijvlak.http.gc_tuning import relax_gc


async def main(uri: str, user: str, password: str, batch: int, folder: str) -> None:
    """Load the folder, as a command would."""
    relax_gc()
    comparing.BATCH = storing.BATCH = batch
    async with Database.open(uri, user, password, deadline_s=60.0) as database:
        print("begun", flush=True)
        await load(database, [folder])
    print(_most_mib(), flush=True)


def _most_mib() -> int:
    """The most memory this process held. Not ru_maxrss where Linux tells better: that one begins with what the parent held."""
    status = Path("/proc/self/status")
    if status.exists():
        (told,) = (line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:"))
        return int(told.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4], int(sys.argv[4]), sys.argv[5]))
