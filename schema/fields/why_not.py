"""`whyNot`: why a party does not own a subject, and what would have to change.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The facts around the subject and the party are one Statement; each
change is tried on them by the rule itself.
"""

from typing import Any

from graph.errors import NotFound
from graph.ownership.answer.why_not import WhatIf, WhyNot, why_not
from graph.ownership.facts.needs import Need
from graph.ownership.rule.decide import OwnershipQuestion
from graph.ownership.wording.why_not_sentences import what_if, why
from graph.worker_threads import aside
from schema.compiler.node import Compiler
from schema.compiler.ownership import OwnershipCompiler, Part, answer_of
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver, read_facts, resolve_ownership
from schema.fields.ownership import Asking
from schema.request.deferred import FieldExecution, resolve
from schema.types.builder import answer_field, argument, object_type
from schema.types.nodes import AS_OF
from schema.types.ownership import AREA, AS_KNOWN, LANG


def why_not_field(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`whyNot(subject, party)`: NotFound when either is not there for this viewer."""
    arguments, asking = asked.arguments, Asking(asked)
    if arguments.get("area"):
        compiler.level.areas.append(arguments["area"])
    compiler.level.used = True
    compiler.level.needs.add(Need.STEPS)
    part = _Why(compiler).why_not(asked)
    tries = any(each.name == "changes" for each in asked.below("WhyNot").values())

    async def ask(run: FieldExecution) -> Any:
        subject, party = resolve(arguments["subject"], run), resolve(arguments["party"], run)
        reading = await read_facts(run, compiler, compiler.level, [subject], [party])
        if party not in reading.parties:
            raise NotFound(
                f"whyNot: there is no party with the id {party!r}.",
                "Give the id of a department, an organisation or an official; a counter never owns.",
            )
        if reading.facts.subject(subject) is None:
            raise NotFound(f"whyNot: there is no initiative, problem or domain with the id {subject!r}.", "Look it up with search.")
        question = OwnershipQuestion(subject, asking.area_in(run, reading))
        found = await aside(lambda: why_not(asking.of(run, reading), question, party, tries=tries))
        answer = part(found, reading, run)
        await resolve_ownership(run, compiler, compiler.level.below(), None)
        return answer

    return ask


class _Why:
    """Compiles the types WhyNot and WhatIf."""

    def __init__(self, compiler: Compiler) -> None:
        self.compiler = compiler
        self.owned = OwnershipCompiler(compiler, compiler.level)

    def why_not(self, asked: SelectedField) -> Part:
        """The answer."""
        return self.owned.object("WhyNot", asked, self.why_part)

    def why_part(self, asked: SelectedField) -> Part:
        """A field of WhyNot."""
        owned = self.owned
        if asked.name in ("subject", "party"):
            entity = owned.entity("Subject" if asked.name == "subject" else "Party", asked)
            return lambda found, reading, run: entity(_subject_or_party(found, asked.name), reading, run)
        if asked.name == "isOwner":
            return lambda found, *_: found.is_owner
        if asked.name == "reason":
            language = asked.arguments["lang"]
            return lambda found, reading, _: why(found, language, owned.hidden(reading))
        if asked.name == "steps":
            step = owned.object("ResolutionStep", asked, owned.step_part)
            return lambda found, reading, run: [step(each, reading, run) for each in _ranked(found)]
        if asked.name == "ownership":
            answer = answer_of(self.compiler, asked, self.compiler.level)
            return lambda found, reading, run: answer(found.answer, reading, run)
        assert asked.name == "changes", asked.name
        change = owned.object("WhatIf", asked, self.change_part)
        return lambda found, reading, run: [change((found, each), reading, run) for each in found.changes]

    def change_part(self, asked: SelectedField) -> Part:
        """A field of WhatIf, of a pair of WhyNot and WhatIf."""
        owned, name = self.owned, asked.name
        if name == "description":
            language = asked.arguments["lang"]
            return lambda pair, reading, _: what_if(pair[0], pair[1], language, owned.hidden(reading))
        if name == "code":
            return lambda pair, *_: pair[1].code
        if name == "status":
            return lambda pair, *_: pair[1].decision.status
        if name == "owners":
            party = owned.entity("Party", asked)
            return lambda pair, reading, run: [party(each, reading, run) for each in pair[1].decision.parties]
        target = {"lead": "Party", "holder": "Party", "subject": "Subject", "area": "Area", "responsibility": "Responsibility"}[name]
        entity = owned.entity(target, asked)
        return lambda pair, reading, run: entity(_value(pair[1], name), reading, run)


def _subject_or_party(found: WhyNot, name: str) -> str | None:
    return found.answer.subject if name == "subject" else found.party


def _ranked(found: WhyNot) -> list[tuple[int, Any]]:
    """The steps, each with its rank among all steps of the answer."""
    return [(rank, step) for rank, step in enumerate(found.answer.steps, 1) if step in found.steps]


def _value(change: WhatIf, name: str) -> str | None:
    value: str | None = change.decision.lead if name == "lead" else getattr(change, name)
    return value


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("WhatIf",
        "One thing that would have to be otherwise, and what the rule answers then.",
        "Eén ding dat anders zou moeten zijn, en wat de regel dan antwoordt.", [
    answer_field("code", "ChangeCode", "What would be otherwise.", "Wat er anders zou zijn."),
    answer_field("description", "str",
        "The same in one sentence, with what follows.", "Hetzelfde in één zin, met wat eruit volgt.",
        [LANG]),
    answer_field("subject", "Subject | None", "What it would be for.", "Waar het voor zou zijn."),
    answer_field("area", "Area | None", "Where it would hold; null: everywhere.", "Waar het zou gelden; leeg: overal."),
    answer_field("responsibility", "Responsibility | None",
        "The responsibility that would be otherwise; null: a new one, or none.",
        "De verantwoordelijkheid die anders zou zijn; leeg: een nieuwe, of geen."),
    answer_field("holder", "Party | None",
        "Who holds that responsibility, or would.", "Wie die verantwoordelijkheid heeft of zou krijgen."),
    answer_field("status", "OwnershipStatus", "The status then.", "De status dan."),
    answer_field("owners", "list[Party]", "The owners then, by id.", "Wie het dan oppakt, op id."),
    answer_field("lead", "Party | None", "Who would pull, where it would be shared.", "Wie dan trekt, als het gedeeld is."),
])

object_type("WhyNot",
        "Why a party does not own something, and what would have to change.",
        "Waarom een partij iets niet oppakt, en wat er zou moeten veranderen.", [
    answer_field("subject", "Subject", "What it is about.", "Waar het over gaat."),
    answer_field("party", "Party", "Whom it is about.", "Over wie het gaat."),
    answer_field("isOwner", "bool",
        "True when the party, or the department an official stands for, is among the owners after all.",
        "Waar als de partij, of de afdeling waar een ambtenaar voor staat, het wel oppakt."),
    answer_field("reason", "str",
        "Why not, or that it does, in one sentence.", "Waarom niet, of dat zij het wel oppakt, in één zin.",
        [LANG]),
    answer_field("steps", "list[ResolutionStep]",
        "The steps in which it was met, with their rank among all; empty: it never was a candidate.",
        "De stappen waarin zij voorkwam, met hun plaats tussen alle; leeg: zij was nooit een kandidaat."),
    answer_field("changes", "list[WhatIf]",
        "The single changes that would make it an owner, or the lead or only one where it is one of several; each was tried by the rule.",
        "De losse veranderingen waardoor zij het zou oppakken, of het zou trekken of alleen zou doen als het nu samen is; elk is met "
            "de regel geprobeerd."),
    answer_field("ownership", "Ownership", "The answer as it is.", "Het antwoord zoals het is."),
])

ROOT_FIELDS = [
    answer_field("whyNot", "WhyNot",
        "Why does this party not own this, and what would have to change? An unknown or hidden id is the error NOT_FOUND.",
        "Waarom pakt deze partij dit niet op, en wat zou er moeten veranderen? Een onbekende of verborgen id geeft de fout NOT_FOUND.",
        [
            argument("subject", "ID", "Id of an initiative, problem or domain.", "Id van een initiatief, probleem of werkveld."),
            argument("party", "ID", "Id of a department, organisation or official.", "Id van een afdeling, organisatie of ambtenaar."),
            AREA,
            AS_OF,
            AS_KNOWN,
        ],
        why_not_field),
]
