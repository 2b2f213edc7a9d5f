"""The types of the answers that are no nodes: ownership, gaps, relationships, paths, changes and what sources state.

In: the vocabulary of the contract. Out: Strawberry types in the namespace of the types.
"""

from schema.types.build import answer_field as field
from schema.types.build import argument, object_type

LANG = argument("lang", "Lang | None", "Language of the text.", "Taal van de tekst.", "NL")

object_type("Involvement", "How residents were involved at one moment.", "Hoe bewoners op één moment betrokken waren.", [
    field("moment", "str | None", "When in the process.", "Wanneer in het proces."),
    field("level", "InvolvementLevel", "How far it went.", "Hoe ver het ging."),
    field("whoCame", "str | None", "Who came, as counts.", "Wie er kwam, als aantallen."),
    field("whatChanged", "str | None", "What changed by it.", "Wat erdoor veranderde."),
    field("evidence", "str | None", "Where that can be read.", "Waar dat te lezen is.")])  # fmt: skip

object_type("Owner", "A party that owns, with the official to ask.", "Wie het oppakt, met de ambtenaar om te benaderen.", [
    field("party", "Party", "The department or public organisation.", "De afdeling of publieke organisatie."),
    field("department", "Department | None", "The party, where it is a department.", "De partij, als dat een afdeling is."),
    field("silo", "Party | None", "The service it belongs to.", "De dienst waar het bij hoort."),
    field("official", "Official | None", "The official to ask; null: the name is vacant.", "De ambtenaar om te benaderen; leeg: de plek is vacant."),
    field("responsibility", "Responsibility | None", "The responsibility it rests on; null for a common ancestor.", "De verantwoordelijkheid waar het op steunt; leeg bij een gemeenschappelijk onderdeel.")])  # fmt: skip

object_type("Topic", "A domain or problem that decides, and who answers for it.", "Een werkveld of probleem dat meetelt, en wie het oppakt.", [
    field("subject", "Subject", "The domain or problem.", "Het werkveld of probleem."),
    field("area", "Area | None", "The area it was looked at for.", "Het gebied waarvoor is gekeken."),
    field("departments", "list[Party]", "Who answers for it; empty: nobody.", "Wie het oppakt; leeg: niemand."),
    field("inheritedFrom", "Domain | None", "The broader domain whose owners answered.", "Het bredere werkveld waarvan de eigenaren antwoordden.")])  # fmt: skip

object_type("Door", "A counter to go to now.", "Een loket om nu naartoe te gaan.", [
    field("counter", "Counter", "The counter.", "Het loket."),
    field("reason", "str", "Why this one.", "Waarom dit loket.", [LANG])])  # fmt: skip

object_type("ResolutionStep", "One candidate, and what became of it.", "Eén kandidaat, en wat ermee gebeurde.", [
    field("rank", "int", "Place in the order, from 1.", "Plaats in de volgorde, vanaf 1."),
    field("candidate", "Party | None", "The candidate; null where you may not see it.", "De kandidaat; leeg als u die niet mag zien."),
    field("code", "StepCode", "What became of it.", "Wat ermee gebeurde."),
    field("taken", "bool", "Whether it is among the owners.", "Of het een van de eigenaren is."),
    field("reason", "str", "The same in one sentence.", "Hetzelfde in één zin.", [LANG])])  # fmt: skip

object_type("Ownership", "Who owns something: a status, a reason and a date.", "Wie iets oppakt: een status, een reden en een datum.", [
    field("subject", "Subject | None", "What was asked about; null for several things at once.", "Waarnaar gevraagd is; leeg bij meer dingen tegelijk."),
    field("status", "OwnershipStatus", "Whether somebody owns it.", "Of iemand het oppakt."),
    field("basis", "OwnershipBasis | None", "On what ground.", "Op welke grond."),
    field("asOf", "Date", "The date looked at.", "De datum waarop is gekeken."),
    field("known", "bool", "False: not known to us; never read it as nobody.", "Onwaar: bij ons niet bekend; lees dat nooit als niemand."),
    field("synthetic", "bool", "True when anything it rests on is an invented example.", "Waar als iets waar het op steunt een verzonnen voorbeeld is."),
    field("owners", "list[Owner]", "Everyone who owns it, best first.", "Iedereen die het oppakt, de eerste voorop."),
    field("lead", "Owner | None", "Who pulls, where it is shared.", "Wie trekt, als het gedeeld is."),
    field("partners", "list[Owner]", "Who has to be involved besides.", "Wie er verder bij hoort."),
    field("consents", "list[Owner]", "Who must say yes.", "Wie er ja moet zeggen."),
    field("convener", "Owner | None", "Who brings the silos together there; does not own.", "Wie de diensten daar bij elkaar brengt; pakt het niet zelf op."),
    field("topics", "list[Topic]", "What decided; empty when it was given away itself.", "Wat meetelde; leeg als het zelf aan iemand is gegeven."),
    field("lapsed", "list[Responsibility]", "Responsibilities that used to answer for it.", "Verantwoordelijkheden die er eerder waren."),
    field("nextDoor", "list[Door]", "At most five counters to go to now, best first.", "Hooguit vijf loketten om nu naartoe te gaan, de beste eerst."),
    field("steps", "list[ResolutionStep]", "Every candidate in order, taken or not.", "Alle kandidaten op volgorde, gekozen of niet."),
    field("since", "Date | None", "First day of this status with these owners; null where it is not known.", "Eerste dag van deze status met deze eigenaren; leeg als dat niet bekend is.")])  # fmt: skip

object_type("Gap", "Something that nobody owns, or not one alone.", "Iets dat niemand oppakt, of niet één alleen.", [
    field("subject", "Subject", "What it is about.", "Waar het over gaat."),
    field("initiative", "Initiative | None", "The initiative.", "Het initiatief."),
    field("ownership", "Ownership", "The whole answer.", "Het hele antwoord."),
    field("silos", "list[Party]", "The silos of those who answer for its topics.", "De diensten van wie de onderwerpen oppakken."),
    field("uncovered", "list[Domain]", "Domains that nobody answers for.", "Werkvelden die niemand oppakt."),
    field("openSince", "Date | None", "First day of the unbroken run without one owner or a lead; null where it is not known.", "Eerste dag van de onafgebroken tijd zonder één eigenaar of trekker; leeg als dat niet bekend is."),
    field("openDays", "int | None", "Days since then, up to the date looked at.", "Dagen sindsdien, tot de datum waarop is gekeken."),
    field("bridges", "list[Bridge]", "Who has ties to two or more of the silos, most ties first.", "Wie banden heeft met twee of meer van de diensten, de meeste banden eerst.")])  # fmt: skip

object_type("Bridge", "Who has ties to two or more of the silos: a department, and the official where that may be shown.", "Wie banden heeft met twee of meer van de diensten: een afdeling, en de ambtenaar waar dat getoond mag worden.", [
    field("department", "Department", "The department they are in, or joined last.", "De afdeling waar zij werken, of het laatst kwamen werken."),
    field("official", "Official | None", "The official, for analysts and where the official agreed; empty: all others of that department together.", "De ambtenaar, voor analisten en als de ambtenaar ermee instemt; leeg: alle anderen van die afdeling samen."),
    field("ties", "int", "Seats in one of the silos, and events with somebody of one, up to the date.", "Plekken bij een van de diensten, en bijeenkomsten met iemand van een dienst, tot en met de datum.")])  # fmt: skip

object_type("SiloMatrix", "Which silos meet in how many initiatives, and how many of those fall between.", "Welke diensten elkaar in hoeveel initiatieven tegenkomen, en hoeveel daarvan tussen de diensten vallen.", [
    field("labels", "list[Node]", "What the rows and columns are, in order of id.", "Wat de rijen en kolommen zijn, op volgorde van id."),
    field("cells", "list[SiloCell]", "Each pair once; what is empty or below `minCell` is left out.", "Elk paar één keer; wat leeg is of onder `minCell` blijft, ontbreekt."),
    field("total", "int", "Initiatives that ask for something and have at least one topic that somebody answers for.", "Initiatieven die iets vragen en waarvan iemand ten minste één onderwerp oppakt."),
    field("between", "int", "Those of them that fall between silos.", "Die daarvan die tussen de diensten vallen.")])  # fmt: skip

object_type("SiloCell", "The initiatives that two silos have in common; on the diagonal those of one silo alone.", "De initiatieven die twee diensten gemeen hebben; op de diagonaal die van één dienst alleen.", [
    field("row", "ID", "Id of the first.", "Id van de eerste."),
    field("column", "ID", "Id of the second; the same on the diagonal.", "Id van de tweede; dezelfde op de diagonaal."),
    field("initiatives", "int", "How many.", "Hoeveel."),
    field("between", "int", "How many of those fall between silos.", "Hoeveel daarvan tussen de diensten vallen."),
    field("expected", "float | None", "How many there would be if both were spread without regard to each other; empty on the diagonal.", "Hoeveel het er zouden zijn als beide los van elkaar verdeeld waren; leeg op de diagonaal.")])  # fmt: skip

object_type("Statement", "What one source states of one property.", "Wat één bron over één eigenschap stelt.", [
    field("property", "str", "Name of the property.", "Naam van de eigenschap."),
    field("value", "str", "The value: a text as it is, anything else as JSON writes it, dates as 2017-11-14.", "De waarde: een tekst zoals die is, al het andere zoals JSON het schrijft, data als 2017-11-14."),
    field("source", "Source", "The source that states it.", "De bron die het stelt."),
    field("ref", "str | None", "Place in that source.", "Plaats in die bron.")])  # fmt: skip

object_type("Relationship", "One relationship of the graph.", "Eén relatie van de graaf.", [
    field("id", "ID", "Type, both ids and what tells it from others between them.", "Type, beide id's en wat haar van andere onderscheidt."),
    field("type", "RelationshipType", "Its type.", "Het type."),
    field("from", "Node", "Where it starts.", "Waar hij begint."),
    field("to", "Node", "Where it ends.", "Waar hij eindigt."),
    field("role", "str | None", "In what role, or the function of a seat.", "In welke rol, of de functie op een plek."),
    field("kind", "str | None", "CORE or SIDE, for TOUCHES.", "CORE of SIDE, bij TOUCHES."),
    field("weight", "float | None", "How strongly, for TOUCHES.", "Hoe sterk, bij TOUCHES."),
    field("reason", "str | None", "Why, for REFERRED_TO, as far as you may see it.", "Waarom, bij REFERRED_TO, voor zover u dat mag zien."),
    field("validFrom", "Date | None", "First day on which it holds.", "Eerste dag waarop hij geldt."),
    field("validTo", "Date | None", "First day on which it no longer holds.", "Eerste dag waarop hij niet meer geldt."),
    field("synthetic", "bool", "True for an invented example.", "Waar voor een verzonnen voorbeeld."),
    field("source", "Source | None", "The source that states it, highest in rank.", "De bron die het stelt, de hoogste in rang."),
    field("sources", "list[Source]", "All sources that state it, highest in rank first.", "Alle bronnen die het stellen, de hoogste in rang eerst."),
    field("statements", "list[Statement]", "What each source states of it, also where they differ.", "Wat elke bron erover stelt, ook waar zij verschillen."),
    field("ref", "str | None", "Place in that source.", "Plaats in die bron.")])  # fmt: skip

object_type("Change", "One change to the graph.", "Eén wijziging van de graaf.", [
    field("at", "DateTime", "When it was written.", "Wanneer het is geschreven."),
    field("kind", "ChangeKind", "What happened.", "Wat er gebeurde."),
    field("id", "ID", "Id of the node or relationship.", "Id van de knoop of relatie."),
    field("node", "Node | None", "The node as it is now; null: it is gone, or this is about a relationship.", "De knoop zoals die nu is; leeg: die is weg, of het gaat om een relatie."),
    field("relationship", "Relationship | None", "The relationship as it is now; null: it is gone, or this is about a node.", "De relatie zoals die nu is; leeg: die is weg, of het gaat om een knoop.")])  # fmt: skip

object_type("ChangePage", "A part of the feed of changes.", "Een deel van de stroom van wijzigingen.", [
    field("changes", "list[Change]", "The changes, in the order in which they were written.", "De wijzigingen, in de volgorde waarin ze zijn geschreven."),
    field("next", "str", "What to give as `since` to read on, now or another day; it holds for 90 days.", "Wat als `since` mee te geven om verder te lezen, nu of op een andere dag; het geldt 90 dagen."),
    field("hasMore", "bool", "Whether there is more to read now.", "Of er nu nog meer te lezen is.")])  # fmt: skip

object_type("Path", "One way from one node to another.", "Eén weg van de ene knoop naar de andere.", [
    field("nodes", "list[Node]", "The nodes in order.", "De knopen op volgorde."),
    field("relationships", "list[Relationship]", "The relationships between them, in order.", "De relaties ertussen, op volgorde.")])  # fmt: skip
