"""Steps of trees that a newer version of their source replaces, and that cannot hold beside what it states now.

In: a staging, the trees of the graph, and the day on which what vanished is ended. Out: the steps to remove instead of
ending them, those among them that were ended by an earlier load too: each would be a second parent on some day, or lead
back to its own start.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from graph.read.lookup import Branch
from loaders.apply.retract import without
from loaders.checks.trees import TreeStep, loop_through, staged_steps, tree_step_of
from loaders.staging.store import Staging


def replaced(staging: Staging, branches: Sequence[Branch], today: date) -> list[Branch]:
    """The steps of this load's sources to remove. What is left is a tree together with what this load states."""
    own = list(staged_steps(staging))
    stated = {(step.child, step.parent, step.first) for step in own}
    others = dict.fromkeys(without(branches, staging))
    old = [each for each in branches if each not in others and _place(each) not in stated]
    moved = {step.child for step in own}
    staying, gone = defaultdict[TreeStep, list[Branch]](list), list[Branch]()
    for each in old:
        step = _as_it_will_be(each, today)
        second = any(step.child == other.child and step.overlaps(other) for other in own)
        if second or (each.child in moved and not each.vanished):
            gone.append(each)
        else:
            staying[step].append(each)
    rest = [*own, *map(tree_step_of, others)]
    while on_loop := loop_through(staying, rest):
        for step in [each for each in staying if each in on_loop]:
            gone += staying.pop(step)
    return gone


def _place(branch: Branch) -> tuple[str, str, date]:
    step = tree_step_of(branch)
    return step.child, step.parent, step.first


def _as_it_will_be(branch: Branch, today: date) -> TreeStep:
    """A step after what vanished was ended."""
    step = tree_step_of(branch)
    return step if branch.vanished else replace(step, last=min(step.last, today))
