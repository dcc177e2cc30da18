"""The words of safety: what a note is about, whom it was taken to, and what somebody sets off for."""

from django.db.models import TextChoices


class Concern(TextChoices):
    """What a note is about."""

    DISTRESS = "distress", "Somebody was distressed"
    SAFEGUARDING = "safeguarding", "Somebody may be at risk of harm"
    RESEARCHER = "researcher", "A researcher was not safe"
    OTHER = "other", "Something else"


class ReportedTo(TextChoices):
    """To whom it was taken."""

    NOBODY = "nobody", "Nobody yet"
    PI = "pi", "A principal investigator"
    SAFEGUARDING = "safeguarding", "The safeguarding lead"
    PRACTICE = "practice", "Their GP practice"
    EMERGENCY = "emergency", "The emergency services"


class Errand(TextChoices):
    """What somebody sets off for alone, besides bookings."""

    OBSERVATION = "observation", "Observation day"
    DEBRIEF = "debrief", "Debrief with the link worker"
    MEETING = "meeting", "Meeting somebody"
    OTHER = "other", "Something else"


class Step(TextChoices):
    """Who is told by letter that somebody is late, one after the other."""

    BUDDY = "buddy", "Who looks out for them"
    LEADS = "leads", "Principal investigators"
