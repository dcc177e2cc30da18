"""From which day an amendment is in use at which cases: on the pages, in the actions, in the database."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import Amendment, AmendmentUse
from linkstudy.audit.models import Entry
from linkstudy.audit.tests.lifting import sql
from linkstudy.history.tests.pages import sentences
from linkstudy.setup.kinds import KINDS
from linkstudy.setup.tests.answers import WHY, approved, case, new, send, told
from linkstudy.testing.factories import a_case, a_site, ago, an_amendment
from linkstudy.testing.in_the_field import a_delegation, an_amendment_in_use, an_approval
from linkstudy.testing.pages import problems, text_of

pytestmark = pytest.mark.django_db
AMENDMENTS, USES, SITES, CASES = (KINDS[name] for name in ("amendments", "uses", "sites", "cases"))
EARLIER = "It cannot be in use before that day"
INSERT = (
    "INSERT INTO cases_amendmentuse"
    " (slug, amendment_id, case_id, since, recorded_at, version, void_reason)"
)
REST = "recorded_at, 1, '' FROM cases_amendmentuse"


def in_words(page) -> list[tuple[str, str, str]]:
    """(case, since when, where it leads) of the section that goes case by case."""
    items = page.context["sections"][0].items
    return [(label, said.words, said.url) for label, said in items]


def said(refused) -> dict[str, list[str]]:
    return refused.value.message_dict


# Recording


def test_several_cases_are_recorded_at_once_on_the_page_of_the_amendment(office, study):
    amendment, third = an_amendment(), a_case(3)
    address = AMENDMENTS.deed_url(amendment, "use")
    before = Entry.objects.count()

    page = send(office, address, {"cases": [case(1), case(3)], "since": "1/6"})

    assert told(page) == ["It is recorded where SA01 is in use"]
    assert page.redirect_chain == [(AMENDMENTS.url(amendment), 302)]
    assert in_words(page) == [
        ("Case 1", "Since 1 June 2022", "/set-up/uses/1/"),
        ("Case 2", "Not yet", ""),
        ("Case 3", "Since 1 June 2022", "/set-up/uses/2/"),
    ]
    assert [str(use) for use in third.amendment_uses.all()] == ["SA01 at Case 3"]
    assert list(Entry.objects.order_by("seq").values_list("verb", flat=True))[before:] == [
        "use.recorded",
        "use.recorded",
    ]


def test_only_cases_that_are_left_can_be_ticked_until_none_is(office, study):
    amendment = an_amendment()
    an_amendment_in_use(amendment, study.cases[0])
    address = AMENDMENTS.deed_url(amendment, "use")

    form = office.get(address).context["form"]
    again = office.post(address, {"cases": [case(1)], "since": "1/6"})
    send(office, address, {"cases": [case(2)], "since": "1/6"})
    gone = office.get(address, follow=True)

    assert [label for _, label in form.fields["cases"].choices] == ["Case 2: Region 2"]
    assert problems(again)["cases"] == ["Select from the cases shown"]
    assert told(gone) == ["SA01 is not as it was. This is how it stands"]


def test_the_list_counts_the_cases(office, study):
    an_amendment("SA02", submitted_on=ago(9), approved_on=None)
    an_amendment_in_use(an_amendment(), study.cases[1])

    lines = office.get(AMENDMENTS.list_url).context["lines"]

    assert [dict(line.cells)["In use"].words for line in lines] == ["At 1 of 2 cases", "Not yet"]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("amendment", "", "Select the amendment"),
        ("amendment", "999", "Select the amendment"),
        ("cases", [], "Select at least one case"),
        ("cases", ["999"], "Select from the cases shown"),
        ("since", "", "Enter the day from which it is in use"),
        ("since", "15/6", "The date must be today or in the past"),
        ("since", "1 May 2021", f"SA50 was approved on 30 May 2021. {EARLIER}"),
    ],
)
def test_wrong_answer_is_said_beside_its_question(office, study, field, typed, words):
    page = send(office, USES.add_url, new("uses") | {field: typed})

    assert problems(page)[field][0] == words
    assert not AmendmentUse.objects.exists()


def test_what_stands_already_is_said_beside_the_cases(office, study):
    an_amendment_in_use(Amendment.objects.get(pk=approved()), study.cases[0])

    page = send(office, USES.add_url, new("uses"))

    words = "It is in use at Case 1 since 4 June 2022 already. Leave that case out"
    assert problems(page) == {"cases": [words]}


def test_either_all_cases_are_recorded_or_none(study):
    amendment = an_amendment()
    later = a_case(3, opens_on=ago(5))

    with pytest.raises(ValidationError) as refused:
        an_amendment_in_use(amendment, study.cases[0], later)

    words = "Case 3 opens on 9 June 2022. Nothing is in use there before that day"
    assert said(refused) == {"since": [words]}
    assert not AmendmentUse.objects.exists()


def test_somebody_has_to_say_where(study):
    with pytest.raises(ValidationError) as refused:
        actions.use_amendment(amendment=an_amendment(), cases=[], since=ago(1), by=None)

    assert said(refused) == {"cases": ["Select at least one case"]}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"approved_on": None}, "SA01 is not approved yet"),
        (
            {"approved_on": None, "submitted_on": None, "is_substantial": False},
            "SA01 is not submitted yet",
        ),
    ],
)
def test_what_nobody_allowed_is_not_in_use(office, study, facts, words):
    amendment = an_amendment(**facts)

    with pytest.raises(ValidationError) as refused:
        an_amendment_in_use(amendment)
    page = office.get(AMENDMENTS.url(amendment))

    assert said(refused) == {"amendment": [f"{words}. Enter that day among its facts first"]}
    assert "use/" not in [url for _, url in page.context["offered"]]
    assert list(Amendment.objects.usable()) == []


def test_one_that_needs_no_approval_is_in_use_once_it_was_submitted(study):
    amendment = an_amendment(is_substantial=False, approved_on=None, submitted_on=ago(20))

    with pytest.raises(ValidationError) as refused:
        an_amendment_in_use(amendment, since=ago(21))
    use = an_amendment_in_use(amendment, since=ago(20))

    assert said(refused) == {"since": [f"SA01 was submitted on 25 May 2022. {EARLIER}"]}
    assert use.since == amendment.usable_from == ago(20)
    assert list(Amendment.objects.usable()) == [amendment]


def test_nothing_comes_into_use_after_the_site_closed(study):
    actions.close_case(case=study.cases[0], on=ago(20), by=None)
    actions.close_site(site=study.sites[0], on=ago(9), by=None)
    study.cases[0].refresh_from_db()
    closed = type(study.cases[0]).objects.select_related("site").get(pk=study.cases[0].pk)

    with pytest.raises(ValidationError) as refused:
        an_amendment_in_use(an_amendment(), closed, since=ago(8))

    words = "Site 1 closed on 5 June 2022. Nothing comes into use there after that day"
    assert said(refused) == {"since": [words]}
    assert an_amendment_in_use(Amendment.objects.get(), closed, since=ago(9)).since == ago(9)


# Putting right


def test_the_day_is_corrected_with_a_reason_and_by_the_same_rules(office, study):
    use = an_amendment_in_use(an_amendment(), study.cases[0])
    address = USES.deed_url(use, "correct")

    early = send(office, address, WHY | {"since": "1 January 2022"})
    ahead = send(office, address, WHY | {"since": "15/6"})
    page = send(office, address, WHY | {"since": "2/6"})

    words = "Case 1 opens on 15 April 2022. Nothing is in use there before that day"
    assert problems(early) == {"since": [words]}
    assert problems(ahead) == {"since": ["The date must be today or in the past"]}
    assert page.context["row"].since == dt.date(2022, 6, 2)
    assert sentences(office.get(page.context["history"])) == [
        "Use of an amendment corrected",
        "SA01 in use at Case 1: Region 1 from 4 June 2022",
    ]


def test_an_amendment_in_use_is_not_voided_and_its_page_says_so(office, study):
    amendment = an_amendment()
    an_amendment_in_use(amendment, *study.cases)
    address = AMENDMENTS.deed_url(amendment, "void")

    opened = office.get(address)
    page = send(office, address, WHY)

    words = "It is in use at 2 cases. Make that void first, case by case"
    assert [one.words for one in opened.context["against"]] == [words]
    assert 'href="/set-up/uses/1/"' in opened.text
    assert problems(page) == {"__all__": [words]}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"approved_on": "5/6"}, "approved_on"),
        ({"approved_on": ""}, "approved_on"),
        ({"approved_on": "", "is_substantial": "no", "submitted_on": ""}, "submitted_on"),
        ({"approved_on": "", "is_substantial": "no", "submitted_on": "5/6"}, "submitted_on"),
    ],
)
def test_the_day_of_an_approval_stays_before_its_uses(office, study, changed, field):
    amendment = an_amendment()
    an_amendment_in_use(amendment, study.cases[0])

    page = send(office, AMENDMENTS.deed_url(amendment, "correct"), WHY | changed)

    since = "It is in use at Case 1 since 4 June 2022"
    todo = "Enter a day no later than that, or correct that use first"
    assert problems(page) == {field: [f"{since}. {todo}"]}
    same_day = changed | {"approved_on": "4/6", "submitted_on": "1/5/2021"}
    page = send(office, AMENDMENTS.deed_url(amendment, "correct"), WHY | same_day)
    assert page.context["row"].approved_on == dt.date(2022, 6, 4)


def test_a_case_and_a_site_stay_as_long_as_an_amendment_is_in_use_there(study):
    used, site = study.cases[0], study.sites[0]
    actions.close_case(case=used, on=ago(20), by=None)
    an_amendment_in_use(an_amendment(), used)

    with pytest.raises(ValidationError) as gone:
        actions.void_row(row=used, version=2, by=None, **WHY)
    with pytest.raises(ValidationError) as later:
        actions.correct_case(case=used, version=2, opens_on=ago(9), by=None, **WHY)
    with pytest.raises(ValidationError) as closed:
        actions.close_site(site=site, on=ago(11), by=None)

    assert said(gone) == {"__all__": ["1 amendment is in use at this case. Make that void first"]}
    assert said(later) == {
        "opens_on": ["SA01 is in use there since 4 June 2022. The case cannot open after that day"]
    }
    assert said(closed) == {
        "on": ["SA01 at Case 1 is in use since 4 June 2022. The site cannot close before that day"]
    }
    assert actions.close_site(site=site, on=ago(10), by=None).closed_on == ago(10)


def test_a_void_use_stands_again_only_while_it_could_be_recorded(study):
    amendment = an_amendment()
    use = an_amendment_in_use(amendment, study.cases[0])
    gone = actions.void_row(row=use, version=1, by=None, **WHY)
    actions.correct_amendment(
        amendment=amendment, version=1, approved_on=ago(5), reason="Misread", by=None
    )
    amendment.refresh_from_db()

    with pytest.raises(ValidationError) as early:
        actions.restore_row(row=gone, version=2, by=None, **WHY)
    actions.void_row(row=amendment, version=2, by=None, **WHY)
    gone = AmendmentUse.objects.get()
    with pytest.raises(ValidationError) as void:
        actions.restore_row(row=gone, version=2, by=None, **WHY)

    assert said(early) == {"since": [f"SA01 was approved on 9 June 2022. {EARLIER}"]}
    assert said(void)["__all__"] == ["SA01 is void. Restore it first"]


def test_a_use_at_a_void_case_does_not_stand_again(study):
    gone = an_amendment_in_use(an_amendment(), study.cases[0])
    actions.void_row(row=gone, version=1, by=None, **WHY)
    actions.void_row(row=study.cases[0], version=1, by=None, **WHY)

    with pytest.raises(ValidationError) as refused:
        actions.restore_row(row=AmendmentUse.objects.get(), version=2, by=None, **WHY)

    assert said(refused) == {"__all__": ["Case 1: Region 1 is void. Restore it first"]}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases_amendmentuse SET since = '2021-01-01'",
        "UPDATE cases_amendmentuse SET case_id = case_id + 1",
        "UPDATE cases_amendment SET approved_on = '2022-06-05'",
        "UPDATE cases_amendment SET approved_on = NULL",
        "UPDATE cases_amendment SET voided_at = '2022-06-14 08:00:00', void_reason = 'Twice'",
        "UPDATE cases_case SET opens_on = '2022-06-05'",
        "UPDATE cases_case SET voided_at = '2022-06-14 08:00:00', void_reason = 'Twice'",
        "UPDATE cases_site SET closed_on = '2022-06-03'",
        "DELETE FROM cases_amendmentuse",
        f"{INSERT} SELECT '2', amendment_id, case_id, since, {REST}",
        f"{INSERT} SELECT '2', amendment_id, case_id + 1, '2021-01-01', {REST}",
    ],
)
def test_the_database_holds_the_rules(study, change):
    an_amendment_in_use(an_amendment(), study.cases[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        sql(change)


# Who sees it


def about(page) -> str:
    return text_of(page).partition("About this case")[2]


def test_a_case_says_which_amendments_are_in_use_there_and_which_not_yet(login, study):
    an_amendment_in_use(an_amendment("SA01"), study.cases[0])
    an_amendment_in_use(an_amendment("SA02"), study.cases[1])
    an_amendment("SA03", approved_on=None)

    page = login(study.researcher).get("/cases/1/")
    office = login(study.administrator).get("/cases/1/")

    assert "Amendments in use SA01 since 4 June 2022 Not yet in use SA02 History" in about(page)
    assert 'href="/set-up/amendments/1/"' not in page.text
    assert 'href="/set-up/amendments/1/"' in office.text
    assert "SA03" not in page.text
    assert login(study.researcher).get("/cases/2/").status_code == 404


def test_the_history_tells_each_researcher_of_their_own_cases(login, study):
    an_amendment_in_use(an_amendment(), *study.cases)
    client = login(study.researcher)

    own, theirs = client.get("/history/use/1/"), client.get("/history/use/2/")
    of_case = client.get("/history/c1/")

    words = "SA01 in use at Case 1: Region 1 from 4 June 2022"
    assert sentences(own) == [words]
    assert (theirs.status_code, theirs.content) == (404, client.get("/history/use/99/").content)
    assert sentences(of_case)[0] == words
    assert "Case 2" not in text_of(client.get("/history/"))


# A site that something was given for


def test_a_site_with_approvals_or_delegations_is_not_voided(office, study):
    site = a_site(9)
    given, delegated = an_approval(site), a_delegation(site)
    address = SITES.deed_url(site, "void")

    page = send(office, address, WHY)

    assert problems(page) == {
        "__all__": [
            "1 approval or letter of access is for this site. Make it void first",
            "1 line of the delegation log is for this site. Make it void first",
        ]
    }
    assert f'href="{given.get_absolute_url()}"' in page.text
    for row in (given, delegated):
        actions.void_row(row=row, version=1, by=None, **WHY)
    assert told(send(office, address, WHY)) == [f"{site} is void"]
