"""Who answers for all topics together: C, and the status that follows from it.

In: a Snapshot and R(topic) for each topic. Out: Common: the parties, whether they lead or contest, and what they share.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import NamedTuple

from graph.model.vocabulary import Term
from graph.ownership.rule.holders import Member
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.rule.topics import TopicAnswer


class Status(Term):
    """Whether somebody owns it, and if not, why not."""

    OWNED = "OWNED", "One party owns it.", "Eén partij pakt dit op."
    SHARED = (
        "SHARED",
        "Several own it together, with or without a lead.",
        "Meerdere partijen pakken dit samen op, met of zonder trekker.",
    )
    CONTESTED = (
        "CONTESTED",
        "Two or more claim to be the only owner.",
        "Twee of meer partijen zeggen dat alleen zij dit oppakken.",
    )
    PARTLY_OWNED = (
        "PARTLY_OWNED",
        "A part is owned; nobody answers for the rest.",
        "Een deel wordt opgepakt; voor de rest is er niemand.",
    )
    BETWEEN_SILOS = (
        "BETWEEN_SILOS",
        "Its owners share no department below the municipality.",
        "Het valt tussen de diensten in.",
    )
    LAPSED = "LAPSED", "Somebody owned it, and no longer does.", "Iemand pakte dit op, maar nu niet meer."
    UNOWNED = "UNOWNED", "Nobody owns it.", "Niemand pakt dit op."


class Basis(Term):
    """On what ground an answer stands."""

    EXPLICIT = "EXPLICIT", "Named for this very subject.", "Voor dit onderwerp zelf aangewezen."
    INHERITED = (
        "INHERITED",
        "Follows from the problems and domains it is about.",
        "Volgt uit de problemen en werkvelden waar het over gaat.",
    )


class CommonOwner(NamedTuple):
    """The parties that answer, in order of id; `lead` only where exactly one of several leads."""

    parties: tuple[str, ...]
    lead: str | None = None
    contested: bool = False
    partners: frozenset[str] = frozenset()

    @property
    def status(self) -> Status:
        if len(self.parties) == 1:
            return Status.OWNED
        if self.lead is None and self.contested:
            return Status.CONTESTED
        return Status.SHARED


NOBODY_SHARED = CommonOwner(())


def explicit_owner(members: Sequence[Member]) -> CommonOwner:
    """The answer where a subject has holders of its own."""
    parties = tuple(member.party for member in members)
    return CommonOwner(parties, _lead(parties, members), _contested([members]))


def common_owner(snapshot: Snapshot, covered: Sequence[TopicAnswer]) -> CommonOwner:
    """C: who is in every R; else, with every R widened up to the silos, the lowest that all share."""
    wide = _in_all([snapshot.widened(answer.parties) for answer in covered])
    if not wide:
        return NOBODY_SHARED  # nobody is in every R either: each of them is in its own widening
    shared = _in_all([answer.parties for answer in covered]) or lowest_in_tree(snapshot, wide)
    parties = tuple(sorted(shared))
    # LEAD and exclusive count only for a member that is in R of that very topic.
    named = [[member for member in answer.members if member.party in shared] for answer in covered]
    lead = _lead(parties, [member for members in named for member in members])
    return CommonOwner(parties, lead, _contested(named), _partners(snapshot, parties, covered))


def _lead(parties: Sequence[str], members: Iterable[Member]) -> str | None:
    leads = {member.party for member in members if member.lead}
    return leads.pop() if len(parties) > 1 and len(leads) == 1 else None


def _contested(groups: Iterable[Sequence[Member]]) -> bool:
    """Whether two are exclusive for the same thing."""
    return any(sum(member.exclusive for member in members) > 1 for members in groups)


def _in_all(groups: Iterable[frozenset[str]]) -> frozenset[str]:
    return reduce(frozenset.intersection, groups)


def lowest_in_tree(snapshot: Snapshot, parties: frozenset[str]) -> frozenset[str]:
    """Those of some parties that are not above another of them."""
    return frozenset(each for each in parties if not any(snapshot.is_above(each, other) for other in parties))


def _partners(snapshot: Snapshot, parties: tuple[str, ...], covered: Sequence[TopicAnswer]) -> frozenset[str]:
    """Below a common ancestor that answers for nothing itself: those who have to agree who does it."""
    if len(parties) != 1 or any(parties[0] in answer.parties for answer in covered):
        return frozenset()
    answering = frozenset().union(*(answer.parties for answer in covered))
    return frozenset(party for party in answering if snapshot.is_above(parties[0], party))
