"""The closed lists of words of the domain, each value with its meaning in English and Dutch.

In: nothing. Out: the enums that properties of `graph.model.definition` and arguments of the API take their values from.
"""

from graph.model.vocabulary import Term


class Stage(Term):
    """How far an initiative is."""

    IDEA = "IDEA", "Only an idea so far.", "Nog alleen een idee."
    EXPLORING = "EXPLORING", "Being explored: partners, place and money are sought.", "Wordt verkend: partners, plek en geld worden gezocht."
    RUNNING = "RUNNING", "Running.", "Loopt."
    PAUSED = "PAUSED", "Paused for now.", "Ligt voorlopig stil."
    STOPPED = "STOPPED", "Stopped before it was done.", "Gestopt voordat het klaar was."
    DONE = "DONE", "Done.", "Afgerond."


class Ask(Term):
    """What an initiative asks of the municipality."""

    PLACE = "PLACE", "A place: ground or a room.", "Een plek: grond of een ruimte."
    PERMIT = "PERMIT", "A permit or another consent.", "Een vergunning of andere toestemming."
    MONEY = "MONEY", "Money.", "Geld."
    ADVICE = "ADVICE", "Advice or contacts.", "Advies of contacten."
    UPKEEP = "UPKEEP", "Upkeep of something in public space.", "Beheer of onderhoud van iets in de openbare ruimte."
    NOTHING = "NOTHING", "Nothing: residents do it themselves.", "Niets: bewoners doen het zelf."


class Level(Term):
    """The place of a department in the organisation."""

    MUNICIPALITY = "MUNICIPALITY", "The municipality as a whole; it never owns a single problem.", "De gemeente als geheel; die pakt nooit zelf één probleem op."
    SERVICE = "SERVICE", "A service: a silo of its own.", "Een dienst: een silo op zichzelf."
    DEPARTMENT = "DEPARTMENT", "A department of a service.", "Een afdeling van een dienst."
    TEAM = "TEAM", "A team of a department.", "Een team van een afdeling."


class Role(Term):
    """What a responsibility asks of its holder; only OWNER and LEAD own."""

    OWNER = "OWNER", "Answers for it.", "Pakt dit op."
    LEAD = "LEAD", "Answers for it and pulls the others.", "Pakt dit op en trekt de anderen."
    CONSENT = "CONSENT", "Must say yes (ground, building, permit, safety); does not own.", "Moet ja zeggen (grond, gebouw, vergunning, veiligheid); pakt het niet op."
    ADVISER = "ADVISER", "Gives advice; does not own.", "Geeft advies; pakt het niet op."
    INFORMED = "INFORMED", "Is kept informed; does not own.", "Wordt op de hoogte gehouden; pakt het niet op."
    CONVENER = "CONVENER", "Brings the silos together; does not own.", "Brengt de diensten bij elkaar; pakt het niet op."


class EventKind(Term):
    """What kind of meeting an event is."""

    OFFICE_HOURS = "OFFICE_HOURS", "Office hours of an office-holder.", "Spreekuur."
    SPEED_DATE = "SPEED_DATE", "Speed-date between residents and officials.", "Speeddate tussen bewoners en ambtenaren."
    WORK_SESSION = "WORK_SESSION", "Work session.", "Werksessie."
    VOTE = "VOTE", "Vote of residents, for instance on a budget.", "Stemming van bewoners, bijvoorbeeld over een budget."
    MEETING = "MEETING", "Any other meeting.", "Een andere bijeenkomst."


class InvolvementLevel(Term):
    """How residents were involved; NOT_STATED and NONE are different answers."""

    NOT_STATED = "NOT_STATED", "The document does not say.", "Het stuk zegt er niets over."
    NONE = "NONE", "Residents were not involved.", "Bewoners zijn niet betrokken."
    INFORM = "INFORM", "Residents were informed.", "Bewoners zijn geïnformeerd."
    CONSULT = "CONSULT", "Residents were consulted.", "Bewoners zijn geraadpleegd."
    ADVISE = "ADVISE", "Residents gave advice.", "Bewoners hebben geadviseerd."
    COPRODUCE = "COPRODUCE", "Residents made it together with the municipality.", "Bewoners hebben meegemaakt."
    DECIDE = "DECIDE", "Residents decided.", "Bewoners hebben beslist."


class TouchKind(Term):
    """Whether a domain is what an initiative is about, or only beside it."""

    CORE = "CORE", "What the initiative is about; it decides on the owner.", "Waar het initiatief over gaat; telt mee voor wie het oppakt."
    SIDE = "SIDE", "Beside it; its departments are partners.", "Zijdelings; die afdelingen zijn partner."


class ChangeKind(Term):
    """What happened to a node or relationship."""

    ADDED = "ADDED", "It was added.", "Het is toegevoegd."
    CHANGED = "CHANGED", "A property changed.", "Een eigenschap is gewijzigd."
    ENDED = "ENDED", "It got an end date.", "Het heeft een einddatum gekregen."
    REMOVED = "REMOVED", "It was removed.", "Het is verwijderd."
