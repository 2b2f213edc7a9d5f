"""The server that runs: private, small, and cut off from files and network."""

import os
import re
import stat
import time
from pathlib import Path

import neo4j
import psutil
import pytest

from graph.errors import ServerError
from graph.server import RunningServer, ServerSettings, start
from graph.server.config import PROCEDURES
from graph.server.config import neo4j_settings as neo4j_config
from tests.examples import FACTOR

ROOT = Path(__file__).resolve().parents[3]


async def ask(server: RunningServer, cypher: str) -> list[neo4j.Record]:
    async with neo4j.AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        return (await driver.execute_query(cypher, database_=server.database)).records


async def test_answers(neo4j_server: RunningServer) -> None:
    assert [record.values() for record in await ask(neo4j_server, "RETURN 1, 'é 🙂'")] == [[1, "é 🙂"]]


async def test_listens_on_loopback_only(neo4j_server: RunningServer) -> None:
    listening = psutil.Process(neo4j_server.pid).net_connections("inet")
    addresses = {c.laddr.ip.removeprefix("::ffff:") for c in listening if c.status == psutil.CONN_LISTEN}
    assert addresses == {"127.0.0.1"}




@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/x.csv", "https://[::1]:9/x.csv"])
async def test_load_csv_reads_neither_files_nor_addresses(neo4j_server: RunningServer, address: str) -> None:
    with pytest.raises(neo4j.exceptions.Neo4jError, match=r"(?i)block|not allowed|cannot|couldn't|configuration"):
        await ask(neo4j_server, f"LOAD CSV FROM '{address}' AS line RETURN line LIMIT 1")


async def test_another_address_of_the_server_needs_the_password(neo4j_server: RunningServer) -> None:
    for password in ("neo4j", "wrong", "wrong", "wrong", "wrong"):
        async with neo4j.AsyncGraphDatabase.driver(neo4j_server.uri, auth=("neo4j", password)) as driver:
            with pytest.raises(neo4j.exceptions.AuthError):
                await driver.verify_connectivity()
    assert await ask(neo4j_server, "RETURN 1"), "wrong guesses must not lock the right password out"


async def test_home_is_private_and_small(neo4j_server: RunningServer, neo4j_settings: ServerSettings) -> None:
    readable = [path for path in neo4j_settings.home.rglob("*") if path.lstat().st_mode & 0o077]
    assert not readable, "others may read these"
    assert stat.S_IMODE(neo4j_settings.password_path.stat().st_mode) == 0o600
    assert len(neo4j_settings.password_path.read_text()) == 64


async def test_password_is_in_no_command_line(neo4j_server: RunningServer) -> None:
    commands = [" ".join(p.info["cmdline"] or []) for p in psutil.process_iter(["cmdline"])]
    assert not [command for command in commands if neo4j_server.password in command]


async def test_second_start_on_the_same_folder_is_refused_at_once(
    neo4j_server: RunningServer, neo4j_settings: ServerSettings
) -> None:
    began = time.monotonic()
    with pytest.raises(ServerError) as caught:
        await start(neo4j_settings)
    assert time.monotonic() - began < 4  # within a second of verified jars
    assert f"pid {os.getpid()}" in caught.value.cause
    assert str(neo4j_settings.folder) in caught.value.cause
    assert "SNIJVLAK_HOME" in caught.value.cure
    assert await ask(neo4j_server, "RETURN 1"), "the first one is unharmed"


@pytest.mark.skipif(FACTOR < 1, reason="it starts a Neo4j of its own twice: left to make test-deep")
async def test_stop_keeps_data_password_and_port(snijvlak_cache: Path, tmp_path: Path) -> None:
    settings = ServerSettings(home=tmp_path / "home", cache=snijvlak_cache)
    async with await start(settings) as first:
        await ask(first, "CREATE (:Kept)")
    assert not psutil.pid_exists(first.pid)
    size = sum(path.stat().st_size for path in settings.folder.rglob("*") if path.is_file())
    assert size < 60e6, "an almost empty store is small"
    began = time.monotonic()
    async with await start(settings) as second:
        took = time.monotonic() - began
        assert len(await ask(second, "MATCH (n:Kept) RETURN n")) == 1
    print(f"second start: {took:.1f} s")
    assert (second.uri, second.password) == (first.uri, first.password)


async def test_the_settings_hold(neo4j_server: RunningServer, neo4j_settings: ServerSettings) -> None:
    """As Neo4j itself tells them: what it does not know, or reads in another way, would protect from nothing."""
    found = dict(map(neo4j.Record.values, await ask(neo4j_server, "SHOW SETTINGS YIELD name, value RETURN name, value")))
    wanted = {
        "dbms.security.procedures.allowlist": "db.awaitIndexes,db.index.fulltext.queryNodes,dbms.components",
        "db.lock.acquisition.timeout": "10s",
        "db.memory.transaction.max": "256.00MiB",
        "db.transaction.timeout": "2m",
        "db.logs.query.enabled": "OFF",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "server.bolt.telemetry.enabled": "false",
        "dbms.usage_report.enabled": "false",
    }
    assert {name: found.get(name) for name in wanted} == wanted
    assert {name for name in neo4j_config(neo4j_settings, 1) if not name.startswith("internal.")} <= found.keys()


async def test_all_procedures_of_our_statements_may_be_called(neo4j_server: RunningServer) -> None:
    """Every one that stands in the code is on the list, and no other; what Neo4j itself brings along is on no list."""
    source = "\n".join(path.read_text("utf-8") for room in ("graph", "schema", "loaders", "snijvlak", "seed") for path in (ROOT / room).rglob("*") if path.suffix in (".py", ".cypher"))
    assert set(re.findall(r"\bCALL ([a-z]+(?:\.[A-Za-z]+)+)", source)) == set(PROCEDURES)
    assert await ask(neo4j_server, "CALL dbms.components() YIELD name RETURN name")
