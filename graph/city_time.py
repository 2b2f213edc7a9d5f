"""Which day of the city it is at an instant: the one place where a day or a month is made of a time.

In: instants, and the time zone of the city (`SNIJVLAK_TIMEZONE`), which holds for all that is answered or loaded in one go. Out:
days, the instant at which a day begins, and both as Cypher. An instant is the same in whatever zone it was written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_ZONE: ContextVar[ZoneInfo] = ContextVar("time zone of the city", default=AMSTERDAM)


def zone() -> ZoneInfo:
    """The time zone of the city."""
    return _ZONE.get()


@contextmanager
def in_zone(city: ZoneInfo) -> Iterator[None]:
    """What is answered or loaded inside is so for a city in this zone."""
    token = _ZONE.set(city)
    try:
        yield
    finally:
        _ZONE.reset(token)


def day_of(at: datetime) -> date:
    """The day of the city at an instant; a time without a zone is taken to be the city's own."""
    return _moved(at, zone()).date() if at.tzinfo else at.date()


def begin_of(day: date) -> datetime:
    """The instant, in UTC, at which a day of the city begins, also where summer time skips its midnight."""
    return in_utc(datetime.combine(day, time.min, zone()))


def in_utc(at: datetime) -> datetime:
    """The same instant in UTC; a time without a zone is taken to be in UTC."""
    return _moved(at, UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def is_same_instant(one: str, other: str) -> bool:
    """Whether two texts tell the same time with a zone, be it in two ways; False where one tells none."""
    first, second = instant_of(one), instant_of(other)
    return first is not None and first == second


def instant_of(text: str) -> datetime | None:
    """The instant that a text tells, with a zone; None where it tells none."""
    try:
        found = datetime.fromisoformat(text.partition("[")[0])
    except ValueError:
        return None
    return found if found.tzinfo else None


def _moved(at: datetime, to: tzinfo) -> datetime:
    """The first and last hours that Python knows stay what they are: they have no like in every zone."""
    try:
        return at.astimezone(to)
    except OverflowError:
        return at.replace(tzinfo=to)


# -- as Cypher ----------------------------------------------------------------------------------------------------

IS_TIME = "IS :: ZONED DATETIME NOT NULL"


def instant_cypher(value: str) -> str:
    """A stored time as an instant: in UTC, to the microsecond that an answer tells; null for anything that is no time with a zone.

    Neo4j holds the same instant in two zones to be different, and orders the one after the other.
    """
    return f"CASE WHEN {value} {IS_TIME} THEN datetime.truncate('microsecond', datetime({{datetime: {value}, timezone: 'Z'}})) END"


def local_cypher(value: str, zone_name: str) -> str:
    """A stored time on the clock of the city, as text; null for anything that is no time with a zone."""
    return f"CASE WHEN {value} {IS_TIME} THEN toString(datetime({{datetime: {value}, timezone: {zone_name}}})) END"


def day_cypher(value: str, zone_name: str) -> str:
    """The day of a date, or of a time that stands where a date is wanted; null for anything else."""
    return (
        f"CASE WHEN {value} {IS_TIME} THEN date(datetime({{datetime: {value}, timezone: {zone_name}}}))"
        f" WHEN {value} IS :: LOCAL DATETIME NOT NULL THEN date({value}) WHEN {value} IS :: DATE NOT NULL THEN {value} END"
    )
