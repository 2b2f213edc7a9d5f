"""The types of an answer of ownership, which several features hold, and the arguments that those share.

In: the vocabulary of the contract. Out: Strawberry types in the namespace of the types.
"""

from schema.types.builder import answer_field, argument, object_type

LANG = argument("lang", "Lang | None", "Language of the text.", "Taal van de tekst.", "NL")
AUDIENCE = argument("audience", "Audience | None", "For whom it is.", "Voor wie het is.", "COLLEAGUE")
AREA = argument("area", "ID | None",
    "The area to answer for; default where the subject lies.",
    "Het gebied waarvoor het antwoord geldt; standaard waar het onderwerp ligt.",
    None)
AS_KNOWN = argument("asKnownAt", "DateTime | None",
    "Answer with what was recorded at that time; default now.", "Antwoord met wat toen was vastgelegd; standaard nu.", None)

object_type("Owner", "A party that owns, with the official to ask.", "Wie het oppakt, met de ambtenaar om te benaderen.", [
    answer_field("party", "Party", "The department or public organisation.", "De afdeling of publieke organisatie."),
    answer_field("department", "Department | None", "The party, where it is a department.", "De partij, als dat een afdeling is."),
    answer_field("silo", "Party | None", "The service it belongs to.", "De dienst waar het bij hoort."),
    answer_field("official", "Official | None",
        "The official to ask; null: the name is vacant.", "De ambtenaar om te benaderen; leeg: de plek is vacant."),
    answer_field("responsibility", "Responsibility | None",
        "The responsibility it rests on; null for a common ancestor.",
        "De verantwoordelijkheid waar het op steunt; leeg bij een gemeenschappelijk onderdeel."),
])

object_type("Topic",
        "A domain or problem that decides, and who answers for it.",
        "Een werkveld of probleem dat meetelt, en wie het oppakt.", [
    answer_field("subject", "Subject", "The domain or problem.", "Het werkveld of probleem."),
    answer_field("area", "Area | None", "The area it was looked at for.", "Het gebied waarvoor is gekeken."),
    answer_field("departments", "list[Party]", "Who answers for it; empty: nobody.", "Wie het oppakt; leeg: niemand."),
    answer_field("inheritedFrom", "Domain | None",
        "The broader domain whose owners answered.", "Het bredere werkveld waarvan de eigenaren antwoordden."),
])

object_type("Door", "A counter to go to now.", "Een loket om nu naartoe te gaan.", [
    answer_field("counter", "Counter", "The counter.", "Het loket."),
    answer_field("reason", "str", "Why this one.", "Waarom dit loket.", [LANG]),
])

object_type("ResolutionStep", "One candidate, and what became of it.", "Eén kandidaat, en wat ermee gebeurde.", [
    answer_field("rank", "int", "Place in the order, from 1.", "Plaats in de volgorde, vanaf 1."),
    answer_field("candidate", "Party | None",
        "The candidate; null where you may not see it.", "De kandidaat; leeg als u die niet mag zien."),
    answer_field("code", "StepCode", "What became of it.", "Wat ermee gebeurde."),
    answer_field("taken", "bool", "Whether it is among the owners.", "Of het een van de eigenaren is."),
    answer_field("reason", "str", "The same in one sentence.", "Hetzelfde in één zin.", [LANG]),
])

object_type("Ownership", "Who owns something: a status, a reason and a date.", "Wie iets oppakt: een status, een reden en een datum.", [
    answer_field("subject", "Subject | None",
        "What was asked about; null for several things at once.", "Waarnaar gevraagd is; leeg bij meer dingen tegelijk."),
    answer_field("status", "OwnershipStatus", "Whether somebody owns it.", "Of iemand het oppakt."),
    answer_field("basis", "OwnershipBasis | None", "On what ground.", "Op welke grond."),
    answer_field("asOf", "Date", "The date looked at.", "De datum waarop is gekeken."),
    answer_field("known", "bool",
        "False: not known to us; never read it as nobody.", "Onwaar: bij ons niet bekend; lees dat nooit als niemand."),
    answer_field("synthetic", "bool",
        "True when anything it rests on is an invented example.", "Waar als iets waar het op steunt een verzonnen voorbeeld is."),
    answer_field("owners", "list[Owner]", "Everyone who owns it, best first.", "Iedereen die het oppakt, de eerste voorop."),
    answer_field("lead", "Owner | None", "Who pulls, where it is shared.", "Wie trekt, als het gedeeld is."),
    answer_field("partners", "list[Owner]", "Who has to be involved besides.", "Wie er verder bij hoort."),
    answer_field("consents", "list[Owner]", "Who must say yes.", "Wie er ja moet zeggen."),
    answer_field("convener", "Owner | None",
        "Who brings the silos together there; does not own.", "Wie de diensten daar bij elkaar brengt; pakt het niet zelf op."),
    answer_field("topics", "list[Topic]",
        "What decided; empty when it was given away itself.", "Wat meetelde; leeg als het zelf aan iemand is gegeven."),
    answer_field("lapsed", "list[Responsibility]",
        "Responsibilities that used to answer for it.", "Verantwoordelijkheden die er eerder waren."),
    answer_field("nextDoor", "list[Door]",
        "At most five counters to go to now, best first.", "Hooguit vijf loketten om nu naartoe te gaan, de beste eerst."),
    answer_field("steps", "list[ResolutionStep]",
        "Every candidate in order, taken or not.", "Alle kandidaten op volgorde, gekozen of niet."),
    answer_field("since", "Date | None",
        "First day of this status with these owners; null where it is not known.",
        "Eerste dag van deze status met deze eigenaren; leeg als dat niet bekend is."),
    answer_field("message", "str",
        "The same in two or three plain sentences, fit to be read out on the phone; to a resident without names of officials.",
        "Hetzelfde in twee of drie gewone zinnen, om aan de telefoon voor te lezen; voor een bewoner zonder namen van ambtenaren.",
        [LANG, AUDIENCE]),
])
