"""Decisions tried on many gaps: which of them would get one owner or a lead, if the rule were asked on the facts so changed.

In: a Snapshot and gaps. Out: a Trial, and another one for facts in which a decision was taken. Only what a decision can change
is worked out anew: of most gaps the topics that it is about, where it holds; the whole gap only where the decision is about a
problem that it addresses or about itself, since that may change what its topics are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.ownership.facts.model import Facts
from graph.ownership.history.bitsets import EVERYBODY, Part, Sharing
from graph.ownership.rule.decide import Decision, OwnershipQuestion, addressed, decide
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.rule.topics import TopicAnswer, answer_topic
from graph.silos.gaps.gap import Gap

Parts = tuple[Part, ...]


@dataclass(frozen=True)
class ChangedFacts:
    """Facts after a decision: the subjects it is about, and the one area it holds in, if any."""

    facts: Facts
    subjects: frozenset[str]
    area: str | None = None


class Reach:
    """What does not change with any decision: which gaps a subject may decide on, what is below it, and who is above whom."""

    def __init__(self, snapshot: Snapshot, gaps: Iterable[Gap]) -> None:
        self._snapshot = snapshot
        self.sharing = Sharing(snapshot)
        self._at: dict[str | None, set[str]] = defaultdict(set)
        self._within = dict[str, set[str]]()
        self.about: dict[str, set[str]] = defaultdict(set)
        self.whole: dict[str, set[str]] = defaultdict(set)
        for gap in gaps:
            self._add(gap.subject, gap.decision)
        self.below: dict[str, set[str]] = defaultdict(set)
        for domain in snapshot.facts.domains:
            for above in (domain, *snapshot.domains_above(domain)):
                self.below[above].add(domain)

    def _add(self, gap: str, decision: Decision) -> None:
        for area in decision.areas:
            self._at[area].add(gap)
        for topic in {answer.topic for answer in decision.deciding}:
            for subject in (topic, *self._snapshot.domains_above(topic)):
                self.about[subject].add(gap)
        for subject in (gap, *addressed(self._snapshot, decision.question)):
            self.about[subject].add(gap)
            self.whole[subject].add(gap)

    def parts(self, topics: Iterable[TopicAnswer]) -> Parts:
        """Topics with their bits."""
        return tuple(map(self.sharing.part, topics))

    def within(self, area: str) -> set[str]:
        """The gaps that lie in an area, and those of which no area is known."""
        if area not in self._within:
            places = (each for each in self._at if each is None or area in (each, *self._snapshot.areas_above(each)))
            self._within[area] = set().union(*(self._at[each] for each in places))
        return self._within[area]


class _ChangedTopics(dict[tuple[str, str | None], Part]):
    """Topics as they are answered for after a change; `changed`: those for which that may be otherwise than before."""

    def __init__(self, snapshot: Snapshot, reach: Reach, changed: frozenset[str]) -> None:
        super().__init__()
        self.changed = changed
        self._snapshot, self._reach = snapshot, reach

    def __missing__(self, place: tuple[str, str | None]) -> Part:
        part = self[place] = self._reach.sharing.part(answer_topic(self._snapshot, *place))
        return part

    def parts(self, before: Parts) -> Parts:
        """The topics of a gap after the change."""
        return tuple(self[part.answer.topic, part.answer.area] if part.answer.topic in self.changed else part for part in before)


@dataclass(frozen=True)
class Trial:
    """Gaps with the topics that decide on each, as they are answered for on a day: none where it was given away itself."""

    snapshot: Snapshot
    gaps: Mapping[str, Parts]
    reach: Reach

    @classmethod
    def of(cls, snapshot: Snapshot, gaps: Collection[Gap]) -> "Trial":
        """The gaps as they were decided."""
        reach = Reach(snapshot, gaps)
        return cls(snapshot, {gap.subject: reach.parts(gap.decision.deciding) for gap in gaps}, reach)

    def closed(self, change: ChangedFacts, among: Collection[str] | None = None) -> list[str]:
        """The gaps that a change closes; `among`: of those that it touches."""
        gaps = self.touched(change) if among is None else among
        if not gaps:
            return []
        snapshot = self.snapshot.with_claims_changed(change.facts, change.subjects)
        whole = self._whole(change).intersection(gaps)
        found = [gap for gap in whole if decide(snapshot, OwnershipQuestion(gap)).settled]
        return found + self._closed_by_topics(snapshot, change, whole.symmetric_difference(gaps) if whole else gaps)

    def _closed_by_topics(self, snapshot: Snapshot, change: ChangedFacts, gaps: Iterable[str]) -> list[str]:
        anew, found = self._changed_topics(snapshot, change), list[str]()
        changed = anew.changed
        for gap in gaps:
            above = EVERYBODY
            for answer, _, above_this in self.gaps[gap]:
                above &= anew[answer.topic, answer.area].above if answer.topic in changed else above_this
                if not above:
                    break  # shared by nobody, as most are
            if above and self.reach.sharing.settles(anew.parts(self.gaps[gap])):
                found.append(gap)
        return found

    def after(self, change: ChangedFacts, closed: Iterable[str]) -> "Trial":
        """The trial on facts with a change made, without the gaps that it closed."""
        left, snapshot = dict(self.gaps), self.snapshot.with_claims_changed(change.facts, change.subjects)
        anew, whole = self._changed_topics(snapshot, change), self._whole(change)
        for gap in closed:
            del left[gap]
        for gap in self.touched(change) & left.keys():
            if gap in whole:
                left[gap] = self.reach.parts(decide(snapshot, OwnershipQuestion(gap)).deciding)
            else:
                left[gap] = anew.parts(left[gap])
        return Trial(snapshot, left, self.reach)

    def touched(self, change: ChangedFacts) -> set[str]:
        """The gaps that a change may make a difference to."""
        about = set().union(*(self.reach.about.get(subject, ()) for subject in change.subjects)) & self.gaps.keys()
        return about if change.area is None else about & self.reach.within(change.area)

    def _whole(self, change: ChangedFacts) -> set[str]:
        """The gaps whose topics may be others after a change."""
        return set().union(*(self.reach.whole.get(subject, ()) for subject in change.subjects))

    def _changed_topics(self, snapshot: Snapshot, change: ChangedFacts) -> _ChangedTopics:
        below = (self.reach.below.get(subject, ()) for subject in change.subjects)
        return _ChangedTopics(snapshot, self.reach, change.subjects.union(*below))
