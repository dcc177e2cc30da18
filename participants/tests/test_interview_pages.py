"""Logging, booking and taking back, as pages."""

from linkstudy.testing.factories import a_booking, a_consent, a_person, a_study


def test_smoke(login, study_clock):
    study_clock("2022-06-14 09:12")
    study = a_study()
    person = a_person(study.cases[0])
    a_consent(person)
    a_booking(person, by=study.researcher)
    page = login(study.researcher).get("/interviews/log/")
    print(page.content.decode())
    assert page.status_code == 200
