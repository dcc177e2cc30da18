"""The words of publications, of who gets updates, and of what an update is made of."""

from django.db.models import TextChoices


class OutputKind(TextChoices):
    """What somebody made of the study."""

    PAPER = "paper", "Paper"
    BLOG = "blog", "Blog"
    TALK = "talk", "Talk"
    OTHER = "other", "Something else"


class Stage(TextChoices):
    """How far a publication is, from first to last. Each is reached on a day."""

    PREPARING = "preparing", "In preparation"
    SUBMITTED = "submitted", "Submitted"
    ACCEPTED = "accepted", "Accepted"
    OUT = "out", "Published"


class Interest(TextChoices):
    """Why somebody wants to know what the study does."""

    PUBLIC = "public", "Public contributor"
    HEALTH = "health", "Works in health care"
    VOLUNTARY = "voluntary", "Works in a voluntary organisation"
    COUNCIL = "council", "Works for a council or the NHS"
    RESEARCH = "research", "Researcher or funder"
    OTHER = "other", "Something else"


class Basis(TextChoices):
    """What allows the study to write to somebody."""

    ASKED = "asked", "They asked for updates"
    AGREED = "agreed", "They said yes when we asked"
    PARTNER = "partner", "They work with the study"


class Format(TextChoices):
    """How an update reaches somebody."""

    EMAIL = "email", "Email"
    EMAIL_LARGE = "email_large", "Email, in large print"
    POST = "post", "Post"
    POST_LARGE = "post_large", "Post, in large print"


BY_POST = {Format.POST, Format.POST_LARGE}


class Trouble(TextChoices):
    """Why somebody does not get an update that went out."""

    REFUSED = "refused", "The mail server refused the address"
    UNREACHABLE = "unreachable", "No email address is kept"
    UNFIT = "unfit", "The email address cannot be right"
    UNSUBSCRIBED = "unsubscribed", "Unsubscribed before it was sent"
    OFF = "off", "Taken off the list"
    TWICE = "twice", "Another of the list has this address, and got it"


class Part(TextChoices):
    """The sections of an update, in their order."""

    WELCOME = "welcome", "Welcome"
    WHERE = "where", "Where we are"
    PUBLICATIONS = "publications", "Publications"
    DATA = "data", "Data collection"
    RECRUITING = "recruiting", "Recruiting patients"
    MEETINGS = "meetings", "Meetings"
    TRAINING = "training", "Training"
    TEAM = "team", "Meet the team"
    CONTACT = "contact", "Stay in touch"
