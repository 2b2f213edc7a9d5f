"""What of an answer is asked beyond status, owners, topics, what lapsed and since when: only that is read from the graph.

In: nothing. Out: Need, and for each what has to be in the facts. Reading less than everything gives the same answer for
what is asked: `Facts.needs` says what was read, and an answer refuses to tell a part whose facts were left out.
"""

from enum import Enum, auto


class Need(Enum):
    """A part of the answer that looks at more than who may own.

    | part                                          | read for it beyond the least                        |
    |-----------------------------------------------|-----------------------------------------------------|
    | status, basis, known, synthetic, since, topics, | nothing: subjects, problems, domains, areas,        |
    | lapsed; owners, lead and partners with party,  | responsibilities of role OWNER or LEAD at all dates |
    | silo and responsibility                       | with their holders, seats, successors and what is above |
    | OFFICIAL of any of them                       | contacts and heads of departments, every role       |
    | CONSENTS                                      | every role                                          |
    | CONVENER                                      | conveners of the areas                              |
    | DOORS                                         | counters, conveners of the areas                    |
    | NAMES, to tell what gaps have in common       | names, phone numbers of counters                    |
    | STEPS, with reasons in words                  | every role, residents, names                        |
    """

    OFFICIAL = auto()
    CONSENTS = auto()
    CONVENER = auto()
    DOORS = auto()
    STEPS = auto()
    NAMES = auto()


Needs = frozenset[Need]

EVERYTHING: Needs = frozenset(Need)
LEAST: Needs = frozenset()
EVERY_ROLE: Needs = frozenset({Need.OFFICIAL, Need.CONSENTS, Need.STEPS})
NAMES: Needs = frozenset({Need.STEPS, Need.NAMES})
CONVENERS: Needs = frozenset({Need.CONVENER, Need.DOORS})
# What a message looks at, by its audience: a resident is told of no official, and of nobody who must say yes.
MESSAGE: dict[str, Needs] = {
    "COLLEAGUE": frozenset({Need.NAMES, Need.DOORS, Need.OFFICIAL, Need.CONSENTS}),
    "RESIDENT": frozenset({Need.NAMES, Need.DOORS}),
}
