"""The node types and their connections, made from the model and the table of relations.

In: `graph.model.definition` and `schema.types.relations`. Out: Strawberry types for every label that is served, with the interfaces
Node and Party and the union Subject.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Union

import strawberry
from strawberry.types.arguments import StrawberryArgument

from graph.model.definition import LABELS, NODES, PARTIES, SUBJECTS
from graph.model.vocabulary import Kind, Label, Property
from schema.types.aggregates import GROUPS
from schema.types.builder import NAMESPACE, AnswerField, answer_field, argument, bilingual, group_type, object_type
from schema.types.relations import RELATIONS, Relation

SCALARS = {Kind.STRING: "str", Kind.STRINGS: "str", Kind.INTEGER: "int", Kind.FLOAT: "float", Kind.BOOLEAN: "bool", Kind.DATE: "Date", Kind.DATETIME: "DateTime"}
# What falls back to a value where the graph has none, so that one bad node never breaks a list.
NEVER_NULL = {("Domain", "name"), ("Area", "name"), ("Counter", "name")} | {(name, "title") for name in NODES}
OWNED = SUBJECTS

AS_OF = argument("asOf", "Date | None", "The date at which to look; default today.", "De datum waarop wordt gekeken; standaard vandaag.", None)
PAGING = (
    argument("first", "int | None",
        "How many from the start, 1 to 500; 25 when neither first nor last is given.",
        "Hoeveel vanaf het begin, 1 tot 500; 25 als first en last beide ontbreken.",
        None),
    argument("after", "str | None", "Only what comes after this cursor.", "Alleen wat na deze cursor komt.", None),
    argument("last", "int | None", "How many from the end, 1 to 500.", "Hoeveel vanaf het eind, 1 tot 500.", None),
    argument("before", "str | None", "Only what comes before this cursor.", "Alleen wat voor deze cursor komt.", None),
)

BY_TYPE = {"TYPE": ("Kind of node or relationship.", "Soort knoop of relatie.")}


def filtering(target: str) -> tuple[StrawberryArgument, ...]:
    """The arguments of a list that say which nodes it holds, and in what order."""
    return (
        argument("filter", f"{target}Filter | None", "Which ones to list; default all.", "Welke in de lijst komen; standaard alle.", None),
        argument("orderBy", f"list[{target}Order] | None", "In what order; default by key.", "In welke volgorde; standaard op sleutel.", None),
    )


def property_type(label: str, prop: Property) -> str:
    """The type expression of a property's field."""
    base = prop.term.__name__ if prop.term else SCALARS[prop.kind]
    if prop.kind is Kind.STRINGS:
        return f"list[{base}]"
    if prop.kind is Kind.BOOLEAN and prop.name != "bridgeVisible":
        return base
    return base if (label, prop.name) in NEVER_NULL else f"{base} | None"


def _properties(label: Label) -> Iterator[AnswerField]:
    for prop in label.properties:
        if prop.name in ("key", "source"):
            continue
        if prop.name == "involvement":
            yield answer_field("involvement", "list[Involvement]",
                "How residents were involved, moment by moment.", "Hoe bewoners betrokken waren, per moment.")
        else:
            yield answer_field(prop.name, property_type(label.name, prop), prop.en, prop.nl)


def _provenance() -> Iterator[AnswerField]:
    yield answer_field("source", "Source | None", "The source that states it, highest in rank.", "De bron die het stelt, de hoogste in rang.")
    yield answer_field("sources", "list[Source]",
        "All sources that state it, highest in rank first.", "Alle bronnen die het stellen, de hoogste in rang eerst.")
    yield answer_field("statements", "list[Statement]",
        "What each source states of it, also where they differ; as far as you may see it.",
        "Wat elke bron erover stelt, ook waar zij verschillen; voor zover u dat mag zien.")


def related(relation: Relation) -> AnswerField:
    """The field of one row of the table of relations."""
    if relation.many:
        return answer_field(relation.field, f"{relation.target}Connection", relation.en, relation.nl, (AS_OF, *filtering(relation.target), *PAGING))
    return answer_field(relation.field, f"{relation.target} | None", relation.en, relation.nl, (AS_OF,))


def _computed(label: str) -> Iterator[AnswerField]:
    if label in OWNED:
        area = argument("area", "ID | None",
            "The area to answer for; default where it lies.", "Het gebied waarvoor het antwoord geldt; standaard waar het ligt.", None)
        yield answer_field("ownership", "Ownership",
            "Who owns it, why and since when.", "Wie dit oppakt, waarom en sinds wanneer.",
            (area, AS_OF))
    if label == "Department":
        yield answer_field("silo", "Department | None",
            "The service it belongs to, at a date.", "De dienst waar het bij hoort, op een datum.",
            (AS_OF,))
    if label == "Contact":
        yield answer_field("reason", "str | None",
            "Why the resident was sent on, as far as you may see it.", "Waarom de bewoner werd doorgestuurd, voor zover u dat mag zien.")
    if label == "Responsibility":
        yield answer_field("onBehalfOf", "Department | None",
            "The department an official holds it for: the one joined last when it began.",
            "De afdeling waarvoor een ambtenaar dit draagt: die van de laatste plek toen het begon.",
            (AS_OF,))


ID_FIELD = ("id", "ID", "Label in lower case, a colon and the key.", "Soort in kleine letters, een dubbele punt en de sleutel.")
NAME_FIELD = ("name", "str | None", "Name, as far as you may see it.", "Naam, voor zover u die mag zien.")

Node = object_type("Node", "Anything in the graph that has an id.", "Alles in de graaf dat een id heeft.", [
    answer_field(*ID_FIELD),
], interface=True)
Party = object_type("Party",
        "Whoever can hold a responsibility, start something or take part.",
        "Wie een verantwoordelijkheid kan dragen, iets kan beginnen of kan meedoen.", [
    answer_field(*ID_FIELD),
    answer_field(*NAME_FIELD),
], bases=(Node,), interface=True)


def _node_type(label: Label) -> type:
    fields = [answer_field(*ID_FIELD), *_properties(label), *map(related, RELATIONS[label.name]), *_computed(label.name), *_provenance()]
    return object_type(label.name, label.en, label.nl, fields, bases=(Party if label.party else Node,))


NODE_TYPES = tuple(_node_type(LABELS[name]) for name in NODES)

def _union(name: str, labels: Iterable[str], en: str, nl: str) -> None:
    members: Any = Union.__getitem__(tuple(NAMESPACE[each] for each in labels))
    NAMESPACE[name] = Annotated[members, strawberry.union(name, description=bilingual(en, nl))]


_union("Subject", SUBJECTS, "What somebody can own.", "Wat iemand kan oppakken.")
_union("KnockedAt", ("Counter", "Department"), "Where a resident can knock.", "Waar een bewoner kan aankloppen.")

object_type(
    "PageInfo", "Where a page stands in its list.", "Waar een pagina in de lijst staat.",
    [
        answer_field("hasNextPage", "bool", "Whether more comes after it.", "Of er nog meer na komt."),
        answer_field("hasPreviousPage", "bool", "Whether more comes before it.", "Of er nog meer voor staat."),
        answer_field("startCursor", "str | None", "Cursor of the first on the page.", "Cursor van de eerste op de pagina."),
        answer_field("endCursor", "str | None", "Cursor of the last on the page.", "Cursor van de laatste op de pagina."),
    ],
)  # fmt: skip


object_type("Bucket", "How many of a list have something in common.", "Hoeveel van een lijst iets gemeen hebben.", [
    answer_field("value", "str | None",
        "What they have in common: a word, a year as 2017, a month as 2017-11, or the name of the node; null: they have none.",
        "Wat zij gemeen hebben: een woord, een jaar als 2017, een maand als 2017-11, of de naam van de knoop; leeg: zij hebben er geen."),
    answer_field("node", "Node | None", "The node, where the list is counted by nodes.", "De knoop, waar per knoop is geteld."),
    answer_field("count", "int", "How many.", "Hoeveel."),
])


def connection_type(node: str, prefix: str | None = None, *, groups: Mapping[str, tuple[str, str]], extra_edge: tuple[AnswerField, ...] = ()) -> None:
    """A connection and its edge, after the cursor connections specification of Relay, with counts over the whole list.

    `groups`: what it can be counted by, with what each word means in English and Dutch.
    """
    name = prefix or node
    group_type(f"{name}Group", f"What a list of {node} can be counted by.", f"Waarop een lijst van {node} geteld kan worden.", groups)
    first = argument("first", "int | None", "How many at most, the largest first; 1 to 500.", "Hoeveel hooguit, de grootste eerst; 1 tot 500.", 100)
    group = argument("group", f"{name}Group", "What to count by.", "Waarop geteld wordt.")
    object_type(f"{name}Aggregate", f"Counts over a whole list of {node}, not just the page.", f"Aantallen over een hele lijst van {node}, niet alleen de pagina.", [
        answer_field("count", "int", "How many there are in all.", "Hoeveel er in totaal zijn."),
        answer_field("by", "list[Bucket]",
            "How many for each value; who has several values counts for each.", "Hoeveel per waarde; wie er meer heeft, telt bij elk mee.",
            (group, first))])  # fmt: skip
    counted = answer_field("aggregate", f"{name}Aggregate", "Counts over the whole list.", "Aantallen over de hele lijst.")
    _page_types(name, node, extra_edge, (counted,))


def plain_connection(node: str) -> None:
    """A connection of values that are worked out: a page without counts by group."""
    _page_types(node, node)


def _page_types(name: str, node: str, extra_edge: tuple[AnswerField, ...] = (), extra: tuple[AnswerField, ...] = ()) -> None:
    object_type(f"{name}Edge", f"One {node} in a list.", f"Eén {node} in een lijst.", [
        answer_field("node", node, "The node itself.", "De knoop zelf."),
        answer_field("cursor", "str", "Its place in the list.", "De plaats in de lijst."), *extra_edge])  # fmt: skip
    object_type(f"{name}Connection", f"A page of a list of {node}.", f"Een pagina van een lijst van {node}.", [
        answer_field("edges", f"list[{name}Edge]", "The page, with cursors.", "De pagina, met cursors."),
        answer_field("nodes", f"list[{node}]", "The page.", "De pagina."),
        answer_field("pageInfo", "PageInfo", "Where the page stands.", "Waar de pagina staat."),
        answer_field("totalCount", "int", "How many there are in all.", "Hoeveel er in totaal zijn."), *extra])  # fmt: skip


for each in NODES:
    connection_type(each, groups={group.name: (group.en, group.nl) for group in GROUPS[each].values()})
connection_type("Party", groups=BY_TYPE)

object_type("Involvement", "How residents were involved at one moment.", "Hoe bewoners op één moment betrokken waren.", [
    answer_field("moment", "str | None", "When in the process.", "Wanneer in het proces."),
    answer_field("level", "InvolvementLevel", "How far it went.", "Hoe ver het ging."),
    answer_field("whoCame", "str | None", "Who came, as counts.", "Wie er kwam, als aantallen."),
    answer_field("whatChanged", "str | None", "What changed by it.", "Wat erdoor veranderde."),
    answer_field("evidence", "str | None", "Where that can be read.", "Waar dat te lezen is."),
])

object_type("Statement", "What one source states of one property.", "Wat één bron over één eigenschap stelt.", [
    answer_field("property", "str", "Name of the property.", "Naam van de eigenschap."),
    answer_field("value", "str",
        "The value: a text as it is, anything else as JSON writes it, dates as 2017-11-14.",
        "De waarde: een tekst zoals die is, al het andere zoals JSON het schrijft, data als 2017-11-14."),
    answer_field("source", "Source", "The source that states it.", "De bron die het stelt."),
    answer_field("ref", "str | None", "Place in that source.", "Plaats in die bron."),
])

assert set(PARTIES) <= set(NODES)
