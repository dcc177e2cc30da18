"""What the flow calls its steps, the reasons for which people are not further, and the ways in."""

from linkstudy.figures.reached import LETTERS
from linkstudy.words import uncapped
from participants.vocabulary import JoinedVia, MissedWhy, RefusalReason, Wave, WithdrawalLevel

OF_LETTERS = {"found": "Found by the search", "sent": "Sent", "arrived": "Arrived"}
OF_PEOPLE = {
    Wave.FIRST: {
        "known": "On our list",
        "replied": "Replied",
        "eligible": "Eligible, as far as we know",
        "consented": "Consented",
        "booked": "Booked",
        "interviewed": "Interviewed",
    },
    Wave.FOLLOW_UP: {
        "interviewed": "Interviewed",
        "agreed": "Agreed to a follow-up",
        "due": "Due by now, or booked",
        "booked": "Follow-up booked",
        "followed": "Followed up",
    },
}
WAITING = {
    "no_reply": "No reply so far",
    "deciding": "Still deciding",
    "to_agree": "Booked, yet to consent",
    "to_book": "To be booked",
    "booked": "Booked, yet to come",
    "early": "Too early",
    "due": "Due, to be booked",
    "overdue": "Overdue, to be booked",
}
SAID = {"no_longer": "Agree to it no longer", "not_agreed": "Did not agree to it"}
OPEN = ("wait", "missed")  # kinds of reasons for which somebody may yet come to the next step


def words_of(code: str) -> str:
    """Too busy or caring; Withdrew: no more contact, keep what we have."""
    kind, _, name = code.partition(":")
    match kind:
        case "wait":
            return WAITING[name]
        case "missed":
            return f"Missed: {uncapped(MissedWhy(name).label)}"
        case "left":
            return f"Withdrew: {uncapped(WithdrawalLevel(name).label)}"
    return SAID.get(name) or str(RefusalReason(name).label)


def is_open(code: str) -> bool:
    return code.partition(":")[0] in OPEN


def way_words(way: str) -> str:
    """How somebody came: by letters that we know, or another way."""
    return "Answered letters" if way == LETTERS else str(JoinedVia(way).label)
