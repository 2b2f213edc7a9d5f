"""What a resident is told: who picks it up, what happens now and which door to go to.

In: a Narrator. Out: at most three sentences. No official is named, and nothing is told of what departments disagree on.
"""

from collections.abc import Callable

from graph.ownership.rule.common_owner import Status
from graph.ownership.wording.narrator import Narrator, sentence


def to_resident(narrator: Narrator) -> tuple[str, ...]:
    """Who, what happens now, and where to go."""
    who, now = _BY_STATUS[narrator.answer.status](narrator)
    return sentence(who), sentence(now), _where(narrator)


Two = tuple[str, str]


def _owned(narrator: Narrator) -> Two:
    owners = narrator.names(narrator.owners())
    return (
        narrator.say(f"{owners} pakt dit op", f"{owners} takes care of this"),
        narrator.say("Daar kunnen zij u vertellen hoe het nu verder gaat", "They can tell you what happens next"),
    )


def _shared(narrator: Narrator) -> Two:
    lead, owners = narrator.answer.lead, narrator.owners()
    if lead is None:
        return (
            narrator.say(f"{narrator.names(owners)} pakken dit samen op", f"{narrator.names(owners)} take care of this together"),
            narrator.say("Wie van hen u antwoord geeft, wordt nog afgesproken", "Who of them gives you an answer has yet to be agreed"),
        )
    others = narrator.names(party for party in owners if party != lead.party)
    return (
        narrator.say(f"{narrator.name(lead.party)} pakt dit op, samen met {others}", f"{narrator.name(lead.party)} takes care of this, together with {others}"),
        narrator.say(f"{narrator.name(lead.party)} kan u vertellen hoe het nu verder gaat", f"{narrator.name(lead.party)} can tell you what happens next"),
    )


def _to_be_agreed(narrator: Narrator) -> Two:
    """Several could, and who does is open: neither who they are nor what they say of each other is told."""
    parties = [party for topic in narrator.answer.topics for party in topic.parties] or narrator.owners()
    all_ours = all(party in narrator.answer.facts.departments for party in parties)
    who = narrator.say("afdeling" if all_ours else "organisatie", "department" if all_ours else "organisation")
    return (
        narrator.say(f"Hier is meer dan één {who} bij nodig", f"More than one {who} is needed for this"),
        narrator.say("Wie van hen dit oppakt, wordt nog afgesproken", "Who of them takes care of it has yet to be agreed"),
    )


def _partly(narrator: Narrator) -> Two:
    owners, one = narrator.names(narrator.owners()), len(narrator.owners()) == 1
    who = narrator.say(f"{owners} {'pakt' if one else 'pakken'} een deel hiervan op", f"{owners} {'takes' if one else 'take'} care of a part of this")
    if not narrator.answer.known:
        return who, narrator.say("Wie de rest oppakt, is bij ons nog niet bekend", "Who takes care of the rest is not known to us yet")
    return who, narrator.say("Voor de rest is nog niemand gevonden", "Nobody has been found yet for the rest")


def _nobody(narrator: Narrator) -> Two:
    if not narrator.answer.known:
        return (
            narrator.say("Bij ons is niet bekend wie dit oppakt", "It is not known to us who takes care of this"),
            narrator.say("Vraag het loket om dit voor u uit te zoeken", "Ask the counter to find out for you")
            if narrator.door()
            else narrator.say("Dat moet nog worden uitgezocht", "That has yet to be found out"),
        )
    before = narrator.answer.status is Status.LAPSED
    return (
        narrator.say(f"Op dit moment pakt niemand dit {'meer ' if before else ''}op", f"At the moment nobody takes care of this{' any more' if before else ''}"),
        narrator.say("Er moet nog iemand voor worden gevonden", "Somebody has yet to be found for it"),
    )


def _where(narrator: Narrator) -> str:
    door = narrator.door()
    if door is None:
        return narrator.say("Een loket hiervoor is bij ons niet bekend.", "A counter for this is not known to us.")
    return sentence(narrator.say(f"U kunt nu terecht bij {door}", f"You can go to {door} now"))


_BY_STATUS: dict[Status, Callable[[Narrator], Two]] = {
    Status.OWNED: _owned,
    Status.SHARED: _shared,
    Status.CONTESTED: _to_be_agreed,
    Status.PARTLY_OWNED: _partly,
    Status.BETWEEN_SILOS: _to_be_agreed,
    Status.LAPSED: _nobody,
    Status.UNOWNED: _nobody,
}
