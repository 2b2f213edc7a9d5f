"""Makes Strawberry types out of tables: fields whose values stand in the compiled answer, described in two languages.

In: names, type expressions and texts. Out: Strawberry types in `NAMESPACE`, which all type expressions are resolved in.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from inspect import Parameter
from keyword import iskeyword
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from graph.model.vocabulary import Term

NAMESPACE: dict[str, Any] = {
    "ID": strawberry.ID, "str": str, "int": int, "float": float, "bool": bool, "list": list, "None": None,
    "Date": date, "DateTime": datetime,
}  # fmt: skip
UNSET: Any = strawberry.UNSET

def bilingual(en: str, nl: str) -> str:
    """A description: one English sentence, then the Dutch one."""
    return f"{en}\n\nNL: {nl}"


def annotation(expression: str) -> StrawberryAnnotation:
    """A type expression such as "list[Initiative] | None", resolved when the schema is built."""
    return StrawberryAnnotation(expression, namespace=NAMESPACE)


def python_name(name: str) -> str:
    """A name that Python takes as an attribute, also for words like "from" and "in"."""
    return f"{name}_" if iskeyword(name) else name


class AnswerField(StrawberryField):
    """A field whose value was put into the answer under its response key. A root field knows how it is compiled."""

    compiled: Callable[..., Any] | None = None

    @property
    def is_basic_field(self) -> bool:
        return False

    def __copy__(self) -> "AnswerField":
        copied = super().__copy__()
        copied.compiled = self.compiled
        return copied

    def get_result(self, source: Any, info: strawberry.Info | None, args: list[Any], kwargs: Any) -> Any:  # noqa: ARG002  Strawberry passes them by name
        assert info is not None
        value = source[info._raw_info.path.key]
        if isinstance(value, Exception):
            raise value.with_traceback(None)  # it may be kept with its plan, and would grow with each raising
        return value


def argument(name: str, kind: str, en: str, nl: str, default: Any = UNSET) -> StrawberryArgument:
    """One argument of a field; with no default it may be left out if its type allows null."""
    required = not kind.endswith("| None") and default is UNSET
    return StrawberryArgument(
        python_name=name,
        graphql_name=name,
        type_annotation=annotation(kind),
        description=bilingual(en, nl),
        default=Parameter.empty if required else default,
    )


def answer_field(
    name: str, kind: str, en: str, nl: str, arguments: Iterable[StrawberryArgument] = (), compiled: Callable[..., Any] | None = None
) -> AnswerField:
    """One field of an object type."""
    made = AnswerField(
        python_name=python_name(name),
        graphql_name=name,
        type_annotation=annotation(kind),
        description=bilingual(en, nl),
        default=None,
    )
    made.arguments = list(arguments)
    made.compiled = compiled
    return made


def object_type(name: str, en: str, nl: str, fields: Iterable[AnswerField], bases: tuple[type, ...] = (), interface: bool = False) -> type:
    """An object type or interface; it is put into `NAMESPACE`."""
    body = {each.python_name: each for each in fields}
    make = strawberry.interface if interface else strawberry.type
    return register(name, make(type(name, bases, body), name=name, description=bilingual(en, nl)))


def register(name: str, made: type) -> type:
    """Put a type into `NAMESPACE`, and have the types of its fields looked up there, not in the module that made it."""
    for each in made.__strawberry_definition__.fields:  # type: ignore[attr-defined]
        each.type_annotation.namespace = NAMESPACE
    NAMESPACE[name] = made
    return made


def enum_type(source: type[Term], name: str | None = None) -> Any:
    """An enum of the API from a list of terms of the model."""
    label = name or source.__name__
    values = {each.value: strawberry.enum_value(each.value, description=bilingual(each.en, each.nl)) for each in source}
    doc = (source.__doc__ or "").strip().splitlines()[0]
    plain: Any = Enum(label, values)  # type: ignore[misc]  # its name is data here
    made = strawberry.enum(plain, name=label, description=bilingual(doc, NL_ENUMS[label]))
    NAMESPACE[label] = made
    return made


def group_type(name: str, en: str, nl: str, words: Mapping[str, tuple[str, str]]) -> None:
    """An enum of what a list can be counted by."""
    values = {word: strawberry.enum_value(word, description=bilingual(*texts)) for word, texts in words.items()}
    plain: Any = Enum(name, values)  # type: ignore[misc]  # its name is data here
    NAMESPACE[name] = strawberry.enum(plain, name=name, description=bilingual(en, nl))


NL_ENUMS = {
    "Lang": "Taal van een tekst.",
    "Audience": "Voor wie een tekst is.",
    "Stage": "Hoe ver een initiatief is.",
    "Ask": "Wat een initiatief van de gemeente vraagt.",
    "Level": "De plaats van een onderdeel in de organisatie.",
    "Role": "Wat een verantwoordelijkheid van de houder vraagt; alleen OWNER en LEAD pakken iets op.",
    "EventKind": "Soort bijeenkomst.",
    "InvolvementLevel": "Hoe bewoners betrokken waren; NOT_STATED en NONE zijn verschillende antwoorden.",
    "OwnershipStatus": "Of iemand het oppakt, en zo niet, waarom niet.",
    "OwnershipBasis": "Waar een antwoord op steunt.",
    "StepCode": "Wat er met een kandidaat gebeurde.",
    "ChangeCode": "Wat er anders zou zijn.",
    "GapOrder": "Volgorde van een lijst van wat tussen diensten valt.",
    "SiloDimension": "Wat de rijen en kolommen van een matrix van diensten zijn.",
    "Direction": "Richting van een relatie, gezien vanaf een knoop.",
    "NodeType": "Soort knoop.",
    "RelationshipType": "Soort relatie.",
    "ChangeKind": "Wat er met een knoop of relatie gebeurde.",
    "SortDirection": "Oplopend of aflopend.",
    "CloserKind": "Wat er wordt besloten om een gat op te lossen.",
    "HoleReason": "Waarom er niemand is om iets op te pakken.",
    "TieKind": "Wat diensten verbindt.",
    "Gathered": "Waarop aantallen op bijeenkomsten worden opgeteld.",
    "LoopKind": "Hoe een weg van een bewoner in een kring liep.",
    "DoorReason": "Waarom een loket de deur is om naartoe te gaan.",
}
