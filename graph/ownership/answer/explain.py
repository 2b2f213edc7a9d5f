"""How an answer came about: every candidate in order, taken or not.

In: a Snapshot and its Decision. Out: Steps; nothing is dropped silently.
"""

from collections.abc import Iterable

from graph.ownership.answer.owners import stands_of
from graph.ownership.answer.participants import sides_of
from graph.ownership.rule.common_owner import Basis
from graph.ownership.rule.decide import Decision, addressed
from graph.ownership.rule.holders import Member, holders
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.rule.steps import Step, StepCode
from graph.ownership.rule.topics import TopicAnswer


def explain(snapshot: Snapshot, decision: Decision) -> tuple[Step, ...]:
    steps: list[Step] = [*decision.own.steps]
    if decision.basis is Basis.EXPLICIT:
        subject = decision.question.subject or ""
        steps = [_decision_steps(StepCode.EXPLICIT, member, subject) for member in decision.own.members] + steps
    else:
        steps += _of_problems_without_holders(snapshot, decision)
        for answer in decision.topics:
            steps += _topic_steps(decision, answer)
        steps += [
            Step(StepCode.COMMON_ANCESTOR, party, decision.question.subject or "", True)
            for party in decision.parties
            if not stands_of(decision, party)
        ]
    for side in sides_of(snapshot, decision):
        steps += [
            Step(StepCode.SIDE_DOMAIN, member.party, side.topic, False, member.stands[0].claim.responsibility.id)
            for member in side.members
        ]
    return tuple(dict.fromkeys(steps))


def _of_problems_without_holders(snapshot: Snapshot, decision: Decision) -> Iterable[Step]:
    """What became of the candidates for problems that it addresses and that nobody holds: their domains decide instead."""
    topics = {answer.topic for answer in decision.topics}
    for problem in (*addressed(snapshot, decision.question), *decision.question.together):
        if problem.startswith("problem:") and problem not in topics:
            yield from holders(snapshot, problem, decision.areas).steps


def _topic_steps(decision: Decision, answer: TopicAnswer) -> Iterable[Step]:
    owners = set(decision.parties)
    code = StepCode.ON_PROBLEM if answer.topic.startswith("problem:") else StepCode.INHERITED
    code = StepCode.BROADER_DOMAIN if answer.inherited_from else code
    for member in answer.members:
        yield _decision_steps(
            code if member.party in owners else StepCode.NOT_COMMON,
            member,
            answer.topic,
            member.party in owners,
            answer.inherited_from,
        )
    for passed in (*answer.passed, answer.found):
        yield from passed.steps


def _decision_steps(code: StepCode, member: Member, subject: str, taken: bool = True, other: str | None = None) -> Step:
    return Step(code, member.party, subject, taken, member.stands[0].claim.responsibility.id, other)
