"""Looks at every node of the model: its key, the type of each property, words that no list knows, texts in no known form.

In: a database. Out: findings. A value itself is shown only where it should have come from a list of ours: any other may
be about a person.
"""

from collections.abc import Iterable
from typing import Any

from graph.check.finding import DEADLINE_S, MOST, Finding
from graph.database.session import Database
from graph.database.statement import Statement
from graph.model.definition import LABELS
from graph.model.vocabulary import Kind, Label, Property, Term

MISSING_KEY, DOUBLE_KEY, WRONG_TYPE, UNKNOWN_VALUE, WRONG_FORM = "missing key", "double key", "wrong type", "unknown value", "wrong form"
SHOWN = 40  # characters of a value


async def value_findings(database: Database) -> list[Finding]:
    """Findings on nodes and their properties, label by label."""
    found: list[Finding] = []
    for label in LABELS.values():
        found += await _properties(database, label)
        found += await _double_keys(database, label)
    return found


async def _properties(database: Database, label: Label) -> list[Finding]:
    cases = "\n  + ".join(property_cases(label.properties, "n"))
    text = f"""
MATCH (n:{label.name})
WITH n, CASE WHEN n.key IS NULL THEN [['{MISSING_KEY}', 'key', 'it has none']] ELSE [] END
  + {cases} AS faults
UNWIND faults AS fault
RETURN CASE WHEN n.key IS NULL OR NOT n.key IS :: STRING THEN 'node ' + elementId(n) ELSE n.key END AS key, fault
ORDER BY key, fault[1]
LIMIT $most"""
    answer = await database.read(Statement(text, {"most": MOST, **terms_of(label.properties)}), deadline_s=DEADLINE_S)
    return [as_finding(label.name, key, fault) for key, fault in answer.rows]


def property_cases(properties: Iterable[Property], variable: str) -> list[str]:
    """For each property an expression that is a list of faults, mostly empty."""
    return [case for prop in properties for case in _cases(prop, f"{variable}.{prop.name}")]


def _cases(prop: Property, value: str) -> list[str]:
    kind = prop.kind.value
    typed = f"CASE WHEN {value} IS :: {kind} THEN [] ELSE [['{WRONG_TYPE}', '{prop.name}', 'is ' + valueType({value}) + ', not {kind}']] END"
    if prop.term is None and prop.form is None:
        return [typed]
    listed = f"CASE WHEN {value} IS :: {kind} NOT NULL THEN {value} ELSE [] END" if prop.kind is Kind.STRINGS else f"[{value}]"
    if prop.form:
        # Which one, not what it says: it may be about a person.
        formless = (
            f"[place IN range(0, size({listed}) - 1) WHERE NOT {listed}[place] =~ ${_parameter(prop)} | "
            f"['{WRONG_FORM}', '{prop.name}', 'has number ' + (place + 1) + ' in another form']]"
        )
        return [typed, formless]
    unknown = (
        f"[v IN {listed} WHERE v IS :: STRING NOT NULL AND NOT v IN ${_parameter(prop)} | "
        f"['{UNKNOWN_VALUE}', '{prop.name}', 'is ' + left(v, {SHOWN})]]"
    )
    return [typed, unknown]


def terms_of(properties: Iterable[Property]) -> dict[str, list[str] | str]:
    """The known words of each property that takes its words from a list, and the form of each that has one."""
    listed: dict[str, list[str] | str] = {_parameter(prop): words(prop.term) for prop in properties if prop.term}
    return listed | {_parameter(prop): prop.form.pattern for prop in properties if prop.form}


def words(term: type[Term]) -> list[str]:
    """The words of a list."""
    return [member.value for member in term]


def _parameter(prop: Property) -> str:
    return f"terms_{prop.name}"


def as_finding(place: str, key: str, fault: list[Any]) -> Finding:
    """A fault as the statements here tell it: kind, property, what is the matter."""
    kind, name, what = fault
    cures = {
        MISSING_KEY: "Give it the key of its source: without one it cannot be served.",
        WRONG_TYPE: f"Write {name} with the type of the model; until then it is read as missing.",
        WRONG_FORM: f"Write each text of {name} in the form of the model; until then it is read as missing.",
        UNKNOWN_VALUE: f"Use one of the words that the model has for {name}; until then it is read as missing.",
    }
    return Finding(kind, place, key, f"{name} {what}", cures[kind])


async def _double_keys(database: Database, label: Label) -> list[Finding]:
    text = f"""
MATCH (n:{label.name}) WHERE n.key IS NOT NULL
WITH n.key AS key, count(*) AS times WHERE times > 1
RETURN toStringOrNull(key), times ORDER BY key LIMIT $most"""
    answer = await database.read(Statement(text, {"most": MOST}), deadline_s=DEADLINE_S)
    cure = "Merge them: a key is unique for each label, and its constraint cannot be made until it is."
    return [Finding(DOUBLE_KEY, label.name, key or "?", f"{times} nodes have this key", cure) for key, times in answer.rows]
