"""The field's words about people. Codes are short; labels may change."""

from django.db.models import TextChoices

from cases.vocabulary import Group, Route, Scope


class JoinedVia(TextChoices):
    """How a person came to the study."""

    LETTER = Route.LETTER.value, Route.LETTER.label
    TEXT = Route.TEXT.value, Route.TEXT.label
    CALL = Route.CALL.value, Route.CALL.label
    LINK_WORKER = Route.LINK_WORKER.value, Route.LINK_WORKER.label
    SHADOWING = "shadowing", "Met during observation, agreed to be contacted"
    EMAIL = "email", "Email from us"
    SNOWBALL = "snowball", "Named by another participant"
    POSTER = "poster", "Poster"
    OTHER = "other", "Another way"


class Title(TextChoices):
    """A professional's role."""

    NONE = "", "Not a professional"
    GP = "gp", "GP"
    NURSE = "nurse", "Practice nurse"
    MANAGER = "manager", "Practice manager"
    PHARMACIST = "pharmacist", "Pharmacist"
    COACH = "coach", "Health and well-being coach"
    COORDINATOR = "coordinator", "Care coordinator"
    RECEPTIONIST = "receptionist", "Receptionist"
    DIRECTOR = "director", "Network clinical director"
    VOLUNTARY_LEAD = "voluntary_lead", "Voluntary sector lead"
    VOLUNTARY_WORKER = "voluntary_worker", "Voluntary sector worker"
    LINK_WORKER = "link_worker", "Link worker"
    LINK_MANAGER = "link_manager", "Link worker's manager"
    OTHER = "other", "Another role"


# Which roles a group has, and what else describes the people of a group; the rest is not asked.
TITLES = {
    Group.PATIENT: (),
    Group.HEALTH: (
        Title.GP,
        Title.NURSE,
        Title.MANAGER,
        Title.PHARMACIST,
        Title.COACH,
        Title.COORDINATOR,
        Title.RECEPTIONIST,
        Title.DIRECTOR,
        Title.OTHER,
    ),
    Group.VOLUNTARY: (Title.VOLUNTARY_LEAD, Title.VOLUNTARY_WORKER, Title.OTHER),
    Group.LINK_WORKER: (Title.LINK_WORKER,),
    Group.MANAGER: (Title.LINK_MANAGER,),
}
BANDS = ("age_band", "gender", "ethnic_group", "deprivation")
WORK = ("title", "organisation")


def described_by(group: str) -> tuple[str, ...]:
    """What describes the people of a group: their bands, or where they work and as what."""
    return BANDS if group == Group.PATIENT else WORK


class AgeBand(TextChoices):
    NOT_ASKED = "", "Not asked"
    A18 = "18-29", "18 to 29"
    A30 = "30-39", "30 to 39"
    A40 = "40-49", "40 to 49"
    A50 = "50-59", "50 to 59"
    A60 = "60-69", "60 to 69"
    A70 = "70-79", "70 to 79"
    A80 = "80+", "80 and over"


class Gender(TextChoices):
    NOT_ASKED = "", "Not asked"
    WOMAN = "woman", "Woman"
    MAN = "man", "Man"
    OTHER = "other", "Another gender"
    NOT_SAID = "not_said", "Preferred not to say"


class EthnicGroup(TextChoices):
    """The five headings of the 2021 Census for England and Wales."""

    NOT_ASKED = "", "Not asked"
    ASIAN = "asian", "Asian or Asian British"
    BLACK = "black", "Black, Black British, Caribbean or African"
    MIXED = "mixed", "Mixed or multiple ethnic groups"
    WHITE = "white", "White"
    OTHER = "other", "Other ethnic group"
    NOT_SAID = "not_said", "Preferred not to say"


class Deprivation(TextChoices):
    """Fifths of the English Index of Multiple Deprivation; 1 is the most deprived."""

    NOT_ASKED = "", "Not asked"
    FIRST = "1", "Most deprived fifth"
    SECOND = "2", "Second fifth"
    THIRD = "3", "Third fifth"
    FOURTH = "4", "Fourth fifth"
    FIFTH = "5", "Least deprived fifth"


AGREED_TO_NOTHING = (
    "Tick what they agreed to. If that is nothing, leave this page and record that they said no,"
    " or that they withdraw"
)


class ConsentHow(TextChoices):
    PAPER = "paper", "Paper form"
    ELECTRONIC = "electronic", "Online form"
    SPOKEN_RECORDED = "recorded", "Spoken, audio recorded"
    SPOKEN_WITNESSED = "witnessed", "Spoken, with a witness"


class Wave(TextChoices):
    FIRST = "first", "First interview"
    FOLLOW_UP = "follow_up", "Follow-up interview"

    @property
    def scope(self) -> Scope:
        return Scope.INTERVIEW if self == Wave.FIRST else Scope.FOLLOW_UP


class Mode(TextChoices):
    PERSON = "person", "In person"
    PHONE = "phone", "Phone"
    VIDEO = "video", "Video"


class Recording(TextChoices):
    AUDIO = "audio", "Audio"
    NOTES = "notes", "Notes only"


class Others(TextChoices):
    """Who else was there."""

    NOBODY = "nobody", "Nobody else"
    FAMILY = "family", "Family or friend"
    CARER = "carer", "Carer"
    INTERPRETER = "interpreter", "Interpreter"
    COLLEAGUE = "colleague", "Colleague of theirs"
    OTHER = "other", "Somebody else"


class MissedWhy(TextChoices):
    ABSENT = "absent", "They did not come or answer"
    MOVED = "moved", "They asked to move it"
    RESEARCHER = "researcher", "We could not make it"
    WITHDREW = "withdrew", "They withdrew"
    DECLINED = "declined", "They do not want to take part"


# Why a booking was cancelled before or on its day; said by a withdrawal or an answer of no alone.
CANCELLED = (MissedWhy.WITHDREW, MissedWhy.DECLINED)


class RefusalReason(TextChoices):
    """Why somebody did not take part; the first three are the study's own account."""

    NO_MEMORY = "no_memory", "Did not remember seeing a link worker"
    TERM = "term", "Does not know the term “link worker”"
    TOO_SHORT = "too_short", "Contact was too short to say much"
    NOT_INTERESTED = "not_interested", "Not interested, no reason given"
    UNWELL = "unwell", "Unwell or bereaved"
    BUSY = "busy", "Too busy or caring"
    ACCESS = "access", "Language or access need we did not meet"
    PRIVACY = "privacy", "Worried about privacy"
    NOT_ELIGIBLE = "not_eligible", "Not eligible"
    NO_REPLY = "no_reply", "No reply after a reminder"
    RETURNED = "returned", "Letter returned"
    NOT_ASKED = "not_asked", "Prefer not to ask"
    OTHER = "other", "Other"


# Reasons that tell of having, or not having, been a link worker's patient.
OF_PATIENTS = (RefusalReason.NO_MEMORY, RefusalReason.TERM, RefusalReason.TOO_SHORT)


class Channel(TextChoices):
    """How somebody was contacted, or got in touch."""

    PHONE = "phone", "Phone"
    TEXT = "text", "Text"
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"
    PERSON = "person", "In person"


class ContactOutcome(TextChoices):
    """What came of a contact."""

    NO_ANSWER = "no_answer", "No answer"
    VOICEMAIL = "voicemail", "Voicemail"
    WRONG_NUMBER = "wrong_number", "Wrong number"
    REACHED = "reached", "Reached"
    CALL_BACK = "call_back", "Asked to call back"
    INTERESTED = "interested", "Interested"
    DECLINED = "declined", "Declined"


# They did not answer: so many of these in a row, and somebody decides.
UNANSWERED = (ContactOutcome.NO_ANSWER, ContactOutcome.VOICEMAIL, ContactOutcome.WRONG_NUMBER)


class Rule(TextChoices):
    """A rule of the protocol that is a dated setting, and that can be broken with a reason."""

    COOLING_OFF = "cooling_off", "Time to think before consent"
    ATTEMPTS = "contact_attempts", "Most contact attempts"
    FOLLOW_UP = "follow_up_window", "When a follow-up falls"
    AGE = "age", "Age"
    NO_CONTACT = "no_contact", "No more contact once they asked for none"


class WithdrawalLevel(TextChoices):
    """How far a withdrawal goes."""

    NO_CONTACT = "no_contact", "No more contact, keep what we have"
    NO_FOLLOW_UP = "keep", "Stop taking part, keep what we have"
    REMOVE_UNANALYSED = "remove_unanalysed", "Remove what has not been analysed"
    REMOVE_ALL = "remove_all", "Remove all that can be removed"


class Place(TextChoices):
    """Where something of a person is kept, and may have to go when they withdraw."""

    MAILING = "mailing", "Mailing lists"
    AUDIO = "audio", "Audio recordings"
    TRANSCRIPT = "transcript", "Transcripts and notes of interviews"
    TRANSCRIBER = "transcriber", "The transcriber’s copies"
    ANALYSIS = "analysis", "Analysis software"
    DRAFTS = "drafts", "Quotations in drafts"
    SHEETS = "sheets", "Spreadsheets that were taken away"
    PAPER = "paper", "Paper forms and letters"
    ANSWERS = "answers", "Questionnaires they filled in"
    ROUTINE = "routine", "Routine data about them"
    CONTACT = "contact", "Contact details"


class Outcome(TextChoices):
    """What came of looking at a place."""

    REMOVED = "removed", "Taken out"
    NOTHING = "nothing", "Nothing was there"
    KEPT = "kept", "Kept, for a reason"


class Status(TextChoices):
    """Where a person stands: eight words, derived, never stored."""

    INVITED = "invited", "Invited"
    DECIDING = "deciding", "Deciding"
    CONSENTED = "consented", "Consented"
    BOOKED = "booked", "Booked"
    INTERVIEWED = "interviewed", "Interviewed"
    DECLINED = "declined", "Declined"
    NOT_ELIGIBLE = "not_eligible", "Not eligible"
    WITHDREW = "withdrew", "Withdrew"


# Why somebody is looked for by what identifies them. No free text: it could hold the identifier.
SOUGHT_WHY = {
    "rang": "They rang, wrote or replied",
    "returned": "A letter or message came back",
    "mistake": "To put a record right",
    "safety": "Somebody may be at risk",
}


class Need(TextChoices):
    """What a person needs once a version was replaced: derived, never stored."""

    SIGN = "sign", "To sign again"
    TELL = "tell", "To be told"
    FINISHED = "finished", "Finished"


class NoticeHow(TextChoices):
    """How somebody was told of a new version."""

    LETTER = "letter", "Letter"
    EMAIL = "email", "Email"
    PHONE = "phone", "Phone"
    PERSON = "person", "In person"


class FollowUp(TextChoices):
    """Where a person stands in the follow-up wave: derived, never stored."""

    OVERDUE = "overdue", "Overdue"
    DUE = "due", "Due"
    BOOKED = "booked", "Booked"
    TOO_EARLY = "too_early", "Too early"
    DONE = "done", "Done"
    LOST = "lost", "Lost"
    WITHDREW = "withdrew", "Withdrew"
    NOT_AGREED = "not_agreed", "Not agreed to"


# Somebody is still to be followed up; until then a follow-up is to be booked.
AHEAD = (FollowUp.OVERDUE, FollowUp.DUE, FollowUp.BOOKED, FollowUp.TOO_EARLY)
TO_BOOK = (FollowUp.OVERDUE, FollowUp.DUE)


# What a spreadsheet is for; the last asks for words.
PURPOSES = {
    "meeting": "For a team meeting",
    "analysis": "For analysis",
    "other": "For something else",
}

__all__ = [
    "AGREED_TO_NOTHING",
    "AHEAD",
    "BANDS",
    "CANCELLED",
    "OF_PATIENTS",
    "PURPOSES",
    "SOUGHT_WHY",
    "TITLES",
    "TO_BOOK",
    "UNANSWERED",
    "WORK",
    "AgeBand",
    "Channel",
    "ConsentHow",
    "ContactOutcome",
    "Deprivation",
    "EthnicGroup",
    "FollowUp",
    "Gender",
    "Group",
    "JoinedVia",
    "MissedWhy",
    "Mode",
    "Need",
    "NoticeHow",
    "Others",
    "Outcome",
    "Place",
    "Recording",
    "RefusalReason",
    "Rule",
    "Scope",
    "Status",
    "Title",
    "Wave",
    "WithdrawalLevel",
    "described_by",
]
