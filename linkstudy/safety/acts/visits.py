"""What the pages say that end a visit or put its end off."""

import datetime as dt

from linkstudy import clock
from linkstudy.corrections import Act, Effect
from linkstudy.safety.models import Visit
from linkstudy.words import clock_words, in_london

OVER = "This visit is over already"


def lead(visit: Visit) -> str:
    """Asha Patel, in Case 5, expected back at 4:30pm."""
    until = clock_words(in_london(visit.expected_at).time())
    return f"{visit.researcher}, in Case {visit.case_number}, expected back at {until}"


def now() -> dt.time:
    return in_london(clock.study_now()).time().replace(second=0, microsecond=0)


def back(visit: Visit, *, is_own: bool) -> Act:
    """One button, in the words of whoever presses it."""
    seen = "" if is_own else "Say so only once you have heard from them"
    return Act(
        heading="Are you back?" if is_own else f"Is {visit.researcher} back?",
        lead=lead(visit),
        button="I am back" if is_own else "They are back",
        done="The visit is over",
        back=visit.get_absolute_url(),
        crumbs=[(str(visit), visit.get_absolute_url())],
        effects=[Effect(f"{visit.buddy} and the principal investigators see nothing more of it")],
        note=seen,
        refused=OVER if visit.back_at else "",
    )


def later(visit: Visit) -> Act:
    return Act(
        heading="Back at another time",
        lead=lead(visit),
        button="Save",
        done="The time is changed",
        back=visit.get_absolute_url(),
        crumbs=[(str(visit), visit.get_absolute_url())],
        effects=[Effect(f"{visit.buddy} is shown the new time, and that you are late after it")],
        refused=OVER if visit.back_at else "",
    )
