"""How the fields of a node lead to other nodes: one row a field, with the Cypher pattern behind it.

In: nothing. Out: `RELATIONS` by label. `{n}` is the node itself, `{r}` the relationship, `{m}` the node it leads to;
`schema.types.nodes` makes the fields of it and `schema.compiler.node` the Cypher, so a field cannot say one thing and do another.
"""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Relation:
    """One field that leads on: it takes asOf, and shows only what holds then; today when no day is given.

    `recorded`: without a day it tells what a record of the past says, also of a node that is no longer valid.
    """

    field: str
    pattern: str
    target: str
    en: str
    nl: str
    many: bool = True
    recorded: bool = False

    @property
    def is_against(self) -> bool:
        """Whether it leads against the direction of the relationship."""
        return bool(self._arrow["against"])

    @property
    def types(self) -> tuple[str, ...]:
        """The types of relationship that it follows."""
        return tuple(self._arrow["type"].split("|"))

    @property
    def _arrow(self) -> re.Match[str]:
        found = _ARROW.search(self.pattern)
        assert found is not None, self.pattern
        return found


_ARROW = re.compile(r"(?P<against><?)-\[\{r\}:(?P<type>[A-Z_|]+)\]->?")


def _many(field: str, pattern: str, target: str, en: str, nl: str, *, recorded: bool = False) -> Relation:
    return Relation(field, pattern, target, en, nl, recorded=recorded)


def _one(field: str, pattern: str, target: str, en: str, nl: str, *, recorded: bool = False) -> Relation:
    return Relation(field, pattern, target, en, nl, many=False, recorded=recorded)


_RESPONSIBILITIES_HELD = _many("responsibilities", "({n})-[{r}:HOLDS]->({m}:Responsibility)", "Responsibility", "The responsibilities held, at a date.", "De verantwoordelijkheden, op een datum.")
_RESPONSIBILITIES_FOR = _many("responsibilities", "({n})<-[{r}:FOR]-({m}:Responsibility)", "Responsibility", "The responsibilities for it, of any role, at a date.", "De verantwoordelijkheden hiervoor, in elke rol, op een datum.")
_STARTED = _many("initiatives", "({n})-[{r}:STARTED]->({m}:Initiative)", "Initiative", "The initiatives started.", "De initiatieven die hiermee zijn begonnen.")
_AREAS = _many("areas", "({n})-[{r}:LOCATED_IN]->({m}:Area)", "Area", "The areas it lies in.", "De gebieden waar het ligt.")

RELATIONS: dict[str, tuple[Relation, ...]] = {
    "Resident": (_STARTED,),
    "Official": (
        _many("departments", "({n})-[{r}:WORKS_FOR]->({m}:Department)", "Department", "The departments the official has a seat in, at a date.", "De afdelingen waar de ambtenaar zit, op een datum."),
        _RESPONSIBILITIES_HELD,
        _many("events", "({n})-[{r}:ATTENDED|ORGANISED]->({m}:Event)", "Event", "The events attended or organised.", "De bijeenkomsten die zijn bijgewoond of georganiseerd."),
    ),
    "Department": (
        _one("parent", "({n})-[{r}:PART_OF]->({m}:Department)", "Department", "The department it is a part of, at a date.", "Het onderdeel waar het onder valt, op een datum."),
        _many("children", "({n})<-[{r}:PART_OF]-({m}:Department)", "Department", "The departments that are a part of it, at a date.", "De onderdelen die eronder vallen, op een datum."),
        _many("officials", "({n})<-[{r}:WORKS_FOR]-({m}:Official)", "Official", "The officials with a seat in it, at a date.", "De ambtenaren die er zitten, op een datum."),
        _many("counters", "({n})<-[{r}:PART_OF]-({m}:Counter)", "Counter", "The counters of the department.", "De loketten van het onderdeel."),
        _RESPONSIBILITIES_HELD,
    ),
    "Organisation": (_RESPONSIBILITIES_HELD, _STARTED),
    "Initiative": (
        _many("domains", "({n})-[{r}:TOUCHES]->({m}:Domain)", "Domain", "The domains it touches.", "De werkvelden die het raakt."),
        _many("problems", "({n})-[{r}:ADDRESSES]->({m}:Problem)", "Problem", "The problems it does something about.", "De problemen waar het iets aan doet."),
        _many("initiators", "({n})<-[{r}:STARTED]-({m})", "Party", "Who started it.", "Wie ermee begonnen is.", recorded=True),
        _AREAS,
        _many("contacts", "({n})<-[{r}:ABOUT]-({m}:Contact)", "Contact", "The times somebody knocked on a door about it.", "De keren dat iemand er ergens over aanklopte."),
        _many("events", "({n})<-[{r}:CONCERNS]-({m}:Event)", "Event", "The events that were about it.", "De bijeenkomsten die erover gingen."),
        _many("documents", "({n})<-[{r}:CONCERNS]-({m}:Document)", "Document", "The documents about it.", "De stukken erover."),
        _RESPONSIBILITIES_FOR,
    ),
    "Problem": (
        _many("domains", "({n})-[{r}:FALLS_UNDER]->({m}:Domain)", "Domain", "The domains it falls under.", "De werkvelden waar het onder valt."),
        _many("initiatives", "({n})<-[{r}:ADDRESSES]-({m}:Initiative)", "Initiative", "The initiatives that do something about it.", "De initiatieven die er iets aan doen."),
        _AREAS,
        _RESPONSIBILITIES_FOR,
    ),
    "Domain": (
        _one("broader", "({n})-[{r}:PART_OF]->({m}:Domain)", "Domain", "The broader domain it is a part of.", "Het bredere werkveld waar het onder valt."),
        _many("narrower", "({n})<-[{r}:PART_OF]-({m}:Domain)", "Domain", "The narrower domains that are a part of it.", "De smallere werkvelden die eronder vallen."),
        _many("problems", "({n})<-[{r}:FALLS_UNDER]-({m}:Problem)", "Problem", "The problems that fall under it.", "De problemen die eronder vallen."),
        _many("initiatives", "({n})<-[{r}:TOUCHES]-({m}:Initiative)", "Initiative", "The initiatives that touch it.", "De initiatieven die het raken."),
        _RESPONSIBILITIES_FOR,
    ),
    "Area": (
        _one("parent", "({n})-[{r}:PART_OF]->({m}:Area)", "Area", "The area it is a part of.", "Het gebied waar het onder valt."),
        _many("children", "({n})<-[{r}:PART_OF]-({m}:Area)", "Area", "The areas that are a part of it.", "De gebieden die eronder vallen."),
        _many("initiatives", "({n})<-[{r}:LOCATED_IN]-({m}:Initiative)", "Initiative", "The initiatives in it.", "De initiatieven die er liggen."),
    ),
    "Counter": (
        _one("department", "({n})-[{r}:PART_OF]->({m}:Department)", "Department", "The department the counter belongs to.", "De afdeling waar het loket bij hoort."),
    ),
    "Event": (
        _many("initiatives", "({n})-[{r}:CONCERNS]->({m}:Initiative)", "Initiative", "The initiatives it was about.", "De initiatieven waar het over ging."),
        _many("organisers", "({n})<-[{r}:ORGANISED]-({m})", "Party", "Who organised it.", "Wie het organiseerde.", recorded=True),
        _many("attendees", "({n})<-[{r}:ATTENDED]-({m})", "Party", "Who took part.", "Wie erbij was.", recorded=True),
    ),
    "Document": (
        _many("initiatives", "({n})-[{r}:CONCERNS]->({m}:Initiative)", "Initiative", "The initiatives it is about.", "De initiatieven waar het over gaat."),
        _many("presentedBy", "({n})-[{r}:PRESENTED_BY]->({m}:Official)", "Official", "Who presented it.", "Wie het inbracht."),
    ),
    "Responsibility": (
        _one("holder", "({n})<-[{r}:HOLDS]-({m})", "Party", "Who holds it, as recorded.", "Wie de verantwoordelijkheid heeft, zoals vastgelegd.", recorded=True),
        _one("subject", "({n})-[{r}:FOR]->({m})", "Subject", "What it is for.", "Waarvoor.", recorded=True),
        _many("areas", "({n})-[{r}:WITHIN]->({m}:Area)", "Area", "The areas in which it holds; none: everywhere.", "De gebieden waar het geldt; geen: overal.", recorded=True),
    ),
    "Contact": (
        _one("counter", "({n})-[{r}:AT]->({m}:Counter)", "Counter", "The counter knocked at.", "Het loket waar is aangeklopt.", recorded=True),
        _one("subject", "({n})-[{r}:ABOUT]->({m})", "Subject", "What it was about.", "Waar het over ging.", recorded=True),
        _one("referredTo", "({n})-[{r}:REFERRED_TO]->({m}:Contact)", "Contact", "The next contact, to which the resident was sent on.", "Het volgende contact, waarnaar de bewoner werd doorgestuurd.", recorded=True),
    ),
    "Source": (),
}  # fmt: skip

@cache
def is_one_to_many(relation: Relation) -> bool:
    """Whether what it leads to leads back to one node only: then it leads from different nodes to different ones."""
    arrow = not relation.is_against, relation.types
    return any(not back.many and (back.is_against, back.types) == arrow for back in RELATIONS.get(relation.target, ()))


# The field `sources` is not found by this pattern alone, but filters follow it.
SOURCES = _many("sources", "({n})-[{r}:STATED_IN]->({m}:Source)", "Source", "The sources that state it.", "De bronnen die het stellen.", recorded=True)
