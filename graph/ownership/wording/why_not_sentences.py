"""The sentences of why not: where a party was lost, and what would have to change.

In: a WhyNot or a WhatIf. Out: one plain sentence in Dutch or English.
"""

from graph.ownership.answer.why_not import ChangeCode, WhatIf, WhyNot
from graph.ownership.facts.model import Facts
from graph.ownership.rule.common_owner import Basis
from graph.ownership.rule.holders import may_not_own
from graph.ownership.rule.steps import Step, StepCode
from graph.ownership.wording.phrases import listed, quoted
from graph.ownership.wording.step_sentences import name_of, reason

# Of several steps in which it was lost, the one that decides most.
_WEIGHT = (
    StepCode.DISPLACED_BY_LEAD, StepCode.DISPLACED_BY_LOWER, StepCode.NOT_COMMON, StepCode.OTHER_AREA, StepCode.SIDE_DOMAIN, StepCode.LEFT,
    StepCode.SUCCEEDED, StepCode.DISSOLVED, StepCode.NEVER_JOINED, StepCode.NO_PUBLIC_TASK, StepCode.COUNTER, StepCode.MUNICIPALITY,
    StepCode.ENDED, StepCode.NOT_YET, StepCode.CORRECTED, StepCode.ROLE_DOES_NOT_OWN,
)  # fmt: skip


def why(found: WhyNot, language: str, hidden: frozenset[str] = frozenset()) -> str:
    """Why it does not own it, or that it does."""
    lost = [step for step in found.steps if step.code in _WEIGHT and step.candidate in (found.party, found.stands_for)]
    if found.is_owner:
        return _owns(found, language, hidden)
    if lost:
        return reason(found.facts, min(lost, key=lambda step: _WEIGHT.index(step.code)), language, hidden)
    return _never_a_candidate(found, language, hidden)


def _owns(found: WhyNot, language: str, hidden: frozenset[str]) -> str:
    who = name_of(found.facts, found.stands_for, language, hidden)
    others = listed((name_of(found.facts, each.party, language, hidden) for each in found.answer.owners if each.party != found.stands_for), language)
    if others:
        return f"{who} pakt dit op, samen met {others}." if language == "NL" else f"{who} is responsible for this, together with {others}."
    return f"{who} pakt dit op." if language == "NL" else f"{who} is responsible for this."


def _never_a_candidate(found: WhyNot, language: str, hidden: frozenset[str]) -> str:
    dutch, facts, party = language == "NL", found.facts, found.stands_for
    refused = StepCode.MUNICIPALITY if found.snapshot.is_municipality(party) else may_not_own(found.snapshot, party)
    if party in facts.officials:
        refused = StepCode.NEVER_JOINED
    if refused:
        return reason(facts, Step(refused, party, found.answer.subject or ""), language, hidden)
    who = name_of(facts, party, language, hidden)
    if party in facts.departments and not found.snapshot.is_valid(party):
        return f"{who} is er op deze dag niet." if dutch else f"{who} is not there on this day."
    if found.answer.basis is Basis.EXPLICIT:
        owners = listed((name_of(facts, each.party, language, hidden) for each in found.answer.owners), language)
        one = len(found.answer.owners) == 1
        return f"Hiervoor {'is' if one else 'zijn'} {owners} zelf aangewezen, en {who} niet." if dutch else f"{owners} {'was' if one else 'were'} named for this itself, and {who} was not."
    topics = listed(quoted(name_of(facts, topic.topic, language) for topic in found.answer.topics), language)
    if topics:
        return f"{who} is niet aangewezen voor {topics}, en daar gaat dit over." if dutch else f"{who} was not named for {topics}, which this is about."
    return f"{who} is hiervoor niet aangewezen, en er is geen werkveld bekend waar dit over gaat." if dutch else f"{who} was not named for this, and no field of work is known that this is about."


_DUTCH = {
    ChangeCode.BE_THERE: "Als {who} er op deze dag was",
    ChangeCode.PUBLIC_TASK: "Als {who} een publieke taak had",
    ChangeCode.VALID: "Als de aanwijzing van {holder} voor {subject}{area} op deze dag gold",
    ChangeCode.ROLE: "Als {holder} {subject}{area} ook echt oppakte, en niet alleen meedacht of meebesliste",
    ChangeCode.RECORDED: "Als de aanwijzing van {holder} voor {subject}{area} meetelde",
    ChangeCode.EVERYWHERE: "Als de aanwijzing van {holder} voor {subject} overal gold, en niet alleen{area}",
    ChangeCode.LEAD: "Als {holder} trekker was van {subject}{area}",
    ChangeCode.TAKE: "Als {holder} werd aangewezen voor {subject}{area}",
    ChangeCode.TAKE_LEAD: "Als {holder} als trekker werd aangewezen voor {subject}{area}",
    ChangeCode.OTHER_ENDS: "Als {holder} {subject}{area} niet meer oppakte",
    ChangeCode.NOT_ABOUT: "Als dit niet over {subject} ging",
}
_ENGLISH = {
    ChangeCode.BE_THERE: "If {who} were there on this day",
    ChangeCode.PUBLIC_TASK: "If {who} had a public task",
    ChangeCode.VALID: "If the responsibility of {holder} for {subject}{area} were valid on this day",
    ChangeCode.ROLE: "If {holder} owned {subject}{area}, and did not only have a part in it",
    ChangeCode.RECORDED: "If the record of {holder} for {subject}{area} counted",
    ChangeCode.EVERYWHERE: "If the responsibility of {holder} for {subject} held everywhere, and not only{area}",
    ChangeCode.LEAD: "If {holder} were the lead of {subject}{area}",
    ChangeCode.TAKE: "If {holder} were named for {subject}{area}",
    ChangeCode.TAKE_LEAD: "If {holder} were named as the lead for {subject}{area}",
    ChangeCode.OTHER_ENDS: "If {holder} no longer answered for {subject}{area}",
    ChangeCode.NOT_ABOUT: "If this were not about {subject}",
}


def what_if(found: WhyNot, change: WhatIf, language: str, hidden: frozenset[str] = frozenset()) -> str:
    """The change, and what it would make of the answer, in one sentence."""
    facts, dutch = found.facts, language == "NL"
    if_so = (_DUTCH if dutch else _ENGLISH)[change.code].format(
        who=name_of(facts, found.stands_for, language, hidden),
        holder=name_of(facts, change.holder, language, hidden) if change.holder else "",
        subject=_subject(found, change.subject, dutch),
        area=_where(facts, change.area),
    )
    return f"{if_so}, {_then(found, change, language, hidden)}."


def _subject(found: WhyNot, subject: str | None, dutch: bool) -> str:
    if subject is None:
        return ""
    if subject == found.answer.subject:
        return "dit onderwerp" if dutch else "this subject"
    return f"‘{name_of(found.facts, subject, 'NL' if dutch else 'EN')}’"


def _where(facts: Facts, area: str | None) -> str:
    place = facts.areas.get(area) if area else None
    return f" in {place.name}" if place else ""


def _then(found: WhyNot, change: WhatIf, language: str, hidden: frozenset[str]) -> str:
    dutch, party = language == "NL", found.stands_for
    who = name_of(found.facts, party, language, hidden)
    others = listed((name_of(found.facts, each, language, hidden) for each in change.decision.parties if each != party), language)
    part = change.decision.status.value == "PARTLY_OWNED"
    what = ("een deel hiervan" if part else "dit") if dutch else ("a part of this" if part else "this")
    company = (f" samen met {others}" if dutch else f", together with {others}") if others else ""
    if change.decision.lead == party:
        return f"dan trok {who} dit{company}" if dutch else f"{who} would lead this{company}"
    return f"dan pakte {who} {what}{company} op" if dutch else f"{who} would be responsible for {what}{company}"
