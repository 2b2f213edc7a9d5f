"""What a question may ask for: each limit at n and one beyond, for each role, and in time in proportion to its length."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationDefinitionNode, get_introspection_query, parse
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.viewer import ViewerRole
from schema.fields import SCHEMA
from schema.limits.limits import LIMITS, Cost, CostEstimator, TooCostly, check, measure
from tests.examples import examples
from tests.schema.limits.naive_cost import naive_cost
from tests.schema.random_documents import documents

ROOT = Path(__file__).parents[3]
OURS = sorted([*(ROOT / "snijvlak").rglob("*.graphql"), *(ROOT / "tests" / "schema" / "compiler" / "plans").glob("*.graphql")])
ROLES = list(ViewerRole)
CEILING = 2**31 - 1


def cost(text: str, variables: dict[str, Any] | None = None) -> Cost:
    document = parse(text)
    operation = next(each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    return measure(SCHEMA._schema, document, operation, variables or {})


def nested(levels: int, inner: str = "id") -> str:
    """Organisations in their parents' parents: `levels` deep, a page with its nodes being one."""
    return "{ departments(first: 1) { nodes { " + "parent { " * (levels - 1) + inner + " }" * (levels - 1) + " } } }"


def spread(levels: int) -> str:
    """Selections in selections by fragments alone: two levels of fields, the rest fragments."""
    chain = "".join(f"fragment F{i} on Node {{ ...F{i + 1} }} " for i in range(levels - 3))
    return f'{{ node(id: "x") {{ ...F0 }} }} {chain} fragment F{levels - 3} on Node {{ id }}'


def aliases(number: int) -> str:
    """Aliases for one field, spread over many nodes: no ten in one place."""
    return '{ node(id: "x") ' + inside(number) + " }"


def inside(number: int) -> str:
    here = " ".join(f"a{i}: id" for i in range(min(number, 10)))
    return f"{{ {here} ... on Department {{ parent {inside(number - 10)} }} }}" if number > 10 else f"{{ {here} }}"


def page(first: int, inner: str) -> str:
    return f"{{ initiatives(first: {first}) {{ nodes {{ {inner} }} }} }}"


def sized(nodes: int) -> str:
    """Exactly so many nodes: a page with pages in it, and a page for the rest."""
    many, rest = divmod(nodes, 500)
    parts = [page(500, f"domains(first: {many - 1}) {{ nodes {{ id }} }}")] + [page(rest, "id")] * bool(rest)
    return together(parts)


def values(number: int) -> str:
    """Exactly so many values, eight to a node."""
    eight = "id title summary stage startedOn endedOn ref __typename"
    inner = "id name description code ref checkedOn aliases __typename"
    many, rest = divmod(number, 500 * 8)
    some, rest = divmod(rest, 8)
    parts = [page(500, f"{eight} domains(first: {many - 1}) {{ nodes {{ {inner} }} }}")]
    return together(parts + [page(some, eight)] * bool(some) + [page(rest, "id")] * bool(rest))


def together(parts: list[str]) -> str:
    return "{ " + " ".join(f"a{i}: {part[2:-2]}" for i, part in enumerate(parts)) + " }"


def conditions(number: int) -> str:
    """So many conditions: all but the last are two signs on a text in turn, and what joins them."""
    return "{ initiatives(filter: {title: {" + "eq: \"x\" " * min(number, 1) + "}" + f", OR: [{', '.join(['{stage: {isNull: true}}'] * (number - 2))}]" * (number > 1) + "}) { totalCount } }"


def relations(number: int) -> str:
    """A filter that follows so many relations, one inside the other."""
    names = [("domains", "none"), ("initiatives", "some")]
    text = "{}"
    for place in reversed(range(number)):
        name, operator = names[place % 2]
        text = f"{{{name}: {{{operator}: {text}}}}}"
    return f"{{ initiatives(filter: {text}) {{ totalCount }} }}"


QUESTIONS: dict[str, Callable[[int], str]] = {
    "tokens": lambda n: "{ nodes(ids: [" + '"x" ' * (n - 12) + "]) { id } }",
    "depth": nested,
    "selections": spread,
    "aliases": aliases,
    "same_field": lambda n: '{ node(id: "x") { ' + " ".join(f"a{i}: id" for i in range(n)) + " } }",
    "repeated": lambda n: '{ node(id: "x") { ' + "id ... { id } " * (n // 2) + "id " * (n % 2) + "} }",
    "root_fields": lambda n: "{ " + "__typename " * n + "}",
    "directives": lambda n: "{ __typename " + "@include(if: true) " * n + "}",
    "nodes": sized,
    "values": values,
    "conditions": conditions,
    "relations": relations,
    "introspected": lambda n: "{ __schema { " + "types { name } " * n + "} }",
    "introspection_depth": lambda n: (
        '{ __type(name: "Node") { ' + "fields { type { " * n + "name" + " } }" * n + " } }"
    ),
}


def test_every_limit_is_tested_and_can_be_said() -> None:
    assert set(QUESTIONS) == set(Cost.__dataclass_fields__)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("figure", QUESTIONS)
def test_each_limit_is_exact(figure: str, role: ViewerRole) -> None:
    limits = LIMITS[role]
    most = getattr(limits, figure)
    if most > 0 or figure not in ("introspected", "introspection_depth"):
        at = cost(QUESTIONS[figure](most))
        assert getattr(at, figure) == most
        check(at, limits)
    beyond = cost(QUESTIONS[figure](most + 1))
    assert getattr(beyond, figure) == most + 1
    alone = replace(Cost(), **{figure: getattr(beyond, figure)})
    with pytest.raises(TooCostly) as error:
        check(alone, limits)
    assert (error.value.figure, error.value.found, error.value.limit) == (figure, most + 1, most)
    assert error.value.code == "TOO_COSTLY"
    assert str(most + 1) in error.value.cause
    assert str(most) in error.value.cause
    assert error.value.cure
    with pytest.raises(TooCostly):
        check(beyond, limits)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_own_questions_have_room_to_spare(path: Path) -> None:
    limits = LIMITS[ViewerRole.ANALYST]
    check(
        cost(path.read_text()),
        replace(limits, **{each: getattr(limits, each) // 2 for each in QUESTIONS if each != "introspection_depth"}),
    )


@pytest.mark.parametrize(
    "path", [path for path in OURS if path.parent.name == "operations"], ids=lambda path: path.stem
)
def test_the_page_and_the_command_line_work_for_everybody(path: Path) -> None:
    check(cost(path.read_text()), LIMITS[ViewerRole.PUBLIC])


@pytest.mark.parametrize("role", ROLES)
def test_graphiql_may_ask_for_the_schema_where_that_is_on(role: ViewerRole) -> None:
    whole = get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    )
    asked = cost(whole)
    if LIMITS[role].introspected:
        check(asked, LIMITS[role])
    else:
        assert role in (ViewerRole.PUBLIC, ViewerRole.TOOL)
        with pytest.raises(TooCostly, match="lists of the schema"):
            check(asked, LIMITS[role])


@pytest.mark.parametrize("role", ROLES)
def test_the_type_of_an_answer_is_for_everybody(role: ViewerRole) -> None:
    check(cost('{ __typename node(id: "x") { __typename } }'), LIMITS[role])


@pytest.mark.parametrize("text", [
    "{ __schema { types { fields { type { fields { name } } } } } }",
    "{ __schema { types { possibleTypes { fields { name } } } } }",
    '{ __type(name: "Node") { ...T } } fragment T on __Type { interfaces { ...U } } fragment U on __Type { possibleTypes { name } }',
    "{ __schema { " + " ".join(f"a{i}: types {{ fields {{ args {{ name }} }} }}" for i in range(4)) + " } }",
    "{ ...S " + " ".join(f"a{i}: __schema {{ types {{ name }} }}" for i in range(11)) + " } fragment S on Query { __schema { types { name } } }",
])  # fmt: skip
def test_asking_for_more_of_the_schema_is_refused(text: str) -> None:
    with pytest.raises(TooCostly):
        check(cost(text), LIMITS[ViewerRole.ANALYST])


def test_fifteen_relations_deep_is_fine_for_an_analyst() -> None:
    text = "id"
    for name in ["initiatives", "domains"] * 7:
        text = f"{name}(first: 1) {{ edges {{ node {{ {text} }} }} }}"
    asked = cost(f"{{ initiatives(first: 1) {{ edges {{ node {{ {text} }} }} }} }}")
    assert asked.depth == 15
    check(asked, LIMITS[ViewerRole.ANALYST])


def test_aliases_are_not_repeated_but_the_same_name_is() -> None:
    three = "... on Initiative { ownership { status } } ... on Problem { ownership { status } } ... on Domain { ownership { status } }"
    twenty = "{ " + " ".join(f'a{i}: node(id: "x") {{ {three} }}' for i in range(20)) + " }"
    assert cost(twenty).repeated == 3
    assert cost(twenty.replace("a1: ", "a0: ")).repeated == 6
    nested = '{ node(id: "x") { ... on Department { ' + ("parent { " + "id " * 12 + "} ") * 29 + "} } }"
    assert cost(nested).repeated == 12 * 29


FILTERS: list[Any] = [
    None,
    {},
    {"title": {"eq": "x", "ne": None}},
    {"AND": [{"NOT": {"title": {"in": ["x", "y"]}}}, {}], "OR": []},
    {"domains": {"some": {"problems": {"none": {}, "count": {"gt": 1, "lt": 3}}}, "none": None}},
    {"AND": {"title": {"isNull": True}}},
]
NODES = {
    "{ initiatives { nodes { id } } }": 25,
    "{ initiatives(first: 7) { nodes { id } } }": 7,
    "{ initiatives(last: 7) { edges { node { id } cursor } pageInfo { hasNextPage } totalCount } }": 7,
    "{ initiatives(first: 7) { nodes { id } edges { node { id } } } }": 14,
    "{ initiatives(first: null) { nodes { id } } }": 25,
    "{ initiatives(first: 501) { nodes { id } } }": 500,
    f"{{ initiatives(first: {'9' * 5000}) {{ nodes {{ id }} }} }}": 500,
    "{ initiatives(first: -1) { nodes { id } } }": 0,
    "{ initiatives(first: 2.5) { nodes { id } } }": 25,
    "{ initiatives(first: 10) { totalCount } }": 0,
    "query($n: Int) { initiatives(first: $n) { nodes { id } } }": 25,
    "query($n: Int = 3) { initiatives(first: $n) { nodes { id } } }": 3,
    "{ initiatives(first: 10) { nodes { domains(first: 4) { nodes { id } } areas { nodes { id } } } } }": 10
    * (1 + 4 + 25),
    "{ initiatives(first: 10) { ...P } } fragment P on InitiativeConnection { nodes { ...N } } fragment N on Initiative { sources { id } }": 10
    * (1 + 10),
    '{ nodes(ids: ["a", "b", "c"]) { id } }': 3,
    '{ nodes(ids: "a") { id } }': 1,
    '{ ownersOf(subjects: ["a", "b"]) { owners { party { id } } nextDoor { counter { id } } } }': 2
    * (1 + 10 * 2 + 5 * 2),
    '{ path(from: "a", to: "b") { nodes { id } } }': 20 * (1 + 7),
    '{ path(from: "a", to: "b", maxHops: 2) { nodes { id } relationships { id } } }': 20 * (1 + 3 + 3),
}


@pytest.mark.parametrize("text", NODES, ids=lambda text: text[:90])
def test_counts_nodes_by_the_size_of_lists(text: str) -> None:
    assert cost(text).nodes == NODES[text]


@pytest.mark.parametrize(
    ("given", "nodes"), [(1, 1), (500, 500), (10**40, 500), (None, 25), ("7", 25), (True, 25), ([3], 25)]
)
def test_sizes_come_from_variables(given: Any, nodes: int) -> None:
    assert cost("query($n: Int) { initiatives(first: $n) { nodes { id } } }", {"n": given}).nodes == nodes
    assert cost("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["x"] * 3}).nodes == 3


def test_what_was_counted_is_kept_for_the_same_sizes_only() -> None:
    text = "query($n: Int = 4, $ids: [ID!]!, $of: String) { nodes(ids: $ids) { id } areas(first: $n, after: $of) { nodes { id } } }"
    document = parse(text)
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    costing = CostEstimator(SCHEMA._schema, document, operation)
    cases: list[tuple[dict[str, Any], int]] = [
        ({"ids": ["a"]}, 5),
        ({"ids": ["a"], "n": None}, 26),
        ({"ids": ["a", "b"], "n": 7}, 9),
        ({"ids": ["a"], "n": (1, 2)}, 26),
        ({"ids": 2, "n": 7}, 8),
    ]
    for variables, nodes in cases * 2:
        assert costing.cost(variables).nodes == nodes
    kept = costing.cost({"ids": ["a", "b"], "n": 7, "of": "x"})
    assert kept is costing.cost({"ids": ["c", "d"], "n": 7, "of": "y"})
    for n in range(200):
        assert costing.cost({"ids": [], "n": n}).nodes == n
    assert len(costing._costs) <= 64


def doubling(k: int, body: str) -> str:
    """`k` fragments, each with the next one twice."""
    each = "fragment F{} on Initiative {{ {} }} "
    fragments = "".join(each.format(i, body.replace("NEXT", f"...F{i + 1}")) for i in range(k))
    return f'{{ node(id: "x") {{ ...F0 }} }} {fragments} fragment F{k} on Initiative {{ id }}'


@pytest.mark.parametrize("body", [
    "NEXT NEXT",
    "a: id NEXT NEXT",
    "a: domains { nodes { initiatives { nodes { NEXT } } } } b: domains { nodes { initiatives { nodes { NEXT } } } }",
    "... { NEXT } ... on Node { NEXT }",
])  # fmt: skip
def test_doubling_fragments_take_no_time_and_are_refused(body: str) -> None:
    document = parse(doubling(60, body))
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    took: list[float] = []
    for _ in range(3):
        started = time.process_time()
        found = measure(SCHEMA._schema, document, operation, {})
        took.append((time.process_time() - started) * 1000)
    took_ms = min(took)
    print(f"k = 60, {document.token_count} tokens: {took_ms:.1f} ms")
    assert took_ms < 20
    assert found.values == CEILING
    for role in ROLES:
        with pytest.raises(TooCostly):
            check(found, LIMITS[role])


def test_time_grows_with_the_length_alone() -> None:
    def seconds(k: int) -> float:
        document = parse(doubling(k, "a: id b: ref NEXT NEXT"))
        operation = document.definitions[0]
        assert isinstance(operation, OperationDefinitionNode)
        started = time.process_time()
        measure(SCHEMA._schema, document, operation, {})
        return time.process_time() - started

    short, long = min(seconds(300) for _ in range(5)), min(seconds(1_200) for _ in range(5))
    assert long < 8 * short


@pytest.mark.parametrize("text", [
    "{ ...A } fragment A on Query { ...A }",
    "{ ...A } fragment A on Query { ...B b: __typename } fragment B on Query { ...A a: __typename }",
    "{ ...Nowhere nothing { at { all } } }",
    "{ ... on Nothing { id { x } } }",
    "{ ...A } fragment A on Nothing { first(first: 3) { id } }",
    "{ ...A } fragment A on Query { __typename } fragment A on Query { a: __typename }",
    "mutation { x { y } }",
    "subscription { x { y } }",
    "{ node { id } nodes(ids: 3) { id { id } } initiatives(first: {a: 1}) }",
    "{ initiatives(first: $unknown) { nodes { id } } }",
    "query($a: Int, $a: Nothing = {x: 1}) { initiatives(first: $a) { nodes } }",
    "{ __typename { id } search { nodes { ... on Initiative { title { x } } } } }",
])  # fmt: skip
def test_what_is_not_valid_neither_breaks_nor_hangs(text: str) -> None:
    check(cost(text), LIMITS[ViewerRole.ANALYST])


def test_a_long_chain_of_fragments_is_measured_and_refused() -> None:
    assert cost(spread(5_000)).selections == 5_000
    with pytest.raises(TooCostly, match="deep in each other"):
        check(cost(spread(450)), LIMITS[ViewerRole.ANALYST])


def as_json(text: str) -> Any:
    """A filter or order that stands in a question, as a variable holds it."""
    return json.loads(re.sub(r"([A-Za-z]+):", r'"\1":', text).replace("ASC", '"ASC"'))


@pytest.mark.parametrize(("figure", "row"), [("conditions", "conditions and orders in a question"), ("relations", "relations in a filter, one inside the other"), ("lookups", "points of what is to be planned for a question")])
def test_the_documents_tell_these_limits(figure: str, row: str) -> None:
    shown = [getattr(LIMITS[role], figure) for role in (ViewerRole.PUBLIC, ViewerRole.OFFICIAL, ViewerRole.ANALYST)]
    assert f"| {row} | {' | '.join(map(str, shown))} |" in (ROOT / "docs" / "architecture.md").read_text("utf-8")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("figure", ["conditions", "relations"])
def test_what_stands_in_variables_counts_as_what_is_written_out(figure: str, role: ViewerRole) -> None:
    most = getattr(LIMITS[role], figure)
    for number in (most, most + 1):
        text = QUESTIONS[figure](number)
        given = text[text.index("filter: ") + 8 : text.index(") { totalCount")]
        literal = cost(text)
        whole = cost(f"query($f: InitiativeFilter) {text.replace(given, '$f')}", {"f": as_json(given)})
        default = cost(f"query($f: InitiativeFilter = {given}) {text.replace(given, '$f')}")
        assert getattr(literal, figure) == getattr(whole, figure) == getattr(default, figure) == number
    inner = cost("query($f: DomainFilter) { initiatives(filter: {domains: {some: $f}}) { totalCount } }", {"f": {"problems": {"count": {"gt": 1, "lt": None}}}})
    assert (inner.conditions, inner.relations) == (2, 2)


def test_a_variable_that_is_used_often_takes_no_longer() -> None:
    large = {"OR": [{"title": {"eq": "x"}}] * 300}
    text = "query($f: InitiativeFilter) { " + " ".join(f"a{i}: initiatives(filter: $f) {{ totalCount }}" for i in range(300)) + " }"
    document = parse(text)
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    costing, took = CostEstimator(SCHEMA._schema, document, operation), list[float]()
    for _ in range(4):  # the first is counted, the others are known
        started = time.process_time()
        assert costing.cost({"f": large}).conditions == 301 * 300
        took.append(time.process_time() - started)
    print(f"300 times a filter of 300 conditions: {took[0] * 1000:.1f} ms, known {took[-1] * 1000:.1f} ms")
    assert min(took) < 0.02
    assert took[0] < 0.2


def test_a_chain_of_relations_is_refused_in_no_time() -> None:
    """645 bytes of it once kept Neo4j planning for minutes."""
    chain: dict[str, Any] = {"title": {"eq": "x"}}
    for _ in range(10):
        chain = {"domains": {"none": {"initiatives": {"some": chain}}}}
    found = cost("query($f: InitiativeFilter) { initiatives(filter: $f) { totalCount } }", {"f": chain})
    assert (found.relations, found.conditions) == (20, 21)
    with pytest.raises(TooCostly, match="21 conditions"):
        check(found, LIMITS[ViewerRole.STEWARD])


@settings(max_examples=examples(2_000))
@given(
    documents(),
    st.dictionaries(
        st.sampled_from(["n", "m", "ids"]), st.one_of(st.none(), st.integers(-2, 600), st.lists(st.text(), max_size=4))
    )
    | st.fixed_dictionaries({"f": st.sampled_from(FILTERS), "o": st.sampled_from([None, [], [{"id": "ASC"}, {}], {"title": "DESC"}])}),
)
def test_the_memoised_rule_counts_as_writing_out_does(text: str, variables: dict[str, Any]) -> None:
    document = parse(text)
    operation = next(each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    assert measure(SCHEMA._schema, document, operation, variables) == naive_cost(
        SCHEMA._schema, document, operation, variables
    )
