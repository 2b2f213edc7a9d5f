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
