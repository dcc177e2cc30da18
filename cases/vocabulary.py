"""The field's words: groups, places, documents. Codes are short; labels may change."""

from django.db.models import TextChoices


class Group(TextChoices):
    """Whom we interview around a link worker. The code stands in the study ID."""

    PATIENT = "PT", "Patient"
    HEALTH = "HP", "Health professional"
    VOLUNTARY = "VS", "Voluntary sector"
    LINK_WORKER = "LW", "Link worker"
    MANAGER = "LM", "Link worker's manager"

    @property
    def plural(self) -> str:
        return {
            Group.PATIENT: "Patients",
            Group.HEALTH: "Health professionals",
            Group.VOLUNTARY: "Voluntary sector",
            Group.LINK_WORKER: "Link workers",
            Group.MANAGER: "Managers",
        }[self]


class Measure(TextChoices):
    """What a target counts: interviewed people of a group, or observation days."""

    PATIENT = "PT", "Patients"
    HEALTH = "HP", "Health professionals"
    VOLUNTARY = "VS", "Voluntary sector"
    LINK_WORKER = "LW", "Link worker"
    MANAGER = "LM", "Manager"
    OBSERVATION = "OD", "Observation days"


class OrganisationKind(TextChoices):
    PRACTICE = "practice", "GP practice"
    NETWORK = "network", "Primary care network"
    VOLUNTARY = "voluntary", "Voluntary or community organisation"
    OTHER = "other", "Other"


class Employer(TextChoices):
    NETWORK = "network", "a primary care network"
    PRACTICE = "practice", "a GP practice"
    FEDERATION = "federation", "a GP federation"
    VOLUNTARY = "voluntary", "a voluntary organisation"
    COUNCIL = "council", "a local authority"
    OTHER = "other", "another kind of organisation"


class Area(TextChoices):
    URBAN = "urban", "Urban"
    RURAL = "rural", "Rural"
    MIXED = "mixed", "Urban and rural"
    COASTAL = "coastal", "Urban and coastal"


class AmendmentCategory(TextChoices):
    """What an amendment asks of NHS sites."""

    ALL = "A", "A: every site has to consider it"
    SOME = "B", "B: the sites that it names have to consider it"
    NONE = "C", "C: no site has to consider it"


class FollowUpAnchor(TextChoices):
    """From which day the follow-up's months are counted."""

    PERSON = "person", "The person’s first interview"
    CASE = "case", "The first interview in the case"


class Anchor(TextChoices):
    """From which day it is counted when a report is due."""

    OPINION = "opinion", "The favourable opinion"
    START = "start", "The start of the study"
    END = "end", "The end of the study"
    DAY = "day", "Another day"


class DocumentKind(TextChoices):
    INFORMATION = "information", "Participant information sheet"
    CONSENT = "consent", "Consent form"
    GUIDE = "guide", "Topic guide"


class Scope(TextChoices):
    """What a person agrees to, clause by clause."""

    INTERVIEW = "interview", "Take part in an interview"
    AUDIO = "audio", "Have the interview audio recorded"
    QUOTES = "quotes", "Have their words quoted without their name"
    FOLLOW_UP = "follow_up", "Be interviewed again in 9 to 12 months"
    OBSERVATION = "observation", "Be observed with the link worker"
    QUESTIONNAIRE = "questionnaire", "Fill in questionnaires"
    ROUTINE = "routine", "Have routine records about them used"
    RESULTS = "results", "Be sent the results"


class Route(TextChoices):
    """How a practice or a link worker gets word to many patients at once."""

    LETTER = "letter", "Letter from the practice"
    TEXT = "text", "Text from the practice"
    CALL = "call", "Phone call from the practice"
    LINK_WORKER = "link_worker", "Handed out by the link worker"


class Setting(TextChoices):
    """Where an interview or an observation takes place."""

    HOME = "home", "At home"
    PRACTICE = "practice", "GP practice"
    COMMUNITY = "community", "Community venue"
    WORK = "work", "Workplace"
    OTHER = "other", "Somewhere else"


class Notes(TextChoices):
    """How far field notes are."""

    NONE = "none", "Not started"
    STARTED = "started", "Notes started"
    DONE = "done", "Notes done"


class Paper(TextChoices):
    """What the study was given in a case."""

    FORM = "form", "Referral or assessment form"
    LEAFLET = "leaflet", "Leaflet or list of services"
    JOB = "job", "Job description"
    PROCEDURE = "procedure", "Procedure or protocol"
    MINUTES = "minutes", "Minutes of a meeting"
    REPORT = "report", "Report or figures"
    OTHER = "other", "Something else"


class TimePoint(TextChoices):
    """When a questionnaire is filled in."""

    FIRST = "first", "First"
    FOLLOW_UP = "follow_up", "Follow-up"


class RoutineKind(TextChoices):
    """What is kept about people anyway, and is asked for as figures or lists."""

    PRACTICE = "practice", "Practice records"
    REFERRALS = "referrals", "Link worker referral data"
    OTHER = "other", "Something else"


class ApprovalKind(TextChoices):
    """What a site has to say before the study works there."""

    CAPACITY = "capacity", "Capacity and capability confirmed"
    GREEN = "green", "Green light"
    LETTER = "letter", "Letter of access"


class Unticked(TextChoices):
    """Why a topic or theory that was ticked is not any more. Coded: free text could name somebody."""

    MISTAKE = "mistake", "It was ticked by mistake"
    REREAD = "reread", "We read it in another way now"
    COVERED = "covered", "Another topic or theory covers it"
