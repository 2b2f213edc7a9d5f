"""The types of a reorganisation that is tried on paper.

In: the vocabulary of `graph.silos`. Out: Strawberry types in the namespace of the types.
"""

from schema.types.builder import answer_field as field
from schema.types.builder import object_type

object_type("StatusShift", "How many initiatives have a status, before and after.", "Hoeveel initiatieven een status hebben, ervoor en erna.", [
    field("status", "OwnershipStatus", "The status.", "De status."),
    field("before", "int", "How many have it now.", "Hoeveel het nu hebben."),
    field("after", "int", "How many would have it.", "Hoeveel het zouden hebben.")])  # fmt: skip

object_type("SimulatedChange", "An initiative that would be decided otherwise.", "Een initiatief waarvoor het anders zou worden.", [
    field("initiative", "Initiative", "The initiative.", "Het initiatief."),
    field("before", "OwnershipStatus", "Its status now.", "De status nu."),
    field("after", "OwnershipStatus", "The status it would have.", "De status die het zou hebben."),
    field("ownersBefore", "list[Party]", "Who owns it now.", "Wie het nu oppakt."),
    field("ownersAfter", "list[Party]", "Who would own it.", "Wie het zou oppakken.")])  # fmt: skip

object_type("Simulation", "What a reorganisation would change; nothing is written.", "Wat een reorganisatie zou veranderen; er wordt niets vastgelegd.", [
    field("statuses", "list[StatusShift]", "Every status, also those that nothing has.", "Elke status, ook die niets heeft."),
    field("changed", "int", "How many initiatives would be decided otherwise.", "Voor hoeveel initiatieven het anders zou worden."),
    field("closed", "int", "How many would no longer fall between silos.", "Hoeveel er niet meer tussen diensten zouden vallen."),
    field("opened", "int", "How many would come to fall between silos.", "Hoeveel er tussen diensten zouden gaan vallen."),
    field("changes", "list[SimulatedChange]", "The first of those, in order of id.", "De eerste daarvan, op volgorde van id."),
    field("matrixBefore", "SiloMatrix", "The matrix now.", "De matrix nu."),
    field("matrixAfter", "SiloMatrix", "The matrix as it would be.", "De matrix zoals die zou zijn.")])  # fmt: skip
