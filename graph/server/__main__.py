"""`python -m graph.server`: fetch Neo4j and prepare quick starts now, so that the first start need not."""

import asyncio
import os
import sys
from pathlib import Path

from graph.errors import ServerError
from graph.server import default_cache, install, progress_bar
from graph.server.archive import ensure_archive


def main() -> int:
    """Exit 0 when all is there, 2 with cause and cure when it is not."""
    cache = Path(os.environ.get("SNIJVLAK_CACHE") or default_cache())
    try:
        with progress_bar() as progress:
            asyncio.run(ensure_archive(install(cache, progress), progress))
    except ServerError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
