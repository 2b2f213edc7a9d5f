"""Double work: pairs of initiatives alike in text, domain and area, owned in different silos, of which neither knows the other.

In: the InitiativeProfiles of a day and what is wanted. Out: every such pair, most alike first. Not all pairs are compared: those that lie
in one area, or one above the other, are looked up by the rare tokens of their texts, so that what has none of them in common is
never met; the answer is the same as if all had been.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from graph.silos.double_work.profiles import InitiativeProfile, InitiativeProfiles
from graph.silos.double_work.similarity import Texts

USUAL = 0.2


@dataclass(frozen=True)
class PairFilter:
    """Which pairs; all conditions must hold. Both are in an area and about a domain; one at least is owned in a silo."""

    least: float = USUAL
    areas: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    silos: frozenset[str] = frozenset()
    initiative: str | None = None


@dataclass(frozen=True)
class Bounds:
    """How much work a search may be: texts compared, pairs found; `block`: initiatives looked up at once, each a bit of a number."""

    compared: int = 10_000_000
    pairs: int = 200_000
    block: int = 2048


class TooMany(Exception):
    """More pairs than can be compared, or told; holds how many."""


class DoubleWork:
    """A pair, `one` with the lower id; what it is told with is worked out when it is asked for."""

    def __init__(self, search: "Search", one: InitiativeProfile, other: InitiativeProfile, score: float) -> None:
        self._search, self._one, self._other, self.score = search, one, other, score
        self.one, self.other = one.id, other.id
        self.owners_of_one, self.owners_of_other = one.owners, other.owners

    @property
    def id(self) -> str:
        return f"{self.one} {self.other}"

    @property
    def silos_of_one(self) -> list[str]:
        return sorted(self._one.silos)

    @property
    def silos_of_other(self) -> list[str]:
        return sorted(self._other.silos)

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """Words and parts of words."""
        return self._search.texts.shared(self._one.text, self._other.text)

    @property
    def domains(self) -> list[str]:
        """Where they meet: of two domains one above the other, the narrower."""
        return sorted(in_common(self._one.domains, self._other.domains, self._search.profiles.domains))

    @property
    def areas(self) -> list[str]:
        """Where they meet: of two areas one above the other, the lower."""
        return sorted(in_common(self._one.areas, self._other.areas, self._search.profiles.areas))


def in_common(one: Collection[str], other: Collection[str], lines: Mapping[str, frozenset[str]]) -> set[str]:
    """Those of either that are among the other's, or below one of those."""
    return {each for mine, theirs in ((one, other), (other, one)) for each in mine if not lines[each].isdisjoint(theirs)}


def double_work(profiles: InitiativeProfiles, wanted: PairFilter, bounds: Bounds = Bounds()) -> list[DoubleWork]:
    """All pairs, most alike first, then by id; TooMany when that is more than can be."""
    found = Search(profiles, wanted, bounds).pairs()
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))


class Search:
    """One search; an initiative is told by its place in the InitiativeProfiles."""

    def __init__(self, profiles: InitiativeProfiles, wanted: PairFilter, bounds: Bounds) -> None:
        self.profiles, self.wanted, self.bounds = profiles, wanted, bounds
        self.texts = Texts(each.text for each in profiles.all)
        self._compared = 0

    def pairs(self) -> Iterator[DoubleWork]:
        """Each pair once."""
        told = set[tuple[int, int]]()
        for place, others in self._candidates():
            for other, score in self._alike(place, others):
                pair = (place, other) if self.profiles.all[place].id < self.profiles.all[other].id else (other, place)
                if pair not in told:
                    told.add(pair)
                    yield DoubleWork(self, self.profiles.all[pair[0]], self.profiles.all[pair[1]], score)
            if len(told) > self.bounds.pairs:
                raise TooMany(self.bounds.pairs)

    def _alike(self, place: int, others: Sequence[int]) -> Iterator[tuple[int, float]]:
        """Those of some others that are alike in text, do not know it, and are wanted."""
        self._compared += len(others)
        if self._compared > self.bounds.compared:
            raise TooMany(self.bounds.compared)
        for other, score in self.texts.alike(place, others, self.wanted.least) if others else ():
            if self._is_listed(self.profiles.all[place], self.profiles.all[other]):
                yield other, score

    def _is_listed(self, one: InitiativeProfile, other: InitiativeProfile) -> bool:
        silos = self.wanted.silos
        return one.known_parties.isdisjoint(other.known_parties) and (not silos or not silos.isdisjoint(one.silos | other.silos))

    # -- who is compared ------------------------------------------------------------------------------------------

    def _candidates(self) -> Iterator[tuple[int, list[int]]]:
        """Initiatives with others to compare them with; all pairs but those whose score is below the least for certain."""
        places = [place for place, each in enumerate(self.profiles.all) if self._is_wanted(each)]
        if self.wanted.initiative is not None:
            only = [place for place in places if self.profiles.all[place].id == self.wanted.initiative]
            yield from ((place, [other for other in places if self._are_alike(place, other)]) for place in only)
            return
        here = defaultdict[str | None, list[int]](list)
        for place in places:
            for area in self.profiles.all[place].areas or (None,):
                here[area].append(place)
        for area, found in here.items():
            group = sorted(found, key=self.texts.totals.__getitem__)
            yield from self._in_area(group, [place for lower in self._below(area) for place in here.get(lower, ())])

    def _in_area(self, group: Sequence[int], below: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
        """Those of one area, the lightest text first, each with those before it; and those below it with all of them."""
        lightest = min((self.texts.totals[place] for place in below), default=None)
        for start in range(0, len(group), self.bounds.block):
            block, end = Block(self, lightest), start + self.bounds.block
            for place in group[start:end]:
                yield place, block.like(place)
                block.add(place)
            yield from ((place, block.like(place)) for place in (*group[end:], *below))

    def _below(self, area: str | None) -> list[str]:
        return [each for each, line in self.profiles.areas.items() if area in line and each != area]

    def _is_wanted(self, profile: InitiativeProfile) -> bool:
        wanted, lines = self.wanted, self.profiles
        return bool(
            profile.silos
            and (not wanted.areas or any(wanted.areas & lines.areas[each] for each in profile.areas))
            and (not wanted.domains or any(wanted.domains & lines.domains[each] for each in profile.domains))
        )

    def _are_alike(self, place: int, other: int) -> bool:
        """In domain and area, and owned in different silos."""
        one, two = self.profiles.all[place], self.profiles.all[other]
        in_area = bool(in_common(one.areas, two.areas, self.profiles.areas)) if one.areas or two.areas else True
        return place != other and one.silos.isdisjoint(two.silos) and in_area and bool(in_common(one.domains, two.domains, self.profiles.domains))


class Block:
    """Some initiatives of one area, as bits, the lightest text first: which have a bundle among their rarest, a domain, a silo.

    They are looked for with texts as heavy as those before them or more, and, where it is told, as `lightest` or more.
    """

    def __init__(self, search: Search, lightest: int | None) -> None:
        self._search, self._lightest = search, lightest
        self._group = list[int]()
        self._having = defaultdict[int, int](int)
        self._own, self._lines, self._silos = (defaultdict[str, int](int) for _ in range(3))

    def add(self, number: int) -> None:
        """One more, no lighter than those before."""
        texts, profile, bit = self._search.texts, self._search.profiles.all[number], 1 << len(self._group)
        total, having = texts.totals[number], self._having
        self._group.append(number)
        lightest = total if self._lightest is None else min(total, self._lightest)
        for bundle in texts.bundles[number][texts.first_in_common(number, self._search.wanted.least, lightest) :]:
            having[bundle] |= bit
        for silo in profile.silos:
            self._silos[silo] |= bit
        for domain in profile.domains:
            self._own[domain] |= bit
        for domain in {each for own in profile.domains for each in self._search.profiles.domains[own]}:
            self._lines[domain] |= bit

    def like(self, number: int) -> list[int]:
        """Those that are alike in domain, owned in other silos, and may be alike in text."""
        possible = self._possible(self._search.profiles.all[number])
        return [self._group[place] for place in _places(self._near(number, possible))] if possible else []

    def _possible(self, profile: InitiativeProfile) -> int:
        found = 0
        for domain in profile.domains:
            found |= self._lines.get(domain, 0)
            for each in self._search.profiles.domains[domain]:
                found |= self._own.get(each, 0)
        for silo in profile.silos:
            found &= ~self._silos.get(silo, 0)
        return found

    def _near(self, number: int, possible: int) -> int:
        """Those that have one of the bundles that may be the rarest it has in common with the lightest of the possible."""
        texts, lightest = self._search.texts, self._group[next(_places(possible))]
        first = texts.first_in_common(number, self._search.wanted.least, texts.totals[lightest])
        return reduce(or_, filter(None, map(self._having.get, texts.bundles[number][first:])), 0) & possible


def _places(bits: int) -> Iterator[int]:
    """The places of the bits of a number, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
