"""Small pieces of Cypher that several compilers use: made of names of ours, never of a caller's text.

In: variables and names of the model. Out: Cypher expressions and predicates.
"""

from collections.abc import Iterable

from graph.model import LABELS, NODES

Path = tuple[
    int | str, ...
]  # where ids of subjects stand in a value: an index, "*" for each item, "=Label" where it has that label
EACH = "*"


def as_list(expressions: Iterable[str]) -> str:
    """A Cypher list of expressions."""
    return f"[{', '.join(expressions)}]"


def valid(variable: str, day: str) -> str:
    """The one predicate of validity, as Cypher: from validFrom up to but not including validTo, or on the day attested."""
    return (
        f"({variable}.validFrom IS NULL OR {variable}.validFrom <= {day}) AND ({variable}.validTo IS NULL OR {day} < {variable}.validTo)"
        f" AND ({variable}.attestedOn IS NULL OR {variable}.attestedOn = {day})"
    )


def node_id_cypher(node: str, labels: Iterable[str] = NODES) -> str:
    """The id of a node whose label is not known beforehand."""
    cases = " ".join(f"WHEN {node}:{label} THEN '{LABELS[label].prefix}:'" for label in labels)
    return f"CASE {cases} END + {node}.key"


def flatten(value: str, path: Path, depth: int = 0) -> str:
    """A list of what stands at a path in a nested value, as Cypher."""
    if not path:
        return f"[{value}]"
    step, rest = path[0], path[1:]
    if step == EACH:
        item = f"x{depth}"
        return f"reduce(found{depth} = [], {item} IN coalesce({value}, []) | found{depth} + {flatten(item, rest, depth + 1)})"
    if isinstance(step, str):
        return f"CASE WHEN {value}[0] = '{step[1:]}' THEN {flatten(value, rest, depth)} ELSE [] END"
    return flatten(f"{value}[{step}]", rest, depth)
