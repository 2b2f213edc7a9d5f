"""The types of conflicts and holes in who answers for what.

In: the vocabulary of `graph.silos`. Out: Strawberry types in the namespace of the types.
"""

from schema.types.builder import answer_field as field
from schema.types.builder import object_type
from schema.types.nodes import plain_connection

object_type("OwnershipConflict", "Two or more parties that each claim the same subject alone.", "Twee of meer partijen die zeggen dat alleen zij hetzelfde oppakken.", [
    field("subject", "Subject", "What they claim.", "Wat zij claimen."),
    field("area", "Area | None", "The area a responsibility names; null: it holds generally.", "Het gebied dat een verantwoordelijkheid noemt; leeg: het geldt algemeen."),
    field("parties", "list[Party]", "Who claims it.", "Wie het claimen."),
    field("responsibilities", "list[Responsibility]", "What the claims rest on.", "Waar de claims op steunen."),
    field("status", "OwnershipStatus", "What follows for the subject itself: CONTESTED, or SHARED where one of all holders leads.", "Wat er voor het onderwerp zelf uit volgt: CONTESTED, of SHARED als één van alle houders trekt."),
    field("start", "Date | None", "First day of the unbroken time in which all of them claim it; null: always.", "Eerste dag van de onafgebroken tijd waarin zij het allemaal claimen; leeg: altijd al."),
    field("end", "Date | None", "First day after it; null: no end is known.", "Eerste dag erna; leeg: geen einde bekend."),
    field("initiatives", "list[Initiative]", "Initiatives that are CONTESTED by it on that day.", "Initiatieven die er die dag CONTESTED door zijn."),
    field("affected", "int", "How many those are.", "Hoeveel dat er zijn.")])  # fmt: skip

object_type("OwnershipHole", "A domain that nobody answers for, and the widest area in which that is so.", "Een werkveld dat niemand oppakt, en het breedste gebied waarin dat zo is.", [
    field("domain", "Domain", "The domain.", "Het werkveld."),
    field("area", "Area | None", "The area; null: wherever no area is known, and so where none is told besides everywhere.", "Het gebied; leeg: waar geen gebied bekend is, en als er geen gebied naast staat dus overal."),
    field("reason", "HoleReason", "Why.", "Waarom."),
    field("lapsed", "list[Responsibility]", "Responsibilities that used to answer for it.", "Verantwoordelijkheden die er eerder waren.")])  # fmt: skip

for each in ("OwnershipConflict", "OwnershipHole"):
    plain_connection(each)
