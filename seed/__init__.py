"""The seed: The Hague on 14 November 2017, as readable files that the native loader reads.

In: nothing. Out: the files (also when they lie in a wheel), the reference date and the notices for every answer.
"""

import tomllib
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

HERE = files(__name__)


def _read_settings() -> dict[str, Any]:
    return tomllib.loads((HERE / "seed.toml").read_text(encoding="utf-8"))


_SETTINGS = _read_settings()
TITLE: str = _SETTINGS["title"]
REFERENCE_DATE: date = _SETTINGS["reference_date"]
NOTICE_NL: str = _SETTINGS["notice"]["nl"]
NOTICE_EN: str = _SETTINGS["notice"]["en"]


def seed_files() -> list[Traversable]:
    """All files of the seed, nodes before relationships, each group by name."""
    return [file for folder in ("nodes", "relationships") for file in _files_in(HERE / folder)]


def _files_in(folder: Traversable) -> list[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(".csv")), key=lambda file: file.name)
