"""Neo4j's own settings: written anew before each start, with the reason for each that is not plain.

In: ServerSettings and a port. Out: `conf/neo4j.conf`, private folders (0700) and a random
password (0600) that was set before the first start.
"""

import os
import secrets
from pathlib import Path

from graph.errors import ServerError
from graph.server.faults import cannot_write, make_private
from graph.server.settings import HOME_SETTING, ServerSettings

USER = "neo4j"
DATABASE = "neo4j"
PROCEDURES = ("db.awaitIndexes", "db.index.fulltext.queryNodes", "dbms.components")
LOCKS_S = 10


def neo4j_settings(settings: ServerSettings, port: int) -> dict[str, str]:
    """Every setting that differs from Neo4j's default."""
    return {
        # Reachable from this machine only, over Bolt only.
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.fleet_discovery.enabled": "false",
        # Nothing leaves the machine; what people ask is not logged.
        "dbms.usage_report.enabled": "false",
        "server.bolt.telemetry.enabled": "false",
        "db.logs.query.enabled": "OFF",
        # LOAD CSV reads any local file, or calls any address, unless all three are set.
        "server.directories.import": "import",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
        # Three wrong passwords would lock the account for us too; 256 random bits need no such lock.
        "dbms.security.auth_max_failed_attempts": "0",
        # Preallocated logs make an empty store 516 MiB.
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.size": "16m",
        "server.memory.pagecache.size": f"{settings.page_cache_mib}m",
        # Our own deadlines see a server that is frozen. With these, the driver makes a task for each piece that it reads.
        "server.bolt.connection_keep_alive_for_requests": "OFF",
        # Plans of a thousand different statements would fill half the heap.
        "server.memory.query_cache.per_db_cache_num_entries": "250",
        # What the search index is filled from at once: with the 50 MiB of the default, a million names take an eighth longer.
        "internal.dbms.index.lucene.population_ram_buffer_size": "128",
        # Nothing but what our own Statements call; by default, all of any jar that is put on the class path.
        "dbms.security.procedures.allowlist": ",".join(PROCEDURES),
        # Without it a writer waits for another one as long as a transaction may take. A batch of a load holds its locks for seconds.
        "db.lock.acquisition.timeout": f"{LOCKS_S}s",
        "db.transaction.timeout": f"{settings.transaction_timeout_s}s",
        "db.memory.transaction.max": f"{settings.transaction_memory_mib}m",
        # By default a stop waits ten seconds for connections that are already gone.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
        "internal.dbms.bolt.netty_server_shutdown_timeout": "2s",
        "internal.server.bolt.thread_pool_shutdown_wait_time": "2s",
        "db.shutdown_transaction_end_timeout": "2s",
    }


def make_folders(settings: ServerSettings) -> None:
    """Home and all of Neo4j's folders, mode 0700; raises ServerError when one cannot be made."""
    for folder in (settings.home, settings.folder, settings.data, settings.conf):
        make_private(folder, HOME_SETTING)
    for name in ("import", "logs", "run"):
        make_private(settings.folder / name, HOME_SETTING)


def write_config(settings: ServerSettings, port: int, extra: dict[str, str] | None = None) -> None:
    """Write `conf/neo4j.conf`."""
    rows = neo4j_settings(settings, port) | (extra or {})
    write_private(settings.conf / "neo4j.conf", "".join(f"{name}={value}\n" for name, value in rows.items()))


def password(settings: ServerSettings) -> str:
    """The password of this data folder, made at the first call; raises ServerError when it was lost."""
    path = settings.password_path
    if not path.exists():
        if is_initialised(settings):
            raise ServerError(
                f"The password of the data in {settings.data} is gone: {path} is missing",
                f"Put that file back, or move {settings.folder} away to begin with an empty database.",
            )
        write_private(path, secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip()


def is_initialised(settings: ServerSettings) -> bool:
    """True once the password is set in the data folder."""
    return (settings.data / "dbms" / "auth.ini").exists() or (settings.data / "databases" / "system").exists()


def write_private(path: Path, text: str) -> None:
    """Write the file whole or not at all, mode 0600 whatever the umask."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(fd, "w", encoding="utf-8") as file:
            file.write(text)
        part.replace(path)
    except OSError as error:
        raise cannot_write(error, path, HOME_SETTING) from error
