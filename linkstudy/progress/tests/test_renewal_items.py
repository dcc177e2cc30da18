"""Consents to renew among what needs attention."""

import datetime as dt

import pytest

from cases.actions import approve_document
from linkstudy.clock import LONDON, telling
from linkstudy.progress.renewals import renewal_items
from linkstudy.testing.factories import a_consent, a_form, a_person, ago
from participants.vocabulary import Need

pytestmark = pytest.mark.django_db


def test_day_counts_the_consents_of_ones_own_people_and_leads_to_the_list(login, study):
    with telling(dt.datetime(2022, 5, 10, 9, tzinfo=LONDON)):
        old = a_form("1.0", sites=study.sites)
        for case in [*study.cases, study.cases[0]]:
            person = a_person(case, replied_on=ago(9))
            a_consent(person, given_on=ago(0), document=old)
    approve_document(
        kind="consent",
        number="2.0",
        approved_on=ago(2),
        sites=study.sites,
        replaces=old,
        by=None,
    )

    def said(reader):
        items = login(reader).get("/").context["page"].items
        return [(one.words, one.url) for one in items if "renew" in one.words]

    words = "Consents to renew: {} people are to sign a new version"
    assert said(study.researcher) == [(words.format(2), "/consents/renew/")]
    assert said(study.pi) == [(words.format(3), "/consents/renew/")]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, []),
        ({Need.FINISHED: 9}, []),
        ({Need.SIGN: 1}, ["1 person is to sign a new version"]),
        ({Need.TELL: 1}, ["1 is to be told of one"]),
        (
            {Need.SIGN: 1200, Need.TELL: 3},
            ["1,200 people are to sign a new version and 3 are to be told of one"],
        ),
    ],
)
def test_what_is_to_be_done_is_said_in_one_line(counts, said):
    found = [one.words for one in renewal_items(counts)]

    assert found == [f"Consents to renew: {words}" for words in said]
