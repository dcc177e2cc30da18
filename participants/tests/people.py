"""People whom several tests look at."""

from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_refusal,
    a_withdrawal,
    ago,
    an_interview,
)


def everybody(study):
    """Somebody of each status in case 1, by status."""
    case = study.cases[0]
    people = {
        "invited": a_person(case, invited_on=ago(10)),
        "deciding": a_person(case, group="VS"),
        "consented": a_person(case, group="HP"),
        "booked": a_person(case),
        "interviewed": a_person(case),
        "declined": a_person(case),
        "not_eligible": a_person(case),
        "withdrew": a_person(case),
    }
    a_consent(people["consented"])
    a_booking(people["booked"])
    an_interview(people["interviewed"])
    a_refusal(people["declined"])
    a_refusal(people["not_eligible"], reason="not_eligible")
    a_withdrawal(people["withdrew"])
    return people
