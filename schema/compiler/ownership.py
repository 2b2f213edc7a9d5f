"""Compiles what is asked of an Ownership: the facts are read once a level, and what is asked of the nodes in the answer
is read beside them, in the same Statement.

In: Asked fields of type Ownership. Out: a filler that makes the answer of an id and the facts that were read.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from graphql import is_non_null_type

from graph.model.definition import LABELS
from graph.ownership.answer.counters import Door
from graph.ownership.answer.owners import Owner
from graph.ownership.answer.ownership import Ownership, answer_at
from graph.ownership.facts.needs import MESSAGE, Need
from graph.ownership.history.reading import Reading
from graph.ownership.rule.decide import OwnershipQuestion
from graph.ownership.rule.topics import TopicAnswer
from graph.ownership.wording.message import message
from graph.ownership.wording.step_sentences import reason
from schema.compiler.context import CompilerContext
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import OwnershipBatch, Projection, Serializer, object_writer
from schema.request.deferred import TODAY, FieldExecution, resolve

# What has to be read for a field of Ownership beyond who may own.
_NEEDS = {"consents": Need.CONSENTS, "convener": Need.CONVENER, "nextDoor": Need.DOORS, "steps": Need.STEPS}

Entity = Callable[[str | None, Reading, FieldExecution], Any]
Part = Callable[[Any, Reading, FieldExecution], Any]


def ownership_field(compiler: CompilerContext, label: str, asked: SelectedField, node: str) -> Projection:
    """The field `ownership` of a node: the id stands in the record, the answer is filled in when the facts are there."""
    level = compiler.level
    level.used = True
    arguments = asked.arguments
    area, day = arguments.get("area"), arguments.get("asOf") or TODAY
    if area:
        level.areas.append(area)
    part = answer_of(compiler, asked, level)

    def fill(subject: str, reading: Reading, run: FieldExecution) -> Any:
        question = OwnershipQuestion(subject, resolve(area, run))
        return part(answer_at(reading.snapshot(resolve(day, run)), question), reading, run)

    return Projection(f"'{LABELS[label].prefix}:' + {node}.key", lambda value, _: value, ((),), fill=fill)


def answer_of(compiler: CompilerContext, asked: SelectedField, level: OwnershipBatch) -> Part:
    """What is asked of an Ownership, ready to be filled in. Nodes in it are read with the facts of `level`."""
    made = OwnershipCompiler(compiler, level)
    return made.object("Ownership", asked, made.ownership_part)


class OwnershipCompiler:
    """Compiles the types of the answer: Ownership, Owner, Topic, Door, ResolutionStep."""

    def __init__(self, compiler: CompilerContext, level: OwnershipBatch) -> None:
        self.compiler = compiler
        self.level = level

    def object(self, type_name: str, asked: SelectedField, part: Callable[[SelectedField], Part]) -> Part:
        """An object of a type: each field asked for, by its response key."""
        parts = {
            key: _type_name(type_name) if each.name == "__typename" else part(each)
            for key, each in asked.below(type_name).items()
        }
        required = [key for key, each in asked.below(type_name).items() if is_non_null_type(each.definition.type)]
        return object_writer(type_name, parts, marked=self.compiler.marked, required=required)

    def many(self, part: Part) -> Part:
        """A list of objects."""
        return lambda values, reading, run: [part(value, reading, run) for value in values]

    def value(self, find: Callable[[Any, FieldExecution], Any]) -> Part:
        """What is found without facts."""
        return lambda value, _, run: find(value, run)

    def of(self, find: Callable[[Any], Any], part: Part) -> Part:
        """A part, made of what is found in a value."""
        return lambda value, reading, run: part(find(value), reading, run)

    def date(self, find: Callable[[Any, Reading], date | None]) -> Part:
        """A date: as text, unless graphql-core is to write it."""
        if self.compiler.marked:
            return lambda value, reading, _: find(value, reading)

        def text(found: date | None) -> str | None:
            return found.isoformat() if found else None

        return lambda value, reading, _: text(find(value, reading))

    def entity(self, target: str, asked: SelectedField) -> Entity:
        """A node of the answer by its id: one more column in the tables of facts, for each label it may have."""
        outer, self.compiler.level = self.compiler.level, self.level.below()
        places: dict[str, tuple[int, Serializer]] = {}
        with self.compiler.compiling(again=False, in_tables=False):  # read beside the facts, not beside an answer
            for label in self.compiler.labels(target):
                made = self.compiler.fields(label, asked.below(label), "n")
                places[LABELS[label].prefix] = (self.level.add(label, made.cypher), made.shape)
        self.compiler.level = outer

        def fill(identifier: str | None, reading: Reading, run: FieldExecution) -> Any:
            if identifier is None or identifier not in reading.extras:
                return None
            found = places.get(identifier.partition(":")[0])
            return found[1](reading.extras[identifier][found[0]], run) if found else None

        return fill

    # -- one method a type: from a field to what fills it in -----------------------------------------------------

    def ownership_part(self, asked: SelectedField) -> Part:
        """A field of Ownership."""
        name = asked.name
        if name in _NEEDS:
            self.level.needs.add(_NEEDS[name])
        if name in ("status", "basis", "known", "synthetic"):
            return lambda answer, *_: getattr(answer, name)
        if name == "asOf":
            return self.date(lambda answer, _: answer.day)
        if name == "since":
            return self.date(_since)
        if name in ("owners", "partners", "consents"):
            owners = self.many(self.object("Owner", asked, self.owner_part))
            return lambda answer, reading, run: owners(getattr(answer, name), reading, run)
        if name in ("lead", "convener"):
            owner = self.object("Owner", asked, self.owner_part)
            return lambda answer, reading, run: owner(getattr(answer, name), reading, run)
        return self._told(asked)

    def _told(self, asked: SelectedField) -> Part:
        """The fields that tell how the answer came about."""
        if asked.name == "subject":
            subject = self.entity("Subject", asked)
            return lambda answer, reading, run: subject(answer.subject, reading, run)
        if asked.name == "topics":
            topics = self.many(self.object("Topic", asked, self.topic_part))
            return lambda answer, reading, run: topics(answer.topics, reading, run)
        if asked.name == "lapsed":
            record = self.entity("Responsibility", asked)
            return lambda answer, reading, run: [record(each, reading, run) for each in answer.lapsed]
        if asked.name == "nextDoor":
            doors = self.many(self.object("Door", asked, self.door_part))
            return lambda answer, reading, run: doors(answer.doors, reading, run)
        if asked.name == "message":
            return self._message(asked)
        assert asked.name == "steps", asked.name
        steps = self.many(self.object("ResolutionStep", asked, self.step_part))
        return lambda answer, reading, run: steps(list(enumerate(answer.steps, 1)), reading, run)

    def _message(self, asked: SelectedField) -> Part:
        """The answer in two or three sentences; only what the audience is told is read."""
        language, audience = asked.arguments["lang"], asked.arguments["audience"]
        self.level.needs |= MESSAGE[audience]

        def fill(answer: Ownership, reading: Reading, _: FieldExecution) -> str:
            return message(answer, _since(answer, reading), language, audience, self.hidden(reading))

        return fill

    def owner_part(self, asked: SelectedField) -> Part:
        """A field of Owner."""
        name = asked.name
        if name == "official":
            self.level.needs.add(Need.OFFICIAL)
        target = {
            "party": "Party",
            "department": "Department",
            "silo": "Party",
            "official": "Official",
            "responsibility": "Responsibility",
        }[name]
        entity = self.entity(target, asked)

        def fill(owner: Owner, reading: Reading, run: FieldExecution) -> Any:
            return entity(owner.party if name == "department" else getattr(owner, name), reading, run)

        return fill

    def topic_part(self, asked: SelectedField) -> Part:
        """A field of Topic."""
        if asked.name == "departments":
            party = self.entity("Party", asked)
            return lambda topic, reading, run: [party(each, reading, run) for each in sorted(topic.parties)]
        entity = self.entity({"subject": "Subject", "area": "Area", "inheritedFrom": "Domain"}[asked.name], asked)
        found: dict[str, Callable[[TopicAnswer], str | None]] = {
            "subject": lambda topic: topic.topic,
            "area": lambda topic: topic.area,
            "inheritedFrom": lambda topic: topic.inherited_from,
        }
        return lambda topic, reading, run: entity(found[asked.name](topic), reading, run)

    def door_part(self, asked: SelectedField) -> Part:
        """A field of Door."""
        if asked.name == "counter":
            counter = self.entity("Counter", asked)
            return lambda door, reading, run: counter(door.counter, reading, run)
        dutch = asked.arguments["lang"] == "NL"

        def fill(door: Door, *_: Any) -> str:
            return door.reason.nl if dutch else door.reason.en

        return fill

    def step_part(self, asked: SelectedField) -> Part:
        """A field of ResolutionStep, of a pair of rank and Step."""
        if asked.name == "candidate":
            party = self.entity("Party", asked)
            return lambda ranked, reading, run: party(ranked[1].candidate, reading, run)
        if asked.name == "rank":
            return lambda ranked, *_: ranked[0]
        if asked.name == "reason":
            language = asked.arguments["lang"]
            return lambda ranked, reading, _: reason(reading.facts, ranked[1], language, self.hidden(reading))
        return lambda ranked, *_: getattr(ranked[1], asked.name)

    def hidden(self, reading: Reading) -> frozenset[str]:
        """Officials whose names the viewer may not see; residents are never named in a sentence."""
        seen = self.compiler.viewer.sees(LABELS["Official"].property("name"))
        return frozenset() if seen else frozenset(reading.facts.officials)


def _type_name(type_name: str) -> Part:
    return lambda *_: type_name


def _since(answer: Ownership, reading: Reading) -> date | None:
    """First day of this status with these owners, by the same knowledge as the answer."""
    return reading.history(answer.snapshot.known_at).unchanged_since(answer.question, answer.day)
