"""The sentences that tell what the rule did, in Dutch and English.

In: Step and Door values. Out: one plain sentence each. Names are those of the facts; nothing here is private.
"""

from graph.ownership.facts.model import Facts, key_of
from graph.ownership.rule.steps import Step, StepCode

_DUTCH = {
    StepCode.EXPLICIT: "{who} is hiervoor zelf aangewezen.",
    StepCode.ON_PROBLEM: "{who} pakt het probleem ‘{topic}’ op.",
    StepCode.INHERITED: "{who} pakt ‘{topic}’ op.",
    StepCode.BROADER_DOMAIN: "{who} pakt ‘{other}’ op, en ‘{topic}’ valt daaronder.",
    StepCode.COMMON_ANCESTOR: "{who} is het laagste onderdeel boven allen die een deel oppakken.",
    StepCode.NOT_COMMON: "{who} pakt ‘{topic}’ op, maar niet de andere onderwerpen.",
    StepCode.DISPLACED_BY_LOWER: "{who} gaat niet mee: {other}, dat eronder valt, pakt het op.",
    StepCode.DISPLACED_BY_LEAD: "{who} gaat niet mee: {other} is trekker in dezelfde lijn.",
    StepCode.ROLE_DOES_NOT_OWN: "{who} heeft een rol bij ‘{topic}’, maar pakt het niet op.",
    StepCode.NOT_YET: "{who} pakt ‘{topic}’ pas later op.",
    StepCode.ENDED: "{who} pakte ‘{topic}’ op, maar nu niet meer.",
    StepCode.LEFT: "{who} zit niet meer bij {other}; die afdeling blijft het oppakken.",
    StepCode.DISSOLVED: "{who} is opgeheven en heeft geen opvolger.",
    StepCode.SUCCEEDED: "{who} is opgeheven; {other} is de opvolger.",
    StepCode.CORRECTED: "Dat {who} ‘{topic}’ oppakt was een vergissing en is verbeterd.",
    StepCode.OTHER_AREA: "{who} pakt ‘{topic}’ elders op, of een aanwijzing dichterbij gaat voor.",
    StepCode.SIDE_DOMAIN: "{who} pakt ‘{topic}’ op; dat speelt zijdelings, dus als partner.",
    StepCode.NO_PUBLIC_TASK: "{who} heeft geen publieke taak en kan niet voor de overheid beslissen.",
    StepCode.MUNICIPALITY: "{who} is de gemeente als geheel; dat is niemand in het bijzonder.",
    StepCode.COUNTER: "{who} is een loket: een deur, niet wie het oppakt.",
    StepCode.NEVER_JOINED: "{who} zat toen nog bij geen enkele afdeling.",
}

_ENGLISH = {
    StepCode.EXPLICIT: "{who} was named for this itself.",
    StepCode.ON_PROBLEM: "{who} answers for the problem ‘{topic}’.",
    StepCode.INHERITED: "{who} answers for ‘{topic}’.",
    StepCode.BROADER_DOMAIN: "{who} answers for ‘{other}’, of which ‘{topic}’ is a part.",
    StepCode.COMMON_ANCESTOR: "{who} is the lowest department above all who answer for a part.",
    StepCode.NOT_COMMON: "{who} answers for ‘{topic}’, but not for the other topics.",
    StepCode.DISPLACED_BY_LOWER: "{who} steps back: {other}, below it, answers.",
    StepCode.DISPLACED_BY_LEAD: "{who} steps back: {other} leads in the same line.",
    StepCode.ROLE_DOES_NOT_OWN: "{who} has a part in ‘{topic}’, but does not own it.",
    StepCode.NOT_YET: "{who} answers for ‘{topic}’ only later.",
    StepCode.ENDED: "{who} answered for ‘{topic}’, and no longer does.",
    StepCode.LEFT: "{who} is no longer with {other}; that department still answers.",
    StepCode.DISSOLVED: "{who} was dissolved and has no successor.",
    StepCode.SUCCEEDED: "{who} was dissolved; {other} is its successor.",
    StepCode.CORRECTED: "That {who} answers for ‘{topic}’ was a mistake and has been corrected.",
    StepCode.OTHER_AREA: "{who} answers for ‘{topic}’ elsewhere, or somebody nearer goes first.",
    StepCode.SIDE_DOMAIN: "{who} answers for ‘{topic}’, which is beside it: a partner.",
    StepCode.NO_PUBLIC_TASK: "{who} has no public task and cannot decide for the government.",
    StepCode.MUNICIPALITY: "{who} is the municipality as a whole; that is nobody in particular.",
    StepCode.COUNTER: "{who} is a counter: a door, not an owner.",
    StepCode.NEVER_JOINED: "{who} had joined no department by then.",
}


def reason(facts: Facts, step: Step, language: str, hidden: frozenset[str] = frozenset()) -> str:
    """One sentence on a step, in "NL" or "EN". Parties in `hidden` are named by what they are only."""
    sentences = _DUTCH if language == "NL" else _ENGLISH

    def named(identifier: str | None) -> str:
        return name_of(facts, identifier, language, hidden) if identifier else ""

    text = sentences[step.code].format(who=named(step.candidate), topic=named(step.subject), other=named(step.other))
    return text[:1].upper() + text[1:]


def name_of(facts: Facts, identifier: str, language: str, hidden: frozenset[str] = frozenset()) -> str:
    """The name of something in the facts; residents, what is unknown and who is hidden go by what they are."""
    if identifier in hidden:
        return _kind(identifier, language)
    thing = facts.party(identifier) or facts.subject(identifier) or facts.counters.get(identifier)
    return thing.name if thing else _kind(identifier, language)


_KINDS = {
    "resident": ("een bewoner", "a resident"),
    "official": ("een ambtenaar", "an official"),
    "counter": ("een loket", "a counter"),
    "organisation": ("een organisatie", "an organisation"),
    "department": ("een afdeling", "a department"),
}


def _kind(identifier: str, language: str) -> str:
    dutch, english = _KINDS.get(identifier.partition(":")[0], (key_of(identifier), key_of(identifier)))
    return dutch if language == "NL" else english
