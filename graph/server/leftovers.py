"""What an offline import leaves on the disk while it runs, and what is taken away when it did not come to its end.

In: settings. Out: a folder for its files; a data folder without half a database.
"""

import shutil
from pathlib import Path

from graph.server.config import DATABASE
from graph.server.faults import make_private
from graph.server.settings import HOME_SETTING, ServerSettings


def folder_for_files(settings: ServerSettings) -> Path:
    """An empty folder of mode 0700 inside HOME, which `sweep` takes away."""
    shutil.rmtree(settings.bulk, ignore_errors=True)
    return make_private(settings.bulk, HOME_SETTING)


def sweep(settings: ServerSettings) -> None:
    """Take away what an import left that did not come to its end: its files, and half a database."""
    if settings.importing.exists():
        for kind in ("databases", "transactions"):
            shutil.rmtree(settings.data / kind / DATABASE, ignore_errors=True)
        settings.importing.unlink()
    shutil.rmtree(settings.bulk, ignore_errors=True)
