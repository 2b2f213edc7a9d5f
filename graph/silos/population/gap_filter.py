"""Which gaps are wanted: what bits, the rule and a stage or first day alone are held against.

In: conditions. Out: a GapFilter, and whether an initiative meets what needs no decision.
"""

from dataclasses import dataclass
from datetime import date

from graph.ownership.rule.common_owner import Status


@dataclass(frozen=True)
class GapFilter:
    """Which gaps to list; all conditions must hold. Empty: no condition. SHARED means without a lead.

    `status` None: any, settled ones too.
    """

    status: frozenset[str] | None = frozenset({Status.BETWEEN_SILOS.value})
    domains: frozenset[str] = frozenset()
    silos: frozenset[str] = frozenset()
    pair: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    started_after: date | None = None
    started_before: date | None = None
    open_at_least_days: int | None = None
    once_owned: bool | None = None
    include_ended: bool = False


def suits(stage: str | None, started: date | None, wanted: GapFilter) -> bool:
    """The conditions on the stage and on the first day."""
    if wanted.stages and stage not in wanted.stages:
        return False
    if wanted.started_after and (started is None or started <= wanted.started_after):
        return False
    return not wanted.started_before or (started is not None and started < wanted.started_before)
