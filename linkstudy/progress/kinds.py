"""The kinds of things that somebody owes, in the order in which pages and letters tell of them."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """A kind by its heading."""

    SAFETY = "safety", "Safety"
    DECISION = "decisions", "Decisions after a withdrawal"
    BOOKING = "bookings", "Bookings to write down"
    FORM = "forms", "Consent before a booking"
    STEP = "next-steps", "Next steps with people"
    FOLLOW_UP = "follow-ups", "Follow-ups to book"
    RENEWAL = "renewals", "Consents to renew"
    QUESTIONNAIRE = "questionnaires", "Questionnaires to ask for"
    RECEIPT = "receipts", "Receipts to get"
    FIELDWORK = "fieldwork", "Fieldwork to finish"
    RECORDING = "recordings", "Recordings and transcripts"
    REMOVAL = "removals", "Data to take out"
    LETTER = "letters", "Reminders of letters"
    QUIET = "quiet", "Cases without a record"
    ENDING = "ending", "Approvals and delegations that end"
    ACTION = "actions", "Actions of meetings"
    MINUTES = "minutes", "Minutes to finish"
    EVENT = "events", "Events to write up"
    OFFER = "offers", "Offers without an answer"
    PAYMENT = "payments", "Payments to make"
    UPDATE = "updates", "Updates to partners"


# What whoever sees no participants may owe.
AT_TABLES = (Kind.ACTION, Kind.MINUTES, Kind.EVENT, Kind.OFFER, Kind.PAYMENT, Kind.UPDATE)

# What one of them is, and what several are, for a letter that names nobody.
COUNTED = {
    Kind.SAFETY: ("1 matter of safety is open", "{} matters of safety are open"),
    Kind.DECISION: (
        "1 interview waits for a decision after a withdrawal",
        "{} interviews wait for a decision after a withdrawal",
    ),
    Kind.BOOKING: (
        "1 past booking waits for somebody to say what happened",
        "{} past bookings wait for somebody to say what happened",
    ),
    Kind.FORM: (
        "1 booking is with somebody who has not signed the form in use",
        "{} bookings are with people who have not signed the form in use",
    ),
    Kind.STEP: ("1 person is to hear from us", "{} people are to hear from us"),
    Kind.FOLLOW_UP: ("1 follow-up is to be booked", "{} follow-ups are to be booked"),
    Kind.RENEWAL: ("1 consent is to be renewed", "{} consents are to be renewed"),
    Kind.QUESTIONNAIRE: (
        "1 questionnaire is to be asked for",
        "{} questionnaires are to be asked for",
    ),
    Kind.RECEIPT: (
        "the receipt of 1 voucher is outstanding",
        "the receipts of {} vouchers are outstanding",
    ),
    Kind.FIELDWORK: (
        "1 paper or note of fieldwork is to be finished",
        "{} papers and notes of fieldwork are to be finished",
    ),
    Kind.RECORDING: (
        "1 recording waits for its next step",
        "{} recordings wait for their next step",
    ),
    Kind.REMOVAL: (
        "The data of 1 person are to be taken out",
        "The data of {} people are to be taken out",
    ),
    Kind.LETTER: (
        "1 practice is to be asked for reminders",
        "{} practices are to be asked for reminders",
    ),
    Kind.QUIET: (
        "1 case has recorded nothing for two weeks or more",
        "{} cases have recorded nothing for two weeks or more",
    ),
    Kind.ENDING: (
        "1 approval or delegation ends soon, or has ended",
        "{} approvals and delegations end soon, or have ended",
    ),
    Kind.ACTION: ("1 action of a meeting is to be done", "{} actions of meetings are to be done"),
    Kind.MINUTES: (
        "The minutes of 1 meeting are to be finished",
        "The minutes of {} meetings are to be finished",
    ),
    Kind.EVENT: ("1 event is to be written up", "{} events are to be written up"),
    Kind.OFFER: ("1 offer of payment has no answer", "{} offers of payment have no answer"),
    Kind.PAYMENT: ("1 payment is to be made", "{} payments are to be made"),
    Kind.UPDATE: ("1 update to partners waits", "{} updates to partners wait"),
}


def counted(kind: Kind, count: str) -> str:
    """2 past bookings wait for somebody to say what happened."""
    one, more = COUNTED[kind]
    said = one if count == "1" else more.format(count)
    return said[:1].upper() + said[1:]
