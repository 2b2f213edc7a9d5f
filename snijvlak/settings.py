"""The settings `SNIJVLAK_*`, read once when a command starts.

In: the environment. Out: a frozen Settings; BadInput naming the setting, its value and what would be right.
"""

import os
import secrets
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import BadInput, SnijvlakError
from schema.engine.executor import Executor

PREFIX = "SNIJVLAK_"
SCHEMES = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SECRET_CHARACTERS = 32


def _home() -> Path:
    from graph.server.settings import default_home  # the package behind it is slow to import

    return default_home()


def _cache() -> Path:
    from graph.server.settings import default_cache

    return default_cache()


def _scheme(uri: str | None) -> str | None:
    if uri is not None and not uri.startswith(SCHEMES):
        raise ValueError(f"it must start with one of {', '.join(SCHEMES)}")
    return uri


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("there is no time zone of that name") from error
    return name


def _long(secret: SecretStr | None) -> SecretStr | None:
    if secret is not None and len(secret.get_secret_value()) < SECRET_CHARACTERS:
        raise ValueError(f"it must have at least {SECRET_CHARACTERS} characters")
    return secret


def _setting(en: str, nl: str, **rest: Any) -> Any:
    return Field(description=en, json_schema_extra={"nl": nl}, **rest)


class Settings(BaseSettings):
    """Every setting; each is read from the environment variable of its name in capitals, after `SNIJVLAK_`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    home: Path = _setting("Folder for data: the managed Neo4j and what belongs to it.", "Map voor gegevens: de eigen Neo4j en wat daarbij hoort.", default_factory=_home)
    cache: Path = _setting("Folder for Neo4j's jars, shared by every HOME.", "Map voor de jars van Neo4j, gedeeld door elke HOME.", default_factory=_cache)
    host: str = _setting("Address to listen on; other than loopback, the viewer is PUBLIC.", "Adres om op te luisteren; buiten de eigen computer is de kijker PUBLIC.", default="127.0.0.1", min_length=1)
    port: int = _setting("Port of the page, GraphiQL and the API.", "Poort van de pagina, GraphiQL en de API.", default=8000, ge=1, le=65535)
    bolt_port: int | None = _setting("Port of the managed Neo4j; default a free one, kept in HOME.", "Poort van de eigen Neo4j; standaard een vrije, bewaard in HOME.", default=None, ge=1, le=65535)
    neo4j_uri: Annotated[str | None, AfterValidator(_scheme)] = _setting("Address of a Neo4j of your own; then none is started and `serve` writes nothing.", "Adres van een eigen Neo4j; dan wordt er geen gestart en schrijft `serve` niets.", default=None)
    neo4j_user: str = _setting("User at NEO4J_URI.", "Gebruiker bij NEO4J_URI.", default="neo4j")
    neo4j_password: SecretStr = _setting("Password at NEO4J_URI.", "Wachtwoord bij NEO4J_URI.", default=SecretStr(""))
    neo4j_database: str = _setting("Name of the database at NEO4J_URI.", "Naam van de database bij NEO4J_URI.", default="neo4j", min_length=1)
    secret: Annotated[SecretStr | None, AfterValidator(_long)] = _setting("Signs cursors; default a random one, kept in HOME. Several processes must share it.", "Ondertekent cursors; standaard een willekeurige, bewaard in HOME. Meer processen moeten hem delen.", default=None)
    people_secret: Annotated[SecretStr | None, AfterValidator(_long)] = _setting("Makes keys of people whom a source gives none; default a random one, kept in HOME. Whoever loads into one graph must share it.", "Maakt sleutels van mensen die van een bron geen sleutel krijgen; standaard een willekeurige, bewaard in HOME. Wie in dezelfde graaf laadt, moet hem delen.", default=None)
    timezone: Annotated[str, AfterValidator(_zone)] = _setting("Time zone of the city: says which day it is, and on which day a time falls.", "Tijdzone van de stad: bepaalt welke dag het is, en op welke dag een tijdstip valt.", default="Europe/Amsterdam")
    today: date | None = _setting("The day to answer for, as 2017-11-14; default today.", "De dag waarvoor het antwoord geldt, als 2017-11-14; standaard vandaag.", default=None)
    connections: int = _setting("Connections from one address at once.", "Verbindingen vanaf één adres tegelijk.", default=64, ge=1, le=200)
    at_once: int = _setting("Questions from one address that are answered at once.", "Vragen vanaf één adres die tegelijk worden beantwoord.", default=32, ge=1, le=100)
    rate: int = _setting("Questions a second from one address, over ten seconds; a whole town hall may share one.", "Vragen per seconde vanaf één adres, over tien seconden; een heel stadhuis kan er één delen.", default=100, ge=1)
    executor: Executor = _setting("Who writes the answers: compiled, or reference: graphql-core, for comparison.", "Wie de antwoorden schrijft: compiled, of ter vergelijking reference: graphql-core.", default=Executor.COMPILED)  # fmt: skip

    @classmethod
    def read(cls) -> Self:
        """The settings of this environment; BadInput for the first that is wrong."""
        try:
            return cls()
        except ValidationError as error:
            raise _bad(error) from None  # pydantic's own message shows values, also secret ones

    @property
    def on_loopback(self) -> bool:
        """True when nobody outside this machine can reach us."""
        return self.host in LOOPBACK or self.host.startswith("127.")

    def day(self) -> date:
        """The day to answer for: TODAY, else the date in TIMEZONE now."""
        return self.today or datetime.now(self.zone).date()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the city."""
        return ZoneInfo(self.timezone)

    def cursor_secret(self) -> bytes:
        """What signs cursors: SECRET, else a random one that HOME keeps, readable for its owner alone."""
        return self._secret(self.secret, "secret", "SECRET")

    def person_secret(self) -> bytes:
        """What keys of people are made with: PEOPLE_SECRET, else a random one that HOME keeps, readable for its owner alone."""
        return self._secret(self.people_secret, "people-secret", "PEOPLE_SECRET")

    def _secret(self, given: SecretStr | None, file: str, name: str) -> bytes:
        if given is not None:
            return given.get_secret_value().encode()
        path = self.home / file
        try:
            return _kept(path)
        except OSError as error:
            raise SnijvlakError(
                f"A secret cannot be kept in {path}: {error.strerror}",
                f"Set {PREFIX}HOME to a folder that may be written, or set {PREFIX}{name}.",
            ) from error


def _kept(path: Path) -> bytes:
    """The secret in the file; made first where there is none. Two processes at once end with the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    if not path.exists():
        fd = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(fd, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(partial, path)
        except FileExistsError:
            pass
        finally:
            partial.unlink()
    return path.read_bytes().strip()


def _bad(error: ValidationError) -> BadInput:
    fault = error.errors(include_url=False)[0]
    name = str(fault["loc"][0])
    field = Settings.model_fields[name]
    hidden = "SecretStr" in str(field.annotation)
    value = "" if hidden else f" is {str(fault['input'])[:80]!r}"
    reason = str(fault["msg"]).removeprefix("Value error, ")
    return BadInput(f"{PREFIX}{name.upper()}{value}: {reason[:1].lower()}{reason[1:]}", f"It should be: {field.description}")


def unknown_settings() -> list[str]:
    """Names in the environment that look like settings of ours and are none."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    return sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known)
