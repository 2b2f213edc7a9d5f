"""Small pieces of Cypher that several compilers use: made of names of ours, never of a caller's text.

In: variables and names of the model. Out: Cypher expressions and predicates.
"""

import re
from collections.abc import Iterable

from graph.database.clauses import Query, by_label
from graph.model.definition import LABELS, NODES, PARTIES, SUBJECTS


class PathEnd:
    """Ends a path, where it is said what stands there."""


ResultPath = tuple[int | str | PathEnd, ...]
"""Where in a value something stands: an index, "*" for each item, "=Label" where it has that label, or a Stop."""
EACH = "*"


def as_list(expressions: Iterable[str]) -> str:
    """A Cypher list of expressions."""
    return f"[{', '.join(expressions)}]"


def valid(variable: str, day: str) -> str:
    """The one predicate of validity, as Cypher: from validFrom up to but not including validTo, or on the day attested.

    That most have no such date is asked first: it takes a tenth less of a page than putting a date in its place. One that is
    no date is never valid.
    """
    return (
        f"({variable}.validFrom IS NULL OR {variable}.validFrom <= {day})"
        f" AND ({variable}.validTo IS NULL OR {day} < {variable}.validTo)"
        f" AND ({variable}.attestedOn IS NULL OR {variable}.attestedOn = {day})"
    )


def valid_tie(tie: str, ends: Iterable[tuple[str, str]], day: str) -> list[str]:
    """When a relationship holds, as conditions: on a day on which it is valid itself, and so is every node at its ends.

    The ends are variables, each with its type of the API. Whoever follows a relationship, from whichever side, asks this.
    """
    return [valid(tie, day), *filter(None, (_valid_node(node, target, day) for node, target in ends))]


def valid_nodes(nodes: str, day: str) -> str:
    """The same of all nodes in a list."""
    return f"all(x IN {nodes} WHERE {_valid_node('x', 'Node', day)})"


DATED = frozenset(name for name, label in LABELS.items() if any(prop.name == "validTo" for prop in label.properties))


def _valid_node(node: str, target: str, day: str) -> str | None:
    """The condition on a node; None where no node of that type has dates."""
    if target in DATED:
        return valid(node, day)
    dated = [label for label in labels_of(target) if label in DATED]
    return f"(NOT ({' OR '.join(f'{node}:{label}' for label in dated)}) OR ({valid(node, day)}))" if dated else None


GROUPS = {"Party": PARTIES, "Subject": SUBJECTS, "KnockedAt": ("Counter", "Department"), "Node": NODES}
"""The labels behind the interfaces and unions of the API."""


def labels_of(target: str) -> tuple[str, ...]:
    """The labels behind a type of the API."""
    return GROUPS.get(target, (target,))


def node_id_cypher(node: str, target: str = "Node") -> str:
    """The id of a node whose label is not known beforehand."""
    if target in LABELS:
        return f"'{LABELS[target].prefix}:' + {node}.key"
    return by_label(node, {label: f"'{LABELS[label].prefix}:'" for label in labels_of(target)}) + f" + {node}.key"


def flatten(value: str, path: ResultPath, depth: int = 0) -> str:
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


def unwound(value: str, path: ResultPath) -> tuple[Query, str]:
    """Clauses that make a row of each thing that stands at a path in a nested value, and the expression of that thing."""
    query = Query()
    for step in path:
        if step == EACH:
            item = f"x{len(query.clauses)}"
            query = query.unwind(value, item)
            value = item
        elif isinstance(step, str):
            value = f"CASE WHEN {value}[0] = '{step[1:]}' THEN {value} END"
        else:
            value = f"({value})[{step}]" if " " in value else f"{value}[{step}]"
    return query, value


# -- for people --------------------------------------------------------------------------------------------------

_CLAUSE = re.compile(
    r"'(?:[^'\\]|\\.)*'|[{}]|\b(?:OPTIONAL MATCH|MATCH|WHERE|WITH|UNWIND|ORDER BY|LIMIT|RETURN|UNION)\b|\bCALL (?=\(|\{)"
)
_BLOCK = re.compile(r"(?:COLLECT|COUNT|EXISTS|CALL \([^()]*\)) *$")


def format_cypher(text: str) -> str:
    """A statement of ours with a line for each clause, indented by the subquery it stands in: to be read, not run."""
    lines, line, blocks, last = list[str](), "", list[bool](), 0
    depth, lists = 0, [0]  # how many square brackets are open in each block: inside them nothing is a clause

    def end(depth: int) -> None:
        if line.strip():
            lines.append("  " * depth + " ".join(line.split()))

    for found in _CLAUSE.finditer(text):
        word = found.group()
        between = text[last : found.start()]
        line += between
        lists[-1] += between.count("[") - between.count("]")
        last = found.end()
        is_block = word == "{" and bool(_BLOCK.search(line))
        if word[0] == "'" or (word == "{" and not is_block):
            line += word
            blocks += [False] if word == "{" else []
        elif word == "{":
            line += word
            end(depth)
            line, depth = "", depth + 1
            blocks.append(True)
            lists.append(0)
        elif word == "}":
            if blocks.pop():
                end(depth)
                line, depth = "", depth - 1
                lists.pop()
            line += word
        elif lists[-1] or (word == "WITH" and line.rstrip().endswith("STARTS")):
            line += word
        else:
            end(depth)
            line = word
    line += text[last:]
    end(depth)
    return "\n".join(lines)
