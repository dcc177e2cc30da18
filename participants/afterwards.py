"""The field's words about what follows an interview: its recording, codes for it, and thanks."""

from django.db.models import IntegerChoices, TextChoices


class Step(IntegerChoices):
    """What happens to a recording after the interview, in this order; the last two end it.

    A transcript is destroyed only for somebody who withdrew and asked for it.
    """

    UPLOADED = 1, "Uploaded"
    SENT = 2, "Sent to the transcriber"
    RETURNED = 3, "Transcript returned"
    CHECKED = 4, "Checked against the audio"
    PSEUDONYMISED = 5, "Pseudonymised"
    CHECKED_AGAIN = 6, "Checked a second time"
    RELEASED = 7, "Released to analysis"
    AUDIO_GONE = 8, "Audio destroyed"
    TRANSCRIPT_GONE = 9, "Transcript destroyed"


class CodesFor(TextChoices):
    """What a list of codes leaves the team for."""

    TRANSCRIBER = "transcriber", "A transcriber"
    ARCHIVE = "archive", "An archive"


class ThankedHow(TextChoices):
    """How a voucher reached somebody."""

    HANDED = "handed", "Handed over"
    POST = "post", "By post"
    EMAIL = "email", "By email"
