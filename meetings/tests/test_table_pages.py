"""The pages of groups and their members: who sees what, and what is typed wrongly."""

import pytest

from linkstudy.audit.models import Entry
from linkstudy.identities.service import details, unseal
from linkstudy.testing.factories import a_study, a_user, ago
from linkstudy.testing.pages import held_by, problems, text_of
from linkstudy.testing.tables import a_group, a_member, a_naming
from meetings import actions
from meetings.models import Group, Member, Naming

JOINS = {"seat": "public", "user": "", "joined_on": "1/6", "needs": ["post", "captions"]}


@pytest.fixture
def study():
    return a_study()


@pytest.fixture
def client(study, login):
    """The PPI lead."""
    return login(study.ppi)


def said(page) -> list[str]:
    return [str(one) for one in page.context["messages"]]


def test_a_group_and_its_first_member_are_added(client, study):
    assert "No group yet. Add the first one" in text_of(client.get("/meetings/"))
    assert held_by(client.get("/meetings/add/"))["kind"] == ""
    answers = {"kind": "ppi", "name": "PPI group", "purpose": "To say what matters"}
    page = client.post("/meetings/add/", answers, follow=True)

    assert page.redirect_chain == [("/meetings/ppi-group/", 302)]
    assert said(page) == ["PPI group is added. Say who sits there next"]
    assert "Nobody sits there yet. Add the first member" in text_of(page)
    assert "Close it Take it back" in text_of(page)
    assert "What people asked for Nothing so far." in text_of(page)

    page = client.post("/meetings/ppi-group/members/add/", JOINS, follow=True)
    assert page.redirect_chain == [("/meetings/ppi-group/members/1/", 302)]
    assert said(page) == ["Public contributor 1 is in the PPI group"]
    assert "Needs to take part Captions, papers by post" in text_of(page)
    assert "Nobody has asked them yet. Until they agree, they are called" in text_of(page)
    page = text_of(client.get("/meetings/ppi-group/"))
    assert "Take it back" not in page
    assert "Captions (1 person), papers by post (1 person)." in page
    assert "Public contributor 1 1 June 2022 Captions, papers by post Not asked" in page


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (
            {"seat": "", "joined_on": "31/6"},
            {
                "seat": ["Select as what they sit there"],
                "joined_on": ["June has 30 days. Enter a real date"],
            },
        ),
        ({"joined_on": "15/6"}, {"joined_on": ["The day must be today or in the past"]}),
        ({"needs": ["tea"]}, {"needs": ["Select what they need"]}),
        ({"user": "9999"}, {"user": ["Select somebody of the study team"]}),
    ],
)
def test_what_is_wrong_about_a_member_is_said_beside_it(client, answers, words):
    a_group()
    page = client.post("/meetings/ppi-group/members/add/", JOINS | answers)

    assert problems(page) == words
    assert Member.objects.count() == 0


def test_a_group_is_put_right_closed_reopened_taken_back_and_restored(client):
    group = a_group("PPI grup")
    url = "/meetings/ppi-grup/"

    def send(act: str, **answers) -> list[str]:
        page = client.get(f"{url}{act}/")
        done = client.post(f"{url}{act}/", held_by(page, **answers), follow=True)
        assert done.redirect_chain == [(url, 302)]
        return said(done)

    assert send("correct", name="PPI group", why="A slip of mine") == ["PPI grup is corrected"]
    assert send("close", on="13/6") == ["PPI group is closed"]
    assert "Last day 13 June 2022" in text_of(client.get(url))
    assert send("reopen", reason="It meets again") == ["PPI group is open again"]
    assert send("void", reason="Entered twice") == ["PPI group is void"]
    assert "Entered twice" in text_of(client.get(url))
    assert send("restore", reason="It was right") == ["PPI group is restored"]
    group.refresh_from_db()
    assert (group.version, group.closed_on, group.voided_at) == (6, None, None)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("correct", "The group is void. Restore it first"),
        ("close", "The group is void. Restore it first"),
        ("reopen", "This group is not closed"),
        ("void", "This group is already void"),
    ],
)
def test_a_void_group_is_restored_before_anything_else(client, study, act, words):
    group = a_group()
    actions.void_group(group=group, version=1, reason="Entered twice", by=study.ppi)

    page = client.get(f"/meetings/ppi-group/{act}/", follow=True)

    assert (page.redirect_chain, said(page)) == ([("/meetings/ppi-group/", 302)], [words])


def test_what_cannot_be_done_to_a_group_is_said_before_it_is_tried(client, study):
    member = a_member()
    closed = a_group("Old group")
    actions.close_group(group=closed, version=1, on=ago(1), by=study.ppi)

    for url, words in [
        (
            "/meetings/ppi-group/void/",
            "This group has members. Void those who never sat in it, or close the group instead",
        ),
        ("/meetings/old-group/close/", "This group closed on 13 June 2022"),
        ("/meetings/ppi-group/restore/", "This group is not void any more"),
        ("/meetings/ppi-group/members/1/rejoin/", ""),
    ]:
        page = client.get(url.replace("rejoin", "return"), follow=True)
        assert said(page) == [words or "They have not left the group"]
    assert member.group.name == "PPI group"


def test_a_member_changes_leaves_returns_and_is_taken_back(client):
    a_member(needs=["captions"])
    url = "/meetings/ppi-group/members/1/"

    def send(act: str, **answers) -> list[str]:
        page = client.get(f"{url}{act}/")
        done = client.post(f"{url}{act}/", held_by(page, **answers), follow=True)
        assert done.redirect_chain == [(url, 302)]
        return said(done)

    assert send("change", needs=["breaks"], chairs="on") == ["Saved: Public contributor 1"]
    assert "Chairs the group" in text_of(client.get("/meetings/ppi-group/"))
    done = send("correct", seat="other", why="Misheard at the door")
    assert done == ["Public contributor 1 is corrected"]
    assert send("leave", left_on="13/6") == ["Member 1 has left the group"]
    assert "Left on 13 June 2022." in text_of(client.get(url))
    assert "Who sat there before" in text_of(client.get("/meetings/ppi-group/"))
    assert send("return", reason="They are back") == ["Member 1 is in the group again"]
    assert send("void", reason="Pat never came") == ["Member 1 is void"]
    assert "Pat never came" in text_of(client.get(url))
    assert send("restore", reason="Pat did come") == ["Member 1 is restored"]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("change", "This member is void. Restore them first"),
        ("correct", "This member is void. Restore them first"),
        ("leave", "This member is void. Restore them first"),
        ("return", "They have not left the group"),
        ("void", "This member is already void"),
    ],
)
def test_a_void_member_is_restored_before_anything_else(client, study, act, words):
    actions.void_member(member=a_member(), version=1, reason="A mistake", by=study.ppi)
    page = client.get(f"/meetings/ppi-group/members/1/{act}/", follow=True)

    assert said(page) == [words]


def test_who_has_left_is_not_asked_to_leave(client, study):
    member = a_member()
    actions.leave_group(member=member, version=1, left_on=ago(2), by=study.ppi)

    page = client.get("/meetings/ppi-group/members/1/leave/", follow=True)
    assert said(page) == ["They left on 12 June 2022"]
    page = client.get("/meetings/ppi-group/members/1/restore/", follow=True)
    assert said(page) == ["This member is not void any more"]


def test_somebody_who_left_the_team_stays_the_account_of_their_seat(client, study):
    gone = a_user("researcher", name="Gone Example")
    a_member(user=gone, seat="researcher")
    gone.ends_on = ago(1)
    gone.save()

    page = client.get("/meetings/ppi-group/members/1/correct/")

    assert held_by(page)["user"] == str(gone.number)
    offered = [str(label) for _, label in page.context["form"].fields["user"].choices]
    assert (offered[0], offered[-1]) == ("They have none", "Gone Example")


# Who they are


def test_contact_details_are_shown_once_for_a_reason_that_is_kept(client, study):
    member = a_member()
    url = "/meetings/ppi-group/members/1/contact/"
    page = client.get(f"{url}change/")
    answers = held_by(page, name="Pat Example", phone="07700 900456")
    page = client.post(f"{url}change/", answers, follow=True)
    assert said(page) == ["Contact details of Public contributor 1 saved"]
    assert details(member.person) == {"name": "Pat Example", "phone": "07700 900456"}
    assert [
        one for one in ("Pat", "07700") if one in client.get(f"{url}change/").content.decode()
    ] == []

    assert problems(client.post(url, {"reason": ""})) == {
        "reason": ["Enter why you need their contact details"]
    }
    page = client.post(url, {"reason": "To send the papers"})
    assert "What we keep Name Pat Example Phone 07700 900456" in text_of(page)
    assert page.headers["Refresh"] == f"300; url={url}"
    entry = Entry.objects.latest("seq")
    assert (entry.verb, entry.about) == ("identity.revealed", "member ppi-group-1")
    assert unseal(member.person, "identity.reveal", entry.reason) == "To send the papers"


def test_nothing_kept_is_said(client):
    a_member()
    page = client.post("/meetings/ppi-group/members/1/contact/", {"reason": "To send papers"})

    assert "Nothing is kept yet. Add what you need to reach them ." in text_of(page)


# Where they may be named


def test_an_answer_about_being_named_is_written_corrected_taken_back_and_restored(client):
    a_member()
    url = "/meetings/ppi-group/members/1/"
    page = client.get(f"{url}named/add/")
    answers = held_by(page, places=["minutes", "updates"], known_as="Pat Example")
    page = client.post(f"{url}named/add/", answers, follow=True)
    assert said(page) == ["Saved: what Public contributor 1 says about being named"]
    assert "In minutes and updates , as Pat Example." in text_of(page)

    page = client.get(f"{url}named/1/correct/")
    assert "Pat Example" not in page.content.decode()
    answers = held_by(page, places=["updates"], why="Misheard at the door")
    page = client.post(f"{url}named/1/correct/", answers, follow=True)
    assert said(page) == ["The answer is corrected"]
    assert "In updates , as Pat Example." in text_of(page)

    for act, words, shown in [
        ("void", "The answer is void", "Nobody has asked them yet."),
        ("restore", "The answer is restored", "In updates , as Pat Example."),
    ]:
        page = client.get(f"{url}named/1/{act}/")
        answers = held_by(page, reason="Said by another")
        page = client.post(f"{url}named/1/{act}/", answers, follow=True)
        assert said(page) == [words]
        assert shown in text_of(page)


def test_a_no_is_an_answer_and_needs_no_name(client):
    member = a_member()
    a_naming(member)
    url = "/meetings/ppi-group/members/1/"
    page = client.post(f"{url}named/add/", {"on": "14/6"}, follow=True)

    assert "Where they may be named Nowhere." in text_of(page)
    assert "Pat Example" not in text_of(page)
    assert "Nowhere" in text_of(client.get("/meetings/ppi-group/"))
    page = client.get(f"{url}named/2/correct/")
    answers = held_by(page, places=["minutes"], why="It was a yes")
    words = {"known_as": ["Enter the name that they want to be printed"]}
    assert problems(client.post(f"{url}named/2/correct/", answers)) == words
    done = client.post(f"{url}named/2/correct/", answers | {"known_as": "Pat E."}, follow=True)
    assert "In minutes , as Pat E." in text_of(done)


def test_a_yes_needs_a_name(client):
    a_member()
    answers = {"on": "14/6", "places": ["minutes"], "known_as": ""}
    page = client.post("/meetings/ppi-group/members/1/named/add/", answers)

    assert problems(page) == {"known_as": ["Enter the name that they want to be printed"]}
    assert Naming.objects.count() == 0


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("correct", "This answer is void. Restore it before you correct it"),
        ("void", "This answer is already void"),
    ],
)
def test_a_void_answer_is_restored_before_anything_else(client, study, act, words):
    row = a_naming()
    actions.void_naming(naming=row, version=1, reason="Said by another", by=study.ppi)

    page = client.get(f"/meetings/ppi-group/members/1/named/1/{act}/", follow=True)
    assert said(page) == [words]


def test_a_standing_answer_is_not_restored(client):
    a_naming()
    page = client.get("/meetings/ppi-group/members/1/named/1/restore/", follow=True)

    assert said(page) == ["This answer is not void any more"]


def test_who_corrects_what_somebody_corrected_meanwhile_is_shown_both(client, study):
    row = a_naming()
    url = "/meetings/ppi-group/members/1/named/1/correct/"
    typed = held_by(client.get(url), places=["publications"], why="Misheard at the door")
    actions.correct_naming(
        naming=row,
        version=1,
        why="A slip of mine",
        on=ago(9),
        places=["minutes"],
        known_as="Pat E.",
        by=a_user("ppi", name="Other Lead"),
    )

    page = client.post(url, typed)

    assert page.context["form"].stale == [
        ("Where do they agree to be named?", "Minutes", "Publications"),
        ("Which name shall be printed?", "Changed, not shown here", "As you typed it"),
        ("When did they say so?", "5 June 2022", "4 June 2022"),
    ]
    assert "Pat E." not in page.content.decode()
    answers = held_by(page)
    assert client.post(url, answers).status_code == 302


def test_who_corrects_a_day_that_somebody_corrected_meanwhile_is_shown_the_day_alone(client, study):
    row = a_naming()
    url = "/meetings/ppi-group/members/1/named/1/correct/"
    typed = held_by(client.get(url), on="5/6", why="Misheard at the door")
    facts = {"places": ["minutes", "updates"], "why": "A slip of mine", "by": study.ppi}
    actions.correct_naming(naming=row, version=1, on=ago(8), **facts)

    page = client.post(url, typed)

    said = ("When did they say so?", "6 June 2022", "5 June 2022")
    assert page.context["form"].stale == [said]


# Who sees it


def test_a_researcher_sees_the_groups_in_which_they_sit(login, study):
    a_member(a_group("PPI group"), user=study.researcher, seat="researcher")
    a_member(a_group("Advisory group"), needs=["captions"])
    client = login(study.researcher)

    assert "Advisory" not in text_of(client.get("/meetings/"))
    page = text_of(client.get("/meetings/ppi-group/"))
    assert "Ann Example" in page
    assert [word for word in ("Needs", "May be named", "Put it right") if word in page] == []
    assert client.get("/meetings/advisory-group/").status_code == 404
    assert "You sit in no group yet." in text_of(login(study.researcher2).get("/meetings/"))


def test_who_reads_sees_counts_and_no_persons_needs(login, study):
    a_member(needs=["captions"])
    a_member(needs=["captions"])
    actions.void_group(group=a_group("No group"), version=1, reason="Twice", by=study.ppi)
    for reader in (study.pi, study.administrator):
        page = text_of(login(reader).get("/meetings/ppi-group/"))
        assert "What people asked for Captions (2 people)." in page
        assert [word for word in ("Needs", "May be named", "Take it back") if word in page] == []
        assert login(reader).get("/meetings/ppi-group/members/1/").status_code == 403
    assert "No group" in text_of(login(study.pi).get("/meetings/"))
    assert login(study.monitor).get("/meetings/").status_code == 403
    assert Group.objects.visible_to(study.monitor).count() == 0
