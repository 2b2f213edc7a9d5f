"""What a colleague is told: what, since when, why, and who should talk to whom.

In: a Narrator. Out: at most three sentences.
"""

from collections.abc import Callable

from graph.ownership.rule.common_owner import Basis, Status
from graph.ownership.rule.topics import TopicAnswer
from graph.ownership.wording.narrator import Narrator, sentence
from graph.ownership.wording.phrases import listed, quoted
from graph.ownership.wording.step_sentences import name_of

MOST_PARTS = 3


def to_colleague(tell: Narrator) -> tuple[str, ...]:
    """What and since when; why; what to do now."""
    status = tell.answer.status
    return _what(tell), _why(tell), _to_do(tell, _TO_DO[status])


# -- what and since when -----------------------------------------------------------------------------------------


def _what(tell: Narrator) -> str:
    status, owners = tell.answer.status, tell.names(tell.owners())
    if status is Status.OWNED:
        return tell.since_when(f"pakt|{owners}|dit op", f"{_be(tell)} responsible for|{owners}|this")
    if status is Status.SHARED:
        return _shared(tell, owners)
    if status is Status.CONTESTED:
        alone = tell.names(tell.claiming_alone())
        return tell.since_when(f"zeggen|{alone}|{'allebei' if len(tell.claiming_alone()) == 2 else 'allemaal'} dat alleen zij dit oppakken", f"{'have each said' if tell.since else 'each say'}|{alone}|that they alone are responsible for this")
    if status is Status.PARTLY_OWNED:
        one = len(tell.owners()) == 1
        return tell.since_when(f"{'pakt' if one else 'pakken'}|{owners}|een deel hiervan op", f"{_be(tell, one)} responsible for|{owners}|a part of this")
    if status is Status.BETWEEN_SILOS:
        return tell.since_when("valt|dit|tussen diensten in", f"{'has fallen' if tell.since else 'falls'}|this|between services")
    return _nobody(tell)


def _shared(tell: Narrator, owners: str) -> str:
    lead = tell.answer.lead
    if lead is None:
        return tell.since_when(f"pakken|{owners}|dit samen op, zonder trekker", f"{_be(tell, one=False)} responsible for|{owners}|this together, without a lead")
    others = tell.names(party for party in tell.owners() if party != lead.party)
    return tell.since_when(f"trekt|{tell.name(lead.party)}|dit, samen met {others}", f"{'has led' if tell.since else 'leads'}|{tell.name(lead.party)}|this, together with {others}")


def _nobody(tell: Narrator) -> str:
    """Nobody, or not known to us; what has lapsed was somebody's."""
    if not tell.answer.known:
        return tell.say("Bij ons is niet bekend wie dit oppakt.", "It is not known to us who is responsible for this.")
    if tell.answer.status is Status.LAPSED:
        return tell.since_when("pakt|niemand|dit meer op", f"{_be(tell)} responsible for|nobody|this any more")
    return tell.since_when("pakt|niemand|dit op", f"{_be(tell)} responsible for|nobody|this")


def _be(tell: Narrator, one: bool = True) -> str:
    """The English verb for now, or since a day."""
    return ("has been" if one else "have been") if tell.since else ("is" if one else "are")


# -- why ---------------------------------------------------------------------------------------------------------


def _why(tell: Narrator) -> str:
    answer = tell.answer
    if answer.basis is Basis.EXPLICIT:
        one = len(tell.owners()) == 1
        return tell.say("Dat is voor dit onderwerp zelf zo vastgelegd.", f"{'It was' if one else 'They were'} named for this very subject.")
    if answer.status in (Status.OWNED, Status.SHARED, Status.CONTESTED):
        return _because_of_topics(tell)
    if answer.status is Status.PARTLY_OWNED:
        return _rest(tell)
    if answer.status is Status.BETWEEN_SILOS:
        return _parts(tell)
    return _why_nobody(tell)


def _because_of_topics(tell: Narrator) -> str:
    """They answer for all that it is about; or are above all those who answer for a part."""
    owners, covered = tell.owners(), tell.covered()
    one = len(owners) == 1
    if all(set(owners) <= topic.parties for topic in covered):
        about, who = _about(tell, covered), "it answers" if one else "they answer"
        return tell.say(f"{about}, en dat hoort bij hun werk.", f"{about}, and {who} for that.")
    below = dict.fromkeys(party for topic in covered for party in sorted(topic.parties) if party not in owners)
    few, above = tell.names(below), tell.names(owners)
    return tell.say(
        f"{few} {'pakt' if len(below) == 1 else 'pakken elk'} een deel op, en {above} {'staat' if one else 'staan'} daarboven.",
        f"{few} {'answers for a part' if len(below) == 1 else 'answer for a part each'}, and {above} {'is' if one else 'are'} above {'it' if len(below) == 1 else 'them'}.",
    )


def _about(tell: Narrator, topics: tuple[TopicAnswer, ...]) -> str:
    """What it is about; of a topic that was asked about itself, what it is a part of."""
    broader = [topic.inherited_from for topic in topics if topic.topic == tell.answer.subject and topic.inherited_from]
    if broader:
        names = listed(quoted(name_of(tell.answer.facts, each, tell.language) for each in broader), tell.language)
        return tell.say(f"Dit valt onder {names}", f"This is a part of {names}")
    return tell.say(f"Dit gaat over {tell.topics(topics)}", f"This is about {tell.topics(topics)}")


def _rest(tell: Narrator) -> str:
    """What nobody answers for, or nobody we know of."""
    rest = tell.topics(tell.uncovered())
    if not tell.answer.known:
        return tell.say(f"Wie {rest} oppakt, is bij ons niet bekend.", f"Who answers for {rest} is not known to us.")
    return tell.say(f"Voor {rest} is niemand aangewezen.", f"Nobody was named for {rest}.")


def _parts(tell: Narrator) -> str:
    """Who answers for which part, and that only the municipality is above them."""
    parts: dict[str, list[TopicAnswer]] = {}
    for topic in tell.covered():
        parts.setdefault(tell.names(sorted(topic.parties)), []).append(topic)
    told = [tell.say(f"{who} {_takes(topics)} {tell.topics(topics)} op", f"{who} {'answers' if _is_one(topics) else 'answer'} for {tell.topics(topics)}") for who, topics in parts.items()]
    few = "; ".join(told[:MOST_PARTS])
    rest = len(told) - MOST_PARTS
    if rest > 0:
        return sentence(tell.say(f"{few}; en nog {rest} andere", f"{few}; and {rest} more"))
    if tell.uncovered():
        unknown = tell.topics(tell.uncovered())
        return sentence(tell.say(f"{few}; wie {unknown} oppakt is niet bekend", f"{few}; who answers for {unknown} is not known"))
    return sentence(few)


def _takes(topics: list[TopicAnswer]) -> str:
    return "pakt" if _is_one(topics) else "pakken"


def _is_one(topics: list[TopicAnswer]) -> bool:
    return len(topics[0].parties) == 1


def _why_nobody(tell: Narrator) -> str:
    about = _about(tell, tell.answer.topics)
    if tell.answer.status is Status.LAPSED and (before := tell.names(tell.lapsed_holders())):
        return tell.say(f"Vroeger hoorde dit bij {before}.", f"It used to belong to {before}.")
    if not tell.answer.topics:
        return tell.say("Wij weten nog niet bij welk werkveld dit hoort.", "We do not know yet which field of work this belongs to.")
    if any(topic.topic == tell.answer.subject for topic in tell.answer.topics):
        return _asked_itself(tell)
    if not tell.answer.known:
        return tell.say(f"{about}, en wij hebben nog niet nagekeken wie dat oppakt.", f"{about}, and we have not checked yet who answers for that.")
    return tell.say(f"{about}, en daar is niemand voor aangewezen.", f"{about}, and nobody was named for that.")


def _asked_itself(tell: Narrator) -> str:
    """Why nobody is known for a field of work that was asked about itself."""
    if not tell.answer.known:
        return tell.say("Wij hebben nog niet nagekeken wie dit werk doet.", "We have not checked yet who does this work.")
    return tell.say("Voor dit werkveld is niemand aangewezen.", "Nobody was named for this field of work.")


# -- who should talk to whom -------------------------------------------------------------------------------------


def _to_do(tell: Narrator, find: Callable[[Narrator], str]) -> str:
    """What to do now, and which door residents can take."""
    todo, door = find(tell), tell.door()
    if door is None:
        return sentence(todo)
    return sentence(tell.say(f"{todo}; bewoners kunnen nu naar {door}", f"{todo}; residents can go to {door} now"))


def _ask(tell: Narrator) -> str:
    """Whom to ask, and whom else to involve."""
    lead = tell.answer.lead or tell.answer.owners[0]
    official = lead.official
    named = official is not None and official not in tell.hidden
    whom = tell.name(official) if official and named else tell.name(lead.party)
    others = tell.names(each.party for each in (*tell.answer.partners, *tell.answer.consents) if each.party != lead.party)
    if others:
        return tell.say(f"vraag naar {whom} en betrek {others}", f"ask for {whom} and involve {others}")
    return tell.say(f"vraag naar {whom}", f"ask for {whom}")


def _choose(tell: Narrator, dutch: str, english: str) -> str:
    """Those who were named have to settle something; who brings them together where somebody does."""
    convener = tell.convener()
    if convener:
        return tell.say(f"{convener} brengt hen bij elkaar om af te spreken {dutch}", f"{convener} brings them together to agree {english}")
    return tell.say(f"zij moeten samen afspreken {dutch}", f"they have to agree {english}")


def _find_somebody(tell: Narrator, dutch: str, english: str) -> str:
    convener = tell.convener()
    if convener:
        return tell.say(f"bespreek met {convener} {dutch}", f"discuss with {convener} {english}")
    who = tell.names(tell.involved())
    if who:
        return tell.say(f"bespreek met {who} {dutch}", f"discuss with {who} {english}")
    return tell.say("er moet nog worden uitgezocht wie dit kan oppakken", "somebody has yet to find out who can take this on")


_TO_DO: dict[Status, Callable[[Narrator], str]] = {
    Status.OWNED: _ask,
    Status.SHARED: lambda tell: _ask(tell) if tell.answer.lead else _choose(tell, "wie dit trekt", "who leads"),
    Status.CONTESTED: lambda tell: _choose(tell, "wie dit doet", "who does this"),
    Status.PARTLY_OWNED: lambda tell: _find_somebody(tell, "wie de rest oppakt", "who takes on the rest"),
    Status.BETWEEN_SILOS: lambda tell: _choose(tell, "wie dit oppakt", "who takes this on"),
    Status.LAPSED: lambda tell: _find_somebody(tell, "wie dit kan oppakken", "who can take this on"),
    Status.UNOWNED: lambda tell: _find_somebody(tell, "wie dit kan oppakken", "who can take this on"),
}
