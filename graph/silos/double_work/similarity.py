"""How alike two texts are: the weight of the tokens that both have, out of the weight of all that either has.

A token weighs the square of its inverse document frequency, so that the score is the Tanimoto coefficient of two tf-idf vectors.

In: the texts of a city. Out: Texts: each as the numbers of its bundles, the commonest first, the score of two of them, and what
they share for a reader. The tokens are those of `graph.search_tokens`: words and groups of four letters, so that a moestuin is like a
schooltuin. They are made here of what is stored as text: the property searchTokens may be missing or old. Tokens that come with
the very same words are in the same texts: they are one bundle, with the weight of all of them, which changes no score.
"""

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_

from graph.search_tokens import NGRAM, tokens_of, words

UNIT = 1000  # weights are whole numbers, so that a sum is the same in whatever order it is made
SAFE = 1e-9  # far more than what rounding a division can do to a score
MOST_SHARED = 8
COMMON = 0.2  # a bundle that is in so many of the texts is common
WIDTH = 4096  # bits of a sketch
FILLED = 48  # the rare bundles of a usual text fill one in so many of them


class Texts:
    """Many texts; a text is told by its place. `totals`: the weight of all tokens of each."""

    def __init__(self, texts: Iterable[str]) -> None:
        vocabulary: dict[str, int] = {}
        written = [array("I", {vocabulary.setdefault(word, len(vocabulary)) for word in words(text)}) for text in texts]
        bundles, of_word = _bundles(vocabulary)
        counts = Counter[int]()
        for said in written:
            counts.update({bundle for word in said for bundle in of_word[word]})
        order = sorted(range(len(bundles)), key=lambda bundle: (-counts[bundle], bundles[bundle]))
        one = [round(UNIT * math.log(1 + len(written) / counts[bundle]) ** 2) for bundle in order]  # of its tokens
        self.weights = [weight * len(bundles[bundle]) for weight, bundle in zip(one, order, strict=True)]
        self._token = {token: weight for weight, bundle in zip(one, order, strict=True) for token in bundles[bundle]}
        rank = {bundle: place for place, bundle in enumerate(order)}
        ranked = [[rank[bundle] for bundle in each] for each in of_word]
        self.bundles = [array("I", sorted({each for word in said for each in ranked[word]})) for said in written]
        self._sums = [array("Q", accumulate(map(self.weights.__getitem__, each), initial=0)) for each in self.bundles]
        self.totals = [each[-1] for each in self._sums]
        common = sum(count >= COMMON * len(written) for count in counts.values())
        self._rare = [bisect_left(each, common) for each in self.bundles]  # where those begin that are not common
        self._light = [sums[rare] for sums, rare in zip(self._sums, self._rare, strict=True)]
        self._sketches = _Sketches(written, ranked, self.weights, common, sum(self.totals) - sum(self._light))

    def weight(self, bundles: Iterable[int]) -> int:
        """What some bundles weigh together: each token of them round(1000 · ln(1 + N/n)²), where n of all N texts have it."""
        return sum(map(self.weights.__getitem__, bundles))

    def score(self, one: int, other: int) -> float:
        """From 0, nothing in common, to 1, the same tokens."""
        shared = self.weight(frozenset(self.bundles[one]).intersection(self.bundles[other]))
        return shared / (self.totals[one] + self.totals[other] - shared) if shared else 0.0

    def alike(self, one: int, others: Iterable[int], least: float) -> Iterator[tuple[int, float]]:
        """Those of some others with a score of `least` or more, with their score.

        Two texts share no more of the common bundles than either has of them, and of the others no more than the bits that
        their sketches share: most are told by those alone.
        """
        sketches, light, totals, common = self._sketches, self._light[one], self.totals, self._light
        sketch, step, hidden = sketches[one], sketches.step, sketches.hidden(one, self.bundles[one][self._rare[one] :])
        times = least / (1 + least) * (1 - SAFE)
        needed = times * totals[one] - step * hidden
        near = [
            other
            for other in others
            if (lacking := needed + times * totals[other] - step * (sketch & sketches[other]).bit_count()) <= light
            and lacking <= common[other]
        ]
        for other in near:
            if (score := self.score(one, other)) >= least:
                yield other, score

    def first_in_common(self, place: int, least: float, total: int) -> int:
        """From where on in its bundles the rarest must be that it has in common with a text of a total, for a score of `least`.

        What the two share weighs no more than that one and all commoner ones of either; such a score takes
        least / (1 + least) of both totals (R. J. Bayardo, Y. Ma, R. Srikant, Scaling up all pairs similarity search, WWW 2007).
        """
        return max(0, bisect_left(self._sums[place], least / (1 + least) * (1 - SAFE) * (self.totals[place] + total)) - 1)

    def shared(self, one: str, other: str) -> tuple[str, ...]:
        """The words of one text that both have, and the parts of others, of four letters or more; those that weigh most."""
        common = {token for word in words(one) for token in tokens_of(word)}
        common &= {token for word in words(other) for token in tokens_of(word)}
        found: dict[str, int] = {}
        for word in words(one):
            parts = [(word, tokens_of(word))] if f"w{word}" in common else _parts(word, common)
            for part, tokens in parts:
                found[part] = max(found.get(part, 0), sum(map(self._token.__getitem__, tokens)))
        found = {part: weight for part, weight in found.items() if not any(part in other and part != other for other in found)}
        return tuple(sorted(found, key=lambda part: (-found[part], part))[:MOST_SHARED])


class _Sketches(dict[int, int]):
    """Texts as bits, by place, made when asked for: each rare bundle sets a bit for each `step` of its weight, rounded up.

    What two sketches share, times the step, is no less than what the rare bundles that both have weigh, but for bits that are
    hidden: those that two bundles of one text set alike (the bitmap filter of E. F. O. Sandes, G. L. M. Teodoro, A. C. M. A. Melo,
    Information Systems 88, 2020, with weights).
    """

    def __init__(self, written: Sequence[Sequence[int]], of_word: Sequence[Sequence[int]], weights: Sequence[int], common: int, weight: int) -> None:
        super().__init__()
        self._written = written
        self.step = max(1, weight * FILLED // (WIDTH * max(1, len(written))))
        self._units = [0] * common + [-(-each // self.step) for each in weights[common:]]
        bits = [_bits(end - size, size) for end, size in zip(accumulate(self._units), self._units, strict=True)]
        self._words = [reduce(or_, map(bits.__getitem__, each), 0) for each in of_word]

    def __missing__(self, place: int) -> int:
        found = self[place] = reduce(or_, map(self._words.__getitem__, self._written[place]), 0)
        return found

    def hidden(self, place: int, bundles: Iterable[int]) -> int:
        """How many bits of a text its rare bundles set more than once."""
        return sum(map(self._units.__getitem__, bundles)) - self[place].bit_count()


def _bits(start: int, size: int) -> int:
    """So many bits from a place on, round and round; all of them when that is more than there are."""
    found = ((1 << min(size, WIDTH)) - 1) << start % WIDTH
    return (found | found >> WIDTH) & ((1 << WIDTH) - 1)


def _bundles(vocabulary: Mapping[str, int]) -> tuple[list[list[str]], list[list[int]]]:
    """The tokens of each bundle, and for each word, in its order, the bundles that it has."""
    come_with = defaultdict[str, list[int]](list)
    for word, number in vocabulary.items():
        for token in tokens_of(word):
            if not come_with[token] or come_with[token][-1] != number:
                come_with[token].append(number)
    together = defaultdict[tuple[int, ...], list[str]](list)
    for token, numbers in come_with.items():
        together[tuple(numbers)].append(token)
    of_word: list[list[int]] = [[] for _ in vocabulary]
    for bundle, holders in enumerate(together):
        for number in holders:
            of_word[number].append(bundle)
    return list(together.values()), of_word


def _parts(word: str, common: set[str]) -> Iterator[tuple[str, list[str]]]:
    """The pieces of a word all of whose groups of letters are in common, as long as they come, with those groups."""
    groups = [token for token in tokens_of(word) if token.startswith("g")]
    start = 0
    for place in range(len(groups) + 1):
        if place == len(groups) or groups[place] not in common:
            if place > start:
                yield word[start : place - 1 + NGRAM], groups[start:place]
            start = place + 1
