"""What every message starts from: an answer, a language, and the names of those in it.

In: an Ownership, the day since when it is so, a language, and whose names are hidden. Out: names and parts of sentences.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.ownership.answer.counters import Door
from graph.ownership.answer.owners import Owner
from graph.ownership.answer.ownership import Ownership
from graph.ownership.facts.model import Counter
from graph.ownership.rule.decide import seat_of_claim
from graph.ownership.rule.topics import TopicAnswer
from graph.ownership.wording.phrases import day_in_words, listed, quoted
from graph.ownership.wording.step_sentences import name_of


@dataclass(frozen=True)
class Narrator:
    """Tells one answer in "NL" or "EN". Parties in `hidden` are never named: neither is an official to a resident."""

    answer: Ownership
    since: date | None
    language: str
    hidden: frozenset[str] = frozenset()

    def say(self, dutch: str, english: str) -> str:
        """The text in the language that is asked for."""
        return dutch if self.language == "NL" else english

    def since_when(self, dutch: str, english: str) -> str:
        """A sentence that begins with since when, where that is known: `{since}` is put before what follows it.

        In Dutch the verb then goes before who does it, so both orders are given, split by a bar: "pakt|A|dit op".
        """
        verb, who, rest = (part.strip() for part in self.say(dutch, english).split("|"))
        if self.since is None:
            text = f"{who} {verb} {rest}"
        else:
            day = day_in_words(self.since, self.language)
            text = self.say(f"sinds {day} {verb} {who} {rest}", f"since {day}, {who} {verb} {rest}")
        return sentence(text)

    # -- who -----------------------------------------------------------------------------------------------------

    def names(self, parties: Iterable[str]) -> str:
        """The names of parties, cut to a few."""
        return listed((self.name(party) for party in parties), self.language)

    def name(self, party: str) -> str:
        """The name of a party, or what it is."""
        return name_of(self.answer.facts, party, self.language, self.hidden)

    def owners(self) -> list[str]:
        """The owners in order."""
        return [owner.party for owner in self.answer.owners]

    def claiming_alone(self) -> list[str]:
        """Those who say that they alone own it."""
        return [owner.party for owner in self.answer.owners if any(stand.exclusive for stand in owner.stands)]

    def convener(self) -> str | None:
        """The name of who brings the services together, where that is nobody who has to be brought there."""
        found: Owner | None = self.answer.convener
        return self.name(found.party) if found and found.party not in self.involved() else None

    def involved(self) -> list[str]:
        """The owners; where there are none, those who answer for a part."""
        parts = [party for topic in self.answer.topics for party in sorted(topic.parties)]
        return self.owners() or list(dict.fromkeys(parts))

    # -- what ----------------------------------------------------------------------------------------------------

    def topics(self, topics: Iterable[TopicAnswer]) -> str:
        """The topics by name, each with its area where several are looked at."""
        return listed(quoted(map(self.topic, topics)), self.language)

    def topic(self, topic: TopicAnswer) -> str:
        """The name of a topic."""
        return name_of(self.answer.facts, topic.topic, self.language)

    def covered(self) -> tuple[TopicAnswer, ...]:
        """The topics that somebody answers for."""
        return tuple(topic for topic in self.answer.topics if topic.members)

    def uncovered(self) -> tuple[TopicAnswer, ...]:
        """The topics that nobody answers for."""
        return tuple(topic for topic in self.answer.topics if not topic.members)

    def lapsed_holders(self) -> list[str]:
        """Who used to own it: the departments behind what lapsed."""
        snapshot, records = self.answer.snapshot, frozenset(self.answer.lapsed)
        claims = [claim for found in snapshot.facts.claims.values() for claim in found]
        seats = [seat_of_claim(snapshot, claim) for claim in claims if claim.responsibility.id in records]
        return sorted({seat for seat in seats if seat})

    # -- where to go ---------------------------------------------------------------------------------------------

    def door(self) -> str | None:
        """The best door, with its phone number where it has one."""
        first: Door | None = next(iter(self.answer.doors), None)
        counter: Counter | None = self.answer.facts.counters.get(first.counter) if first else None
        if counter is None:
            return None
        return f"{counter.name}, {self.say('telefoon', 'phone')} {counter.phone}" if counter.phone else counter.name


def sentence(text: str) -> str:
    """A text as one sentence."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
