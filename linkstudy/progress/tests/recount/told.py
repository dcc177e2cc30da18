"""Short histories, told step by step: between them, they tell every mutant from the right reckoning."""

import datetime as dt
from collections.abc import Callable

from linkstudy.progress.tests.recount.leaving import History
from linkstudy.progress.tests.recount.taking_part import ALL

DAY = dt.date(2023, 5, 31)
EIGHT, NINE, NIGHT = dt.time(8), dt.time(9), dt.time(23, 59)


def withdraws(history: History) -> None:
    """Agreed at 8, withdrew at 9 the day after, and the form of an earlier day turns up."""
    history.pass_a_night()
    history.withdraw(1, 0, NINE, "no_contact")
    history.agree(1, 1, EIGHT, ALL, 0)


def withdraws_from_a_wrong_hour(history: History) -> None:
    """The withdrawal is written down for an hour before they agreed."""
    history.withdraw(1, 0, dt.time(0), "keep")


def withdraws_once_recorded(history: History) -> None:
    """All is to go, on the day of the interview, whose hour nobody noted; and is not after all."""
    history.interview(1, 0, None, "first", "audio", False)
    history.record_step(0, 0, 0)
    history.withdraw(1, 0, NIGHT, "remove_all")
    history.pass_a_night()
    history.take_back("withdrawal", 0)
    history.pass_a_night()
    history.take_back("step", 0)


def changes_their_mind(history: History) -> None:
    """Agrees to less, later that day; another is interviewed again without a first time."""
    history.agree(1, 0, NINE, ["results"], 0)
    history.agree(0, 0, EIGHT, ALL, 0)
    history.interview(0, 0, NINE, "follow_up", "notes", False)


def is_booked_twice(history: History) -> None:
    """And nothing is void that could be restored."""
    history.restore("consent", 0)
    history.book(1, 5, NINE, "first")
    history.book(1, 1, None, "follow_up")
    history.pass_a_night()
    history.interview(1, 0, EIGHT, "follow_up", "notes", False)


def is_lost_and_found(history: History) -> None:
    history.interview(1, 0, NINE, "first", "notes", False)
    history.say_no(1, 0, "no_reply", False)
    history.pass_a_night()
    history.agree(1, 0, NINE, ALL, 0)


def does_not_answer(history: History) -> None:
    """Three tries in vain, an answer, three more, and the case closes."""
    for outcome in ("no_answer", "voicemail", "no_answer", "reached", "no_answer"):
        history.contact(0, 0, None, outcome, False)
        history.pass_a_night()
    for _ in range(2):
        history.contact(0, 0, None, "no_answer", False)
    history.close_case()


def is_left_without_a_day(history: History) -> None:
    history.say_no_day(1)


def hears_of_a_new_sheet(history: History) -> None:
    """Three versions in turn, one of them for patients, and the study's end."""
    history.agree(0, 0, EIGHT, ["interview"], 0)
    history.interview(0, 0, NINE, "first", "notes", False)
    history.add_person("HP", "replied", 0)
    history.agree(2, 0, EIGHT, ["interview"], 0)
    history.pass_a_night()
    history.publish("information", "", True, 0, "both")
    history.publish("information", "PT", False, 0, "here")
    history.pass_a_night()
    history.tell(0, 0, 0)
    history.interview(2, 0, NINE, "first", "notes", False)
    history.pass_days(366)
    history.pass_days(366)


def goes_all_the_way(history: History) -> None:
    """A recording goes to its end; they agree to less, sign no new form, and did not withdraw."""
    history.interview(1, 0, EIGHT, "first", "audio", False)
    history.record_steps(0, 9)
    history.agree(1, 0, NINE, ["results"], 0)
    history.pass_a_night()
    history.publish("consent", "", True, 0, "both")
    history.withdraw(1, 0, NIGHT, "remove_unanalysed")
    history.pass_a_night()
    history.take_back("withdrawal", 0)


def fills_in(history: History) -> None:
    """Two are late, in turn; another, which is late too, is of somebody who agrees to less since."""
    history.add_person("PT", "replied", 0)
    history.agree(2, 0, EIGHT, ALL, 0)
    for which in (1, 2):
        history.interview(which, 0, NINE, "first", "notes", False)
    history.hand_out(1, 0, "first", 0, 1)
    history.hand_out(1, 0, "follow_up", 0, 0)
    history.hand_out(2, 0, "first", 0, 0)
    history.hand_out(2, 0, "follow_up", 0, 14)
    history.settle(3, "back", 0)
    history.pass_a_night()
    history.agree(2, 0, NINE, ["interview"], 0)
    history.pass_a_night()


def leaves_with_some(history: History) -> None:
    """One withdraws; another, of whom one came back, says no to the follow-up and wants to hear no more."""
    history.add_person("PT", "replied", 0)
    history.agree(2, 0, EIGHT, ALL, 0)
    for which in (1, 2):
        history.hand_out(which, 0, "first", 0, 0)
    history.interview(2, 0, NINE, "first", "notes", False)
    history.hand_out(2, 0, "follow_up", 0, 14)
    history.settle(2, "back", 0)
    history.pass_a_night()
    history.withdraw(1, 1, NINE, "keep")
    history.say_no(2, 1, "busy", False)
    history.pass_a_night()


def uses_versions_on_days_of_its_own(history: History) -> None:
    """The sheet goes on here when another takes its place elsewhere; later that one is taken up here,
    on a day before they agreed, which is put right; and a form ends here alone."""
    history.agree(0, 0, EIGHT, ["interview"], 0)
    history.pass_days(7)
    history.publish("information", "", True, 3, "elsewhere")
    history.pass_a_night()
    history.take_up("information", 1, "here", 0, True)
    history.pass_a_night()
    history.correct_days("information", 1, 2, None)
    history.pass_a_night()
    history.publish("consent", "", True, 0, "here")
    history.pass_a_night()


def ends_a_version_elsewhere(history: History) -> None:
    """Beside another one, it goes on here."""
    history.agree(0, 0, EIGHT, ["interview"], 0)
    history.pass_a_night()
    history.publish("information", "", False, 0, "here")
    history.end_version("information", 0, "elsewhere")
    history.pass_a_night()


TOLD: list[Callable[[History], None]] = [
    withdraws,
    withdraws_from_a_wrong_hour,
    withdraws_once_recorded,
    changes_their_mind,
    is_booked_twice,
    is_lost_and_found,
    does_not_answer,
    is_left_without_a_day,
    hears_of_a_new_sheet,
    goes_all_the_way,
    fills_in,
    leaves_with_some,
    uses_versions_on_days_of_its_own,
    ends_a_version_elsewhere,
]
