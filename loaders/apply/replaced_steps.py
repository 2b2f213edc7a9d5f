"""Steps of trees that a newer version of their source replaces, and that cannot hold beside what it states now.

In: a staging, the trees of the graph, and the day on which what vanished is ended. Out: the steps to remove instead of
ending them, those among them that were ended by an earlier load too: each would be a second parent on some day, or lead
back to its own start.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from graph.read.lookup import Branch
from loaders.apply.retract import without
from loaders.checks.trees import Link, link_of, loop_through, staged_links
from loaders.staging.store import Staging


def replaced(staging: Staging, branches: Sequence[Branch], today: date) -> list[Branch]:
    """The steps of this load's sources to remove. What is left is a tree together with what this load states."""
    own = list(staged_links(staging))
    stated = {(link.child, link.parent, link.first) for link in own}
    others = without(branches, staging)
    ours = {id(each) for each in branches} - {id(each) for each in others}
    old = [each for each in branches if id(each) in ours and _place(each) not in stated]
    moved = {link.child for link in own}
    kept, gone = list[Branch](), list[Branch]()
    for each in old:
        link = _as_it_will_be(each, today)
        beside = any(link.child == other.child and link.overlaps(other) for other in own)
        (gone if beside or (each.child in moved and not each.vanished) else kept).append(each)
    rest = [*own, *map(link_of, others)]
    while path := loop_through({id(each): _as_it_will_be(each, today) for each in kept}, rest):
        gone += [each for each in kept if id(each) in path]
        kept = [each for each in kept if id(each) not in path]
    return gone


def _place(branch: Branch) -> tuple[str, str, date]:
    link = link_of(branch)
    return link.child, link.parent, link.first


def _as_it_will_be(branch: Branch, today: date) -> Link:
    """A step after what vanished was ended."""
    link = link_of(branch)
    return link if branch.vanished else replace(link, last=min(link.last, today))
