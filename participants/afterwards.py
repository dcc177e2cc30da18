"""The field's words about what goes beside interviews: recordings, codes, thanks, questionnaires."""

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

    @property
    def is_end(self) -> bool:
        """Whether something is destroyed, for which there must be proof."""
        return self >= Step.AUDIO_GONE

    @property
    def asks_reference(self) -> bool:
        """Whether somebody must be able to look it up later: where it lies, and that it is gone."""
        return self == Step.UPLOADED or self.is_end


class CodesFor(TextChoices):
    """What a list of codes leaves the team for."""

    TRANSCRIBER = "transcriber", "A transcriber"
    ARCHIVE = "archive", "An archive"


class ThankedHow(TextChoices):
    """How a voucher reached somebody."""

    HANDED = "handed", "Handed over"
    POST = "post", "By post"
    EMAIL = "email", "By email"


class GivenHow(TextChoices):
    """How somebody fills in a questionnaire."""

    PAPER = "paper", "On paper"
    ONLINE = "online", "Online"
    PHONE = "phone", "By phone"
    PERSON = "person", "In person"


class NotComing(TextChoices):
    """Why a questionnaire does not come back."""

    NO_REPLY = "no_reply", "No reply after reminders"
    UNWILLING = "unwilling", "They do not want to fill it in"
    LOST = "lost", "It was lost"
    ACCESS = "access", "Language or access need we did not meet"
    WITHDREW = "withdrew", "They withdrew"


class Returning(TextChoices):
    """Where a questionnaire stands: derived, never stored."""

    OVERDUE = "overdue", "Overdue"
    OUT = "out", "Out"
    RETURNED = "returned", "Returned"
    NOT_COMING = "not_coming", "Not coming"
