"""What the rule did with each candidate, as data; the sentences are made from it in `graph.ownership.wording.step_sentences`.

In: codes and ids. Out: Step values in the order in which the rule met the candidates.
"""

from typing import NamedTuple

from graph.model.vocabulary import Term


class StepCode(Term):
    """What became of a candidate."""

    EXPLICIT = "EXPLICIT", "Was named for this very subject.", "Is voor dit onderwerp zelf aangewezen."
    ON_PROBLEM = "ON_PROBLEM", "Answers for a problem it addresses.", "Pakt een probleem op waar dit over gaat."
    INHERITED = "INHERITED", "Answers for a domain it is about.", "Pakt een werkveld op waar dit over gaat."
    BROADER_DOMAIN = "BROADER_DOMAIN", "Answers for a broader domain.", "Pakt een breder werkveld op."
    COMMON_ANCESTOR = (
        "COMMON_ANCESTOR",
        "Is the lowest department above all of them.",
        "Is het laagste onderdeel boven hen allemaal.",
    )
    NOT_COMMON = (
        "NOT_COMMON",
        "Answers for some topics, not for all.",
        "Pakt een deel van de onderwerpen op, niet alle.",
    )
    DISPLACED_BY_LOWER = "DISPLACED_BY_LOWER", "A department below it has it.", "Een onderdeel eronder pakt het op."
    DISPLACED_BY_LEAD = (
        "DISPLACED_BY_LEAD",
        "A department in its line leads.",
        "Een onderdeel in dezelfde lijn trekt het.",
    )
    ROLE_DOES_NOT_OWN = "ROLE_DOES_NOT_OWN", "Its role does not own.", "De rol is een andere dan oppakken."
    NOT_YET = "NOT_YET", "Does not hold yet.", "Geldt nog niet."
    ENDED = "ENDED", "Holds no longer.", "Geldt niet meer."
    LEFT = (
        "LEFT",
        "The official left; the department still answers.",
        "De ambtenaar is weg; de afdeling blijft het oppakken.",
    )
    DISSOLVED = (
        "DISSOLVED",
        "The department was dissolved, without a successor.",
        "De afdeling is opgeheven, zonder opvolger.",
    )
    SUCCEEDED = (
        "SUCCEEDED",
        "The department was dissolved; its successor answers.",
        "De afdeling is opgeheven; de opvolger pakt het op.",
    )
    CORRECTED = (
        "CORRECTED",
        "The record was a mistake and was corrected.",
        "De vastlegging was een vergissing en is verbeterd.",
    )
    OTHER_AREA = (
        "OTHER_AREA",
        "Is for another area, or a nearer one goes before it.",
        "Is voor een ander gebied, of een dichterbij gaat voor.",
    )
    SIDE_DOMAIN = (
        "SIDE_DOMAIN",
        "Answers for a domain beside it: a partner.",
        "Pakt een zijdelings werkveld op: een partner.",
    )
    NO_PUBLIC_TASK = (
        "NO_PUBLIC_TASK",
        "Has no public task: cannot decide for the government.",
        "Heeft geen publieke taak: kan niet voor de overheid beslissen.",
    )
    MUNICIPALITY = (
        "MUNICIPALITY",
        "Is the municipality as a whole: that is nobody in particular.",
        "Is de gemeente als geheel: dat is niemand in het bijzonder.",
    )
    COUNTER = "COUNTER", "Is a counter: a door, never an owner.", "Is een loket: een deur, niet wie het oppakt."
    NEVER_JOINED = "NEVER_JOINED", "Had joined no department by then.", "Zat toen nog bij geen enkele afdeling."


class Step(NamedTuple):
    """One candidate and what became of it. `subject` is what it was a candidate for, `other` who took its place."""

    code: StepCode
    candidate: str
    subject: str
    taken: bool = False
    responsibility: str | None = None
    other: str | None = None
