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


def to_colleague(narrator: Narrator) -> tuple[str, ...]:
    """What and since when; why; what to do now."""
    status = narrator.answer.status
    return _what(narrator), _why(narrator), _to_do(narrator, _TO_DO[status])


# -- what and since when -----------------------------------------------------------------------------------------


def _what(narrator: Narrator) -> str:
    status, owners = narrator.answer.status, narrator.names(narrator.owners())
    if status is Status.OWNED:
        return narrator.since_when(f"pakt|{owners}|dit op", f"{_be(narrator)} responsible for|{owners}|this")
    if status is Status.SHARED:
        return _shared(narrator, owners)
    if status is Status.CONTESTED:
        alone = narrator.names(narrator.claiming_alone())
        return narrator.since_when(f"zeggen|{alone}|{'allebei' if len(narrator.claiming_alone()) == 2 else 'allemaal'} dat alleen zij dit oppakken", f"{'have each said' if narrator.since else 'each say'}|{alone}|that they alone are responsible for this")
    if status is Status.PARTLY_OWNED:
        one = len(narrator.owners()) == 1
        return narrator.since_when(f"{'pakt' if one else 'pakken'}|{owners}|een deel hiervan op", f"{_be(narrator, one)} responsible for|{owners}|a part of this")
    if status is Status.BETWEEN_SILOS:
        return narrator.since_when("valt|dit|tussen diensten in", f"{'has fallen' if narrator.since else 'falls'}|this|between services")
    return _nobody(narrator)


def _shared(narrator: Narrator, owners: str) -> str:
    lead = narrator.answer.lead
    if lead is None:
        return narrator.since_when(f"pakken|{owners}|dit samen op, zonder trekker", f"{_be(narrator, one=False)} responsible for|{owners}|this together, without a lead")
    others = narrator.names(party for party in narrator.owners() if party != lead.party)
    return narrator.since_when(f"trekt|{narrator.name(lead.party)}|dit, samen met {others}", f"{'has led' if narrator.since else 'leads'}|{narrator.name(lead.party)}|this, together with {others}")


def _nobody(narrator: Narrator) -> str:
    """Nobody, or not known to us; what has lapsed was somebody's."""
    if not narrator.answer.known:
        return narrator.say("Bij ons is niet bekend wie dit oppakt.", "It is not known to us who is responsible for this.")
    if narrator.answer.status is Status.LAPSED:
        return narrator.since_when("pakt|niemand|dit meer op", f"{_be(narrator)} responsible for|nobody|this any more")
    return narrator.since_when("pakt|niemand|dit op", f"{_be(narrator)} responsible for|nobody|this")


def _be(narrator: Narrator, one: bool = True) -> str:
    """The English verb for now, or since a day."""
    return ("has been" if one else "have been") if narrator.since else ("is" if one else "are")


# -- why ---------------------------------------------------------------------------------------------------------


def _why(narrator: Narrator) -> str:
    answer = narrator.answer
    if answer.basis is Basis.EXPLICIT:
        one = len(narrator.owners()) == 1
        return narrator.say("Dat is voor dit onderwerp zelf zo vastgelegd.", f"{'It was' if one else 'They were'} named for this very subject.")
    if answer.status in (Status.OWNED, Status.SHARED, Status.CONTESTED):
        return _because_of_topics(narrator)
    if answer.status is Status.PARTLY_OWNED:
        return _rest(narrator)
    if answer.status is Status.BETWEEN_SILOS:
        return _parts(narrator)
    return _why_nobody(narrator)


def _because_of_topics(narrator: Narrator) -> str:
    """They answer for all that it is about; or are above all those who answer for a part."""
    owners, covered = narrator.owners(), narrator.covered()
    one = len(owners) == 1
    if all(set(owners) <= topic.parties for topic in covered):
        about, who = _about(narrator, covered), "it answers" if one else "they answer"
        return narrator.say(f"{about}, en dat hoort bij hun werk.", f"{about}, and {who} for that.")
    below = dict.fromkeys(party for topic in covered for party in sorted(topic.parties) if party not in owners)
    few, above = narrator.names(below), narrator.names(owners)
    return narrator.say(
        f"{few} {'pakt' if len(below) == 1 else 'pakken elk'} een deel op, en {above} {'staat' if one else 'staan'} daarboven.",
        f"{few} {'answers for a part' if len(below) == 1 else 'answer for a part each'}, and {above} {'is' if one else 'are'} above {'it' if len(below) == 1 else 'them'}.",
    )


def _about(narrator: Narrator, topics: tuple[TopicAnswer, ...]) -> str:
    """What it is about; of a topic that was asked about itself, what it is a part of."""
    broader = [topic.inherited_from for topic in topics if topic.topic == narrator.answer.subject and topic.inherited_from]
    if broader:
        names = listed(quoted(name_of(narrator.answer.facts, each, narrator.language) for each in broader), narrator.language)
        return narrator.say(f"Dit valt onder {names}", f"This is a part of {names}")
    return narrator.say(f"Dit gaat over {narrator.topics(topics)}", f"This is about {narrator.topics(topics)}")


def _rest(narrator: Narrator) -> str:
    """What nobody answers for, or nobody we know of."""
    rest = narrator.topics(narrator.uncovered())
    if not narrator.answer.known:
        return narrator.say(f"Wie {rest} oppakt, is bij ons niet bekend.", f"Who answers for {rest} is not known to us.")
    return narrator.say(f"Voor {rest} is niemand aangewezen.", f"Nobody was named for {rest}.")


def _parts(narrator: Narrator) -> str:
    """Who answers for which part, and that only the municipality is above them."""
    parts: dict[str, list[TopicAnswer]] = {}
    for topic in narrator.covered():
        parts.setdefault(narrator.names(sorted(topic.parties)), []).append(topic)
    told = [narrator.say(f"{who} {_takes(topics)} {narrator.topics(topics)} op", f"{who} {'answers' if _is_one(topics) else 'answer'} for {narrator.topics(topics)}") for who, topics in parts.items()]
    few = "; ".join(told[:MOST_PARTS])
    rest = len(told) - MOST_PARTS
    if rest > 0:
        return sentence(narrator.say(f"{few}; en nog {rest} andere", f"{few}; and {rest} more"))
    if narrator.uncovered():
        unknown = narrator.topics(narrator.uncovered())
        return sentence(narrator.say(f"{few}; wie {unknown} oppakt is niet bekend", f"{few}; who answers for {unknown} is not known"))
    return sentence(few)


def _takes(topics: list[TopicAnswer]) -> str:
    return "pakt" if _is_one(topics) else "pakken"


def _is_one(topics: list[TopicAnswer]) -> bool:
    return len(topics[0].parties) == 1


def _why_nobody(narrator: Narrator) -> str:
    about = _about(narrator, narrator.answer.topics)
    if narrator.answer.status is Status.LAPSED and (before := narrator.names(narrator.lapsed_holders())):
        return narrator.say(f"Vroeger hoorde dit bij {before}.", f"It used to belong to {before}.")
    if not narrator.answer.topics:
        return narrator.say("Wij weten nog niet bij welk werkveld dit hoort.", "We do not know yet which field of work this belongs to.")
    if any(topic.topic == narrator.answer.subject for topic in narrator.answer.topics):
        return _asked_itself(narrator)
    if not narrator.answer.known:
        return narrator.say(f"{about}, en wij hebben nog niet nagekeken wie dat oppakt.", f"{about}, and we have not checked yet who answers for that.")
    return narrator.say(f"{about}, en daar is niemand voor aangewezen.", f"{about}, and nobody was named for that.")


def _asked_itself(narrator: Narrator) -> str:
    """Why nobody is known for a field of work that was asked about itself."""
    if not narrator.answer.known:
        return narrator.say("Wij hebben nog niet nagekeken wie dit werk doet.", "We have not checked yet who does this work.")
    return narrator.say("Voor dit werkveld is niemand aangewezen.", "Nobody was named for this field of work.")


# -- who should talk to whom -------------------------------------------------------------------------------------


def _to_do(narrator: Narrator, find: Callable[[Narrator], str]) -> str:
    """What to do now, and which door residents can take."""
    todo, door = find(narrator), narrator.door()
    if door is None:
        return sentence(todo)
    return sentence(narrator.say(f"{todo}; bewoners kunnen nu naar {door}", f"{todo}; residents can go to {door} now"))


def _ask(narrator: Narrator) -> str:
    """Whom to ask, and whom else to involve."""
    lead = narrator.answer.lead or narrator.answer.owners[0]
    official = lead.official
    named = official is not None and official not in narrator.hidden
    whom = narrator.name(official) if official and named else narrator.name(lead.party)
    others = narrator.names(each.party for each in (*narrator.answer.partners, *narrator.answer.consents) if each.party != lead.party)
    if others:
        return narrator.say(f"vraag naar {whom} en betrek {others}", f"ask for {whom} and involve {others}")
    return narrator.say(f"vraag naar {whom}", f"ask for {whom}")


def _choose(narrator: Narrator, dutch: str, english: str) -> str:
    """Those who were named have to settle something; who brings them together where somebody does."""
    convener = narrator.convener()
    if convener:
        return narrator.say(f"{convener} brengt hen bij elkaar om af te spreken {dutch}", f"{convener} brings them together to agree {english}")
    return narrator.say(f"zij moeten samen afspreken {dutch}", f"they have to agree {english}")


def _find_somebody(narrator: Narrator, dutch: str, english: str) -> str:
    convener = narrator.convener()
    if convener:
        return narrator.say(f"bespreek met {convener} {dutch}", f"discuss with {convener} {english}")
    who = narrator.names(narrator.involved())
    if who:
        return narrator.say(f"bespreek met {who} {dutch}", f"discuss with {who} {english}")
    return narrator.say("er moet nog worden uitgezocht wie dit kan oppakken", "somebody has yet to find out who can take this on")


_TO_DO: dict[Status, Callable[[Narrator], str]] = {
    Status.OWNED: _ask,
    Status.SHARED: lambda narrator: _ask(narrator) if narrator.answer.lead else _choose(narrator, "wie dit trekt", "who leads"),
    Status.CONTESTED: lambda narrator: _choose(narrator, "wie dit doet", "who does this"),
    Status.PARTLY_OWNED: lambda narrator: _find_somebody(narrator, "wie de rest oppakt", "who takes on the rest"),
    Status.BETWEEN_SILOS: lambda narrator: _choose(narrator, "wie dit oppakt", "who takes this on"),
    Status.LAPSED: lambda narrator: _find_somebody(narrator, "wie dit kan oppakken", "who can take this on"),
    Status.UNOWNED: lambda narrator: _find_somebody(narrator, "wie dit kan oppakken", "who can take this on"),
}
