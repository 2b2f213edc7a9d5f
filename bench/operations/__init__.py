"""What is measured: five questions, each as one GraphQL document for us and one for the peer, with what is put into them.

In: the city. Out: Operations. `same` brings an answer of ours and one of the peer into one form, so that a run can tell
whether both said the same; a peer that cannot be asked for something has None. NAME.graphql is asked of us,
NAME.peer.graphql of the peer, and NAME.cypher is what an expert would write by hand.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bench.city import City
from bench.city.growing_part import SPARE, STAGES, initiative_key

FOLDER = Path(__file__).parent
VARIANTS = 24  # so many different questions of each kind, asked in turn
PAGE = 100
Variables = dict[str, Any]
Form = Callable[[Any], Any]


@dataclass(frozen=True)
class Operation:
    """One question in its variants; those of the peer and of the statement by hand stand in the same order as ours."""

    name: str
    title: str
    ours: Sequence[Variables]
    same: Form
    peers: Sequence[Variables] = ()
    by_hand: Sequence[Variables] = ()
    alone: bool = False  # one at a time; else as many at once as the run says
    by_name_only: bool = False  # not part of a whole run

    @property
    def document(self) -> str:
        return _text(f"{self.name}.graphql")

    @property
    def peers_document(self) -> str | None:
        return _text(f"{self.name}.peer.graphql") if self.peers else None

    @property
    def statement(self) -> str | None:
        return _text(f"{self.name}.cypher") if self.by_hand else None


def operations(city: City, cursors: Sequence[tuple[str, str]], today: date) -> list[Operation]:
    """All of them. `cursors`: where pages of a hundred end, each as our cursor and as the key."""
    variants = variants_of(city)
    keys = _spread(city, SPARE, variants)
    ranges = [
        (stage, date(2010 + year, 1, 1), date(2011 + year, 1, 1))
        for year in range(8)
        for stage in dict.fromkeys(STAGES)
    ][:variants]
    spans: list[Variables] = [
        {"stage": stage, "from": start.isoformat(), "to": end.isoformat()} for stage, start, end in ranges
    ]
    hundreds = [[initiative_key(number) for number in _hundred(city, place)] for place in range(variants)]
    owners = Operation("ownership", "owners of 100 initiatives", [{"ids": [f"initiative:{key}" for key in each]} for each in hundreds], _owners, by_hand=[{"keys": each, "today": today} for each in hundreds])  # fmt: skip
    return [
        Operation("nested", "page of 100, nested three deep", [{"after": cursor} for cursor, _ in cursors], _page, [{"after": key} for _, key in cursors]),
        Operation("node", "one node with all its relations", [{"id": f"initiative:{key}"} for key in keys], _page, [{"key": key} for key in keys]),
        Operation("filtered", "filtered and ordered page of 50", spans, _page, spans),
        Operation("aggregate", "count by domain", [{}], _counts, [{}]),
        owners,
        replace(owners, title=f"{owners.title}, one at a time", alone=True),
        Operation("gaps", "first 50 gaps of the whole city", [{"first": 50}], _page, alone=True, by_name_only=True),
    ]  # fmt: skip


def variants_of(city: City) -> int:
    """How many variants a city of that size has."""
    return max(1, min(VARIANTS, city.initiatives // PAGE - 1))


def _spread(city: City, step: int, number: int) -> list[str]:
    """Keys of initiatives from all over the city, of those that have everything: every SPARE-th."""
    richest = range(0, city.initiatives, step)
    return [initiative_key(richest[place * len(richest) // number]) for place in range(number)]


def _hundred(city: City, place: int) -> list[int]:
    """A hundred numbers, others for each place, from all over the city."""
    step = max(1, city.initiatives // PAGE)
    return [(number * step + place * 7) % city.initiatives for number in range(min(PAGE, city.initiatives))]


def _page(data: Any) -> Any:
    """A list of nodes, whatever wraps it: ids as keys, connections as lists, one node as a list of one."""
    (found,) = data.values()
    plain = _plain(found)
    return plain if isinstance(plain, list) else [plain]


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"nodes"}:
        return _plain(value["nodes"])
    return {name: _key(each) if name == "id" else _plain(each) for name, each in value.items()}


def _key(identifier: str) -> str:
    """Ours say the kind before the key."""
    return identifier.rpartition(":")[2]


def _counts(data: Any) -> Any:
    """Key, name and count of each domain, in order of key."""
    if "domains" in data:
        return [
            [each["id"], each["name"], each["initiativesConnection"]["aggregate"]["count"]["nodes"]]
            for each in data["domains"]
        ]
    groups = data["initiatives"]["aggregate"]["by"]
    return sorted([_key(each["node"]["id"]), each["node"]["name"], each["count"]] for each in groups if each["node"])


def _owners(data: Any) -> Any:
    """Status, owners and lead of each: from an answer of ours, or from the rows of the statement by hand."""
    if isinstance(data, list):
        return [[status, sorted(owners), lead] for _, status, owners, lead in data]
    return [
        [each["status"], sorted(_party(one) for one in each["owners"]), each["lead"] and _party(each["lead"])]
        for each in data["ownersOf"]
    ]


def _party(owner: Any) -> str:
    return _key(owner["party"]["id"])


def _text(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")
