"""The words of groups and of those who sit in them. Codes are short; labels may change."""

from django.db.models import TextChoices


class GroupKind(TextChoices):
    ADVISORY = "advisory", "Advisory group"
    PPI = "ppi", "Patient and public involvement group"
    TEAM = "team", "Study team"
    EXCHANGE = "exchange", "Knowledge-exchange group"
    OTHER = "other", "Another group"


class Seat(TextChoices):
    """As what somebody sits in a group: who they are is kept apart, so this is what they are called."""

    PUBLIC = "public", "Public contributor"
    HEALTH = "health", "Health professional"
    LINK_WORKER = "link_worker", "Link worker"
    VOLUNTARY = "voluntary", "Voluntary sector member"
    RESEARCHER = "researcher", "Researcher"
    OTHER = "other", "Member"


class Need(TextChoices):
    """What somebody needs to take part; what no code says stands with their contact details."""

    CAPTIONS = "captions", "Captions"
    BREAKS = "breaks", "Breaks"
    POST = "post", "Papers by post"
    LARGE_PRINT = "large_print", "Large print"
    EASY_READ = "easy_read", "Easy read"
    INTERPRETER = "interpreter", "An interpreter"
    STEP_FREE = "step_free", "Step-free access"
    OTHER = "other", "Something else, kept with their contact details"


class EventKind(TextChoices):
    """At what kind of event the team learns, or is met."""

    TRAINING = "training", "Training session"
    VISIT = "visit", "Visit"
    ENGAGEMENT = "engagement", "Engagement event"
    EXCHANGE = "exchange", "Knowledge-exchange event"


class Place(TextChoices):
    """Where somebody may be named."""

    MINUTES = "minutes", "Minutes"
    UPDATES = "updates", "Updates"
    PUBLICATIONS = "publications", "Publications"


class Stage(TextChoices):
    """Which part of the research advice is about."""

    QUESTION = "question", "What the study asks"
    DESIGN = "design", "How the study is done"
    RECRUITMENT = "recruitment", "Inviting people"
    COLLECTION = "collection", "Interviews and observation"
    ANALYSIS = "analysis", "Making sense of what was found"
    SHARING = "sharing", "Sharing what was found"


class Work(TextChoices):
    """What a member is paid for."""

    MEETING = "meeting", "A meeting"
    READING = "reading", "Reading papers"
    WRITING = "writing", "Writing"
    TRAINING = "training", "Training"
    EVENT = "event", "An event"
    OTHER = "other", "Other work"


class Answer(TextChoices):
    """What a member says to an offer of money."""

    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class Section(TextChoices):
    """The five items of the GRIPP2 short form, as published (Staniszewska and others, 2017)."""

    AIM = "aim", "Aim"
    METHODS = "methods", "Methods"
    RESULTS = "results", "Study results"
    DISCUSSION = "discussion", "Discussion and conclusions"
    REFLECTIONS = "reflections", "Reflections and critical perspective"


class How(TextChoices):
    """Where a meeting takes place."""

    PERSON = "person", "In person"
    ONLINE = "online", "Online"
    BOTH = "both", "Online and in person"


class Part(TextChoices):
    """How somebody takes part in a meeting, or that they do not."""

    PERSON = "person", "In person"
    ONLINE = "online", "Online"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent"


class Came(TextChoices):
    """How somebody took part in the end; that nobody said so goes before what they said themselves."""

    PERSON = Part.PERSON.value, Part.PERSON.label
    ONLINE = Part.ONLINE.value, Part.ONLINE.label
    APOLOGIES = Part.APOLOGIES.value, Part.APOLOGIES.label
    ABSENT = Part.ABSENT.value, Part.ABSENT.label
    UNSAID = "unsaid", "Not said"


TOOK_PART = {Part.PERSON, Part.ONLINE}
