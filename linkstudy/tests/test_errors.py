"""What went wrong, in our own words. Tests without `db` show that a page needs no database."""

import re
from urllib.parse import unquote

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.test import Client, RequestFactory

from linkstudy import errors
from linkstudy.accounts.access import Refused
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Role
from linkstudy.testing.factories import a_user

TOO_BIG = 4 * 1024 * 1024 + 1


def heading(response):
    return re.search("<h1>(.*?)</h1>", response.text)[1]


def sentences(response):
    """The text of the page between header and footer."""
    inside = response.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub("<[^>]+>", " ", inside.partition(">")[2]).split())


def get(path="/participants/c5-pt-03/"):
    return RequestFactory().get(path)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "We could not read that"),
        (403, "You cannot open this page"),
        (404, "Page not found"),
        (405, "This page does not work that way"),
        (413, "That is too much to send at once"),
        (429, "Too many tries"),
        (500, "Sorry, there is a problem"),
        (503, "linkstudy is very busy"),
    ],
)
def test_every_status_has_a_page(status, words):
    response = errors.page(get(), status)

    assert (response.status_code, heading(response)) == (status, words)
    assert f"<title>{words} – linkstudy</title>" in response.text


def test_a_page_says_when_its_data_is_an_example(settings):
    settings.IS_DEMO = True

    assert "Example data." in errors.page(get(), 404).text


def test_a_reference_to_quote_is_in_the_log(caplog):
    response = errors.bad_request(get(), SuspiciousOperation("secret words"))

    code = re.search("reference <b>([0-9A-F]{6})</b>", response.text)[1]
    assert caplog.messages == [f"Reference {code}: answered 400"]
    assert "secret" not in response.text


def test_more_than_we_take_is_said_with_the_limit():
    response = errors.bad_request(get(), RequestDataTooBig("too big"))

    assert response.status_code == 413
    assert "The most we can take in one go is 4MB." in sentences(response)


def test_a_refused_page_says_which_roles_can(caplog):
    request = get()
    request.user = User(pk=7)

    response = errors.forbidden(request, Refused(May.LOG_INTERVIEW))

    assert caplog.messages == ["Refused: person 7 may not log interviews"]

    assert "Your role does not let you log interviews. These roles can: Researcher." in sentences(
        response
    )


def test_a_stranger_with_half_an_address_is_told_to_look_for_the_rest(client, login, study):
    lost = "/updates/read/half/"
    typed = "Page not found If you typed the address, check it."

    assert sentences(client.get(lost)) == (
        f"{typed} If you followed a link in a letter, check that all of it is there. Go to linkstudy"
    )
    assert sentences(login(study.researcher).get(lost)) == (
        f"{typed} If you followed a link, what it led to may have moved, or may belong to a site that"
        " is not yours. Go to Today"
    )


def test_a_page_refused_for_another_reason_names_no_role():
    assert sentences(errors.forbidden(get(), PermissionDenied())) == (
        "You cannot open this page If you need this for your work, ask an administrator:"
        " administrators give people their roles. Go to linkstudy"
    )


def test_somebody_refused_learns_whom_to_ask(login, db):
    a_user(Role.ADMINISTRATOR, name="Chris Example")

    page = login(Role.MONITOR).get("/interviews/log/")

    assert "ask Chris Example: administrators give people their roles." in sentences(page)


@pytest.mark.parametrize(
    ("address", "status"),
    [("/nothing/", 404), ("/cases/79/", 404), ("/interviews/log/", 403), ("/account/logout/", 200)],
)
def test_somebody_signed_in_keeps_the_way_around(login, db, address, status):
    page = login(Role.MONITOR).get(address)

    menu = page.text.partition('<nav class="wide-nav"')[2].partition("</nav>")[0]
    assert page.status_code == status
    links = re.findall('href="([^"]+)"', menu)
    assert links[:4] == ["/", "/progress/", "/cases/", "/participants/"]
    assert ("Sign out" in page.text, "aria-current" in menu) == (status == 200, False)


def test_way_around_an_error_page_asks_the_database_nothing(login, db, django_assert_num_queries):
    request = get()
    request._cached_user = a_user(Role.MONITOR)

    with django_assert_num_queries(0):
        page = errors.server_error(request)

    assert 'href="/participants/"' in page.text


def test_what_is_not_found_answers_with_the_same_bytes():
    one = errors.not_found(get("/participants/c1-pt-01/"), Http404("No Participant matches"))
    other = errors.not_found(get("/nothing/"), Http404())

    assert one.content == other.content


def test_an_error_of_ours_gives_back_what_was_typed():
    typed = {"note": "<b>Long</b>\nnote", "password": "secret", "token": "abc", "empty": ""}
    request = RequestFactory().post("/interviews/log/", typed)

    response = errors.server_error(request)

    assert response.status_code == 500
    assert "<dt>Note</dt><dd>&lt;b&gt;Long&lt;/b&gt;<br>note</dd>" in response.text
    assert "secret" not in response.text
    assert response.text.count("<dt>") == 1


@pytest.mark.parametrize("answer", [errors.form_expired, errors.signed_out])
def test_the_way_back_is_to_the_page_about_the_same_person(answer):
    request = RequestFactory().post("/interviews/log/?who=c5-pt-03", {})

    ways = [unquote(way) for way in re.findall(r'href="([^"]+)"', answer(request).text)]
    assert [way for way in ways if way.endswith("/interviews/log/?who=c5-pt-03")] != []


@pytest.mark.parametrize("route", ["contact/", "contact/change/"])
@pytest.mark.parametrize("answer", [errors.server_error, errors.form_expired, errors.signed_out])
def test_nothing_of_a_form_about_who_somebody_is_comes_back(route, answer):
    typed = {"name": "Ada Canary", "phone": "07700 900123", "reason": "To phone Ada Canary"}
    request = RequestFactory().post(f"/participants/c5-pt-03/{route}", typed)

    response = answer(request)

    assert "Canary" not in response.text
    assert "900123" not in response.text
    assert "What you typed is left out here. It may name somebody" in sentences(response)


def test_an_access_that_is_over_gives_back_all_but_who_somebody_is():
    kept = RequestFactory().post("/interviews/log/", {"note": "Kept"})
    left_out = RequestFactory().post("/participants/c5-pt-03/contact/change/", {"name": "Canary"})

    assert "<dd>Kept</dd>" in errors.access_over(kept, "Over").text
    assert "Canary" not in errors.access_over(left_out, "Over").text


def test_an_error_of_ours_does_not_say_what_it_cannot_know():
    saving = RequestFactory().post("/interviews/log/", {"note": "Long"})

    assert sentences(errors.server_error(saving)).startswith(
        "Sorry, there is a problem Something went wrong on our side. We do not know whether what you"
        " were saving was saved. Look at its page before you save it again."
    )
    assert sentences(errors.server_error(get())).startswith(
        "Sorry, there is a problem Something went wrong on our side. Try again in a few minutes."
    )


def test_an_error_within_the_error_page_still_gets_an_answer(caplog):
    request = RequestFactory().post("/interviews/log/", {"note": "x" * TOO_BIG})

    response = errors.server_error(request)

    assert response.status_code == 500
    assert heading(response) == "Sorry, there is a problem"
    assert caplog.messages[0] == "The error page failed"


def test_a_form_that_expired_gives_back_what_was_typed():
    typed = {"login": "asha@example.org", "password": "secret"}

    response = Client(enforce_csrf_checks=True).post("/account/login/", typed)

    assert response.status_code == 403
    assert heading(response) == "This page was open too long"
    assert "<dt>Login</dt><dd>asha@example.org</dd>" in response.text
    assert '<a href="/account/login/">Open the form again</a>' in response.text
    assert "secret" not in response.text


@pytest.mark.django_db
def test_a_form_sent_after_the_session_ended_gives_back_what_was_typed():
    response = Client().post("/policy/", {"note": "A long note"})

    assert (response.status_code, heading(response)) == (403, "You were signed out")
    assert "<dt>Note</dt><dd>A long note</dd>" in response.text
    assert '<a href="/account/login/?next=/policy/">Sign in again</a>' in response.text


def test_a_page_opened_after_the_session_ended_asks_to_sign_in():
    assert Client().get("/policy/").url == "/account/login/?next=/policy/"


def test_a_post_that_is_too_big_gets_the_page_in_words():
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x" * TOO_BIG})

    assert (response.status_code, heading(response)) == (413, "That is too much to send at once")


def test_an_unknown_address_gets_the_page_in_words():
    response = Client().get("/nothing/")

    assert (response.status_code, heading(response)) == (404, "Page not found")


def test_a_wrong_method_gets_a_page_and_keeps_what_is_allowed(login):
    response = login("monitor").post("/policy/")

    assert (response.status_code, heading(response)) == (405, "This page does not work that way")
    assert response.headers["Allow"] == "GET"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FETCH"])
def test_a_method_that_no_page_knows_gets_a_page_before_anything_is_asked(method):
    response = Client().generic(method, "/policy/")

    assert (response.status_code, heading(response)) == (405, "This page does not work that way")
    assert response.headers["Allow"] == "GET, HEAD, POST"


def test_a_page_asked_for_its_headers_answers_as_when_it_is_opened(login):
    client = login("monitor")

    opened, asked = client.get("/policy/"), client.head("/policy/")

    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["Content-Type"] == opened.headers["Content-Type"]


@pytest.mark.django_db
def test_signing_in_is_asked_in_our_words():
    response = Client().post("/account/login/", {})

    assert re.search("<title>(.*?)</title>", response.text)[1] == "Error: Sign in – linkstudy"
    assert re.findall('<a href="#([^"]+)">([^<]+)</a>', sentences_of_summary(response)) == [
        ("id_login", "Enter your email address"),
        ("id_password", "Enter your password"),
    ]


def sentences_of_summary(response):
    return response.text.partition('id="errors"')[2].partition("</ul>")[0]


# What was typed, in the words of the form


def given(path: str, sent: dict) -> list[tuple[str, str]]:
    """(question, answer) that the page for somebody signed out gives back."""
    return errors.typed(RequestFactory().post(path, sent))


def test_answers_come_back_under_their_questions_and_in_their_words():
    sent = {
        "who": "C5-PT-03",
        "seen": "C5-PT-03=1",
        "when": "today",
        "mode": "video",
        "minutes": "1h 5",
        "recording": "notes",
        "agreed": "on",
        "others": "",
        "topics": ["7"],
        "note": "They spoke freely",
        "another": "1",
    }

    assert given("/interviews/log/", sent) == [
        ("Study ID", "C5-PT-03"),
        ("When?", "Today"),
        ("How did it take place?", "Video"),
        ("How many minutes did it last?", "1h 5"),
        ("How was it recorded?", "Notes only"),
        ("Note", "They spoke freely"),
        ("Consent", "Ticked"),
    ]


def test_several_answers_to_a_question_come_back_in_words():
    sent = {"document": "3", "given_on": "9/6", "how": "recorded", "scopes": ["audio", "quotes"]}

    assert given("/participants/c5-pt-03/consent/", sent) == [
        ("When did they agree?", "9/6"),
        ("How did they agree?", "Spoken, audio recorded"),
        (
            "What did they agree to?",
            "Have the interview audio recorded, Have their words quoted without their name",
        ),
    ]


@pytest.mark.parametrize(
    ("act", "question"),
    [("void", "Why is it void?"), ("restore", "Why does it count again?")],
)
def test_a_form_like_another_is_the_one_that_its_page_makes(act, question):
    path = f"/participants/c5-pt-03/interviews/1/{act}/"

    assert given(path, {"reason": "Recorded twice"}) == [(question, "Recorded twice")]


def test_forms_of_the_set_up_and_of_days_have_their_questions_too():
    assert given("/set-up/topics/add/", {"name": "Waiting"}) == [("Topic", "Waiting")]
    assert given("/cases/5/observation-days/log/", {"setting": "home", "patients": "2"}) == [
        ("Where were you?", "At home"),
        ("Patients you observed", "2"),
    ]


def test_an_answer_that_is_none_of_a_questions_is_left_out():
    assert given("/interviews/log/", {"mode": "pigeon", "minutes": "45"}) == [
        ("How many minutes did it last?", "45")
    ]


def test_what_was_sent_to_no_page_comes_back_as_it_was_named():
    assert given("/nowhere/", {"some_words": "Kept"}) == [("Some words", "Kept")]
