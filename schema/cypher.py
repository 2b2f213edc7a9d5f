"""Small pieces of Cypher that several compilers use: made of names of ours, never of a caller's text.

In: variables and names of the model. Out: Cypher expressions and predicates.
"""

import re
from collections.abc import Iterable

from graph.model import LABELS, NODES, PARTIES, SUBJECTS

Path = tuple[
    int | str, ...
]  # where ids of subjects stand in a value: an index, "*" for each item, "=Label" where it has that label
EACH = "*"


def as_list(expressions: Iterable[str]) -> str:
    """A Cypher list of expressions."""
    return f"[{', '.join(expressions)}]"


FOREVER = "date('9999-12-31')"


def valid(variable: str, day: str) -> str:
    """The one predicate of validity, as Cypher: from validFrom up to but not including validTo, or on the day attested.

    Each property is read once, which is most of what the predicate costs; one that is no date is never valid.
    """
    return (
        f"coalesce({variable}.validFrom, {day}) <= {day} AND {day} < coalesce({variable}.validTo, {FOREVER})"
        f" AND coalesce({variable}.attestedOn, {day}) = {day}"
    )


GROUPS = {"Party": PARTIES, "Subject": SUBJECTS, "KnockedAt": ("Counter", "Department"), "Node": NODES}
"""The labels behind the interfaces and unions of the API."""


def labels_of(target: str) -> tuple[str, ...]:
    """The labels behind a type of the API."""
    return GROUPS.get(target, (target,))


def node_id_cypher(node: str, target: str = "Node") -> str:
    """The id of a node whose label is not known beforehand."""
    if target in LABELS:
        return f"'{LABELS[target].prefix}:' + {node}.key"
    cases = " ".join(f"WHEN {node}:{label} THEN '{LABELS[label].prefix}:'" for label in labels_of(target))
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


# -- for people --------------------------------------------------------------------------------------------------

_CLAUSE = re.compile(
    r"'(?:[^'\\]|\\.)*'|[{}]|\b(?:OPTIONAL MATCH|MATCH|WHERE|WITH|UNWIND|ORDER BY|LIMIT|RETURN|UNION)\b|\bCALL (?=\(|\{)"
)
_BLOCK = re.compile(r"(?:COLLECT|COUNT|EXISTS|CALL \([^()]*\)) *$")


def laid_out(text: str) -> str:
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
