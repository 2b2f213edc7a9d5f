"""The root fields `node`, `nodes`, and the list of each kind of node.

In: the SelectedField of the root field and a Compiler. Out: a Resolver, with one Statement each.
"""

from graph.model.definition import NODES
from schema.compiler.statement import list_of, many_nodes, one_node
from schema.types.builder import AnswerField, answer_field, argument
from schema.types.nodes import PAGING, filtering

PLURALS = {"Counter": "counters", "Responsibility": "responsibilities"}
DUTCH = {
    "Resident": "bewoners", "Official": "ambtenaren en bestuurders", "Department": "onderdelen van de gemeente", "Organisation": "organisaties",
    "Initiative": "initiatieven", "Problem": "problemen", "Domain": "werkvelden", "Area": "gebieden", "Counter": "loketten", "Event": "bijeenkomsten",
    "Document": "stukken", "Responsibility": "verantwoordelijkheden", "Contact": "contacten", "Source": "bronnen",
}  # fmt: skip
AT_ANY_DATE = argument("asOf", "Date | None",
    "Only what is valid on that date, and filters follow relationships of that date; default what is there at any date, and "
        "relationships of today.",
    "Alleen wat op die datum geldt, en filters volgen relaties van die datum; standaard wat er op enige datum is, en relaties van vandaag.",
    None)


def _list_field(label: str) -> AnswerField:
    plural = PLURALS.get(label, f"{label.lower()}s")
    arguments = (
        AT_ANY_DATE,
        *filtering(label),
        *PAGING,
    )
    return answer_field(
        plural,
        f"{label}Connection",
        f"All {plural}, page by page.",
        f"Alle {DUTCH[label]}, per pagina.",
        arguments,
        list_of(label),
    )


ROOT_FIELDS = [
    answer_field("node", "Node | None",
        "One node by its id; old ids keep working. Null when there is none that you may see.",
        "Eén knoop op id; oude id's blijven werken. Leeg als er geen is die u mag zien.",
        [argument("id", "ID", "Id of the node.", "Id van de knoop.")],
        one_node),
    answer_field("nodes", "list[Node | None]",
        "Several nodes by their ids, in the order asked.", "Meerdere knopen op id, in de gevraagde volgorde.",
        [argument("ids", "list[ID]", "Ids of the nodes.", "Id's van de knopen.")],
        many_nodes),
    *map(_list_field, NODES),
]
