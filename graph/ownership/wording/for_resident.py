"""What a resident is told: who picks it up, what happens now and which door to go to.

In: a Narrator. Out: at most three sentences. No official is named, and nothing is told of what departments disagree on.
"""

from collections.abc import Callable

from graph.ownership.rule.common_owner import Status
from graph.ownership.wording.narrator import Narrator, sentence


def to_resident(tell: Narrator) -> tuple[str, ...]:
    """Who, what happens now, and where to go."""
    who, now = _TOLD[tell.answer.status](tell)
    return sentence(who), sentence(now), _where(tell)


Two = tuple[str, str]


def _owned(tell: Narrator) -> Two:
    owners = tell.names(tell.owners())
    return (
        tell.say(f"{owners} pakt dit op", f"{owners} takes care of this"),
        tell.say("Daar kunnen zij u vertellen hoe het nu verder gaat", "They can tell you what happens next"),
    )


def _shared(tell: Narrator) -> Two:
    lead, owners = tell.answer.lead, tell.owners()
    if lead is None:
        return (
            tell.say(f"{tell.names(owners)} pakken dit samen op", f"{tell.names(owners)} take care of this together"),
            tell.say("Wie van hen u antwoord geeft, wordt nog afgesproken", "Who of them gives you an answer has yet to be agreed"),
        )
    others = tell.names(party for party in owners if party != lead.party)
    return (
        tell.say(f"{tell.name(lead.party)} pakt dit op, samen met {others}", f"{tell.name(lead.party)} takes care of this, together with {others}"),
        tell.say(f"{tell.name(lead.party)} kan u vertellen hoe het nu verder gaat", f"{tell.name(lead.party)} can tell you what happens next"),
    )


def _to_be_agreed(tell: Narrator) -> Two:
    """Several could, and who does is open: neither who they are nor what they say of each other is told."""
    parties = [party for topic in tell.answer.topics for party in topic.parties] or tell.owners()
    all_ours = all(party in tell.answer.facts.departments for party in parties)
    who = tell.say("afdeling" if all_ours else "organisatie", "department" if all_ours else "organisation")
    return (
        tell.say(f"Hier is meer dan één {who} bij nodig", f"More than one {who} is needed for this"),
        tell.say("Wie van hen dit oppakt, wordt nog afgesproken", "Who of them takes care of it has yet to be agreed"),
    )


def _partly(tell: Narrator) -> Two:
    owners, one = tell.names(tell.owners()), len(tell.owners()) == 1
    who = tell.say(f"{owners} {'pakt' if one else 'pakken'} een deel hiervan op", f"{owners} {'takes' if one else 'take'} care of a part of this")
    if not tell.answer.known:
        return who, tell.say("Wie de rest oppakt, is bij ons nog niet bekend", "Who takes care of the rest is not known to us yet")
    return who, tell.say("Voor de rest is nog niemand gevonden", "Nobody has been found yet for the rest")


def _nobody(tell: Narrator) -> Two:
    if not tell.answer.known:
        return (
            tell.say("Bij ons is niet bekend wie dit oppakt", "It is not known to us who takes care of this"),
            tell.say("Vraag het loket om dit voor u uit te zoeken", "Ask the counter to find out for you")
            if tell.door()
            else tell.say("Dat moet nog worden uitgezocht", "That has yet to be found out"),
        )
    before = tell.answer.status is Status.LAPSED
    return (
        tell.say(f"Op dit moment pakt niemand dit {'meer ' if before else ''}op", f"At the moment nobody takes care of this{' any more' if before else ''}"),
        tell.say("Er moet nog iemand voor worden gevonden", "Somebody has yet to be found for it"),
    )


def _where(tell: Narrator) -> str:
    door = tell.door()
    if door is None:
        return tell.say("Een loket hiervoor is bij ons niet bekend.", "A counter for this is not known to us.")
    return sentence(tell.say(f"U kunt nu terecht bij {door}", f"You can go to {door} now"))


_TOLD: dict[Status, Callable[[Narrator], Two]] = {
    Status.OWNED: _owned,
    Status.SHARED: _shared,
    Status.CONTESTED: _to_be_agreed,
    Status.PARTLY_OWNED: _partly,
    Status.BETWEEN_SILOS: _to_be_agreed,
    Status.LAPSED: _nobody,
    Status.UNOWNED: _nobody,
}
