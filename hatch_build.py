"""Hatch's build hook: a wheel carries the built GraphiQL page. An editable install builds it by `make install`."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GraphiQL(BuildHookInterface):  # type: ignore[type-arg]
    """Build the page before the files of a wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's signature
        if self.target_name == "wheel" and version != "editable":
            runpy.run_path(str(Path(self.root) / "web" / "build.py"))["build"]()
