"""The types of decisions that would close gaps.

In: the vocabulary of `graph.silos`. Out: Strawberry types in the namespace of the types.
"""

from schema.types.builder import answer_field as field
from schema.types.builder import object_type

object_type("GapCloser", "One decision.", "Eén besluit.", [
    field("kind", "CloserKind", "What is decided.", "Wat er wordt besloten."),
    field("party", "Party", "For whom.", "Voor wie."),
    field("subject", "Node", "The domain or problem; for SUCCESSOR the department that was dissolved.", "Het werkveld of probleem; bij SUCCESSOR de opgeheven afdeling."),
    field("area", "Area | None", "Only in this area; null: everywhere.", "Alleen in dit gebied; leeg: overal.")])  # fmt: skip

object_type("GapClosing", "What one decision would close.", "Wat één besluit zou oplossen.", [
    field("closer", "GapCloser", "The decision.", "Het besluit."),
    field("gaps", "int", "How many gaps it closes: one owner or a lead follows.", "Hoeveel gaten het oplost: er volgt één die het oppakt, of een trekker."),
    field("initiatives", "list[Initiative]", "The initiatives of those.", "De initiatieven daarvan."),
    field("openDays", "int", "Days that those are open together, as far as that is known.", "Dagen dat die samen open zijn, voor zover bekend.")])  # fmt: skip

object_type("GapClosings", "Decisions that would close gaps, each tried by the rule itself.", "Besluiten die gaten zouden oplossen, elk geprobeerd met de regel zelf.", [
    field("total", "int", "All gaps of the filter.", "Alle gaten van het filter."),
    field("candidates", "int", "Decisions that the gaps suggest.", "Besluiten die uit de gaten volgen."),
    field("tried", "int", "Those of them that were tried: the ones suggested most.", "Die daarvan zijn geprobeerd: de vaakst genoemde."),
    field("decisions", "list[GapClosing]", "The best, most gaps first.", "De beste, de meeste gaten eerst."),
    field("picks", "list[GapClosing]", "The best, then the best of what is left once that is decided, and so on, until 80 % is closed or nothing helps.", "De beste, dan de beste van wat er overblijft als dat besloten is, en zo verder, tot 80 % is opgelost of niets meer helpt."),
    field("closedByPicks", "int", "How many gaps the picks close together.", "Hoeveel gaten die samen oplossen.")])  # fmt: skip
