"""Who is asking, and what that viewer may see.

In: a role, a department and a purpose. Out: a Viewer that every statement builder takes, so that the visibility
predicate is part of the Statement and filter, order, search and count all run on what may be seen.
"""

from dataclasses import dataclass
from enum import Enum

from graph.model.vocabulary import Label, Property, RelationshipType, Visibility


class ViewerRole(Enum):
    """The roles a viewer may have."""

    PUBLIC = "PUBLIC"
    TOOL = "TOOL"
    OFFICIAL = "OFFICIAL"
    ANALYST = "ANALYST"
    STEWARD = "STEWARD"


_EVERYONE = frozenset({Visibility.PUBLIC})
_STAFF = _EVERYONE | {Visibility.STAFF}
# CASE is for those on the case and with a purpose; until cases have handlers, only a steward with a purpose is.
_CLASSES = {
    ViewerRole.PUBLIC: _EVERYONE,
    ViewerRole.TOOL: _EVERYONE,
    ViewerRole.OFFICIAL: _STAFF,
    ViewerRole.ANALYST: _STAFF,
    ViewerRole.STEWARD: _STAFF,
}


@dataclass(frozen=True)
class Viewer:
    """Who is asking: a role, the department they work for (its id) and the purpose they stated."""

    role: ViewerRole = ViewerRole.PUBLIC
    department: str | None = None
    purpose: str | None = None

    @property
    def classes(self) -> frozenset[Visibility]:
        """The visibility classes this viewer may see."""
        if self.role is ViewerRole.STEWARD and self.purpose:
            return frozenset(Visibility)
        return _CLASSES[self.role]

    def sees(self, what: Label | Property | RelationshipType) -> bool:
        """Whether this viewer may see nodes of that label, that property or relationships of that type."""
        return what.visibility in self.classes

    def hidden_starts(self, kind: RelationshipType) -> tuple[str, ...]:
        """The labels from which this viewer may not see relationships of a type that is seen from others."""
        return tuple(label for label, visibility in kind.narrowed if visibility not in self.classes)


PUBLIC = Viewer()
ANALYST = Viewer(ViewerRole.ANALYST)
