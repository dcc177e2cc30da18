"""A version begins and ends at each site on a day of its own: the pages of Set up that say so."""

import datetime as dt

import pytest

from cases.models import DocumentVersion, Publication
from linkstudy.audit.models import Entry
from linkstudy.audit.retelling import differing
from linkstudy.setup.kinds import KINDS
from linkstudy.setup.tests.answers import WHY, new, send, site, told
from linkstudy.telling import told as told_events
from linkstudy.testing.factories import (
    a_consent,
    a_draft,
    a_form,
    a_person,
    a_site,
    ago,
    an_amendment,
)
from linkstudy.testing.in_the_field import an_amendment_in_use
from linkstudy.testing.pages import held_by, problems

pytestmark = pytest.mark.django_db
KIND = KINDS["documents"]


def used(page) -> list[tuple[str, str]]:
    """(site, since when) on the page of a version."""
    [found] = [one for one in page.context["sections"] if one.title == "Where it is used"]
    return [(label, said.words.partition(". ")[2]) for label, said in found.items]


def days(document: DocumentVersion) -> dict[int, tuple]:
    """{site: (from when, until when)} of a version."""
    rows = document.publications.standing().order_by("site__number")
    return {number: tuple(rest) for number, *rest in rows.values_list(*NAMES)}


NAMES = ("site__number", "since", "ended_on")


@pytest.fixture
def newer(study) -> DocumentVersion:
    """Version 1.4, in force since 10 June at Site 1 in the place of 1.3."""
    here = study.sites[:1]
    return a_form("1.4", approved_on=ago(10), in_force_from=ago(4), sites=here, replaces=study.form)


def offered(office, row) -> list[str]:
    return [words for words, _ in KIND.offered(office.get(KIND.url(row)).context["row"])]


def test_a_new_version_ends_the_old_one_where_it_is_used_alone(office, study):
    page = send(office, KIND.add_url, new("documents") | {"replaces": str(study.form.pk)})

    assert told(page) == ["Consent form v1.4 is added"]
    assert used(page) == [("Site 1", "Since 10 June 2022")]
    old = office.get(KIND.url(study.form))
    assert used(old) == [
        ("Site 1", "Since 14 June 2021, replaced on 10 June 2022"),
        ("Site 2", "Since 14 June 2021"),
    ]
    assert old.context["state"].words == "In use at some sites since 14 June 2021"
    study.form.refresh_from_db()
    assert (study.form.replaced_on, study.form.version) == (None, 2)
    verbs = Entry.objects.order_by("seq").values_list("verb", flat=True)
    assert list(verbs)[-4:] == [
        "document.approved",
        "publication.made",
        "document.ended",
        "publication.ended",
    ]
    assert list(differing()) == []


def test_a_site_takes_up_an_approved_version_on_its_own_day(office, study, newer):
    opened = office.get(KIND.deed_url(newer, "use"))
    page = send(office, KIND.deed_url(newer, "use"), {"since": "1/7/2022"})

    form = opened.context["form"]
    assert (form["since"].value(), form["sites"].value()) == ("14 June 2022", [site(2)])
    assert form["replaces"].value() == str(study.form.pk)
    assert told(page) == ["It is recorded where Consent form v1.4 is in use"]
    assert used(page) == [("Site 1", "Since 10 June 2022"), ("Site 2", "From 1 July 2022")]
    study.form.refresh_from_db()
    assert study.form.replaced_on == dt.date(2022, 7, 1)  # it was the last site that used it
    assert "Put in use at more sites" not in offered(office, newer)
    assert list(differing()) == []


def test_the_days_of_an_amendment_are_offered_and_bind_nobody(office, study):
    amendment = an_amendment()
    a_site(3)
    an_amendment_in_use(amendment, study.cases[1], since=ago(20))
    form = a_form("1.4", approved_on=ago(30), sites=study.sites[:1], amendment=amendment)

    opened = office.get(KIND.deed_url(form, "use")).context["form"]
    page = send(
        office, KIND.deed_url(form, "use"), {"since": "28/5", "sites": [site(3)], "replaces": ""}
    )

    tiles = [(str(label), label.sub) for _, label in opened.fields["sites"].choices]
    assert tiles == [
        ("Site 2: Region 2", "SA01 is in use there since 25 May 2022"),
        ("Site 3: Region 3", ""),
    ]
    assert (opened["since"].value(), opened["sites"].value()) == ("25 May 2022", [site(2)])
    assert used(page) == [("Site 1", "Since 15 May 2022"), ("Site 3", "Since 28 May 2022")]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            {"since": "1/6"},
            {
                "since": [
                    "Consent form v1.4 was approved on 4 June 2022. It cannot be used before that day"
                ]
            },
        ),
        ({"since": ""}, {"since": ["Enter the day from which it is used there"]}),
        ({"sites": []}, {"sites": ["Select at least one site where it is to be used"]}),
    ],
)
def test_what_no_site_can_take_up_is_said_beside_the_question(office, newer, answers, said):
    assert problems(send(office, KIND.deed_url(newer, "use"), answers)) == said


def test_of_two_who_put_it_in_use_at_the_last_site_one_reads_why_not(office, login, newer):
    clients = [office, login("administrator")]
    pages = [client.get(KIND.deed_url(newer, "use")) for client in clients]
    ticked = {"sites": [site(2)], "since": "14/6"}

    first, second = (
        client.post(KIND.deed_url(newer, "use"), held_by(page, **ticked), follow=True)
        for client, page in zip(clients, pages, strict=True)
    )

    assert told(first) == ["It is recorded where Consent form v1.4 is in use"]
    assert first.context["state"].words == "In use since 10 June 2022"
    assert problems(second) == {
        "sites": ["Something that you selected is no longer offered. Select from what is listed"],
        "replaces": ["That version ends everywhere by now. Select another, or None"],
    }


def test_a_version_is_taken_out_of_use_at_some_sites(office, study):
    where = {"on": "1/7/2022", "where": "some"}
    nowhere = send(office, KIND.deed_url(study.form, "replace"), where)
    page = send(office, KIND.deed_url(study.form, "replace"), where | {"sites": [site(2)]})

    assert problems(nowhere) == {
        "sites": ["Select at least one site where it is no longer to be used"]
    }
    assert used(page) == [
        ("Site 1", "Since 14 June 2021"),
        ("Site 2", "Since 14 June 2021, replaced on 1 July 2022"),
    ]
    rest = office.get(KIND.deed_url(study.form, "replace")).context["form"].fields["sites"].choices
    assert [str(label) for _, label in rest] == ["Site 1: Region 1"]

    last = send(office, KIND.deed_url(study.form, "replace"), {"on": "1/8/2022"})

    assert last.context["state"].words == "In use since 14 June 2021"
    study.form.refresh_from_db()
    assert study.form.replaced_on == dt.date(2022, 8, 1)
    assert "Take out of use" not in offered(office, study.form)


def test_the_list_says_from_when_to_when_a_version_is_used_anywhere(office, study, newer):
    DocumentVersion.objects.filter(pk=newer.pk).update(in_force_from=ago(2))
    Publication.objects.filter(document=newer).update(since=ago(4), ended_on=ago(-3))

    [line] = [
        one for one in office.get(KIND.list_url).context["lines"] if "1.4" in one.first[1].words
    ]

    assert [(label, said.words) for label, said in line.cells[1:]] == [
        ("In force from", "10 June 2022"),
        ("Replaced", "17 June 2022"),
    ]


# Putting days right


def test_the_days_of_a_site_are_put_right_with_a_reason(office, study, newer):
    url = KIND.deed_url(study.form, "correct")
    opened = office.get(url).context["form"]
    own = "Site 1: from 1 March 2022, replaced 12/6\n\nsite 2 - FROM 2 March 2022"

    page = send(office, url, WHY | {"own": own})
    again = office.get(url).context["form"]

    assert opened["own"].value() == "Site 1: replaced on 10 June 2022"
    assert told(page) == ["Consent form v1.3 is corrected"]
    assert days(study.form) == {
        1: (dt.date(2022, 3, 1), ago(2)),
        2: (dt.date(2022, 3, 2), None),
    }
    assert again["own"].value() == (
        "Site 1: from 1 March 2022, replaced on 12 June 2022\nSite 2: from 2 March 2022"
    )
    entries = Entry.objects.order_by("seq").values_list("verb", "reason")
    assert list(entries)[-3:] == [
        ("document.corrected", "Typed wrongly"),
        ("publication.corrected", "Typed wrongly"),
        ("publication.corrected", "Typed wrongly"),
    ]
    assert list(differing()) == []


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ("from 1 July", "Line 1: write the site first, like “Site 5: from 1 July 2022”"),
        (
            "Site 1: since 1 July",
            "Line 1: we do not understand “since 1 July”. Write “from 1 July 2022”",
        ),
        ("Site 1: from then", "Line 1: we do not understand “from then”. Write “from 1 July 2022”"),
        ("Site 1: from 31/2/2022", "Line 1: February 2022 has 28 days. Enter a real date"),
        ("Site 1: from 1/3, from 2/3", "Line 1: “from” is there twice. Leave one"),
        ("Site 1: from 1/3\n1: from 2/3", "Site 1 is there twice. Leave one line"),
        ("Site 3: from 1/3", "It is not used at a Site 3. Tick that site above, or check it"),
        (
            "Site 1: from 2/3, replaced 1/3",
            "It would end at Site 1: Region 1 before it begins there. Check the dates",
        ),
        (
            "Site 1: replaced 1 June 2021",
            "It would end at Site 1: Region 1 before it begins there. Check the dates",
        ),
    ],
)
def test_days_of_a_site_that_cannot_be_are_said_in_words(office, study, own, words):
    page = send(office, KIND.deed_url(study.form, "correct"), WHY | {"own": own})

    assert problems(page) == {"own": [words]}
    assert page.context["form"]["own"].value() == own


def test_lines_wait_until_the_rest_is_answered(office, study):
    page = send(
        office, KIND.deed_url(study.form, "correct"), {"own": "Site 9: from 1/3", "reason": ""}
    )

    assert problems(page) == {"reason": ["Enter why it was wrong"]}


def test_two_administrators_see_the_days_that_each_of_them_typed(office, login, study):
    url = KIND.deed_url(study.form, "correct")
    opened = office.get(url)
    send(login("administrator"), url, WHY | {"own": "Site 2: from 1 March 2022"})

    page = office.post(url, held_by(opened) | WHY | {"own": "Site 2: from 2 March 2022"})

    assert page.context["form"].stale == [
        (
            "Sites with days of their own",
            "Site 2: from 1 March 2022",
            "Site 2: from 2 March 2022",
        )
    ]


def test_what_somebody_signed_there_keeps_a_site_to_days_that_hold_it(office, study):
    person = a_person(study.cases[0])
    a_consent(person, document=study.form, given_on=ago(4))
    url = KIND.deed_url(study.form, "correct")

    late = send(office, url, WHY | {"own": "Site 1: from 11/6"})
    early = send(office, url, WHY | {"own": "Site 1: replaced 10/6"})
    right = send(office, url, WHY | {"own": "Site 1: from 10/6, replaced 11/6\nSite 2: from 11/6"})

    signed = "C1-PT-01 signed it"
    assert problems(late) == {
        "own": [f"{signed} at Site 1: Region 1 on 10 June 2022. It cannot begin there later"]
    }
    assert problems(early) == {
        "own": [f"{signed} on 10 June 2022. It can be replaced from 11 June 2022"]
    }
    assert told(right) == ["Consent form v1.3 is corrected"]


def test_no_day_is_put_right_to_one_before_the_approval_or_the_site(office, study):
    page = send(
        office, KIND.deed_url(study.form, "correct"), WHY | {"own": "Site 1: from 1 June 2021"}
    )

    assert problems(page) == {
        "own": [
            "Consent form v1.3 was approved on 14 June 2021. It cannot be used before that day",
            "Site 1: Region 1 opened on 14 June 2021. Nothing is used there before that day",
        ]
    }


# Sites that open


def test_a_site_that_opens_uses_the_newest_versions_from_that_day(office, study, newer):
    opened = office.get(KINDS["sites"].add_url).context["form"]
    page = send(office, KINDS["sites"].add_url, new("sites") | {"opened_on": "12/6"})

    assert opened["documents"].value() == [str(newer.pk)]
    assert days(newer) == {1: (None, None), 7: (ago(2), None)}
    [section] = [one for one in page.context["sections"] if one.title == "Documents in use"]
    assert [said.words for _, said in section.items] == ["Consent form v1.4. Since 12 June 2022"]


def test_what_a_site_took_up_on_opening_moves_with_that_day(office, study, newer):
    send(office, KINDS["sites"].add_url, new("sites") | {"opened_on": "12/6"})
    url = KINDS["sites"].deed_url(KINDS["sites"].find("7"), "correct")

    send(office, url, WHY | {"opened_on": "13/6"})
    later = days(newer)
    send(office, url, WHY | {"opened_on": "1/6"})

    assert (later[7], days(newer)[7]) == ((ago(1), None), (None, None))
    assert list(differing()) == []


def test_a_site_opens_before_what_it_took_up_on_a_day_of_its_own(office, study, newer):
    there = a_site(3)
    send(office, KIND.deed_url(newer, "use"), {"since": "12/6", "sites": [str(there.pk)]})

    page = send(office, KINDS["sites"].deed_url(there, "correct"), WHY | {"opened_on": "13/6"})

    words = "Consent form v1.4 is used there from 12 June 2022. The site cannot open after that"
    assert problems(page) == {"opened_on": [words]}


def test_a_draft_is_put_in_use_nowhere(office, study):
    assert "Put in use at more sites" not in offered(office, a_draft("1.9"))


# The history


def told_of(reader, verb: str) -> list[tuple[str, str]]:
    """What the history says beside the sentence of the last such entry."""
    [event] = told_events(reader, [Entry.objects.filter(verb=verb).latest("seq")], lambda ids: {})
    return [(one.label, one.new) for one in event.details]


def test_the_history_names_the_sites_and_their_days(office, study, newer):
    send(office, KIND.deed_url(newer, "use"), {"since": "12/6", "replaces": ""})
    send(office, KIND.deed_url(newer, "correct"), WHY | {"own": "Site 2: from 13/6"})

    reader = study.administrator
    there = "consent form v1.4, Site 2: Region 2"
    assert told_of(reader, "document.published") == [
        ("In use", "consent form v1.4 at Site 2: Region 2 from 12 June 2022")
    ]
    assert told_of(reader, "document.ended") == [
        ("No longer in use", "consent form v1.3, Site 1: Region 1 from 10 June 2022")
    ]
    assert told_of(reader, "document.corrected") == [
        ("Days corrected", f"{there} from 13 June 2022"),
        ("Why", "Typed wrongly"),
    ]
    assert told_of(reader, "publication.ended") == []
