"""The types of double work.

In: the vocabulary of `graph.silos`. Out: Strawberry types in the namespace of the types.
"""

from schema.types.builder import answer_field as field
from schema.types.builder import object_type
from schema.types.nodes import plain_connection

object_type("DoubleWork", "Two initiatives alike in text, domain and area, owned in different silos, of which neither knows the other.", "Twee initiatieven die op elkaar lijken in tekst, werkveld en gebied, bij verschillende diensten liggen en elkaar niet kennen.", [
    field("one", "Initiative", "The one with the lower id.", "Die met de laagste id."),
    field("other", "Initiative", "The other.", "De andere."),
    field("score", "float", "How alike the texts are: the weight of what both have, out of the weight of all that either has; from 0 to 1.", "Hoeveel de teksten op elkaar lijken: het gewicht van wat beide hebben, als deel van alles wat een van beide heeft; van 0 tot 1."),
    field("shared", "list[str]", "Words, and parts of words, that both texts have, those that weigh most first; at most eight.", "Woorden en delen van woorden die beide teksten hebben, wat het zwaarst telt eerst; hooguit acht."),
    field("domains", "list[Domain]", "The domains in which they meet; of two of which one lies under the other, the narrower.", "De werkvelden waarin zij elkaar raken; van twee waarvan de een onder de ander valt, het smalste."),
    field("areas", "list[Area]", "The areas in which they meet; of two of which one lies in the other, the smaller. None where no area is known of either.", "De gebieden waarin zij elkaar raken; van twee waarvan het ene in het andere ligt, het kleinste. Geen als van beide geen gebied bekend is."),
    field("ownersOfOne", "list[Party]", "Who owns the one.", "Wie de ene oppakken."),
    field("ownersOfOther", "list[Party]", "Who owns the other.", "Wie de andere oppakken."),
    field("silosOfOne", "list[Party]", "The silos of those who own the one.", "De diensten van wie de ene oppakken."),
    field("silosOfOther", "list[Party]", "The silos of those who own the other.", "De diensten van wie de andere oppakken.")])  # fmt: skip

plain_connection("DoubleWork")
