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


class Place(TextChoices):
    """Where somebody may be named."""

    MINUTES = "minutes", "Minutes"
    UPDATES = "updates", "Updates"
    PUBLICATIONS = "publications", "Publications"
