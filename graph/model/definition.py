"""What the graph may hold, stated once: every label, property and relationship type.

In: nothing. Out: `LABELS` and `RELATIONSHIPS` by name. Constraints, indexes, loaders, GraphQL descriptions,
docs/model.md and the processing register are all made from these values; nobody else states them.
"""

from graph.model.head_counts import COUNTS
from graph.model.terms import Ask, ChangeKind, EventKind, Level, Role, Stage, TouchKind
from graph.model.vocabulary import Kind, Label, Personal, Property, RelationshipType, Visibility

STRING, STRINGS, INTEGER, FLOAT = Kind.STRING, Kind.STRINGS, Kind.INTEGER, Kind.FLOAT
BOOLEAN, DATE, DATETIME = Kind.BOOLEAN, Kind.DATE, Kind.DATETIME
PUBLIC, STAFF, CASE, STEWARD = Visibility.PUBLIC, Visibility.STAFF, Visibility.CASE, Visibility.STEWARD

CONTACT_OF_RESIDENT = Personal("help a resident to the right owner", "until one year after the contact was closed")
OFFICE = Personal("show who can be asked about a problem", "while in office, and as long as the archive law asks after that")

# Every node and relationship that a loader writes says where it came from.
SOURCE = Property("source", STRING, "Key of the source that states this, highest in rank.", "Sleutel van de bron die dit stelt, de hoogste in rang.", origin="PROV-O hadPrimarySource")
REF = Property("ref", STRING, "Place in that source: file and line.", "Plaats in die bron: bestand en regel.", origin="PROV-O atLocation")
SYNTHETIC = Property("synthetic", BOOLEAN, "True for an invented example that says nothing about the real city.", "Waar bij een verzonnen voorbeeld dat niets zegt over de echte stad.")
ATTESTED_ON = Property("attestedOn", DATE, "The only day for which this is known.", "De enige dag waarvoor dit bekend is.")
KEY = Property("key", STRING, "The source's own identifier, unique for each label.", "De eigen sleutel van de bron, uniek per soort.", origin="Dublin Core identifier")
VALID_FROM = Property("validFrom", DATE, "First day on which it holds; missing: always before.", "Eerste dag waarop het geldt; leeg: altijd al.", origin="schema.org validFrom")
VALID_TO = Property("validTo", DATE, "First day on which it no longer holds; missing: still holds.", "Eerste dag waarop het niet meer geldt; leeg: geldt nog.", origin="schema.org validThrough, made exclusive")
PROVENANCE = (SOURCE, REF)
# Written only where more than one source states a thing; see graph/write/provenance.py. No ordinary fields of the API.
STATED = Property("stated", STRING, "On STATED_IN: what that source states of the node, as JSON, where the node says otherwise. On any other relationship: the same for each source.", "Op STATED_IN: wat die bron over de knoop stelt, als JSON, waar de knoop iets anders zegt. Op een andere relatie: hetzelfde per bron.")
SOURCES = Property("sources", STRINGS, "On a relationship that several sources state: their keys, highest in rank first.", "Op een relatie die meer bronnen stellen: hun sleutels, de hoogste in rang eerst.")
VANISHED_ON = Property("vanishedOn", DATE, "Day on which a newer version of the source no longer stated it, and it was ended for that.", "Dag waarop een nieuwere versie van de bron het niet meer stelde, en het daarom is beëindigd.")
BOOKKEEPING = (STATED, SOURCES, VANISHED_ON)
VALIDITY = (VALID_FROM, VALID_TO)


def _named(en: str, nl: str, *, visibility: Visibility = PUBLIC, personal: Personal | None = None) -> Property:
    return Property("name", STRING, en, nl, origin="schema.org name", visibility=visibility, personal=personal)


def _titled(en: str, nl: str) -> Property:
    return Property("title", STRING, en, nl, origin="Dublin Core title")


def _aliases(nl: str = "Andere namen die mensen gebruiken.") -> Property:
    return Property("aliases", STRINGS, "Other names that people use.", nl, origin="SKOS altLabel")


def _label(name: str, en: str, nl: str, *own: Property, title: str | None = "name", party: bool = False, origin: str = "Snijvlak",
           visibility: Visibility = PUBLIC, personal: Personal | None = None, indexed: tuple[str, ...] = ()) -> Label:  # fmt: skip
    properties = (KEY, *own, SYNTHETIC, ATTESTED_ON, *PROVENANCE)
    return Label(name, en, nl, properties, title, party, origin, visibility, personal, indexed)


LABELS: dict[str, Label] = {label.name: label for label in (
    _label(
        "Resident", "A private person who lives in the city; always synthetic here.", "Een bewoner van de stad; hier altijd verzonnen.",
        _named("Name of the resident; only for those on the case.", "Naam van de bewoner; alleen voor wie de zaak behandelt.", visibility=CASE, personal=CONTACT_OF_RESIDENT),
        party=True, origin="schema.org Person", visibility=STAFF, personal=CONTACT_OF_RESIDENT,
    ),
    _label(
        "Official", "Someone who works for the municipality or holds an office in it.", "Iemand die voor de gemeente werkt of er een ambt bekleedt.",
        _named("Name of the official.", "Naam van de ambtenaar of bestuurder.", visibility=STAFF, personal=OFFICE),
        Property("functions", STRINGS, "Functions as the source words them.", "Functies zoals de bron ze noemt.", origin="W3C ORG role"),
        Property("bridgeVisible", BOOLEAN, "True when the official agreed to be shown as a bridge between silos.", "Waar als de ambtenaar ermee instemt als brug tussen diensten getoond te worden.", visibility=STAFF, personal=OFFICE),
        party=True, origin="W3C ORG Membership", indexed=("name",),
    ),
    _label(
        "Department", "A part of the municipal organisation, of any level.", "Een onderdeel van de gemeentelijke organisatie, van elk niveau.",
        _named("Name of the department.", "Naam van het onderdeel."), _aliases(),
        Property("level", STRING, "Place in the organisation.", "Plaats in de organisatie.", term=Level, origin="W3C ORG OrganizationalUnit"),
        *VALIDITY, party=True, origin="W3C ORG OrganizationalUnit", indexed=("name",),
    ),
    _label(
        "Organisation", "An organisation outside the municipality.", "Een organisatie buiten de gemeente.",
        _named("Name of the organisation.", "Naam van de organisatie."),
        Property("publicTask", BOOLEAN, "True when it carries a public task and may own, such as a water board.", "Waar als zij een publieke taak heeft en iets mag oppakken, zoals een waterschap."),
        party=True, origin="W3C ORG FormalOrganization", indexed=("name",),
    ),
    _label(
        "Initiative", "Something residents or organisations started for their city.", "Iets dat bewoners of organisaties voor hun stad zijn begonnen.",
        _titled("Title of the initiative.", "Titel van het initiatief."),
        Property("summary", STRING, "What it is, in a few sentences.", "Wat het is, in een paar zinnen.", origin="Dublin Core abstract"),
        Property("stage", STRING, "How far it is.", "Hoe ver het is.", term=Stage),
        Property("startedOn", DATE, "First day.", "Eerste dag.", origin="schema.org startDate"),
        Property("endedOn", DATE, "Last day, included.", "Laatste dag, die dag telt mee.", origin="schema.org endDate", inclusive_end=True),
        Property("asks", STRINGS, "What it asks of the municipality.", "Wat het van de gemeente vraagt.", term=Ask),
        title="title", origin="schema.org Project", indexed=("title", "startedOn"),
    ),
    _label(
        "Problem", "Something that has to be solved, whoever owns it.", "Iets dat opgelost moet worden, wie het ook oppakt.",
        _titled("Short name of the problem.", "Korte naam van het probleem."),
        Property("description", STRING, "What is the matter.", "Wat er aan de hand is.", origin="Dublin Core description"),
        title="title", indexed=("title",),
    ),
    _label(
        "Domain", "A field of work of the municipality, such as green or education.", "Een werkveld van de gemeente, zoals groen of onderwijs.",
        _named("Name of the domain.", "Naam van het werkveld."),
        Property("description", STRING, "What belongs to it.", "Wat erbij hoort.", origin="Dublin Core description"), _aliases(),
        Property("code", STRING, "Code of the national task field; a text: 0.10 is not 0.1.", "Code van het landelijke taakveld; een tekst: 0.10 is niet 0.1.", origin="Iv3"),
        Property("checkedOn", DATE, "Day on which a steward confirmed the list of who answers for it, also an empty one.", "Dag waarop een beheerder de lijst van wie dit oppakt bevestigde, ook een lege."),
        origin="SKOS Concept", indexed=("name", "code"),
    ),
    _label(
        "Area", "A part of the city: district, quarter or neighbourhood.", "Een deel van de stad: stadsdeel, wijk of buurt.",
        _named("Name of the area.", "Naam van het gebied."), _aliases(),
        Property("code", STRING, "Code of Statistics Netherlands.", "Code van het CBS.", origin="CBS"),
        Property("population", STRINGS, "Counts of inhabitants per group, as 'group: number' or 'dimension: group: number'.", "Aantallen inwoners per groep, als 'groep: aantal' of 'kenmerk: groep: aantal'.", form=COUNTS),
        origin="schema.org AdministrativeArea", indexed=("name", "code"),
    ),
    _label(
        "Counter", "A door to knock on: a desk, a phone number, a website; it never owns.", "Een deur om op te kloppen: een balie, een telefoonnummer, een website; pakt zelf niets op.",
        _named("Name of the counter.", "Naam van het loket."),
        Property("kind", STRING, "Kind of counter, such as desk, phone or website.", "Soort loket, zoals balie, telefoon of website."),
        Property("phone", STRING, "Phone number.", "Telefoonnummer.", origin="schema.org telephone"),
        Property("url", STRING, "Address on the web.", "Webadres.", origin="schema.org url"),
        Property("address", STRING, "Address to visit.", "Bezoekadres.", origin="schema.org address"),
        Property("openingHours", STRING, "When it is open.", "Wanneer het open is.", origin="schema.org openingHours"),
        *VALIDITY, origin="CPSV-AP Channel", indexed=("name",),
    ),
    _label(
        "Event", "A meeting at which residents and the municipality met.", "Een bijeenkomst van bewoners en gemeente.",
        _titled("Title of the event.", "Titel van de bijeenkomst."),
        Property("date", DATE, "Day of the event.", "Dag van de bijeenkomst.", origin="schema.org startDate"),
        Property("kind", STRING, "Kind of event.", "Soort bijeenkomst.", term=EventKind),
        # Small counts tell of persons: who may not see them asks for representativeness, which leaves those out.
        Property("headCounts", STRINGS, "Counts of heads per group, as 'group: number' or 'dimension: group: number'; never about a person.", "Aantallen per groep, als 'groep: aantal' of 'kenmerk: groep: aantal'; nooit over één persoon.", visibility=STAFF, form=COUNTS),
        title="title", origin="schema.org Event", indexed=("title", "date"),
    ),
    _label(
        "Document", "A document that was put before an office-holder or the council.", "Een stuk dat aan een bestuurder of de raad is voorgelegd.",
        _titled("Title of the document.", "Titel van het stuk."),
        Property("date", DATE, "Day of the document.", "Datum van het stuk.", origin="Dublin Core issued"),
        Property("kind", STRING, "Kind of document, as the source words it.", "Soort stuk, zoals de bron het noemt.", origin="Dublin Core type"),
        Property("authors", STRINGS, "Names of the authors, as text.", "Namen van de auteurs, als tekst.", origin="Dublin Core creator"),
        Property("involvement", STRINGS, "Involvement of residents, one text each: 'moment; level; who came; what changed; evidence'.", "Betrokkenheid van bewoners, per stuk: 'moment; niveau; wie er kwam; wat er veranderde; bewijs'."),
        title="title", origin="schema.org CreativeWork", indexed=("title", "date"),
    ),
    _label(
        "Responsibility", "That a party answers for a domain, problem or initiative, for some time and perhaps in one area.", "Dat een partij iets oppakt: een werkveld, probleem of initiatief, voor een tijd en misschien in één gebied.",
        Property("role", STRING, "What it asks of the holder; missing: OWNER.", "Wat het van de houder vraagt; leeg: OWNER.", term=Role),
        Property("exclusive", BOOLEAN, "True when the holder claims to be the only one; missing: false.", "Waar als de houder zegt de enige te zijn; leeg: onwaar."),
        *VALIDITY,
        Property("recordedFrom", DATETIME, "When it was first recorded.", "Wanneer het is vastgelegd.", origin="PROV-O generatedAtTime"),
        Property("recordedTo", DATETIME, "When it was found to be a mistake; since then it does not count.", "Wanneer bleek dat het een vergissing was; sindsdien telt het niet.", origin="PROV-O invalidatedAtTime"),
        Property("recordedBy", STRING, "Who recorded it.", "Wie het heeft vastgelegd.", visibility=STEWARD, personal=OFFICE),
        Property("confirmedAt", DATETIME, "When the holder last confirmed it.", "Wanneer de houder het voor het laatst bevestigde."),
        title=None, origin="W3C ORG Post",
    ),
    _label(
        "Contact", "One knock on a door by a resident.", "Eén keer dat een bewoner ergens aanklopte.",
        Property("at", DATETIME, "When.", "Wanneer.", personal=CONTACT_OF_RESIDENT),
        Property("channel", STRING, "How: desk, phone, mail or web.", "Hoe: balie, telefoon, mail of web."),
        Property("outcome", STRING, "What came of it, in words.", "Wat het opleverde, in woorden.", visibility=CASE, personal=CONTACT_OF_RESIDENT),
        title=None, visibility=STAFF, personal=CONTACT_OF_RESIDENT, indexed=("at",),
    ),
    _label(
        "Source", "Where something in the graph was stated.", "Waar iets in de graaf vandaan komt.",
        _titled("Title of the source.", "Titel van de bron."),
        Property("licence", STRING, "Licence of the source.", "Licentie van de bron.", origin="Dublin Core license"),
        Property("url", STRING, "Address of the source.", "Adres van de bron.", origin="schema.org url"),
        Property("retrieved", DATE, "Day on which it was read.", "Dag waarop hij is gelezen."),
        Property("verified", BOOLEAN, "False when nobody checked it against an official publication.", "Onwaar als niemand hem met een officiële publicatie heeft vergeleken."),
        Property("steward", STRING, "Who keeps it up to date.", "Wie hem bijhoudt.", visibility=STAFF, personal=OFFICE),
        Property("refreshDays", INTEGER, "After how many days it should be read anew.", "Na hoeveel dagen hij opnieuw gelezen moet worden."),
        Property("rank", INTEGER, "The lower, the more it is believed where sources differ.", "Hoe lager, hoe meer hij wordt geloofd als bronnen verschillen."),
        title="title", origin="PROV-O Entity",
    ),
    Label(
        "Alias", "An old id of something that was merged or renamed; it keeps resolving.", "Een oude id van iets dat is samengevoegd of hernoemd; die blijft werken.",
        (Property("key", STRING, "The old id: label, colon, key.", "De oude id: soort, dubbele punt, sleutel."),
         Property("was", STRING, "What each source stated of it when it was merged, as JSON: [[source, ref, {property: value}], …].", "Wat elke bron erover stelde toen het werd samengevoegd, als JSON: [[bron, plaats, {eigenschap: waarde}], …].", visibility=STEWARD), *PROVENANCE),
    ),
    Label(
        "Change", "One change to the graph, written in the transaction of the write itself.", "Eén wijziging van de graaf, in dezelfde transactie geschreven.",
        (
            KEY,
            Property("at", DATETIME, "When it was written.", "Wanneer het is geschreven."),
            Property("kind", STRING, "What happened.", "Wat er gebeurde.", term=ChangeKind),
            Property("what", STRINGS, "Ids of the nodes or relationships, all of one label or type.", "Id's van de knopen of relaties, alle van één soort."),
            Property("of", STRING, "Their label or type.", "Hun soort."),
            Property("by", STRING, "Who wrote it: a load, or a person.", "Wie het schreef: een lading of een persoon.", visibility=STEWARD, personal=OFFICE),
            Property("reason", STRING, "Why.", "Waarom.", visibility=CASE),
        ),
        indexed=("at",),
    ),
    Label(
        "Load", "A load that is being written, or was cut off; gone when it is complete.", "Een lading die wordt geschreven of is afgebroken; verdwijnt zodra zij compleet is.",
        (
            KEY,
            Property("format", STRING, "Format of its files.", "Formaat van de bestanden."),
            Property("files", STRINGS, "Its files, without folders.", "De bestanden, zonder mappen."),
            Property("startedAt", DATETIME, "When it first wrote.", "Wanneer zij voor het eerst schreef."),
            Property("at", DATETIME, "When it last wrote.", "Wanneer zij voor het laatst schreef."),
            Property("realPeople", BOOLEAN, "True when it is going to write people who are not invented.", "Waar als zij mensen gaat schrijven die niet verzonnen zijn."),
        ),
    ),
    Label(
        "Sequence", "The number of the last Change; whoever writes holds it, so that numbers follow the order of writing.", "Het nummer van de laatste Change; wie schrijft houdt het vast, zodat nummers de volgorde van schrijven volgen.",
        (KEY, Property("last", INTEGER, "The last number given.", "Het laatst gegeven nummer.")),
    ),
)}  # fmt: skip

PARTIES = tuple(name for name, label in LABELS.items() if label.party)
SUBJECTS = ("Initiative", "Problem", "Domain")
# How Snijvlak keeps its own books: facts about writing, none about the city.
MACHINERY = ("Change", "Load", "Sequence")
# What the API serves as nodes; an Alias only resolves, and a Change is read through the feed of changes.
NODES = tuple(name for name in LABELS if name not in ("Alias", *MACHINERY))


def _between(sources: tuple[str, ...], targets: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((source, target) for source in sources for target in targets)


def _type(name: str, en: str, nl: str, ends: tuple[tuple[str, str], ...], *own: Property, tree: bool = False, origin: str = "Snijvlak",
          visibility: Visibility = PUBLIC, narrowed: tuple[tuple[str, Visibility], ...] = ()) -> RelationshipType:  # fmt: skip
    properties = (*own, *VALIDITY, SYNTHETIC, ATTESTED_ON, *PROVENANCE)
    return RelationshipType(name, en, nl, ends, properties, origin, visibility, tree, narrowed)


_KIND = Property("kind", STRING, "CORE: what it is about; SIDE: beside it; missing: CORE.", "CORE: waar het over gaat; SIDE: zijdelings; leeg: CORE.", term=TouchKind)
_WEIGHT = Property("weight", FLOAT, "How strongly, as the source states it; it never decides on the owner.", "Hoe sterk, zoals de bron het stelt; het bepaalt nooit wie het oppakt.")
_FUNCTION = Property("function", STRING, "Function in that department.", "Functie bij die afdeling.", origin="W3C ORG role")
_ROLE = Property("role", STRING, "In what role.", "In welke rol.")
_REASON = Property("reason", STRING, "Why the resident was sent on.", "Waarom de bewoner werd doorgestuurd.", visibility=CASE, personal=CONTACT_OF_RESIDENT)

# Who was where ties officials to one another: that is told by department, see graph/silos.
_BY_DEPARTMENT = (("Official", STAFF),)

RELATIONSHIPS: dict[str, RelationshipType] = {kind.name: kind for kind in (
    _type("PART_OF", "Is a part of; at most one valid at a time.", "Is deel van; hooguit één tegelijk geldig.",
          (("Department", "Department"), ("Domain", "Domain"), ("Area", "Area"), ("Counter", "Department"), ("Counter", "Organisation")), tree=True, origin="W3C ORG unitOf, SKOS broader"),
    _type("SUCCEEDED_BY", "Its tasks went to.", "De taken gingen over naar.", (("Department", "Department"),), origin="W3C ORG resultingOrganization"),
    _type("WORKS_FOR", "Has a seat in.", "Werkt bij.", (("Official", "Department"),), _FUNCTION, origin="W3C ORG memberOf"),
    _type("HOLDS", "Holds the responsibility.", "Draagt de verantwoordelijkheid.", _between(PARTIES, ("Responsibility",)), origin="W3C ORG holds"),
    _type("FOR", "Is a responsibility for.", "Is een verantwoordelijkheid voor.", _between(("Responsibility",), ("Domain", "Problem", "Initiative"))),
    _type("WITHIN", "Holds only in that area.", "Geldt alleen in dat gebied.", (("Responsibility", "Area"),)),
    _type("STARTED", "Started the initiative.", "Is het initiatief begonnen.", _between(PARTIES, ("Initiative",)), origin="schema.org founder"),
    _type("SUPPORTS", "Supports the initiative.", "Steunt het initiatief.", _between(PARTIES, ("Initiative",)), origin="schema.org sponsor"),
    _type("TOUCHES", "Touches the domain.", "Raakt het werkveld.", (("Initiative", "Domain"),), _KIND, _WEIGHT),
    _type("ADDRESSES", "Does something about the problem.", "Doet iets aan het probleem.", (("Initiative", "Problem"),)),
    _type("FALLS_UNDER", "Falls under the domain.", "Valt onder het werkveld.", (("Problem", "Domain"),)),
    _type("LOCATED_IN", "Lies in the area.", "Ligt in het gebied.", _between(("Initiative", "Problem", "Event", "Counter", "Organisation"), ("Area",)), origin="schema.org containedInPlace"),
    _type("SERVES", "Is the door for.", "Is het loket voor.", _between(("Counter",), ("Problem", "Domain", "Area")), origin="CPSV-AP hasChannel"),
    _type("MADE", "Made the contact.", "Nam het contact op.", _between(PARTIES, ("Contact",)), visibility=STAFF),
    _type("ABOUT", "Is about.", "Gaat over.", _between(("Contact",), SUBJECTS)),
    _type("AT", "Took place at.", "Vond plaats bij.", _between(("Contact",), ("Counter", "Department"))),
    _type("REFERRED_TO", "Was sent on to; the next contact.", "Doorgestuurd naar; het volgende contact.", (("Contact", "Contact"),), _REASON),
    _type("ATTENDED", "Took part in.", "Was aanwezig bij.", _between(PARTIES, ("Event",)), _ROLE, origin="schema.org attendee", narrowed=_BY_DEPARTMENT),
    _type("ORGANISED", "Organised.", "Organiseerde.", _between(PARTIES, ("Event",)), origin="schema.org organizer", narrowed=_BY_DEPARTMENT),
    _type("CONCERNS", "Is about.", "Gaat over.", _between(("Event", "Document"), SUBJECTS), origin="Dublin Core subject"),
    _type("PRESENTED_BY", "Was presented by.", "Is ingebracht door.", (("Document", "Official"),)),
    _type("STATED_IN", "Is stated in.", "Staat in.", _between((*NODES, "Alias"), ("Source", "Document")), origin="PROV-O wasDerivedFrom"),
    _type("ALIAS_OF", "Is now.", "Is nu.", _between(("Alias",), NODES)),
)}  # fmt: skip

# What the API serves as relationships: an alias is how ids resolve, not a fact about the city.
SERVED_RELATIONSHIPS = tuple(name for name in RELATIONSHIPS if name != "ALIAS_OF")


def node_id(label: str, key: str) -> str:
    """The id of a node as everybody outside sees it: label in lower case, colon, key."""
    return f"{label.lower()}:{key}"


_BY_PREFIX = {label.prefix: name for name, label in LABELS.items()}


def split_id(identifier: str) -> tuple[str, str] | None:
    """Label and key of an id, split at the first colon; None when no label has that prefix."""
    prefix, colon, key = identifier.partition(":")
    label = _BY_PREFIX.get(prefix)
    return (label, key) if colon and key and label else None
