"""Where jars are fetched from: what the user has set for jgo and for Maven.

In: jgo's own settings (repositories, folder of downloaded jars) and the mirrors of Maven's
`settings.xml`. Out: name → address, in the order to try. Proxies, certificates and `.netrc` are
read by `requests` itself from the environment.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

CENTRAL = "central"


@dataclass(frozen=True)
class Places:
    """Where a jar may be had: a folder on this machine, then addresses."""

    local: Path
    remote: tuple[str, ...]


def places() -> Places:
    """What the user's settings say now."""
    return Places(local_repository(), tuple(repositories().values()))


def repositories() -> dict[str, str]:
    """Name → address: a Maven mirror of central, else central; then the repositories set for jgo."""
    from jgo.config import GlobalSettings
    from jgo.constants import MAVEN_CENTRAL_URL

    central = central_mirror(settings_path()) or MAVEN_CENTRAL_URL
    return {CENTRAL: central.rstrip("/"), **GlobalSettings.load().repositories}


def local_repository() -> Path:
    """The folder where Maven and jgo keep downloaded jars; a good jar there is copied, not fetched."""
    from jgo.config import GlobalSettings

    return GlobalSettings.load().repo_cache


def settings_path() -> Path:
    """The user's own Maven settings."""
    return Path.home() / ".m2" / "settings.xml"


def central_mirror(path: Path) -> str | None:
    """The address of the first mirror that stands for central, if there is one."""
    if not path.is_file():
        return None
    root = ElementTree.parse(path).getroot()  # noqa: S314 - the user's own settings
    for mirror in root.iterfind("./{*}mirrors/{*}mirror"):
        stands_for = mirror.findtext("{*}mirrorOf", "")
        if _covers_central(stands_for) and (url := mirror.findtext("{*}url")):
            return _with_environment(url.strip())
    return None


def _covers_central(mirror_of: str) -> bool:
    """Maven's rule: a list of ids, `*`, `external:*`, and `!id` for one that is left out."""
    names = [name.strip() for name in mirror_of.split(",")]
    return f"!{CENTRAL}" not in names and bool({CENTRAL, "*", "external:*"} & set(names))


def _with_environment(text: str) -> str:
    """Replace Maven's ${env.NAME}."""
    return re.sub(r"\$\{env\.([^}]+)\}", lambda match: os.environ.get(match[1], ""), text)
