"""The types of what ties silos.

In: the vocabulary of `graph.silos`. Out: Strawberry types in the namespace of the types.
"""

from schema.types.builder import answer_field as field
from schema.types.builder import object_type
from schema.types.nodes import plain_connection

object_type("SiloTie", "One thing that joins two silos or more; nobody is ranked by it.", "Eén ding dat twee of meer diensten verbindt; niemand wordt erop gerangschikt.", [
    field("kind", "TieKind", "What joins them.", "Wat ze verbindt."),
    field("silos", "list[Party]", "The silos that are joined.", "De diensten die verbonden zijn."),
    field("departments", "list[Party]", "The departments and public organisations through which; of an official the one they are in, or joined last.", "De afdelingen en publieke organisaties waardoor; van een ambtenaar waar die werkt, of het laatst kwam werken."),
    field("initiative", "Initiative | None", "The initiative.", "Het initiatief."),
    field("event", "Event | None", "The event.", "De bijeenkomst."),
    field("official", "Official | None", "The official, for analysts and where the official agreed; else null.", "De ambtenaar, voor analisten en als de ambtenaar ermee instemt; anders leeg."),
    field("ties", "int", "1; of officials who are not named how many of that department have worked in the same silos.", "1; van ambtenaren die niet bij naam worden genoemd hoeveel van die afdeling bij dezelfde diensten hebben gewerkt.")])  # fmt: skip

object_type("SoleBridge", "Two silos that are joined by one tie only.", "Twee diensten die door maar één band verbonden zijn.", [
    field("silos", "list[Party]", "The two.", "De twee."),
    field("tie", "SiloTie", "What joins them.", "Wat ze verbindt.")])  # fmt: skip

for each in ("SiloTie", "SoleBridge"):
    plain_connection(each)
