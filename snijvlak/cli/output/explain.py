"""Shows the Statements that a question becomes, each with its parameters and its plan.

In: Explained. Out: text on stdout, or JSON.
"""

from typing import Any

from rich.text import Text
from rich.tree import Tree

from snijvlak.cli.explain import Explained
from snijvlak.cli.output.common import as_json, out


def explained(statements: list[Explained], wants_json: bool) -> None:
    """Each statement with its parameters and its plan."""
    if wants_json:
        return as_json([each.as_dict() for each in statements])
    for number, each in enumerate(statements, 1):
        out.rule(f"statement {number} of {len(statements)}", align="left")
        out.print(Text(each.cypher), soft_wrap=True)
        for name, value in each.parameters.items():
            out.print(Text.assemble((f"${name}", "bold"), f" = {value!r}"), soft_wrap=True)
        out.print(_plan_tree(each.plan))
    return None


def _plan_tree(plan: dict[str, Any]) -> Tree:
    """The operators of a plan, each under the one that it feeds."""
    details, rows = plan.get("args", {}).get("Details", ""), plan.get("args", {}).get("EstimatedRows")
    label = Text.assemble((plan.get("operatorType", "?").partition("@")[0], "bold"), f" {str(details)[:160]}", f"  (~{rows:.0f} rows)" if rows is not None else "")
    tree = Tree(label)
    for child in plan.get("children", ()):
        tree.add(_plan_tree(child))
    return tree
