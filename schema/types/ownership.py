"""The types of the answers that are no nodes: ownership, gaps, relationships, paths, changes and what sources state.

In: the vocabulary of the contract. Out: Strawberry types in the namespace of the types.
"""

from schema.types.builder import answer_field as field
from schema.types.builder import argument, object_type
from schema.types.nodes import PAGING, filtering

LANG = argument("lang", "Lang | None", "Language of the text.", "Taal van de tekst.", "NL")
AUDIENCE = argument("audience", "Audience | None", "For whom it is.", "Voor wie het is.", "COLLEAGUE")

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
    field("since", "Date | None", "First day of this status with these owners; null where it is not known.", "Eerste dag van deze status met deze eigenaren; leeg als dat niet bekend is."),
    field("message", "str", "The same in two or three plain sentences, fit to be read out on the phone; to a resident without names of officials.", "Hetzelfde in twee of drie gewone zinnen, om aan de telefoon voor te lezen; voor een bewoner zonder namen van ambtenaren.", [LANG, AUDIENCE])])  # fmt: skip

object_type("WhatIf", "One thing that would have to be otherwise, and what the rule answers then.", "Eén ding dat anders zou moeten zijn, en wat de regel dan antwoordt.", [
    field("code", "ChangeCode", "What would be otherwise.", "Wat er anders zou zijn."),
    field("description", "str", "The same in one sentence, with what follows.", "Hetzelfde in één zin, met wat eruit volgt.", [LANG]),
    field("subject", "Subject | None", "What it would be for.", "Waar het voor zou zijn."),
    field("area", "Area | None", "Where it would hold; null: everywhere.", "Waar het zou gelden; leeg: overal."),
    field("responsibility", "Responsibility | None", "The responsibility that would be otherwise; null: a new one, or none.", "De verantwoordelijkheid die anders zou zijn; leeg: een nieuwe, of geen."),
    field("holder", "Party | None", "Who holds that responsibility, or would.", "Wie die verantwoordelijkheid heeft of zou krijgen."),
    field("status", "OwnershipStatus", "The status then.", "De status dan."),
    field("owners", "list[Party]", "The owners then, by id.", "Wie het dan oppakt, op id."),
    field("lead", "Party | None", "Who would pull, where it would be shared.", "Wie dan trekt, als het gedeeld is.")])  # fmt: skip

object_type("WhyNot", "Why a party does not own something, and what would have to change.", "Waarom een partij iets niet oppakt, en wat er zou moeten veranderen.", [
    field("subject", "Subject", "What it is about.", "Waar het over gaat."),
    field("party", "Party", "Whom it is about.", "Over wie het gaat."),
    field("isOwner", "bool", "True when the party, or the department an official stands for, is among the owners after all.", "Waar als de partij, of de afdeling waar een ambtenaar voor staat, het wel oppakt."),
    field("reason", "str", "Why not, or that it does, in one sentence.", "Waarom niet, of dat zij het wel oppakt, in één zin.", [LANG]),
    field("steps", "list[ResolutionStep]", "The steps in which it was met, with their rank among all; empty: it never was a candidate.", "De stappen waarin zij voorkwam, met hun plaats tussen alle; leeg: zij was nooit een kandidaat."),
    field("changes", "list[WhatIf]", "The single changes that would make it an owner, or the lead or only one where it is one of several; each was tried by the rule.", "De losse veranderingen waardoor zij het zou oppakken, of het zou trekken of alleen zou doen als het nu samen is; elk is met de regel geprobeerd."),
    field("ownership", "Ownership", "The answer as it is.", "Het antwoord zoals het is.")])  # fmt: skip

object_type("OwnershipPeriod", "Some time in which the same parties owned something in the same way.", "Een tijd waarin dezelfde partijen iets op dezelfde manier oppakten.", [
    field("from", "Date | None", "First day; null: always before.", "Eerste dag; leeg: altijd al."),
    field("to", "Date | None", "First day on which it is otherwise; null: for ever.", "Eerste dag waarop het anders is; leeg: voor altijd."),
    field("days", "int | None", "How many days, where both are known.", "Hoeveel dagen, als beide bekend zijn."),
    field("status", "OwnershipStatus", "Whether somebody owned it.", "Of iemand het oppakte."),
    field("basis", "OwnershipBasis | None", "On what ground.", "Op welke grond."),
    field("owners", "list[Owner]", "Everyone who owned it, best first, as on the first day.", "Iedereen die het oppakte, de eerste voorop, zoals op de eerste dag."),
    field("lead", "Owner | None", "Who pulled, where it was shared.", "Wie trok, als het gedeeld was."),
    field("ownership", "Ownership", "The whole answer on the first day; where that is not known on the last, and where neither is, today.", "Het hele antwoord op de eerste dag; als die niet bekend is op de laatste, en anders vandaag.")])  # fmt: skip

object_type("OwnershipChange", "One subject whose ownership is otherwise on the second day.", "Eén onderwerp dat op de tweede dag anders wordt opgepakt.", [
    field("subject", "Subject", "What it is about.", "Waar het over gaat."),
    field("before", "Ownership", "The answer on the first day.", "Het antwoord op de eerste dag."),
    field("after", "Ownership", "The answer on the second day.", "Het antwoord op de tweede dag.")])  # fmt: skip

object_type("SolvedGap", "An initiative that nobody owned alone, until somebody did.", "Een initiatief dat niemand alleen oppakte, tot iemand het deed.", [
    field("subject", "Subject", "What it is about.", "Waar het over gaat."),
    field("initiative", "Initiative | None", "The initiative.", "Het initiatief."),
    field("solvedOn", "Date", "First day with one owner or a lead.", "Eerste dag met één die het oppakt, of een trekker."),
    field("openSince", "Date | None", "First day of the unbroken run without, up to then; null where it is not known.", "Eerste dag van de onafgebroken tijd zonder, tot dan; leeg als dat niet bekend is."),
    field("openDays", "int | None", "Days that it was open before.", "Dagen dat het daarvoor open was."),
    field("ownedUntil", "Date | None", "First day on which it is open again, not after the day looked at; null: it is still owned then.", "Eerste dag waarop het weer open is, niet na de dag waarop is gekeken; leeg: het wordt dan nog opgepakt."),
    field("ownedDays", "int", "Days that it has been owned or led since.", "Dagen dat het sindsdien wordt opgepakt of getrokken."),
    field("silos", "list[Party]", "The silos of those who answered for its topics on the day before.", "De diensten van wie de onderwerpen oppakten op de dag ervoor."),
    field("before", "Ownership", "The answer on the day before.", "Het antwoord op de dag ervoor."),
    field("after", "Ownership", "The answer on the day it was solved.", "Het antwoord op de dag dat het werd opgelost.")])  # fmt: skip

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

object_type("DocumentsWithoutInvolvement", "Documents in which no resident had a say: two answers that are never added up.", "Stukken waarbij geen bewoner betrokken was: twee antwoorden die nooit worden opgeteld.", [
    field("notStated", "DocumentConnection", "Those that do not state it: at no moment was anybody involved, and not of every moment is it stated that nobody was.", "Stukken die het niet vermelden: op geen moment was iemand betrokken, en niet van elk moment staat er dat niemand betrokken was.", (*filtering("Document"), *PAGING)),
    field("none", "DocumentConnection", "Those that state that nobody was involved, at every moment.", "Stukken die vermelden dat op geen enkel moment iemand betrokken was.", (*filtering("Document"), *PAGING))])  # fmt: skip

object_type("Path", "One way from one node to another.", "Eén weg van de ene knoop naar de andere.", [
    field("nodes", "list[Node]", "The nodes in order.", "De knopen op volgorde."),
    field("relationships", "list[Relationship]", "The relationships between them, in order.", "De relaties ertussen, op volgorde.")])  # fmt: skip
