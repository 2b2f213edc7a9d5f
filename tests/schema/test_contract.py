"""The schema holds the contract, is the one that is committed, and says everything in two languages."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLSchema,
    build_schema,
    is_enum_type,
    is_input_object_type,
    is_interface_type,
    is_object_type,
    is_union_type,
)
from graphql.utilities.print_schema import print_input_value

from schema.fields import SCHEMA

CONTRACT = Path(__file__).with_name("contract.graphql")
# What later versions bring. Nothing may stay here once it is built: the last test sees to that.
LATER = {
    ("Query", "whoOwns"),
    *((name, None) for name in ("OwnerAdvice", "AdvisedOwner", "Match")),
}  # fmt: skip


@pytest.fixture(scope="module")
def contract() -> GraphQLSchema:
    return build_schema(CONTRACT.read_text("utf-8"))


def names() -> list[str]:
    built = build_schema(CONTRACT.read_text("utf-8"))
    return sorted(name for name in built.type_map if not name.startswith("__") and (name, None) not in LATER)


@pytest.mark.parametrize("name", names())
def test_contract_is_a_subset(contract: GraphQLSchema, name: str) -> None:
    wanted, ours = contract.type_map[name], SCHEMA._schema.type_map.get(name)
    assert ours is not None, f"{name} is missing"
    assert isinstance(ours, type(wanted))
    if is_enum_type(wanted):
        assert set(wanted.values) <= set(ours.values)
    elif is_union_type(wanted):
        assert {each.name for each in wanted.types} == {each.name for each in ours.types}
    elif is_input_object_type(wanted):
        for field, definition in wanted.fields.items():
            assert print_input_value(field, ours.fields[field]) == print_input_value(field, definition)
    elif is_object_type(wanted) or is_interface_type(wanted):
        assert {each.name for each in wanted.interfaces} <= {each.name for each in ours.interfaces}
        _same_fields(name, wanted, ours)


def _same_fields(name: str, wanted: Any, ours: Any) -> None:
    for field, definition in wanted.fields.items():
        if (name, field) in LATER:
            continue
        assert field in ours.fields, f"{name}.{field} is missing"
        assert str(ours.fields[field].type) == str(definition.type), f"{name}.{field}"
        for argument, described in definition.args.items():
            found = print_input_value(argument, ours.fields[field].args[argument])
            # A default of null and none at all are the same to a caller.
            assert found.removesuffix(" = null") == print_input_value(argument, described), f"{name}.{field}"


def test_nothing_built_is_still_called_later() -> None:
    schema = SCHEMA._schema
    for name, field in LATER:
        found = schema.type_map.get(name)
        assert found is None if field is None else field not in found.fields, f"{name}.{field} is built: take it off the list"


def test_the_committed_schema_is_this_one() -> None:
    committed = files("schema").joinpath("schema.graphql").read_text("utf-8")
    assert committed == SCHEMA.as_str() + "\n", "run `make docs` and commit schema/schema.graphql"


def described() -> list[tuple[str, Any]]:
    """Every type, field, argument, input field and enum value, with its path."""
    found: list[tuple[str, Any]] = []
    for name, kind in SCHEMA._schema.type_map.items():
        if name.startswith("__") or name in ("String", "Int", "Float", "Boolean", "ID"):
            continue
        found.append((name, kind))
        for field, definition in getattr(kind, "fields", {}).items():
            found.append((f"{name}.{field}", definition))
            found += [(f"{name}.{field}({argument})", each) for argument, each in getattr(definition, "args", {}).items()]
        found += [(f"{name}.{value}", each) for value, each in getattr(kind, "values", {}).items()]
    return found


def test_everything_is_said_in_english_and_dutch() -> None:
    missing = []
    for path, thing in described():
        english, _, dutch = (thing.description or "").partition("\n\nNL: ")
        if not english.strip().endswith(".") or not dutch.strip().endswith("."):
            missing.append(path)
    assert not missing
