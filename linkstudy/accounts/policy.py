"""Who may what: the one place that says it.

The code asks it (`requires`, `user.may`), the tests walk it, and a page shows it.
Design: the matrix of capabilities agreed for the study; a role that is not named for a
capability does not have it.
"""

from enum import StrEnum

from django.db.models import TextChoices


class Role(TextChoices):
    """What a person is in the study. One role each."""

    RESEARCHER = "researcher", "Researcher"
    PI = "pi", "Principal investigator"
    ADMINISTRATOR = "administrator", "Administrator"
    PPI_LEAD = "ppi", "PPI lead"
    MONITOR = "monitor", "Monitor"


class Reach(StrEnum):
    """Over which rows a capability holds."""

    OWN = "own sites"
    ALL = "all sites"
    COUNTS = "counts, under 5 hidden"


class May(StrEnum):
    """Capabilities, worded to follow "may"."""

    SEE_TODAY = "see what there is to do today"
    GET_LETTERS = "get a letter in the morning of what they have to do"
    SEE_PROGRESS = "see recruitment progress"
    SEARCH = "search for what they may see, from every page"
    SEE_REPORTS = (
        "see reports for funder, sponsor, ethics committee and journals, and take them along"
    )
    SEE_CASES = "see cases"
    SEE_PEOPLE = "see participants by study ID"
    SEE_IDENTITY = "see and change contact details, with a reason"
    RECORD = "add participants and record consent, bookings and answers"
    LOG_INTERVIEW = "log interviews"
    LOG_OBSERVATION = "log observation days, debriefs and documents collected"
    SEE_RECORDINGS = "see where recordings are and what is late"
    REFLECT = "tick which topics and theories a record makes the team think about"
    RECORD_STEPS = "write down what happens to a recording"
    SEE_THANKS = "see vouchers: what is left, and whose receipt is outstanding"
    THANK = "thank people with a voucher"
    BUY_VOUCHERS = "buy vouchers for a site"
    WITHDRAW = "record a withdrawal"
    CHECK_IN = "check in before a visit alone"
    WATCH_VISITS = "see visits, and say who is back (researchers: their own and those of a buddy)"
    RAISE_SAFETY = "raise safety notes, and read them (researchers: those they wrote)"
    HAND_OVER = "hand over their own open work to somebody who works at the same site"
    VOID = "correct, void or restore a record, with a reason"
    DECIDE = "decide what to keep of an interview after a withdrawal"
    SEE_DEVIATIONS = "see where the protocol was not kept"
    READ_NOTES = "read notes and reasons in full"
    SAVE_VIEWS = "save views of the list of participants, to themselves or shared"
    SEE_MEETINGS = (
        "see groups, their members by label, and meetings (researchers: of groups they sit in)"
    )
    KEEP_MEETINGS = "write down groups, members and what they agreed to, and meetings"
    SEE_INVOLVEMENT = "see what groups advised, what changed, and payments to public contributors"
    PAY_MEMBERS = "set the rate for an hour, and write down what public contributors are paid"
    FINISH_ACTIONS = "say what became of actions of meetings (all but the PPI lead: of their own)"
    HAVE_CALENDAR = (
        "follow meetings and interviews in a calendar outside linkstudy, at a private address"
    )
    SEE_MEMBERS = "see and change contact details of members of groups, with a reason"
    EXPORT = "export a list of study IDs"
    SEE_OUTPUTS = "see publications, and how the team is introduced"
    RECORD_OUTPUTS = "record publications, how far they are and who made them"
    WRITE_PROFILES = "write how people of the team are introduced to partners"
    SEE_UPDATES = "see updates to partners while they are written"
    WRITE_UPDATES = "write updates to partners"
    APPROVE_UPDATES = "approve updates to partners"
    REOPEN_UPDATES = "send updates back, or open them again, to have their words changed"
    SEND_UPDATES = "send approved updates to those who get them"
    SEE_PARTNERS = "see who gets updates, by number"
    KEEP_PARTNERS = "keep the list of who gets updates"
    REACH_PARTNERS = "see and change how partners are reached, with a reason"
    SEE_HISTORY = "see the history of a record"
    SEE_SET_UP = "see what the study is set up with: plans, documents, approvals, delegations"
    SET_UP = "set up the study, its places, plans and documents"
    MANAGE_TEAM = "invite people, and change their roles and sites"
    SEE_COMPONENTS = "see the parts that pages are made of"
    SEE_POLICY = "see who may do what"


# What no capability opens, in words that follow "can", by the routes it is: for everybody there is,
# and for whoever is signed in, whatever their role.
WITHOUT_SIGN_IN: dict[str, list[str]] = {
    "sign in": ["account_login"],
    "ask for a link to choose a new password. Everybody gets the same answer, so it tells nobody who"
    " has an account": ["accounts:forgotten", "accounts:asked"],
    "choose a password, with a link that works once": ["accounts:link", "accounts:set_password"],
    "read an update to partners once it is sent, at the signed address that partners get": [
        "updates:read",
        "updates:read_picture",
    ],
    "stop updates, at the signed address that each partner gets. Opening it changes nothing and says"
    " of nobody who they are. Pressing its button stops them": ["updates:leave"],
    "read the diary of somebody of the team in a calendar, at its secret address. It names people by"
    " study ID alone. Whoever has the diary can end its address": ["progress:feed"],
}
SIGNED_IN: dict[str, list[str]] = {
    "see their own account and change its password": ["accounts:account"],
    "sign out": ["account_logout"],
}

# Every capability once, in the order in which the page "Who may do what" shows them.
PARTS: dict[str, list[May]] = {
    "See": [
        May.SEE_TODAY,
        May.GET_LETTERS,
        May.SEARCH,
        May.SEE_PROGRESS,
        May.SEE_REPORTS,
        May.SEE_CASES,
        May.SEE_PEOPLE,
        May.SEE_RECORDINGS,
        May.SAVE_VIEWS,
        May.SEE_DEVIATIONS,
        May.SEE_THANKS,
        May.SEE_OUTPUTS,
        May.SEE_UPDATES,
        May.SEE_PARTNERS,
        May.READ_NOTES,
        May.SEE_IDENTITY,
        May.SEE_MEETINGS,
        May.SEE_INVOLVEMENT,
        May.SEE_MEMBERS,
        May.HAVE_CALENDAR,
        May.REACH_PARTNERS,
        May.SEE_SET_UP,
        May.SEE_HISTORY,
        May.SEE_POLICY,
        May.SEE_COMPONENTS,
    ],
    "Record": [
        May.RECORD,
        May.LOG_INTERVIEW,
        May.LOG_OBSERVATION,
        May.REFLECT,
        May.RECORD_STEPS,
        May.THANK,
        May.BUY_VOUCHERS,
        May.WITHDRAW,
        May.CHECK_IN,
        May.WATCH_VISITS,
        May.RAISE_SAFETY,
        May.HAND_OVER,
        May.KEEP_MEETINGS,
        May.FINISH_ACTIONS,
        May.PAY_MEMBERS,
        May.RECORD_OUTPUTS,
        May.WRITE_PROFILES,
        May.WRITE_UPDATES,
        May.APPROVE_UPDATES,
        May.REOPEN_UPDATES,
        May.SEND_UPDATES,
        May.KEEP_PARTNERS,
    ],
    "Correct": [May.VOID, May.DECIDE],
    "Export": [May.EXPORT],
    "Set up": [May.SET_UP, May.MANAGE_TEAM],
}

EVERYBODY = {
    May.SEE_TODAY: Reach.ALL,
    May.SEARCH: Reach.ALL,
    May.SEE_COMPONENTS: Reach.ALL,
    May.SEE_POLICY: Reach.ALL,
}
# What came of the study belongs to all of it: nobody sees a part.
OUTPUTS = dict.fromkeys([May.SEE_OUTPUTS, May.RECORD_OUTPUTS], Reach.ALL)
PARTNERS = dict.fromkeys([May.SEE_PARTNERS, May.KEEP_PARTNERS, May.REACH_PARTNERS], Reach.ALL)
# Whose pages show or take contact details, which no error page repeats: decision 0011.
IDENTITIES = {May.SEE_IDENTITY, May.SEE_MEMBERS, May.REACH_PARTNERS}

POLICY: dict[str, dict[May, Reach]] = {
    Role.RESEARCHER: EVERYBODY
    | OUTPUTS
    | dict.fromkeys(
        [
            May.SEE_TODAY,
            May.SEARCH,
            May.GET_LETTERS,
            May.SEE_PROGRESS,
            May.SEE_CASES,
            May.SEE_PEOPLE,
            May.SEE_DEVIATIONS,
            May.SEE_IDENTITY,
            May.RECORD,
            May.LOG_INTERVIEW,
            May.LOG_OBSERVATION,
            May.REFLECT,
            May.SEE_RECORDINGS,
            May.RECORD_STEPS,
            May.SEE_THANKS,
            May.THANK,
            May.WITHDRAW,
            May.CHECK_IN,
            May.WATCH_VISITS,
            May.RAISE_SAFETY,
            May.HAND_OVER,
            May.VOID,
            May.READ_NOTES,
            May.SAVE_VIEWS,
            May.SEE_MEETINGS,
            May.FINISH_ACTIONS,
            May.HAVE_CALENDAR,
            May.EXPORT,
            May.SEE_HISTORY,
        ],
        Reach.OWN,
    ),
    Role.PI: EVERYBODY
    | OUTPUTS
    | dict.fromkeys(
        [
            May.SEE_PARTNERS,
            May.SEE_UPDATES,
            May.APPROVE_UPDATES,
            May.REOPEN_UPDATES,
            May.GET_LETTERS,
            May.SEE_PROGRESS,
            May.SEE_REPORTS,
            May.SEE_CASES,
            May.SEE_PEOPLE,
            May.SEE_RECORDINGS,
            May.SEE_DEVIATIONS,
            May.SEE_THANKS,
            May.REFLECT,
            May.WITHDRAW,
            May.WATCH_VISITS,
            May.RAISE_SAFETY,
            May.VOID,
            May.DECIDE,
            May.READ_NOTES,
            May.SAVE_VIEWS,
            May.SEE_MEETINGS,
            May.FINISH_ACTIONS,
            May.HAVE_CALENDAR,
            May.SEE_INVOLVEMENT,
            May.EXPORT,
            May.SEE_HISTORY,
            May.SEE_SET_UP,
        ],
        Reach.ALL,
    ),
    Role.ADMINISTRATOR: EVERYBODY
    | OUTPUTS
    | PARTNERS
    | dict.fromkeys([May.SEE_UPDATES, May.SEND_UPDATES], Reach.ALL)
    | dict.fromkeys(
        [
            May.GET_LETTERS,
            May.SEE_PROGRESS,
            May.SEE_REPORTS,
            May.SEE_CASES,
            May.SEE_PEOPLE,
            May.SEE_RECORDINGS,
            May.SEE_DEVIATIONS,
            May.SEE_THANKS,
            May.BUY_VOUCHERS,
            May.WITHDRAW,
            May.SAVE_VIEWS,
            May.SEE_MEETINGS,
            May.FINISH_ACTIONS,
            May.HAVE_CALENDAR,
            May.SEE_INVOLVEMENT,
            May.PAY_MEMBERS,
            May.EXPORT,
            May.SEE_HISTORY,
            May.SEE_SET_UP,
            May.SET_UP,
            May.MANAGE_TEAM,
        ],
        Reach.ALL,
    ),
    Role.PPI_LEAD: EVERYBODY
    | OUTPUTS
    | PARTNERS
    | dict.fromkeys([May.SEE_TODAY, May.SEE_PROGRESS], Reach.COUNTS)
    | dict.fromkeys(
        [
            May.GET_LETTERS,
            May.SEE_MEETINGS,
            May.KEEP_MEETINGS,
            May.FINISH_ACTIONS,
            May.HAVE_CALENDAR,
            May.SEE_INVOLVEMENT,
            May.SEE_MEMBERS,
            May.WRITE_PROFILES,
            May.SEE_UPDATES,
            May.WRITE_UPDATES,
            May.REOPEN_UPDATES,
            May.SEND_UPDATES,
        ],
        Reach.ALL,
    ),
    Role.MONITOR: EVERYBODY
    | dict.fromkeys(
        [
            May.SEE_PROGRESS,
            May.SEE_REPORTS,
            May.SEE_CASES,
            May.SEE_PEOPLE,
            May.SEE_RECORDINGS,
            May.SEE_DEVIATIONS,
            May.SEE_THANKS,
            May.SEE_HISTORY,
            May.SEE_SET_UP,
        ],
        Reach.ALL,
    ),
}


def reach(role: str, capability: May) -> Reach | None:
    """Over what the role holds the capability, or None."""
    return POLICY.get(role, {}).get(capability)


def is_at_sites(role: str) -> bool:
    """Whether the role reaches the people of its own sites, so that it matters where it works."""
    return reach(role, May.SEE_PEOPLE) == Reach.OWN


def who_may(capability: May) -> list[Role]:
    """The roles that hold the capability, in the order of Role."""
    return [role for role in Role if reach(role, capability)]
