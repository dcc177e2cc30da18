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
