"""Says what Signalen states in the words of the model, whether it came from a table or from the API.

In: slugs, codes and names. Out: rows, and the note that goes with them. A problem's key is main/sub, a department's its
code in lower case, a responsibility's problem/department.
"""

from collections.abc import Collection
from dataclasses import dataclass

from loaders.faults import Place
from loaders.formats.shared.statements import Statements
from loaders.records import Row

FRONT_DESK = "asc"
ONLY_LOOKS = "a department that may only look at it does not answer for it"
NOT_IN_USE = "a category that is not in use"
AT_THE_DESK = "the front desk is the door for it and does not answer for it, since another department is named"


@dataclass(frozen=True)
class City:
    """Makes the rows of one organisation that uses Signalen."""

    says: Statements

    def problem(
        self, place: Place, main: str, sub: str, name: str, description: str = "", main_name: str = ""
    ) -> tuple[Row, ...]:
        """A sub-category, and the main category it falls under."""
        key = f"{main}/{sub}"
        return (
            self._main(place, main, main_name),
            self.says.node(
                place, "Problem", key, {"key": "sub_slug", "title": "name"}, title=name, description=description
            ),
            self.says.relationship(place, "FALLS_UNDER", ("Problem", key), ("Domain", main), {"to": "main_slug"}),
        )

    def _main(self, place: Place, key: str, name: str) -> Row:
        """A main category; the tables have no names of them, only slugs."""
        columns = {"key": "main_slug"}
        return (
            self.says.node(place, "Domain", key, columns, name=name)
            if name
            else self.says.node(place, "Domain", key, columns)
        )

    def department(self, place: Place, code: str, name: str) -> tuple[Row, ...]:
        """A department; the front desk is a counter as well."""
        key = code.lower()
        stated = self.says.node(place, "Department", key, {"key": "code"}, name=name)
        if key != FRONT_DESK:
            return (stated,)
        desk = self.says.node(place, "Counter", key, {"key": "code"}, name=name)
        return stated, desk, self.says.relationship(place, "PART_OF", ("Counter", key), ("Department", key))

    def answers(self, place: Place, problem: str, code: str, named: Collection[str]) -> tuple[tuple[Row, ...], str]:
        """That a department answers for a problem, for which those `named` (codes in lower case) answer together."""
        key, columns = code.lower(), {"from": "department_code", "to": "sub_slug"}
        serves = (self.says.relationship(place, "SERVES", ("Counter", key), ("Problem", problem), columns),)
        if key == FRONT_DESK and set(named) - {key}:
            return serves, AT_THE_DESK
        task = f"{problem}/{key}"
        held = (
            self.says.node(place, "Responsibility", task, role="OWNER"),
            self.says.relationship(place, "HOLDS", ("Department", key), ("Responsibility", task), {"from": "department_code"}),
            self.says.relationship(place, "FOR", ("Responsibility", task), ("Problem", problem), {"to": "sub_slug"}),
        )
        return (*(serves if key == FRONT_DESK else ()), *held), ""
