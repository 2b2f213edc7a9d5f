"""Decisions tried on many gaps: which of them would get one owner or a lead, if the rule were asked on the facts so changed.

In: a Moment and gaps. Out: a Trial, and another one for facts in which a decision was taken. Only what a decision can change
is worked out anew: the topics it is about, and the gaps that have one of those where it holds. A gap that falls between
silos stays one unless the new party, or somebody above it in its silo, is shared by its other topics.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.ownership.facts import Facts
from graph.ownership.moment import Moment
from graph.ownership.together import Basis, Status, common
from graph.ownership.topics import Answering, answering
from graph.silos.gaps import Gap

Topics = tuple[Answering, ...]
Sharing = tuple[tuple[str, int], ...]
"""The topics of a gap that somebody answers for, each with who shares it, as bits."""


@dataclass(frozen=True)
class Change:
    """Facts after a decision: who it brings in, the subjects it is about, and the one area it holds in, if any."""

    facts: Facts
    party: str
    subjects: frozenset[str]
    area: str | None = None


class Reach:
    """What does not change with any decision: which gaps a subject may decide on, and who is above whom."""

    def __init__(self, moment: Moment, topics: Mapping[str, Topics]) -> None:
        self._moment = moment
        self._places, self._known = dict[str, int](), dict[frozenset[str], int]()
        self._at: dict[str | None, set[str]] = defaultdict(set)
        self._within = dict[str, set[str]]()
        self.about: dict[str, set[str]] = defaultdict(set)
        for gap, answers in topics.items():
            for answer in answers:
                self._at[answer.area].add(gap)
                for subject in (answer.topic, *moment.domains_above(answer.topic)):
                    self.about[subject].add(gap)
        self.below: dict[str, set[str]] = defaultdict(set)
        for domain in moment.facts.domains:
            for above in (domain, *moment.domains_above(domain)):
                self.below[above].add(domain)

    def sharing(self, topics: Topics) -> Sharing:
        """Who shares which topics."""
        return tuple((answer.topic, self.bits(answer.parties)) for answer in topics if answer.members)

    def bits(self, parties: frozenset[str]) -> int:
        """Parties and what is above them up to their silos, as bits of a number."""
        if parties not in self._known:
            self._known[parties] = sum(
                1 << self._places.setdefault(each, len(self._places)) for each in self._moment.widened(parties)
            )
        return self._known[parties]

    def within(self, area: str) -> set[str]:
        """The gaps that lie in an area, and those of which no area is known."""
        if area not in self._within:
            places = (each for each in self._at if each is None or area in (each, *self._moment.areas_above(each)))
            self._within[area] = set().union(*(self._at[each] for each in places))
        return self._within[area]


@dataclass(frozen=True)
class Trial:
    """Gaps with the topics that decide on each, as they are answered for on a day; `between`: those that fall between silos."""

    moment: Moment
    topics: Mapping[str, Topics]
    between: Mapping[str, Sharing]
    reach: Reach

    @classmethod
    def of(cls, moment: Moment, gaps: Iterable[Gap]) -> "Trial":
        """The gaps that decisions about other things may close: not those that were given away themselves."""
        open_gaps = [gap for gap in gaps if gap.decision.basis is Basis.INHERITED]
        topics = {gap.subject: gap.decision.topics for gap in open_gaps}
        reach = Reach(moment, topics)
        between = {
            gap.subject: reach.sharing(gap.decision.topics)
            for gap in open_gaps
            if gap.decision.status is Status.BETWEEN_SILOS
        }
        return cls(moment, topics, between, reach)

    def closed(self, change: Change, among: Collection[str] | None = None) -> list[str]:
        """The gaps that a change closes; `among`: of those that it touches."""
        gaps = self.touched(change) if among is None else among
        if not gaps:
            return []
        changed, found = self._changed(change), list[str]()
        moment = self.moment.after(change.facts, change.subjects)
        wide, between = self.reach.bits(frozenset({change.party})), self.between.get
        for gap in gaps:
            shared = wide  # by the topics that stay as they are
            for topic, bits in between(gap, ()):
                if topic not in changed:
                    shared &= bits
            if shared and _is_settled(moment, _answered(moment, self.topics[gap], changed)):
                found.append(gap)
        return found

    def after(self, change: Change, closed: Iterable[str]) -> "Trial":
        """The trial on facts with a change made, without the gaps that it closed."""
        changed, left, between = self._changed(change), dict(self.topics), dict(self.between)
        moment = self.moment.after(change.facts, change.subjects)
        for gap in closed:
            del left[gap]
            between.pop(gap, None)
        for gap in self.touched(change) & left.keys():
            left[gap] = _answered(moment, left[gap], changed)
            if _shares(moment, left[gap]):
                between.pop(gap, None)
            elif gap in between:
                between[gap] = self.reach.sharing(left[gap])
        return Trial(moment, left, between, self.reach)

    def touched(self, change: Change) -> set[str]:
        """The gaps that a change may make a difference to."""
        about = set().union(*(self.reach.about.get(subject, ()) for subject in change.subjects)) & self.topics.keys()
        return about if change.area is None else about & self.reach.within(change.area)

    def _changed(self, change: Change) -> frozenset[str]:
        """The topics that may be answered for otherwise."""
        return change.subjects.union(*(self.reach.below.get(subject, ()) for subject in change.subjects))


def _answered(moment: Moment, topics: Topics, changed: frozenset[str]) -> Topics:
    return tuple(answering(moment, each.topic, each.area) if each.topic in changed else each for each in topics)


def _is_settled(moment: Moment, topics: Topics) -> bool:
    """One owner, or several of whom one leads; and nothing is left uncovered."""
    if not topics or not all(answer.members for answer in topics):
        return False
    found = common(moment, topics)
    return bool(found.parties) and (found.status is Status.OWNED or found.lead is not None)


def _shares(moment: Moment, topics: Topics) -> bool:
    covered = [answer for answer in topics if answer.members]
    return bool(covered and common(moment, covered).parties)
