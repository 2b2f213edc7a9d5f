"""What a managed Neo4j is started with, and where its files are.

In: the folders and sizes the caller chose. Out: a frozen ServerSettings whose paths every module
of this package uses.
"""

from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

HOME_SETTING = "SNIJVLAK_HOME"
CACHE_SETTING = "SNIJVLAK_CACHE"
PORT_SETTING = "SNIJVLAK_BOLT_PORT"
HOME_MIB = 100  # free space without which Neo4j starts but does not answer


def default_home() -> Path:
    """Where data lives unless SNIJVLAK_HOME says otherwise: the user's folder for program data."""
    return user_data_path("snijvlak", appauthor=False)


def default_cache() -> Path:
    """Where jars and the archive live unless SNIJVLAK_CACHE says otherwise: the user's cache folder."""
    return user_cache_path("snijvlak", appauthor=False)


@dataclass(frozen=True)
class ServerSettings:
    """One managed server: `home` is its own, `cache` (jars, archive) is shared by all of them."""

    home: Path
    cache: Path
    bolt_port: int | None = None  # None: a free one, kept in home
    heap_mib: int = 512
    page_cache_mib: int = 128
    transaction_memory_mib: int = 256
    transaction_timeout_s: int = 120
    start_timeout_s: float = 90.0

    @property
    def folder(self) -> Path:
        """Everything of Neo4j: conf, data, logs, import, password."""
        return self.home.absolute() / "neo4j"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def conf(self) -> Path:
        return self.folder / "conf"

    @property
    def password_path(self) -> Path:
        return self.folder / "password"

    @property
    def port_path(self) -> Path:
        return self.folder / "bolt_port"

    @property
    def lock_path(self) -> Path:
        return self.folder / "snijvlak.lock"

    @property
    def bulk(self) -> Path:
        """Files for an offline import; there only while one is made."""
        return self.folder / "bulk"

    @property
    def importing(self) -> Path:
        """There while an import is under way: the database is then half of one."""
        return self.folder / "importing"

    @property
    def console_log(self) -> Path:
        return self.folder / "logs" / "console.log"
